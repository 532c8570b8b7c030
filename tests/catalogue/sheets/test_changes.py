"""A table that was filled in by hand says what it changes; all its mistakes come together."""

import io
from datetime import date

import openpyxl
import pytest

from disclosure_core.catalogue.layers import Catalogue, CatalogueItem, OmittedItem
from disclosure_core.catalogue.sheets.changes import ChangeRules, changes_in
from disclosure_core.catalogue.sheets.items import read_exported
from disclosure_core.catalogue.sheets.plain import as_csv
from disclosure_core.catalogue.sheets.returned import returned_tables
from disclosure_core.catalogue.sheets.workbook import as_workbook
from disclosure_core.catalogue.tables.readers.files import contents_of
from disclosure_core.catalogue.values import (
    ChannelKind,
    ItemChannel,
    Phase,
    Succession,
    TimeLimitKind,
)
from disclosure_core.errors import DataError

from .conftest import item

ITEMS = (
    item(1),
    item(2),
    item(3, level1="规划许可"),
    item(1, level1="救灾政策", domain="demo:relief", level2="政策法规"),
)
SHEETS = {"demo:planning": "城乡规划", "demo:relief": "救灾"}


class Officer:
    """Opens an exported workbook, changes cells, and sends it back."""

    def __init__(self, export, wording, items=ITEMS):
        self.book = openpyxl.load_workbook(io.BytesIO(as_workbook(export(*items))))
        self.wording = wording
        self.items = items
        self.omitted = ()
        self.successions = ()

    def sheet(self, name="城乡规划"):
        return self.book[name]

    def column(self, header, sheet):
        for row in (2, 3):
            for cell in sheet[row]:
                if (cell.value or "").startswith(header):
                    return cell.column
        raise KeyError(header)

    def row_of(self, id, sheet):
        number = self.column("事项编号", sheet)
        return next(row for row in range(4, 60) if sheet.cell(row, number).value == id)

    def write(self, id, sheet="城乡规划", **cells):
        page = self.sheet(sheet)
        row = self.row_of(id, page)
        for header, text in cells.items():
            page.cell(row, self.column(header, page)).value = text

    def add(self, sheet="城乡规划", **cells):
        page = self.sheet(sheet)
        row = page.max_row + 1
        for header, text in cells.items():
            page.cell(row, self.column(header, page)).value = text
        return row

    def sent_back(self, **rules):
        target = io.BytesIO()
        self.book.save(target)
        contents = contents_of("目录.xlsx", target.getvalue())
        tables = returned_tables(contents, file="目录.xlsx").tables
        held = Catalogue(
            items=tuple(CatalogueItem(item=each, layer="x") for each in self.items),
            omitted=self.omitted,
            successions=self.successions,
        )
        numbers = iter(range(1, 99))
        given = ChangeRules(file="目录.xlsx", new_id=lambda: f"office:{next(numbers)}", **rules)
        return changes_in(tables, held, self.wording, given)

    def mistakes(self, **rules):
        with pytest.raises(DataError) as caught:
            self.sent_back(**rules)
        return [(each.place_text("en"), each.what.text("en")) for each in caught.value.mistakes]


@pytest.fixture
def officer(export, wording):
    return Officer(export, wording)


FIRST = "demo:planning-1"


def test_nothing_changed_is_no_change(officer):
    changes = officer.sent_back()
    assert (changes.added, changes.changed, changes.dropped, changes.missing) == ((), (), (), ())
    assert changes.unchanged == tuple(each.id for each in ITEMS)
    assert changes.problems == ()


def test_a_changed_cell_is_that_refinement_with_the_reason_of_its_row(officer):
    officer.write(FIRST, 公开主体="规划和自然资源局", 调整理由="机构改革")
    (changed,) = officer.sent_back().changed
    (told,) = changed.fields
    assert (told.field, told.before, told.after) == ("agency", "自然资源局", "规划和自然资源局")
    assert (changed.refinement.item, changed.refinement.reason) == (FIRST, "机构改革")
    assert changed.refinement.agency == "规划和自然资源局"
    assert changed.refinement.content is None


