"""How fast tables are read, beside the libraries an office would otherwise use.

Run with ``pytest benchmarks/test_table_readers.py``. Every peer reads the same bytes in the same
run and must find the same texts, so that no time is bought by reading less.
"""

import io
from collections.abc import Callable

import docx
import openpyxl
import pytest
from docx.document import Document
from openpyxl.workbook import Workbook

from disclosure_core.catalogue.tables.grid import Grid
from disclosure_core.catalogue.tables.readers.files import read_bytes

Texts = list[list[str]]

CONTENT = "申报材料清单、批准流程、办理时限、受理机构联系方式"
BASIS = "《中华人民共和国政府信息公开条例》、《关于全面推进政务公开工作的意见》"


def rows(count: int) -> Texts:
    """Rows of a catalogue with six columns."""
    return [
        [str(number), f"批准服务信息{number}", CONTENT, BASIS, "20个工作日", "■政府网站□政府公报"]
        for number in range(1, count + 1)
    ]


def saved(made: Workbook | Document) -> bytes:
    """The bytes of a workbook or document."""
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


@pytest.fixture(scope="module")
def workbook() -> bytes:
    """An .xlsx of 5,000 rows."""
    made = openpyxl.Workbook(write_only=True)
    sheet = made.create_sheet("目录")
    for row in rows(5000):
        sheet.append(row)
    return saved(made)


@pytest.fixture(scope="module")
def document() -> bytes:
    """A .docx of 200 rows."""
    made = docx.Document()
    table = made.add_table(200, 6)
    for cells, values in zip(table.rows, rows(200), strict=True):
        for cell, value in zip(cells.cells, values, strict=True):
            cell.text = value
    return saved(made)


@pytest.fixture(scope="module")
def page() -> str:
    """An HTML page of 2,000 rows."""
    cells = "".join(
        f"<tr>{''.join(f'<td><p>{value}</p></td>' for value in row)}</tr>" for row in rows(2000)
    )
    return f"<html><body><h1>目录</h1><table>{cells}</table></body></html>"


def own(name: str, data: bytes) -> Texts:
    """The texts as read here."""
    (grid,) = read_bytes(name, data)
    assert isinstance(grid, Grid)
    return [[cell.text if cell else "" for cell in row] for row in grid.rows]


def with_openpyxl(data: bytes) -> Texts:
    """The texts as openpyxl reads them, in its faster way."""
    opened = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    return [[str(value) for value in row] for row in opened.active.iter_rows(values_only=True)]


def with_openpyxl_and_merged_cells(data: bytes) -> Texts:
    """The texts as openpyxl reads them in the way that also knows merged cells."""
    opened = openpyxl.load_workbook(io.BytesIO(data))
    assert opened.active.merged_cells is not None
    return [[str(value) for value in row] for row in opened.active.iter_rows(values_only=True)]


def with_python_docx(data: bytes) -> Texts:
    """The texts as python-docx reads them."""
    opened = docx.Document(io.BytesIO(data))
    return [[cell.text for cell in row.cells] for row in opened.tables[0].rows]


Benchmark = Callable[..., Texts]


@pytest.mark.benchmark(group="xlsx, 5,000 rows")
@pytest.mark.parametrize(
    "read",
    [
        pytest.param(lambda data: own("a.xlsx", data), id="own"),
        pytest.param(with_openpyxl, id="openpyxl read_only"),
        pytest.param(with_openpyxl_and_merged_cells, id="openpyxl"),
    ],
)
def test_xlsx(benchmark: Benchmark, workbook: bytes, read: Callable[[bytes], Texts]) -> None:
    assert benchmark(read, workbook) == rows(5000)


@pytest.mark.benchmark(group="docx, 200 rows")
@pytest.mark.parametrize(
    "read",
    [
        pytest.param(lambda data: own("a.docx", data), id="own"),
        pytest.param(with_python_docx, id="python-docx"),
    ],
)
def test_docx(benchmark: Benchmark, document: bytes, read: Callable[[bytes], Texts]) -> None:
    assert benchmark(read, document) == rows(200)


@pytest.mark.benchmark(group="html, 2,000 rows")
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_html(benchmark: Benchmark, page: str, encoding: str) -> None:
    assert benchmark(own, "a.html", page.encode(encoding)) == rows(2000)
