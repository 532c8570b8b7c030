"""What is wrong with the layers of several folders is told together, each with its place."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from disclosure_core.catalogue.layers import stack
from disclosure_core.errors import ConflictError

from .conftest import Look, told

NATION = """
name = "nation"
version = "2020"
[[domains]]
id = "safety"
name = "安全生产"
[[layers]]
id = "guide"
name = "全国"
level = "national"
items = "items.csv"
"""
ITEMS = (
    "编号,领域,一级事项,公开主体\nledger,safety,台账,应急管理部门\nplan,safety,预案,应急管理部门\n"
)
COUNTY = """
name = "{name}"
version = "1"
[[layers]]
id = "own"
name = "本县"
level = "county"
over = "{over}"
{more}
"""


@pytest.fixture
def folder(tmp_path: Path):
    def make(name: str, toml: str, **files: str) -> Path:
        made = tmp_path / "folders" / name
        made.mkdir(parents=True)
        (made / "plugin.toml").write_text(toml, "utf-8")
        for file, text in files.items():
            (made / file.replace("__", ".")).write_text(text, "utf-8")
        return made

    return make


@pytest.fixture
def nation(folder) -> Path:
    return folder("nation", NATION, items__csv=ITEMS)


def county(name: str, more: str = "", over: str = "nation:guide") -> str:
    return COUNTY.format(name=name, over=over, more=more)


def text_of(looked) -> str:
    return "\n".join(told(looked))


def test_layers_that_fit_have_no_mistakes(look: Look, folder, nation: Path) -> None:
    hills = folder(
        "hills",
        county("hills", 'omissions = "omissions.csv"'),
        omissions__csv="事项编号,理由\nnation:plan,本县没有\n",
    )
    assert told(look(nation, hills)) == []


def test_dropping_an_unknown_item_is_told_with_file_row_and_column(
    look: Look, folder, nation: Path
) -> None:
    hills = folder(
        "hills",
        county("hills", 'omissions = "omissions.csv"'),
        omissions__csv="事项编号,理由\nnation:plan,没有\nnation:plann,没有\n",
    )
    assert (
        "omissions.csv row 3, column 事项编号: hills:own refers to the item nation:plann, which "
        "nobody supplies; did you mean nation:plan?"
    ) in text_of(look(nation, hills))


def test_refining_an_unknown_item_is_told_with_sheet_and_row(
    look: Look, folder, nation: Path
) -> None:
    hills = folder("hills", county("hills", 'refinements = "differences.xlsx"'))
    book = openpyxl.Workbook()
    first = book.active
    first.title = "说明"
    first.append(("事项编号", "理由", "公开主体"))
    first.append(("nation:ledger", "职责", "县局"))
    second = book.create_sheet("调整")
    second.append(("事项编号", "理由", "公开主体"))
    second.append(("nation:none", "职责", "县局"))
    book.save(hills / "differences.xlsx")
    assert "differences.xlsx sheet 调整, row 2, column 事项编号: hills:own refers to" in text_of(
        look(nation, hills)
    )


def test_a_layer_over_a_missing_one_is_told(look: Look, folder, nation: Path) -> None:
    hills = folder("hills", county("hills", over="nation:gone"))
    assert "hills:own refers to the layer nation:gone, which nobody supplies" in text_of(
        look(nation, hills)
    )


def test_layers_of_two_folders_over_each_other_are_told(look: Look, folder, nation: Path) -> None:
    first = folder("first", county("first", over="second:own"))
    second = folder("second", county("second", over="first:own"))
    assert "each layer refers to the next, in a ring: first:own, second:own" in text_of(
        look(nation, first, second)
    )


def test_two_folders_that_replace_one_layer_are_both_named(
    look: Look, folder, nation: Path
) -> None:
    east = folder("east", county("east", 'replaces = "nation:guide"', over="nation:guide"))
    west = folder("west", county("west", 'replaces = "nation:guide"', over="nation:guide"))
    (conflict,) = [
        each for each in look(nation, east, west).errors if isinstance(each, ConflictError)
    ]
    assert conflict.providers == (
        "east 1    plugin.toml layers[0]",
        "west 1    plugin.toml layers[0]",
    )
    assert 'Two plugins replace the layer "nation:guide"' in str(conflict)


REGION = '[[regions]]\nid = "county"\nname = "县"\nlevel = "county"\n'


def test_two_counties_may_each_replace_a_layer_for_themselves(
    look: Look, folder, nation: Path
) -> None:
    more = 'replaces = "nation:guide"\nregion = "county"\n'
    lay = COUNTY.replace('over = "{over}"', "")
    folders = [folder(name, lay.format(name=name, more=more) + REGION) for name in ("east", "west")]
    assert told(look(nation, *folders)) == []


REPLACING = """
[[layers.items]]
id = "{id}"
domain = "nation:safety"
level1 = "台账"
in_force = {{ since = 2026-01-01 }}
[[layers.successions]]
before = ["nation:ledger"]
after = ["{id}"]
on = 2026-01-01
reason = "本省改版"
"""


def test_two_folders_that_replace_one_item_are_both_named_with_the_entry(
    look: Look, folder, nation: Path
) -> None:
    east = folder("east", county("east", REPLACING.format(id="east-ledger")))
    west = folder("west", county("west", REPLACING.format(id="west-ledger")))
    (conflict,) = look(nation, east, west).errors
    assert 'Two plugins replace the item "nation:ledger"' in str(conflict)
    assert conflict.providers == (
        "east 1    plugin.toml layers[0].successions[0]",
        "west 1    plugin.toml layers[0].successions[0]",
    )


def test_an_item_that_another_folder_replaces_no_longer_holds(
    look: Look, folder, nation: Path
) -> None:
    east = folder("east", county("east", REPLACING.format(id="new-ledger")))
    layers = look(nation, east).registry.layers
    before = stack(layers, on=date(2025, 12, 31))
    after = stack(layers, on=date(2026, 1, 1))
    assert [each.item.id for each in before.items] == ["nation:ledger", "nation:plan"]
    assert [each.item.id for each in after.items] == ["nation:plan", "east:new-ledger"]
    assert after.omitted_item("nation:ledger").reason == "本省改版"


def test_a_succession_that_contradicts_the_items_is_told_with_its_row(
    look: Look, folder, nation: Path
) -> None:
    own = 'items = "items.csv"\nsuccessions = "successions.csv"'
    hills = folder(
        "hills",
        county("hills", own),
        items__csv="编号,领域,一级事项,起始日期\nold,nation:safety,旧,\nnew,nation:safety,新,2026-02-01\n",
        successions__csv="原事项,新事项,变更日期,理由\nold,new,2026-01-01,改版\n",
    )
    (error,) = look(nation, hills).errors
    assert [each.text("en") for each in error.mistakes] == [
        (
            "successions.csv row 2: hills:new begins on 2026-02-01; expected 2026-01-01, the day "
            "of the succession"
        ),
        (
            "successions.csv row 2: hills:old ends on no day; expected 2025-12-31, the day before "
            "the succession"
        ),
    ]


def test_a_new_version_in_the_same_folder_keeps_the_ids_of_the_old(look: Look, folder) -> None:
    second = """
