"""The chain of digests that proves a journal (日志链).

Pure: makes the next entry and checks a sequence of entries. Says that nothing was changed, left
out, reordered or put in *between* entries; that nothing was cut off at the end, or rewritten as a
whole, only a checkpoint kept elsewhere can say.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any

from attrs import fields

from disclosure_core.errors import JournalError
from disclosure_core.messages import Message
from disclosure_core.records.digest import canonical_plain, digest, digest_text
from disclosure_core.records.values import Change, Checkpoint, JournalEntry, Json

STATED_FIELDS = tuple(each.name for each in fields(JournalEntry) if each.name != "digest")
"""The fields of an entry that its digest covers."""

_stated = attrgetter(*STATED_FIELDS)

BEGINNING = Checkpoint(0, "")
"""The checkpoint before the first entry."""


def instant_text(instant: datetime) -> str:
    """An instant as it is kept and digested: UTC with microseconds, so that texts sort by time.

    >>> instant_text(datetime(2026, 11, 24, 8, tzinfo=UTC))
    '2026-11-24T08:00:00.000000+00:00'
    """
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def entry_digest(entry: JournalEntry) -> str:
    """The digest of all fields of an entry but its own digest, as one canonical JSON object."""
    return _digest_of(dict(zip(STATED_FIELDS, _stated(entry), strict=True)))


def _digest_of(stated: dict[str, Any]) -> str:
    return digest_text(canonical_plain({**stated, "at": instant_text(stated["at"])}))


def delivery_digest(*, release: str, state: str, due_at: datetime, body: Json) -> str:
    """What the journal holds of a delivery: all of it but who works on it at the moment."""
    return digest(
        {"release": release, "state": state, "due_at": instant_text(due_at), "body": body}
    )


def next_entry(
    last: Checkpoint,
    change: Change,
    *,
    kind: str,
    id: str,
    version: int,
    schema_version: int,
    visibility: str,
    before: str | None,
    after: str | None,
) -> JournalEntry:
    """The entry that follows ``last`` for one change."""
    stated: dict[str, Any] = {
        "sequence": last.sequence + 1,
        "at": change.at.astimezone(UTC),
        "who": change.who,
        "role": change.role,
        "why": change.why,
        "kind": kind,
        "id": id,
        "version": version,
        "schema_version": schema_version,
        "visibility": visibility,
        "before": before,
        "after": after,
        "previous": last.digest,
    }
    return JournalEntry(**stated, digest=_digest_of(stated))


def chained(
    entries: Iterable[JournalEntry], *, since: Checkpoint = BEGINNING
) -> Iterator[JournalEntry]:
    """The entries as they come, each checked against the one before it.

    Args:
        entries: In order, beginning with the one after ``since``.
        since: What the first entry must follow.

    Raises:
        JournalError: an entry does not fit; ``sequence`` is the first such.
    """
    last = since
    for entry in entries:
        expected = last.sequence + 1
        if entry.sequence != expected:
            raise JournalError(
                Message(
                    "Journal entry {sequence} is missing; {found} comes in its place.",
                    sequence=expected,
                    found=entry.sequence,
                ),
                sequence=expected,
            )
        if entry.previous != last.digest:
            raise JournalError(
                Message(
                    "Journal entry {sequence} does not follow the entry before it.",
                    sequence=expected,
                ),
                sequence=expected,
            )
        if entry.digest != entry_digest(entry):
            raise JournalError(
                Message(
                    "Journal entry {sequence} was changed after it was written.", sequence=expected
                ),
                sequence=expected,
            )
        yield entry
        last = Checkpoint(entry.sequence, entry.digest)


def at_checkpoints(
    entries: Iterable[JournalEntry], checkpoints: Iterable[Checkpoint]
) -> Iterator[JournalEntry]:
    """The entries as they come, each compared with the checkpoint of its sequence, if any.

    Raises:
        JournalError: an entry differs from its checkpoint, or the journal ends before one.
    """
    awaited = {each.sequence: each.digest for each in checkpoints if each.sequence > 0}
    last = 0
    for entry in entries:
        last = entry.sequence
        if awaited.pop(last, entry.digest) != entry.digest:
            raise JournalError(
                Message(
                    "The journal was rewritten: entry {sequence} differs from the checkpoint.",
                    sequence=last,
                ),
                sequence=last,
            )
        yield entry
    if awaited:
        raise JournalError(
            Message(
                "The journal ends at entry {last}; a checkpoint knows entry {known}.",
                last=last,
                known=max(awaited),
            ),
            sequence=last + 1,
        )


def verify_journal(
    entries: Iterable[JournalEntry],
    *,
    since: Checkpoint = BEGINNING,
    checkpoints: Iterable[Checkpoint] = (),
) -> Checkpoint:
    """Check a chain of entries and say where it ends.

    Args:
        entries: In order, beginning with the one after ``since``.
        since: A checkpoint that is trusted; by default the beginning.
        checkpoints: What was kept elsewhere, in any order, all after ``since``.

    Returns:
        The checkpoint of the last entry; ``since`` where there are none.

    Raises:
        JournalError: an entry was changed, removed, moved or put in, or the journal ends before a
            checkpoint; ``sequence`` is the first that does not fit.
    """
    last = since
    for entry in at_checkpoints(chained(entries, since=since), checkpoints):
        last = Checkpoint(entry.sequence, entry.digest)
    return last
