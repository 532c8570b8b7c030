"""A measure told apart by domain, agency or region, and ranked.

Every group is measured anew over its own things, never averaged. Ranks are competition ranks: equal
values share one, and the next counts them (1, 1, 3). A group on few things can be left unranked,
because its rate says little.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from attrs import evolve, frozen

from disclosure_core.catalogue.measures.days import days_of
from disclosure_core.catalogue.measures.rates import rate_of
from disclosure_core.catalogue.measures.values import (
    Counted,
    Excluded,
    Grouping,
    Measure,
    MeasureUnit,
    Tally,
)


@frozen(kw_only=True)
class Group:
    """One group's measure (分组结果).

    ``key`` is the domain's id, the agency's or the region's name; ``None`` where the things name
    none. ``rank`` is ``None`` where the measure is undefined, the group has no key or rests on
    fewer things than asked for.
    """

    key: str | None
    measure: Measure
    rank: int | None = None


def grouped(measure: Measure, by: Grouping, *, least: int = 1) -> tuple[Group, ...]:
    """``measure`` for each group, best first; those without a rank after them, by key.

    A rate and a count are better the larger, a lag the smaller.

    Args:
        measure: What to tell apart.
        by: By what.
        least: On how many counted things a group must rest to be ranked.
    """
    counted: defaultdict[str | None, list[Counted]] = defaultdict(list)
    excluded: defaultdict[str | None, list[Excluded]] = defaultdict(list)
    for each in measure.counted:
        counted[getattr(each, by.value)].append(each)
    for left_out in measure.excluded:
        excluded[getattr(left_out, by.value)].append(left_out)
    groups = [
        Group(key=key, measure=_over(measure, counted.get(key, ()), excluded.get(key, ())))
        for key in {**counted, **excluded}
    ]
    return _ranked(groups, least)


def _over(measure: Measure, counted: Sequence[Counted], excluded: Sequence[Excluded]) -> Measure:
    """The same measure over some of its things."""
    if measure.formula is not None:
        return rate_of(
            measure.formula,
            counted,
            excluded,
            on=measure.on,
            since=measure.since,
            tallies=_tallied(measure.tallies, counted),
            method=measure.method,
            record=measure.record,
            shows=measure.shows or 0,
        )
    if measure.unit is MeasureUnit.WORKING_DAYS:
        return days_of(measure, counted, excluded)
    rows = tuple(counted)
    total = sum(each.value for each in rows)
    return evolve(
        measure,
        counted=rows,
        excluded=tuple(excluded),
        numerator=total,
        value=Fraction(total),
        tallies=(),
    )


def _tallied(tallies: Iterable[Tally], counted: Sequence[Counted]) -> Iterator[Tally]:
    """The tallies that count by sort, over some things; others are of the whole and left out."""
    count, met = Counter[str | None](), Counter[str | None]()
    for each in counted:
        count[each.sort] += 1
        met[each.sort] += each.value
    if set(count) == {None}:
        return
    for tally in tallies:
        yield evolve(tally, count=count[tally.id], met=None if tally.met is None else met[tally.id])


def _ranked(groups: list[Group], least: int) -> tuple[Group, ...]:
    ranked: list[tuple[Fraction, Group]] = []
    rest: list[Group] = []
    for each in groups:
        goodness = _goodness(each)
        if goodness is None or len(each.measure.counted) < least:
            rest.append(each)
        else:
            ranked.append((goodness, each))
    ranked.sort(key=lambda pair: (-pair[0], pair[1].key or ""))
    placed: list[Group] = []
    for place, (goodness, each) in enumerate(ranked, start=1):
        shared = placed and goodness == ranked[place - 2][0]
        placed.append(evolve(each, rank=placed[-1].rank if shared else place))
    return (*placed, *sorted(rest, key=lambda each: (each.key is None, each.key or "")))


def _goodness(group: Group) -> Fraction | None:
    """What groups are ordered by, larger better; ``None`` where a group cannot be ranked."""
    value = group.measure.value
    if value is None or group.key is None:
        return None
    if group.measure.unit is MeasureUnit.WORKING_DAYS or group.measure.shows == 1:
        return -value
    return value
