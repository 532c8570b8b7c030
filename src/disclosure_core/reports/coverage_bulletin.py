"""The coverage bulletin (公开覆盖率通报): a coverage result as a report that can be checked.

It prints the method in words made from the formula, the rates with their counts, every item
without a release, and the ledger of each rate down to the item. Ranks only when asked: a rank of
domains with few items says little. Measures nothing itself: see ``catalogue.measures.coverage``.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from urllib.parse import quote

from attrs import frozen

from disclosure_core.catalogue.measures.coverage import Coverage, DomainCoverage, Miss
from disclosure_core.catalogue.measures.coverage_rows import CoverageRow
from disclosure_core.catalogue.values import DisclosureItem
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message
from disclosure_core.rendering.values import (
    Bar,
    BarChart,
    Block,
    Cell,
    CellValue,
    Details,
    Entry,
    Fact,
    Heading,
    Listing,
    Paragraph,
    Report,
    Source,
    Table,
    Text,
)
from disclosure_core.scoring.ledger import (
    Clause,
    Mark,
    Reading,
    clause_text,
    mark_text,
    mark_working,
)
from disclosure_core.scoring.words import formula_text, shown


@frozen(kw_only=True)
class Proof:
    """What shows that a bulletin's records were not rewritten since (存证).

    ``journal_head`` is the digest of the journal's last entry; ``checkpoint`` the line that is
    printed or kept elsewhere.
    """

    journal_head: str
    checkpoint: str | None = None


def coverage_bulletin(
    coverage: Coverage,
    *,
    office: str,
    generated_at: datetime,
    source: Source,
    proof: Proof | None = None,
    ranked: bool = False,
    item_link: str | None = None,
) -> Report:
    """The bulletin of a coverage result.

    Args:
        coverage: What was measured.
        office: Whose catalogue it is.
        generated_at: When the bulletin was made, with its time zone.
        source: Where the catalogue and the releases were read.
        proof: The journal's state, printed where given.
        ranked: Sort the domains by rate and print ranks: equal rates share a rank, the next rank
            counts them (1, 1, 3); domains that are not scored stand last, without one.
        item_link: Link to an item's page with ``{item}`` for its id, such as ``/items/{item}``.
    """
    facts = [
        Fact(Message("Office"), office),
        Fact(Message("Measured for"), str(coverage.on)),
        Fact(Message("Generated at"), generated_at.isoformat(timespec="seconds")),
        Fact(Message("Formula"), _formula_name(coverage)),
    ]
    if proof is not None:
        facts.append(Fact(Message("Journal head"), proof.journal_head))
        if proof.checkpoint is not None:
            facts.append(Fact(Message("Checkpoint"), proof.checkpoint))
    return Report(
        title=Message("Bulletin on the coverage of the disclosure catalogue"),
        facts=tuple(facts),
        blocks=(
            Paragraph(_summary(coverage)),
            *_method(coverage),
            *_rates(coverage, ranked=ranked),
            *_services(coverage),
            *_misses(coverage, item_link),
            *_excluded(coverage, item_link),
            *_ledgers(coverage),
            Heading(Message("Source"), anchor="source"),
            source,
        ),
    )


def _formula_name(coverage: Coverage) -> Message:
    return Message(
        "{id}, version {version}", id=coverage.formula.id, version=coverage.formula.version
    )


def _summary(coverage: Coverage) -> Message:
    return Message(
        "{items} items are to be disclosed unasked, {released} of them have a release: {rate}.",
        items=coverage.items,
        released=coverage.released,
        rate=mark_text(coverage.mark),
    )


def _method(coverage: Coverage) -> Iterator[Block]:
    formula = coverage.formula
    yield Heading(Message("Method"), anchor="method")
    yield Listing(formula_text(formula))
    bases: list[LegalBasis] = [formula.basis]
    bases += [indicator.basis for indicator in formula.indicators if indicator.basis]
    for basis in dict.fromkeys(bases):
        yield Source(Message("Basis: {basis}", basis=str(basis)), basis.url)
    yield Paragraph(
        Message("Items are counted, not releases: many releases of one item cover one item.")
    )


def _rates(coverage: Coverage, *, ranked: bool) -> Iterator[Block]:
    yield Heading(Message("Rates by domain"), anchor="rates")
    ranks = _ranks(coverage.domains) if ranked else None
    domains = sorted(coverage.domains, key=_by_rate) if ranked else coverage.domains
    yield _rate_table(coverage, domains, ranks)
    yield BarChart(
        title=Message("Coverage by domain, in percent"),
        description=Message(
            "One bar a domain, from 0 to 100 percent: {bars}.",
            bars=tuple(
                Message("{name}: {mark}", name=each.domain.name, mark=mark_text(each.mark))
                for each in domains
            ),
        ),
        bars=tuple(
            Bar(each.domain.name, each.mark.published, mark_text(each.mark)) for each in domains
        ),
        maximum=100,
    )


def _rate_table(
    coverage: Coverage, domains: Sequence[DomainCoverage], ranks: dict[str, int] | None
) -> Table:
    heads: tuple[Text, ...] = (
        Message("Domain"),
        Message("Items"),
        Message("Released"),
        Message("Rate"),
        Message("Without a release"),
    )
    rows: list[tuple[CellValue | Cell, ...]] = [
        (
            each.domain.name,
            each.items,
            each.released,
            _rate_cell(each.mark),
            len(each.misses),
        )
        for each in domains
    ]
    foot: tuple[CellValue | Cell, ...] = (
        Message("In all"),
        coverage.items,
        coverage.released,
        _rate_cell(coverage.mark),
        len(coverage.misses),
    )
    notes: tuple[Text, ...] = ()
    if ranks is not None:
        heads = (*heads, Message("Rank"))
        rows = [
            (*row, ranks.get(each.domain.id, "—")) for row, each in zip(rows, domains, strict=True)
        ]
        foot = (*foot, "")
        notes = (
            Message("Equal rates share a rank; the next rank counts them. Not scored: no rank."),
        )
    return Table(
        caption=Message("Items and releases by domain on {on}", on=coverage.on),
        heads=heads,
        rows=rows,
        foot=(foot,),
        notes=notes,
    )


def _rate_cell(mark: Mark) -> CellValue:
    """The rate, set as a number where it is one."""
    if mark.published is None or mark.reason is not None:
        return mark_text(mark)
    return f"{mark.published}%"


def _by_rate(domain: DomainCoverage) -> tuple[bool, Decimal]:
    published = domain.mark.published
    return (published is None, -published if published is not None else Decimal(0))


def _ranks(domains: Sequence[DomainCoverage]) -> dict[str, int]:
    """Competition ranks (1, 1, 3) by the published rate, of the domains that have one."""
    rates = {
        each.domain.id: each.mark.published for each in domains if each.mark.published is not None
    }
    return {
        domain: 1 + sum(other > rate for other in rates.values()) for domain, rate in rates.items()
    }


def _misses(coverage: Coverage, item_link: str | None) -> Iterator[Block]:
    yield Heading(Message("Items without a release"), anchor="misses")
    if not coverage.misses:
        yield Paragraph(Message("None."))
    for each in coverage.domains:
        if each.misses:
            yield Table(
                caption=Message("{domain}: items without a release", domain=each.domain.name),
                heads=(
                    Message("Item"),
                    Message("Agency"),
                    Message("Time limit"),
                ),
                rows=[_miss_row(miss, item_link) for miss in each.misses],
            )


def _miss_row(miss: Miss, item_link: str | None) -> tuple[CellValue | Cell, ...]:
    item = miss.item
    return (
        _item_cell(item, item_link),
        item.agency or Message("not named"),
        item.time_limit.printed or Message("none printed"),
    )


def _item_cell(item: DisclosureItem, item_link: str | None) -> Cell:
    link = item_link.replace("{item}", quote(item.id, safe=":")) if item_link else None
    return Cell(" / ".join(item.path), link=link)


def _excluded(coverage: Coverage, item_link: str | None) -> Iterator[Block]:
    if not coverage.excluded:
        return
    yield Heading(Message("Items left out"), anchor="excluded")
    yield Table(
        caption=Message("Items in neither number, with the reason"),
        heads=(Message("Item"), Message("Agency"), Message("Reason")),
        rows=[
            (
                _item_cell(row.item, item_link),
                row.item.agency or Message("not named"),
                row.excluded or "",
            )
            for row in coverage.excluded
        ],
    )


def _services(coverage: Coverage) -> Iterator[Block]:
    """Service and other items, where the catalogue sorts any."""
    if not any(each.count for each in coverage.services if each.id != "undecided"):
        return
    yield Table(
        caption=Message("Service items and others"),
        heads=(Message("Sort"), Message("Items"), Message("Released")),
        rows=[(each.name, each.count, each.met or 0) for each in coverage.services],
    )


def _ledgers(coverage: Coverage) -> Iterator[Block]:
    yield Heading(Message("How each rate was reached"), anchor="ledgers")
    yield Details(
        summary=Message("In all: {rate}", rate=mark_text(coverage.mark)),
        entries=_mark_entries(coverage.mark, {}),
    )
    for each in coverage.domains:
        rows = {row.item.id: row for row in each.rows}
        yield Details(
            summary=Message("{name}: {mark}", name=each.domain.name, mark=mark_text(each.mark)),
            entries=_mark_entries(each.mark, rows),
        )


def _mark_entries(mark: Mark, rows: Mapping[str, CoverageRow]) -> tuple[Entry, ...]:
    """The working of a rate; its records are listed where their rows are given."""
    entries = [_clause_entry(mark.numerator, rows)]
    if mark.denominator is not None:
        entries.append(_clause_entry(mark.denominator, {}))
    return (*entries, *(Entry(text) for text in mark_working(mark)))


def _clause_entry(clause: Clause, rows: Mapping[str, CoverageRow]) -> Entry:
    parts = tuple(_clause_entry(part, rows) for part in clause.parts)
    readings = tuple(
        _reading_entry(reading, rows[reading.record])
        for reading in clause.readings
        if reading.record in rows
    )
    return Entry(clause_text(clause), (*parts, *readings))


def _reading_entry(reading: Reading, row: CoverageRow) -> Entry:
    return Entry(
        Message(
            "{title} ({record}): {value}",
            title=row.item.title,
            record=reading.record,
            value=Message("missing") if reading.value is None else shown(reading.value),
        ),
        tuple(Entry(Message("release {release}", release=each)) for each in row.releases),
    )
