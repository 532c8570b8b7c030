"""What belongs to the evidence about a record: gathered from the store, for who may see it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from disclosure_core.access.permissions import Permission
from disclosure_core.access.visibility import label_visible, visible_to
from disclosure_core.office.desk import Desk
from disclosure_core.records.digest import canonical
from disclosure_core.records.evidence import Evidence
from disclosure_core.records.journal import BEGINNING, delivery_text
from disclosure_core.records.values import (
    ACTS,
    OUTBOX,
    Checkpoint,
    JournalEntry,
    Query,
    subject,
)
from disclosure_core.store.rules import declared_kind, not_found

Thing = tuple[str, str]
"""A record's kind and id."""


def gathered(
    desk: Desk, kind: str, id: str, *, against: tuple[Checkpoint, ...], personal: bool
) -> Evidence:
    """All that belongs to the evidence about a record, as of now; its checkpoint without a root.

    It takes along what the record decides on, and what decides on it or on that: reviews, cases,
    releases, and what became of their deliveries.

    Raises:
        NotAllowedError: the actor is no member of the staff.
        NotFoundError: there is no such record that the actor may see.
        StoreError: no such kind.
    """
    desk.permit_somewhere(Permission.READ)
    declared_kind(desk.store.kinds, kind)
    if not _may_see(desk, (kind, id)):
        raise not_found(kind, id)
    entries: list[JournalEntry] = []
    texts: dict[int, str] = {}
    openings: dict[int, Mapping[str, tuple[str, Any]]] = {}
    for thing in dict.fromkeys(_connected(desk, (kind, id))):
        told = desk.store.entries_about(*thing)
        entries += told
        entries += _acts_on(desk, thing)
        bodies = desk.store.bodies(*thing)
        numbers = {each.version: each.sequence for each in told}
        texts |= {numbers[version]: canonical(body) for version, body in bodies.items()}
        if personal:
            openings |= _openings(desk, thing, numbers)
        for entry, text in _deliveries(desk, thing):
            entries.append(entry)
            if text is not None:
                texts[entry.sequence] = text
    head = desk.store.head()
    return Evidence(
        kind=kind,
        id=id,
        entries=sorted(entries, key=lambda each: each.sequence),
        texts=texts,
        openings=openings,
        checkpoint=Checkpoint(head.sequence, head.digest) if head else BEGINNING,
        earlier=against,
    )


def _may_see(desk: Desk, thing: Thing) -> bool:
    """Whether there is such a record, and the actor may see all its versions."""
    entries = desk.store.entries_about(*thing)
    return bool(entries) and all(label_visible(each.visibility, desk.actor) for each in entries)


def _connected(desk: Desk, thing: Thing) -> Iterator[Thing]:
    """The record, what it decides on, and what decides on one of these."""
    centres = [thing, *(each for each in _named_by(desk, thing) if _may_see(desk, each))]
    yield from centres
    for centre in centres:
        yield from (each for each in _deciding_on(desk, centre) if _may_see(desk, each))


def _named_by(desk: Desk, thing: Thing) -> Iterator[Thing]:
    concerns = desk.store.kinds[thing[0]].concerns
    bodies = desk.store.bodies(*thing).values()
    named = {body[key] for body in bodies for key in concerns if isinstance(body.get(key), str)}
    for name in sorted(named):
        yield from ((kind, name) for kind in desk.store.kinds if (kind, name) != thing)


def _deciding_on(desk: Desk, thing: Thing) -> Iterator[Thing]:
    _, name = thing
    for kind in desk.store.kinds.values():
        for column in kind.concerns:
            query = Query(kind=kind.name, where={column: name}, limit=1000)
            for record in desk.store.each(query, visible=desk.visible):
                yield kind.name, record.id


def _acts_on(desk: Desk, thing: Thing) -> Iterable[JournalEntry]:
    """What was done to the whole record: held, erased, purged."""
    return (
        entry for act in sorted(ACTS) for entry in desk.store.entries_about(act, subject(*thing))
    )


def _openings(
    desk: Desk, thing: Thing, numbers: Mapping[int, int]
) -> dict[int, dict[str, tuple[str, Any]]]:
    visible = visible_to(desk.actor, personal=True)
    found: dict[int, dict[str, tuple[str, Any]]] = {}
    for each in desk.store.openings(*thing, visible=visible):
        found.setdefault(numbers[each.version], {})[each.field] = (each.salt.hex(), each.value)
    return found


def _deliveries(desk: Desk, thing: Thing) -> Iterator[tuple[JournalEntry, str | None]]:
    """The entries about deliveries of a release, the last one of each with what it is of."""
    for each in desk.store.deliveries(release=thing[1]):
        *former, last = desk.store.entries_about(OUTBOX, each.key)
        yield from ((entry, None) for entry in former)
        yield (
            last,
            delivery_text(
                release=each.release, state=each.state, due_at=each.due_at, body=each.body
            ),
        )
