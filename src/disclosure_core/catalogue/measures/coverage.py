"""Coverage of a catalogue: items with a release ÷ items in force, each miss explained (公开覆盖率).

The definition is this project's: neither the Regulations (which ask for regular assessment) nor
国办发〔2019〕54号 (which asks each basic-level government to keep and fulfil a standard catalogue)
prints a formula. It counts items, not releases, because ten releases of one item say nothing about
the other items. Says nothing of whether a release was in time, or complete.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from attrs import frozen

from disclosure_core.catalogue.values import DisclosureItem, DisclosureMode, Domain, Fulfilment
from disclosure_core.errors import DataError, Mistake
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message
from disclosure_core.scoring.exact_reading import read_unit
from disclosure_core.scoring.ledger import Ledger, Mark
from disclosure_core.scoring.values import Formula, Indicator, column, rate, records

ASSESSMENT = LegalBasis(document="政府信息公开条例", number="国令第711号", article="第四十六条")
"""Governments assess disclosure regularly."""

STANDARD_CATALOGUE = LegalBasis(
    document="国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见",
    number="国办发〔2019〕54号",
)
"""Each basic-level government keeps a standard catalogue of items and discloses by it."""

COVERAGE = Formula(
    id="coverage",
    name=Message("Coverage of the catalogue"),
    indicators=(
        Indicator(
            id="coverage",
            name=Message("Coverage"),
            value=rate(
                column("released", unit="items", meaning=Message("items with a release")).sum(),
                records(meaning=Message("items in force")),
                undefined=Message("no item is in force"),
            ),
            basis=STANDARD_CATALOGUE,
        ),
    ),
    group_by=("domain",),
    basis=ASSESSMENT,
)
"""Items with a release ÷ items in force, per domain, in percent with two places, half up.

