"""An office's organisation: names, figures beside own counts, claims that leave a trace."""

from datetime import date

import pytest
from attrs import evolve

from disclosure_core.access.values import PUBLIC, Actor, Role
from disclosure_core.errors import DataError, NotAllowedError, NotFoundError
from disclosure_core.legal import LegalBasis
from disclosure_core.office.office import open_office
from disclosure_core.organisation.values import OwnMeasure

from .conftest import EVERYTHING

COUNTY = """
name = "county"
regions = [
  { id = "own", name = "示例县", level = "county" },
  { id = "north", name = "北镇", level = "town", within = "own" },
  { id = "other", name = "别镇", level = "town", within = "own" },
]
agencies = [
  { id = "land", name = "县国土资源局", region = "own", in_force = { until = 2019-02-28 } },
  { id = "land", name = "县自然资源局", region = "own", in_force = { since = 2019-03-01 } },
]
pilots = [{ domain = "china:health", region = "own", printed = "5月份", source = "讲话" }]
[[changes]]
before = ["land"]
after = ["land"]
on = 2019-03-01
reason = "机构改革"
[[reported_figures]]
id = "towns"
name = "镇街"
value = "19"
unit = "个"
reporter = "县政府"
source = "讲话"
region = "own"
measure = "towns"
[[reported_figures]]
id = "north-villages"
name = "村"
value = "12"
unit = "个"
reporter = "北镇"
source = "讲话"
region = "north"
measure = "villages"
[[reported_figures]]
id = "pilots"
name = "试点"
value = "3"
unit = "个"
reporter = "县政府"
source = "讲话"
measure = "pilots"
"""


@pytest.fixture
def settings(settings, tmp_path):
    folder = tmp_path / "county"
    folder.mkdir()
    (folder / "plugin.toml").write_text(COUNTY, "utf-8")
    return evolve(settings, folders=(folder,), region="county:own")


@pytest.fixture
def office(settings, clock):
    with open_office(settings, actor=EVERYTHING, clock=clock) as office:
        yield office


def test_an_old_name_leads_to_the_bureau_of_today(office):
    found = office.organisation.resolve("县国土资源局")
    assert (found.agency.name, found.agency.id) == ("县自然资源局", "county:land")


def test_it_was_the_name_in_2018(office):
    assert office.organisation.resolve("县国土资源局", date(2018, 1, 1)).note is None


def test_the_bureau_of_the_offices_own_county_is_meant_before_a_neighbours(settings):
    file = settings.folders[0] / "plugin.toml"
    text = file.read_text("utf-8").replace(
        "agencies = [",
        'agencies = [\n  { id = "theirs", name = "县自然资源局", region = "neighbour" },',
    )
    text = text.replace(
        'id = "own", name = "示例县", level = "county"',
        'id = "own", name = "示例县", level = "county", within = "city"',
    )
    text = text.replace(
        "regions = [",
        "regions = ["
        '{ id = "city", name = "示例市", level = "city" },'
        '{ id = "neighbour", name = "邻县", level = "county", within = "city" },',
    )
    file.write_text(text, "utf-8")
    with open_office(settings, actor=EVERYTHING) as office:
        assert office.organisation.resolve("县自然资源局").agency.id == "county:land"


def test_a_history_has_names_and_change(office):
    history = office.organisation.history("county:land")
    assert [each.name for each in history.entries] == ["县国土资源局", "县自然资源局"]
    assert len(history.changes) == 1


@pytest.mark.parametrize("named", ["land", "县国土资源局", "县自然资源局"])
def test_a_history_is_asked_by_any_name(office, named):
    assert office.organisation.history(named).id == "county:land"


def test_a_name_that_two_have_is_told_with_their_ids(office, settings):
    file = settings.folders[0] / "plugin.toml"
    text = file.read_text("utf-8").replace('name = "别镇"', 'name = "北镇"')
    file.write_text(text, "utf-8")
    with (
        open_office(settings, actor=EVERYTHING) as again,
        pytest.raises(DataError, match="Several regions or agencies are called 北镇") as caught,
    ):
        again.organisation.history("北镇")
    assert "county:north, county:other" in caught.value.text("en")


