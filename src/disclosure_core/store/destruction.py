"""Whether what is missing was lawfully destroyed, and what is there was not (依法删除核验). Pure.

The journal's acts say up to which version the personal fields of a record were erased, or the whole
record purged. Exactly these must be gone: a value destroyed by somebody else is found, and so is
one that was put back.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import frozen

from disclosure_core.errors import JournalError
from disclosure_core.messages import Message
from disclosure_core.records.personal import Reference, committed
from disclosure_core.records.values import ERASE, PURGE, subject

Place = tuple[str, str, int]
"""Kind, id and version of a version."""


@frozen
class Destroyed:
    """What the journal's acts destroyed: by subject, up to which version."""

    erased: Mapping[str, int]
    purged: Mapping[str, int]

    @classmethod
    def by_acts(cls, acts: Iterable[tuple[str, str, int]]) -> "Destroyed":
        """From the kind, id and version of journal entries of erasures and purges."""
        found: dict[str, dict[str, int]] = {ERASE: {}, PURGE: {}}
        for act, name, version in acts:
            found[act][name] = max(version, found[act].get(name, 0))
        return cls(found[ERASE], found[PURGE])

    def is_purged(self, kind: str, id: str, version: int) -> bool:
        """Whether a version is of a record that was purged then."""
        return bool(self.purged) and version <= self.purged.get(subject(kind, id), 0)

    @property
    def purging(self) -> Callable[[bytes, bytes, int], bool] | None:
        """The same of a kind and an id as they lie in the file; ``None`` where nothing was purged.

        Both are text as a database keeps it, in UTF-8.
        """
        if not self.purged:
            return None
        known = {name.encode(): version for name, version in self.purged.items()}
        return lambda kind, name, version: version <= known.get(b"%b %b" % (kind, name), 0)

    def is_erased(self, kind: str, id: str, version: int) -> bool:
        """Whether the personal fields of a version were erased, alone or with all of it."""
        name = subject(kind, id)
        return version <= max(self.erased.get(name, 0), self.purged.get(name, 0))


@frozen
class FieldRow:
    """A personal field as it lies apart, and what the body of its version says of it.

    Attributes:
        place: The version it is of.
        field: Its place in the body.
        key: What it lies under.
        salt: Its salt; ``None`` if it is marked as erased.
        value: Its canonical text; ``None`` if it is marked as erased.
        blank: Whether a field marked as erased holds nothing any more.
        references: What the body refers to; ``None`` where the version has no body.
    """

    place: Place
    field: str
    key: str
    salt: bytes | None
    value: str | None
    blank: bool
    references: Mapping[str, Reference] | None


def compare_personal(
    rows: Iterable[FieldRow], destroyed: Destroyed, sequence_of: Callable[[Place], int]
) -> None:
    """Hold every personal field against its commitment and the journal's acts.

    Args:
        rows: All that lie apart, those of one version one after the other.
        destroyed: What the journal says was destroyed.
        sequence_of: The entry that speaks of a version; 0 where there is none.

    Raises:
        JournalError: one differs, is missing, or is there though it was erased.
    """
    last: Place | None = None
    awaited: set[str] = set()
    for row in rows:
        if row.place != last:
            _require_none_missing(last, awaited, sequence_of)
            last, awaited = row.place, set(row.references or ())
        awaited.discard(row.field)
        wrong = _what_is_wrong(row, destroyed)
        if wrong is not None:
            raise _differs(wrong, row.place, row.field, sequence_of(row.place))
    _require_none_missing(last, awaited, sequence_of)


_DIFFERS = Message("is not what it was committed to")
_DESTROYED = Message("is gone, and no journal entry says that it was erased")
_THERE = Message("is there, though the journal says that it was erased")


def _what_is_wrong(row: FieldRow, destroyed: Destroyed) -> Message | None:
    erased = destroyed.is_erased(*row.place)
    if row.references is not None:
        reference = row.references.get(row.field)
        if reference is None or reference.key != row.key:
            return _DIFFERS
    if row.salt is None or row.value is None:
        return None if erased and row.blank else _DIFFERS if erased else _DESTROYED
    if erased:
        return _THERE
    if row.references is None or not committed(row.references[row.field], row.salt, row.value):
        return _DIFFERS
    return None


def _require_none_missing(
    place: Place | None, awaited: set[str], sequence_of: Callable[[Place], int]
) -> None:
    if place is not None and awaited:
        raise _differs(_DESTROYED, place, min(awaited), sequence_of(place))


def require_no_references(
    place: Place, references: Mapping[str, Any], sequence_of: Callable[[Place], int]
) -> None:
    """Refuse a version whose personal fields lie nowhere.

    Raises:
        JournalError: its body refers to some.
    """
    _require_none_missing(place, set(references), sequence_of)


def _differs(what: Message, place: Place, field: str, sequence: int) -> JournalError:
    kind, name, version = place
    return JournalError(
        Message(
            "{kind} {id}, version {version}: the personal field {field} {what}.",
            kind=kind,
            id=name,
            version=version,
            field=field,
            what=what,
        ),
        sequence=sequence,
        fix=Message("it was changed outside the office; go back to a backup."),
    )