Computed over the records of :func:`coverage_table`.
"""


@frozen(kw_only=True)
class CoverageRow:
    """One item in force on a day, and the releases that fulfil it by then."""

    item: DisclosureItem
    releases: tuple[str, ...]

    @property
    def released(self) -> bool:
        """Whether at least one release fulfils it."""
        return bool(self.releases)

    def record(self) -> dict[str, object]:
        """The row as a record for a formula or a dataframe: ``released`` is 1 or 0."""
        return {
            "item": self.item.id,
            "domain": self.item.domain,
            "released": int(self.released),
            "releases": list(self.releases),
        }


@frozen(kw_only=True)
class Miss:
    """An item in force without a release (未公开事项), and what is known about why."""

    item: DisclosureItem
    explanation: Message

    @property
    def on_request_only(self) -> bool:
        """Whether the catalogue discloses it on request only, so that no release may be due."""
        return self.item.modes == (DisclosureMode.ON_REQUEST,)


@frozen(kw_only=True)
class DomainCoverage:
    """Coverage of one domain: its ledger, whose records are item ids, and its misses."""

    domain: Domain
    ledger: Ledger
    rows: tuple[CoverageRow, ...]
    misses: tuple[Miss, ...]

    @property
    def items(self) -> int:
        """Items in force."""
        return len(self.rows)

    @property
    def released(self) -> int:
        """Items with a release."""
        return sum(row.released for row in self.rows)

    @property
    def mark(self) -> Mark:
        """The rate with its working."""
        return self.ledger.marks[0]


@frozen(kw_only=True)
class Coverage:
    """Coverage of a catalogue on a day: per domain, by number then id, and in all."""

    on: date
    formula: Formula
    domains: tuple[DomainCoverage, ...]
    ledger: Ledger

    @property
    def items(self) -> int:
        """Items in force in all domains."""
        return sum(each.items for each in self.domains)

    @property
    def released(self) -> int:
        """Items with a release in all domains."""
        return sum(each.released for each in self.domains)

    @property
    def mark(self) -> Mark:
        """The rate over all items, with its working."""
        return self.ledger.marks[0]

    @property
    def misses(self) -> tuple[Miss, ...]:
        """All misses, domain by domain."""
        return tuple(miss for each in self.domains for miss in each.misses)

    def domain(self, id: str) -> DomainCoverage:
        """The coverage of a domain by its id.

        Raises:
            KeyError: no such domain.
        """
        for each in self.domains:
            if each.domain.id == id:
                return each
        raise KeyError(id)


def coverage_table(
    items: Iterable[DisclosureItem], fulfilments: Iterable[Fulfilment], *, on: date
) -> tuple[CoverageRow, ...]:
    """One row for each item in force on a day, in the order given.

    A fulfilment counts from the day its release was published. Fulfilments of items that are not
    in force are not counted.

    Raises:
        DataError: two items with one id.
    """
    releases: defaultdict[str, list[str]] = defaultdict(list)
    for fulfilment in fulfilments:
        if fulfilment.published_on <= on:
            releases[fulfilment.item].append(fulfilment.release)
    standing = [item for item in items if item.in_force.covers(on)]
    _refuse_repeated(standing)
    return tuple(
        CoverageRow(item=item, releases=tuple(dict.fromkeys(releases[item.id])))
        for item in standing
    )


def coverage(
    items: Iterable[DisclosureItem],
    fulfilments: Iterable[Fulfilment],
    domains: Iterable[Domain],
    *,
    on: date,
    formula: Formula = COVERAGE,
) -> Coverage:
    """Coverage per domain and in all on a day, each rate with a ledger of its items.

    A domain in force without items is not scored. A domain no longer in force is shown as long as
    it has items in force.

    Args:
        items: All items of the catalogue; those in force on the day count.
        fulfilments: What was released.
        domains: The domains the items name.
        on: The day it is measured for.
        formula: The definition, for offices that have their own; over ``coverage_table``'s records.

    Raises:
        DataError: two items with one id, or items of a domain that is not given.
    """
    by_domain: defaultdict[str, list[CoverageRow]] = defaultdict(list)
    for row in coverage_table(items, fulfilments, on=on):
        by_domain[row.item.domain].append(row)
    known = {domain.id: domain for domain in domains}
    _refuse_strangers(by_domain, known)
    measured = tuple(
        _domain_coverage(domain, by_domain.get(domain.id, ()), on, formula)
        for domain in sorted(known.values(), key=_place)
        if domain.in_force.covers(on) or domain.id in by_domain
    )
    rows = [row for each in measured for row in each.rows]
    return Coverage(on=on, formula=formula, domains=measured, ledger=_ledger(formula, rows))


def explain_miss(item: DisclosureItem, *, on: date) -> Message:
    """Why an item counts as missed: no release by a day, who is to release it, and by when."""
    agency: object = item.agency or Message("the catalogue names no agency")
    limit: object = item.time_limit.printed or Message("none printed")
    missed = Message(
        "No release by {on}. Agency: {agency}. Time limit: {limit}.",
        on=on,
        agency=agency,
        limit=limit,
    )
    if item.modes == (DisclosureMode.ON_REQUEST,):
        return Message("{missed} The catalogue discloses it on request only.", missed=missed)
    return missed


def _domain_coverage(
    domain: Domain, rows: Sequence[CoverageRow], on: date, formula: Formula
) -> DomainCoverage:
    return DomainCoverage(
        domain=domain,
        ledger=_ledger(formula, rows, domain=domain.id),
        rows=tuple(rows),
        misses=tuple(
            Miss(item=row.item, explanation=explain_miss(row.item, on=on))
            for row in rows
            if not row.released
        ),
    )


def _ledger(formula: Formula, rows: Sequence[CoverageRow], **unit: object) -> Ledger:
    return read_unit(formula, [row.record() for row in rows], id_column="item", unit=unit)


def _place(domain: Domain) -> tuple[bool, int, str]:
    return (domain.number is None, domain.number or 0, domain.id)


def _refuse_repeated(items: Sequence[DisclosureItem]) -> None:
    seen: dict[str, DisclosureItem] = {}
    mistakes = []
    for item in items:
        if item.id in seen:
            first = seen[item.id].source or "?"
            place = Message("item {id} was already given by {first}", id=item.id, first=first)
            mistakes.append(Mistake(item.source or "", item.title, place))
        seen.setdefault(item.id, item)
    if mistakes:
        raise DataError(
            Message("{count} items have the id of another item in force.", count=len(mistakes)),
            mistakes,
            why=Message("Counting them once or twice would give different rates."),
            fix=Message("give each item an id of its own, or end the period of one."),
        )


def _refuse_strangers(by_domain: dict[str, list[CoverageRow]], known: dict[str, Domain]) -> None:
    mistakes = [
        Mistake(
            rows[0].item.source or "",
            "",
            Message("domain {domain}, {count} items", domain=domain, count=len(rows)),
        )
        for domain, rows in by_domain.items()
        if domain not in known
    ]
    if mistakes:
        raise DataError(
            Message("{count} domains of items are not known.", count=len(mistakes)),
            mistakes,
            why=Message("Their items would be lost from the count."),
            fix=Message("supply the domains, or correct the domain of the items."),
        )
