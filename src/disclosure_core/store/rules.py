"""What every store keeps to, whatever its database: ids, versions, visibilities, sizes.

Pure; raises the errors that the protocol promises. What a database cannot do is told elsewhere.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from attrs import frozen

from disclosure_core.access.values import AGENCY_LABEL, Visibility, is_label
from disclosure_core.errors import (
    DataError,
    NotFoundError,
    StaleVersionError,
    StoreError,
)
from disclosure_core.messages import Message
from disclosure_core.records.digest import ALGORITHM, canonical_plain, digest_text, plain
from disclosure_core.records.settings import SETTING, with_setting
from disclosure_core.records.values import ACTS, OUTBOX, Json, RecordKind

LARGEST_BODY = 64 * 1024 * 1024
"""Characters of a body's canonical text, at most."""

LONGEST_ID = 400

NOT_VERSIONS = ACTS | {OUTBOX}
"""Kinds of journal entries that speak of no version: of a delivery, or of an act on a record."""

LARGEST_PAGE = 1000


def declared_kinds(kinds: Iterable[RecordKind]) -> dict[str, RecordKind]:
    """The kinds of a store by name.

    Raises:
        StoreError: one has a name that the journal keeps for deliveries and acts, that of settings,
            or a space in it.
    """
    declared = {kind.name: kind for kind in kinds}
    for name, kind in declared.items():
        if name in NOT_VERSIONS or " " in name or (name == SETTING.name and kind != SETTING):
            raise StoreError(Message("No kind of record may be called {kind}.", kind=name))
    return with_setting(declared)


def declared_kind(kinds: Mapping[str, RecordKind], kind: str) -> RecordKind:
    """The declaration of a kind.

    Raises:
        StoreError: no such kind is registered.
    """
    declared = kinds.get(kind)
    if declared is None:
        raise StoreError(
            Message("No kind of record is called {kind}.", kind=kind),
            fix=Message("the kinds are: {kinds}.", kinds=", ".join(sorted(kinds)) or "-"),
        )
    return declared


def not_found(kind: str, id: str) -> NotFoundError:
    """The one answer for a record that is absent, removed or hidden."""
    return NotFoundError(Message("There is no {kind} {id}.", kind=kind, id=id))


@frozen
class Written:
    """A body as it is kept: fresh plain JSON, its canonical text, the digest of that text."""

    body: dict[str, Any]
    text: str
    digest: str


def written(kind: str, id: str, body: Json, algorithm: str = ALGORITHM) -> Written:
    """A body ready to be kept.

    Raises:
        DataError: it is not plain JSON, or too large.
    """
    fresh = plain(body, kind)
    text = canonical_plain(fresh)
    if len(text) > LARGEST_BODY:
        raise DataError(
            Message(
                "{kind} {id}: the body has {length} characters; {most} are allowed.",
                kind=kind,
                id=id,
                length=len(text),
                most=LARGEST_BODY,
            )
        )
    return Written(fresh, text, digest_text(text, algorithm))


def check_id(kind: str, id: str) -> None:
    """Refuse an id that is empty, too long or cannot be printed. Raises DataError."""
    if not id or len(id) > LONGEST_ID or not id.isprintable():
        raise DataError(
            Message("{id} cannot be the id of a {kind}.", id=repr(id[:80]), kind=kind),
            fix=Message("an id has 1 to {most} printable characters.", most=LONGEST_ID),
        )


def check_visibility(kind: RecordKind, visibility: str) -> None:
    """Refuse an unknown visibility, or a public record of an office's own kind.

    Raises:
        StoreError: it is one.
    """
    if not is_label(visibility):
        raise StoreError(
            Message("{visibility} is no visibility.", visibility=repr(visibility)),
            fix=Message(
                "the visibilities are: {all}.", all=", ".join((*Visibility, f"{AGENCY_LABEL}ID"))
            ),
        )
    if visibility == Visibility.PUBLIC and not kind.public:
        raise StoreError(
            Message("A record of the kind {kind} may not be public.", kind=kind.name),
            why=Message("The kind is declared as the office's own."),
        )


