"""A clean item gives no finding; one fault gives exactly the finding of its rule."""

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.catalogue.lint.bases import malformed
from disclosure_core.catalogue.lint.reasons import is_reason
from disclosure_core.catalogue.lint.responsibility import is_generic, printed_agencies
from disclosure_core.catalogue.lint.running import CODES, RULES, lint
from disclosure_core.catalogue.lint.values import AbsentColumn, LintReport, LintSeverity
from disclosure_core.catalogue.tables.items import legal_basis_of
from disclosure_core.catalogue.values import (
    Audience,
    CatalogueLayer,
    ChannelKind,
    DisclosureItem,
    DisclosureMode,
    ItemChannel,
    Level,
    Omission,
    Refinement,
    TimeLimit,
    TimeLimitClause,
    TimeLimitKind,
)
from disclosure_core.legal import LegalBasis

from .conftest import BASIS, ITEM, MATTER, Lint, linted

LAYER = CatalogueLayer(id="own:county", name="本县", level=Level.COUNTY)


def basis(printed: str) -> tuple[LegalBasis, ...]:
    return (legal_basis_of(printed),)


def days(number: int | None, kind: TimeLimitKind = TimeLimitKind.WORKING_DAYS) -> TimeLimit:
    return TimeLimit(kind=kind, days=number, printed=f"{number}")


def codes(report: LintReport) -> list[str]:
    return [each.code for each in report.findings]


def test_a_clean_item_gives_no_finding(look: Lint) -> None:
    assert look(ITEM).findings == ()


FAULTS = [
    ("no_basis", {"bases": ()}),
    ("basis_malformed", {"bases": basis("相关政策文件")}),
    ("basis_malformed", {"bases": basis("各地有关规定")}),
    ("basis_malformed", {"bases": basis("《甲办法》《乙办法》")}),
    ("basis_malformed", {"bases": basis("《甲办法")}),
    ("basis_without_number", {"bases": basis("《某县公开办法》")}),
    ("basis_without_number", {"bases": basis("《政府信息公开条例》")}),
    ("basis_unknown", {"bases": basis("《某县公开办法》（某政发〔2020〕1号）")}),
    ("basis_unknown", {"bases": basis("《政府信息公开条列》")}),
    ("basis_ambiguous", {"bases": basis("《关于做好信息公开工作的通知》")}),
    ("basis_not_in_force", {"bases": basis("《政府信息公开条例》（国令第492号）第九条")}),
    ("basis_number", {"bases": basis("《政府信息公开条例》（中办发〔2016〕8号）")}),
    ("basis_number", {"bases": basis("《关于全面推进政务公开工作的意见》（中办发〔2017〕8号）")}),
    ("basis_article", {"bases": basis("《政府信息公开条例》（国令第711号）第十四条")}),
    ("basis_article", {"bases": basis("《政府信息公开条例》（国令第711号）第六十条")}),
    ("domain_unknown", {"domain": "china:nothing"}),
    ("domain_unknown", {"domain": ""}),
    ("names_gap", {"level2": None, "level3": "行政处罚"}),
    ("names_gap", {"level1": " "}),
    ("content_empty", {"content": ()}),
    ("channels_none", {"channels": ()}),
    (
        "channel_unknown",
        {"channels": (ItemChannel(kind=ChannelKind.OTHER, printed="查询点"),)},
    ),
    ("audience_missing", {"audience": ()}),
    ("audience_detail_missing", {"audience": (Audience.SPECIFIC_GROUP,)}),
    ("modes_missing", {"modes": ()}),
    ("levels_missing", {"levels": ()}),
    ("time_limit_none", {"time_limit": TimeLimit(kind=TimeLimitKind.UNSPECIFIED)}),
    (
        "time_limit_none",
        {"time_limit": TimeLimit(kind=TimeLimitKind.UNSPECIFIED, printed="见文件")},
    ),
    ("time_limit_range", {"time_limit": days(0)}),
    ("time_limit_range", {"time_limit": days(400)}),
    ("time_limit_range", {"time_limit": days(367, TimeLimitKind.CALENDAR_DAYS)}),
    ("time_limit_long", {"time_limit": days(30)}),
    ("time_limit_long", {"time_limit": days(60, TimeLimitKind.CALENDAR_DAYS)}),
    ("time_limit_calendar_days", {"time_limit": days(20, TimeLimitKind.CALENDAR_DAYS)}),
    ("agency_missing", {"agency": None}),
    ("agency_generic", {"agency": "应急管理部门"}),
    ("agency_generic", {"agency": "县应急管理局、各乡镇人民政府"}),
    ("agency_unknown", {"agency": "县公安局"}),
    ("agency_unknown", {"agency": "示例县安监局"}),
]


