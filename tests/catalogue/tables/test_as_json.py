"""What the JSON of a reading says beside the printed fields."""

from disclosure_core.catalogue.tables.as_json import reading_as_json
from disclosure_core.catalogue.tables.grid import PastedText
from disclosure_core.catalogue.tables.reading import read_tables
from disclosure_core.catalogue.tables.values import PrintedTable, TableReading, UnreadRow

LINES = (
    "序号 | 一级事项 | 公开内容 | 公开依据 | 公开时限 | 公开主体 | 公开渠道和载体 |",
    "1 | 政策文件 | 文件名称 | 《政府信息公开条例》 | 及时公开 | 县教育局 | ■政府网站 ■公示栏 |",
)


def test_each_channel_has_its_kind_and_each_row_its_place(form):
    reading = read_tables([PastedText(lines=LINES, first_line=3)], file="目录.txt", form=form)
    (row,) = reading_as_json(reading)["rows"]
    assert row["channels"] == ["政府网站", "公示栏"]
    assert row["channel_kinds"] == ["website", "bulletin_board"]
    assert row["place"] == "line 4"


def test_a_row_that_could_not_be_understood_is_listed_as_printed():
    table = PrintedTable(unread=(UnreadRow(place="line 9", printed=("甲", "乙")),))
    data = reading_as_json(TableReading(source="目录.txt", tables=(table,)))
    assert data["unread"] == [{"place": "line 9", "printed": ["甲", "乙"]}]
