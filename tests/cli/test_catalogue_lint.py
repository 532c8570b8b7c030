"""``disclosure catalogue lint`` and ``bases``, as an officer runs them."""

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result

from disclosure_core.catalogue.lint.running import CODES

Run = Callable[..., Result]

HEADER = [
    "事项编号", "序号", "一级事项", "二级事项", "公开内容（要素）", "公开依据", "公开时限",
    "公开主体", "公开渠道和载体", "公开对象", "公开方式", "公开层级",
]  # fmt: skip
ROW = [
    "own:a", "1", "依法行政", "行政处罚", "处罚决定书", "《政府信息公开条例》（国令第711号）",
    "20个工作日内", "示例县应急管理局", "■政府网站", "全社会", "主动", "县级",
]  # fmt: skip
FOLDER = """
name = "own"
[[layers]]
id = "own"
name = "本县"
level = "county"
items = "items.csv"
[[layers.waivers]]
rule = "agency_generic"
item = "b"
reason = "县政府尚未明确职责"
"""
ITEMS = (
    "编号,领域,一级事项,二级事项,公开内容,公开依据,公开时限,公开主体,公开渠道,公开对象,公开方式,公开层级\n"
    "a,china:work-safety,依法行政,处罚,决定书,《合同法》,20,县局,政府网站,全社会,主动,县级\n"
    "a,china:work-safety,依法行政,许可,决定书,《安全生产法》,20,县局,政府网站,全社会,主动,县级\n"
    "b,china:work-safety,依法行政,强制,决定书,《安全生产法》,20,各部门,政府网站,全社会,主动,县级\n"
)

pytest.importorskip("disclosure_china")


def workbook(folder: Path, *rows: list[str]) -> str:
    book = openpyxl.Workbook()
    book.active.title = "目录"
    for row in (["安全生产领域基层政务公开标准目录"], HEADER, *rows):
        book.active.append(row)
    book.save(folder / "目录.xlsx")
    return "目录.xlsx"


def changed(column: str, value: str, name: str = "own:b", title: str = "行政许可") -> list[str]:
    row = [value if head == column else cell for head, cell in zip(HEADER, ROW, strict=True)]
    row[1], row[3] = "2", title
    return [name, *row[1:]] if column != "事项编号" else row


def findings(result: Result) -> list[dict[str, object]]:
    return list(json.loads(result.stdout)["findings"])


def own(result: Result) -> list[tuple[object, object]]:
    """Code and place of all findings but those about the rest of the guideline."""
    return [
        (each["code"], each["place"])
        for each in findings(result)
        if each["code"] != "guideline_missing"
    ]


def test_a_clean_table_ends_with_0(run: Run, tmp_path: Path) -> None:
    result = run("catalogue", "lint", "--json", workbook(tmp_path, ROW))
    assert (result.exit_code, own(result)) == (0, [])


def test_faults_are_told_with_sheet_and_cell_and_end_with_1(run: Run, tmp_path: Path) -> None:
    file = workbook(
        tmp_path,
        ROW,
        changed("公开依据", "《城市规划法》"),
        changed("公开时限", "400个工作日内", "own:c", "行政强制"),
        changed("事项编号", "own:a", title="应急预案"),
    )
    result = run("catalogue", "lint", "--json", file)
    assert result.exit_code == 1
    assert own(result) == [
        ("basis_not_in_force", "目录 F4"),
        ("time_limit_range", "目录 G5"),
        ("duplicate_id", "目录 A6"),
    ]


def test_the_json_of_a_finding_has_its_keys(run: Run, tmp_path: Path) -> None:
    file = workbook(tmp_path, changed("公开依据", "《城市规划法》"))
    told = json.loads(run("catalogue", "lint", "--json", file).stdout)
    assert set(told) == {"file", "on", "items", "findings", "counts"}
    assert set(told["findings"][0]) == {
        "code", "severity", "item", "title", "field", "source", "place", "what", "fix", "basis",
        "waived", "reason",
    }  # fmt: skip
    assert told["counts"]["error"] == 1