def test_no_history_of_what_is_not_there(office):
    with pytest.raises(NotFoundError, match="no region or agency county:moon"):
        office.organisation.history("county:moon")


class TestFigures:
    def test_a_reported_number_and_our_own_stand_apart(self, office):
        figures = {each.figure.id: each for each in office.organisation.figures()}
        towns = figures["county:towns"]
        assert (towns.figure.value, towns.own.value) == (19, 2)
        assert towns.own.measure is OwnMeasure.TOWNS

    def test_another_region_s_number_gets_none_of_ours(self, office):
        figures = {each.figure.id: each for each in office.organisation.figures()}
        assert figures["county:north-villages"].own is None

    def test_what_a_plugin_tells_is_not_counted_as_ours(self, office):
        figures = {each.figure.id: each for each in office.organisation.figures()}
        assert figures["county:pilots"].own.value == 0

    def test_own_claims_are(self, office):
        office.organisation.claim("救灾", reason="先行先试")
        figures = {each.figure.id: each for each in office.organisation.figures()}
        assert figures["county:pilots"].own.value == 1


class TestClaims:
    BASIS = LegalBasis(document="试点方案", number="示政办〔2026〕1号")

    def test_a_claim_is_kept_with_day_office_reason_and_basis(self, office, clock):
        claim = office.organisation.claim("养老服务", reason="先行先试", basis=self.BASIS).claim
        assert (claim.domain, claim.claimed_on) == ("china:elderly-care", date(2026, 11, 24))
        assert (claim.claimed_by, claim.region) == ("示例县政务公开办公室", "county:own")
        assert claim.basis == self.BASIS

    def test_claims_stand_after_those_that_plugins_tell_of(self, office):
        made = office.organisation.claim("养老服务", reason="先行先试")
        told, own = office.organisation.pilots()
        assert (told.claim.domain, told.record) == ("china:health", None)
        assert own == made

    def test_the_public_sees_the_claims(self, office):
        office.organisation.claim("养老服务", reason="先行先试")
        assert len(office.as_actor(PUBLIC).organisation.pilots()) == 2

    def test_a_domain_is_claimed_once(self, office):
        office.organisation.claim("养老服务", reason="先行先试")
        with pytest.raises(DataError, match="养老服务 is claimed already"):
            office.organisation.claim("china:elderly-care", reason="再来一次")

    def test_a_claim_taken_back_is_gone_and_its_reason_is_in_the_journal(self, office):
        office.organisation.claim("养老服务", reason="先行先试")
        office.organisation.withdraw_claim("养老服务", reason="改由邻县牵头")
        assert [each.record for each in office.organisation.pilots()] == [None]
        assert "改由邻县牵头" in {entry.why for entry in office.store.journal()}

    def test_it_can_be_claimed_again(self, office):
        office.organisation.claim("养老服务", reason="先行先试")
        office.organisation.withdraw_claim("养老服务", reason="改由邻县牵头")
        assert office.organisation.claim("养老服务", reason="重新认领").record

    def test_what_was_not_claimed_cannot_be_taken_back(self, office):
        with pytest.raises(NotFoundError, match="has not claimed 医疗卫生"):
            office.organisation.withdraw_claim("医疗卫生", reason="误")

    @pytest.mark.parametrize("reason", ["", "  \n"])
    def test_a_reason_is_needed(self, office, reason):
        with pytest.raises(DataError, match="A reason is needed"):
            office.organisation.claim("养老服务", reason=reason)

    def test_an_unknown_domain_is_told_with_those_there_are(self, office):
        with pytest.raises(NotFoundError) as caught:
            office.organisation.claim("航天", reason="先行先试")
        assert "养老服务" in caught.value.text("en")

    def test_only_a_drafter_claims(self, office):
        reader = office.as_actor(Actor(name="读者", roles=frozenset({Role.READER})))
        with pytest.raises(NotAllowedError):
            reader.organisation.claim("养老服务", reason="先行先试")


@pytest.mark.parametrize(
    ("words", "names"),
    [("北镇", ["北镇"]), ("镇", ["别镇", "北镇"]), ("自然资源", ["县自然资源局"]), ("国土", [])],
)
def test_places_and_agencies_that_stand_are_found_by_name(office, words, names):
    found = office.organisation.search(words)
    assert {each.name for each in found} == set(names)
