"""The rows that coverage is measured over: each item in force, and the releases that fulfil it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from attrs import frozen

from disclosure_core.catalogue.measures.grounds import ON_REQUEST, on_request_only
from disclosure_core.catalogue.values import DisclosureItem, Fulfilment
from disclosure_core.errors import DataError, Mistake
from disclosure_core.legal import ALWAYS
from disclosure_core.messages import Message


@frozen(kw_only=True)
class CoverageRow:
    """One item in force on a day, and the releases that fulfil it by then."""

    item: DisclosureItem
    releases: tuple[str, ...]

    @property
    def excluded(self) -> Message | None:
        """Why it is not counted; ``None`` where it is."""
        return ON_REQUEST if on_request_only(self.item) else None

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


def coverage_rows(
    items: Iterable[DisclosureItem], fulfilments: Iterable[Fulfilment], *, on: date
) -> tuple[CoverageRow, ...]:
    """One row for each item in force on a day, in the order given; those left out say why.

    A fulfilment counts from the day its release was published. Fulfilments of items that are not
    in force are not counted.

    Raises:
        DataError: two items with one id.
    """
    releases: defaultdict[str, list[str]] = defaultdict(list)
    for fulfilment in fulfilments:
        if fulfilment.published_on <= on:
            releases[fulfilment.item].append(fulfilment.release)
    standing = [item for item in items if item.in_force is ALWAYS or item.in_force.covers(on)]
    _refuse_repeated(standing)
    return tuple(
        CoverageRow(item=item, releases=tuple(dict.fromkeys(releases.get(item.id, ()))))
        for item in standing
    )


def coverage_table(
    items: Iterable[DisclosureItem], fulfilments: Iterable[Fulfilment], *, on: date
) -> tuple[CoverageRow, ...]:
    """The rows that coverage counts: :func:`coverage_rows` without those left out.

    Raises:
        DataError: two items with one id.
    """
    rows = coverage_rows(items, fulfilments, on=on)
    return tuple(row for row in rows if row.excluded is None)


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
