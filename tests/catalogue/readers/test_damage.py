"""However a file is damaged, it is read or refused; nothing else happens."""

import io
import zipfile

import docx
import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure_core.catalogue.tables.grid import Grid, PastedText
from disclosure_core.catalogue.tables.readers.files import read_bytes
from disclosure_core.errors import UnreadableFileError


def workbook():
    made = openpyxl.Workbook()
    made.active.append(["序号", "公开事项", 1, 2.5])
    made.active.merge_cells("A1:B1")
    return made


def document():
    made = docx.Document()
    made.add_table(2, 2).cell(0, 0).text = "公开事项"
    return made


def saved(made):
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


PAGE = (
    "<!DOCTYPE html><meta charset=gb2312><h1>目录</h1><table border=1><caption>甲</caption><tr>"
    "<td rowspan=2>序号<td colspan='3'>公开事项<tr><td>a<p>b<br>c<table><tr><td>d</table></table>"
)
LINES = '# domain: 安全生产\n序号,公开事项,"公开""内容"\n|序号|事项|\n|--|:-:|\n|1|<br>\\||\n'


WHOLE = {
    ".xlsx": saved(workbook()),
    ".docx": saved(document()),
    ".html": PAGE.encode("gbk"),
    ".csv": LINES.encode(),
    ".md": LINES.encode("utf-16"),
    ".txt": LINES.encode("gb18030"),
}


def reads_or_refuses(name, data):
    try:
        parts = read_bytes(name, data)
    except UnreadableFileError:
        return
    assert parts
    assert all(isinstance(part, Grid | PastedText) for part in parts)


READ = (
    *("sheet1.xml", "document.xml", "workbook.xml", ".rels", "styles.xml"),
    *("numbering.xml", "sharedStrings.xml"),
)
SUFFIXES = st.sampled_from([".xlsx", ".docx", ".html", ".csv", ".md", ".txt"])
PLACES = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=6)
GENTLE = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300, deadline=None
)


@GENTLE
@given(SUFFIXES, PLACES)
def test_changed_bytes(suffix, places):
    data = bytearray(WHOLE[suffix])
    for where, value in places:
        data[int(where * len(data))] = value
    reads_or_refuses("目录" + suffix, bytes(data))


@GENTLE
@given(SUFFIXES, st.floats(0, 1), st.floats(0, 1))
def test_a_piece_taken_out(suffix, start, end):
    data = WHOLE[suffix]
    first, last = sorted((int(start * len(data)), int(end * len(data))))
    reads_or_refuses("目录" + suffix, data[:first] + data[last:])


@GENTLE
@given(st.sampled_from([".xlsx", ".docx"]), st.integers(0, 40), PLACES)
def test_changed_bytes_of_a_part_in_a_sound_package(suffix, number, places):
    source = zipfile.ZipFile(io.BytesIO(WHOLE[suffix]))
    read = [name for name in source.namelist() if name.endswith(READ)]
    changed = read[number % len(read)]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            data = bytearray(source.read(name))
            if name == changed:
                for where, value in places:
                    data[int(where * len(data))] = value
            archive.writestr(name, bytes(data))
    reads_or_refuses("目录" + suffix, target.getvalue())


@GENTLE
@given(PLACES)
def test_changed_bytes_of_an_old_workbook(old_workbook, places):
    data = bytearray(old_workbook([["序号", "公开事项"], [1, "政策文件"]]))
    for where, value in places:
        data[int(where * where * len(data))] = value  # more of them in the headers
    reads_or_refuses("目录.xls", bytes(data))


@GENTLE
@given(SUFFIXES, st.binary(max_size=400))
def test_any_bytes(suffix, data):
    reads_or_refuses("目录" + suffix, data)


@GENTLE
@given(SUFFIXES, st.text(max_size=400))
def test_any_text(suffix, text):
    reads_or_refuses("目录" + suffix, text.encode())


@GENTLE
@given(st.text("<>/= \"'tabler td ih\n\u00a0甲&;#0123456789x", max_size=300))
def test_anything_like_html(text):
    reads_or_refuses("目录.html", f"<table><tr><td>{text}".encode())
