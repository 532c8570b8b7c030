"""A province of 50,000 villages: every question is answered in about the time of its answer.

``pytest benchmarks/test_organisation_tree.py -s`` prints the time to index the tree and to ask each
village its chain, each town its villages and the province its descendants, beside the time of one
pass over the same regions in the same run; and the time of checking all of it. What is allowed is a
number of passes, so that the machine's mood does not matter; a scan a question would be 50,000.
"""

import sys
from collections.abc import Callable
from datetime import date
from time import perf_counter

import pytest

from disclosure_core.errors import Mistake
from disclosure_core.organisation.checking import mistakes_in
from disclosure_core.organisation.tree import OrganisationTree
from disclosure_core.organisation.values import Agency, Organisation, Region

ON = date(2026, 11, 24)
COUNTIES, TOWNS, VILLAGES = 100, 10, 50


def _province() -> Organisation:
    regions = [Region(id="p", name="省", level="province")]
    agencies = []
    for county in range(COUNTIES):
        at = f"c{county}"
        regions.append(Region(id=at, name=f"{county}县", level="county", within="p"))
        agencies += [
            Agency(id=f"{at}-{number}", name=f"{county}县第{number}局", region=at)
            for number in range(30)
        ]
        for town in range(TOWNS):
            below = f"{at}-t{town}"
            regions.append(Region(id=below, name=f"{town}镇", level="town", within=at))
            regions += [
                Region(id=f"{below}-v{village}", name=f"{village}村", level="village", within=below)
                for village in range(VILLAGES)
            ]
    return Organisation(regions=tuple(regions), agencies=tuple(agencies))


@pytest.fixture(scope="module")
def province() -> Organisation:
    return _province()


def _seconds(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


@pytest.fixture(scope="module")
def one_pass(province: Organisation) -> float:
    """Seconds of looking at each region once."""
    return min(
        _seconds(lambda: {each.id: each.within for each in province.regions}) for _ in range(5)
    )


def _tell(line: str) -> None:
    sys.stdout.write(f"\n{line}\n")


def _nowhere(*_: object) -> tuple[str, str]:
    return "", ""


def _asked(tree: OrganisationTree) -> None:
    for region in tree.regions:
        tree.chain(region.id)
        if region.level == "town":
            tree.villages(region.id)
    list(tree.descendants("p"))
    for agency in tree.agencies:
        tree.resolve(agency.name)


def test_all_questions_of_a_province(province: Organisation, one_pass: float) -> None:
    tree = OrganisationTree.of(province, on=ON)
    seconds = _seconds(lambda: _asked(tree))
    _tell(f"{len(province.regions)} regions: {seconds:.2f} s, {seconds / one_pass:.0f} passes")
    assert seconds < 300 * one_pass


def test_checking_a_province(province: Organisation, one_pass: float) -> None:
    found: list[Mistake] = []
    seconds = _seconds(lambda: found.extend(mistakes_in(province, _nowhere)))
    _tell(f"checking: {seconds:.2f} s, {seconds / one_pass:.0f} passes")
    assert found == []
    assert seconds < 300 * one_pass