@pytest.mark.parametrize(("code", "fault"), FAULTS)
def test_one_fault_gives_exactly_its_code(look: Lint, code: str, fault: dict[str, object]) -> None:
    assert codes(look(evolve(ITEM, **fault))) == [code]


@pytest.mark.parametrize(("code", "fault"), FAULTS)
def test_a_finding_says_where_and_what_to_do(
    look: Lint, code: str, fault: dict[str, object]
) -> None:
    (finding,) = look(evolve(ITEM, **fault)).findings
    assert (finding.item, finding.file, finding.place) == ("own:penalties", "目录.xlsx", "目录 A3")
    assert finding.field is not None
    assert finding.what.text("en")
    assert finding.fix is not None


FINE = [
    {"bases": basis("《安全生产法》")},
    {"bases": basis("《中华人民共和国安全生产法》（主席令第88号）")},
    {"bases": basis("《政府信息公开条例》（国令第711号）")},
    {"agency": "应急局"},
    {"agency": "示例县应急管理局"},
    {"agency": "应急管理局"},
    {"agency": "县 应急 管理局（综合股）"},
    {"time_limit": TimeLimit(kind=TimeLimitKind.REALTIME, printed="实时")},
    {"time_limit": TimeLimit(kind=TimeLimitKind.UNSPECIFIED, printed="长期", note="standing")},
    {"time_limit": days(20)},
    {"time_limit": days(28, TimeLimitKind.CALENDAR_DAYS)},
    {"time_limit": days(60), "bases": (BASIS, *basis("《安全生产法》"))},
    {"time_limit": days(60), "modes": (DisclosureMode.ON_REQUEST,)},
    {"audience": (Audience.SPECIFIC_GROUP,), "audience_detail": "申请人"},
    {"channels": (ItemChannel(kind=ChannelKind.OTHER, printed="其他:办税服务厅"),)},
    {
        "bases": basis("《政府信息公开条例》（国令第711号）第十四条"),
        "modes": (DisclosureMode.ON_REQUEST,),
    },
]


@pytest.mark.parametrize("change", FINE)
def test_what_is_no_fault_gives_no_finding(look: Lint, change: dict[str, object]) -> None:
    assert codes(look(evolve(ITEM, **change))) == []


def test_a_basis_that_has_ended_names_its_successor_and_where_the_article_went(look: Lint) -> None:
    cited = basis("《政府信息公开条例》（国令第492号）第九条")
    (finding,) = look(evolve(ITEM, bases=cited)).findings
    assert finding.severity is LintSeverity.ERROR
    assert finding.what.text("en") == "《政府信息公开条例》（国令第492号） ended on 2019-05-14"
    assert finding.fix is not None
    assert "cite 《政府信息公开条例》（国令第711号）" in finding.fix.text("en")
    assert "what was in article 9 is now in article 19" in finding.fix.text("en")
    assert "not verified" in finding.fix.text("en")


def test_what_held_on_the_day_is_no_fault_on_that_day(look: Lint) -> None:
    cited = basis("《政府信息公开条例》（国令第492号）第九条")
    assert codes(look(evolve(ITEM, bases=cited), on=date(2015, 1, 1))) == []


def test_article_14_names_the_articles_that_are_meant(look: Lint) -> None:
    cited = basis("《政府信息公开条例》（国令第711号）第十四条")
    (finding,) = look(evolve(ITEM, bases=cited)).findings
    assert "国家秘密" in finding.what.text("en")
    assert finding.fix is not None
    assert finding.fix.text("en") == "probably article 19, 20, 21 is meant"


def test_a_listed_document_without_its_number_is_advice_and_gives_the_number(look: Lint) -> None:
    (finding,) = look(evolve(ITEM, bases=basis("《政府信息公开条例》"))).findings
    assert finding.severity is LintSeverity.ADVICE
    assert finding.fix is not None
    assert "国令第711号" in finding.fix.text("en")


