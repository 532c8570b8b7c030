"""An item in the form it is compared in: each field as the value that must be equal.

Two items whose fields are equal here say the same, however they are printed. What is not equal here
may still be no difference (a law cited with and without its number): ``comparison.differences``
decides that.
"""

import re
from collections.abc import Hashable, Sequence

from attrs import frozen

from disclosure_core.catalogue.comparison.folding import Folding
from disclosure_core.catalogue.values import (
    ChannelKind,
    DisclosureItem,
    ItemChannel,
    TimeLimit,
    TimeLimitClause,
    TimeLimitKind,
)
from disclosure_core.legal import LegalBasis

FIELDS = (
    "domain",
    "level1",
    "level2",
    "level3",
    "content",
    "bases",
    "time_limit",
    "agency",
    "channels",
    "audience",
    "audience_detail",
    "modes",
    "levels",
    "phases",
    "service",
    "item_type",
)
"""The fields that are compared, in the order they are told."""

_CONTENT = FIELDS.index("content") - 1
_AGENCY = FIELDS.index("agency") - 1
_BASES = FIELDS.index("bases") - 1
_EMPTY: frozenset[Hashable] = frozenset()

NAMED_CHANNELS = (ChannelKind.PLATFORM, ChannelKind.OTHER)
"""Kinds whose printed name says which channel it is."""

DATED_KINDS = (
    TimeLimitKind.FIXED_DATES,
    TimeLimitKind.ANNUAL,
    TimeLimitKind.QUARTERLY,
    TimeLimitKind.MONTHLY,
)
"""Kinds whose printed words hold the day."""

_NUMBERS = re.compile(r"\d+|[〇零一二三四五六七八九十]+(?=[月日号季])")


@frozen(eq=False)
class Profile:
    """An item's domain, its other fields by :data:`FIELDS` (``None`` if untold), its names, folded.

    ``rest`` numbers what all fields but the domain say: equal numbers, equal items.
    """

    domain: str
    rest: int
    values: tuple[Hashable, ...]
    names: tuple[str, ...]

    def same_as(self, other: "Profile") -> bool:
        """Whether every field says the same, the domain too."""
        return self.rest == other.rest and self.domain == other.domain

    @property
    def content(self) -> frozenset[str]:
        """The folded content elements."""
        value = self.values[_CONTENT]
        return value if isinstance(value, frozenset) else frozenset()

    @property
    def agency(self) -> str:
        """The folded agency, empty where none is named."""
        return str(self.values[_AGENCY] or "")

    @property
    def laws(self) -> frozenset[str]:
        """The folded titles of the bases."""
        value = self.values[_BASES]
        return frozenset(each[0] for each in value) if isinstance(value, frozenset) else frozenset()


class Profiling:
    """Makes profiles of the items of a comparison; equal parts are worked out and kept once."""

    def __init__(self, folding: Folding) -> None:
        self._folding = folding
        self._numbers: dict[Hashable, int] = {}
        self._bases: dict[LegalBasis, tuple[str, str, str]] = {}
        self._sets: dict[frozenset[Hashable], frozenset[Hashable]] = {}

    def profile(self, item: DisclosureItem, untold: frozenset[str] = frozenset()) -> Profile:
        """The profile of an item; fields that its source cannot tell are left out of it."""
        bare, folding = self._folding.bare, self._folding
        names = (
            bare(item.level1),
            _optional(item.level2, folding),
            _optional(item.level3, folding),
        )
        values: tuple[Hashable, ...] = (
            *names,
            frozenset(map(bare, item.content)),
            self._set([self._basis(each) for each in item.bases]),
            limit_key(item.time_limit, folding),
            _optional(item.agency, folding),
            self._set([channel_key(each, folding) for each in item.channels]),
            self._set(item.audience),
            _optional(item.audience_detail, folding),
            self._set(item.modes),
            self._set(item.levels),
            self._set(item.phases),
            item.service,
            item.item_type,
        )
        if untold:
            values = tuple(
                [
                    None if name in untold else value
                    for name, value in zip(FIELDS[1:], values, strict=True)
                ]
            )
        return Profile(
            bare(item.domain),
            self._numbers.setdefault(values, len(self._numbers)),
            values,
            tuple([name for name in names if name]),
        )

    def _basis(self, basis: LegalBasis) -> tuple[str, str, str]:
        known = self._bases.get(basis)
        if known is None:
            known = self._bases[basis] = basis_key(basis, self._folding)
        return known

    def _set(self, values: Sequence[Hashable]) -> frozenset[Hashable]:
        if not values:
            return _EMPTY
        fresh = frozenset(values)
        return self._sets.setdefault(fresh, fresh)


def basis_key(basis: LegalBasis, folding: Folding) -> tuple[str, str, str]:
    """Title, number and article of a basis, folded; empty where not printed."""
    return (
        folding.title(basis.document),
        folding.number(basis.number) if basis.number else "",
        folding.article(basis.article) if basis.article else "",
    )


def limit_key(limit: TimeLimit, folding: Folding) -> Hashable:
    """What a time limit asks for, however it is printed."""
    note = folding.bare(limit.note) if limit.note else ""
    dates = _dates(limit.printed, folding) if limit.kind in DATED_KINDS else ()
    return (
        limit.kind,
        limit.days,
        note,
        dates,
        frozenset([_clause_key(each, folding) for each in limit.clauses])
        if limit.clauses
        else None,
    )


def channel_key(channel: ItemChannel, folding: Folding) -> tuple[ChannelKind, bool, str]:
    """A channel's kind, whether it is required, and its name where the kind does not say it."""
    name = folding.bare(channel.printed) if channel.kind in NAMED_CHANNELS else ""
    return (channel.kind, channel.required, name)


def _clause_key(clause: TimeLimitClause, folding: Folding) -> Hashable:
    note = folding.bare(clause.note) if clause.note else ""
    return (folding.bare(clause.applies_to), clause.kind, clause.days, note)


def _dates(printed: str, folding: Folding) -> tuple[str, ...]:
    return tuple(_NUMBERS.findall(folding.bare(printed)))


def _optional(text: str | None, folding: Folding) -> str | None:
    """A text that may be absent; blank is absent."""
    return (folding.bare(text) or None) if text else None
