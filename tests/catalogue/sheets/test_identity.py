"""What is exported and read back is what it was: every field, every format, odd texts too."""

from datetime import date

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure_core.catalogue.sheets.as_json import catalogue_file
from disclosure_core.catalogue.sheets.cells import Wording
from disclosure_core.catalogue.sheets.check_codes import is_as_exported
from disclosure_core.catalogue.sheets.from_json import returned_table
from disclosure_core.catalogue.sheets.items import read_exported
from disclosure_core.catalogue.sheets.layout import CatalogueExport
from disclosure_core.catalogue.sheets.plain import guarded, without_guard
from disclosure_core.catalogue.sheets.returned import returned_tables
from disclosure_core.catalogue.sheets.writing import ExportFormat, exported
from disclosure_core.catalogue.tables.readers.files import contents_of
from disclosure_core.catalogue.values import (
    Audience,
    ChannelKind,
    DisclosureItem,
    DisclosureMode,
    Domain,
    ItemChannel,
    Level,
    Phase,
    TimeLimit,
    TimeLimitClause,
    TimeLimitKind,
)
from disclosure_core.errors import DataError
from disclosure_core.legal import LegalBasis, Period

from .conftest import item, wording_of_the_form

ODD = (
    "=1+1",
    "-2",
    "@SUM(A1)",
    "'=1",
    "0012",
    "TRUE",
    "2020-01-01",
    "两行\n文字",
    " 前后空格 ",
    "\t制表\r\n",
    "甲、乙；丙;丁。",
    '他说"好"',
    "■政府网站 □公报",
    "√",
    "同上",
    "/",
    "无",
    "a|b\\|c",
    "\\",
    "**粗**<br>&nbsp;&amp;",
    "_x0041_ _x000D_",
    "😀𠮷㮾梨",
    "\u3000全角\u2028空格\u200b",
    "{}",
    "null",
    "《条例》（国令第711号）第二十条",
    "20个工作日",
    "0个工作日",
    "长" * 3000,
)
_TEXTS = st.one_of(
    st.sampled_from(ODD),
    st.text(
        st.characters(
            codec="utf-8",
            exclude_characters="\x7f\ufffe\uffff",
            exclude_categories=("Cc", "Cs"),
        ),
        max_size=30,
    ),
    st.builds("".join, st.lists(st.sampled_from(ODD[:20]), max_size=3)),
)
_FILLED = _TEXTS.filter(len)
_MAYBE = st.none() | _TEXTS
_DAYS = st.none() | st.integers(0, 500)
_CLAUSES = st.builds(
    TimeLimitClause,
    applies_to=_TEXTS,
    kind=st.sampled_from(TimeLimitKind),
    days=_DAYS,
    note=_MAYBE,
)
_LIMITS = st.builds(
    TimeLimit,
    kind=st.sampled_from(TimeLimitKind),
    days=_DAYS,
    clauses=st.lists(_CLAUSES, max_size=2).map(tuple),
    printed=_TEXTS,
    note=_MAYBE,
)
_BASES = st.builds(
    LegalBasis, document=_FILLED, number=_MAYBE, article=_MAYBE, url=_MAYBE, printed=_MAYBE
)
_CHANNELS = st.builds(
    ItemChannel, kind=st.sampled_from(ChannelKind), printed=_TEXTS, required=st.booleans()
)
_PERIODS = st.tuples(st.none() | st.dates(), st.none() | st.dates()).map(
    lambda days: (
        Period(since=min(days), until=max(days))
        if all(days)
        else Period(since=days[0], until=days[1])
    )
)


def _several(values):
    return st.lists(values, max_size=3).map(tuple)


ITEMS = st.builds(
    DisclosureItem,
    id=st.from_regex(r"[a-z0-9][a-z0-9:-]{0,20}", fullmatch=True),
    domain=st.sampled_from(("demo:planning", "demo:relief", "elsewhere:unknown")) | _FILLED,
    level1=_TEXTS,
    level2=_MAYBE,
    level3=_MAYBE,
    content=_several(_TEXTS),
    bases=_several(_BASES),
    time_limit=_LIMITS,
    agency=_MAYBE,
    channels=_several(_CHANNELS),
    audience=_several(st.sampled_from(Audience)),
    audience_detail=_MAYBE,
    modes=_several(st.sampled_from(DisclosureMode)),
    levels=_several(st.sampled_from(Level)),
    service=st.sampled_from((None, True, False)),
    phases=_several(st.sampled_from(Phase)),
    item_type=st.sampled_from((None, "demo:permit", "行政许可")) | _MAYBE,
    in_force=_PERIODS,
    reason=_MAYBE,
    source=_MAYBE,
)
CATALOGUES = st.lists(ITEMS, min_size=1, max_size=4, unique_by=lambda each: each.id).map(tuple)
WORDING: Wording = wording_of_the_form()


