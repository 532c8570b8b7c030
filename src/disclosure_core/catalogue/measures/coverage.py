"""Coverage: items with a release ÷ items owed to the public, each miss explained (公开覆盖率).

The definition is this project's: neither the Regulations (which ask for regular assessment) nor
国办发〔2019〕54号 (which asks each basic-level government to keep and fulfil a standard catalogue)
prints a formula. It counts items, not releases, because ten releases of one item say nothing about
the other items. Items that the catalogue discloses on request only are owed to nobody before
somebody asks: they are left out of both numbers, and listed with that reason. Says nothing of
whether a release was in time, or complete.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from attrs import evolve, frozen

from disclosure_core.catalogue.measures.coverage_rows import CoverageRow, coverage_rows
from disclosure_core.catalogue.measures.grounds import (
    ASSESSMENT,
    ON_REQUEST,
    STANDARD_CATALOGUE,
)
from disclosure_core.catalogue.measures.rates import rate_of
from disclosure_core.catalogue.measures.values import (
    SUBJECT,
    Counted,
    Excluded,
    Measure,
    Tally,
)
from disclosure_core.catalogue.values import DisclosureItem, Domain, Fulfilment
from disclosure_core.errors import DataError, Mistake
from disclosure_core.messages import Message
from disclosure_core.scoring.exact_reading import read_unit
from disclosure_core.scoring.ledger import Ledger, Mark
from disclosure_core.scoring.values import Formula, Indicator, column, rate, records

COVERAGE = Formula(
    id="coverage",
    name=Message("Coverage of the catalogue"),
    indicators=(
        Indicator(
            id="coverage",
            name=Message("Coverage"),
            value=rate(
                column("released", unit="items", meaning=Message("items with a release")).sum(),
                records(meaning=Message("items to disclose unasked")),
                undefined=Message("no item is to be disclosed unasked"),
            ),
            basis=STANDARD_CATALOGUE,
        ),
    ),
    group_by=("domain",),
    basis=ASSESSMENT,
)
"""Items with a release ÷ items to be disclosed, per domain, in percent with two places, half up.

