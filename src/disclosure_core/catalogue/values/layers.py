"""What one level of government says of the catalogue: adds, refines, leaves out, with reasons."""

from datetime import date
from enum import StrEnum

from attrs import field, frozen, validators

from disclosure_core.catalogue.values.channels import ItemChannel
from disclosure_core.catalogue.values.items import (
    Audience,
    DisclosureItem,
    DisclosureMode,
    ItemType,
    Level,
    Phase,
)
from disclosure_core.catalogue.values.time_limits import TimeLimit
from disclosure_core.legal import ALWAYS, LegalBasis, Period


@frozen(kw_only=True)
class Refinement:
    """A lower layer changes fields of an item that a higher layer defined, and says why.

    Only the fields given (not ``None``) change. An empty text empties a field that may be empty:
    ``level2``, ``level3``, ``agency``, ``audience_detail``, ``item_type``. ``source`` is where the
    change was read.
    """

    item: str
    reason: str = field(validator=validators.min_len(1))
    level1: str | None = None
    level2: str | None = None
    level3: str | None = None
    content: tuple[str, ...] | None = None
    bases: tuple[LegalBasis, ...] | None = None
    time_limit: TimeLimit | None = None
    agency: str | None = None
    channels: tuple[ItemChannel, ...] | None = None
    audience: tuple[Audience, ...] | None = None
    audience_detail: str | None = None
    modes: tuple[DisclosureMode, ...] | None = None
    levels: tuple[Level, ...] | None = None
    service: bool | None = None
    phases: tuple[Phase, ...] | None = None
    item_type: str | None = None
    source: str | None = None


@frozen(kw_only=True)
class Omission:
    """A lower layer leaves an item out (不适用), and says why."""

    item: str
    reason: str = field(validator=validators.min_len(1))
    source: str | None = None


class SuccessionKind(StrEnum):
    """What became of items (沿革方式)."""

    SPLIT = "split"
    """拆分: one became several"""
    MERGED = "merged"
    """合并: several became one"""
    REPLACED = "replaced"
    """替换: one for one, or several for several"""
    ENDED = "ended"
    """取消: nothing came after"""


@frozen(kw_only=True)
class Succession:
    """From one version to the next, some items gave way to others (事项沿革).

    ``before`` are the ids that end, ``after`` those that begin on ``on``; no id is used again. The
    items themselves carry their periods in force; an item of a layer beneath, whose period is not
    this layer's to end, no longer holds from ``on`` wherever this layer does.
    """

    before: tuple[str, ...] = field(validator=validators.min_len(1))
    after: tuple[str, ...] = ()
    on: date
    reason: str = field(validator=validators.min_len(1))
    basis: LegalBasis | None = None
    source: str | None = None

    @property
    def kind(self) -> SuccessionKind:
        """Split, merged, replaced or ended, by how many stand on either side."""
        if not self.after:
            return SuccessionKind.ENDED
        if len(self.before) == 1 < len(self.after):
            return SuccessionKind.SPLIT
        if len(self.after) == 1 < len(self.before):
            return SuccessionKind.MERGED
        return SuccessionKind.REPLACED


@frozen(kw_only=True)
class Waiver:
    """A finding of the catalogue's lint that is accepted here (豁免), and why.

    ``rule`` is the code of the finding (``no_basis``). ``item`` is the item it is accepted for;
    ``None`` accepts it for every item of the layer.
    """

    rule: str
    reason: str = field(validator=validators.min_len(1))
    item: str | None = None
    in_force: Period = ALWAYS
    source: str | None = None


@frozen(kw_only=True)
class Twin:
    """A government item and the item of village affairs that must agree with it (村务公开对应).

    ``government`` and ``village`` are item ids; ``reason`` says what they have in common.
    """

    government: str
    village: str
    reason: str | None = None
    source: str | None = None


@frozen(kw_only=True)
class CatalogueLayer:
    """What one level of government adds to, refines in or leaves out of the catalogue (目录层).

    ``over`` is the id of the layer beneath, ``None`` for a base layer. ``region`` is the id of the
    region it holds for, ``None`` where it holds everywhere beneath its level. ``replaces`` is the
    id of a layer that this one stands for, such as last year's; ``version`` names its edition.

    An ``unverified`` layer holds items known from published guides but not printed in a source that
    was read: they have no legal basis, hold nowhere by default and count in nothing, until a person
    confirms one with a source.
    """

    id: str
    name: str
    level: Level
    over: str | None = None
    region: str | None = None
    items: tuple[DisclosureItem, ...] = ()
    refinements: tuple[Refinement, ...] = ()
    omissions: tuple[Omission, ...] = ()
    item_types: tuple[ItemType, ...] = ()
    successions: tuple[Succession, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    twins: tuple[Twin, ...] = ()
    unverified: bool = False
    replaces: str | None = None
    version: str | None = None
    in_force: Period = ALWAYS
    source: str | None = None
