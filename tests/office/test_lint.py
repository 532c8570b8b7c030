"""The office's lint: its own catalogue, tables before they are taken in, the list of bases."""

from datetime import date

import pytest

from disclosure_core.catalogue.bases.resolving import BasisState
from disclosure_core.catalogue.lint.running import RULES
from disclosure_core.catalogue.values import CatalogueLayer, DisclosureItem, Level
from disclosure_core.errors import NotFoundError
from disclosure_core.legal import LegalBasis
from disclosure_core.office.lint import lint_ground

pytest.importorskip("disclosure_china")


def test_the_offices_catalogue_is_looked_at_whole(office):
    report = office.lint.catalogue()
    assert report.items == len(office.catalogue.current().items)
    assert report.on == date(2026, 11, 24)
    assert {each.code for each in report.findings} <= {rule.code for rule in RULES}


@pytest.mark.parametrize("domain", ["china:work-safety", "安全生产"])
def test_one_domain_alone(office, domain):
    report = office.lint.catalogue(domain=domain)
    assert report.items == len(office.catalogue.current().in_domain("china:work-safety"))


def test_a_domain_that_is_not_there_is_refused(office):
    with pytest.raises(NotFoundError):
        office.lint.catalogue(domain="china:nothing")


def test_the_day_decides_which_bases_hold(office):
    rules = [rule for rule in RULES if rule.code == "basis_not_in_force"]
    then = {
        each.what.facts["basis"]
        for each in office.lint.catalogue(on=date(2019, 6, 1), rules=rules).findings
    }
    now = {each.what.facts["basis"] for each in office.lint.catalogue(rules=rules).findings}
    assert "《收养法》（主席令第54号）" in now - then


def test_layers_are_looked_at_before_they_are_taken_in(office):
    item = DisclosureItem(id="own:a", domain="china:work-safety", level1="政策文件")
    layer = CatalogueLayer(id="own:own", name="本县", level=Level.COUNTY, items=(item,))
    found = [each.code for each in office.lint.layers([layer]).findings]
    assert found[:2] == ["no_basis", "content_empty"]


def test_the_list_of_bases_says_how_each_stands(office):
    listed = [each for each in office.lint.bases() if each.text.title == "婚姻法"]
    assert [each.state for each in listed] == [BasisState.ENDED]
    assert listed[0].successor.title == "民法典"


def test_without_a_region_nothing_is_known_of_agencies(office):
    assert lint_ground(office.registry, on=date(2026, 11, 24)).agencies is None


def test_each_basis_is_read_by_the_controlled_list_on_the_day(office):
    bases = (
        LegalBasis(document="政府信息公开条例", number="国令第492号", article="14"),
        LegalBasis(document="从来没有的条例"),
    )
    ended, unknown = office.lint.readings(bases, date(2026, 11, 24))
    assert (ended.state, ended.successor.number) == (BasisState.ENDED, "国令第711号")
    assert unknown.state is BasisState.UNKNOWN
    (standing,) = office.lint.readings(bases[:1], date(2019, 5, 14))
    assert standing.state is BasisState.IN_FORCE
