"""An item in the form it is compared in: each field as the value that must be equal.

Two items whose fields are equal here say the same, however they are printed. What is not equal here
may still be no difference (a law cited with and without its number): ``comparison.differences``
decides that.
"""

import re
from collections.abc import Hashable, Iterable

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
    """An item's fields by :data:`FIELDS`, ``None`` where untold; its names folded and plain."""

    values: tuple[Hashable, ...]
    names: tuple[str, ...]
    plain: tuple[str, ...]

    @property
    def domain(self) -> str:
        """The folded domain, empty where it is not known."""
        return str(self.values[0] or "")

    @property
    def content(self) -> frozenset[str]:
        """The folded content elements."""
        value = self.values[4]
        return value if isinstance(value, frozenset) else frozenset()

    @property
    def laws(self) -> frozenset[str]:
        """The folded titles of the bases."""
        value = self.values[5]
        return frozenset(each[0] for each in value) if isinstance(value, frozenset) else frozenset()


def profile_of(item: DisclosureItem, folding: Folding, untold: frozenset[str]) -> Profile:
    """The profile of an item; fields that its source cannot tell are left out of it."""
    bare = folding.bare
    values: tuple[Hashable, ...] = (
        bare(item.domain),
        bare(item.level1),
        _optional(item.level2, folding),
        _optional(item.level3, folding),
        elements(item.content, folding),
        frozenset([basis_key(each, folding) for each in item.bases]),
        limit_key(item.time_limit, folding),
        _optional(item.agency, folding),
        frozenset([channel_key(each, folding) for each in item.channels]),
        frozenset(item.audience),
        _optional(item.audience_detail, folding),
        frozenset(item.modes),
        frozenset(item.levels),
        frozenset(item.phases),
        item.service,
        item.item_type,
    )
    if untold:
        values = tuple(
            None if name in untold else value for name, value in zip(FIELDS, values, strict=True)
        )
    path = item.path
    return Profile(
        values,
        tuple([bare(name) for name in path]),
        tuple([folding.plain(name) for name in path]),
    )


def elements(content: Iterable[str], folding: Folding) -> frozenset[str]:
    """Content elements as a set: their order says nothing."""
    return frozenset([folding.bare(each) for each in content])


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
        frozenset([_clause_key(each, folding) for each in limit.clauses]),
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
