"""Every measure says both its numbers, what it left out and why, and is never zero by lack."""

from datetime import date
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.catalogue.measures.county import (
    HOLIDAYS,
    ON,
    SAFETY,
    formed,
    item,
    limit,
    release,
    working,
)

from disclosure_core.catalogue.measures.channels import channels
from disclosure_core.catalogue.measures.elements import elements
from disclosure_core.catalogue.measures.every import MEASURES, MeasuredCatalogue, measured
from disclosure_core.catalogue.measures.freshness import (
    SiteColumn,
    SiteColumnKind,
    filled,
    freshness,
)
from disclosure_core.catalogue.measures.grouping import grouped
from disclosure_core.catalogue.measures.guide import guide, guide_lines
from disclosure_core.catalogue.measures.lag import lag, volume
from disclosure_core.catalogue.measures.timeliness import timeliness
from disclosure_core.catalogue.measures.values import Grouping, Measure
from disclosure_core.catalogue.values import (
    ChannelKind,
    DisclosureItem,
    DisclosureMode,
    Fulfilment,
    ItemChannel,
    ItemType,
    Level,
    TimeLimitKind,
)
from disclosure_core.errors import DataError
from disclosure_core.legal import LegalBasis, Period
from disclosure_core.organisation.values import Region

SINCE = date(2026, 1, 1)
ASKED = (DisclosureMode.ON_REQUEST,)


def facts(*items: DisclosureItem, **more: Any) -> MeasuredCatalogue:
    return MeasuredCatalogue(items=items, domains=(SAFETY,), calendar=HOLIDAYS, **more)


def taken(id: str, of: MeasuredCatalogue) -> Measure:
    return measured(of, id, since=SINCE, on=ON)


def fraction(measure: Measure) -> tuple[int, int | None]:
    return measure.numerator, measure.denominator


def reasons(measure: Measure) -> list[str]:
    return [each.reason.text("en") for each in measure.excluded]


def notes(measure: Measure) -> list[str]:
    return [each.note.text("en") if each.note else "" for each in measure.listed]


class TestTimeliness:
    def measure(self, *releases: Fulfilment) -> Measure:
        of = facts(
            item(limit=working(20)),
            formations=(
                formed(date(2026, 3, 2), reference="甲"),
                formed(date(2026, 3, 3), reference="乙"),
                formed(date(2026, 11, 20), reference="丙"),
            ),
            fulfilments=releases,
        )
        return timeliness(of.obligations(since=SINCE, until=date(2026, 12, 31), on=ON))

    def test_in_time_of_those_decided_and_the_rest_is_left_out(self) -> None:
        found = self.measure(release(date(2026, 3, 9), reference="甲"))
        assert (fraction(found), found.published) == ((1, 2), "50.00")
        assert reasons(found) == ["not due yet"]

    def test_the_list_says_by_when_and_how_late(self) -> None:
        found = self.measure(
            release(date(2026, 3, 9), reference="甲"),
            release(date(2026, 4, 10), id="r-2", reference="乙"),
        )
        assert notes(found) == ["乙, due 2026-03-31, released 2026-04-10, 10 days late"]

    def test_one_met_before_its_due_day_is_decided(self) -> None:
        found = self.measure(release(date(2026, 11, 21), reference="丙"))
        assert fraction(found) == (1, 3)

    def test_the_tallies_add_up_to_all_obligations(self) -> None:
        tallies = {each.id: each.count for each in self.measure().tallies}
        assert (tallies["due"], tallies["overdue"], tallies["met"]) == (1, 2, 0)

    def test_nothing_due_is_undefined_for_that_reason(self) -> None:
        found = taken("timeliness", facts(item()))
        assert found.value is None
        assert found.undefined is not None
        assert found.undefined.text("en") == "nothing was due"


