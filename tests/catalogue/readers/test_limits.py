"""A file made to exhaust memory is refused before it does, whatever it says of itself."""

import io
import struct
import time
import tracemalloc
import zipfile
import zlib
from contextlib import suppress

import pytest
from attrs import evolve

from disclosure_core.catalogue.tables.readers.files import read_bytes, read_file
from disclosure_core.catalogue.tables.readers.limits import DEFAULT_LIMITS
from disclosure_core.errors import UnreadableFileError

MEBIBYTE = 1024 * 1024
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def relations(*targets):
    listed = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{RELATIONS}">{listed}</Relationships>'


def workbook_parts(sheet, strings=None):
    """The parts of an .xlsx with this XML as its sheet."""
    targets = [("worksheet", "worksheets/sheet1.xml")]
    parts = {
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="目录" sheetId="1" r:id="r0"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": sheet,
    }
    if strings is not None:
        targets.append(("sharedStrings", "sharedStrings.xml"))
        parts["xl/sharedStrings.xml"] = strings
    return {**parts, "xl/_rels/workbook.xml.rels": relations(*targets)}


def sheet(content, before="", after=""):
    return (
        f'{before}<worksheet xmlns="{SPREADSHEET}"><sheetData>{content}</sheetData>{after}'
        "</worksheet>"
    )


def cell(place, text="x"):
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def word_parts(body):
    return {
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
    }


def zipped(parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def refused(name, data, said, limits=DEFAULT_LIMITS):
    """Refused with these words, and without taking more than 64 MiB on the way."""
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableFileError, match=said):
            read_bytes(name, data, limits)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 64 * MEBIBYTE


def test_the_parts_built_here_are_sound():
    (grid,) = read_bytes("a.xlsx", zipped(workbook_parts(sheet(f"<row>{cell('A1')}</row>"))))
    assert grid.rows[0][0].text == "x"


def test_a_file_of_200_megabytes_is_refused_without_reading_it(tmp_path):
    path = tmp_path / "目录.xlsx"
    with path.open("wb") as sparse:
        sparse.truncate(200 * MEBIBYTE)
    limits = evolve(DEFAULT_LIMITS, file_bytes=MEBIBYTE)
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableFileError, match="larger than allowed"):
            read_file(path, limits)
        assert tracemalloc.get_traced_memory()[1] < 8 * MEBIBYTE
    finally:
        tracemalloc.stop()


def test_a_part_that_unpacks_to_too_much_is_refused():
    parts = workbook_parts(sheet("<row>" + " " * (40 * MEBIBYTE) + "</row>"))
    refused("a.xlsx", zipped(parts), "unpacks to more than 200 times its size")


def test_a_part_larger_than_allowed_is_refused():
    limits = evolve(DEFAULT_LIMITS, member_bytes=1000)
    refused("a.xlsx", zipped(workbook_parts(sheet(" " * 2000))), "too many bytes", limits)


def test_parts_that_are_too_large_together_are_refused():
    limits = evolve(DEFAULT_LIMITS, unpacked_bytes=1200)
    refused("a.xlsx", zipped(workbook_parts(sheet(" " * 900))), "too many bytes", limits)


def test_a_header_that_understates_a_part_is_refused():
    data = bytearray(zipped(workbook_parts(sheet(" " * (8 * MEBIBYTE)))))
    true_size = struct.pack("<I", len(sheet(" " * (8 * MEBIBYTE))))
    assert data.count(true_size) == 2
    lying = bytes(data).replace(true_size, struct.pack("<I", 100))
    refused("a.xlsx", lying, "unpacks to more than 200 times")


def test_a_small_part_whose_size_is_a_lie_is_refused():
    content = sheet(cell("A1"))
    data = zipped(workbook_parts(content))
    lying = data.replace(struct.pack("<I", len(content)), struct.pack("<I", 10))
    refused("a.xlsx", lying, "not what the package says")


def test_a_part_whose_checksum_is_wrong_is_refused():
    content = sheet(cell("A1"))
    checksum = struct.pack("<I", zlib.crc32(content.encode()))
    data = zipped(workbook_parts(content)).replace(checksum, b"\0\0\0\0")
    refused("a.xlsx", data, "not what the package says")


