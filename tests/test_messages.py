"""Texts for people: complete in both languages, and shown in the one asked for."""

import re
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import disclosure_core
from disclosure_core.errors import DataError, Mistake
from disclosure_core.messages import Message

PACKAGE = Path(disclosure_core.__file__).parent
CATALOGUE = PACKAGE / "locale/zh_CN/LC_MESSAGES/disclosure_core.po"


@pytest.fixture(scope="module")
def chinese():
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="zh_CN")


def message_ids() -> set[str]:
    """Every message id written in the code."""
    found = extract_from_dir(PACKAGE, keywords={"Message": None}, comment_tags=())
    return {text for _, _, text, _, _ in found if isinstance(text, str)}


def fields(template: str) -> set[str]:
    return {re.split(r"[.\[]", name)[0] for _, name, _, _ in Formatter().parse(template) if name}


def test_every_text_in_the_code_has_a_chinese_one(chinese):
    translated = {message.id for message in chinese if message.string and not message.fuzzy}
    assert message_ids() - translated == set()


def test_the_catalogue_holds_no_text_that_the_code_has_lost(chinese):
    assert {message.id for message in chinese if message.id} - message_ids() == set()


def test_both_languages_show_the_same_facts(chinese):
    differing = [
        m.id for m in chinese if isinstance(m.id, str) and m.id and fields(m.id) != fields(m.string)
    ]
    assert differing == []


def test_the_compiled_catalogue_is_made_from_the_readable_one(chinese):
    compiled = BytesIO()
    write_mo(compiled, chinese)
    assert CATALOGUE.with_suffix(".mo").read_bytes() == compiled.getvalue()


def test_a_message_is_chinese_unless_english_is_asked_for():
    fix = Message("Fix: {fix}", fix="x")
    assert fix.text("en") == "Fix: x"
    assert fix.text() == "处理办法：x"


def test_a_text_without_translation_is_shown_in_english():
    assert Message("no such text {n}", n=1).text("zh_CN") == "no such text 1"


def test_facts_that_are_messages_are_shown_in_the_same_language():
    inner = Message("Fix: {fix}", fix="x")
    assert Message("{a} / {b}", a=inner, b=(inner, inner)).text() == (
        "处理办法：x / 处理办法：x、处理办法：x"
    )


def test_a_brace_in_a_fact_is_only_text():
    assert str(Message("{name}", name="{name.__class__}")) == "{name.__class__}"


def test_an_error_lists_all_mistakes_with_their_places():
    error = DataError(
        Message("The catalogue layers do not fit together."),
        [Mistake("a.toml", "items[0]", Message("no item of that id"))],
        fix=Message("no item of that id"),
    )
    assert error.text("en").splitlines() == [
        "The catalogue layers do not fit together.",
        "  a.toml items[0]: no item of that id",
        "Fix: no item of that id",
    ]
