"""The built site's own search, in a browser, from the files, with no network."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import lxml.html
import pytest
from playwright.sync_api import Page, sync_playwright
from tests.docs.samples import DOCS

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


def pages_with(folder: Path, word: str) -> set[str]:
    """The pages of which a piece of text has the word, found by reading them all."""
    return {
        file.relative_to(folder).as_posix()
        for file in folder.rglob("*/*.html")
        if any(word in piece for piece in pieces(file))
    }


@cache
def pieces(file: Path) -> tuple[str, ...]:
    """The pieces of text in the main part of a page."""
    main = lxml.html.parse(file).find(".//article")
    return tuple(main.itertext()) if main is not None else ()


TERMS = re.findall(
    r"^\| ([\u3400-\u9fff]{2,6}) \|",
    (DOCS / "zh" / "reference" / "glossary.md").read_text("utf-8"),
    re.MULTILINE,
)


def test_every_term_of_the_glossary_is_found_wherever_it_stands(page: Page, site: Path):
    missed = {
        term: pages_with(site / "zh", term) - set(search(page, site / "zh", term)) for term in TERMS
    }
    assert {len(term) for term in TERMS} >= {2, 3, 4}
    assert {term: pages for term, pages in missed.items() if pages} == {}


def test_a_single_character_is_found(page: Page, site: Path):
    assert pages_with(site / "zh", "县") <= set(search(page, site / "zh", "县"))


def test_finds_chinese_words_on_english_pages(page: Page, site: Path):
    assert "reference/glossary.html" in search(page, site, "目录")


def test_finds_an_english_word_in_another_form(page: Page, site: Path):
    assert "explanation/architecture.html" in search(page, site, "drafts")


@pytest.mark.parametrize("words", ["审初", "养老院"])
def test_finds_nothing_for_words_that_stand_nowhere(page: Page, site: Path, words: str):
    assert search(page, site / "zh", words) == []