def test_parts_that_share_their_bytes_are_refused():
    """A small file in which many entries point at the same packed bytes."""
    data = zipped({"a": "x" * 50, "b": "y" * 50})
    first, second = data.index(b"PK\x01\x02"), data.rindex(b"PK\x01\x02")
    shared = bytearray(data)
    shared[second + 42 : second + 46] = shared[first + 42 : first + 46]
    refused("a.xlsx", bytes(shared), "overlap")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_with_one_name_are_refused():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("xl/workbook.xml", "a")
        archive.writestr("xl/workbook.xml", "b")
    refused("a.xlsx", target.getvalue(), "same name")


def test_too_many_parts_are_refused_before_they_are_listed():
    refused("a.xlsx", zipped({f"{number}": "" for number in range(5000)}), "too many parts")


def test_a_zip_in_a_zip_is_not_unpacked():
    inner = zipped({"x": " " * MEBIBYTE})
    refused("a.xlsx", zipped({"inner.zip": inner}), "a packed archive")


def test_a_part_that_is_encrypted_is_refused():
    data = bytearray(zipped(workbook_parts(sheet(cell("A1")))))
    place = data.index(b"PK\x01\x02")
    while place >= 0:
        data[place + 8] |= 1
        place = data.find(b"PK\x01\x02", place + 1)
    refused("a.xlsx", bytes(data), "protected by a password")


def test_a_claimed_dimension_is_not_believed():
    content = f'<worksheet xmlns="{SPREADSHEET}"><dimension ref="A1:XFD1048576"/><sheetData><row>'
    parts = workbook_parts(content + cell("A1") + "</row></sheetData></worksheet>")
    (grid,) = read_bytes("a.xlsx", zipped(parts))
    assert (len(grid.rows), grid.width) == (1, 1)


@pytest.mark.parametrize(
    "far",
    [
        '<c r="XFD1048576"><v>1</v></c>',
        '<c r="XFD1048576" t="str"><v></v></c>',
        '<c r="XFD1048576"><f>A1</f></c>',
        cell("A1048576"),
        cell("XFD2"),
    ],
)
def test_two_cells_too_far_apart_are_refused_with_the_place(far):
    content = sheet(f"<row>{cell('A1')}</row><row>{far}</row>")
    refused("a.xlsx", zipped(workbook_parts(content)), r"reaches to cell \w+")


def test_merged_ranges_cannot_multiply_the_work():
    merges = '<mergeCell ref="A1:Z2000"/>' * 2000
    content = sheet(
        f'<row r="1">{cell("A1")}</row><row r="2000">{cell("Z2000")}</row>',
        after=f"<mergeCells>{merges}</mergeCells>",
    )
    limits = evolve(DEFAULT_LIMITS, cells=100_000)
    refused("a.xlsx", zipped(workbook_parts(content)), "merged", limits)


def test_one_long_text_in_many_cells_is_refused():
    cells = "".join(f'<c r="A{row}" t="s"><v>0</v></c>' for row in range(1, 5000))
    strings = f'<sst xmlns="{SPREADSHEET}"><si><t>{"长" * 30_000}</t></si></sst>'
    parts = workbook_parts(sheet(cells), strings)
    refused("a.xlsx", zipped(parts), "hold too much text")


ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {name} "{f"&{of};" * 10}">'
        for of, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


@pytest.mark.parametrize(
    "part",
    ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"],
)
def test_a_workbook_that_defines_entities_is_refused(part):
    parts = workbook_parts(sheet(cell("A1", "x")))
    refused("a.xlsx", zipped({**parts, part: ENTITIES + parts[part]}), "entities")


def test_a_document_that_defines_entities_is_refused():
    parts = word_parts("<w:p><w:r><w:t>&i;</w:t></w:r></w:p>")
    name = "word/document.xml"
    refused("a.docx", zipped({**parts, name: ENTITIES + parts[name]}), "entities")


