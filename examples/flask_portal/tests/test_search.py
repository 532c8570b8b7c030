"""Search: Chinese words of one, two and three characters, alone and together (站内查询)."""

import pytest

from disclosure_core import Document
from disclosure_portal import create_app


def _titles(page):
    return page.xpath("//ul[@class='results']/li/a")


def _texts(page):
    return {title.text_content() for title in _titles(page)}


def _having(sample, *terms):
    """The titles that a plain look for substrings finds, over all releases."""
    found = set()
    for each in sample.publication.published(limit=200).releases:
        whole = "\n".join(
            (
                each.title,
                each.text,
                each.document_number or "",
                each.index_number or "",
                *(words for part in each.sections for words in (part.name, part.text)),
            )
        )
        if all(term in whole for term in terms):
            found.add(each.title)
    return found


@pytest.mark.parametrize("word", ["火", "学", "镇"])
def test_finds_words_of_one_character(read, sample, word):
    assert _found(read, f"/search?q={word}") == _having(sample, word)


@pytest.mark.parametrize("word", ["低保", "规划", "汛期", "不存"])
def test_finds_words_of_two_characters(read, sample, word):
    assert _found(read, f"/search?q={word}") == _having(sample, word)


@pytest.mark.parametrize("word", ["办事指南", "避难场", "民政局", "适老化"])
def test_finds_words_of_three_characters_and_more(read, sample, word):
    assert _found(read, f"/search?q={word}") == _having(sample, word)


def test_all_words_must_be_there(read, sample):
    assert _found(read, "/search?q=指南 火") == _having(sample, "指南", "火")
    assert _found(read, "/search?q=指南 标准") == _having(sample, "指南", "标准") != set()


def _found(read, path):
    """Titles on all pages of answers."""
    titles = set()
    while path:
        page = read(path)
        titles |= _texts(page)
        path = next(iter(page.xpath("//a[@rel='next']/@href")), None)
    return titles


def test_finds_a_document_number_however_its_brackets_are_written(read):
    for written in ("示教发〔2026〕12号", "示教发[2026]12号", "示教发(2026) 12 号"):
        assert _texts(read(f"/search?q={written}")) == {"【示例】2026年城区小学招生范围公告"}


def test_marks_the_words_in_title_and_excerpt(read):
    page = read("/search?q=招生范围")
    assert set(page.xpath("//mark/text()")) == {"招生范围"}
    assert page.xpath("//p[@class='excerpt']/mark")


def test_finds_items_by_name(read):
    links = read("/search?q=身份证").xpath("//ul[@class='found-items']/li/a")
    assert [link.text_content() for link in links] == ["居民身份证办理进度查询"]


def test_counts_what_it_found(read, sample):
    status = read("/search?q=低保").xpath("//p[@role='status']")[0].text_content()
    assert f"政府信息 {len(_having(sample, '低保'))} 件" in status


def test_keeps_the_words_in_the_box(read):
    assert read("/search?q=低保").get_element_by_id("q").get("value") == "低保"


def test_finding_nothing_says_what_to_do(read):
    assert "已公开的信息中没有这些词" in read("/search?q=没有这样的词").text_content()


@pytest.mark.parametrize("query", ["", "?q=", "?q=%20%20"])
def test_asking_nothing_shows_the_form(read, query):
    page = read(f"/search{query}")
    assert not _titles(page)
    assert page.xpath("//form[@role='search']")


@pytest.mark.parametrize("query", ["，。！", "\"' OR 1=1 --", "<script>", "NEAR(a b)", "a*", "%"])
def test_signs_are_no_commands(read, query):
    page = read(f"/search?q={query.replace('%', '%25')}")
    assert not page.xpath("//script")


def test_too_long_a_search_is_refused_in_words(read):
    page = read(f"/search?q={'长' * 101}", 400)
    assert "超过 100 个字" in page.xpath("//*[@role='alert']")[0].text_content()


@pytest.mark.parametrize("cursor", ["nonsense", "0", "a" * 601])
def test_a_cursor_of_no_page_is_refused(client, cursor):
    assert client.get(f"/search?q=低保&after={cursor}").status_code == 400


