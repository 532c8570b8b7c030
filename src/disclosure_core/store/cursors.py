"""The place where a page of answers ends, as an opaque text (游标).

A cursor holds what the last record was sorted by and its number, and a fingerprint of the question,
so that it is of use to no other.
"""

import base64
import hashlib
import json

from disclosure_core.errors import DataError
from disclosure_core.messages import Message
from disclosure_core.records.journal import instant_text
from disclosure_core.records.values import AnyOf, Between, Condition, Query
from disclosure_core.store.rules import findable

_encode = json.JSONEncoder().encode


def cursor(query: Query, value: str | int | None, number: int) -> str:
    """An opaque text for the place of a record in the answers to a question."""
    content = _encode([_fingerprint(query), value, number])
    return base64.urlsafe_b64encode(content.encode()).decode().rstrip("=")


def read_cursor(text: str, query: Query) -> tuple[str | int | None, int]:
    """What :func:`cursor` was given.

    Raises:
        DataError: the cursor is damaged or belongs to another question.
    """
    try:
        content = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        fingerprint, value, number = json.loads(content)
    except (ValueError, RecursionError):
        raise bad_cursor() from None
    sound = isinstance(number, int) and (value is None or isinstance(value, str | int))
    if (
        not sound
        or not (findable(number) and findable(value))
        or fingerprint != _fingerprint(query)
    ):
        raise bad_cursor()
    return value, number


def _fingerprint(query: Query) -> str:
    asked = [
        query.kind,
        [(name, _plain(wanted)) for name, wanted in sorted(query.where.items())],
        query.search,
        query.rank.value,
        query.sort,
        query.newest_first,
        None if query.as_of is None else instant_text(query.as_of),
    ]
    return hashlib.sha256(_encode(asked).encode()).hexdigest()[-12:]


def _plain(wanted: Condition) -> object:
    if isinstance(wanted, AnyOf):
        return {"any_of": list(wanted.values)}
    if isinstance(wanted, Between):
        return {"since": wanted.since, "before": wanted.before}
    return wanted


def bad_cursor() -> DataError:
    """The error of a cursor that is damaged or of another question."""
    return DataError(
        Message("The place to go on from is not one of this list."),
        fix=Message("begin again at the first page."),
    )
