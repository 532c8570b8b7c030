"""Nothing that is not public is in any page, feed, search or count: every route is walked."""

import io
import re
import zipfile
from datetime import timedelta
from itertools import product

import pytest
from attrs import frozen
from flask import Flask
from werkzeug.test import TestResponse

from disclosure_core import Actor, Document, ExportFormat, Formation, Office, Role
from disclosure_portal import create_app
from disclosure_portal.sample.opening import open_sample_office

STAFF = Actor(name="staff", roles=frozenset(Role))

SECRETS = {
    "draft": ("戊己庚辛壬", "甲子乙丑丙寅"),
    "reviewed": ("角亢氐房心", "丁卯戊辰己巳"),
    "undelivered": ("井鬼柳星张", "庚午辛未壬申"),
}
"""Title and text of each thing that is not public; words that stand nowhere else."""

ITEM = "china:planning-detailed-plan"
"""An item that only the secrets fulfil."""

CLOCK = re.compile(r"T\d\d:\d\d:\d\d")
"""The time of day in an instant, which differs from one asking to the next."""

PRINTS_THE_CHECKPOINT = ("/coverage", "/coverage/bulletin")
"""Pages that print the journal's checkpoint, which is to move with every entry."""

TOWNS = ("changsha:langli",)

MEASURES = ("coverage", "timeliness", "lag", "channels", "elements")


def _document(name):
    title, text = SECRETS[name]
    return Document(
        title=title, text=text, items=(ITEM,), agency=f"{title}局", document_number="隐〔2026〕9号"
    )


def _public_view(office):
    """The routes, what each answers, with every id that exists and the words of the secrets."""
    app = create_app(office)
    client = app.test_client()
    return {path: client.get(path) for path in _paths(app, office)}


def _paths(app: Flask, office):
    documents = [each.id for each in office.documents.newest().records]
    releases = [each.id for each in office.publication.find(limit=100).records]
    ids = [*documents, *releases, ITEM, "china:planning", *TOWNS, *MEASURES, "no-such"]
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static":
            continue
        assert rule.arguments <= {"id", "town", "format"}, f"{rule}: tell this test what to put"
        for town, format, each in product(
            TOWNS if "town" in rule.arguments else ("",),
            ExportFormat if "format" in rule.arguments else ("",),
            ids if "id" in rule.arguments else ("",),
        ):
            path = rule.rule.replace("<town>", town).replace("<format>", format)
            yield path.replace("<id>", each)
    for title, text in SECRETS.values():
        yield from (f"/search?q={words}" for words in (title, title[:1], title[:2], text[:3]))
    yield from ("/search?q=隐〔2026〕9号", "/?lang=en", "/documents?lang=en")


def everything_in(answer):
    """All that an answer says: a page, a feed, or the texts packed in a file; but for the clock."""
    if not answer.data.startswith(b"PK"):
        return CLOCK.sub("", answer.get_data(as_text=True))
    with zipfile.ZipFile(io.BytesIO(answer.data)) as pack:
        texts = [each for each in pack.namelist() if each.endswith((".xml", ".rels"))]
        # When a file was made is no part of what it says.
        told = [each for each in texts if not each.startswith("docProps/")]
        return "\n".join(pack.read(each).decode("utf-8") for each in told)


@frozen
class Planted:
    """An office with secrets, what it showed without and with them, the release not delivered."""

    office: Office
    before: dict[str, TestResponse]
    now: dict[str, TestResponse]
    release: str


@pytest.fixture(scope="module")
def planted(tmp_path_factory, publish):
    """An office with one public document, and then one secret of each kind; read, not changed."""
    with open_sample_office(tmp_path_factory.mktemp("planted"), "http://portal.example") as opened:
        office = opened.as_actor(STAFF)
        publish(
            office,
            Document(title="公开的一件", text="人人可见", items=("china:planning-master-plan",)),
        )
        before = _public_view(office)
        release = _plant(office)
        yield Planted(office, before, _public_view(office), release)


def _plant(office):
    """Put the secrets into an office; answers the id of the release that is not delivered."""
    office.documents.draft(_document("draft"))
    reviewed = office.documents.draft(_document("reviewed"))
    office.review.check(reviewed)
    released = office.documents.draft(_document("undelivered"))
    office.review.check(released)
    office.review.approve(released, reason="a test")
    release = office.publication.release(released)
    formed = office.today() - timedelta(days=60)
    office.formations.record(Formation(item=ITEM, on=formed, reference="隐〔2026〕9号"))
    return release.id


def test_the_words_of_a_secret_are_on_no_page(planted):
    for path, answer in planted.now.items():
        shown = everything_in(answer)
        for title, text in SECRETS.values():
            assert text not in shown, path
            if "q=" not in path:
                assert title not in shown, path


def test_a_search_for_a_secret_finds_nothing(planted):
    client = create_app(planted.office).test_client()
    for title, _ in SECRETS.values():
        assert "政府信息 0 件，公开事项 0 个" in client.get(f"/search?q={title}").get_data(
            as_text=True
        )


def test_no_page_links_to_a_secret(planted):
    hidden = [planted.release, *(each.id for each in planted.office.documents.newest().records)]
    for path, answer in planted.now.items():
        for each in hidden:
            links = everything_in(answer).replace(path.split("?")[0], "")
            assert each not in links, path


def test_counts_do_not_move(planted):
    for path, answer in planted.before.items():
        if path not in PRINTS_THE_CHECKPOINT:
            assert everything_in(planted.now[path]) == everything_in(answer), path


def test_hidden_and_absent_answer_alike(planted):
    release = planted.release
    client = create_app(planted.office).test_client()
    hidden, absent = client.get(f"/documents/{release}"), client.get("/documents/no-such")
    assert hidden.status_code == absent.status_code == 404
    assert hidden.data.replace(release.encode(), b"no-such") == absent.data


def test_it_is_public_from_its_first_receipt_on(office):
    release = _plant(office)
    assert create_app(office).test_client().get(f"/documents/{release}").status_code == 404
    for _ in office.delivery.run():
        pass
    page = create_app(office).test_client().get(f"/documents/{release}")
    assert page.status_code == 200
    assert SECRETS["undelivered"][1] in page.get_data(as_text=True)


def test_the_portal_reads_as_the_public_whoever_opened_the_office(office):
    kept = office.documents.draft(_document("draft"))
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
        if rule.endpoint != "static":
            for format, each in product(ExportFormat, ids):
                path = rule.rule.replace("<town>", "hills:street").replace("<format>", format)
                paths.append(path.replace("<id>", each))
    assert county.confirmations.unconfirmed(), "there is something to hide"
    for path in dict.fromkeys(paths):
        shown = everything_in(client.get(path))
        assert not [each for each in UNVERIFIED if each in shown.replace(path, "")], path


@pytest.mark.parametrize("words", UNVERIFIED[1:])
def test_a_search_for_what_nobody_has_verified_finds_nothing(read_county, words):
    page = read_county(f"/search?q={words}")
    assert "政府信息 0 件，公开事项 0 个" in page.xpath("//p[@role='status']")[0].text_content()