@pytest.mark.parametrize(
    "cited",
    [
        "《示例县政务公开办法》（示政发〔2020〕1号）",
        "《示例县政务公开规定》",
        "《关于做好政务公开工作的通知》（示政办发〔2020〕2号）",
        "《养老机构管理办法》（民政部令第66号）",
        "《政府信息公开条例》（国令第711号）第二十六条",
    ],
)
def test_what_is_no_law_or_regulation_excuses_no_longer_limit(look: Lint, cited: str) -> None:
    report = look(evolve(ITEM, time_limit=days(60), bases=(BASIS, *basis(cited))))
    assert "time_limit_long" in codes(report)


@pytest.mark.parametrize(
    "cited", ["《安全生产法》", "《示例省安全生产条例》", "《社会救助暂行办法》（国令第649号）"]
)
def test_a_law_or_regulation_may_set_a_longer_limit(look: Lint, cited: str) -> None:
    report = look(evolve(ITEM, time_limit=days(60), bases=(BASIS, *basis(cited))))
    assert "time_limit_long" not in codes(report)


def test_every_part_of_a_limit_is_looked_at(look: Lint) -> None:
    parts = (
        TimeLimitClause(applies_to="一般信息", kind=TimeLimitKind.WORKING_DAYS, days=7),
        TimeLimitClause(applies_to="其他", kind=TimeLimitKind.WORKING_DAYS, days=0),
    )
    assert codes(look(evolve(ITEM, time_limit=evolve(days(7), clauses=parts)))) == [
        "time_limit_range"
    ]


def test_a_former_agency_is_told_with_the_one_that_came_after(look: Lint) -> None:
    (finding,) = look(evolve(ITEM, agency="示例县安监局")).findings
    assert "now 示例县应急管理局" in finding.what.text("en")


def test_without_an_organisation_no_name_of_an_agency_is_doubted(look: Lint) -> None:
    assert codes(look(evolve(ITEM, agency="县公安局"), agencies=None)) == []


def test_a_national_item_may_say_what_kind_of_agency() -> None:
    national = linted(evolve(ITEM, agency="应急管理部门"), own=False, local=False)
    assert lint(evolve(MATTER, items=national)).findings == ()


def test_what_a_national_item_leaves_open_is_advice() -> None:
    national = linted(evolve(ITEM, modes=()), own=False, local=False)
    (finding,) = lint(evolve(MATTER, items=national)).findings
    assert (finding.code, finding.severity) == ("modes_missing", LintSeverity.ADVICE)


def test_two_items_with_one_id_are_told_with_both_places(look: Lint) -> None:
    other = evolve(ITEM, level2="行政许可", content=("许可决定书",))
    report = look(ITEM, other)
    assert codes(report) == ["duplicate_id"]
    assert report.findings[0].place == "目录 A4"
    assert "目录 A3" in report.findings[0].what.text("en")


def test_an_item_that_stands_twice_is_told(look: Lint) -> None:
    other = evolve(ITEM, id="own:other", level2="行政  处罚")
    assert codes(look(ITEM, other)) == ["duplicate_item"]


@pytest.mark.parametrize(
    "difference",
    [
        {"levels": (Level.TOWN,)},
        {"agency": "应急局"},
        {"content": ("处罚流程",)},
        {"domain": "china:other"},
        {"audience_detail": "企业", "audience": (Audience.SPECIFIC_GROUP,)},
        {"modes": (DisclosureMode.ON_REQUEST,)},
    ],
)
def test_items_of_one_name_that_differ_in_matter_are_no_repetition(
    look: Lint, difference: dict[str, object]
) -> None:
    other = evolve(ITEM, id="own:other", **difference)
    assert "duplicate_item" not in codes(look(ITEM, other))


def test_names_that_differ_in_small_words_are_advice(look: Lint) -> None:
    other = evolve(ITEM, id="own:other", level2="行政处罚信息")
    (finding,) = look(ITEM, other).findings
    assert (finding.code, finding.severity) == ("similar_item", LintSeverity.ADVICE)


GUIDE = evolve(ITEM, id="china:plans", level2="应急预案")


def test_a_guideline_item_that_nobody_accounts_for_is_missing(look: Lint) -> None:
    report = look(ITEM, guideline=(GUIDE,))
    assert codes(report) == ["guideline_missing"]
    assert report.findings[0].item == "china:plans"


