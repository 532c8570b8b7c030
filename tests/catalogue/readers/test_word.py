"""Word documents come out as they print with all changes accepted."""

import io
import zipfile

import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from disclosure_core.catalogue.tables.readers.files import read_bytes
from disclosure_core.errors import UnreadableFileError

NAME = "目录.docx"


def filled(document, rows):
    """A table with these texts."""
    table = document.add_table(len(rows), len(rows[0]))
    for row, values in zip(table.rows, rows, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    return table


def in_paragraph(cell, xml):
    """Put WordprocessingML into the first paragraph of ``cell``."""
    namespace = nsdecls("w")
    for element in parse_xml(f"<w:p {namespace}>{xml}</w:p>"):
        cell.paragraphs[0]._p.append(element)


def test_a_table_is_a_grid_with_the_paragraphs_above_it_as_heading(document, saved, texts):
    document.add_paragraph("重大建设项目领域基层政务公开标准目录")
    document.add_paragraph("")
    filled(document, [["序号", "公开事项"], ["1", "政策文件"]])
    (grid,) = read_bytes(NAME, saved(document))
    assert grid.heading == "重大建设项目领域基层政务公开标准目录"
    assert texts(grid) == [["序号", "公开事项"], ["1", "政策文件"]]


def test_every_table_has_its_own_heading(document, saved):
    for title in ("一、安全生产", "二、税收管理"):
        document.add_paragraph(title)
        filled(document, [["序号", "事项"]])
    assert [grid.heading for grid in read_bytes(NAME, saved(document))] == [
        "一、安全生产",
        "二、税收管理",
    ]


def test_merged_cells_span_rows_and_columns(document, saved):
    table = filled(document, [["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"]])
    table.cell(0, 0).merge(table.cell(1, 1)).text = "公开事项"
    (grid,) = read_bytes(NAME, saved(document))
    merged = grid.rows[0][0]
    assert (merged.text, merged.rows, merged.columns) == ("公开事项", 2, 2)
    assert grid.rows[1][1] is merged


def test_cells_that_a_row_leaves_out_are_no_cells(document, saved, texts):
    table = filled(document, [["a", "b", "c"], ["d", "e", "f"]])
    row = table.rows[1]._tr
    row.remove(row.tc_lst[0])
    before = OxmlElement("w:gridBefore")
    before.set(qn("w:val"), "1")
    row.get_or_add_trPr().append(before)
    assert texts(read_bytes(NAME, saved(document))[0]) == [["a", "b", "c"], [None, "e", "f"]]


def test_paragraphs_and_breaks_of_a_cell_are_lines(document, saved, texts):
    cell = filled(document, [[""]]).cell(0, 0)
    cell.text = "■政府网站\n□政府公报"
    cell.add_paragraph("■公开查阅点")
    assert texts(read_bytes(NAME, saved(document))[0]) == [["■政府网站\n□政府公报\n■公开查阅点"]]


@pytest.mark.parametrize(
    ("xml", "printed"),
    [
        pytest.param(
            '<w:ins w:id="1" w:author="a"><w:r><w:t>新</w:t></w:r></w:ins>', "新", id="insertion"
        ),
        pytest.param(
            '<w:del w:id="1" w:author="a"><w:r><w:delText>旧</w:delText></w:r></w:del>'
            "<w:r><w:t>新</w:t></w:r>",
            "新",
            id="deletion",
        ),
        pytest.param(
            '<w:moveFrom w:id="1" w:author="a"><w:r><w:t>旧</w:t></w:r></w:moveFrom>'
            '<w:moveTo w:id="2" w:author="a"><w:r><w:t>新</w:t></w:r></w:moveTo>',
            "新",
            id="move",
        ),
        pytest.param(
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r><w:r><w:t>明</w:t></w:r>",
            "明",
            id="hidden text",
        ),
        pytest.param(
            '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>网站</w:t></w:r>',
            "☑网站",
            id="Wingdings tick",
        ),
        pytest.param(
            '<w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/></w:r>', "□", id="Wingdings 2 box"
        ),
        pytest.param(
            "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:checked/></w:checkBox>"
            "</w:ffData></w:fldChar></w:r>",
            "☑",
            id="form check box",
        ),
        pytest.param(
            "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>1</w:t></w:r>", "1", id="field"
        ),
        pytest.param(
            "<w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>",
            "控件",
            id="content control",
        ),
    ],
)
def test_text_is_what_prints(document, saved, texts, xml, printed):
    table = filled(document, [["头", ""]])
    in_paragraph(table.cell(0, 1), xml)
    assert texts(read_bytes(NAME, saved(document))[0]) == [["头", printed]]


def test_a_deleted_row_is_left_out(document, saved, texts):
    table = filled(document, [["a"], ["b"]])
    table.rows[0]._tr.get_or_add_trPr().append(
        parse_xml(f'<w:del {nsdecls("w")} w:id="1" w:author="a"/>')
    )
    assert texts(read_bytes(NAME, saved(document))[0]) == [["b"]]


def test_numbers_that_word_counts_are_read(document, saved, texts):
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start '
            'w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="(%1)"/></w:lvl>'
            "</w:abstractNum>"
        ),
    )
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
    )
    table = filled(document, [["", "甲"], ["", "乙"]])
    for row in table.rows:
        row.cells[0].paragraphs[0]._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>')
        )
    assert texts(read_bytes(NAME, saved(document))[0]) == [["(一)", "甲"], ["(二)", "乙"]]


def test_a_table_that_lays_out_others_gives_way_to_them(document, saved, texts):
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "安全生产领域目录"
    inner = cell.add_table(2, 2)
    for index, each in enumerate(inner._cells):
        each.text = f"内{index}"
    (grid,) = read_bytes(NAME, saved(document))
    assert grid.heading == "安全生产领域目录"
    assert texts(grid) == [["内0", "内1"], ["内2", "内3"]]


def test_a_small_table_in_a_cell_is_text_of_the_cell(document, saved, texts):
    table = filled(document, [["序号", "公开渠道和载体的全称与说明"], ["1", "■政府网站"]])
    inner = table.cell(1, 1).add_table(1, 2)
    inner.cell(0, 0).text = "□公报"
    inner.cell(0, 1).text = "□广播"
    (grid,) = read_bytes(NAME, saved(document))
    assert texts(grid)[1] == ["1", "■政府网站\n□公报 □广播"]


def test_a_document_without_a_table_is_refused_with_advice(document, saved):
    document.add_paragraph("没有表")
    with pytest.raises(UnreadableFileError, match="there is no table in it") as caught:
        read_bytes(NAME, saved(document))
    assert ".txt" in str(caught.value)


def test_the_document_part_may_have_another_name(document, saved, texts):
    filled(document, [["a", "b"]])
    source = zipfile.ZipFile(io.BytesIO(saved(document)))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as renamed:
        for name in source.namelist():
            data = source.read(name).replace(b"word/document.xml", b"word/document2.xml")
            renamed.writestr(name.replace("word/document.xml", "word/document2.xml"), data)
    assert texts(read_bytes(NAME, target.getvalue())[0]) == [["a", "b"]]
