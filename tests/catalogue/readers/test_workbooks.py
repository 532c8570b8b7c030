"""Spreadsheets come out as a reader of the sheet sees them."""

from datetime import date, datetime

import pytest

from disclosure_core.catalogue.tables.readers.files import contents_of, read_bytes, read_file
from disclosure_core.catalogue.tables.readers.formats import FileFormat
from disclosure_core.errors import UnreadableFileError

NINE = datetime.fromisoformat("2020-05-01 09:05")  # cells know no time zone


def test_a_sheet_is_a_grid_with_its_name(workbook, saved, texts):
    workbook.active.title = "安全生产"
    workbook.active.append(["序号", "公开事项"])
    workbook.active.append(["1", "政策文件"])
    (grid,) = read_bytes("目录.xlsx", saved(workbook))
    assert (grid.name, texts(grid)) == ("安全生产", [["序号", "公开事项"], ["1", "政策文件"]])


def test_a_file_is_read_from_disk(workbook, tmp_path, texts):
    workbook.active["A1"] = "序号"
    path = tmp_path / "目录.xlsx"
    workbook.save(path)
    assert texts(read_file(path)[0]) == [["序号"]]


def test_the_place_of_a_cell_is_its_name_in_the_sheet(workbook, saved):
    workbook.active["C7"] = "序号"
    (grid,) = read_bytes("目录.xlsx", saved(workbook))
    assert (grid.rows[0][0].place, grid.first_line) == ("C7", 7)


def test_a_merged_range_is_one_cell_at_all_its_places(workbook, saved):
    sheet = workbook.active
    sheet.append(["公开事项", None, "依据"])
    sheet.append(["一级", "二级", None])
    sheet.append(["甲", "乙", "丙"])
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("C1:C2")
    (grid,) = read_bytes("目录.xlsx", saved(workbook))
    group, basis = grid.rows[0][0], grid.rows[0][2]
    assert (group.rows, group.columns, basis.rows, basis.columns) == (1, 2, 2, 1)
    assert grid.rows[0][1] is group
    assert grid.rows[1][2] is basis


def test_a_title_merged_over_the_whole_sheet_is_as_wide_as_the_table(workbook, saved):
    workbook.active.append(["标题"])
    workbook.active.append(["序号", "事项"])
    workbook.active.merge_cells("A1:XFD1")
    (grid,) = read_bytes("目录.xlsx", saved(workbook))
    assert (grid.width, grid.rows[0][0].columns) == (2, 2)


@pytest.mark.parametrize(
    ("value", "form", "printed"),
    [
        pytest.param(1, "General", "1", id="whole number"),
        pytest.param(1.5, "General", "1.5", id="fraction"),
        pytest.param(0.1 + 0.2, "General", "0.3", id="no float noise"),
        pytest.param(7, "000", "007", id="leading zeros"),
        pytest.param(20, '0"个工作日"', "20个工作日", id="words after a number"),
        pytest.param(0.98, "0%", "98%", id="percent"),
        pytest.param(2.345, "0.00", "2.35", id="half up"),
        pytest.param(12345.6, "#,##0.00", "12,345.60", id="thousands"),
        pytest.param(True, "General", "TRUE", id="truth"),
        pytest.param(date(2020, 5, 1), "yyyy/m/d", "2020/5/1", id="date"),
        pytest.param(date(2020, 5, 1), 'yyyy"年"m"月"d"日"', "2020年5月1日", id="Chinese date"),
        pytest.param(date(2020, 5, 1), "[$-804]yyyy\\-mm", "2020-05", id="month"),
        pytest.param(NINE, "yyyy-mm-dd hh:mm", "2020-05-01 09:05", id="time"),
        pytest.param(date(2020, 5, 1), "d-mmm-yy", "2020-05-01", id="month name: ISO"),
    ],
)
def test_numbers_and_dates_are_written_as_the_cell_prints_them(
    workbook, saved, texts, value, form, printed
):
    workbook.active["A1"] = value
    workbook.active["A1"].number_format = form
    assert texts(read_bytes("目录.xlsx", saved(workbook))[0]) == [[printed]]


def test_every_filled_sheet_is_read_and_empty_ones_are_not(workbook, saved):
    workbook.active["A1"] = "序号"
    workbook.create_sheet("空")
    workbook.create_sheet("第三")["B2"] = "序号"
    grids = read_bytes("目录.xlsx", saved(workbook))
    assert [grid.name for grid in grids] == ["Sheet", "第三"]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_read_and_said(workbook, saved, state):
    workbook.active["A1"] = "序号"
    hidden = workbook.create_sheet("备用")
    hidden["A1"] = "序号"
    hidden.sheet_state = state
    contents = contents_of("目录.xlsx", saved(workbook))
    assert [grid.hidden for grid in contents.parts] == [False, True]
    assert [(each.code, each.place) for each in contents.problems] == [("hidden-sheet", "备用")]


def test_a_formula_without_a_saved_result_is_said(workbook, saved):
    workbook.active["A1"] = "序号"
    workbook.active["B1"] = "=1+1"
    (problem,) = contents_of("目录.xlsx", saved(workbook)).problems
    assert (problem.code, problem.place) == ("formula-without-result", "Sheet!B1")


def test_line_ends_in_a_cell_are_kept(workbook, saved, texts):
    workbook.active["A1"] = "■政府网站\r\n□政府公报"
    assert texts(read_bytes("目录.xlsx", saved(workbook))[0]) == [["■政府网站\n□政府公报"]]


def test_a_workbook_without_a_filled_cell_is_refused(workbook, saved):
    with pytest.raises(UnreadableFileError, match=r"目录\.xlsx.*a sheet with filled cells"):
        read_bytes("目录.xlsx", saved(workbook))


def test_an_old_workbook_is_read(old_workbook, texts):
    contents = contents_of("目录.xls", old_workbook([["序号", "事项"], [1, "政策文件"]]))
    assert contents.format is FileFormat.XLS
    assert texts(contents.parts[0]) == [["序号", "事项"], ["1", "政策文件"]]


def test_a_workbook_named_csv_is_read_as_a_workbook_and_said(workbook, saved):
    workbook.active["A1"] = "序号"
    (problem,) = contents_of("目录.csv", saved(workbook)).problems
    assert (problem.code, problem.read, problem.made) == ("other-format", ".csv", "xlsx")