@pytest.mark.parametrize(
    ("header", "text", "field", "value"),
    [
        ("公开内容", "规划草案；\n听证结果", "content", ("规划草案", "听证结果")),
        ("公开内容", "规划草案；听证结果", "content", ("规划草案", "听证结果")),
        ("五公开", "决策、执行", "phases", (Phase.DECISION, Phase.EXECUTION)),
        ("政务服务事项", "是", "service", True),
        ("二级事项", "总体规划", "level2", "总体规划"),
        ("二级事项", None, "level2", ""),
        ("事项类型", None, "item_type", ""),
        (
            "公开渠道和载体",
            "■政府网站\n□政府公报 ☑公开查阅点",
            "channels",
            None,
        ),
        (
            "公开渠道和载体",
            "政府网站、两微一端",
            "channels",
            (
                ItemChannel(kind=ChannelKind.WEBSITE, printed="政府网站"),
                ItemChannel(kind=ChannelKind.NEW_MEDIA, printed="两微一端"),
            ),
        ),
    ],
)
def test_what_an_officer_writes_is_understood(officer, header, text, field, value):
    officer.write(FIRST, **{header: text}, 调整理由="按实际")
    changed = officer.sent_back().changed
    if value is None:  # another mark for the same choice is no change
        assert changed == ()
    else:
        assert getattr(changed[0].refinement, field) == value


def test_a_new_limit_is_read_as_a_limit(officer):
    officer.write(FIRST, 公开时限="自批准之日起7个工作日内", 调整理由="上级要求")
    limit = officer.sent_back().changed[0].refinement.time_limit
    assert (limit.kind, limit.days) == (TimeLimitKind.WORKING_DAYS, 7)


def test_one_reason_may_be_given_for_all_rows(officer):
    officer.write(FIRST, 公开主体="规划局")
    (changed,) = officer.sent_back(reason="机构改革").changed
    assert changed.refinement.reason == "机构改革"


def test_a_change_without_a_reason_names_its_row_and_columns(officer):
    officer.write(FIRST, 公开主体="规划局", 公开时限="及时")
    ((place, what),) = officer.mistakes()
    assert place.startswith("sheet 城乡规划, cell ")
    assert place.endswith("4")
    assert "公开时限, 公开主体" in what


def test_a_row_without_a_number_is_a_new_item(officer):
    officer.add(一级事项="规划修改", 公开主体="规划局", 公开内容="修改情况", 全社会="√")
    (added,) = officer.sent_back().added
    assert (added.id, added.domain, added.level1) == ("office:1", "demo:planning", "规划修改")
    assert added.source == "目录.xlsx"


def test_a_row_marked_as_not_applying_leaves_its_item_out_with_the_reason(officer):
    officer.write(FIRST, 不适用="不适用", 调整理由="本县没有此事项")
    (omission,) = officer.sent_back().dropped
    assert (omission.item, omission.reason) == (FIRST, "本县没有此事项")


def test_what_a_file_added_is_not_added_again_when_it_is_taken_in_again(officer):
    officer.add(一级事项="规划编制", 二级事项="村庄规划", 公开内容="规划文本", 县级="√")
    officer.items = (*ITEMS, *officer.sent_back().added)
    again = officer.sent_back()
    assert (again.added, again.changed, again.missing) == ((), (), ())


def test_a_new_row_with_the_name_of_an_item_that_says_something_else_is_a_mistake(officer):
    row = officer.add(一级事项="规划编制", 二级事项="详细规划1", 公开内容="另一内容")
    ((place, what),) = officer.mistakes()
    assert place == f"sheet 城乡规划, cell P{row}"
    assert what.startswith(f"an item of this name holds already: {FIRST}")


@pytest.mark.parametrize("edited", [{"公开时限": "及时"}, {"不适用": "不适用"}])
def test_a_row_edited_while_its_item_changed_elsewhere_is_refused(officer, edited):
    officer.items = (item(1, agency="规划和自然资源局"), *ITEMS[1:])
    officer.write(FIRST, 调整理由="机构改革", **edited)
    ((place, what),) = officer.mistakes(reason="全部")
    assert place == "sheet 城乡规划, cell P4"
    assert what.startswith("详细规划1 was changed after this table was exported; export it again")


def test_a_row_nobody_edited_leaves_what_its_item_became_since(officer):
    officer.items = (item(1, agency="规划和自然资源局"), *ITEMS[1:])
    officer.write("demo:planning-2", 公开时限="及时", 调整理由="县政府要求")
    changes = officer.sent_back(reason="全部")
    assert [each.id for each in changes.changed] == ["demo:planning-2"]
    assert FIRST in changes.unchanged


def test_a_row_that_already_holds_as_it_is_edited_is_no_change(officer):
    officer.write(FIRST, 公开主体="规划和自然资源局", 调整理由="机构改革")
    officer.items = (item(1, agency="规划和自然资源局"), *ITEMS[1:])
    assert officer.sent_back().unchanged == tuple(each.id for each in ITEMS)