class TestLag:
    def measure(self, *days: int, **more: Any) -> Measure:
        """Releases so many days after Monday, 2 March 2026."""
        released = [
            release(date(2026, 3, 2 + day), id=f"r{n}", formed_on=date(2026, 3, 2), **more)
            for n, day in enumerate(days)
        ]
        return lag([item()], released, calendar=HOLIDAYS, since=SINCE, on=ON)

    def test_the_mean_is_of_working_days(self) -> None:
        found = self.measure(1, 7)
        assert (found.value, fraction(found)) == (Fraction(3), (6, 2))

    def test_median_and_percentile_are_exact(self) -> None:
        spread = self.measure(0, 1, 2, 3, 4).spread
        assert spread is not None
        assert (spread.median, spread.percentile_90) == (Fraction(2), Fraction(18, 5))

    def test_a_release_of_two_items_counts_once(self) -> None:
        both = [release(date(2026, 3, 4), each, formed_on=date(2026, 3, 2)) for each in "ab"]
        found = lag([item("a"), item("b")], both, calendar=HOLIDAYS, since=SINCE, on=ON)
        assert fraction(found) == (2, 1)

    def test_the_day_of_forming_may_come_from_what_it_names(self) -> None:
        found = lag(
            [item()],
            [release(date(2026, 3, 4), reference="甲1号")],
            calendar=HOLIDAYS,
            since=SINCE,
            on=ON,
            formations=[formed(date(2026, 3, 2))],
        )
        assert found.value == 2

    def test_what_cannot_be_timed_is_left_out_with_its_reason(self) -> None:
        given = [
            release(date(2026, 3, 4), id="undated"),
            release(date(2026, 3, 4), id="odd", formed_on=date(2026, 3, 5)),
            release(date(2026, 3, 4), item="omitted", id="stranger", formed_on=date(2026, 3, 3)),
        ]
        found = lag([item()], given, calendar=HOLIDAYS, since=SINCE, on=ON)
        assert reasons(found) == [
            "the day of forming is not known",
            "released before it was formed, on 2026-03-05",
            "its item does not hold here",
        ]
        assert found.undefined is not None
        assert found.undefined.text("en") == "no release has a known day of forming"

    def test_a_shorter_lag_ranks_higher_and_ties_share_a_rank(self) -> None:
        released = [
            release(date(2026, 3, day), id=f"r{n}", agency=agency, formed_on=date(2026, 3, 2))
            for n, (agency, day) in enumerate([("甲", 4), ("乙", 3), ("丙", 3), ("丁", 6)])
        ]
        found = lag([item()], released, calendar=HOLIDAYS, since=SINCE, on=ON)
        ranks = {each.key: each.rank for each in grouped(found, Grouping.AGENCY)}
        assert ranks == {"乙": 1, "丙": 1, "甲": 3, "丁": 4}

    def test_volume_counts_releases_and_versions(self) -> None:
        given = [release(date(2026, 3, 4)), release(date(2026, 3, 9), version=2)]
        found = volume([item()], given, since=SINCE, on=ON)
        assert (found.value, found.denominator) == (Fraction(2), None)


class TestFreshness:
    def column(self, kind: SiteColumnKind, updated: date | None, **more: Any) -> SiteColumn:
        given = {"id": "c", "name": "栏目", "pieces": 3} | more
        return SiteColumn(kind=kind, updated_on=updated, **given)

    @pytest.mark.parametrize(
        ("kind", "last_fresh"),
        [
            (SiteColumnKind.DYNAMIC, date(2026, 11, 10)),
            (SiteColumnKind.NOTICE_POLICY, date(2026, 5, 24)),
            (SiteColumnKind.OTHER, date(2025, 11, 24)),
        ],
    )
    def test_the_last_day_of_an_age_is_fresh_and_one_day_more_is_not(
        self, kind: SiteColumnKind, last_fresh: date
    ) -> None:
        stale = date.fromordinal(last_fresh.toordinal() - 1)
        assert freshness([self.column(kind, last_fresh)], on=ON).value == 1
        assert freshness([self.column(kind, stale)], on=ON).value == 0

    def test_months_are_held_to_the_last_day_of_a_month(self) -> None:
        august = self.column(SiteColumnKind.NOTICE_POLICY, date(2025, 8, 31))
        assert freshness([august], on=date(2026, 2, 28)).value == 1
        assert freshness([august], on=date(2026, 3, 1)).value == 0

    def test_content_without_a_date_is_not_fresh(self) -> None:
        found = freshness([self.column(SiteColumnKind.OTHER, None)], on=ON)
        assert notes(found) == ["nothing in it has a date"]

    def test_a_blank_column_is_counted_as_blank_and_not_as_stale(self) -> None:
        columns = [
            self.column(SiteColumnKind.DYNAMIC, None, pieces=0),
            self.column(SiteColumnKind.DYNAMIC, ON, id="d"),
        ]
        assert fraction(freshness(columns, on=ON)) == (1, 1)
        assert fraction(filled(columns, on=ON)) == (1, 2)

    def test_an_exempt_column_is_left_out_with_its_reason(self) -> None:
        found = freshness(
            [self.column(SiteColumnKind.DYNAMIC, date(2020, 1, 1), exempt="历史专题")], on=ON
        )
        assert reasons(found) == ["exempt: 历史专题"]

    def test_without_columns_each_domain_is_one(self) -> None:
        of = facts(item(), fulfilments=(release(date(2026, 3, 2)),))
        (column,) = of.columns_on(ON)
        assert (column.id, column.pieces, column.updated_on) == (SAFETY.id, 1, date(2026, 3, 2))


