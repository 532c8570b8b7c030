"""What a reader gets of kept versions that have personal fields, whatever the database.

Denies by default: a field is withheld unless the asker's visibilities hold the label for it.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from attrs import frozen

from disclosure_core.access.visibility import personal_visible
from disclosure_core.errors import StoreError
from disclosure_core.messages import Message
from disclosure_core.records.personal import (
    ERASED,
    WITHHELD,
    Opening,
    PersonalField,
    Reference,
    in_place,
    references_in,
    withheld,
)
from disclosure_core.records.values import Record, RecordKind
from disclosure_core.store.lookups import upgraded

BLOCK = 64
"""Values are kept in multiples of so many bytes: their length tells little of them."""

Fetch = Callable[[Sequence[str]], Mapping[str, PersonalField]]
"""Gives the personal fields under some keys, by key."""


@frozen
class KeptRow:
    """A version with a body, as it lies in the database."""

    id: str
    version: int
    schema_version: int
    visibility: str
    changed_at: datetime
    body: dict[str, Any]
    digest: str
    marked: bool
    """Whether there may be commitments in the body, see :func:`marked`."""


def marked(text: str) -> bool:
    """Whether the JSON text of a body may have commitments in it; quicker than looking for them."""
    return '"commitment"' in text


def padded(text: str) -> bytes:
    """A personal field's canonical text as it is kept: filled up with spaces."""
    written = text.encode()
    return written.ljust(-(-len(written) // BLOCK) * BLOCK)


def unpadded(kept: bytes) -> str:
    """The canonical text that :func:`padded` was given; it never ends with a space."""
    return kept.rstrip(b" ").decode(errors="replace")  # what is damaged fits no commitment


def records_of(
    kind: RecordKind, rows: Sequence[KeptRow], visible: frozenset[str], fetch: Fetch
) -> tuple[Record, ...]:
    """Kept versions as the asker may read them, in the kind's present schema."""
    fields = _fields_of(rows, fetch)
    return tuple(
        Record(
            kind=kind.name,
            id=row.id,
            version=row.version,
            body=read_body(kind, row, fields, shown=personal_visible(row.visibility, visible)),
            digest=row.digest,
            visibility=row.visibility,
            changed_at=row.changed_at,
        )
        for row in rows
    )


def _fields_of(rows: Iterable[KeptRow], fetch: Fetch) -> Mapping[str, PersonalField]:
    keys = [reference.key for row in rows if row.marked for _, reference in references_in(row.body)]
    return fetch(keys) if keys else {}


def read_body(
    kind: RecordKind, row: KeptRow, fields: Mapping[str, PersonalField], *, shown: bool
) -> dict[str, Any]:
    """A body with its personal fields shown or withheld, erased ones as erased."""

    def put(reference: Reference) -> Any:
        found = fields.get(reference.key)
        if found is not None and found.value is None:
            return ERASED
        return _value(kind, row, found.value) if found and found.value and shown else WITHHELD

    body = upgraded(kind, in_place(row.body, put) if row.marked else row.body, row.schema_version)
    return body if shown or not kind.personal else withheld(body, kind.personal)


def _value(kind: RecordKind, row: KeptRow, text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise StoreError(
            Message("A personal field of {kind} {id} is damaged.", kind=kind.name, id=row.id),
            fix=Message("verify the journal to learn which; go back to a backup."),
        ) from None


def open_body(kind: RecordKind, row: KeptRow, fetch: Fetch) -> dict[str, Any]:
    """A body with its personal fields shown, for the store's own use."""
    return read_body(kind, row, _fields_of([row], fetch), shown=True)


def found_by(
    kind: RecordKind, kept: dict[str, Any], written_in: int, *, marked: bool
) -> dict[str, Any]:
    """What a kept body may be found by: without anything personal, in the present schema."""
    bare = in_place(kept, lambda _: WITHHELD) if marked else kept
    body = upgraded(kind, bare, written_in)
    return withheld(body, kind.personal) if kind.personal else body


def plainly_kept(kind: RecordKind, row: KeptRow) -> str | None:
    """A personal field that a body holds as it is; ``None`` where all are set apart.

    So it is where the kind did not call the field personal yet when the body was written.
    """
    body = upgraded(kind, in_place(row.body, lambda _: WITHHELD), row.schema_version)
    for field in kind.personal:
        value: Any = body
        for name in field.split("."):
            value = value.get(name) if isinstance(value, Mapping) else value
        if value is not None and value not in (WITHHELD, ERASED):
            return field
    return None


def openings_of(
    rows: Sequence[KeptRow], visible: frozenset[str], fetch: Fetch
) -> tuple[Opening, ...]:
    """What opens the commitments of kept versions; of those only that the asker may see."""
    allowed = [row for row in rows if personal_visible(row.visibility, visible)]
    fields = _fields_of(allowed, fetch)
    return tuple(
        Opening(
            version=row.version,
            field=place,
            commitment=reference.commitment,
            salt=found.salt,
            value=json.loads(found.value),
        )
        for row in allowed
        for place, reference in references_in(row.body)
        if (found := fields.get(reference.key)) and found.salt is not None and found.value
    )
