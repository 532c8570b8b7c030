"""What the database says, as errors for people.

Only the primary message is passed on: the details of an error may quote rows.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from disclosure_core import Message, StoreError
from disclosure_postgres.addresses import PACKAGE

_FIXES = {
    "55P03": Message(
        "another program is writing; try again when it has finished.", package=PACKAGE
    ),
    "53100": Message("the disk is full; make room. Nothing was half written.", package=PACKAGE),
    "25006": Message(
        "the server takes no writes, perhaps it is a standby; name the one that does.",
        package=PACKAGE,
    ),
    "42501": Message("give the user of the database the right to do so.", package=PACKAGE),
    "28": Message("look at the user's name and password.", package=PACKAGE),
    "3D": Message("make the database, or name another one.", package=PACKAGE),
    "53300": Message("the server has no connection left; allow more of them.", package=PACKAGE),
}
"""By SQLSTATE, or its beginning."""

_LOST = Message(
    "look whether the server runs and can be reached. Nothing was half written.", package=PACKAGE
)


@contextmanager
def database_errors(name: str) -> Iterator[None]:
    """Say what the database says as a :class:`StoreError`."""
    try:
        yield
    except psycopg.Error as error:
        raise store_error(error, name) from error


def store_error(error: psycopg.Error, name: str) -> StoreError:
    """The error for a person: what the database said, and what to do about it."""
    return StoreError(
        Message("The store {name} cannot be used: {error}.", name=name, error=_said(error)),
        fix=_fix(error),
    )


def uncertain(name: str) -> StoreError:
    """The error of a commit whose answer did not come."""
    return StoreError(
        Message(
            "The connection to {name} was lost before the change was confirmed.",
            package=PACKAGE,
            name=name,
        ),
        why=Message(
            "It was kept as a whole or not at all; which of both is not known.", package=PACKAGE
        ),
        fix=Message("look whether it is there before it is repeated.", package=PACKAGE),
    )


def _said(error: psycopg.Error) -> str:
    said = error.diag.message_primary or str(error).partition("\n")[0] or type(error).__name__
    return said.rstrip(".")


def _fix(error: psycopg.Error) -> Message | None:
    state = error.sqlstate or ""
    for start, fix in _FIXES.items():
        if state.startswith(start):
            return fix
    return _LOST if isinstance(error, psycopg.OperationalError) else None
