"""What the catalogue's lint works on and what it gives: rules, findings, reports (目录检查).

Frozen values only. A rule is given all it may look at as one :class:`LintMatter` and gives
findings; it reads no file and no clock, and decides nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from attrs import field, frozen, validators

from disclosure_core.catalogue.bases.resolving import BasisReading, LegalList, resolve_basis
from disclosure_core.catalogue.values import (
    CatalogueLayer,
    DisclosureItem,
    DisclosureMode,
    Domain,
    Waiver,
)
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message
from disclosure_core.organisation.names import AgencyNames

_NO_PLACES: Mapping[str, str] = MappingProxyType({})


class LintSeverity(StrEnum):
    """How much a finding weighs (问题等级)."""

    ERROR = "error"
    """错误: wrong as it stands"""
    WARNING = "warning"
    """警告: something a catalogue must have is missing or unclear"""
    ADVICE = "advice"
    """建议: would be better otherwise"""


@frozen(kw_only=True)
class LintFinding:
    """One thing a rule found: where, what is wrong, what to do (检查问题).

    Attributes:
        code: The code of its rule; a check leaves it empty and the rule fills it in.
        severity: Its weight; the rule's own where the check gives none.
        item: The item's id; ``None`` where it has none or the finding is of no single item.
        title: The item's names, for people.
        field: The field of the item, by its name.
        file: The file it was read from, or the layer that says so.
        place: Where in the file: row, sheet and cell as far as they are known.
        what: What is wrong.
        fix: What to do about it.
        basis: What asks for the rule.
        layers: The layers whose words the finding is about, for waivers.
        number: The item's place in the order of what was looked at; ``None`` for no single item.
    """

    what: Message
    fix: Message | None = None
    code: str = ""
    severity: LintSeverity | None = None
    item: str | None = None
    title: str = ""
    field: str | None = None
    file: str = ""
    place: str | Message = ""
    basis: LegalBasis | None = None
    layers: frozenset[str] = frozenset()
    number: int | None = None


@frozen(kw_only=True)
class LintedItem:
    """An item beside where it stands (受检事项).

    Attributes:
        item: The item; one of a table that gives no ids has an empty id.
        number: Its place in the order of what is looked at, from 0.
        file: The file or layer it is from.
        place: Where its row begins.
        places: Field to the place of its words, where that is known better.
        layers: The layers that define it or refine a field of it.
        own: Whether a county, town or village says who is responsible, which must then be one it
            has.
        local: Whether a county, town or village defined the item. What a national item leaves open
            is advice to whoever applies it, and no warning.
        unsettled: Fields that the table does not settle, or has no column for; nothing is said of
            them.
    """

    item: DisclosureItem
    number: int = 0
    file: str = ""
    place: str | Message = ""
    places: Mapping[str, str] = field(default=_NO_PLACES, hash=False)
    layers: frozenset[str] = frozenset()
    own: bool = True
    local: bool = True
    unsettled: frozenset[str] = frozenset()

    @property
    def gap(self) -> "LintSeverity | None":
        """How much it weighs that a field is empty; ``None`` is the rule's own."""
        return None if self.local else LintSeverity.ADVICE

    @property
    def proactive(self) -> bool:
        """Whether it is disclosed proactively (主动公开), or does not say that it is not."""
        return not self.item.modes or DisclosureMode.PROACTIVE in self.item.modes

    @property
    def title(self) -> str:
        """Its names from level 1 down."""
        return " ▸ ".join(self.item.path)

    def finding(
        self,
        field: str | None,
        what: Message,
        fix: Message | None = None,
        *,
        severity: LintSeverity | None = None,
    ) -> LintFinding:
        """A finding about ``field`` of this item."""
        return LintFinding(
            what=what,
            fix=fix,
            severity=severity,
            item=self.item.id or None,
            title=self.title,
            field=field,
            file=self.file,
            place=self.places.get(field or "", self.place),
            layers=self.layers,
            number=self.number,
        )


@frozen(kw_only=True)
class AbsentColumn:
    """A field that a table has no column for: told once, not for every row."""

    field: str
    file: str
    place: str | Message = ""


