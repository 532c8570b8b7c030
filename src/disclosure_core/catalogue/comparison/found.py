"""What an alignment has found so far, and the alignment it makes in the end."""

from collections.abc import Sequence
from fractions import Fraction

from disclosure_core.catalogue.comparison.assignment import Bundle
from disclosure_core.catalogue.comparison.likeness import WHOLE
from disclosure_core.catalogue.comparison.values import (
    Alignment,
    Ambiguous,
    Match,
    MatchedBy,
    Nearest,
    Unmatched,
)
from disclosure_core.catalogue.values import DisclosureItem
from disclosure_core.messages import Message


class Found:
    """Pairs of places in the two sides, what stands alone with a note, what cannot be told apart.

    ``taken`` marks the places that are matched, a byte each, left side first.
    """

    def __init__(self, left: Sequence[DisclosureItem], right: Sequence[DisclosureItem]) -> None:
        self._sides = (left, right)
        self.pairs: list[tuple[int, int, MatchedBy, Fraction, Message | None]] = []
        self.taken = (bytearray(len(left)), bytearray(len(right)))
        self.notes: tuple[dict[int, Message], dict[int, Message]] = ({}, {})
        self.unclear: list[tuple[list[int], list[int]]] = []

    def match(
        self,
        left: int,
        right: int,
        by: MatchedBy,
        score: Fraction = Fraction(1),
        note: Message | None = None,
    ) -> None:
        """Take two places as one item."""
        self.taken[0][left] = self.taken[1][right] = 1
        self.pairs.append((left, right, by, score, note))

    def alignment(self, bundles: Sequence[Sequence[Bundle]]) -> Alignment:
        """All that was found, and what is left in the bundles of either side."""
        lefts, rights = self._sides
        self.pairs.sort(key=lambda pair: pair[:2])
        return Alignment(
            matches=tuple(
                Match(
                    left=lefts[left],
                    right=rights[right],
                    matched_by=by,
                    score=score,
                    note=note,
                )
                for left, right, by, score, note in self.pairs
            ),
            left_only=self._alone(0, bundles[0]),
            right_only=self._alone(1, bundles[1]),
            ambiguous=tuple(
                Ambiguous(
                    left=tuple(lefts[place] for place in ours),
                    right=tuple(rights[place] for place in theirs),
                    why=Message(
                        "equally alike: {left} and {right} items",
                        left=len(ours),
                        right=len(theirs),
                    ),
                )
                for ours, theirs in sorted(self.unclear)
            ),
        )

    def _alone(self, side: int, bundles: Sequence[Bundle]) -> tuple[Unmatched, ...]:
        items, others = self._sides[side], self._sides[1 - side]
        found = sorted(
            (place, bundle.nearest)
            for bundle in bundles
            if not bundle.ambiguous
            for place in bundle.waiting
        )
        return tuple(
            Unmatched(
                item=items[place],
                nearest=Nearest(item=others[near[0]], score=Fraction(near[1], WHOLE))
                if near
                else None,
                note=self.notes[side].get(place),
            )
            for place, near in found
        )
