"""One folder with every kind of mistake: all are told in one go, each with its place."""

from pathlib import Path

import xlsxwriter

from .conftest import Look, Site

TOML = """
name = "full"
layers = "layers.toml"

[[notices]]
year = 2031
days_off = ["2031-01-01", "2031-01-04"]
make_up_days = ["2031-01-04"]
basis = "放假通知"
"""
LAYERS = """
[[layers]]
id = "a"
name = "甲"
level = "town"
over = "b"
omissions = "omissions.csv"

[[layers]]
id = "b"
name = "乙"
level = "town"
over = "a"

[[layers]]
id = "c"
name = "丙"
level = "county"
over = "base:national"
replaces = "base:county"
items = "items.xlsx"

[[layers]]
id = "d"
name = "丁"
level = "county"
over = "base:national"
replaces = "base:county"
"""
BASE = """
@hookimpl
def disclosure_domains():
    yield Domain(id="planning", name="城乡规划")

@hookimpl
def disclosure_items():
    yield CatalogueLayer(id="national", name="国家", level=Level.NATIONAL)
    yield CatalogueLayer(id="county", name="本县", level=Level.COUNTY, over="national")
"""
ROWS = (
    ("编号", "领域", "一级事项", "公开时限"),
    ("one", "base:planning", "规划编制", "0"),
    ("one", "base:planning", "规划许可", "400"),
    ("three", "base:nowhere", "规划核实", "20"),
    ("four", "base:planning", "规划公示", "天知道"),
)


def bad_folder(folder: Path) -> Path:
    folder.mkdir()
    (folder / "plugin.toml").write_text(TOML, "utf-8")
    (folder / "layers.toml").write_text(LAYERS, "utf-8")
    (folder / "omissions.csv").write_bytes("事项,理由\nbase:gone,没有\n".encode("gb18030"))
    with xlsxwriter.Workbook(folder / "items.xlsx") as book:
        sheet = book.add_worksheet("事项")
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
    return folder


def test_all_mistakes_of_a_folder_are_told_in_one_go(
    site: Site, look: Look, tmp_path: Path
) -> None:
    site.install("base", BASE)
    seen = look(bad_folder(tmp_path / "full"))
    told = "\n".join(str(each) for each in seen.errors)
    for expected in (
        "items.xlsx row 2, column 公开时限: 0 days is no time limit: expected 1 to 260",
        "items.xlsx row 3, column 公开时限: 400 days is no time limit: expected 1 to 260",
        "items.xlsx row 5, column 公开时限: expected working days such as 20",
        "plugin.toml notices[0].make_up_days: 2031-01-04: named as day off and as make-up day",
        'The item "full:one" is supplied more than once.',
        "items.xlsx:2",
        "items.xlsx:3",
        'Two plugins replace the layer "base:county".',
        "layers.toml layers[2]",
        "layers.toml layers[3]",
        "omissions.csv row 2, column 事项: full:a refers to the item base:gone",
        "items.xlsx row 4, column 领域: full:three refers to the domain base:nowhere",
        "each layer refers to the next, in a ring: full:a, full:b",
    ):
        assert expected in told


def test_what_a_folder_with_mistakes_says_is_not_used(
    site: Site, look: Look, tmp_path: Path
) -> None:
    site.install("base", BASE)
    seen = look(bad_folder(tmp_path / "full"))
    assert not any(each.id.startswith("full:") for each in seen.registry.layers)


def test_an_id_that_is_no_id_is_told_with_its_row(site: Site, look: Look, tmp_path: Path) -> None:
    site.install("base", BASE)
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "plugin.toml").write_text(
        'name = "own"\n[[layers]]\nid = "own"\nname = "本县"\nlevel = "county"\n'
        'items = "items.csv"\n',
        "utf-8",
    )
    (folder / "items.csv").write_text("编号,领域,一级事项\n=1+1,base:planning,公园\n", "utf-8")
    (error,) = look(folder).errors
    assert "items.csv:2: it is written here" in str(error)


def test_the_items_of_a_layer_with_a_mistake_are_looked_at_too(
    site: Site, look: Look, tmp_path: Path
) -> None:
    site.install("base", BASE)
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "plugin.toml").write_text(
        'name = "own"\n[[layers]]\nid = "own"\nname = "本县"\nlevel = "county"\n'
        "in_force = { since = 2026-03-01, until = 2025-01-01 }\n"
        '[[layers.items]]\nid = "one"\ndomain = "base:planning"\nlevel1 = "公园"\n'
        'in_force = { since = "2026-02-30" }\n',
        "utf-8",
    )
    (error,) = look(folder).errors
    told = str(error)
    assert "layers[0].in_force: A period ends on 2025-01-01" in told
    assert "2 mistakes" in told
    assert "plugin.toml layers[0].items[0].in_force" in told
