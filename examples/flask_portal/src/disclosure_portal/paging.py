"""Long lists a page at a time, by number (分页)."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from attrs import frozen
from flask import abort, request

T = TypeVar("T")

ROWS = 50
"""Rows of one page."""

LONGEST_NUMBER = 6
"""Digits of a page's number, at most."""


@frozen(kw_only=True)
class Page(Generic[T]):
    """Some rows of a list: which page of how many, and how many rows there are in all."""

    rows: tuple[T, ...]
    number: int
    pages: int
    total: int


def paged(rows: Sequence[T]) -> Page[T]:
    """The page that the address asks for; no number is refused, one too high not found."""
    asked = request.args.get("page", "1")
    if not (asked.isascii() and asked.isdigit() and len(asked) <= LONGEST_NUMBER):
        abort(400)
    number, pages = int(asked), max(1, -(-len(rows) // ROWS))
    if not 1 <= number <= pages:
        abort(404)
    first = (number - 1) * ROWS
    return Page(rows=tuple(rows[first : first + ROWS]), number=number, pages=pages, total=len(rows))