def test_an_external_entity_is_never_fetched(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    declared = f'<!DOCTYPE x [<!ENTITY i SYSTEM "{secret.as_uri()}">]>'
    parts = word_parts(
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    name = "word/document.xml"
    refused("a.docx", zipped({**parts, name: declared + parts[name]}), "entities")


def test_a_document_of_a_million_paragraphs_is_refused():
    limits = evolve(DEFAULT_LIMITS, compression_ratio=10_000)
    parts = word_parts("<w:p/>" * 1_000_001)
    refused("a.docx", zipped(parts), "too many paragraphs", limits)


def test_a_million_paragraphs_in_one_cell_are_refused():
    limits = evolve(DEFAULT_LIMITS, compression_ratio=10_000, paragraphs=100_000)
    parts = word_parts(f"<w:tbl><w:tr><w:tc>{'<w:p/>' * 200_000}</w:tc></w:tr></w:tbl>")
    refused("a.docx", zipped(parts), "too many paragraphs", limits)


def test_tables_nested_too_deep_are_refused():
    cell_of = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
    body = "<w:p/>"
    for _ in range(40):
        body = cell_of.format(body)
    refused("a.docx", zipped(word_parts(body)), "nested too deep")
    page = "<table><tr><td>" * 40
    refused("a.html", page.encode(), "nested too deep")


def test_xml_nested_without_end_is_refused():
    body = "<w:sdt>" * 100_000 + "</w:sdt>" * 100_000
    limits = evolve(DEFAULT_LIMITS, compression_ratio=10_000)
    refused("a.docx", zipped(word_parts(body)), "damaged", limits)


@pytest.mark.parametrize("spans", ["colspan=100000000", "colspan=99999999999999999999"])
def test_a_span_over_too_many_columns_is_refused_with_its_place(spans):
    page = f"<table><tr><td>a<td {spans}>b</table>"
    if len(spans) > 20:
        page = page.replace(spans, "colspan=100000000000")
    refused("a.html", page.encode(), "table 1: row 1, cell 2 reaches to column")


def test_spans_that_cover_too_many_places_are_refused():
    row = "<tr><td rowspan=65534 colspan=1900>a</tr>"
    refused("a.html", f"<table>{row}{'<tr></tr>' * 5000}</table>".encode(), "too many cells")


def test_a_row_span_reaches_to_the_last_row_only():
    (grid,) = read_bytes("a.html", b"<table><tr><td rowspan=100000000>a<td>b<tr><td>c</table>")
    assert len(grid.rows) == 2


def test_a_page_of_too_many_elements_is_refused():
    limits = evolve(DEFAULT_LIMITS, elements=1000)
    refused("a.html", b"<table><tr><td>a" + b"<p>" * 1001, "too many elements", limits)


def test_text_files_have_a_limit_of_their_own():
    limits = evolve(DEFAULT_LIMITS, text_bytes=1000)
    refused("a.csv", b"a,b\n" * 400, "larger than a text file", limits)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a\n" * 2000, "too many lines"),
        (b"a,b," + b"c," * 200 + b"\n", "202 fields|203 fields"),
        (b'a,"' + b"x" * 200_000 + b'"\n', "longer than a cell"),
    ],
    ids=["lines", "fields", "field"],
)
def test_delimited_text_has_limits(data, said):
    refused("a.csv", data, said, evolve(DEFAULT_LIMITS, rows=1000, columns=100))


def test_an_old_workbook_with_cells_far_apart_is_refused(old_workbook_of):
    cells = [(0, 0, "a"), (65535, 255, "b")]
    limits = evolve(DEFAULT_LIMITS, cells=1_000_000)
    refused("a.xls", old_workbook_of(cells), r"reaches to cell IV65536", limits)


def test_an_old_workbook_that_lists_a_sheet_twice_is_refused(old_workbook_of):
    refused("a.xls", old_workbook_of([(0, 0, "a")], sheets=3), "lists a sheet twice")


def test_one_long_text_in_many_cells_of_an_old_workbook_is_refused(old_workbook_of):
    cells = [(row, 0, "长" * 4000) for row in range(400)]
    limits = evolve(DEFAULT_LIMITS, characters=1_000_000)
    data = old_workbook_of(cells, shared=["长" * 4000])
    refused("a.xls", data, "hold too much text", limits)


def test_a_compound_file_whose_sectors_run_in_a_circle_is_refused(old_workbook_of):
    data = bytearray(old_workbook_of([(0, 0, "a")]))
    struct.pack_into("<I", data, 512 + 4 * 5, 2)
    refused("a.xls", bytes(data), "chain of sectors")


