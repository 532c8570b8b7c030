"""Where steps lead: what can be reached, what leads to an end, which ways go in a circle.

Knows nothing of workflows: names, and the steps between them.
"""

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen


@frozen(kw_only=True)
class Step:
    """A way from one stage to another, or to an end (``after`` is ``None``)."""

    before: str
    after: str | None
    limited: bool = False


def reachable(start: str, steps: Iterable[Step]) -> frozenset[str]:
    """Every stage that a case that begins at ``start`` can come to."""
    return _spread({start}, [(each.before, each.after) for each in steps if each.after])


def leading_to_an_end(steps: Iterable[Step]) -> frozenset[str]:
    """Every stage from which an end can be reached, however often one was sent back before.

    A way that can be taken a limited number of times is no way out: it may be used up.
    """
    lasting = [each for each in steps if not each.limited]
    ends = {each.before for each in lasting if each.after is None}
    return _spread(ends, [(each.after, each.before) for each in lasting if each.after])


def endless_circles(steps: Iterable[Step]) -> tuple[tuple[str, ...], ...]:
    """Groups of stages that a case can go round in for ever: no way in the circle has a limit.

    Each group in the order in which its stages are first met.
    """
    ways: dict[str, list[str]] = {}
    for each in steps:
        if each.after and not each.limited:
            ways.setdefault(each.before, []).append(each.after)
    beyond = {stage: _spread(set(after), _pairs(ways)) for stage, after in ways.items()}
    circling = [stage for stage, after in beyond.items() if stage in after]
    groups: list[tuple[str, ...]] = []
    for stage in circling:
        if any(stage in group for group in groups):
            continue
        group = tuple(each for each in circling if each in beyond[stage] and stage in beyond[each])
        groups.append(group)
    return tuple(groups)


def _pairs(ways: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    return [(before, after) for before, listed in ways.items() for after in listed]


def _spread(found: set[str], pairs: Sequence[tuple[str, str]]) -> frozenset[str]:
    """``found`` and all that pairs lead to from it."""
    waiting = list(found)
    while waiting:
        here = waiting.pop()
        for before, after in pairs:
            if before == here and after not in found:
                found.add(after)
                waiting.append(after)
    return frozenset(found)
