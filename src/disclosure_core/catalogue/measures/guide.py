"""The proof of completeness: every line of the guides is covered, waived, or a gap (不重不漏).

A line is *covered* where the item holds here and has a release, *waived* where it was left out with
a reason or the guide itself discloses it on request only, else a *gap*. The three add up to all
lines, and every line is answered.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from attrs import frozen

from disclosure_core.catalogue.measures.grounds import (
    ON_REQUEST,
    STANDARD_CATALOGUE,
    on_request_only,
)
from disclosure_core.catalogue.measures.rates import rate_formula, rate_of
from disclosure_core.catalogue.measures.values import Counted, Measure, Tally
from disclosure_core.catalogue.values import DisclosureItem, Fulfilment
from disclosure_core.messages import Message


class LineState(StrEnum):
    """What became of a line of the guides (指引条目状态)."""

    COVERED = "covered"
    """已公开"""
    WAIVED = "waived"
    """不适用, with its reason"""
    GAP = "gap"
    """缺口"""


@frozen(kw_only=True)
class GuideLine:
    """A line of the guides and what became of it here (指引条目)."""

    item: DisclosureItem
    state: LineState
    note: Message | None = None
    releases: tuple[str, ...] = ()


GUIDE = rate_formula(
    "guide",
    name=Message("Lines of the guides accounted for"),
    met=Message("lines covered by a release, or waived with a reason"),
    counted=Message("lines of the guides"),
    undefined=Message("the guides have no line in force"),
    basis=STANDARD_CATALOGUE,
)
"""(Covered + waived) ÷ lines, in percent with two places, half up."""

LINE_STATES = {
    LineState.COVERED: Message("covered"),
    LineState.WAIVED: Message("waived with a reason"),
    LineState.GAP: Message("gap"),
}
"""What became of a line, in words."""


def guide_lines(
    guide: Iterable[DisclosureItem],
    holding: Collection[str],
    omitted: Mapping[str, str],
    fulfilments: Iterable[Fulfilment],
    *,
    on: date,
) -> tuple[GuideLine, ...]:
    """Every line of the guides in force on ``on``, each once, with what became of it.

    Args:
        guide: The items of the guides.
        holding: Ids of the items that hold here.
        omitted: Ids of the items left out here, with the reasons.
        fulfilments: What was released.
        on: The day it is looked at.
    """
    releases: dict[str, dict[str, None]] = {}
    for each in fulfilments:
        if each.published_on <= on:
            releases.setdefault(each.item, {})[each.release] = None
    lines = {item.id: item for item in guide if item.in_force.covers(on)}
    return tuple(
        _line(item, holding, omitted, tuple(releases.get(item.id, ()))) for item in lines.values()
    )


def guide(lines: Sequence[GuideLine], *, on: date) -> Measure:
    """The share of lines accounted for; the list is of the gaps, the tallies add up to all lines.

    A waived line is in the figure and says its reason.
    """
    return rate_of(
        GUIDE,
        [_counted(each) for each in lines],
        on=on,
        tallies=[
            Tally(id=state.value, name=name, count=sum(each.state is state for each in lines))
            for state, name in LINE_STATES.items()
        ],
        method=(
            Message("Covered: it holds here and has a release. Waived: left out with a reason."),
        ),
    )


def _line(
    item: DisclosureItem,
    holding: Collection[str],
    omitted: Mapping[str, str],
    releases: tuple[str, ...],
) -> GuideLine:
    if item.id in omitted:
        note = Message("left out: {reason}", reason=omitted[item.id])
        return GuideLine(item=item, state=LineState.WAIVED, note=note)
    if item.id not in holding:
        return GuideLine(item=item, state=LineState.GAP, note=Message("not in the catalogue here"))
    if releases:
        return GuideLine(item=item, state=LineState.COVERED, releases=releases)
    if on_request_only(item):
        return GuideLine(item=item, state=LineState.WAIVED, note=ON_REQUEST)
    return GuideLine(item=item, state=LineState.GAP, note=Message("without a release"))


def _counted(line: GuideLine) -> Counted:
    return Counted(
        subject=line.item.id,
        name=line.item.title,
        value=int(line.state is not LineState.GAP),
        domain=line.item.domain,
        agency=line.item.agency,
        explained=line.note,
        releases=line.releases,
        sort=line.state.value,
    )
