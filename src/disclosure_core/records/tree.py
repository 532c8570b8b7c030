"""The tree over a journal's digests (默克尔树): proof of one entry that shows no other.

It is the tree of RFC 6962, section 2.1: the leaves are the digests of the entries, as text, in
order. Its root stands for all of them, as the last entry's digest does. But where the chain proves
an entry only to who is shown all that came after it, the tree proves it with one hash for each
doubling of the journal; and that an earlier root stands for the beginning of the same journal.

Nothing of it is kept: it is made from the digests when it is asked for, so that writing an entry
costs no more in a long journal than in a short one.
"""

from collections.abc import Collection, Iterable, Iterator

from attrs import frozen

from disclosure_core.records.digest import ALGORITHM, hasher

_WIDTH = 32
"""Bytes of a hash, whichever the algorithm."""


def _leaf(digest: str, algorithm: str) -> bytes:
    return _hash(b"\x00" + digest.encode(), algorithm)


def _hash(data: bytes, algorithm: str) -> bytes:
    return bytes.fromhex(hasher(algorithm)(data).hexdigest())


@frozen
class Tree:
    """The tree over the first digests of a journal.

    ``levels`` are the hashes of its complete subtrees of 1, 2, 4 … leaves, one after the other.
    """

    levels: tuple[bytes, ...]
    algorithm: str

    @property
    def size(self) -> int:
        """How many leaves it has."""
        return len(self.levels[0]) // _WIDTH

    def root(self, size: int | None = None) -> str:
        """The root over the first leaves, all if not said how many: a hash as hexadecimal digits.

        Raises:
            ValueError: there are not so many.
        """
        asked = self.size if size is None else size
        self._require(0 <= asked <= self.size)
        return self._subtree(0, asked).hex()

    def inclusion(self, number: int, size: int | None = None) -> tuple[str, ...]:
        """What leads from an entry to the root over the first leaves (RFC 6962, 2.1.1).

        Args:
            number: The entry's sequence, from 1.
            size: How many leaves, at least ``number``; all if not said.

        Raises:
            ValueError: there are not so many.
        """
        asked = self.size if size is None else size
        self._require(1 <= number <= asked <= self.size)
        return tuple(each.hex() for each in self._path(number - 1, 0, asked))

    def consistency(self, earlier: int, size: int | None = None) -> tuple[str, ...]:
        """What shows that a root over fewer leaves stands for the beginning of a later one's.

        Args:
            earlier: How many leaves the earlier root is over, from 1 (RFC 6962, 2.1.2).
            size: How many the later one is over, at least as many; all if not said.

        Raises:
            ValueError: there are not so many.
        """
        asked = self.size if size is None else size
        self._require(1 <= earlier <= asked <= self.size)
        return tuple(each.hex() for each in self._between(earlier, 0, asked, known=True))

    def _require(self, holds: bool) -> None:
        if not holds:
            raise ValueError(f"a tree of {self.size} leaves has no such place")

    def _subtree(self, start: int, size: int) -> bytes:
        """The hash of ``size`` leaves from ``start`` on, which is where RFC 6962 splits."""
        if size == 0:
            return _hash(b"", self.algorithm)
        if size & (size - 1) == 0:
            at = start // size * _WIDTH
            return self.levels[size.bit_length() - 1][at : at + _WIDTH]
        left = _split(size)
        return _hash(
            b"\x01" + self._subtree(start, left) + self._subtree(start + left, size - left),
            self.algorithm,
        )

    def _path(self, index: int, start: int, size: int) -> Iterator[bytes]:
        if size == 1:
            return
        left = _split(size)
        if index < left:
            yield from self._path(index, start, left)
            yield self._subtree(start + left, size - left)
        else:
            yield from self._path(index - left, start + left, size - left)
            yield self._subtree(start, left)

    def _between(self, earlier: int, start: int, size: int, *, known: bool) -> Iterator[bytes]:
        """``known``: whether the earlier root itself is the hash of what lies here."""
        if earlier == size:
            if not known:
                yield self._subtree(start, size)
            return
        left = _split(size)
        if earlier <= left:
            yield from self._between(earlier, start, left, known=known)
            yield self._subtree(start + left, size - left)
        else:
            yield from self._between(earlier - left, start + left, size - left, known=False)
            yield self._subtree(start, left)


