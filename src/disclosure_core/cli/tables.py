"""Tables on a terminal, Chinese characters counted as two columns."""

import unicodedata
from collections.abc import Iterable, Sequence

import click

from disclosure_core.cli.texts import current_language
from disclosure_core.messages import Message


def print_table(headers: Sequence[Message], rows: Iterable[Sequence[Message | str]]) -> None:
    """Print the rows under their headers, messages in the current language."""
    language = current_language()
    lines = [
        [each.text(language) if isinstance(each, Message) else each for each in row]
        for row in (headers, *rows)
    ]
    widths = [max(_width(line[column]) for line in lines) for column in range(len(headers))]
    for line in lines:
        padded = (
            cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)
        )
        click.echo("  ".join(padded).rstrip())


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)