def there_and_back(items, format):
    export = CatalogueExport(place="示例县", on=date(2026, 11, 24), wording=WORDING, items=items)
    return read_exported(f"目录.{format}", exported(export, format), WORDING)


def returned_rows(items, format):
    export = CatalogueExport(place="示例县", on=date(2026, 11, 24), wording=WORDING, items=items)
    name, data = f"目录.{format}", exported(export, format)
    if (held := catalogue_file(name, data)) is not None:
        return returned_table(held, WORDING).rows
    tables = returned_tables(contents_of(name, data), file=name).tables
    return tuple(row for table in tables for row in table.rows)


def by_id(items):
    return {each.id: each for each in items}


@pytest.mark.parametrize("format", list(ExportFormat))
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(items=CATALOGUES)
def test_what_is_read_back_is_what_was_exported(format, items):
    assert by_id(there_and_back(items, format)) == by_id(items)


@pytest.mark.parametrize("format", list(ExportFormat))
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(items=CATALOGUES)
def test_every_row_comes_back_known_as_one_that_nobody_edited(format, items):
    rows = returned_rows(items, format)
    assert len(rows) == len(items)
    assert all(is_as_exported(row.cells) for row in rows)


@pytest.mark.parametrize("format", list(ExportFormat))
@pytest.mark.parametrize("text", ODD, ids=[ascii(each)[:20] for each in ODD])
def test_an_odd_text_stays_as_it_is_in_every_field(format, text):
    odd = item(
        level1=text,
        level2=text,
        level3=text,
        content=(text, "文件名称", text),
        bases=(LegalBasis(document=text, printed=text),),
        time_limit=TimeLimit(kind=TimeLimitKind.UNSPECIFIED, printed=text),
        agency=text,
        channels=(ItemChannel(kind=ChannelKind.OTHER, printed=text),),
        audience_detail=text,
        source=text,
    )
    assert there_and_back((odd,), format) == (odd,)


@pytest.mark.parametrize("format", list(ExportFormat))
def test_an_ordinary_item_needs_nothing_but_its_cells(format, export):
    written = exported(export(item()), format)
    assert read_exported(f"目录.{format}", written, WORDING) == (item(),)
    if format is ExportFormat.CSV:
        assert written.decode().rstrip().endswith(',""')  # 机读值 is empty


@pytest.mark.parametrize("format", list(ExportFormat))
@pytest.mark.parametrize("code", ["\x00", "\x07", "\x1f", "\ud800", "\uffff"])
def test_a_character_that_no_table_can_hold_is_refused_with_item_and_field(format, code, export):
    with pytest.raises(DataError) as caught:
        exported(export(item(agency=f"局{code}")), format)
    (mistake,) = caught.value.mistakes
    assert "详细规划1, field agency" in mistake.place_text("en")


def test_a_text_longer_than_a_cell_is_refused_with_item_and_column(export):
    with pytest.raises(DataError) as caught:
        exported(export(item(agency="长" * 40_000)), ExportFormat.XLSX)
    assert {"demo:planning-1, column 公开主体"} <= {
        each.place_text("en") for each in caught.value.mistakes
    }


@given(_TEXTS)
def test_the_guard_against_formulas_can_be_taken_away(text):
    assert without_guard(guarded(text)) == text


@given(_TEXTS)
def test_no_guarded_text_begins_as_a_formula(text):
    assert not guarded(text).startswith(tuple("=+-@＝＋－＠"))


@pytest.mark.parametrize("format", ExportFormat)
def test_items_of_two_domains_of_one_name_keep_their_domains(format, export, wording):
    namesake = Domain(id="county:planning", name="城乡规划")
    both = evolve(wording, domains=(*wording.domains, namesake))
    items = (item(1), item(2, domain="county:planning"))
    written = exported(evolve(export(*items), wording=both), format)
    assert read_exported(f"目录.{format}", written, both) == items
