"""That a journal is whole, said from the kept bytes without reading a single entry.

An entry is kept as the text that its digest is of. So it is whole if the text has that digest and
states the number that comes next and the digest of the entry before. Both are looked for as text:
a quotation mark inside a JSON text is escaped, so what is looked for can stand nowhere else.

These functions say where a journal ends, or ``None`` where anything at all does not fit. What does
not, and in which entry, is for :mod:`disclosure_core.records.journal` to say.
"""

from collections.abc import Callable, Iterable

from disclosure_core.records.digest import ALGORITHM, ALGORITHMS, Hashed, hasher
from disclosure_core.records.values import Checkpoint
from disclosure_core.store.rules import NOT_VERSIONS

EntryText = tuple[bytes, bytes]
"""What an entry states, and its digest."""

EntryRow = tuple[int, bytes, bytes, int, bytes, bytes]
"""An entry's sequence, kind, id and version as it is looked up by; its text and digest."""

VersionRow = tuple[bytes, bytes, int, int, bytes, bytes, bytes | None, bytes | None]
"""A version's kind, id, version, schema version, visibility, instant, digest; its body's text."""

Hasher = Callable[[bytes], Hashed]

_NOT_VERSIONS = frozenset(kind.encode() for kind in NOT_VERSIONS)

CHUNK = 2000
"""Rows that are fetched at once."""


def quick_chain(
    entries: Iterable[EntryText], checkpoints: Iterable[Checkpoint] = ()
) -> Checkpoint | None:
    """Where a journal ends, if each entry follows the one before and fits the checkpoints.

    Raises:
        DataError: this computer does not have the algorithm of a digest.
    """
    awaited = _awaited(checkpoints)
    number, last = 0, b""
    begin, hashed = _named(b"")
    for text, digest in entries:
        number += 1
        if not digest.startswith(begin):
            begin, hashed = _named(digest)
        if (
            text.find(b',"previous":"%b","role":"' % last) < 0
            or text.rfind(b',"sequence":%d,"version":' % number) < 0
            or begin + hashed(text).hexdigest().encode() != digest
            or awaited.pop(number, digest) != digest
        ):
            return None
        last = digest
    return None if awaited else Checkpoint(number, last.decode())


def quick_agreement(
    entries: Iterable[EntryRow],
    versions: Iterable[VersionRow],
    checkpoints: Iterable[Checkpoint] = (),
    *,
    is_purged: Callable[[bytes, bytes, int], bool] | None = None,
) -> Checkpoint | None:
    """Where a journal ends, if it is whole and agrees with all versions, in the order written.

    Every version has its entry, and every entry that speaks of one its version.

    Args:
        entries: The journal.
        versions: All versions.
        checkpoints: What was kept elsewhere.
        is_purged: Whether a version, by kind, id and number, was lawfully purged and has no body;
            where it is not given, none was.

    Raises:
        DataError: this computer does not have the algorithm of a digest.
    """
    awaited = _awaited(checkpoints)
    kept = iter(versions)
    number, last = 0, b""
    begin, hashed = _named(b"")
    for sequence, kind, name, version, text, digest in entries:
        number += 1
        if not digest.startswith(begin):
            begin, hashed = _named(digest)
        place = b',"id":"%b","kind":"%b","previous":"%b","role":"' % (_escaped(name), kind, last)
        if (
            sequence != number
            or text.find(place) < 0
            or begin + hashed(text).hexdigest().encode() != digest
            or awaited.pop(number, digest) != digest
        ):
            return None
        stated = b',"sequence":%d,"version":%d,"visibility":"' % (number, version)
        if kind not in _NOT_VERSIONS:
            row = next(kept, None)
            if row is None or row[:3] != (kind, name, version):
                return None
            purged = is_purged is not None and is_purged(kind, name, version)
            if not (_agrees_purged(row, text) if purged else _agrees(row, text)):
                return None
            stated = b',"schema_version":%d%b%b","who":"' % (row[3], stated, row[4])
        if text.rfind(stated) < 0:
            return None
        last = digest
    if awaited or next(kept, None) is not None:
        return None
    return Checkpoint(number, last.decode())


def _agrees(row: VersionRow, text: bytes) -> bool:
    """Whether an entry states a version's instant and digest, and the body has that digest."""
    changed_at, digest, body = row[5:]
    if digest is None or body is None:
        return digest is body and text.startswith(b'{"after":null,"at":"%b","' % changed_at)
    if not text.startswith(b'{"after":"%b","at":"%b","' % (digest, changed_at)):
        return False
    begin, hashed = _named(digest)
    return begin + hashed(body).hexdigest().encode() == digest


def _agrees_purged(row: VersionRow, text: bytes) -> bool:
    """Whether an entry states the same of a version whose body was lawfully purged."""
    changed_at, digest, body = row[5:]
    stated = b"null" if digest is None else b'"%b"' % digest
    return body is None and text.startswith(b'{"after":%b,"at":"%b","' % (stated, changed_at))


def _escaped(name: bytes) -> bytes:
    """A printable text as JSON writes it."""
    if b'"' in name or b"\\" in name:
        return name.replace(b"\\", b"\\\\").replace(b'"', b'\\"')
    return name


def _awaited(checkpoints: Iterable[Checkpoint]) -> dict[int, bytes]:
    return {each.sequence: each.digest.encode() for each in checkpoints if each.sequence > 0}


def _named(digest: bytes) -> tuple[bytes, Hasher]:
    """How a digest begins, and what made it; by default where it names nothing known."""
    for algorithm in ALGORITHMS:
        begin = algorithm.encode() + b":"
        if digest.startswith(begin):
            return begin, hasher(algorithm)
    return ALGORITHM.encode() + b":", hasher(ALGORITHM)