def test_the_day_decides_what_is_in_force(run: Run, tmp_path: Path) -> None:
    file = workbook(tmp_path, changed("公开依据", "《城市规划法》"))
    then = run(
        "catalogue", "lint", "--json", "--on", "2007-12-31", "--rule", "basis_not_in_force", file
    )
    assert own(then) == []


def test_one_rule_is_run_alone(run: Run, tmp_path: Path) -> None:
    file = workbook(tmp_path, changed("公开时限", "400个工作日内"))
    result = run("catalogue", "lint", "--json", "--rule", "no_basis", file)
    assert (result.exit_code, findings(result)) == (0, [])


def test_a_rule_that_is_none_is_refused_with_the_rules(run: Run, tmp_path: Path) -> None:
    result = run("catalogue", "lint", "--rule", "nobasis", workbook(tmp_path, ROW))
    assert result.exit_code == 2
    assert "There is no rule nobasis" in result.stderr
    assert "no_basis" in result.stderr


def test_text_tells_what_is_alike_once_with_all_its_places(run: Run, tmp_path: Path) -> None:
    rows = [
        changed("公开依据", "《城市规划法》"),
        changed("公开依据", "《城市规划法》", "own:c", "预案"),
    ]
    told = run("catalogue", "lint", "--lang", "en", workbook(tmp_path, *rows)).stdout
    assert told.count("ended on 2007-12-31") == 1
    assert "basis_not_in_force ×2" in told
    assert "目录 F3" in told
    assert "目录 F4" in told


def folder(path: Path, items: str = ITEMS) -> str:
    (path / "own").mkdir()
    (path / "own" / "plugin.toml").write_text(FOLDER, "utf-8")
    (path / "own" / "items.csv").write_text(items, "utf-8")
    return "own"


def test_our_own_export_edited_badly_is_told_cell_by_cell(run: Run, tmp_path: Path) -> None:
    assert run("catalogue", "export", "--domain", "china:work-safety", "a.xlsx").exit_code == 0
    before = own(run("catalogue", "lint", "--json", "a.xlsx"))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    sheet = book["安全生产"]
    headers = {cell.value: cell.column_letter for cell in sheet[2] if cell.value}
    ids, bases, limits = headers["事项编号"], headers["公开依据"], headers["公开时限"]
    sheet[f"{ids}5"] = sheet[f"{ids}4"].value
    sheet[f"{bases}6"] = "《某县安全生产公开办法》"
    sheet[f"{limits}7"] = "0个工作日内"
    sheet[f"{limits}8"] = "400个工作日内"
    book.save(tmp_path / "a.xlsx")
    after = own(run("catalogue", "lint", "--json", "a.xlsx"))
    assert sorted(set(after) - set(before)) == [
        ("basis_without_number", f"安全生产 {bases}6"),
        ("duplicate_id", f"安全生产 {ids}5"),
        ("time_limit_range", f"安全生产 {limits}7"),
        ("time_limit_range", f"安全生产 {limits}8"),
    ]
    assert not [place for _, place in after if str(place).startswith("填表说明")]


def test_a_folder_is_looked_at_before_it_is_installed(run: Run, tmp_path: Path) -> None:
    result = run("catalogue", "lint", "--json", folder(tmp_path))
    assert result.exit_code == 1
    told = [each for each in findings(result) if each["code"] != "guideline_missing"]
    assert [(each["code"], each["place"], each["waived"]) for each in told] == [
        ("basis_not_in_force", "items.csv:2", False),
        ("duplicate_id", "items.csv:3", False),
        ("agency_generic", "items.csv:4", True),
    ]
    assert told[-1]["reason"] == "县政府尚未明确职责"


def test_waivers_alone_are_looked_at_with_all_rules(run: Run, tmp_path: Path) -> None:
    name = folder(tmp_path)
    waiver = '[[layers.waivers]]\nrule = "{}"\nreason = "县政府会议纪要同意"\n'
    told = FOLDER + waiver.format("names_gap") + waiver.format("no_rule")
    (tmp_path / "own" / "plugin.toml").write_text(told, "utf-8")
    chosen = ("--rule", "waiver_unused", "--rule", "waiver_unknown")
    result = run("catalogue", "lint", "--json", *chosen, name)
    assert result.exit_code == 1
    assert [(each["code"], each["what"]) for each in findings(result)] == [
        ("waiver_unused", "a waiver of names_gap waives nothing"),
        ("waiver_unknown", "a waiver names no_rule, which is no rule"),
    ]


