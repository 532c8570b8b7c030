"""Whatever the layout a table is printed in, reading it gives the rows it was printed from."""

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from disclosure_core.catalogue.tables.as_json import reading_as_json
from disclosure_core.catalogue.tables.grid import Cell, Grid, PastedText
from disclosure_core.catalogue.tables.reading import read_tables
from disclosure_core.catalogue.tables.values import TableForm, TableReading

from .printing import Item, Printed, Style, print_table, random_style

Read = Callable[[Printed], TableReading]

LAW = "《中华人民共和国政府信息公开条例》(国务院令第711号)"
WITHIN_20 = "信息形成之日起20个工作日内"
EMERGENCY, CIVIL = "青禾县应急管理局", "青禾县民政局"
BOARD = "社区/企事业单位/村公示栏(电子屏)"
ITEMS = (
    Item(
        "政策文件",
        "法律法规",
        ("有关法律", "有关规章"),
        (LAW,),
        WITHIN_20,
        EMERGENCY,
        ("政府网站", "公开查阅点"),
        level3="法律",
    ),
    Item(
        "政策文件",
        "政策解读",
        ("解读文字", "解读图片", "问答"),
        (LAW,),
        WITHIN_20,
        EMERGENCY,
        ("政府网站", "两微一端"),
        levels=("县级", "乡级"),
        level3="图文解读",
    ),
    Item(
        "行政处罚",
        "检查计划",
        ("检查范围", "检查时间"),
        ("《中华人民共和国安全生产法》",),
        "及时公开",
        EMERGENCY,
        ("政府网站",),
        level3="年度计划",
    ),
    Item(
        "行政处罚",
        "处罚结果",
        ("处罚决定书文号", "处罚事由", "处罚种类"),
        ("《中华人民共和国行政处罚法》", "《安全生产违法行为行政处罚办法》"),
        "决定作出之日起7个工作日内",
        EMERGENCY,
        ("政府网站", "精准推送"),
        audience=("特定群体",),
        mode=("依申请",),
        level3="行政处罚决定",
    ),
    Item(
        "灾害救助",
        "救助标准",
        ("救助对象", "救助金额"),
        ("《自然灾害救助条例》(国务院令第577号)",),
        "信息形成或者变更之日起20个工作日内",
        CIVIL,
        ("政府网站", BOARD),
        levels=("县级", "乡级"),
        level3="救助金标准",
    ),
    Item(
        "灾害救助",
        "款物发放",
        ("发放数量", "发放批次", "受益户数"),
        ("《救灾捐赠管理办法》",),
        "每季度公开",
        "各乡镇人民政府",
        ("便民服务站",),
        levels=("乡级",),
        level3="救灾粮发放",
    ),
    Item(
        "公共服务",
        "避难场所",
        ("场所名称", "场所地址", "容纳人数"),
        (LAW, "《突发事件应对法》"),
        "长期公开",
        EMERGENCY,
        ("政府网站", "入户/现场"),
        level3="应急避难场所",
    ),
)


def _printed(seed: int) -> tuple[Style, Printed]:
    chosen = random.Random(seed)
    style = random_style(chosen)
    start = chosen.randrange(len(ITEMS) - 2)
    items = ITEMS[start : start + chosen.randint(2, len(ITEMS) - start)]
    return style, print_table(items, style)


def _text(printed: Printed) -> PastedText:
    return PastedText(lines=tuple("\n".join(printed.lines).split("\n")))


def _read(printed: Printed, form: TableForm) -> dict[str, Any]:
    return reading_as_json(read_tables([_text(printed)], file="table.txt", form=form))


@pytest.fixture(scope="session")
def read(form: TableForm) -> Read:
    """Reads a printed table; keeps the form's words out of the report of a failing example."""
    return lambda printed: read_tables([_text(printed)], file="table.txt", form=form)


seeds = st.integers(min_value=0, max_value=1_000_000)
any_layout = settings(max_examples=100, deadline=None, derandomize=True)


@any_layout
@given(seed=seeds)
def test_every_printed_row_is_found_and_none_invented(read: Read, seed: int) -> None:
    _, printed = _printed(seed)
    assert len(read(printed).rows) == len(printed.rows)


