"""The written tables have the official form, print as it does, and cannot do harm."""

import csv
import io

import docx
import openpyxl
import pytest

from disclosure_core.catalogue.sheets import needed
from disclosure_core.catalogue.sheets.document import as_document
from disclosure_core.catalogue.sheets.layout import Sheet
from disclosure_core.catalogue.sheets.needed import MissingExportError
from disclosure_core.catalogue.sheets.plain import as_csv, as_markdown
from disclosure_core.catalogue.sheets.workbook import as_workbook, sheet_names
from disclosure_core.catalogue.sheets.writing import format_named, write_file
from disclosure_core.catalogue.values import Level
from disclosure_core.errors import DataError

from .conftest import item


@pytest.fixture
def book(export):
    made = as_workbook(
        export(item(1), item(2), item(3, level1="规划许可"), item(1, domain="demo:relief"))
    )
    return openpyxl.load_workbook(io.BytesIO(made))


def headers(sheet, row):
    return [cell.value for cell in sheet[row] if cell.value]


def test_one_sheet_a_domain_and_one_that_says_how_to_fill_it(book):
    assert book.sheetnames == ["城乡规划", "救灾", "填表说明"]


def test_each_sheet_has_its_title_and_the_header_of_two_rows(book):
    sheet = book["城乡规划"]
    assert sheet["A1"].value == "示例县城乡规划领域基层政务公开标准目录"
    assert headers(sheet, 2)[:9] == [
        "序号",
        "公开事项",
        "公开内容（要素）",
        "公开依据",
        "公开时限",
        "公开主体",
        "公开渠道和载体（■必选 □可选）",
        "公开对象",
        "公开方式",
    ]
    assert headers(sheet, 3) == [
        *("一级事项", "二级事项", "全社会", "特定群体", "主动", "依申请", "县级", "乡级", "村级")
    ]


def test_the_same_first_names_are_one_cell(book):
    merged = {str(each) for each in book["城乡规划"].merged_cells.ranges}
    assert "B4:B5" in merged
    assert {"A2:A3", "B2:C2"} <= merged
    assert not any(each.startswith("B6") for each in merged)


def test_channels_stand_in_boxes_two_a_line(book):
    assert book["城乡规划"]["H4"].value == "■政府网站 □政府公报\n■公开查阅点"


def test_it_prints_on_one_width_with_the_header_on_every_page(book):
    sheet = book["城乡规划"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8)
    assert sheet.page_setup.fitToHeight == 0  # as many pages as it takes; one wide is the default
    assert sheet.page_setup.fitToWidth in (None, 1)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$2:$3"
    assert sheet.print_area == "'城乡规划'!$A$1:$O$6"
    assert sheet.freeze_panes == "D4"


def test_cells_are_framed_wrapped_and_in_the_fonts_of_offices(book):
    cell = book["城乡规划"]["D4"]
    assert (cell.font.name, cell.alignment.wrap_text) == ("宋体", True)
    assert cell.border.left.style == cell.border.bottom.style == "thin"
    assert book["城乡规划"]["A1"].font.name == "黑体"


def test_lists_to_choose_from_stand_where_they_help(book):
    offered = {each.formula1 for each in book["城乡规划"].data_validations.dataValidation}
    assert offered == {'"√"', '"是,否"', '"不适用"', '"行政许可"'}


def test_further_levels_get_a_column_only_where_they_are_used(export):
    made = as_workbook(export(item(levels=(Level.CITY, Level.COUNTY))))
    sheet = openpyxl.load_workbook(io.BytesIO(made))["城乡规划"]
    assert headers(sheet, 3)[-4:] == ["市级", "县级", "乡级", "村级"]


def test_domains_with_long_or_like_names_get_sheets_of_their_own(export):
    items = [item(1, domain=f"领域/{'长' * 40}{n}") for n in range(3)]
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(export(*items))))
    assert len(set(book.sheetnames)) == 4
    assert all(len(each) <= 31 for each in book.sheetnames)


def test_an_empty_form_has_rows_to_fill_in(export):
    made = as_workbook(export(blank_domains=("demo:relief",)))
    sheet = openpyxl.load_workbook(io.BytesIO(made))["救灾"]
    assert sheet.max_row == 23
    assert sheet["A1"].value == "示例县救灾领域基层政务公开标准目录"


def test_no_text_becomes_a_formula_in_a_workbook(export):
    made = as_workbook(export(item(agency="=HYPERLINK(1)", level1="+1", source="http://x.invalid")))
    sheet = openpyxl.load_workbook(io.BytesIO(made))["城乡规划"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert all(cell.hyperlink is None for row in sheet.iter_rows() for cell in row)


def test_csv_opens_right_in_spreadsheet_programs_and_holds_no_formula(export):
    written = as_csv(export(item(agency="=1+1")))
    assert written.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))
    assert rows[1][rows[0].index("公开主体")] == "'=1+1"


def test_markdown_has_a_table_under_each_title(export):
    written = as_markdown(export(item(), item(domain="demo:relief"))).decode()
    assert written.startswith("## 示例县城乡规划领域基层政务公开标准目录\n\n| 序号 | 一级事项 |")
    assert "\n## 示例县救灾领域基层政务公开标准目录\n" in written


def test_a_document_is_landscape_with_merged_names_and_repeated_header(export):
    document = docx.Document(io.BytesIO(as_document(export(item(1), item(2)))))
    section = document.sections[0]
    assert section.page_width > section.page_height
    form, supplement = document.tables
    assert form.rows[2].cells[1]._tc is form.rows[3].cells[1]._tc
    assert form.rows[0].cells[1]._tc is form.rows[0].cells[2]._tc
    assert all("tblHeader" in row._tr.xml for row in list(form.rows)[:2])
    assert [cell.text for cell in supplement.rows[0].cells][:2] == ["事项编号", "所属领域"]


def test_a_missing_library_says_what_to_install():
    with pytest.raises(MissingExportError, match=r'pip install "disclosure-core\[export\]"'):
        needed.needed("no_such_library_is_there", "XlsxWriter", "xlsx")


def test_a_file_is_not_written_over_unless_that_is_said(tmp_path):
    path = tmp_path / "目录.csv"
    write_file(path, b"1")
    with pytest.raises(DataError, match=r"目录\.csv stands already"):
        write_file(path, b"2")
    write_file(path, b"3", force=True)
    assert path.read_bytes() == b"3"
    assert [each.name for each in tmp_path.iterdir()] == ["目录.csv"]


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(DataError, match="cannot be written"):
        write_file(tmp_path / "没有" / "目录.csv", b"1")


def test_a_name_without_a_known_format_is_refused(tmp_path):
    with pytest.raises(DataError, match="says no format"):
        format_named(tmp_path / "目录.pdf")


def test_rare_characters_in_a_domains_name_count_as_two_in_the_name_of_its_sheet():
    sheets = tuple(Sheet(domain="𬭎" * 20 + end, title="", columns=()) for end in "甲乙")
    names = sheet_names(sheets)
    assert names == ("𬭎" * 15, "𬭎" * 13 + " 2")