def test_pages_lead_through_all_answers(office, publish, read):
    for number in range(25):
        publish(office, Document(title=f"公告第{number}期", text="分页检索"))
    client = create_app(office).test_client()
    first = read("/search?q=分页", using=client)
    second = read(first.xpath("//a[@rel='next']/@href")[0], using=client)
    assert len(_texts(first)) == 20
    assert len(_texts(second)) == 5
    assert not _texts(first) & _texts(second)
    assert not second.xpath("//a[@rel='next']")


def test_items_that_nobody_has_verified_are_not_found(read, sample):
    named = {each.item.id: each.item.title for each in sample.confirmations.unconfirmed()}
    shown = set(read("/search?q=办税日历").xpath("//a/@href"))
    assert "china:tax-calendar" in named
    assert shown & {f"/items/{id}" for id in named} == set()


@pytest.mark.parametrize("words", ["\u3bbe梨", "\u3bbe"])
def test_a_street_with_a_rare_character_is_found_and_shown(office, publish, read, words):
    title = "\u3bbe梨街道危房改造公示"
    publish(office, Document(title=title, text="名单见附件。"))
    page = read(f"/search?q={words}", using=create_app(office).test_client())
    assert _texts(page) == {title}
    assert set(page.xpath("//mark/text()")) == {words}


def test_a_search_can_be_narrowed(read, sample):
    asked = {"domain": "china:social-assistance", "since": "2020-01-01", "agency": "县民政局"}
    page = read("/search?q=低保&" + "&".join(f"{name}={value}" for name, value in asked.items()))
    expected = {
        each.title
        for each in sample.publication.published(
            search="低保", domain=asked["domain"], agency=asked["agency"], limit=200
        ).releases
    }
    assert _texts(page) == expected != set()
    assert page.get_element_by_id("of-agency").get("value") == "县民政局"
    assert page.xpath("//select[@name='domain']/option[@selected]/@value") == [asked["domain"]]
    assert page.get_element_by_id("released-since").get("value") == "2020-01-01"


def test_a_choice_without_words_is_a_list(read, sample):
    domain = "china:social-assistance"
    expected = sample.publication.published(domain=domain, limit=200)
    page = read(f"/search?domain={domain}")
    assert _texts(page) == {each.title for each in expected.releases}
    assert f"{expected.total}" in page.xpath("//p[@role='status']")[0].text_content()


def test_pages_keep_the_choice(office, publish, read):
    for number in range(25):
        publish(office, Document(title=f"公告{number}", text="分页检索", agency="县财政局"))
    publish(office, Document(title="别家的公告", text="分页检索", agency="县教育局"))
    client = create_app(office).test_client()
    first = read("/search?q=分页&agency=县财政局&order=best", using=client)
    second = read(first.xpath("//a[@rel='next']/@href")[0], using=client)
    assert (len(_texts(first)), len(_texts(second))) == (20, 5)
    assert "别家的公告" not in _texts(first) | _texts(second)


def test_the_best_come_first_when_asked(office, publish, read):
    publish(office, Document(title="低保标准", text="见附件"))
    publish(office, Document(title="通知", text="低保"))
    client = create_app(office).test_client()
    titles = [
        [each.text_content() for each in _titles(read(path, using=client))]
        for path in ("/search?q=低保", "/search?q=低保&order=best")
    ]
    assert titles == [["通知", "低保标准"], ["低保标准", "通知"]]


def test_a_choice_that_nothing_fits_says_so(read):
    assert "没有符合所选条件" in read("/search?agency=无此机构").text_content()


@pytest.mark.parametrize(
    "query",
    [
        "since=gestern",
        "since=2026-02-01&until=2026-01-01",
        "domain=no-domain",
        "region=no-region",
        "agency=" + "长" * 101,
    ],
)
def test_a_choice_of_what_is_not_there_is_refused(client, query):
    assert client.get(f"/search?q=低保&{query}").status_code == 400
