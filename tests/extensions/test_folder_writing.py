"""Rows written as a clerk would write them are the same when they are read."""

import tomllib
from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.catalogue.tables.values import TableForm, TimeLimitWords
from disclosure_core.catalogue.values import (
    Audience,
    ChannelKind,
    DisclosureItem,
    DisclosureMode,
    ItemChannel,
    Level,
    Phase,
    Refinement,
    TimeLimit,
    TimeLimitKind,
)
from disclosure_core.extensions.folder import read_folder
from disclosure_core.extensions.folder.toml_text import toml_lines, toml_tables, without_empty
from disclosure_core.extensions.folder.writing import written_rows
from disclosure_core.legal import LegalBasis, Period

FORM = TableForm(id="words", time=TimeLimitWords(working_days=("个工作日",)))
PLUGIN = """
name = "own"
[[domains]]
id = "water"
name = "水利"
[[layers]]
id = "own"
name = "本县"
level = "county"
items = {names}
"""
ITEM = DisclosureItem(
    id="a",
    domain="water",
    level1="水库",
    level2="分配",
    content=("水库名称", "分配对象"),
    bases=(LegalBasis(document="水法", article="第五条", url="https://example.invalid/a"),),
    time_limit=TimeLimit(
        kind=TimeLimitKind.WORKING_DAYS, days=20, printed="形成之日起20个工作日内"
    ),
    agency="县水利局",
    channels=(ItemChannel(kind=ChannelKind.WEBSITE, printed="政府网站"),),
    audience=(Audience.SOCIETY,),
    modes=(DisclosureMode.PROACTIVE,),
    levels=(Level.COUNTY, Level.TOWN),
    service=False,
    phases=(Phase.RESULT,),
    in_force=Period(since=date(2020, 1, 1)),
    source="交流材料",
)


def read_back(folder, rows, form=FORM):
    written = written_rows("items", rows, form)
    for name, text in written.files.items():
        (folder / name).write_text(text, "utf-8", newline="")
    names = str(list(written.names)).replace("'", '"')
    (folder / "plugin.toml").write_text(PLUGIN.format(names=names), "utf-8")
    items = {each.id: each for each in read_folder(folder, form=form).layers[0].items}
    return written, [items[row.id] for row in rows]


def without_print(item):
    bases = tuple(evolve(each, printed=None) for each in item.bases)
    limit = evolve(item.time_limit, printed="")
    return evolve(item, bases=bases, time_limit=limit)


def test_a_row_that_cells_can_hold_goes_into_the_table(tmp_path):
    written, [item] = read_back(tmp_path, [ITEM])
    assert written.names == ("items.csv",)
    assert without_print(item) == without_print(ITEM)


def test_a_spreadsheet_knows_the_table_for_utf_8():
    (text,) = written_rows("items", [ITEM], FORM).files.values()
    assert text.startswith("\ufeff编号,领域,一级事项")


@pytest.mark.parametrize(
    "changed",
    [
        {"content": ("甲；乙", "丙")},
        {"channels": (ItemChannel(kind=ChannelKind.OTHER, printed="政府网站"),)},
        {"channels": (ItemChannel(kind=ChannelKind.WEBSITE, printed="政府网站", required=False),)},
        {"time_limit": TimeLimit(kind=TimeLimitKind.UNSPECIFIED, printed="长期公开")},
        {"time_limit": TimeLimit(kind=TimeLimitKind.ANNUAL, printed="每年一次")},
        {"level1": "  水库"},
        {"agency": "县水利局\n县林业局"},
        {"bases": (LegalBasis(document="水法", article="附件二"),)},
    ],
    ids=str,
)
def test_a_row_that_no_cell_can_hold_is_kept_exactly(tmp_path, changed):
    row = evolve(ITEM, **changed)
    written, [item] = read_back(tmp_path, [row])
    assert without_print(item) == without_print(row)
    assert set(written.names) <= {"items.csv", "items-exact.toml"}


@pytest.mark.parametrize("opening", ["=", "+", "-", "@", "\t"])
def test_no_cell_is_a_formula_to_a_spreadsheet(tmp_path, opening):
    row = evolve(ITEM, level1=f"{opening}HYPERLINK(1)")
    written, [item] = read_back(tmp_path, [row])
    assert "items.csv" not in written.names
    assert item.level1 == row.level1


def test_table_and_file_hold_together_all_rows_in_any_mixture(tmp_path):
    rows = [ITEM, evolve(ITEM, id="b", content=("甲；乙",)), evolve(ITEM, id="c")]
    written, items = read_back(tmp_path, rows)
    assert (written.in_table, written.exact) == (2, 1)
    assert [item.id for item in items] == ["a", "b", "c"]


def test_a_refinement_that_empties_a_field_is_not_lost():
    row = Refinement(item="china:a", reason="本县没有", agency="", channels=())
    written = written_rows("refinements", [row], FORM)
    (data,) = tomllib.loads(written.files["refinements-exact.toml"])["refinements"]
    assert data == {"item": "china:a", "reason": "本县没有", "agency": "", "channels": []}


texts = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12)
visible = texts.filter(lambda text: text.strip())


@given(visible, visible, st.lists(visible, min_size=1, max_size=3).map(tuple))
def test_any_words_come_back(tmp_path_factory, level1, agency, content):
    row = evolve(ITEM, level1=level1, agency=agency, content=content)
    _, [item] = read_back(tmp_path_factory.mktemp("own"), [row])
    assert (item.level1, item.agency, item.content) == (level1, agency, content)


plain = st.recursive(
    st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.text(st.characters(exclude_categories=("Cs",)), max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text(st.characters(exclude_categories=("Cs",)), max_size=5), inner, max_size=3
        )
    ),
    max_leaves=8,
)
tables = st.dictionaries(
    st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=8), plain, max_size=4
)


@given(tables)
def test_what_is_written_as_toml_is_read_the_same(data):
    assert tomllib.loads(toml_lines(data)) == data


@given(st.lists(tables, min_size=1, max_size=3))
def test_tables_of_toml_are_read_in_their_order(data):
    assert tomllib.loads(toml_tables("items", data)) == {"items": data}


def test_what_is_absent_or_empty_is_left_out_however_deep():
    data = {"a": None, "b": {"c": None}, "d": [{"e": None, "f": ""}], "g": []}
    assert without_empty(data) == {"d": [{"f": ""}]}