class TestElements:
    def measure(self, *shown: tuple[str, ...] | None, **more: Any) -> Measure:
        given = [
            release(date(2026, 3, 2), id=f"r{n}", elements=each) for n, each in enumerate(shown)
        ]
        return elements([item(**({"content": ("依据", "条件等")} | more))], given, on=ON)

    def test_the_releases_of_an_item_are_taken_together(self) -> None:
        assert self.measure(("依据",), ("条件",)).value == 1

    def test_the_list_says_what_is_missing(self) -> None:
        assert notes(self.measure(("条件",))) == ["missing: 依据"]

    def test_the_elements_of_its_type_are_asked_for_too(self) -> None:
        kind = ItemType(
            id="permit", name="行政许可", content=("程序",), basis=LegalBasis(document="示例")
        )
        found = elements(
            [item(item_type="permit")],
            [release(date(2026, 3, 2), elements=())],
            on=ON,
            item_types=[kind],
        )
        assert notes(found) == ["missing: 程序"]

    def test_elements_are_tallied_one_by_one(self) -> None:
        (tally,) = self.measure(("条件",)).tallies
        assert (tally.met, tally.count) == (1, 2)

    @pytest.mark.parametrize(
        ("given", "reason"),
        [
            (((None,), {}), "nobody looked into its releases"),
            (((), {}), "without a release"),
            (((("依据",),), {"content": ()}), "the catalogue names no element"),
        ],
    )
    def test_what_cannot_be_looked_at_is_left_out_with_its_reason(
        self, given: Any, reason: str
    ) -> None:
        found = self.measure(*given[0], **given[1])
        assert (reasons(found), found.value) == ([reason], None)


