"""How fast a filled catalogue workbook is read back, beside openpyxl on the same bytes.

Run with ``pytest benchmarks/test_catalogue_workbook.py``. The peer only gives the cells; here they
become items as well, each field understood. The items are made up: names, elements and bases differ
from row to row, so that nothing is read once for many.
"""

import io
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import openpyxl
import pytest

from disclosure_china.plugin import disclosure_domains, disclosure_table_forms
from disclosure_core.catalogue.sheets.cells import Wording
from disclosure_core.catalogue.sheets.items import read_exported
from disclosure_core.catalogue.sheets.layout import CatalogueExport
from disclosure_core.catalogue.sheets.workbook import as_workbook
from disclosure_core.catalogue.tables.readers.files import read_bytes
from disclosure_core.catalogue.tables.values import merge_forms
from disclosure_core.catalogue.values import (
    Audience,
    ChannelKind,
    DisclosureItem,
    DisclosureMode,
    ItemChannel,
    Level,
    TimeLimit,
    TimeLimitKind,
)
from disclosure_core.legal import LegalBasis

COUNT = 1598
"""The items of one county, as it reports them."""

LARGE = pytest.mark.parametrize("rows", [5000, 50_000])
Benchmark = Callable[..., Any]


def wording() -> Wording:
    """The words of the national plugin."""
    form = merge_forms(disclosure_table_forms())
    return Wording(form=form, domains=tuple(disclosure_domains()))


def items(count: int) -> Iterator[DisclosureItem]:
    """Items of all domains, no two alike."""
    domains = [each.id for each in wording().domains]
    for number in range(count):
        yield DisclosureItem(
            id=f"office:{number:05d}",
            domain=domains[number % len(domains)],
            level1=f"批准服务信息{number // 200}",
            level2=f"办理事项{number}",
            content=(f"申报材料清单{number}", f"批准流程{number}", "办理时限", "受理机构联系方式"),
            bases=(
                LegalBasis(document="中华人民共和国政府信息公开条例", number="国令第711号"),
                LegalBasis(document=f"办理办法之{number}", number=f"示例发〔2020〕{number}号"),
            ),
            time_limit=TimeLimit(
                kind=TimeLimitKind.WORKING_DAYS,
                days=number % 20 + 1,
                printed=f"自信息形成或者变更之日起{number % 20 + 1}个工作日内",
            ),
            agency=f"示例局{number % 40}",
            channels=(
                ItemChannel(kind=ChannelKind.WEBSITE, printed="政府网站"),
                ItemChannel(kind=ChannelKind.READING_POINT, printed="公开查阅点", required=False),
            ),
            audience=(Audience.SOCIETY,),
            modes=(DisclosureMode.PROACTIVE,),
            levels=(Level.COUNTY, Level.TOWN),
            source="示例来源",
        )


def written(count: int) -> bytes:
    """A workbook of so many items."""
    export = CatalogueExport(
        place="示例县", on=date(2026, 11, 24), wording=wording(), items=tuple(items(count))
    )
    return as_workbook(export)


@pytest.fixture(scope="module")
def workbook() -> bytes:
    """The workbook of a county."""
    return written(COUNT)


def cells_with_openpyxl(data: bytes, *, read_only: bool) -> int:
    """All cells as openpyxl reads them; how many are filled."""
    opened = openpyxl.load_workbook(io.BytesIO(data), read_only=read_only)
    return sum(
        value not in (None, "")
        for sheet in opened
        for row in sheet.iter_rows(values_only=True)
        for value in row
    )


def cells_read_here(data: bytes) -> int:
    """All cells as they are read here, merged ones at their first place; how many are filled."""
    return sum(
        cell is not None and cell.row == at and cell.column == place and cell.text != ""
        for grid in read_bytes("目录.xlsx", data)
        for at, row in enumerate(grid.rows)
        for place, cell in enumerate(row)
    )


@pytest.mark.benchmark(group="workbook of 1,598 items: to items")
def test_items(benchmark: Benchmark, workbook: bytes) -> None:
    names = wording()
    found = benchmark(lambda: read_exported("目录.xlsx", workbook, names))
    assert {each.id: each for each in found} == {each.id: each for each in items(COUNT)}


@pytest.mark.benchmark(group="workbook of 1,598 items: cells")
@pytest.mark.parametrize("peer", ["own", "openpyxl read_only", "openpyxl"])
def test_cells(benchmark: Benchmark, workbook: bytes, peer: str) -> None:
    count = cells_with_openpyxl(workbook, read_only=True)
    assert benchmark(reader(peer), workbook) == count


@pytest.mark.benchmark(group="large workbooks: cells")
@LARGE
@pytest.mark.parametrize("peer", ["own", "openpyxl read_only", "openpyxl"])
def test_large(benchmark: Benchmark, rows: int, peer: str) -> None:
    data = plain(rows)
    found = benchmark.pedantic(reader(peer), args=(data,), rounds=2, iterations=1)
    assert found == rows * 6


def plain(rows: int) -> bytes:
    """A sheet without any styles, as programs write it."""
    made = openpyxl.Workbook(write_only=True)
    sheet = made.create_sheet("目录")
    for number in range(1, rows + 1):
        sheet.append(
            [
                *(str(number), f"批准服务信息{number}", "申报材料清单、批准流程、办理时限"),
                *("《政府信息公开条例》", "20个工作日", "■政府网站□政府公报"),
            ]
        )
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def reader(peer: str) -> Callable[[bytes], int]:
    """How that peer counts the filled cells of a workbook."""
    if peer == "own":
        return cells_read_here
    return lambda data: cells_with_openpyxl(data, read_only=peer != "openpyxl")
