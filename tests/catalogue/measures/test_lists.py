"""Lists of releases, events and columns: every mistake found, each with its line and column."""

from datetime import date
from pathlib import Path

import pytest
from tests.catalogue.measures.county import item

from disclosure_core.catalogue.measures.freshness import SiteColumnKind
from disclosure_core.catalogue.measures.lists import (
    channel_words,
    read_columns,
    read_formations,
    read_fulfilments,
)
from disclosure_core.catalogue.tables.values import TableForm
from disclosure_core.catalogue.values import ChannelKind, FormationKind
from disclosure_core.errors import DataError, UnreadableFileError
from disclosure_core.organisation.values import Region

ITEMS = [
    item("safety:penalty", level1="行政执法", level2="行政处罚"),
    item("safety:permit", level1="行政执法", level2="行政许可"),
    item("budget:permit", level1="其他", level2="行政许可"),
]
KINDS = channel_words(TableForm(id="f", channels={ChannelKind.BULLETIN_BOARD: ("公示栏",)}))


@pytest.fixture
def table(tmp_path: Path):
    def write(text: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / "公开情况.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return write


def mistakes(error: pytest.ExceptionInfo[DataError]) -> list[str]:
    return [each.text("en") for each in error.value.mistakes]


def test_a_posting_on_a_village_board_is_a_line(table) -> None:
    (found,) = read_fulfilments(
        table("事项,张贴日期,渠道,地点\nsafety:penalty,2026年3月2日,公示栏,东村\n"), ITEMS, KINDS
    )
    assert (found.item, found.published_on, found.channel_kind, found.place) == (
        "safety:penalty",
        date(2026, 3, 2),
        ChannelKind.BULLETIN_BOARD,
        "东村",
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_any_encoding_that_spreadsheets_write_is_read(table, encoding: str) -> None:
    text = "事项,公开日期\n行政执法 ▸ 行政处罚,2026-03-02\n"
    (found,) = read_fulfilments(table(text, encoding), ITEMS, KINDS)
    assert found.item == "safety:penalty"


def test_an_item_may_be_named_by_its_last_name_where_only_one_has_it(table) -> None:
    (found,) = read_fulfilments(table("item,published_on\n行政处罚,20260302\n"), ITEMS, KINDS)
    assert found.item == "safety:penalty"


def test_a_name_of_several_items_is_refused_with_their_ids(table) -> None:
    with pytest.raises(DataError) as error:
        read_fulfilments(table("item,published_on\n行政许可,20260302\n"), ITEMS, KINDS)
    (told,) = mistakes(error)
    assert told.startswith("公开情况.csv line 2, column item: ")
    assert told.endswith("行政许可 can be several items: safety:permit, budget:permit")


def test_all_mistakes_of_all_lines_are_told_together(table) -> None:
    text = "事项,公开日期,渠道类别\n没有,2026-02-30,\n行政处罚,,公示拦\n"
    with pytest.raises(DataError) as error:
        read_fulfilments(table(text), ITEMS, KINDS)
    told = mistakes(error)
    assert [each.partition(": ")[0] for each in told] == [
        "公开情况.csv line 2, column 事项",
        "公开情况.csv line 2, column 公开日期",
        "公开情况.csv line 3, column 渠道类别",
        "公开情况.csv line 3, column 公开日期",
    ]
    assert told[2].endswith("公示拦 is not known; did you mean 公示栏?")


def test_a_header_that_is_misspelt_is_told_with_the_one_meant(table) -> None:
    with pytest.raises(DataError) as error:
        read_fulfilments(table("事项,公开日其\n行政处罚,2026-03-02\n"), ITEMS, KINDS)
    assert "did you mean 公开日期?" in mistakes(error)[0]


def test_a_column_that_must_be_there_is_asked_for_by_both_names(table) -> None:
    with pytest.raises(DataError) as error:
        read_formations(table("事项,形成日期\n行政处罚,2026-03-02\n"), ITEMS)
    assert mistakes(error) == ["公开情况.csv line 1: there is no column reference（文号）"]


def test_very_many_mistakes_are_counted(table) -> None:
    with pytest.raises(DataError) as error:
        read_fulfilments(table("事项,公开日期\n" + "没有,昨天\n" * 150), ITEMS, KINDS)
    assert len(error.value.mistakes) == 201
    assert mistakes(error)[-1] == "公开情况.csv: and 100 mistakes more"


def test_elements_that_nobody_looked_at_differ_from_none_shown(table) -> None:
    lines = "".join(f"行政处罚,20260302,{cell}\n" for cell in ("", "-", "甲；乙"))
    found = read_fulfilments(table(f"事项,公开日期,公开内容\n{lines}"), ITEMS, KINDS)
    assert [each.elements for each in found] == [None, (), ("甲", "乙")]


def test_remarks_are_passed_over_and_empty_lines_too(table) -> None:
    text = "序号,事项,公开日期,备注\n1,行政处罚,20260302,略\n,,,\n"
    assert len(read_fulfilments(table(text), ITEMS, KINDS)) == 1


def test_a_place_that_is_no_village_here_is_a_mistake(table) -> None:
    villages = [Region(id="x:v1", name="东村", level="village")]
    with pytest.raises(DataError) as error:
        read_fulfilments(
            table("事项,公开日期,地点\n行政处罚,20260302,东材\n"), ITEMS, KINDS, villages
        )
    assert "did you mean 东村?" in mistakes(error)[0]


def test_places_are_taken_as_they_are_where_no_village_is_known(table) -> None:
    (found,) = read_fulfilments(
        table("事项,公开日期,地点\n行政处罚,20260302,东村\n"), ITEMS, KINDS, ()
    )
    assert found.place == "东村"


def test_an_event_may_be_a_change(table) -> None:
    text = "事项,形成日期,文号,起算事由\n行政处罚,20260302,甲1号,变更\n"
    (found,) = read_formations(table(text), ITEMS)
    assert (found.kind, found.reference) == (FormationKind.CHANGED, "甲1号")


def test_columns_of_a_site_are_read_with_their_kind(table) -> None:
    text = "栏目,栏目类别,信息条数,最近更新\n要闻动态,动态,12,2026-11-20\n通知公告,通知公告,0,\n"
    found = read_columns(table(text))
    assert [(each.id, each.kind, each.pieces) for each in found] == [
        ("要闻动态", SiteColumnKind.DYNAMIC, 12),
        ("通知公告", SiteColumnKind.NOTICE_POLICY, 0),
    ]


def test_a_column_without_its_number_of_pieces_is_refused(table) -> None:
    with pytest.raises(DataError, match="write 0 for a column that never had content"):
        read_columns(table("栏目,栏目类别,信息条数\n要闻,要闻,\n"))


@pytest.mark.parametrize("text", ["", "\n\n", '事项,公开日期\n"行政处罚,2026'])
def test_a_file_that_is_no_list_is_refused(table, text: str) -> None:
    with pytest.raises(UnreadableFileError):
        read_fulfilments(table(text), ITEMS, KINDS)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="cannot be opened"):
        read_columns(tmp_path / "none.csv")
