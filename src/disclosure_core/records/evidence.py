"""Evidence bundles (证据包): what proves a record to somebody who has neither the store nor us.

A bundle holds the journal's entries about a record and what concerns it, as the texts that their
digests are of; the bodies and receipts that they speak of; and what proves each entry to be in the
journal that ends at a checkpoint: a path in the tree over the digests (``records.tree``). Of other
entries it holds nothing but hashes. ``offline_verifier`` is in it and needs Python only.

Pure; what is gathered, and for whom, is decided elsewhere.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from disclosure_core.errors import JournalError
from disclosure_core.messages import LANGUAGES, Message
from disclosure_core.records import offline_verifier
from disclosure_core.records.checkpoints import checkpoint_text
from disclosure_core.records.digest import algorithm_of, canonical, is_digest_of
from disclosure_core.records.journal import stated_text
from disclosure_core.records.tree import Tree, included
from disclosure_core.records.values import OUTBOX, Checkpoint, JournalEntry

FORMAT = "disclosure-evidence/1"

README = "README.md"
VERIFIER = "verify.py"


@frozen(kw_only=True)
class Evidence:
    """What is known of a record, before it is written as a bundle.

    Attributes:
        kind: The record's kind.
        id: Its id.
        entries: The journal's entries about it and what concerns it, in order.
        texts: Canonical texts of bodies and deliveries, by the sequence of their entry.
        openings: Personal fields that are opened, by the sequence of their entry: each field's
            salt and value.
        checkpoint: Where the journal ends, with its root.
        earlier: Checkpoints that were printed before and are to be proven to fit.
    """

    kind: str
    id: str
    entries: Sequence[JournalEntry]
    texts: Mapping[int, str]
    openings: Mapping[int, Mapping[str, tuple[str, Any]]]
    checkpoint: Checkpoint
    earlier: Sequence[Checkpoint] = ()

    def at(self, checkpoint: Checkpoint) -> "Evidence":
        """The same, proven against this checkpoint."""
        return evolve(self, checkpoint=checkpoint)


def bundle(evidence: Evidence, tree: Tree, *, office: str) -> dict[str, bytes]:
    """The files of a bundle, by name.

    Args:
        evidence: What is to be proven.
        tree: The tree over the journal up to the checkpoint.
        office: What the office is called.

    Raises:
        JournalError: a text is not what its entry states, or an earlier checkpoint does not fit.
    """
    files = {
        README: _readme(evidence, office).encode(),
        VERIFIER: Path(offline_verifier.__file__).read_bytes(),
        "proof.json": canonical(_proof(evidence, tree)).encode(),
    }
    for entry in evidence.entries:
        files[f"entries/{entry.sequence}.json"] = stated_text(entry).encode()
        text = evidence.texts.get(entry.sequence)
        if text is not None:
            _require(entry, text)
            folder = "outbox" if entry.kind == OUTBOX else "records"
            files[f"{folder}/{entry.sequence}.json"] = text.encode()
        opened = evidence.openings.get(entry.sequence)
        if opened:
            files[f"openings/{entry.sequence}.json"] = canonical(opened).encode()
    return files


def _require(entry: JournalEntry, text: str) -> None:
    if not is_digest_of(entry.after or "", text):
        raise JournalError(
            Message(
                "{kind} {id}, version {version}, is not what journal entry {sequence} says.",
                kind=entry.kind,
                id=entry.id,
                version=entry.version,
                sequence=entry.sequence,
            ),
            sequence=entry.sequence,
            fix=Message("verify the journal to learn what was changed."),
        )


def _proof(evidence: Evidence, tree: Tree) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "checkpoint": checkpoint_text(evidence.checkpoint),
        "head": tree.inclusion(evidence.checkpoint.sequence),
        "entries": {
            str(each.sequence): [each.digest, tree.inclusion(each.sequence)]
            for each in evidence.entries
        },
        "earlier": {
            checkpoint_text(each): _agreement(each, tree)
            for each in evidence.earlier
            if each != evidence.checkpoint
        },
    }


def _agreement(earlier: Checkpoint, tree: Tree) -> list[tuple[str, ...]]:
    """What shows that an earlier checkpoint is one of the same journal."""
    number, algorithm = earlier.sequence, tree.algorithm
    if not 1 <= number <= tree.size:
        raise _does_not_fit(earlier)
    path = tree.inclusion(number)
    if not included(earlier.digest, number, path, tree.root(), tree.size, algorithm):
        raise _does_not_fit(earlier)
    if earlier.root is None:
        return [path, ()]
    if algorithm_of(earlier.root) != algorithm or earlier.root[-64:] != tree.root(number):
        raise _does_not_fit(earlier)
    return [path, tree.consistency(number)]


def _does_not_fit(earlier: Checkpoint) -> JournalError:
    return JournalError(
        Message(
            "The checkpoint of entry {number} is not of this journal.", number=earlier.sequence
        ),
        sequence=earlier.sequence,
        fix=Message("look whether it was copied right; then verify the journal against it."),
    )


def _readme(evidence: Evidence, office: str) -> str:
    """What the bundle is, in all languages; no part of the evidence."""
    return "\n".join(
        "\n\n".join((f"# {heading.text(language)}", *_said(paragraphs, language), ""))
        for language in LANGUAGES
        for heading, paragraphs in [_told(evidence, office)]
    )


def _said(paragraphs: Iterable[Message | str], language: str) -> Iterable[str]:
    for each in paragraphs:
        yield each.text(language) if isinstance(each, Message) else each


def _told(evidence: Evidence, office: str) -> tuple[Message, tuple[Message | str, ...]]:
    return Message("Evidence about {kind} {id}", kind=evidence.kind, id=evidence.id), (
        Message("Made by {office}. To check it, with Python 3.9 or later:", office=office),
        f"    python -I verify.py . {checkpoint_text(evidence.checkpoint)}",
        Message(
            "Compare the checkpoint with one that was printed or deposited elsewhere, and take"
            " verify.py from the office or from disclosure_core, not from this bundle."
        ),
        Message(
            "entries: what the journal states, word for word. records: the versions that it speaks"
            " of. outbox: what became of each delivery, with its receipt. proof.json: what proves"
            " the entries to be in the journal; of other entries it holds hashes only."
        ),
        Message(
            "It proves that this stood in the journal when the checkpoint was made, unchanged and"
            " in this order. It does not prove that what was written is true, that the clock was"
            " right, who sat at the keyboard, or that nothing came later."
        ),
    )
