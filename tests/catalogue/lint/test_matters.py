"""What is looked at: a catalogue, layers before they are laid, the tables of a file."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from attrs import evolve

from disclosure_core.catalogue.layers import stack
from disclosure_core.catalogue.lint.matters import (
    LintGround,
    matter_of_catalogue,
    matter_of_layers,
)
from disclosure_core.catalogue.lint.running import lint
from disclosure_core.catalogue.lint.tables import matter_of_table
from disclosure_core.catalogue.lint.values import LintReport
from disclosure_core.catalogue.tables.catalogue_files import read_catalogue_file
from disclosure_core.catalogue.tables.values import (
    PrintedTable,
    TableForm,
    TableReading,
    TimeLimitWords,
    UnreadRow,
)
from disclosure_core.catalogue.values import (
    CatalogueLayer,
    ChannelKind,
    Level,
    Omission,
    Refinement,
    Succession,
    Waiver,
)

from .conftest import BASES, ITEM, ON, SAFETY

GUIDE = tuple(
    evolve(ITEM, id=f"china:{name}", level2=title, content=(title,), agency="应急管理部门")
    for name, title in (("plans", "应急预案"), ("penalties", "行政处罚"), ("permits", "行政许可"))
)
NATIONAL = CatalogueLayer(id="china:national", name="全国", level=Level.NATIONAL, items=GUIDE)
COUNTY = CatalogueLayer(id="own:county", name="本县", level=Level.COUNTY, over="china:national")
GROUND = LintGround(on=ON, bases=BASES, domains=(SAFETY,), layers=(NATIONAL,))
FORM = TableForm(
    id="words",
    columns={
        "seq": ("序号",),
        "level1": ("一级事项",),
        "level2": ("二级事项",),
        "content": ("公开内容",),
        "basis": ("公开依据",),
        "time_limit": ("公开时限",),
        "agency": ("公开主体",),
        "channels": ("公开渠道",),
        "audience": ("公开对象",),
        "mode": ("公开方式",),
        "levels": ("公开层级",),
    },
    audiences={"全社会": ("全社会",)},
    modes={"主动": ("主动",)},
    levels={"县级": ("县级",)},
    channels={ChannelKind.WEBSITE: ("政府网站",)},
    titles=("目录",),
    domain_endings=("领域",),
    time=TimeLimitWords(working_days=("个工作日",)),
)


def codes(report: LintReport) -> list[str]:
    return [each.code for each in report.findings]


def of_catalogue(*layers: CatalogueLayer, domain: str | None = None) -> LintReport:
    ground = evolve(GROUND, layers=layers)
    held = stack(layers, on=ON, strict=False)
    return lint(matter_of_catalogue(held, ground, domain=domain))


def test_a_national_catalogue_may_name_kinds_of_agencies() -> None:
    assert codes(of_catalogue(NATIONAL)) == []


def test_a_county_that_names_the_agency_must_name_one() -> None:
    refinement = Refinement(item="china:plans", reason="本县职责分工", agency="相关部门")
    report = of_catalogue(NATIONAL, evolve(COUNTY, refinements=(refinement,)))
    assert codes(report) == ["agency_generic"]


def test_a_refined_fields_finding_stands_where_the_refinement_was_read() -> None:
    refinement = Refinement(
        item="china:plans", reason="本县", agency="相关部门", source="changes.csv:7"
    )
    report = of_catalogue(NATIONAL, evolve(COUNTY, refinements=(refinement,)))
    assert report.findings[0].place == "changes.csv:7"


def test_what_is_left_out_with_a_reason_is_not_missing() -> None:
    omission = Omission(item="china:plans", reason="本县无此业务")
    assert codes(of_catalogue(NATIONAL, evolve(COUNTY, omissions=(omission,)))) == []


def test_what_is_left_out_without_a_reason_is_missing_too() -> None:
    omission = Omission(item="china:plans", reason="无")
    report = of_catalogue(NATIONAL, evolve(COUNTY, omissions=(omission,)))
    assert codes(report) == ["guideline_missing", "reason_missing"]


def test_a_county_that_replaces_the_national_layer_still_owes_its_items() -> None:
    own = evolve(COUNTY, over=None, replaces="china:national")
    report = of_catalogue(NATIONAL, own)
    assert codes(report) == ["guideline_missing"] * 3


def test_what_gave_way_to_other_items_is_accounted_for() -> None:
    succession = Succession(
        before=("china:plans",), after=("own:penalties",), on=date(2026, 1, 1), reason="合并"
    )
    own = evolve(COUNTY, items=(evolve(ITEM, agency="县局"),), successions=(succession,))
    assert "guideline_missing" not in codes(of_catalogue(NATIONAL, own))


def test_one_domain_is_looked_at_alone() -> None:
    other = evolve(ITEM, id="own:water", domain="china:water", bases=())
    own = evolve(COUNTY, items=(other,))
    assert of_catalogue(NATIONAL, own, domain="china:work-safety").items == 3


def test_what_is_waived_stays_waived_where_one_domain_is_looked_at() -> None:
    faulty = evolve(ITEM, agency="县局", modes=())
    waivers = (
        Waiver(rule="modes_missing", item=faulty.id, reason="县政府会议同意"),
        Waiver(rule="modes_missing", item="own:elsewhere", reason="县政府会议同意"),
        Waiver(rule="levels_missing", reason="县政府会议同意"),
    )
    own = evolve(COUNTY, items=(faulty,), waivers=waivers)
    report = of_catalogue(NATIONAL, own, domain="china:work-safety")
    assert [each.waiver for each in report.waived] == [waivers[0]]
    assert not {"waiver_unused", "modes_missing"} & set(codes(report))


def test_a_layer_that_speaks_of_an_unknown_item_is_told() -> None:
    omission = Omission(item="china:planz", reason="本县无此业务")
    report = of_catalogue(NATIONAL, evolve(COUNTY, omissions=(omission,)))
    assert codes(report) == ["without_effect"]


def test_layers_are_looked_at_over_what_lies_beneath_them() -> None:
    refinement = Refinement(item="china:plans", reason="本县职责分工", agency="相关部门")
    own = evolve(COUNTY, items=(ITEM,), refinements=(refinement,))
    report = lint(matter_of_layers((own,), GROUND))
    assert report.items == 2
    assert codes(report) == ["agency_generic"]


def test_items_that_nobody_has_verified_are_not_looked_at() -> None:
    unverified = evolve(COUNTY, items=(evolve(ITEM, bases=()),), unverified=True)
    report = lint(matter_of_layers((unverified,), GROUND))
    assert (report.items, report.findings) == (0, ())


def test_an_id_twice_in_a_layer_is_told_with_both_rows_beside_all_other_findings() -> None:
    first = evolve(ITEM, source="items.xlsx:目录:3")
    second = evolve(
        ITEM, level2="行政许可", content=("许可",), bases=(), source="items.xlsx:目录:9"
    )
    report = lint(matter_of_layers((evolve(COUNTY, items=(first, second)),), GROUND))
    assert codes(report) == ["no_basis", "duplicate_id"]
    assert [each.place for each in report.findings] == ["items.xlsx:目录:9"] * 2
    assert "items.xlsx:目录:3" in report.findings[1].what.text("en")


def test_layers_over_each_other_in_a_ring_are_told_and_their_items_looked_at() -> None:
    one = evolve(COUNTY, id="own:a", over="own:b", items=(evolve(ITEM, bases=()),))
    two = evolve(COUNTY, id="own:b", over="own:a")
    report = lint(matter_of_layers((one, two), GROUND))
    assert codes(report)[0] == "no_basis"
    assert "layers_unfit" in codes(report)


def test_layers_in_a_ring_that_leave_out_what_nobody_defines_are_told_both() -> None:
    gone = Omission(item="china:gone", reason="本县没有", source="omissions.csv:2")
    one = evolve(COUNTY, id="own:a", over="own:b", omissions=(gone,))
    two = evolve(COUNTY, id="own:b", over="own:a")
    report = lint(matter_of_layers((one, two), GROUND))
    told = next(each for each in report.findings if each.code == "without_effect")
    assert (told.item, told.place) == ("china:gone", "omissions.csv:2")
    assert "layers_unfit" in codes(report)


HEADER = [
    "事项编号", "序号", "一级事项", "二级事项", "公开内容", "公开依据", "公开时限", "公开主体",
    "公开渠道", "公开对象", "公开方式", "公开层级",
]  # fmt: skip
ROW = [
    "own:a", "1", "依法行政", "行政处罚", "处罚决定书", "《政府信息公开条例》（国令第711号）",
    "20个工作日内", "示例县应急管理局", "政府网站", "全社会", "主动", "县级",
]  # fmt: skip
OTHER = ["own:b", "2", "依法行政", "行政许可", "许可决定书", *ROW[5:]]


def workbook(folder: Path, *rows: list[str | None], header: list[str] = HEADER) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "目录"
    for row in (["安全生产领域目录"], header, *rows):
        book.active.append(row)
    book.save(folder / "目录.xlsx")
    return folder / "目录.xlsx"


def of_table(path: Path) -> LintReport:
    reading = read_catalogue_file(path, form=FORM, domains=(SAFETY,), name=path.name)
    return lint(matter_of_table(reading, evolve(GROUND, layers=())))


def changed(row: list[str], column: str, value: str | None) -> list[str | None]:
    return [value if name == column else cell for name, cell in zip(HEADER, row, strict=True)]


def test_a_clean_table_gives_no_finding(tmp_path: Path) -> None:
    assert codes(of_table(workbook(tmp_path, ROW, OTHER))) == []


@pytest.mark.parametrize(
    ("column", "value", "code", "cell"),
    [
        ("公开依据", "《政府信息公开条例》（国令第492号）", "basis_not_in_force", "目录 F4"),
        ("公开依据", "《政府信息公开条例》", "basis_without_number", "目录 F4"),
        ("公开时限", "0个工作日内", "time_limit_range", "目录 G4"),
        ("公开时限", "400个工作日内", "time_limit_range", "目录 G4"),
        ("公开主体", "相关部门", "agency_generic", "目录 H4"),
        ("事项编号", "own:a", "duplicate_id", "目录 A4"),
        ("公开依据", None, "no_basis", "目录 F4"),
        ("公开主体", None, "agency_missing", "目录 H4"),
    ],
)
def test_a_fault_in_a_workbook_is_told_with_sheet_and_cell(
    tmp_path: Path, column: str, value: str | None, code: str, cell: str
) -> None:
    report = of_table(workbook(tmp_path, ROW, changed(OTHER, column, value)))
    assert [(each.code, each.place) for each in report.findings] == [(code, cell)]


def test_empty_cells_that_were_read_as_the_row_above_says_are_told(tmp_path: Path) -> None:
    second = ["own:b", "2", "依法行政", "行政许可", "许可决定书", None, None, *ROW[7:]]
    report = of_table(workbook(tmp_path, ROW, second))
    assert [(each.code, each.place) for each in report.findings] == [
        ("cell_blank", "目录 F4"),
        ("cell_blank", "目录 G4"),
    ]


def test_nothing_more_is_said_of_words_from_the_row_above(tmp_path: Path) -> None:
    first = [
        "0个工作日内" if name == "公开时限" else cell
        for name, cell in zip(HEADER, ROW, strict=True)
    ]
    second = ["own:b", "2", "依法行政", "行政许可", "许可决定书", None, None, *ROW[7:]]
    report = of_table(workbook(tmp_path, first, second))
    assert codes(report).count("time_limit_range") == 1


def test_all_faults_of_a_workbook_are_found_together(tmp_path: Path) -> None:
    second = changed(OTHER, "公开时限", "400个工作日内")
    second = [
        ("own:a" if name == "事项编号" else cell) for name, cell in zip(HEADER, second, strict=True)
    ]
    third = ["own:c", "3", "政策文件", "规章", "规章", "《某某办法》", *ROW[6:]]
    report = of_table(workbook(tmp_path, ROW, second, third))
    assert [(each.code, each.place) for each in report.findings] == [
        ("duplicate_id", "目录 A4"),
        ("time_limit_range", "目录 G4"),
        ("basis_without_number", "目录 F5"),
    ]


def test_a_row_that_was_not_understood_is_told() -> None:
    unread = UnreadRow(place="line 9", printed=("甲", "乙"))
    table = PrintedTable(domain="安全生产", rows=(), unread=(unread,))
    reading = TableReading(source="目录.txt", tables=(table,))
    (finding,) = lint(matter_of_table(reading, evolve(GROUND, layers=()))).findings
    assert (finding.code, finding.place) == ("row_unread", "line 9")


def test_a_table_without_a_column_says_so_once(tmp_path: Path) -> None:
    header = [name for name in HEADER if name != "公开层级"]
    report = of_table(workbook(tmp_path, ROW[:-1], OTHER[:-1], header=header))
    assert codes(report) == ["column_absent"]
