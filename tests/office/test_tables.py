"""An office's catalogue goes out as a table, comes back filled in, and nothing else changes."""

import csv
import io
import json

import openpyxl
import pytest
from attrs import evolve

from disclosure_core.access.values import PUBLIC, Actor, Role
from disclosure_core.catalogue.sheets.writing import ExportFormat
from disclosure_core.errors import DataError, NotAllowedError
from disclosure_core.office.office import open_office
from disclosure_core.office.tables import ImportOptions

EVERYTHING = Actor(name="王主任", roles=frozenset(Role))


@pytest.fixture
def workbook(office, tmp_path):
    path = tmp_path / "目录.xlsx"
    office.tables.write(path, domains=("安全生产",))
    return path


def cell_under(sheet, header, row):
    column = next(c.column for r in (2, 3) for c in sheet[r] if (c.value or "").startswith(header))
    return sheet.cell(row, column)


def filled(path, row=4, **cells):
    book = openpyxl.load_workbook(path)
    for header, text in cells.items():
        cell_under(book.worksheets[0], header, row).value = text
    book.save(path)


@pytest.mark.parametrize("format", list(ExportFormat))
def test_the_whole_catalogue_exported_and_read_back_changes_nothing(office, tmp_path, format):
    path = tmp_path / f"目录.{format}"
    count = office.tables.write(path)
    changes = office.tables.preview(path)
    assert count == len(office.catalogue.current().items) == len(changes.unchanged)
    assert (changes.added, changes.changed, changes.dropped, changes.missing) == ((), (), (), ())
    assert changes.problems == ()


def test_a_changed_cell_is_kept_with_its_reason(office, workbook):
    id = cell_under(openpyxl.load_workbook(workbook).worksheets[0], "事项编号", 4).value
    filled(workbook, 公开主体="示例县应急管理局", 调整理由="机构改革")
    taken = office.tables.take_in(workbook)
    assert (taken.refined, taken.added, taken.dropped) == ((id,), (), ())
    held = office.catalogue.item(id)
    assert held.item.agency == "示例县应急管理局"
    assert "机构改革" in str(held)


def test_a_preview_keeps_nothing(office, workbook):
    filled(workbook, 公开主体="示例县应急管理局", 调整理由="机构改革")
    before = office.catalogue.current()
    assert len(office.tables.preview(workbook).changed) == 1
    assert office.catalogue.current() == before
    assert office.catalogue.imports() == ()


def test_an_item_marked_as_not_applying_no_longer_holds(office, workbook):
    id = cell_under(openpyxl.load_workbook(workbook).worksheets[0], "事项编号", 4).value
    filled(workbook, 不适用="不适用", 调整理由="本县没有")
    assert office.tables.take_in(workbook).dropped == (id,)
    assert office.catalogue.current().item(id) is None
    assert id in {each.item.id for each in office.catalogue.current().omitted}


def test_what_was_taken_in_is_exported_and_changes_nothing_again(office, workbook, tmp_path):
    filled(workbook, 公开主体="示例县应急管理局", 公开时限="及时", 调整理由="机构改革")
    office.tables.take_in(workbook)
    again = tmp_path / "再.xlsx"
    office.tables.write(again)
    assert office.tables.preview(again).changed == ()


def test_a_table_with_mistakes_is_not_taken_in_at_all(office, workbook):
    filled(workbook, 公开主体="示例县应急管理局", 调整理由="机构改革")
    filled(workbook, 5, 公开时限="0个工作日", 调整理由="错")
    before = office.catalogue.current()
    with pytest.raises(DataError):
        office.tables.take_in(workbook)
    assert office.catalogue.current() == before


def test_items_in_json_come_back_with_reasons_beside_them(office, tmp_path):
    path = tmp_path / "目录.json"
    office.tables.write(path, domains=("安全生产",))
    data = json.loads(path.read_text("utf-8"))
    item = data["items"][0]
    item["agency"] = "示例县应急管理局"
    data["reasons"] = {item["id"]: "机构改革"}
    path.write_text(json.dumps(data), "utf-8")
    (changed,) = office.tables.preview(path).changed
    assert (changed.id, changed.refinement.reason) == (item["id"], "机构改革")


def test_only_a_drafter_takes_tables_in(office, workbook):
    with pytest.raises(NotAllowedError):
        office.as_actor(PUBLIC).tables.take_in(workbook)


def test_an_unknown_domain_is_refused_with_the_known_ones(office, tmp_path):
    with pytest.raises(DataError, match="no domain 火星"):
        office.tables.write(tmp_path / "目录.xlsx", domains=("火星",))