@any_layout
@given(seed=seeds)
def test_each_field_is_as_printed_or_a_problem_names_it(read: Read, seed: int) -> None:
    _, printed = _printed(seed)
    reading = reading_as_json(read(printed))
    told = {(each["row"], each["column"]) for each in reading["problems"]}
    for number, (row, truth) in enumerate(zip(reading["rows"], printed.rows, strict=True), 1):
        for name, value in truth.items():
            column = "time_limit" if name == "time_limit_text" else name
            known = {(row["seq"], column), (str(number), column)}
            assert row.get(name) == value or known & told, (name, row.get(name), value)


@any_layout
@given(seed=seeds)
def test_where_empty_cells_are_kept_ticks_are_read_exactly(read: Read, seed: int) -> None:
    style, printed = _printed(seed)
    assume(style.ticks == "kept")
    assert [(list(row.audience), list(row.mode)) for row in read(printed).rows] == [
        (truth["audience"], truth["mode"]) for truth in printed.rows
    ]


@any_layout
@given(seed=seeds)
def test_nothing_printed_is_lost(read: Read, seed: int) -> None:
    """Every cell stands in what some row printed, or in a row that was not understood."""
    _, printed = _printed(seed)
    reading = read(printed)
    kept = "".join("".join(row.printed) for row in reading.rows)
    kept += "".join("".join(each.printed) for table in reading.tables for each in table.unread)
    for truth in printed.rows:
        assert str(truth["agency"] or "") in "".join(kept.split())


@pytest.mark.parametrize("wrap", [4, 6, 9])
def test_cells_broken_over_lines_are_joined(wrap: int, form: TableForm) -> None:
    style = Style(layout="cells", boxes="chosen", lists="semicolons", wrap=wrap)
    printed = print_table(ITEMS[:3], style)
    rows = _read(printed, form)["rows"]
    assert [row["agency"] for row in rows] == ["青禾县应急管理局"] * 3
    assert [row["level2"] for row in rows] == ["法律法规", "政策解读", "检查计划"]


def _grid(printed: Printed) -> Grid:
    rows = [line.split("|")[:-1] for line in printed.lines]
    return Grid(
        rows=tuple(
            tuple(
                Cell(text=text.strip(), row=row, column=column, place=f"R{row + 1}C{column + 1}")
                for column, text in enumerate(cells)
            )
            for row, cells in enumerate(rows)
        )
    )


def test_a_grid_whose_cells_moved_left_is_aligned_by_content(form: TableForm) -> None:
    style = Style(layout="lines", ticks="collapsed", spans=frozenset({"level1", "basis"}))
    printed = print_table(ITEMS[:4], style)
    reading = reading_as_json(read_tables([_grid(printed)], file="table.html", form=form))
    assert [row["level2"] for row in reading["rows"]] == [row["level2"] for row in printed.rows]
    assert [row["basis"] for row in reading["rows"]] == [row["basis"] for row in printed.rows]
    assert "realigned" in {problem["code"] for problem in reading["problems"]}


def test_a_table_without_its_header_is_read_by_the_standard_one(form: TableForm) -> None:
    printed = print_table(ITEMS[:4], Style(layout="cells"))
    body = printed.lines[printed.lines.index("1 |") :]
    reading = _read(Printed(body), form)
    assert [row["level2"] for row in reading["rows"]] == [row["level2"] for row in printed.rows]
    assert "no-header" in {problem["code"] for problem in reading["problems"]}


@pytest.mark.parametrize("layout", ["lines", "cells", "paragraphs"])
def test_a_long_table_is_read_to_its_last_row(layout: str, form: TableForm) -> None:
    items = [
        replace(ITEMS[number % len(ITEMS)], level2=f"{ITEMS[number % len(ITEMS)].level2}{number}类")
        for number in range(450)
    ]
    ticks = "lost" if layout == "paragraphs" else "kept"
    style = Style(layout=layout, ticks=ticks, boxes="chosen", lists="semicolons")
    printed = print_table(items, style)
    rows = _read(printed, form)["rows"]
    assert [(row["seq"], row["level2"], row["agency"]) for row in rows] == [
        (truth["seq"], truth["level2"], truth["agency"]) for truth in printed.rows
    ]