class TestChannels:
    BOARD = ItemChannel(kind=ChannelKind.BULLETIN_BOARD, printed="村公示栏")
    SITE = ItemChannel(kind=ChannelKind.WEBSITE, printed="政府网站")
    VILLAGES = tuple(
        Region(id=f"x:{name}", name=name, level="village") for name in ("东村", "西村", "南村")
    )

    def board(self, place: str) -> Fulfilment:
        return release(
            date(2026, 3, 2), channel_kind=ChannelKind.BULLETIN_BOARD, place=place, id=f"r-{place}"
        )

    def test_a_village_item_owes_one_board_a_village_and_the_list_says_which_lack_it(self) -> None:
        found = channels(
            [item(channels=(self.BOARD, self.SITE), levels=(Level.VILLAGE,))],
            [self.board("东村"), release(date(2026, 3, 2), channel_kind=ChannelKind.WEBSITE)],
            self.VILLAGES,
            on=ON,
        )
        assert fraction(found) == (2, 4)
        assert [each.region for each in found.listed] == ["南村", "西村"]

    def test_a_place_may_be_named_by_its_id(self) -> None:
        found = channels(
            [item(channels=(self.BOARD,), levels=(Level.VILLAGE,))],
            [self.board("x:西村")],
            self.VILLAGES,
            on=ON,
        )
        assert fraction(found) == (1, 3)

    def test_a_county_item_owes_its_board_once(self) -> None:
        found = channels(
            [item(channels=(self.BOARD,), levels=(Level.COUNTY,))],
            [self.board("somewhere")],
            self.VILLAGES,
            on=ON,
        )
        assert fraction(found) == (1, 1)

    def test_optional_channels_owe_nothing(self) -> None:
        optional = attrs.evolve(self.SITE, required=False)
        found = channels([item(channels=(optional,))], [], (), on=ON)
        assert reasons(found) == ["the catalogue requires no channel"]

    def test_a_village_item_without_known_villages_is_left_out_and_says_so(self) -> None:
        found = channels([item(channels=(self.BOARD,), levels=(Level.VILLAGE,))], [], (), on=ON)
        assert reasons(found) == ["no place of its level is known"]

    def test_groups_by_region_are_the_villages(self) -> None:
        found = channels(
            [item(channels=(self.BOARD,), levels=(Level.VILLAGE,))],
            [self.board("东村")],
            self.VILLAGES,
            on=ON,
        )
        ranks = {each.key: each.rank for each in grouped(found, Grouping.REGION)}
        assert ranks == {"东村": 1, "南村": 2, "西村": 2}


class TestGuide:
    def measure(self) -> Measure:
        lines = [item("covered"), item("gap"), item("left-out"), item("absent")]
        lines.append(item("asked", modes=ASKED))
        lines.append(item("ended", in_force=Period(until=date(2025, 1, 1))))
        return guide(
            guide_lines(
                lines,
                {"covered", "gap", "asked"},
                {"left-out": "本县无此事项"},
                [release(date(2026, 3, 2), "covered")],
                on=ON,
            ),
            on=ON,
        )

    def test_every_line_is_covered_waived_or_a_gap_and_the_three_add_up(self) -> None:
        found = self.measure()
        assert {each.id: each.count for each in found.tallies} == {
            "covered": 1,
            "waived": 2,
            "gap": 2,
        }
        assert fraction(found) == (3, 5)

    def test_gaps_say_whether_the_item_or_the_release_is_missing(self) -> None:
        assert notes(self.measure()) == ["without a release", "not in the catalogue here"]

    def test_a_waived_line_says_its_reason(self) -> None:
        waived = next(each for each in self.measure().counted if each.subject == "left-out")
        assert waived.note is not None
        assert waived.note.text("en") == "left out: 本县无此事项"


class TestGroups:
    def test_groups_are_measured_anew_and_hold_everything_once(self) -> None:
        items = [item("a", agency="甲"), item("b", agency="甲"), item("c", agency=None)]
        found = taken("coverage", facts(*items, fulfilments=(release(date(2026, 3, 2)),)))
        groups = grouped(found, Grouping.AGENCY)
        assert [(each.key, fraction(each.measure), each.rank) for each in groups] == [
            ("甲", (1, 2), 1),
            (None, (0, 1), None),
        ]

    def test_the_lines_of_the_guides_add_up_in_each_domain(self) -> None:
        lines = [item("a"), item("b", domain="other"), item("c", domain="other", modes=ASKED)]
        whole = guide(guide_lines(lines, {"a", "c"}, {}, [release(ON)], on=ON), on=ON)
        tallies = {
            each.key: [tally.count for tally in each.measure.tallies]
            for each in grouped(whole, Grouping.DOMAIN)
        }
        assert tallies == {SAFETY.id: [1, 0, 0], "other": [0, 1, 1]}

    def test_what_rests_on_too_little_has_no_rank(self) -> None:
        items = [item("a", agency="甲"), item("b", agency="乙"), item("c", agency="乙")]
        groups = grouped(taken("coverage", facts(*items)), Grouping.AGENCY, least=2)
        assert [(each.key, each.rank) for each in groups] == [("乙", 1), ("甲", None)]