Computed over the records of ``coverage_rows.coverage_table``.
"""

SERVICES = (
    (True, "service", Message("service items")),
    (False, "other", Message("other items")),
    (None, "undecided", Message("items nobody sorted")),
)
"""Service items (政务服务事项) and others, as the catalogue sorts them."""


Record = Mapping[str, object]
"""What the formula reads of an item, as :meth:`CoverageRow.record` gives it."""


@frozen(kw_only=True)
class Miss:
    """An item in force without a release (未公开事项), and what is known about why."""

    item: DisclosureItem
    explanation: Message


@frozen(kw_only=True)
class DomainCoverage:
    """Coverage of one domain: its ledger, whose records are the ids of items counted, its misses.

    ``rows`` are all items in force, those not counted among them.
    """

    domain: Domain
    ledger: Ledger
    rows: tuple[CoverageRow, ...]
    misses: tuple[Miss, ...]

    @property
    def counted(self) -> tuple[CoverageRow, ...]:
        """The items in the denominator."""
        return tuple(row for row in self.rows if row.excluded is None)

    @property
    def excluded(self) -> tuple[CoverageRow, ...]:
        """The items left out, each with its reason."""
        return tuple(row for row in self.rows if row.excluded is not None)

    @property
    def items(self) -> int:
        """Items counted: in force, and not on request only."""
        return len(self.counted)

    @property
    def released(self) -> int:
        """Items counted that have a release."""
        return sum(row.released for row in self.counted)

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
        """Items counted in all domains."""
        return sum(each.items for each in self.domains)

    @property
    def released(self) -> int:
        """Items counted that have a release, in all domains."""
        return sum(each.released for each in self.domains)

    @property
    def mark(self) -> Mark:
        """The rate over all items counted, with its working."""
        return self.ledger.marks[0]

    @property
    def misses(self) -> tuple[Miss, ...]:
        """All misses, domain by domain."""
        return tuple(miss for each in self.domains for miss in each.misses)

    @property
    def excluded(self) -> tuple[CoverageRow, ...]:
        """All items left out, domain by domain."""
        return tuple(row for each in self.domains for row in each.excluded)

    @property
    def services(self) -> tuple[Tally, ...]:
        """Service and other items counted, and those nobody decided on (政务服务事项), released."""
        rows = [row for each in self.domains for row in each.counted]
        return tuple(
            Tally(
                id=key,
                name=name,
                count=sum(row.item.service is service for row in rows),
                met=sum(row.released for row in rows if row.item.service is service),
            )
            for service, key, name in SERVICES
        )

    def domain(self, id: str) -> DomainCoverage:
        """The coverage of a domain by its id.

        Raises:
            KeyError: no such domain.
        """
        for each in self.domains:
            if each.domain.id == id:
                return each
        raise KeyError(id)

    def measure(self) -> Measure:
        """The same figure in the shape of every measure."""
        rows = [row for each in self.domains for row in each.counted]
        missed = {miss.item.id: miss.explanation for miss in self.misses}
        measure = rate_of(
            self.formula,
            [_counted(row, missed.get(row.item.id)) for row in rows],
            [_left_out(row) for row in self.excluded],
            on=self.on,
            tallies=self.services,
            method=(Message("Items are counted, not releases."),),
            record=_record,
        )
        # A formula that a plugin replaces has another id; the measure is the same one.
        return evolve(measure, id="coverage")


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
    for row in coverage_rows(items, fulfilments, on=on):
        by_domain[row.item.domain].append(row)
    known = {domain.id: domain for domain in domains}
    _refuse_strangers(by_domain, known)
    measured: list[DomainCoverage] = []
    records: list[Record] = []
    for domain in sorted(known.values(), key=_place):
        if domain.in_force.covers(on) or domain.id in by_domain:
            rows = by_domain.get(domain.id, ())
            counted = [row.record() for row in rows if row.excluded is None]
            measured.append(_domain_coverage(domain, rows, counted, on, formula))
            records += counted
    ledger = _ledger(formula, records)
    return Coverage(on=on, formula=formula, domains=tuple(measured), ledger=ledger)


def explain_miss(item: DisclosureItem, *, on: date) -> Message:
    """Why an item counts as missed: no release by a day, who is to release it, and by when."""
    agency: object = item.agency or Message("the catalogue names no agency")
    limit: object = item.time_limit.printed or Message("none printed")
    return Message(
        "No release by {on}. Agency: {agency}. Time limit: {limit}.",
        on=on,
        agency=agency,
        limit=limit,
    )


def _domain_coverage(
    domain: Domain,
    rows: Sequence[CoverageRow],
    counted: Sequence[Record],
    on: date,
    formula: Formula,
) -> DomainCoverage:
    return DomainCoverage(
        domain=domain,
        ledger=_ledger(formula, counted, domain=domain.id),
        rows=tuple(rows),
        misses=tuple(
            Miss(item=row.item, explanation=explain_miss(row.item, on=on))
            for row in rows
            if not row.released and row.excluded is None
        ),
    )


def _ledger(formula: Formula, counted: Sequence[Record], **unit: object) -> Ledger:
    """Read the formula over the records of the rows that count."""
    return read_unit(formula, counted, id_column="item", unit=unit)


def _counted(row: CoverageRow, missed: Message | None) -> Counted:
    item = row.item
    return Counted(
        subject=item.id,
        name=item.title,
        value=int(row.released),
        domain=item.domain,
        agency=item.agency,
        explained=missed,
        releases=row.releases,
        sort=next(key for service, key, _ in SERVICES if item.service is service),
    )


def _record(counted: Counted) -> Mapping[str, object]:
    """The record that ``CoverageRow.record`` gives, named by its subject."""
    return {
        SUBJECT: counted.subject,
        "item": counted.subject,
        "domain": counted.domain,
        "released": counted.value,
        "releases": list(counted.releases),
    }


def _left_out(row: CoverageRow) -> Excluded:
    item = row.item
    return Excluded(
        subject=item.id,
        name=item.title,
        reason=row.excluded or ON_REQUEST,
        domain=item.domain,
        agency=item.agency,
    )


def _place(domain: Domain) -> tuple[bool, int, str]:
    return (domain.number is None, domain.number or 0, domain.id)


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