def test_one_reason_may_be_given_for_a_whole_file(office, workbook):
    filled(workbook, 公开主体="示例县应急管理局")
    (changed,) = office.tables.preview(workbook, ImportOptions(reason="机构改革")).changed
    assert changed.refinement.reason == "机构改革"


@pytest.fixture
def county(settings, clock):
    place = evolve(settings, region="changsha:changsha-county")
    with open_office(place, actor=EVERYTHING, clock=clock) as office:
        yield office


def test_a_town_fills_in_its_prefilled_catalogue_and_only_the_difference_is_kept(county, tmp_path):
    path = tmp_path / "街道.xlsx"
    town = county.towns.region("㮾梨街道")
    county.tables.write(path, region=town.id)
    assert openpyxl.load_workbook(path).worksheets[0]["A1"].value.startswith("㮾梨街道")
    filled(path, 公开主体="㮾梨街道规划办", 调整理由="本街道设有规划办")
    (changed,) = county.tables.preview(path, ImportOptions(region=town.id)).changed
    county.tables.take_in(path, ImportOptions(region=town.id))
    layer = county.towns.layer(town.id)
    assert [(each.item, each.agency) for each in layer.refinements] == [
        (changed.id, "㮾梨街道规划办")
    ]
    assert (layer.items, layer.omissions) == ((), ())


def test_what_a_town_kept_since_an_export_is_not_overwritten_by_it(county, tmp_path):
    path, later = tmp_path / "街道.xlsx", tmp_path / "改.xlsx"
    town = county.towns.region("㮾梨街道").id
    county.tables.write(path, region=town)
    county.tables.write(later, region=town)
    filled(later, 公开主体="㮾梨街道规划办", 调整理由="本街道设有规划办")
    county.tables.take_in(later, ImportOptions(region=town))
    kept = county.towns.layer(town)
    filled(path, 公开时限="及时", 调整理由="本街道要求")
    with pytest.raises(DataError) as refused:
        county.tables.take_in(path, ImportOptions(region=town))
    (mistake,) = refused.value.mistakes
    assert "was changed after this table was exported" in mistake.what.text("en")
    assert county.towns.layer(town) == kept


def test_a_town_enters_other_rows_of_an_older_export_and_keeps_what_it_had(county, tmp_path):
    path, later = tmp_path / "街道.xlsx", tmp_path / "改.xlsx"
    town = county.towns.region("㮾梨街道").id
    county.tables.write(path, region=town)
    county.tables.write(later, region=town)
    filled(later, 公开主体="㮾梨街道规划办", 调整理由="本街道设有规划办")
    county.tables.take_in(later, ImportOptions(region=town))
    filled(path, row=5, 公开时限="及时", 调整理由="本街道要求")
    county.tables.take_in(path, ImportOptions(region=town, reason="全部"))
    agencies, limits = zip(
        *((each.agency, each.time_limit) for each in county.towns.layer(town).refinements),
        strict=True,
    )
    assert set(agencies) == {"㮾梨街道规划办", None}
    assert [each.printed for each in limits if each] == ["及时"]


def test_a_row_added_by_a_town_holds_there_and_not_in_the_county(county, tmp_path):
    path = tmp_path / "街道.csv"
    county.tables.write(path, region="㮾梨街道", domains=("城乡规划",))
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    new = {"一级事项": "规划宣传", "公开内容（要素）": "宣传材料", "所属领域": "城乡规划"}
    new |= {"调整理由": "本街道自设", "乡级": "√", "全社会": "√", "主动": "√"}
    rows.append([new.get(header, "") for header in rows[0]])
    with path.open("w", encoding="utf-8-sig", newline="") as opened:
        csv.writer(opened).writerows(rows)
    taken = county.tables.take_in(path, ImportOptions(region="㮾梨街道"))
    assert len(taken.added) == 1
    assert county.towns.catalogue("㮾梨街道").item(taken.added[0]) is not None
    assert county.catalogue.current().item(taken.added[0]) is None


def test_the_table_of_a_town_is_not_taken_for_the_countys_or_another_towns(county, tmp_path):
    path = tmp_path / "街道.xlsx"
    county.tables.write(path, region="㮾梨街道", domains=("城乡规划",))
    for region in (None, "泉塘街道"):
        with pytest.raises(DataError) as refused:
            county.tables.preview(path, ImportOptions(region=region, reason="机构改革"))
        (mistake,) = refused.value.mistakes
        assert mistake.what.text("en") == "this is the table of 㮾梨街道"
    assert county.tables.preview(path, ImportOptions(region="㮾梨街道")).changed == ()