@pytest.mark.parametrize("id", [each for each in MEASURES if each != "volume"])
def test_an_empty_county_is_undefined_with_a_reason_and_never_zero(id: str) -> None:
    found = taken(id, facts())
    assert found.value is None
    assert found.undefined is not None
    assert found.published is None


def test_an_unknown_measure_is_refused() -> None:
    with pytest.raises(DataError, match="no measure speed"):
        taken("speed", facts())


ITEMS = st.lists(
    st.builds(
        item,
        id=st.sampled_from([f"i{n}" for n in range(6)]),
        limit=st.sampled_from(
            [
                working(5),
                working(20),
                limit(TimeLimitKind.QUARTERLY),
                limit(TimeLimitKind.IMMEDIATE),
            ]
        ),
        modes=st.sampled_from([(), ASKED, (DisclosureMode.PROACTIVE,)]),
        content=st.sampled_from([(), ("依据",), ("依据", "条件")]),
        channels=st.sampled_from([(), (TestChannels.SITE,), (TestChannels.BOARD,)]),
        agency=st.sampled_from(["甲", "乙", None]),
    ),
    max_size=6,
    unique_by=lambda each: each.id,
)
DAYS_2026 = st.dates(date(2026, 1, 1), date(2026, 12, 31))
RELEASES = st.lists(
    st.builds(
        release,
        on=DAYS_2026,
        item=st.sampled_from([f"i{n}" for n in range(7)]),
        id=st.sampled_from([f"r{n}" for n in range(5)]),
        formed_on=st.none() | DAYS_2026,
        elements=st.sampled_from([None, (), ("依据",), ("依据", "条件")]),
        channel_kind=st.sampled_from([None, ChannelKind.WEBSITE, ChannelKind.BULLETIN_BOARD]),
    ),
    max_size=8,
)


@given(st.sampled_from(sorted(MEASURES)), ITEMS, RELEASES)
def test_a_rate_lies_between_none_and_all_and_agrees_with_its_ledger(
    id: str, items: list[DisclosureItem], releases: list[Fulfilment]
) -> None:
    found = taken(id, facts(*items, fulfilments=tuple(releases), guide=tuple(items)))
    if found.ledger is None or found.denominator is None:
        return
    assert 0 <= found.numerator <= found.denominator == len(found.counted)
    mark = found.ledger.marks[0]
    assert (mark.numerator.value, mark.denominator and mark.denominator.value) == (
        found.numerator,
        found.denominator,
    )


@given(ITEMS, RELEASES)
def test_what_is_counted_and_what_is_left_out_are_all_items(
    items: list[DisclosureItem], releases: list[Fulfilment]
) -> None:
    of = facts(*items, fulfilments=tuple(releases), guide=tuple(items))
    for name in ("coverage", "elements", "guide"):
        found = taken(name, of)
        subjects = [each.subject for each in (*found.counted, *found.excluded)]
        assert sorted(subjects) == sorted(each.id for each in items)


@given(ITEMS, RELEASES, RELEASES)
def test_more_releases_never_lower_coverage_or_channels_or_the_guides(
    items: list[DisclosureItem], releases: list[Fulfilment], more: list[Fulfilment]
) -> None:
    before = facts(*items, fulfilments=tuple(releases), guide=tuple(items))
    after = attrs.evolve(before, fulfilments=(*releases, *more))
    for name in ("coverage", "channels", "guide", "filled"):
        assert taken(name, after).numerator >= taken(name, before).numerator
        assert taken(name, after).denominator == taken(name, before).denominator


@given(st.sampled_from(["coverage", "timeliness", "lag", "elements"]), ITEMS, RELEASES)
def test_the_groups_add_up_to_the_whole(
    id: str, items: list[DisclosureItem], releases: list[Fulfilment]
) -> None:
    found = taken(id, facts(*items, fulfilments=tuple(releases)))
    groups = [each.measure for each in grouped(found, Grouping.AGENCY)]
    assert sum(each.numerator for each in groups) == found.numerator
    assert sum(each.denominator or 0 for each in groups) == found.denominator
    assert sum(len(each.excluded) for each in groups) == len(found.excluded)