def test_a_row_without_its_code_is_compared_as_it_stands(officer):
    officer.items = (item(1, agency="规划和自然资源局"), *ITEMS[1:])
    officer.write(FIRST, 校验码=None, 调整理由="机构改革")
    (changed,) = officer.sent_back().changed
    assert changed.refinement.agency == "自然资源局"


def test_what_a_file_left_out_is_no_change_when_it_is_taken_in_again(officer):
    officer.write(FIRST, 不适用="不适用", 调整理由="本县没有")
    (dropped,) = officer.sent_back().dropped
    officer.items = ITEMS[1:]
    officer.omitted = (OmittedItem(item=ITEMS[0], layer="x", reason=dropped.reason),)
    again = officer.sent_back()
    assert (again.dropped, again.missing) == ((), ())
    assert FIRST in again.unchanged


@pytest.mark.parametrize(
    ("text", "right"),
    [("260个工作日内", True), ("261个工作日内", False), ("366日内", True), ("367日内", False)],
)
def test_a_limit_is_no_longer_than_a_year_as_everywhere(officer, text, right):
    officer.write(FIRST, 公开时限=text, 调整理由="试")
    if right:
        (changed,) = officer.sent_back().changed
        assert changed.refinement.time_limit.printed == text
    else:
        ((place, _),) = officer.mistakes()
        assert place == "sheet 城乡规划, cell F4"


def test_the_row_of_an_item_that_ended_since_is_told_with_what_took_its_place(officer):
    split = Succession(
        before=(FIRST,), after=("demo:a", "demo:b"), on=date(2026, 5, 1), reason="拆分"
    )
    officer.items = ITEMS[1:]
    officer.successions = (split,)
    ((_, what),) = officer.mistakes()
    assert what == (
        f"{FIRST} gave way to demo:a, demo:b on 2026-05-01; take this row out, and change theirs"
    )


def test_a_missing_row_is_told_and_nothing_happens_to_it(officer):
    page = officer.sheet()
    page.unmerge_cells("B4:B5")
    page.delete_rows(5)
    changes = officer.sent_back()
    assert changes.missing == ("demo:planning-2",)
    assert changes.dropped == ()


def test_missing_rows_are_dropped_where_that_is_asked_for_with_a_reason(officer):
    del officer.book["救灾"]
    officer.sheet().delete_rows(6)
    changes = officer.sent_back(drop_missing=True, reason="清理")
    assert [each.item for each in changes.dropped] == ["demo:planning-3"]  # not the sheet taken out


def test_rows_sorted_and_columns_moved_are_the_same_table(officer):
    page = officer.sheet()
    page.unmerge_cells("B4:B5")
    page["B5"] = page["B4"].value
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=4, max_row=6)]
    for number, values in enumerate(reversed(rows), start=4):
        for column, value in enumerate(values, start=1):
            page.cell(number, column).value = value
    for merged in list(page.merged_cells.ranges):
        page.unmerge_cells(str(merged))
    page.move_range("D2:D6", cols=40)
    changes = officer.sent_back()
    assert (changes.changed, len(changes.unchanged)) == ((), 4)


def test_a_column_taken_out_leaves_its_field_as_it_was_and_is_told(officer):
    page = officer.sheet()
    place = officer.column("公开主体", page)
    for row in range(2, 8):
        if type(page.cell(row, place)).__name__ == "Cell":
            page.cell(row, place).value = None
    changes = officer.sent_back()
    assert changes.changed == ()
    assert [each.code for each in changes.problems] == ["column-missing"]


def test_a_merged_name_split_by_hand_is_taken_from_above_and_told(officer):
    officer.sheet().unmerge_cells("B4:B5")
    changes = officer.sent_back()
    assert changes.changed == ()
    assert [(each.code, each.place) for each in changes.problems] == [
        ("merge-split", "城乡规划!B5")
    ]


def test_a_sheet_that_was_renamed_is_told_and_its_title_counts(officer):
    officer.sheet().title = "救灾备用"
    changes = officer.sent_back()
    assert changes.changed == ()
    assert [each.code for each in changes.problems] == ["sheet-renamed"]


def test_a_basis_without_a_number_and_an_unknown_channel_are_told(officer):
    officer.write(
        FIRST,
        公开依据="《示例县规划办法》",
        公开渠道和载体="■政府网站 ■飞鸽传书",
        调整理由="按实际",
    )
    codes = [each.code for each in officer.sent_back().problems]
    assert codes == ["basis-without-number", "unknown-channel"]


