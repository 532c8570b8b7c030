"""Text files are read in the encoding they have, or refused; no character is ever replaced."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.catalogue.tables.readers.encodings import declared_encoding, decode
from disclosure_core.catalogue.tables.readers.files import read_contents
from disclosure_core.errors import UnreadableFileError

SIMPLIFIED = (
    "# 安全生产领域基层政务公开标准目录\n序号,公开事项,公开内容(要素)\n"
    "1,政策文件,《中华人民共和国政府信息公开条例》自信息形成之日起20个工作日内\n"
)
TRADITIONAL = "安全生產領域基層政務公開標準目錄\n序號,公開事項,公開內容,公開依據,公開時限\n"
COMMON = "".join(
    bytes((lead, trail)).decode("gb2312")
    for lead in range(0xB0, 0xD7)
    for trail in range(0xA1, 0xFF)
)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        pytest.param(SIMPLIFIED.encode(), "utf-8", id="UTF-8"),
        pytest.param(codecs.BOM_UTF8 + SIMPLIFIED.encode(), "utf-8", id="UTF-8 marked"),
        pytest.param(SIMPLIFIED.encode("gb18030"), "gb18030", id="GB18030"),
        pytest.param(SIMPLIFIED.encode("gbk"), "gb18030", id="GBK"),
        pytest.param(SIMPLIFIED.encode("utf-16"), "utf-16-le", id="UTF-16 marked"),
        pytest.param(
            codecs.BOM_UTF16_BE + SIMPLIFIED.encode("utf-16-be"), "utf-16-be", id="UTF-16 BE marked"
        ),
        pytest.param(SIMPLIFIED.encode("utf-16-le"), "utf-16-le", id="UTF-16 LE"),
        pytest.param(SIMPLIFIED.encode("utf-16-be"), "utf-16-be", id="UTF-16 BE"),
    ],
)
def test_the_encoding_is_found_by_content(data, encoding):
    decoded = decode(data, file="目录.txt")
    assert (decoded.text, decoded.encoding) == (SIMPLIFIED, encoding)


@pytest.mark.parametrize("encoding", ["big5", "gb18030", "utf-8"])
def test_traditional_characters_are_read_too(encoding):
    decoded = decode(TRADITIONAL.encode(encoding), file="目录.txt")
    assert (decoded.text, decoded.encoding) == (TRADITIONAL, encoding)


def test_rare_characters_of_gb18030_are_kept():
    name = "公开主体：䶮县人民政府，联系人：李㛃、王𬭎"
    assert decode((SIMPLIFIED + name).encode("gb18030"), file="目录.txt").text.endswith(name)


def test_a_short_text_whose_bytes_are_also_utf8_is_read_as_chinese():
    text = "校、模、墓、谩"
    assert text.encode("gb18030").decode("utf-8", "replace") != text
    assert decode("模块模具".encode("gb18030"), file="目录.txt").text == "模块模具"


def test_accented_latin_in_utf8_stays_utf8():
    assert decode("café,naïve\n".encode(), file="目录.csv").text == "café,naïve\n"


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (b'<meta charset="gb2312">', "gb18030"),
        (b"<meta http-equiv=Content-Type content='text/html; charset=utf-8'>", "utf-8"),
        (b'<?xml version="1.0" encoding="Big5"?>', "big5"),
        (b"<meta charset=no-such-thing>", None),
        (b"<p>", None),
    ],
)
def test_a_page_names_its_encoding(head, encoding):
    assert declared_encoding(head) == encoding


def test_a_page_that_names_another_encoding_than_it_has_is_read_rightly():
    page = "<meta charset=gb2312><p>政务公开标准目录"
    assert decode(page.encode(), file="目录.html", declared="gb18030").text == page


def test_a_broken_byte_is_refused_with_its_place():
    data = SIMPLIFIED.encode()
    broken = data[:50] + b"\xff" + data[50:]
    with pytest.raises(UnreadableFileError, match=r"目录\.txt: .*byte \d+ is the first") as caught:
        decode(broken, file="目录.txt")
    assert "save it as UTF-8" in str(caught.value)


def test_a_file_cut_in_the_middle_of_a_character_is_refused():
    with pytest.raises(UnreadableFileError, match="byte 18 is the first"):
        decode("政务公开目录表".encode()[:-1], file="目录.txt")


def test_an_odd_byte_after_marked_utf16_is_refused():
    with pytest.raises(UnreadableFileError, match="UTF-16"):
        decode("目录".encode("utf-16") + b"x", file="目录.txt")


@pytest.mark.parametrize(
    "data",
    [bytes(range(256)) * 8, b"\x00\x01\x02\x03" * 100, b"name\x00value"],
    ids=["all bytes", "control bytes", "NUL"],
)
def test_bytes_that_are_no_text_are_refused(data):
    with pytest.raises(UnreadableFileError, match=r"no text|not text|in no encoding"):
        decode(data, file="目录.csv")


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"])).filter(
        lambda text: any(character > "\u07ff" for character in text)
    )
)
def test_any_text_in_utf8_comes_back(text):
    assert decode(text.encode(), file="目录.txt").text == text.removeprefix("\ufeff")


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"])),
    st.sampled_from(
        [
            (codecs.BOM_UTF8, "utf-8"),
            (codecs.BOM_UTF16_LE, "utf-16-le"),
            (codecs.BOM_UTF16_BE, "utf-16-be"),
            (codecs.BOM_UTF32_BE, "utf-32-be"),
        ]
    ),
)
def test_any_text_with_a_mark_comes_back(text, marked):
    mark, encoding = marked
    assert decode(mark + text.encode(encoding), file="目录.txt").text == text


@given(
    st.text(COMMON, min_size=12, max_size=60),
    st.sampled_from(["utf-8", "gb18030", "utf-16-le", "utf-16-be"]),
)
def test_any_chinese_text_comes_back_without_a_mark(text, encoding):
    written = f"序号,公开事项\n1,{text}\n"
    assert decode(written.encode(encoding), file="目录.csv").text == written


def test_the_whole_path_reads_a_gb18030_page(tmp_path):
    path: Path = tmp_path / "目录.htm"
    path.write_bytes("<meta charset=gb2312><table><tr><td>公开事项".encode("gbk"))
    contents = read_contents(path)
    assert (contents.encoding, contents.parts[0].rows[0][0].text) == ("gb18030", "公开事项")
