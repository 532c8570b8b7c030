"""The chain of digests that proves a journal (日志链).

Pure: makes the next entry and checks a sequence of entries. Says that nothing was changed, left
out, reordered or put in *between* entries; that nothing was cut off at the end, or rewritten as a
whole, only a checkpoint kept elsewhere can say.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any

from attrs import fields

from disclosure_core.errors import JournalError
from disclosure_core.messages import Message
from disclosure_core.records.digest import (
    ALGORITHM,
    canonical,
    canonical_plain,
    digest_text,
    is_digest_of,
)
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


def stated_text(entry: JournalEntry) -> str:
    """What an entry states: all its fields but its own digest, as one canonical JSON object.

    This text is what is digested and kept, so that no one needs to make it again to check it.
    """
    return _text_of(dict(zip(STATED_FIELDS, _stated(entry), strict=True)))


def _text_of(stated: dict[str, Any]) -> str:
    return canonical_plain({**stated, "at": instant_text(stated["at"])})


def entry_digest(entry: JournalEntry, algorithm: str = ALGORITHM) -> str:
    """The digest of what an entry states."""
    return digest_text(stated_text(entry), algorithm)


def read_entry(text: str, digest: str) -> JournalEntry:
    """The entry whose text and digest are kept; that they fit is not checked here.

    Raises:
        JournalError: the text is not what an entry states; ``sequence`` is 0, as nothing in it
            can be trusted.
    """
    try:
        stated = json.loads(text)
        stated["at"] = datetime.fromisoformat(stated["at"])
        return JournalEntry(**stated, digest=digest)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise JournalError(
            Message("The text of a journal entry is damaged."),
            sequence=0,
            fix=Message("verify the journal to learn which; go back to a backup."),
        ) from error


def delivery_text(*, release: str, state: str, due_at: datetime, body: Json) -> str:
    """What the journal has the digest of: all of a delivery but who works on it at the moment."""
    return canonical(
        {"release": release, "state": state, "due_at": instant_text(due_at), "body": body}
    )


def delivery_digest(
    *, release: str, state: str, due_at: datetime, body: Json, algorithm: str = ALGORITHM
) -> str:
    """The digest of :func:`delivery_text`."""
    text = delivery_text(release=release, state=state, due_at=due_at, body=body)
    return digest_text(text, algorithm)


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
) -> tuple[JournalEntry, str]:
    """The entry that follows ``last`` for one change, and the text of what it states.

    Raises:
        DataError: this computer does not have the algorithm.
    """
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
    text = _text_of(stated)
    return JournalEntry(**stated, digest=digest_text(text, change.algorithm)), text


def missing(expected: int, found: int) -> JournalError:
    """The error of an entry in whose place another comes."""
    return JournalError(
        Message(
            "Journal entry {sequence} is missing; {found} comes in its place.",
            sequence=expected,
            found=found,
        ),
        sequence=expected,
    )


def changed(sequence: int) -> JournalError:
    """The error of an entry that is not what was written."""
    return JournalError(
        Message("Journal entry {sequence} was changed after it was written.", sequence=sequence),
        sequence=sequence,
    )


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
            raise missing(expected, entry.sequence)
        if entry.previous != last.digest:
            raise JournalError(
                Message(
                    "Journal entry {sequence} does not follow the entry before it.",
                    sequence=expected,
                ),
                sequence=expected,
            )
        if not is_digest_of(entry.digest, stated_text(entry)):
            raise changed(expected)
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