@frozen(kw_only=True)
class LintMatter:
    """All that rules may look at (检查对象).

    Attributes:
        items: The items, in catalogue order.
        on: The day the law is read at.
        bases: The controlled list.
        domains: Known domains; with none, domains are not looked at.
        agencies: The names of agencies; ``None`` where the organisation is not known, and then
            nothing is said of an agency's name.
        region_names: Names of the region and those above it, which may stand before an agency's.
        guideline: Items that must be there (国家指引), or be accounted for.
        accounted: Ids of guideline items that are left out with a reason or gave way to others.
        whole: Whether ``items`` are the whole catalogue of their domains, so that a missing one is
            more than advice.
        layers: The layers whose reasons and waivers are looked at.
        partial: Whether ``items`` are only some of those that the layers speak of, so that a waiver
            of nothing here may waive something elsewhere.
        absent: Fields that a table has no column for.
        unread: Rows that could not be understood, as findings already.
        blank: Empty cells of a workbook that were read as the row above says, as findings already.
        unfit: What keeps layers from being laid, as findings already.
        idle: What layers say to no effect, as findings already.
    """

    items: tuple[LintedItem, ...]
    on: date
    bases: LegalList
    domains: tuple[Domain, ...] = ()
    agencies: AgencyNames | None = None
    region_names: tuple[str, ...] = ()
    guideline: tuple[DisclosureItem, ...] = ()
    accounted: frozenset[str] = frozenset()
    whole: bool = True
    layers: tuple[CatalogueLayer, ...] = ()
    partial: bool = False
    absent: tuple[AbsentColumn, ...] = ()
    unread: tuple[LintFinding, ...] = ()
    blank: tuple[LintFinding, ...] = ()
    unfit: tuple[LintFinding, ...] = ()
    idle: tuple[LintFinding, ...] = ()

    @cached_property
    def readings(self) -> Mapping[LegalBasis, BasisReading]:
        """Each different basis as the list knows it.

        Looked up once, however many items cite it and rules ask.
        """
        cited = dict.fromkeys(basis for each in self.items for basis in each.item.bases)
        return {basis: resolve_basis(basis, self.bases, self.on) for basis in cited}

    @cached_property
    def cited(self) -> tuple[tuple[BasisReading, tuple[LintedItem, ...]], ...]:
        """Each different basis as the list knows it, with the items that cite it.

        Items whose bases a table does not settle are left out.
        """
        citing: dict[LegalBasis, list[LintedItem]] = {}
        for each in self.items:
            for basis in () if "bases" in each.unsettled else each.item.bases:
                citing.setdefault(basis, []).append(each)
        return tuple((self.readings[basis], tuple(items)) for basis, items in citing.items())


@frozen(kw_only=True)
class LintRule:
    """A rule of the catalogue's lint (检查规则): a value, so that it can be listed and left out.

    ``code`` is stable and the word waivers name it by. ``basis`` is what asks for it.
    """

    code: str = field(validator=validators.min_len(1))
    name: Message
    check: Callable[[LintMatter], Iterable[LintFinding]]
    severity: LintSeverity = LintSeverity.WARNING
    basis: LegalBasis | None = None


@frozen(kw_only=True)
class WaivedFinding:
    """A finding that a layer accepts (已豁免问题), and why."""

    finding: LintFinding
    waiver: Waiver
    layer: str

    @property
    def reason(self) -> str:
        """Why it is accepted."""
        return self.waiver.reason


@frozen(kw_only=True)
class LintReport:
    """What all rules found together (检查结果), in the order of the items, then of the rules.

    ``items`` counts what was looked at.
    """

    items: int
    on: date
    findings: tuple[LintFinding, ...] = ()
    waived: tuple[WaivedFinding, ...] = ()

    @property
    def counts(self) -> Mapping[LintSeverity, int]:
        """Findings by severity, waived ones not among them."""
        counted = Counter(each.severity for each in self.findings)
        return {severity: counted[severity] for severity in LintSeverity}

    @property
    def by_code(self) -> Mapping[str, int]:
        """Findings by code, waived ones not among them."""
        return dict(sorted(Counter(each.code for each in self.findings).items()))
