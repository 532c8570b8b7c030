"""A domain as a table or a person names it: by its id or a name, and never by chance."""

import pytest

from disclosure_core.catalogue.imports import domain_named
from disclosure_core.catalogue.values import Domain
from disclosure_core.errors import DataError

PARKS = Domain(id="own:parks", name="公园管理", names=("公园",))
GARDENS = Domain(id="own:gardens", name="园林绿化", names=("公园", "公园管理"))


@pytest.mark.parametrize("called", ["own:gardens", "gardens", "园林绿化", " 园林 绿化"])
def test_a_domain_is_known_by_its_id_and_its_name(called: str) -> None:
    assert domain_named([PARKS, GARDENS], called) == GARDENS


def test_the_name_of_one_domain_goes_before_the_other_name_of_another() -> None:
    assert domain_named([GARDENS, PARKS], "公园管理") == PARKS


def test_a_name_that_two_domains_share_is_refused_naming_both() -> None:
    with pytest.raises(DataError) as caught:
        domain_named([PARKS, GARDENS], "公园")
    assert str(caught.value) == (
        "Several domains are called 公园.\nFix: give one of the ids: own:parks, own:gardens"
    )


def test_two_entries_of_one_domain_are_one() -> None:
    assert domain_named([PARKS, PARKS], "公园") == PARKS


def test_a_name_nobody_has_is_not_found() -> None:
    assert domain_named([PARKS, GARDENS], "医院") is None