def within(seconds, name, data):
    """Read or refused in this time, however it ends."""
    started = time.process_time()
    with suppress(UnreadableFileError):
        read_bytes(name, data)
    assert time.process_time() - started < seconds


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("a.html", "<!---->" * 9000 + "x", id="comments before anything"),
        pytest.param("a.xls", "<!-- x" * 9000, id="comments that never end"),
        pytest.param("a.md", "|" + " " * 200_000 + "\n|" + "- " * 100_000, id="a long rule"),
        pytest.param("a.md", "|a|\n|-|\n|" + "**x " * 50_000 + "|", id="strong words unclosed"),
        pytest.param("a.txt", "# a:" + " " * 500_000 + "x\ny", id="a long note"),
        pytest.param("a.csv", ",'" * 300_000, id="quotation marks"),
        pytest.param("a.html", "<table><tr><td>" + "\n 甲" * 200_000, id="broken lines"),
        pytest.param("a.html", "<table><tr><td style='" + ";" * 200_000 + "'>a", id="a long style"),
        pytest.param("a.html", "<table><tr>" + "<td>" * 200_000, id="many empty cells"),
    ],
)
def test_no_text_makes_the_reader_hang(name, text):
    within(5, name, text.encode())


@pytest.mark.parametrize("form", ["," * 100_000, '"' * 100_001, "\\" * 100_001, "0" * 200])
def test_no_number_format_makes_the_reader_hang(workbook, saved, form):
    workbook.active["A1"] = 1
    workbook.active["A1"].number_format = "000"
    source = zipfile.ZipFile(io.BytesIO(saved(workbook)))
    parts = {each: source.read(each) for each in source.namelist()}
    escaped = form.replace('"', "&quot;").encode()
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(b'"000"', b'"' + escaped + b'"')
    within(5, "a.xlsx", zipped(parts))


def test_a_sheet_that_is_listed_twice_is_refused():
    parts = workbook_parts(sheet(cell("A1")))
    one = '<sheet name="目录" sheetId="1" r:id="r0"/>'
    twice = parts["xl/workbook.xml"].replace(one, one + one.replace("目录", "别的"))
    refused("a.xlsx", zipped({**parts, "xl/workbook.xml": twice}), "lists a sheet twice")


def test_a_part_that_is_listed_twice_is_refused():
    parts = workbook_parts(sheet(cell("A1")))
    again = relations(*[("worksheet", "worksheets/sheet1.xml")] * 2)
    data = zipped({**parts, "xl/_rels/workbook.xml.rels": again})
    refused("a.xlsx", data, "listed twice")


def test_styles_too_large_to_hold_are_refused():
    limits = evolve(DEFAULT_LIMITS, tree_bytes=2000)
    parts = workbook_parts(sheet(cell("A1")))
    styles = f'<styleSheet xmlns="{SPREADSHEET}">{" " * 2000}</styleSheet>'
    listed = relations(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"))
    data = zipped({**parts, "xl/styles.xml": styles, "xl/_rels/workbook.xml.rels": listed})
    refused("a.xlsx", data, "is too large", limits)


@pytest.mark.parametrize("content", ["<row/>" * 5000, "<row><x/></row>" * 2500], ids=["rows", "x"])
def test_a_sheet_of_too_many_elements_is_refused(content):
    limits = evolve(DEFAULT_LIMITS, elements=1000)
    refused("a.xlsx", zipped(workbook_parts(sheet(content))), "too many elements", limits)


def test_a_document_of_too_many_elements_is_refused():
    limits = evolve(DEFAULT_LIMITS, elements=1000)
    parts = word_parts(f"<w:p>{'<w:r/>' * 9000}</w:p>")
    refused("a.docx", zipped(parts), "too many elements", limits)


def test_a_number_that_word_prints_cannot_grow():
    text = "%1" + "x" * 9999
    numbering = (
        f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
        f'<w:start w:val="9999999"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="{text}"/>'
        '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        "</w:numbering>"
    )
    paragraph = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
    body = f"<w:tbl><w:tr><w:tc>{paragraph}</w:tc></w:tr></w:tbl>"
    data = zipped({**word_parts(body), "word/numbering.xml": numbering})
    (grid,) = read_bytes("a.docx", data)
    assert len(grid.rows[0][0].text) < 100


def test_a_compound_file_made_of_allocation_sectors_is_refused():
    header = bytearray(512 + 512 * 3000)
    header[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<109I", header, 76, *range(109))
    refused("a.xls", bytes(header), "chain of sectors")
