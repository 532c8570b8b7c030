"""The organisation of a folder: what a clerk writes, and all that contradicts itself in it."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from disclosure_core.codec.words import UnfitError
from disclosure_core.errors import DataError
from disclosure_core.extensions.folder import read_folder
from disclosure_core.extensions.folder.spans import span_of
from disclosure_core.organisation.values import (
    Bound,
    OwnMeasure,
    PostRole,
    RegionKind,
    ServicePointKind,
)

TOML = """
name = "own"
regions = "regions.csv"
agencies = "agencies.csv"
service_points = "service_points.csv"
responsible = "responsible.csv"
changes = "changes.csv"
pilots = "pilots.csv"
reported_figures = "reported_figures.csv"
[[domains]]
id = "water"
name = "水利"
"""
FILES = {
    "regions.csv": """编号,名称,类别,层级,上级区域
county,示例县,县,,
north,北镇,镇,镇级,county
well,井村,村,,north
zone,示例综保区,综保区,,county
""",
    "agencies.csv": """编号,单位名称,所在区域,终止日期,起始日期
water,县水务局,county,2019-02-28,
water,县水利局,county,,2019-03-01
""",
    "service_points.csv": """编号,名称,类别,所在区域,地址,开放时间
hall,县政务服务大厅,政务服务大厅,county,示例路1号,工作日9:00—17:00
""",
    "responsible.csv": """单位,职责,姓名,办公电话,来源
water,主要负责人,甲,010-12345678,县政府网站领导分工
""",
    "changes.csv": """原单位,新单位,变更日期,理由,变更依据
water,water,2019-03-01,机构改革,《示例县机构改革方案》第二条
""",
    "pilots.csv": """领域,区域,牵头单位,认领时间（原文）
water,county,water,5月份
""",
    "reported_figures.csv": """\
编号,指标名称,数值,计量单位,口径,统计时点,报告单位,原文,分项,对照指标,来源
all,事项,30.5,项,余,2020年11月,县水利局,30.5余项,one、two,公开事项数,讲话
one,甲类,10,项,,2020,县水利局,,,,讲话
two,乙类,20,项,,2020-11-05,县水利局,,,,讲话
""",
}


def write(folder: Path, **changed: str) -> Path:
    (folder / "plugin.toml").write_text(TOML, "utf-8")
    for name, text in (FILES | {f"{key}.csv": text for key, text in changed.items()}).items():
        (folder / name).write_text(text, "utf-8")
    return folder


def mistakes(folder: Path) -> list[str]:
    with pytest.raises(DataError) as caught:
        read_folder(folder)
    return [each.text("en") for each in caught.value.mistakes]


@pytest.fixture
def organisation(tmp_path):
    return read_folder(write(tmp_path)).organisation


def test_a_kind_gives_the_level(organisation):
    assert [(each.kind, each.level) for each in organisation.regions] == [
        (RegionKind.COUNTY, "county"),
        (RegionKind.TOWN, "town"),
        (RegionKind.VILLAGE, "village"),
        (RegionKind.BONDED_ZONE, "park"),
    ]


def test_the_words_of_a_clerk_are_understood(organisation):
    (point,) = organisation.service_points
    (post,) = organisation.responsible
    assert (point.kind, point.hours) == (ServicePointKind.SERVICE_HALL, "工作日9:00—17:00")
    assert (post.role, post.office_phone) == (PostRole.HEAD, "010-12345678")


def test_a_change_names_its_units_and_its_basis(organisation):
    (change,) = organisation.changes
    assert (change.before, change.after, change.on) == (
        ("water",),
        ("water",),
        date(2019, 3, 1),
    )
    assert change.basis.article == "第二条"


def test_a_figure_is_exact_and_says_how_it_is_meant(organisation):
    figure = organisation.reported_figures[0]
    assert (figure.value, figure.bound) == (Decimal("30.5"), Bound.MORE_THAN)
    assert (figure.parts, figure.measure) == (("one", "two"), OwnMeasure.ITEMS)
    assert figure.as_of.until == date(2020, 11, 30)


def test_all_contradictions_are_told_together_with_file_row_and_column(tmp_path):
    wrong = write(
        tmp_path,
        regions="""编号,名称,类别,上级区域
county,示例县,县,
other,别县,县,
north,北镇,镇,well
well,井村,村,county
well,井村,村,county
""",
        changes="""原单位,新单位,变更日期,理由
water,moon,2019-03-01,机构改革
""",
        pilots="""领域,区域
fire,county
""",
    )
    expected = """\
regions.csv row 6, column 编号: own:well is there already on some of these days
regions.csv row 3, column 上级区域: 别县 lies within none, and so does 示例县; a tree has one root
regions.csv row 4, column 上级区域: 北镇 (town level) cannot lie within 井村 (village level)
changes.csv row 2, column 原单位: own:water still stands on 2019-03-01; let its entry end on …
changes.csv row 2, column 新单位: a region or agency of that id is not here: own:moon
pilots.csv row 2, column 领域: a domain of that id is not here: own:fire"""
    assert "\n".join(mistakes(wrong)).replace("2019-02-28", "…") == expected


def test_a_row_that_cannot_be_read_makes_no_mistake_of_those_that_refer_to_it(tmp_path):
    wrong = write(
        tmp_path,
        regions="""编号,名称,类别,上级区域
county,示例县,县,
north,北镇,大镇,county
well,井村,村,north
""",
    )
    (told,) = mistakes(wrong)
    assert told.startswith("regions.csv row 3, column 类别: expected one of 省, 市, 县")


def test_a_private_number_is_refused_with_its_row(tmp_path):
    wrong = write(
        tmp_path, responsible="单位,职责,姓名,办公电话,来源\nwater,负责人,甲,13800138000,网站\n"
    )
    assert "responsible.csv row 2" in mistakes(wrong)[0]
    assert "a mobile number is a person's" in mistakes(wrong)[0]


def test_a_name_without_a_source_is_refused(tmp_path):
    wrong = write(tmp_path, responsible="单位,职责,姓名\nwater,负责人,甲\n")
    assert "source: is missing" in mistakes(wrong)[0]


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2020年11月", date(2020, 11, 1), date(2020, 11, 30)),
        ("2020-2", date(2020, 2, 1), date(2020, 2, 29)),
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("2020年", date(2020, 1, 1), date(2020, 12, 31)),
        ("2020年11月5日", date(2020, 11, 5), date(2020, 11, 5)),
        ("2020-11-05", date(2020, 11, 5), date(2020, 11, 5)),
    ],
)
def test_a_month_is_all_its_days(text, since, until):
    span = span_of(text)
    assert (span.since, span.until) == (since, until)


@pytest.mark.parametrize("text", ["", "去年", "2020-13", "2020-02-30", "20201", "2020年11", "0000"])
def test_what_is_no_span_is_refused(text):
    with pytest.raises(UnfitError):
        span_of(text)


def test_a_section_may_be_several_files(tmp_path):
    folder = write(tmp_path)
    rows = FILES["regions.csv"].splitlines(keepends=True)
    (folder / "regions.csv").write_text("".join(rows[:2]), "utf-8")
    (folder / "towns.csv").write_text("".join([rows[0], *rows[2:]]), "utf-8")
    toml = TOML.replace('"regions.csv"', '["regions.csv", "towns.csv"]')
    (folder / "plugin.toml").write_text(toml, "utf-8")
    assert len(read_folder(folder).organisation.regions) == 4
