"""Tables whose cells and spans are known: sheets, documents, web pages."""

from collections.abc import Sequence

import pytest

from disclosure_core.catalogue.tables.grid import Cell, Grid
from disclosure_core.catalogue.tables.reading import read_tables
from disclosure_core.catalogue.tables.values import PrintedRow, TableForm, TableReading
from disclosure_core.catalogue.values import ChannelKind, Domain

TOP = (
    "序号 公开事项 - 公开内容(要素) 公开依据 公开时限 公开主体 公开渠道和载体 "
    "公开对象 - 公开方式 - 公开层级 - 咨询电话"
)
BENEATH = "- 一级事项 二级事项 - - - - - 全社会 特定群体 主动 依申请 县级 乡、村级 -"
HEADER = [["" if word == "-" else word for word in row.split()] for row in (TOP, BENEATH)]
SPANS = {(0, 1): (1, 2), (0, 8): (1, 2), (0, 10): (1, 2), (0, 12): (1, 2)} | {
    (0, column): (2, 1) for column in (0, 3, 4, 5, 6, 7, 14)
}
FIRST = [
    "1",
    "政策文件",
    "法律法规",
    "有关法律;有关规章",
    "《旅游法》",
    "及时公开",
    "青禾县文化和旅游局",
]
FIRST += ["■政府网站□政府公报", "√", "", "√", "", "√", "", "0731-84001234"]
SECOND = ["2", "", "政策解读", "解读材料", "同上", "长期公开", "青禾县文化和旅游局"]
SECOND += ["■两微一端", "", "√", "", "√", "", "√", "0731-84001235"]


def grid(
    rows: Sequence[Sequence[str]], spans: dict[tuple[int, int], tuple[int, int]] | None = None
) -> Grid:
    """A grid of texts; ``spans`` gives the rows and columns that a cell covers."""
    cells: list[list[Cell | None]] = [
        [
            Cell(text=text, row=row, column=column, place=f"{chr(65 + column)}{row + 1}")
            for column, text in enumerate(texts)
        ]
        for row, texts in enumerate(rows)
    ]
    for (top, left), (height, width) in (spans or {}).items():
        for row in range(top, top + height):
            for column in range(left, left + width):
                cells[row][column] = cells[top][left]
    return Grid(rows=tuple(map(tuple, cells)), name="目录", first_line=1)


def read(table: Grid, form: TableForm, domains: Sequence[Domain] = ()) -> TableReading:
    return read_tables([table], file="catalogue.xlsx", form=form, domains=domains)


def codes(reading: TableReading) -> set[str]:
    return {problem.code for problem in reading.all_problems}


@pytest.fixture(scope="module")
def spanned(form: TableForm) -> TableReading:
    return read(grid([*HEADER, FIRST, SECOND], SPANS | {(2, 1): (2, 1)}), form)


def test_a_header_of_two_rows_names_each_column(spanned: TableReading) -> None:
    assert [(row.level1, row.level2) for row in spanned.rows] == [
        ("政策文件", "法律法规"),
        ("政策文件", "政策解读"),
    ]
    assert spanned.tables[0].absent_columns == ()


def test_ticks_say_what_their_column_says(spanned: TableReading) -> None:
    assert [(row.audience, row.mode, row.levels) for row in spanned.rows] == [
        (("全社会",), ("主动",), ("县级",)),
        (("特定群体",), ("依申请",), ("乡级", "村级")),
    ]


def test_a_known_span_is_inherited_without_a_problem(spanned: TableReading) -> None:
    assert "level1" in spanned.rows[1].inherited
    assert "inherited" not in codes(spanned)


def test_ditto_takes_the_words_above_and_says_so(spanned: TableReading) -> None:
    problem = next(each for each in spanned.all_problems if each.code == "ditto")
    assert spanned.rows[1].basis == ("《旅游法》",)
    assert (problem.row, problem.column, problem.read, problem.made) == (
        "2",
        "basis",
        "同上",
        "《旅游法》",
    )


def test_a_column_that_fills_no_field_is_kept_under_its_header(spanned: TableReading) -> None:
    assert spanned.rows[0].extra == {"咨询电话": "0731-84001234"}
    assert "extra-column" in codes(spanned)


def test_channels_are_values_beside_their_words(spanned: TableReading) -> None:
    kinds = [[channel.kind for channel in row.channel_values] for row in spanned.rows]
    assert kinds == [[ChannelKind.WEBSITE], [ChannelKind.NEW_MEDIA]]


def test_a_row_says_where_it_stands(spanned: TableReading) -> None:
    assert [row.place for row in spanned.rows] == ["目录 A3", "目录 A4"]


def test_a_merged_header_without_spans_is_read_by_place(form: TableForm) -> None:
    reading = read(grid([*HEADER, FIRST, SECOND]), form)
    assert [row.level2 for row in reading.rows] == ["法律法规", "政策解读"]


def test_an_empty_name_is_the_one_above_and_says_so(form: TableForm) -> None:
    reading = read(grid([*HEADER, FIRST, SECOND]), form)
    assert reading.rows[1].level1 == "政策文件"
    assert ("inherited", "2", "level1") in {
        (each.code, each.row, each.column) for each in reading.all_problems
    }


