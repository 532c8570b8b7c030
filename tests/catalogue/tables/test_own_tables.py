"""Tables in the layouts that offices and mirrors print, each with the rows it must give."""

import json
from pathlib import Path

import pytest

from disclosure_core.catalogue.tables.as_json import reading_as_json
from disclosure_core.catalogue.tables.catalogue_files import read_catalogue_file
from disclosure_core.catalogue.tables.grid import PastedText
from disclosure_core.catalogue.tables.reading import read_tables
from disclosure_core.catalogue.tables.values import TableForm

TABLES = sorted((Path(__file__).parents[2] / "data" / "catalogues").glob("*.txt"))


def as_printed(row: dict[str, object]) -> dict[str, object]:
    """The row without what is not printed: its place in the file, the kinds of its channels."""
    return {name: value for name, value in row.items() if name not in ("place", "channel_kinds")}


def test_there_are_tables() -> None:
    assert len(TABLES) >= 6


@pytest.mark.parametrize("printed", TABLES, ids=lambda path: path.stem)
def test_rows_are_read_as_they_are_meant(printed: Path, form: TableForm) -> None:
    truth = json.loads(printed.with_suffix(".json").read_text("utf-8"))
    reading = reading_as_json(read_catalogue_file(printed, form=form))
    assert [as_printed(row) for row in reading["rows"]] == truth["rows"]


@pytest.mark.parametrize("printed", TABLES, ids=lambda path: path.stem)
def test_domains_are_read_from_notes_and_titles(printed: Path, form: TableForm) -> None:
    truth = json.loads(printed.with_suffix(".json").read_text("utf-8"))
    reading = reading_as_json(read_catalogue_file(printed, form=form))
    tables = [table["domain"] for table in reading.get("tables", [])]
    assert (reading["domain"], tables) == (truth["domain"], truth.get("tables", []))


@pytest.mark.parametrize("printed", TABLES, ids=lambda path: path.stem)
def test_everything_repaired_guessed_or_left_out_is_a_problem(
    printed: Path, form: TableForm
) -> None:
    truth = json.loads(printed.with_suffix(".json").read_text("utf-8"))
    reading = reading_as_json(read_catalogue_file(printed, form=form))
    problems = [[each["code"], each["row"], each["column"]] for each in reading["problems"]]
    assert problems == truth["problems"]


def test_a_basis_that_cites_a_standard_is_no_title(form: TableForm) -> None:
    header = "序号 | 公开事项 | 公开内容 | 公开依据 | 公开时限 | 公开主体 | 公开渠道和载体 |"
    cited = "《关于印发〈救灾领域基层政务公开标准指引〉的通知》"
    lines = (
        header,
        f"1 | 救灾物资 | 物资种类 | {cited} | 及时公开 | 应急管理局 | ■政府网站 |",
        "2 | 救灾款项 | 款项来源 | 同上 | 及时公开 | 应急管理局 | ■政府网站 |",
    )
    rows = read_tables([PastedText(lines=lines)], file="table.txt", form=form).rows
    assert [row.basis for row in rows] == [(cited,), (cited,)]