def test_all_mistakes_come_together_each_with_sheet_and_cell(officer):
    page = officer.sheet()
    page.cell(5, officer.column("事项编号", page)).value = FIRST
    officer.write("demo:planning-3", 公开时限="0个工作日", 公开主体=None, 县级="也许")
    officer.write("demo:relief-1", "救灾", 公开时限="自形成之日起400个工作日内", 五公开="监督")
    officer.add("救灾", 一级事项="新事项", 起止日期="明年", 事项编号="demo:unknown")
    found = officer.mistakes(reason="试")
    assert len(found) == 8
    said = "\n".join(f"{place}: {what}" for place, what in found)
    for part in (
        "cell P5: demo:planning-1 stands in two rows; the other is sheet 城乡规划, cell P4",
        "means 0 days",
        "means 400 days",
        "公开主体 may not be emptied",
        "县级: expected √ or nothing, found “也许”",
        "found “监督”",
        "起止日期: expected days such as",
        "no item demo:unknown holds here",
    ):
        assert part in said
    assert all(place.startswith("sheet ") for place, _ in found)


def test_the_two_cells_of_a_number_that_stands_twice_are_both_named(officer):
    page = officer.sheet()
    column = officer.column("事项编号", page)
    page.cell(5, column).value = FIRST
    letters = page.cell(5, column).column_letter
    ((place, what),) = officer.mistakes()
    assert place == f"sheet 城乡规划, cell {letters}5"
    assert what == f"{FIRST} stands in two rows; the other is sheet 城乡规划, cell {letters}4"


def test_a_text_over_the_limit_is_a_mistake(wording, export):
    written = as_csv(export(item())).decode().replace("自然资源局", "局" * 32_768)
    with pytest.raises(DataError) as caught:
        read_exported("目录.csv", written.encode(), wording)
    (mistake,) = caught.value.mistakes
    assert mistake.place == "line 2, field 7"
    assert "32,768 characters; at most 32,767" in mistake.what.text("en")


@pytest.mark.parametrize("header", ["所属领域", "起止日期", "来源"])
def test_what_is_set_where_the_item_is_defined_is_not_changed_by_a_table(officer, header):
    text = {"所属领域": "救灾", "起止日期": "2030-01-01至", "来源": "别处"}[header]
    officer.write(FIRST, **{header: text}, 调整理由="x")
    assert len(officer.mistakes()) == 1


def test_an_unknown_level_in_the_header_is_a_mistake(officer):
    page = officer.sheet()
    page.cell(3, officer.column("村级", page)).value = "组级"
    assert any("组级" in what for _, what in officer.mistakes())


def test_a_table_without_the_column_of_numbers_is_a_mistake(officer):
    page = officer.sheet()
    place = officer.column("事项编号", page)
    for merged in list(page.merged_cells.ranges):
        page.unmerge_cells(str(merged))
    page.delete_cols(place)
    assert any("事项编号" in what for _, what in officer.mistakes())


def test_an_emptied_first_name_is_not_taken_for_that_of_another_item(officer):
    officer.write("demo:planning-3", 一级事项=None)
    assert officer.mistakes(reason="试") == [
        ("sheet 城乡规划, cell B6", "一级事项 may not be emptied")
    ]


def test_hidden_rows_that_were_copied_are_found_as_numbers_that_stand_twice(officer):
    page = officer.sheet()
    page.row_dimensions[6].hidden = True
    for column in range(1, page.max_column + 1):
        page.cell(8, column).value = page.cell(6, column).value
    assert any("stands in two rows" in what for _, what in officer.mistakes())


def test_other_items_stay_when_only_one_sheet_comes_back(officer):
    del officer.book["救灾"]
    changes = officer.sent_back()
    assert changes.missing == ()
    assert len(changes.unchanged) == 3


def test_a_sheet_whose_rows_were_all_deleted_has_them_missing(officer):
    officer.sheet("救灾").delete_rows(4)
    assert officer.sent_back().missing == ("demo:relief-1",)


def test_a_form_that_was_filled_in_from_nothing_misses_no_rows(wording, export):
    officer = Officer(export, wording, items=())
    officer.book = openpyxl.load_workbook(
        io.BytesIO(as_workbook(export(blank_domains=("demo:relief",))))
    )
    officer.items = ITEMS
    page = officer.sheet("救灾")
    for header, text in {"一级事项": "救灾款物", "公开时限": "及时", "全社会": "√"}.items():
        page.cell(4, officer.column(header, page)).value = text
    changes = officer.sent_back()
    assert [each.domain for each in changes.added] == ["demo:relief"]
    assert changes.missing == ()
