"""Whether reported figures add up (报告数据核对). Looks at what was reported, measures nothing."""

from collections.abc import Iterable, Mapping
from decimal import Context, Decimal, localcontext
from enum import StrEnum

from attrs import frozen

from disclosure_core.organisation.values import Bound, ReportedFigure

_EXACTLY = Context(prec=1000)
"""Room for the longest numbers that are read, so that no sum is rounded."""


class PartsState(StrEnum):
    """What adding the parts of a figure gives (分项核对)."""

    NO_PARTS = "no_parts"
    """no parts are named"""
    ADDS_UP = "adds_up"
    """相符"""
    DIFFERS = "differs"
    """不符"""
    UNDECIDED = "undecided"
    """a part is not there, not exact, or in another unit"""


@frozen(kw_only=True)
class PartsCheck:
    """A figure beside the sum of its parts; ``sum`` is ``None`` where it cannot be formed."""

    figure: ReportedFigure
    state: PartsState
    sum: Decimal | None = None

    @property
    def difference(self) -> Decimal | None:
        """The figure less the sum of its parts."""
        if self.sum is None:
            return None
        with localcontext(_EXACTLY):
            return self.figure.value - self.sum


def check_parts(figures: Iterable[ReportedFigure]) -> tuple[PartsCheck, ...]:
    """Each figure with whether its parts add up to it, in the order given."""
    listed = tuple(figures)
    by_id = {each.id: each for each in listed}
    return tuple(_checked(each, by_id) for each in listed)


def _checked(figure: ReportedFigure, by_id: Mapping[str, ReportedFigure]) -> PartsCheck:
    if not figure.parts:
        return PartsCheck(figure=figure, state=PartsState.NO_PARTS)
    parts = [by_id.get(each) for each in figure.parts]
    known = [each for each in parts if each is not None]
    fitting = all(
        each.unit == figure.unit and each.bound is Bound.EXACT for each in (figure, *known)
    )
    if len(known) != len(parts) or not fitting:
        return PartsCheck(figure=figure, state=PartsState.UNDECIDED)
    with localcontext(_EXACTLY):
        total = sum((each.value for each in known), Decimal(0))
    state = PartsState.ADDS_UP if total == figure.value else PartsState.DIFFERS
    return PartsCheck(figure=figure, state=state, sum=total)
