"""The built site's own search, in a browser, from the files, with no network."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

OFFLINE = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


@pytest.fixture(scope="module")
def page(require: Callable[[str], str]) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=require("chromium"), args=list(OFFLINE)
        )
        context = browser.new_context(offline=True)
        yield context.new_page()
        browser.close()


def search(page: Page, folder: Path, words: str) -> list[str]:
    """The pages that the search page of ``folder`` lists for ``words``, best first."""
    page.goto(f"{(folder / 'search.html').as_uri()}?q={words}")
    page.wait_for_function(
        "document.querySelector('#search-results p.search-summary')?.innerText.length > 0"
    )
    links = page.locator("#search-results ul.search > li > a")
    return [link.get_attribute("href").partition("#")[0] for link in links.all()]


@pytest.mark.parametrize("words", ["审核", "目录表", "保密审查", "公开事项目录表", "密"])
def test_finds_a_chinese_word_of_any_length(page: Page, site: Path, words: str):
    assert "explanation/architecture.html" in search(page, site / "zh", words)


def test_finds_chinese_words_on_english_pages(page: Page, site: Path):
    assert "reference/glossary.html" in search(page, site, "目录")


def test_finds_an_english_word_in_another_form(page: Page, site: Path):
    assert "explanation/architecture.html" in search(page, site, "drafts")


@pytest.mark.parametrize("words", ["核审", "养老院"])
def test_finds_nothing_for_words_that_stand_nowhere(page: Page, site: Path, words: str):
    assert search(page, site / "zh", words) == []