def check_version(kind: str, id: str, present: int, expected: int | None) -> None:
    """Refuse a write by somebody who read another version. Raises StaleVersionError."""
    if expected is not None and expected != present:
        raise StaleVersionError(
            Message(
                "{kind} {id} is at version {present} by now, not at {expected}.",
                kind=kind,
                id=id,
                present=present,
                expected=expected,
            ),
            why=Message("Somebody changed it meanwhile."),
            fix=Message("read it again and repeat the change."),
        )


def check_limit(limit: int) -> None:
    """Refuse a page that is empty or too large.

    Raises:
        StoreError: not from 1 to 1,000.
    """
    if not 1 <= limit <= LARGEST_PAGE:
        raise StoreError(
            Message(
                "A page of {limit} records was asked for; 1 to {most} can be had.",
                limit=limit,
                most=LARGEST_PAGE,
            )
        )


def check_column(kind: RecordKind, name: str) -> None:
    """Refuse a column that the kind does not declare.

    Raises:
        StoreError: it does not.
    """
    if name not in kind.columns:
        raise StoreError(
            Message(
                "Records of the kind {kind} cannot be filtered or sorted by {column}.",
                kind=kind.name,
                column=name,
            ),
            fix=Message("the columns are: {columns}.", columns=", ".join(kind.columns) or "-"),
        )


def check_value(kind: RecordKind, name: str, value: object) -> None:
    """Refuse what no column can equal.

    Raises:
        StoreError: it is neither text, whole number, truth value nor nothing.
    """
    if value is not None and not isinstance(value, str | int):
        raise StoreError(
            Message(
                "The column {column} of {kind} cannot equal {type}.",
                column=name,
                kind=kind.name,
                type=type(value).__name__,
            )
        )


def check_asked_version(version: int | None, as_of: datetime | None) -> None:
    """Refuse to look for a version by its number and by an instant at once.

    Raises:
        StoreError: both are given.
        DataError: the instant has no offset.
    """
    if version is not None and as_of is not None:
        raise StoreError(
            Message("A version is asked for by its number or as of an instant, not by both.")
        )
    if as_of is not None and as_of.tzinfo is None:
        raise DataError(
            Message(
                "{field} is {value}, an instant without an offset.",
                field="as_of",
                value=as_of.isoformat(),
            ),
            fix=Message("give a timezone-aware datetime."),
        )


def not_empty(name: str) -> StoreError:
    """The error of a store that is to take in another's contents and has some of its own."""
    return StoreError(
        Message("The store {name} is not empty; a copy replaces nothing.", name=name),
        fix=Message("name a store that does not exist yet."),
    )


def check_store_version(name: str, version: int, newest: int) -> None:
    """Refuse a store in whose form this library cannot read or write.

    Raises:
        StoreError: its version is newer than the newest one known.
    """
    if version > newest:
        raise StoreError(
            Message(
                "The store {name} has version {version}; this library knows {newest}.",
                name=name,
                version=version,
                newest=newest,
            ),
            why=Message("A newer version of the library wrote it."),
            fix=Message("install that version."),
        )


LARGEST_NUMBER = 2**63 - 1
"""The largest whole number that a column or a version can have."""


def findable(value: object) -> bool:
    """Whether anything kept can equal ``value``: no number too large, no half character."""
    if isinstance(value, int):
        return abs(value) <= LARGEST_NUMBER
    return not (isinstance(value, str) and any("\ud800" <= each <= "\udfff" for each in value))


def void_claim(key: str) -> StaleVersionError:
    """The error of a claim that another worker took over."""
    return StaleVersionError(
        Message("The claim of delivery {key} is void.", key=key),
        why=Message("Its lease had run out, and another worker took the delivery over."),
        fix=Message("leave the delivery to the other worker, or claim again."),
    )
