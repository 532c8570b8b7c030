"""Checkpoints as text, to be printed in a bulletin, kept in a file, or deposited (校验点).

``12:sha256:…`` is the number of an entry and its digest; ``12:sha256:…:sha256:…`` has the root of
the tree over all digests up to it as well.
"""

import re
from collections.abc import Iterable, Iterator

from disclosure_core.errors import DataError
from disclosure_core.messages import Message
from disclosure_core.records.digest import ALGORITHMS, algorithm_of
from disclosure_core.records.tree import roots_at
from disclosure_core.records.values import Checkpoint

_DIGEST = rf"(?:{'|'.join(ALGORITHMS)}):[0-9a-f]{{64}}"
_CHECKPOINT = re.compile(rf"(\d{{1,18}}):({_DIGEST})(?::({_DIGEST}))?", re.ASCII)


def checkpoint_text(checkpoint: Checkpoint) -> str:
    """A checkpoint as it is printed."""
    parts = (str(checkpoint.sequence), checkpoint.digest, checkpoint.root)
    return ":".join(each for each in parts if each)


def read_checkpoint(text: str) -> Checkpoint:
    """The checkpoint that was printed.

    Raises:
        DataError: it is none.
    """
    found = _CHECKPOINT.fullmatch(text.strip())
    if found is None:
        raise DataError(
            Message("{value} is not a checkpoint such as 12:sha256:…", value=repr(text[:200]))
        )
    number, digest, root = found.groups()
    return Checkpoint(int(number), digest, root)


def checkpoints_in(lines: Iterable[str]) -> Iterator[Checkpoint]:
    """The checkpoints kept in a file: the last word of each line; blank lines and ``#`` are none.

    Raises:
        DataError: a line has none; which line.
    """
    for number, line in enumerate(lines, start=1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        try:
            yield read_checkpoint(words[-1])
        except DataError as error:
            raise DataError(
                Message("Line {number}: {what}", number=number, what=error.what)
            ) from error


def with_root(last: Checkpoint, digests: Iterable[str]) -> Checkpoint:
    """A checkpoint with the root of the tree, in the algorithm of its digest.

    Args:
        last: The checkpoint.
        digests: Those of the journal from its first entry on, at least up to it.

    Raises:
        DataError: this computer does not have the algorithm.
    """
    algorithm = algorithm_of(last.digest)
    root = roots_at(digests, [last.sequence], algorithm)[last.sequence]
    return Checkpoint(last.sequence, last.digest, f"{algorithm}:{root}")
