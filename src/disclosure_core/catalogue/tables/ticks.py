"""Say what the ticks of a row mean, also where empty tick cells were lost.

Where every tick cell was kept, a tick means its column. Where they were not, the most usual
reading is taken and called uncertain: the public at large, on its own initiative, the first
level.
"""

from collections.abc import Sequence
from itertools import combinations

from attrs import frozen

from disclosure_core.catalogue.tables.headers import Column


@frozen
class TickReading:
    """Columns (by their place) that are ticked; ``settled`` says that the text leaves no doubt."""

    ticked: tuple[int, ...]
    settled: bool


def place_ticks(columns: Sequence[Column], places: Sequence[int], count: int) -> TickReading:
    """Which of the tick columns at ``places`` the ``count`` ticks most likely stand in.

    ``places`` are the columns of one run of tick columns that no text fills.
    """
    if count >= len(places):
        return TickReading(tuple(places), settled=count == len(places))
    best = min(
        combinations(places, count), key=lambda chosen: (_cost(columns, places, chosen), chosen)
    )
    return TickReading(tuple(best), settled=False)


def _cost(columns: Sequence[Column], places: Sequence[int], chosen: Sequence[int]) -> float:
    cost = 0.0
    for name in dict.fromkeys(columns[place].field for place in places):
        group = [place for place in places if columns[place].field == name]
        ticked = [place for place in group if place in chosen]
        if not ticked:
            cost += 5.0
        if name == "levels":
            cost += sum(0.1 for place in ticked if place != group[0])
            continue
        cost += sum(0.0 if place == group[0] else 2.0 for place in ticked)
        cost += 1.0 if len(ticked) > 1 else 0.0
    return cost