def _split(size: int) -> int:
    """The largest power of two below ``size``."""
    return 1 << (size - 1).bit_length() - 1


def tree_of(digests: Iterable[str], algorithm: str = ALGORITHM) -> Tree:
    """The tree over digests of entries, from the journal's first on.

    About 64 bytes an entry and 1 µs.

    Raises:
        DataError: this computer does not have the algorithm.
    """
    hashed = hasher(algorithm)
    levels = [
        b"".join(bytes.fromhex(hashed(b"\x00" + each.encode()).hexdigest()) for each in digests)
    ]
    while len(levels[-1]) >= 2 * _WIDTH:
        below = levels[-1]
        levels.append(
            b"".join(
                bytes.fromhex(hashed(b"\x01" + below[at : at + 2 * _WIDTH]).hexdigest())
                for at in range(0, len(below) - 2 * _WIDTH + 1, 2 * _WIDTH)
            )
        )
    return Tree(tuple(levels), algorithm)


def roots_at(
    digests: Iterable[str], sizes: Collection[int], algorithm: str = ALGORITHM
) -> dict[int, str]:
    """The roots over the first so many digests, whatever their number, in little memory.

    Sizes beyond the end are left out.

    Raises:
        DataError: this computer does not have the algorithm.
    """
    found = {0: _hash(b"", algorithm).hex()} if 0 in sizes else {}
    wanted = set(sizes)
    peaks: list[tuple[int, bytes]] = []
    for number, each in enumerate(digests, start=1):
        size, made = 1, _leaf(each, algorithm)
        while peaks and peaks[-1][0] == size:
            made = _hash(b"\x01" + peaks.pop()[1] + made, algorithm)
            size *= 2
        peaks.append((size, made))
        if number in wanted:
            found[number] = _joined(peaks, algorithm).hex()
    return found


def _joined(peaks: list[tuple[int, bytes]], algorithm: str) -> bytes:
    *others, (_, made) = peaks
    for _, peak in reversed(others):
        made = _hash(b"\x01" + peak + made, algorithm)
    return made


def included(
    digest: str, number: int, path: Iterable[str], root: str, size: int, algorithm: str = ALGORITHM
) -> bool:
    """Whether a path leads from an entry to a root over ``size`` leaves (RFC 9162, 2.1.3.2).

    Raises:
        DataError: this computer does not have the algorithm.
    """
    index, last = number - 1, size - 1
    if not 0 <= index <= last:
        return False
    made = _leaf(digest, algorithm)
    for each in path:
        if last == 0:
            return False
        other = bytes.fromhex(each)
        if index % 2 or index == last:
            made = _hash(b"\x01" + other + made, algorithm)
            while index % 2 == 0 and index:
                index, last = index // 2, last // 2
        else:
            made = _hash(b"\x01" + made + other, algorithm)
        index, last = index // 2, last // 2
    return last == 0 and made.hex() == root


def consistent(
    earlier: str, few: int, path: Iterable[str], root: str, size: int, algorithm: str = ALGORITHM
) -> bool:
    """Whether a path shows that a root over ``few`` leaves begins what a later root is over.

    Both roots are made anew from the path (RFC 9162, 2.1.4.2).

    Raises:
        DataError: this computer does not have the algorithm.
    """
    hashes = [bytes.fromhex(each) for each in path]
    if few == size:
        return not hashes and earlier == root
    if not 1 <= few < size or (not hashes and few & (few - 1)):
        return False
    if few & (few - 1) == 0:
        hashes.insert(0, bytes.fromhex(earlier))
    index, last = few - 1, size - 1
    while index % 2:
        index, last = index // 2, last // 2
    old = new = hashes[0]
    for each in hashes[1:]:
        if last == 0:
            return False
        if index % 2 or index == last:
            old = _hash(b"\x01" + each + old, algorithm)
            new = _hash(b"\x01" + each + new, algorithm)
            while index % 2 == 0 and index:
                index, last = index // 2, last // 2
        else:
            new = _hash(b"\x01" + new + each, algorithm)
        index, last = index // 2, last // 2
    return last == 0 and old.hex() == earlier and new.hex() == root