def test_a_guideline_item_left_out_with_a_reason_is_accounted_for(look: Lint) -> None:
    accounted = frozenset({"china:plans"})
    assert codes(look(ITEM, guideline=(GUIDE,), accounted=accounted)) == []


def test_a_table_that_names_the_guideline_item_has_it(look: Lint) -> None:
    printed = evolve(GUIDE, id="", level1="安全管理", level2="应急预案")
    assert codes(look(printed, guideline=(GUIDE,), whole=False)) == []


def test_a_table_of_one_domain_owes_nothing_of_another(look: Lint) -> None:
    other = evolve(GUIDE, domain="china:water")
    assert codes(look(ITEM, guideline=(other,), whole=False)) == []


def test_a_column_that_is_absent_is_told_once_a_table(look: Lint) -> None:
    items = linted(
        evolve(ITEM, levels=()),
        evolve(ITEM, id="own:b", level2="许可", levels=()),
        unsettled=frozenset({"levels"}),
    )
    absent = (AbsentColumn(field="levels", file="目录.xlsx"),)
    assert codes(lint(evolve(MATTER, items=items, absent=absent))) == ["column_absent"]


@pytest.mark.parametrize(
    "layer",
    [
        evolve(LAYER, omissions=(Omission(item="china:plans", reason="无"),)),
        evolve(LAYER, refinements=(Refinement(item="china:plans", reason=" "),)),
    ],
)
def test_a_change_without_a_reason_is_told(look: Lint, layer: CatalogueLayer) -> None:
    report = look(ITEM, layers=(layer,))
    assert codes(report) == ["reason_missing"]
    assert report.findings[0].file == "own:county"


def test_findings_come_in_the_order_of_items_then_of_rules(look: Lint) -> None:
    first = evolve(ITEM, agency=None, bases=())
    second = evolve(ITEM, id="own:b", level2="许可", content=())
    assert codes(look(first, second)) == ["no_basis", "agency_missing", "content_empty"]


def test_every_rule_has_a_code_of_its_own_and_a_fault_that_shows_it() -> None:
    shown = {code for code, _ in FAULTS} | {
        "duplicate_id",
        "duplicate_item",
        "similar_item",
        "guideline_missing",
        "column_absent",
        "reason_missing",
        "row_unread",
        "cell_blank",
        "layers_unfit",
        "without_effect",
    }
    assert len(set(CODES)) == len(CODES)
    assert {rule.code for rule in RULES} == shown


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("县应急管理局、县公安局", ("县应急管理局", "县公安局")),
        ("镇、街道（便民中心）", ("镇", "街道")),
        ("县应急\n管理局", ("县应急管理局",)),
        ("县应急管理局\n县公安局", ("县应急管理局", "县公安局")),
    ],
)
def test_the_agencies_of_a_cell(printed: str, names: tuple[str, ...]) -> None:
    assert printed_agencies(printed) == names


@pytest.mark.parametrize(
    "name", ["自然资源主管部门", "相关单位", "各镇", "街道办事处", "县级民政部门"]
)
def test_words_that_say_only_what_kind_of_agency(name: str) -> None:
    assert is_generic(name)


@pytest.mark.parametrize(
    "name", ["县自然资源局", "星沙街道办事处", "榔梨街道办事处", "县医疗保障局"]
)
def test_names_that_say_which_agency(name: str) -> None:
    assert not is_generic(name)


@given(st.text(max_size=60))
def test_any_words_can_be_judged(words: str) -> None:
    printed = LegalBasis(document=words or "x", printed=words)
    assert malformed(printed) is None or malformed(printed).text("en")  # type: ignore[union-attr]
    assert is_reason(words) in (True, False)


NUMBERS = st.integers(min_value=-5, max_value=600)


@given(st.lists(NUMBERS, max_size=8))
def test_a_limit_is_possible_exactly_from_a_day_to_a_year(numbers: list[int]) -> None:
    items: list[DisclosureItem] = [
        evolve(ITEM, id=f"own:{at}", level2=f"事项{at}甲", time_limit=days(number))
        for at, number in enumerate(numbers)
    ]
    found = lint(evolve(MATTER, items=linted(*items))).findings
    wrong = [at for at, number in enumerate(numbers) if not 1 <= number <= 260]
    assert [each.number for each in found if each.code == "time_limit_range"] == wrong
