"""The catalogue as files: official form, Chinese names, made once, nothing hidden in them."""

import csv
import io
import zipfile
from urllib.parse import unquote

import pytest

from disclosure_core import ExportFormat
from disclosure_portal import create_app
from disclosure_portal.downloading import KeptFiles, disposition
from disclosure_portal.pages import downloads

FORMATS = [each.value for each in ExportFormat]


@pytest.fixture
def fetch(county):
    client = create_app(county).test_client()
    return client.get


def _text(answer, format):
    """All text of a file, whatever its format."""
    if format in ("xlsx", "docx"):
        with zipfile.ZipFile(io.BytesIO(answer.data)) as pack:
            return "\n".join(pack.read(name).decode("utf-8", "replace") for name in pack.namelist())
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("format", FORMATS)
def test_a_domain_is_given_in_every_format(fetch, format):
    answer = fetch(f"/domains/hills:subsidy/catalogue.{format}")
    assert answer.status_code == 200
    assert answer.content_length == len(answer.data)
    assert "农机补贴发放结果" in _text(answer, format)


@pytest.mark.parametrize("format", FORMATS)
def test_no_file_holds_what_nobody_has_verified(fetch, format):
    for path in ("/catalogue", "/domains/hills:subsidy/catalogue"):
        found = _text(fetch(f"{path}.{format}"), format)
        for words in ("rumour", "虚日鼠", "危月燕", "室火猪"):
            assert words not in found


def test_a_file_holds_the_items_of_the_page_and_no_others(fetch):
    rows = csv.reader(io.StringIO(fetch("/domains/hills:subsidy/catalogue.csv").get_data(True)))
    ids = {cell for row in rows for cell in row if cell.startswith("hills:")}
    assert ids == {"hills:grain", "hills:machines", "hills:hotline", "hills:guide"}


def test_a_town_is_given_as_it_discloses(fetch):
    text = fetch("/towns/hills:street/catalogue.md").get_data(True)
    assert "㮾梨街道" in text
    assert "hills:machines" in text
    assert "hills:grain" not in text


def test_files_are_called_in_chinese_and_plainly_for_old_programs(fetch, county):
    header = fetch("/domains/hills:subsidy/catalogue.xlsx").headers["Content-Disposition"]
    plain, _, encoded = header.partition("filename*=UTF-8''")
    assert plain == 'attachment; filename="hills-subsidy.xlsx"; '
    day = county.today().isoformat()
    assert unquote(encoded) == f"示例县涉农补贴领域基层政务公开标准目录（{day}）.xlsx"


@pytest.mark.parametrize("name", ['坏"名\r\nX: y', "㮾梨街道", "a;b=c", "../../etc"])
def test_no_name_can_break_out_of_the_header(name):
    header = disposition(name, name, ExportFormat.CSV)
    assert header.isascii()
    assert "\n" not in header
    assert header.count('"') == 2
    assert "/" not in header


def test_a_file_that_is_there_already_is_not_sent_again(fetch):
    first = fetch("/domains/hills:subsidy/catalogue.json")
    assert first.cache_control.no_cache
    again = fetch(
        "/domains/hills:subsidy/catalogue.json", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")


def test_a_file_follows_what_a_town_enters(county, fetch):
    path = "/towns/hills:street/catalogue.csv"
    assert "hills:machines" in fetch(path).get_data(True)
    held = county.towns.prefilled("hills:street").items
    left = [each.item for each in held if each.item.id != "hills:machines"]
    county.towns.keep("hills:street", left, {"hills:machines": "街道没有农机"})
    assert "hills:machines" not in fetch(path).get_data(True)


def test_what_is_kept_takes_no_more_room_than_is_given():
    files = KeptFiles(most=100)
    made = []

    def make(name):
        def answer():
            made.append(name)
            return name, b"x" * 40

        return answer

    for name in ("a", "b", "a", "c", "b"):
        files.file(name, make(name))
    assert made == ["a", "b", "c", "b"], "b was asked for longest ago when c came"


def test_too_large_a_file_is_refused_in_words(fetch, monkeypatch):
    monkeypatch.setattr(downloads, "MOST_ITEMS", 3)
    answer = fetch("/domains/hills:subsidy/catalogue.xlsx")
    assert answer.status_code == 413
    assert "请分领域下载" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "path",
    [
        "/catalogue.pdf",
        "/catalogue.py",
        "/domains/no-such/catalogue.csv",
        "/domains/china:publishing/catalogue.exe",
        "/towns/hills:county/catalogue.csv",
        "/towns/no-such/catalogue.csv",
    ],
)
def test_what_there_is_no_file_of_is_not_found(fetch, path):
    assert fetch(path).status_code == 404


def test_the_pages_lead_to_their_files(read_county):
    for page, start in (
        ("/domains", "/catalogue."),
        ("/domains/hills:subsidy", "/domains/hills:subsidy/catalogue."),
        ("/towns/hills:street", "/towns/hills:street/catalogue."),
    ):
        links = [each for each in read_county(page).xpath("//a/@href") if "/catalogue." in each]
        assert links == [f"{start}{format}" for format in FORMATS]