def test_a_title_row_names_the_domain(form: TableForm) -> None:
    title = ["（三）旅游领域基层政务公开标准目录", *[""] * 14]
    reading = read(grid([title, *HEADER, FIRST]), form)
    assert reading.tables[0].domain == "旅游"


def test_a_known_domain_is_found_by_another_of_its_names(form: TableForm) -> None:
    title = ["农村集体土地征收基层政务公开标准目录", *[""] * 14]
    domain = Domain(id="land", name="征地补偿", names=("农村集体土地征收",))
    reading = read(grid([title, *HEADER, FIRST]), form, [domain])
    assert reading.tables[0].domain == "征地补偿"


def test_a_header_that_comes_again_with_a_title_begins_another_table(form: TableForm) -> None:
    title = ["救灾领域基层政务公开标准目录", *[""] * 14]
    reading = read(grid([*HEADER, FIRST, title, *HEADER, FIRST]), form)
    assert [len(table.rows) for table in reading.tables] == [1, 1]
    assert reading.tables[1].domain == "救灾"


def test_a_row_with_a_number_only_is_no_row_but_a_problem(form: TableForm) -> None:
    reading = read(grid([*HEADER, FIRST, ["2", *[""] * 14]]), form)
    assert (len(reading.rows), "empty-row" in codes(reading)) == (1, True)


def test_a_row_that_says_nothing_is_kept_as_printed(form: TableForm) -> None:
    strange = [*[""] * 6, "某某", *[""] * 8]
    reading = read(grid([*HEADER, FIRST, strange]), form)
    assert "某某" in reading.tables[0].unread[0].printed
    assert "unread-row" in codes(reading)


def test_a_table_without_known_columns_is_a_problem_and_no_table(form: TableForm) -> None:
    reading = read(grid([["姓名", "年龄"], ["甲", "3"]]), form)
    assert (reading.tables, codes(reading)) == ((), {"no-table"})


@pytest.mark.parametrize(
    ("level", "mode", "audience", "expected"),
    [
        ("县级", "主动公开", "全社会", (("县级",), ("主动",), ("全社会",), None)),
        (
            "县级、乡级",
            "依申请公开",
            "申请人",
            (("县级", "乡级"), ("依申请",), ("特定群体",), "申请人"),
        ),
        ("乡村级", "主动", "社会公众", (("乡级", "村级"), ("主动",), ("全社会",), None)),
    ],
)
def test_columns_of_words_are_read_like_ticks(
    level: str, mode: str, audience: str, expected: tuple[object, ...], form: TableForm
) -> None:
    header = ["序号", "公开事项", "公开内容", "公开依据", "公开时限", "公开主体", "公开渠道"]
    header += ["公开对象", "公开方式", "公开层级"]
    values = [*FIRST[:1], "法律法规", *FIRST[3:8], audience, mode, level]
    row: PrintedRow = read(grid([header, values]), form).rows[0]
    assert (row.levels, row.mode, row.audience, row.audience_detail) == expected


def test_traditional_characters_are_read_as_simplified_and_say_so(form: TableForm) -> None:
    header = ["序號", "公開事項", "公開內容", "公開依據", "公開時限", "公開主體", "公開渠道和載體"]
    values = ["1", "規劃編制", "規劃圖紙", "《城鄉規劃法》", "實時公開", "自然資源局", "■政府網站"]
    reading = read(grid([header, values]), form)
    assert (reading.rows[0].level1, reading.rows[0].channels) == ("规划编制", ("政府网站",))
    assert "traditional" in codes(reading)


def test_a_rare_character_in_a_simplified_table_stays(form: TableForm) -> None:
    values = [*FIRST]
    values[6] = "㮾梨街道办事处、乾县司法局"
    assert read(grid([*HEADER, values]), form).rows[0].agency == "㮾梨街道办事处、乾县司法局"


def test_another_first_level_beside_the_items_is_an_extra_column(form: TableForm) -> None:
    top = [
        "序号",
        "一级目录",
        "公开事项",
        "公开事项",
        "公开内容",
        "公开依据",
        "公开时限",
        "公开主体",
    ]
    beneath = [
        "序号",
        "一级目录",
        "一级事项",
        "二级事项",
        "公开内容",
        "公开依据",
        "公开时限",
        "公开主体",
    ]
    values = [
        "1",
        "行政管理",
        "行政许可",
        "排污许可",
        "许可条件",
        "《环境保护法》",
        "实时公开",
        "环保局",
    ]
    row = read(grid([top, beneath, values]), form).rows[0]
    assert (row.level1, row.level2, row.extra) == ("行政许可", "排污许可", {"一级目录": "行政管理"})


@pytest.mark.parametrize(
    ("title", "domain"),
    [
        ("青禾县旅游领域基层政务公开标准目录", "旅游"),
        ("二、云溪街道社会救助领域基层政务公开标准目录(试行)", "社会救助"),
        ("青禾县住房和城乡建设局城市综合执法领域基层政务公开标准目录", "城市综合执法"),
    ],
)
def test_the_place_before_a_domain_is_no_part_of_its_name(
    title: str, domain: str, form: TableForm
) -> None:
    reading = read(grid([[title, *[""] * 14], *HEADER, FIRST]), form)
    assert reading.tables[0].domain == domain