def test_what_a_folder_cannot_be_read_by_is_told_beside_all_else(run: Run, tmp_path: Path) -> None:
    place = folder(tmp_path, ITEMS.replace(",20,", ",很久,", 1).replace(",20,", ",400,", 1))
    (tmp_path / "own" / "plugin.toml").write_text(
        FOLDER + '[[notices]]\nyear = 2031\ndays_off = ["2031-02-30"]\nmake_up_days = []\n',
        "utf-8",
    )
    assert run("catalogue", "lint", "--json", "--rule", "waiver_unused", place).exit_code == 2
    result = run("catalogue", "lint", "--json", place)
    assert result.exit_code == 2
    told = [each for each in findings(result) if each["severity"] == "error"]
    assert [(each["code"], each["place"]) for each in told] == [
        ("row_unread", "items.csv row 2, column 公开时限"),
        ("row_unread", "plugin.toml notices[0].days_off[0]"),
        ("time_limit_range", "items.csv:3"),
    ]


def test_a_folder_brings_its_own_domains_bases_and_agencies(run: Run, tmp_path: Path) -> None:
    place = folder(
        tmp_path,
        ITEMS.replace("china:work-safety", "water").replace("《合同法》", "《本县水务办法》"),
    )
    toml = (
        FOLDER.replace('level = "county"', 'level = "county"\nregion = "county"')
        + '[[domains]]\nid = "water"\nname = "水利"\n'
        + '[[legal_documents]]\ntitle = "本县水务办法"\n'
        + '[[regions]]\nid = "county"\nname = "示例县"\nlevel = "county"\n'
        + '[[agencies]]\nid = "water"\nname = "示例县水利局"\nregion = "county"\n'
    )
    (tmp_path / "own" / "plugin.toml").write_text(toml, "utf-8")
    told = findings(run("catalogue", "lint", "--json", place))
    assert sorted({str(each["code"]) for each in told}) == [
        "agency_generic",
        "agency_unknown",
        "duplicate_id",
    ]


def test_a_folder_that_is_no_plugin_is_refused_by_its_name(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = run("catalogue", "lint", "empty")
    assert result.exit_code == 2
    assert "empty is a folder without plugin.toml" in result.stderr


def test_a_file_that_is_not_there_ends_with_2_and_the_others_are_looked_at(
    run: Run, tmp_path: Path
) -> None:
    result = run("catalogue", "lint", "--json", "nothing.xlsx", workbook(tmp_path, ROW))
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert result.exit_code == 2
    assert (first["items"], second["items"]) == (None, 1)
    assert first["error"]["what"]


def test_without_files_the_offices_catalogue_is_looked_at(run: Run) -> None:
    told = json.loads(run("catalogue", "lint", "--json").stdout)
    assert told["file"] is None
    assert told["items"] > 100
    assert told["counts"]["by_code"]["basis_not_in_force"] > 0


def test_the_rules_are_listed_those_of_waivers_too(run: Run) -> None:
    lines = run("catalogue", "lint", "--rules", "--json").stdout.splitlines()
    assert [json.loads(line)["code"] for line in lines] == list(CODES)


def test_the_bases_are_listed_with_their_state(run: Run) -> None:
    told = [json.loads(line) for line in run("catalogue", "bases", "--json").stdout.splitlines()]
    texts = [each for each in told if each["title"] == "政府信息公开条例"]
    assert [(each["number"], each["state"]) for each in texts] == [
        ("国令第492号", "ended"),
        ("国令第711号", "in_force"),
    ]
    assert texts[0]["successor_number"] == "国令第711号"


def test_the_bases_of_another_day(run: Run) -> None:
    lines = run("catalogue", "bases", "--json", "--on", "2010-01-01").stdout.splitlines()
    texts = [each for each in map(json.loads, lines) if each["title"] == "政府信息公开条例"]
    assert [each["state"] for each in texts] == ["in_force", "not_yet"]
