"""A file is read as what it is, whatever its name says; what cannot be read says why."""

import io
import zipfile

import pytest

from disclosure_core.catalogue.tables.readers.files import contents_of, read_file
from disclosure_core.errors import UnreadableFileError
from disclosure_core.messages import LANGUAGES


def zipped(*names):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "text", "made"),
    [
        ("目录.xls", "<html><table><tr><td>甲</table>", "html"),
        ("目录.xlsx", "序号\t事项\n1\t甲\n", "csv"),
        ("目录.xls", "序号,事项\n1,甲\n", "csv"),
        ("目录.doc", "<html xmlns:o='urn:x'><table><tr><td>甲</table>", None),
        ("目录.docx", "<html><table><tr><td>甲</table>", "html"),
        ("目录.csv", "<!DOCTYPE html><html><table><tr><td>甲</table>", "html"),
        ("目录.txt", "<table><tr><td>甲</table>", "html"),
        ("目录.docx", "序号\n事项\n", "txt"),
    ],
)
def test_a_file_with_a_wrong_suffix_is_read_as_what_it_is_and_said(name, text, made):
    problems = contents_of(name, text.encode()).problems
    assert [each.made for each in problems] == ([made] if made else [])


@pytest.mark.parametrize("name", ["目录.html", "目录.HTM", "folder.csv/目录.htm", "目录"])
def test_a_rightly_named_file_has_no_problem(name):
    assert contents_of(name, b"<table><tr><td>a</table>").problems == ()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        pytest.param("目录.csv", b"", "the file is empty", id="empty"),
        pytest.param("目录.xlsx", b"", "the file is empty", id="empty workbook"),
        pytest.param("目录.txt", b" \r\n\t\n", "the file is empty", id="white space"),
        pytest.param("目录.txt", "\ufeff\n".encode(), "the file is empty", id="only a mark"),
        pytest.param("目录.txt", b"# domain: x\n", "the file is empty", id="only notes"),
        pytest.param("目录.csv", bytes(range(256)) * 4, "no encoding|not text", id="binary"),
        pytest.param("目录.csv", b"\x7fELF\x02\x01" + bytes(80), "a program", id="program"),
        pytest.param("目录.xlsx", b"%PDF-1.7\n", "a PDF document", id="PDF"),
        pytest.param("目录.doc", b"{\\rtf1\\ansi}", "a Rich Text", id="RTF"),
        pytest.param("目录.html", b"\x89PNG\r\n\x1a\n" + bytes(9), "a picture", id="picture"),
        pytest.param("目录.xlsx", zipped("a.txt"), "a packed archive", id="archive"),
        pytest.param("目录.xlsx", zipped("xl/workbook.bin"), r"\.xlsb", id="binary workbook"),
        pytest.param("目录.ods", zipped("mimetype", "content.xml"), "an OpenDocument", id="ODS"),
        pytest.param("目录.xlsx", b"PK\x05\x06" + bytes(18), "an empty zip", id="empty zip"),
        pytest.param("目录.xlsx", b"PK\x03\x04 and no more", "is none", id="broken zip"),
        pytest.param("目录.xlsx", "只有一段文字\n".encode(), "plain text", id="words"),
        pytest.param(
            "目录.xls",
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "a spreadsheet saved as XML",
            id="XML spreadsheet",
        ),
        pytest.param("目录.xls", b"MIME-Version: 1.0\n", "single file", id="web archive"),
        pytest.param(
            "目录.xls", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "damaged", id="broken xls"
        ),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(name, data, said):
    with pytest.raises(UnreadableFileError, match=said) as caught:
        contents_of(name, data)
    error = caught.value
    assert (error.code, error.file) == ("unreadable-file", name)
    assert name in error.what.text("en")
    assert all(error.fix is not None and error.fix.text(language) for language in LANGUAGES)


@pytest.mark.parametrize(
    ("stream", "said"),
    [
        ("WordDocument", r"an old Word document \(\.doc\)"),
        ("EncryptedPackage", "protected by a password"),
        ("PowerPoint Document", "without a workbook"),
    ],
)
def test_other_office_files_are_told_apart(compound, stream, said):
    with pytest.raises(UnreadableFileError, match=said):
        contents_of("目录.doc", compound(stream, b""))


def test_a_file_that_is_not_there_and_a_folder_are_said(tmp_path):
    with pytest.raises(UnreadableFileError, match="no such file"):
        read_file(tmp_path / "没有.csv")
    with pytest.raises(UnreadableFileError, match="this is a folder"):
        read_file(tmp_path)
