"""Nothing that is not public comes out of the portal: the exposure census walks every door."""

from itertools import product

import pytest
from lxml import html

from disclosure_core import Document, ExportFormat
from disclosure_core.testing.census import exposure_census
from disclosure_core.testing.census.client import readable
from disclosure_portal import create_app
from disclosure_portal.sample.opening import open_sample_office
from disclosure_portal.sign_in import sign_ins_of

PASSWORD = "correct horse battery"

VALUES = ("china:planning-master-plan", "changsha:langli", "coverage", "json")
"""What routes are filled with beside the planted ids: an item, a town, a measure, a format."""

ONCE = pytest.mark.xdist_group("census")
"""One worker walks; a second would walk as long again."""

CHECKPOINT = (r"\d+\s+(?:\w+:)?[0-9a-f]{64}", r"(?:\w+:)?[0-9a-f]{64}")
"""A journal's checkpoint moves with every entry, and says nothing of what the entry is about."""


def sign_in(client, person):
    """Sign a reader in, and let every form they send carry their token."""
    answer = client.post("/desk/sign-in", {"name": person, "password": PASSWORD})
    assert answer.status == 303
    desk = html.document_fromstring(client.get("/desk").text)
    client.form["token"] = desk.xpath("//input[@name='token']/@value")[0]


@pytest.fixture(scope="module")
def census(tmp_path_factory):
    with open_sample_office(tmp_path_factory.mktemp("census"), "http://portal.example") as office:
        kept = sign_ins_of(office.settings.folder)
        for person in ("census-nobody", "census-other-agency"):
            kept.set_password(person, PASSWORD)
        yield exposure_census(
            office, create_app, sign_in=sign_in, values=VALUES, may_differ=CHECKPOINT
        )


@ONCE
def test_nothing_hidden_comes_out(census):
    assert [str(each) for each in census.leaks] == []


@ONCE
def test_every_kind_of_hidden_thing_was_planted(census):
    assert set(census.planted) >= {
        *("draft", "agency-0", "approved", "undelivered", "embargoed", "withdrawn", "redacted"),
    }


@ONCE
def test_every_viewer_walked_every_route(census):
    app_doors = {each: count for each, count in census.doors.items() if each != "files"}
    assert len(app_doors) == 3
    assert all(count > 300 for count in app_doors.values()), app_doors
    assert census.doors["files"] > len(ExportFormat), "the channels' files too"


def test_the_portal_reads_as_the_public_whoever_opened_the_office(office):
    kept = office.documents.draft(Document(title="草稿", text="草稿"))
    assert office.documents.document(kept).title, "the staff sees it"
    assert create_app(office).test_client().get(f"/documents/{kept}").status_code == 404


UNVERIFIED = ("hills:rumour", "虚日鼠", "危月燕", "室火猪", "壁水貐")
"""What an unverified layer of the small county says, in words that stand nowhere else."""


def test_what_nobody_has_verified_is_on_no_page_and_in_no_file(county):
    app = create_app(county)
    client = app.test_client()
    ids = ("hills:rumour", "hills:subsidy", "hills:street", "hills:village", "hills:grain")
    paths = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint != "static" and "GET" in rule.methods:
            for format, each in product(ExportFormat, ids):
                path = rule.rule.replace("<town>", "hills:street").replace("<format>", format)
                paths.append(path.replace("<id>", each))
    assert county.confirmations.unconfirmed(), "there is something to hide"
    for path in dict.fromkeys(paths):
        shown = readable(client.get(path).data)
        assert not [each for each in UNVERIFIED if each in shown.replace(path, "")], path


@pytest.mark.parametrize("words", UNVERIFIED[1:])
def test_a_search_for_what_nobody_has_verified_finds_nothing(read_county, words):
    page = read_county(f"/search?q={words}")
    assert "政府信息 0 件，公开事项 0 个" in page.xpath("//p[@role='status']")[0].text_content()
