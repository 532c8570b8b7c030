"""Every text of the portal is there in Chinese, with the same facts, and compiled."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import disclosure_portal

PACKAGE = Path(disclosure_portal.__file__).parent
FOLDER = PACKAGE / "locale" / "zh_CN" / "LC_MESSAGES"

KEYWORDS = {
    "_": None,
    "_message": None,
    "Message": None,
    "text": None,
    "tag_text": None,
    "_say": (2,),
}


@pytest.fixture(scope="module")
def chinese() -> Catalog:
    return read_po(BytesIO((FOLDER / "disclosure_portal.po").read_bytes()), locale="zh_CN")


def _written() -> set[str]:
    found = extract_from_dir(
        PACKAGE,
        method_map=[("**.py", "python"), ("**.html", "jinja2")],
        options_map={"**.html": {"silent": "false"}},
        keywords=KEYWORDS,
    )
    return {text if isinstance(text, str) else text[0] for _, _, text, _, _ in found}


def test_every_text_has_its_chinese(chinese):
    assert {
        text for text in _written() if not chinese.get(text) or not chinese[text].string
    } == set()


def test_no_translation_is_left_over(chinese):
    told = {each.id for each in chinese if each.id}
    indirect = {text for text in told if text.startswith(("blocked: ", "held: "))}
    assert told - _written() - indirect == set()


def test_a_translation_has_the_facts_of_its_text(chinese):
    for each in chinese:
        if each.id:
            facts = re.compile(r"\{(\w+)\}")
            assert set(facts.findall(each.id)) == set(facts.findall(each.string)), each.id


def test_the_compiled_catalogue_is_of_these_translations(chinese):
    compiled = read_mo(BytesIO((FOLDER / "disclosure_portal.mo").read_bytes()))
    assert {e.id: e.string for e in compiled if e.id} == {e.id: e.string for e in chinese if e.id}
