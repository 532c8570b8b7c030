"""Headers, limits, caching, and pages for errors."""

import pytest

from disclosure_core import Message, StoreError
from disclosure_portal import create_app

PATHS = (
    "/",
    "/search?q=低保",
    "/coverage",
    "/feed.atom",
    "/nothing",
    "/static/portal.css",
    "/healthz",
)


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_tells_browsers_what_a_page_may_do(client, path):
    headers = client.get(path, buffered=True).headers
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_no_page_needs_what_the_policy_forbids(read, sample):
    release = sample.publication.published(limit=1).releases[0]
    for path in ("/", "/domains", "/coverage", "/coverage/bulletin", f"/documents/{release.id}"):
        page = read(path)
        assert not page.xpath("//script | //style | //*[@style] | //iframe | //object"), path
        for address in page.xpath("//link[@rel='stylesheet']/@href | //img/@src"):
            assert address.startswith("/"), path


@pytest.mark.parametrize("path", [f"/?{'x' * 2001}", f"/{'x' * 301}"])
def test_an_oversized_address_is_refused(read, path):
    assert "无法处理这个请求" in read(path, 414).text_content()


@pytest.mark.parametrize("path", ["/documents", "/documents.json", "/items/{item}"])
@pytest.mark.parametrize("cursor", ["zzz", "eyJ9", "%00"])
def test_a_cursor_that_no_page_gave_is_refused(read, sample, path, cursor):
    item = sample.catalogue.current().items[0].item.id
    page = read(f"{path.format(item=item)}?after={cursor}", 400)
    assert "无法处理这个请求" in page.text_content()


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_can_be_changed(client, method):
    assert getattr(client, method)("/").status_code == 405


def test_an_unknown_page_is_not_found_in_chinese(read):
    page = read("/没有这一页", 404)
    assert "没有这个页面" in page.find(".//h1").text
    assert page.xpath("//form[@role='search']")


def test_a_failure_tells_nothing_of_the_inside(office, monkeypatch):
    app = create_app(office)
    app.testing = False

    def broken(*_: object, **__: object) -> None:
        raise StoreError(Message("secret path /srv/office.sqlite"))

    monkeypatch.setattr(type(office.store), "find", broken)
    answer = app.test_client().get("/")
    assert answer.status_code == 500
    assert "系统出了故障" in answer.get_data(as_text=True)
    assert "office.sqlite" not in answer.get_data(as_text=True)


def test_a_page_is_asked_for_again_but_not_sent_again(client):
    first = client.get("/domains")
    assert first.cache_control.no_cache
    again = client.get("/domains", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert not again.data


def test_caches_keep_languages_apart(client):
    answer = client.get("/domains")
    assert "Cookie" in answer.headers["Vary"]
    english = client.get("/domains?lang=en", headers={"If-None-Match": answer.headers["ETag"]})
    assert english.status_code == 200
    assert english.cache_control.private, "it sets a cookie, so it is this reader's own"


def test_the_style_sheet_is_kept_and_its_address_changes_with_it(client, read):
    [address] = read("/").xpath("//link[@rel='stylesheet']/@href")
    assert "v=" in address
    assert client.get(address, buffered=True).cache_control.max_age >= 365 * 24 * 3600


def test_health_answers_plainly(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.data) == (200, b"ok\n")
