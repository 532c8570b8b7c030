"""The Atom feed, as its channel wrote it."""

from datetime import datetime
from urllib.parse import urlsplit

from lxml import etree

from disclosure_core import Document
from disclosure_portal import create_app

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def _feed(client):
    answer = client.get("/feed.atom")
    assert answer.status_code == 200
    return etree.fromstring(answer.data)


def test_is_served_as_atom(client):
    assert client.get("/feed.atom").mimetype == "application/atom+xml"


def test_has_what_rfc_4287_asks_of_a_feed_and_its_entries(client):
    feed = _feed(client)
    for holder in (feed, *feed.iterfind("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            assert holder.findtext(f"a:{name}", namespaces=ATOM), name
        assert datetime.fromisoformat(holder.findtext("a:updated", namespaces=ATOM)).tzinfo
    assert feed.xpath("a:link[@rel='self']", namespaces=ATOM)
    ids = feed.xpath("a:entry/a:id/text()", namespaces=ATOM)
    assert len(ids) == len(set(ids)) > 0


def test_its_entries_lead_to_pages_that_answer(client):
    for link in _feed(client).xpath("a:entry/a:link[@rel='alternate']/@href", namespaces=ATOM):
        assert client.get(urlsplit(link).path).status_code == 200


def test_every_page_names_it(read):
    [link] = read("/domains").xpath("//link[@type='application/atom+xml']/@href")
    assert link == "/feed.atom"


def test_there_is_none_before_the_first_release(office, publish):
    client = create_app(office).test_client()
    assert client.get("/feed.atom").status_code == 404
    publish(office, Document(title="第一件", text="甲"))
    assert "第一件" in _feed(client).xpath("a:entry/a:title/text()", namespaces=ATOM)
