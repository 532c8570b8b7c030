"""What a store says where it and its journal do not agree (日志核验). Pure."""

from collections.abc import Iterable
from typing import Any

from disclosure_core.errors import JournalError
from disclosure_core.messages import Message
from disclosure_core.records.digest import is_digest_of
from disclosure_core.records.journal import (
    changed,
    delivery_text,
    instant_text,
    missing,
    read_entry,
    stated_text,
)
from disclosure_core.records.values import Checkpoint, JournalEntry, OutboxEntry


def entry_in(row: tuple[Any, ...], expected: int) -> JournalEntry:
    """The entry in a row, which is found by what it states.

    Args:
        row: Its sequence, kind, id and version as it is looked up by; its text and digest.
        expected: The sequence that comes next.

    Raises:
        JournalError: the row is another's, or its text is not as it was written.
    """
    sequence, kind, name, version, text, digest = row
    if sequence != expected:
        raise missing(expected, sequence)
    try:
        entry = read_entry(text, digest)
    except JournalError as error:
        raise changed(expected) from error
    looked_up = (entry.sequence, entry.kind, entry.id, entry.version)
    if looked_up != (sequence, kind, name, version) or stated_text(entry) != text:
        raise changed(expected)
    return entry


def compare(
    entry: JournalEntry, version: tuple[Any, ...], body: str | None, *, purged: bool
) -> None:
    """Hold a version against the entry that speaks of it.

    Args:
        entry: What the journal says.
        version: Its schema version, visibility, instant and digest as they are kept.
        body: The body's canonical text as it is now; ``None`` where there is none.
        purged: Whether the record was purged then: there must be no body.

    Raises:
        JournalError: they differ.
    """
    written = [entry.schema_version, entry.visibility, instant_text(entry.at), entry.after]
    same = (
        purged or entry.after is None
        if body is None
        else not purged and is_digest_of(entry.after or "", body)
    )
    if [*version] != written or not same:
        raise JournalError(
            Message(
                "{kind} {id}, version {version}, is not what journal entry {sequence} says.",
                kind=entry.kind,
                id=entry.id,
                version=entry.version,
                sequence=entry.sequence,
            ),
            sequence=entry.sequence,
            fix=Message("it was changed outside the office; go back to a backup."),
        )


def unjournaled(kind: str, id: str, version: int) -> JournalError:
    """The error of a version that no entry speaks of."""
    return JournalError(
        Message(
            "{kind} {id}, version {version}, is in no journal entry.",
            kind=kind,
            id=id,
            version=version,
        ),
        sequence=0,
        fix=Message("it was put in outside the office; go back to a backup."),
    )


def not_shown(kind: str, id: str, sequence: int) -> JournalError:
    """The error of a record that is shown otherwise than its last entry says."""
    return JournalError(
        Message("{kind} {id} is not shown as its last journal entry says.", kind=kind, id=id),
        sequence=sequence,
        fix=Message("it was changed outside the office; go back to a backup."),
    )


def compare_deliveries(
    present: Iterable[OutboxEntry], journaled: Iterable[tuple[str, int, str]]
) -> None:
    """Hold every delivery against the last entry that speaks of it.

    Args:
        present: The deliveries as they are kept.
        journaled: Key, sequence and digest in each entry about a delivery, in the journal's order.

    Raises:
        JournalError: one differs, is missing, or is in no entry.
    """
    last = {key: (sequence, after) for key, sequence, after in journaled}
    for each in present:
        sequence, after = last.pop(each.key, (0, ""))
        text = delivery_text(
            release=each.release, state=each.state, due_at=each.due_at, body=each.body
        )
        if not is_digest_of(after, text):
            raise _delivery_differs(each.key, sequence)
    for key, (sequence, _) in last.items():
        raise _delivery_differs(key, sequence)


def _delivery_differs(key: str, sequence: int) -> JournalError:
    return JournalError(
        Message("Delivery {key} is not what its last journal entry says.", key=key),
        sequence=sequence,
        fix=Message("it was changed outside the office; go back to a backup."),
    )


def require_head(reached: Checkpoint, expected: Checkpoint) -> None:
    """Refuse a copy whose journal ends elsewhere than the original's.

    Raises:
        JournalError: it does.
    """
    if reached != expected:
        raise JournalError(
            Message(
                "The copied journal ends at entry {reached}, the original at {expected}.",
                reached=reached.sequence,
                expected=expected.sequence,
            ),
            sequence=min(reached.sequence, expected.sequence) + 1,
        )