[[layers]]
id = "guide-2027"
name = "全国（2027年版）"
level = "national"
replaces = "guide"
version = "2027"
in_force = { since = 2027-01-01 }
items = "newer.csv"
"""
    nation = folder(
        "nation",
        NATION + second,
        items__csv=ITEMS,
        newer__csv="编号,领域,一级事项\nledger,safety,台账（新版）\n",
    )
    hills = folder(
        "hills",
        county("hills", 'refinements = "refinements.csv"'),
        refinements__csv="事项编号,理由,公开主体\nnation:ledger,职责,县应急局\n",
    )
    looked = look(nation, hills)
    assert told(looked) == []
    holding = stack(looked.registry.layers, on=date(2027, 1, 1)).item("nation:ledger")
    assert (holding.item.level1, holding.item.agency) == ("台账（新版）", "县应急局")
    assert looked.registry.on(date(2027, 1, 1)).layer("hills:own").over == "nation:guide-2027"


def test_a_layer_over_the_one_it_replaces_is_told(look: Look, folder, nation: Path) -> None:
    hills = folder("hills", county("hills", 'replaces = "nation:guide"'))
    assert "in a ring: hills:own" in text_of(look(nation, hills))


def test_everything_that_is_wrong_is_told_together(look: Look, folder, nation: Path) -> None:
    wrong = folder(
        "wrong",
        county("wrong", 'omissions = "omissions.csv"'),
        omissions__csv="事项编号,理由\nnation:none,没有\n",
    )
    missing = folder("missing", county("missing", over="nowhere:layer"))
    first = folder("first", county("first", over="second:own"))
    second = folder("second", county("second", over="first:own"))
    east = folder("east", county("east", REPLACING.format(id="a")))
    west = folder("west", county("west", REPLACING.format(id="b")))
    text = text_of(look(nation, wrong, missing, first, second, east, west))
    for part in (
        "omissions.csv row 2, column 事项编号",
        "the layer nowhere:layer, which nobody supplies",
        "in a ring: first:own, second:own",
        'Two plugins replace the item "nation:ledger"',
    ):
        assert part in text
