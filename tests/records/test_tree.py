"""The tree of RFC 6962 over digests: roots, proofs, and that a false proof is none."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.records.tree import consistent, included, roots_at, tree_of

DIGESTS = [f"sha256:{hashlib.sha256(str(each).encode()).hexdigest()}" for each in range(70)]
TREES = [tree_of(DIGESTS[:size]) for size in range(71)]


def by_definition(leaves: list[str]) -> bytes:
    """The root as section 2.1 of RFC 6962 writes it down."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0].encode()).digest()
    left = 1
    while left * 2 < len(leaves):
        left *= 2
    return hashlib.sha256(
        b"\x01" + by_definition(leaves[:left]) + by_definition(leaves[left:])
    ).digest()


@pytest.mark.parametrize("size", range(71))
def test_the_root_is_that_of_rfc_6962(size: int) -> None:
    expected = by_definition(DIGESTS[:size]).hex()
    assert TREES[size].root() == expected
    assert TREES[70].root(size) == expected
    assert roots_at(DIGESTS, [size]) == {size: expected}


def test_roots_beyond_the_end_are_not_known() -> None:
    assert roots_at(DIGESTS[:3], [2, 4]).keys() == {2}


@given(size=st.integers(1, 70), data=st.data())
def test_every_entry_is_proven_in_every_tree_that_holds_it(size: int, data: st.DataObject) -> None:
    number = data.draw(st.integers(1, size))
    path = TREES[70].inclusion(number, size)
    root = TREES[size].root()
    assert included(DIGESTS[number - 1], number, path, root, size)
    assert len(path) <= (size - 1).bit_length()


@given(size=st.integers(1, 70), data=st.data())
def test_no_other_entry_place_size_or_path_is_proven(size: int, data: st.DataObject) -> None:
    number = data.draw(st.integers(1, size))
    path, root = TREES[70].inclusion(number, size), TREES[size].root()
    other = data.draw(st.integers(1, 70).filter(lambda each: each != number))
    assert not included(DIGESTS[other - 1], number, path, root, size)
    assert not included(DIGESTS[number - 1], other, path, root, size)
    assert not included(DIGESTS[number - 1], number, (*path, root), root, size)
    if path:
        assert not included(DIGESTS[number - 1], number, path[:-1], root, size)
        assert not included(DIGESTS[number - 1], number, ("00" * 32, *path[1:]), root, size)


@given(size=st.integers(1, 70), data=st.data())
def test_an_earlier_root_is_proven_the_beginning_of_a_later(size: int, data: st.DataObject) -> None:
    few = data.draw(st.integers(1, size))
    path = TREES[70].consistency(few, size)
    assert consistent(TREES[few].root(), few, path, TREES[size].root(), size)


@given(size=st.integers(2, 70), data=st.data())
def test_a_rewritten_beginning_is_proven_by_nothing(size: int, data: st.DataObject) -> None:
    few = data.draw(st.integers(1, size))
    changed = data.draw(st.integers(0, few - 1))
    other = tree_of([*DIGESTS[:changed], "sha256:forged", *DIGESTS[changed + 1 : size]])
    for path in (TREES[size].consistency(few), other.consistency(few)):
        assert not consistent(TREES[few].root(), few, path, other.root(), size)


def test_the_tree_is_made_in_sm3_as_well() -> None:
    tree = tree_of(DIGESTS[:5], "sm3")
    assert tree.root() != TREES[5].root()
    assert included(DIGESTS[3], 4, tree.inclusion(4), tree.root(), 5, "sm3")
    assert roots_at(DIGESTS[:5], [5], "sm3") == {5: tree.root()}


@pytest.mark.parametrize(("number", "size"), [(0, 5), (6, 5), (1, 71)])
def test_there_is_no_proof_of_what_is_not_there(number: int, size: int) -> None:
    with pytest.raises(ValueError, match="no such place"):
        TREES[70].inclusion(number, size)
