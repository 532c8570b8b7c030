"""Stacking 100,000 items in three layers, beside the same joins in pandas in the same run.

``pytest benchmarks/test_catalogue.py -s`` prints the time, the ratio to pandas and the memory. The
merge answers less: it joins on exact keys and neither says which layer a field is from nor finds
what does not fit. It is the yardstick of how fast this machine is at the moment; both must come to
the same agencies.
"""

import sys
import tracemalloc
from collections.abc import Callable, Sequence
from datetime import date
from time import process_time

import pandas as pd
import pytest

from disclosure_core.catalogue.layers import Catalogue, stack
from disclosure_core.catalogue.values import (
    CatalogueLayer,
    DisclosureItem,
    Level,
    Omission,
    Refinement,
)
from disclosure_core.catalogue.versions import changes_between

TODAY = date(2026, 11, 24)
COUNT = 100_000
DOMAINS = 26


def layers(count: int) -> list[CatalogueLayer]:
    """A national layer, a county that refines half of it, a town that refines and leaves out."""
    items = tuple(
        DisclosureItem(
            id=f"nation:item-{number}",
            domain=f"nation:domain-{number % DOMAINS}",
            level1=f"事项{number}",
            agency="主管部门",
        )
        for number in range(count)
    )
    return [
        CatalogueLayer(id="nation:base", name="全国", level=Level.NATIONAL, items=items),
        CatalogueLayer(
            id="hills:county",
            name="县",
            level=Level.COUNTY,
            over="nation:base",
            refinements=tuple(
                Refinement(item=each.id, agency="县局", reason="机构职责") for each in items[::2]
            ),
        ),
        CatalogueLayer(
            id="hills:town",
            name="镇",
            level=Level.TOWN,
            over="hills:county",
            refinements=tuple(
                Refinement(item=each.id, agency="镇政府", reason="下放") for each in items[::4]
            ),
            omissions=tuple(Omission(item=each.id, reason="不适用") for each in items[::50]),
        ),
    ]


def frames(given: Sequence[CatalogueLayer]) -> list[pd.DataFrame]:
    """The same as tables: items, refinements of two layers, omissions."""
    base, county, town = given
    return [
        pd.DataFrame([{"item": each.id, "agency": each.agency} for each in base.items]),
        pd.DataFrame([{"item": each.item, "county": each.agency} for each in county.refinements]),
        pd.DataFrame([{"item": each.item, "town": each.agency} for each in town.refinements]),
        pd.DataFrame([{"item": each.item, "omitted": True} for each in town.omissions]),
    ]


def merged(given: Sequence[CatalogueLayer]) -> dict[str, str]:
    """The agencies by merging tables made of the layers, as an office would with pandas."""
    table, county, town, omitted = frames(given)
    for other in (county, town, omitted):
        table = table.merge(other, on="item", how="left")
    table = table[table["omitted"].isna()]
    agency = table["town"].fillna(table["county"]).fillna(table["agency"])
    return dict(zip(table["item"], agency, strict=True))


def timed(work: Callable[[], object]) -> float:
    """The best of three times, in seconds of the processor: others may be at work too."""
    times = []
    for _ in range(3):
        begin = process_time()
        work()
        times.append(process_time() - begin)
    return min(times)


def agencies(catalogue: Catalogue) -> dict[str, str | None]:
    return {each.item.id: each.item.agency for each in catalogue.items}


def tell(line: str) -> None:
    sys.stdout.write(f"\n{line}\n")


@pytest.fixture(scope="module")
def given() -> list[CatalogueLayer]:
    return layers(COUNT)


def test_stacking_comes_to_what_the_merge_comes_to(given):
    assert agencies(stack(given, on=TODAY)) == merged(given)


def test_stacking_takes_little_longer_than_merging_tables(given):
    ours, peer = timed(lambda: stack(given, on=TODAY)), timed(lambda: merged(given))
    tell(f"stack of {COUNT} items: {ours:.2f} s, {ours / peer:.1f} x pandas merge ({peer:.2f} s)")
    assert ours < 10 * peer


def test_stacking_takes_time_in_proportion():
    small, large = layers(COUNT // 10), layers(COUNT)
    ratio = timed(lambda: stack(large, on=TODAY)) / timed(lambda: stack(small, on=TODAY))
    tell(f"ten times the items take {ratio:.1f} times as long")
    assert ratio < 25


def test_stacking_takes_memory_in_proportion():
    def peak(count: int) -> int:
        made = layers(count)
        tracemalloc.start()
        stack(made, on=TODAY)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    ratio = peak(20_000) / peak(5_000)
    tell(f"four times the items take {ratio:.1f} times the memory")
    assert ratio < 5


def test_an_item_is_found_as_in_a_dictionary(given):
    catalogue = stack(given, on=TODAY)
    ids = [each.item.id for each in catalogue.items]
    by_id = {each.item.id: each for each in catalogue.items}
    ours = timed(lambda: [catalogue.item(each) for each in ids])
    peer = timed(lambda: [by_id.get(each) for each in ids])
    tell(f"{len(ids):,} look-ups by id: {ours * 1000:.1f} ms, {ours / peer:.1f} x a dictionary")
    assert ours < 20 * peer


def test_a_new_version_is_compared_about_as_fast_as_tables(given):
    before = stack(given, on=TODAY)
    base, *rest = given
    newer = CatalogueLayer(id=base.id, name=base.name, level=base.level, items=base.items[1000:])
    after = stack([newer, *rest], on=TODAY, strict=False)
    changes = changes_between(before, after)
    ours = timed(lambda: changes_between(before, after))
    peer = timed(lambda: compared(before, after))
    assert compared(before, after) == (len(changes.gone), len(changes.changed), len(changes.added))
    tell(f"changes of {COUNT} items: {ours:.2f} s, {ours / peer:.1f} x pandas merge ({peer:.2f} s)")
    assert ours < 10 * peer


def compared(before: Catalogue, after: Catalogue) -> tuple[int, int, int]:
    """How many items are gone, have another agency, are new: by an outer merge of two tables."""
    old, new = (
        pd.DataFrame(agencies(each).items(), columns=["item", "agency"]) for each in (before, after)
    )
    joined = old.merge(new, on="item", how="outer", indicator=True)
    sides = joined["_merge"].value_counts()
    both = joined[joined["_merge"] == "both"]
    changed = int((both["agency_x"] != both["agency_y"]).sum())
    return int(sides["left_only"]), changed, int(sides["right_only"])
