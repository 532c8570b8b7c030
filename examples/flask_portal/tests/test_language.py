"""Chinese unless English is asked for; the cookie is a convenience and nothing depends on it."""

import pytest


def test_speaks_chinese_unless_asked(read):
    assert read("/").get("lang") == "zh-CN"


def test_speaks_english_when_asked(read):
    page = read("/?lang=en")
    assert page.get("lang") == "en"
    assert "What do you want to know?" in page.text_content()


def test_remembers_what_was_asked(client, read):
    client.get("/?lang=en")
    assert read("/domains").get("lang") == "en"
    client.get("/?lang=zh")
    assert read("/domains").get("lang") == "zh-CN"


def test_sets_no_cookie_unless_a_language_is_asked(client):
    for path in ("/", "/search?q=低保", "/coverage", "/nothing-here"):
        assert "Set-Cookie" not in client.get(path).headers


def test_works_for_readers_who_refuse_cookies(app, read):
    client = app.test_client(use_cookies=False)
    assert read("/search?q=低保&lang=en", using=client).get("lang") == "en"
    assert read("/search?q=低保", using=client).get("lang") == "zh-CN"


@pytest.mark.parametrize("unknown", ["fr", "", "../en", "zh_CN"])
def test_an_unknown_language_is_chinese(client, read, unknown):
    assert read(f"/?lang={unknown}").get("lang") == "zh-CN"
    assert "Set-Cookie" not in client.get(f"/?lang={unknown}").headers


def test_the_switch_keeps_the_page_and_its_question(read):
    [link] = read("/search?q=低保").find_class("language")
    assert link.get("href").startswith("/search?")
    page = read(link.get("href"))
    assert page.get_element_by_id("q").get("value") == "低保"
    assert page.get("lang") == "en"


def test_the_switch_takes_nothing_else_from_the_address(read):
    [link] = read("/?_external=1&_scheme=javascript&x=y").find_class("language")
    assert link.get("href") == "/?lang=en"


def test_what_officers_wrote_is_marked_as_chinese_on_an_english_page(read, sample):
    release = sample.publication.published(limit=1).releases[0]
    page = read(f"/documents/{release.id}?lang=en")
    assert page.find_class("document")[0].get("lang") == "zh-CN"
