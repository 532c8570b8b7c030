"""What pages say of the code is what the code says."""

import inspect
import os
import re
import typing
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import attrs
import pytest
from tests.docs.generated import MAKERS, PART, error_classes, hook_names, refreshed, signature
from tests.docs.samples import DOCS

import disclosure_core
from disclosure_core import errors, hookspecs
from disclosure_core.catalogue.lint.running import CODES

PAGES = sorted(page for page in DOCS.rglob("*.md") if PART.search(page.read_text("utf-8")))
LANGUAGES = (DOCS, DOCS / "zh")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS)))
def test_parts_made_from_the_code_are_up_to_date(page: Path):
    text = page.read_text("utf-8")
    anew = refreshed(text)
    if os.environ.get("REFRESH_SAMPLES"):
        page.write_text(anew, "utf-8")
        return
    assert text == anew, "run again with REFRESH_SAMPLES=1 in the environment, and look at it"


@pytest.mark.parametrize("language", LANGUAGES, ids=["en", "zh"])
@pytest.mark.parametrize("name", hook_names())
def test_every_hook_has_a_section_with_its_exact_signature(language: Path, name: str):
    page = (language / "reference" / "hooks.md").read_text("utf-8")
    _, heading, section = page.partition(f"\n## {name}\n")
    assert heading
    assert signature(name) in section.partition("\n## ")[0]


def test_every_error_is_on_both_pages():
    for language in LANGUAGES:
        page = (language / "reference" / "errors.md").read_text("utf-8")
        codes = [kind.code for kind in error_classes() if kind is not errors.DisclosureError]
        assert [code for code in codes if f"`{code}`" not in page] == []


@pytest.mark.parametrize("language", LANGUAGES, ids=["en", "zh"])
def test_every_rule_of_the_lint_is_told_with_how_to_mend_it(language: Path):
    page = PART.sub("", (language / "reference" / "lint-rules.md").read_text("utf-8"))
    assert set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == set(CODES)


def classes_in(annotation: object) -> Iterator[type]:
    """Our own classes that an annotation speaks of."""
    if isinstance(annotation, type) and annotation.__module__.startswith("disclosure_core"):
        yield annotation
    for part in typing.get_args(annotation):
        if isinstance(part, list):
            for each in part:
                yield from classes_in(each)
        else:
            yield from classes_in(part)


def values_of_hooks() -> set[type]:
    """Every value that hooks return or are given, and the values these are made of."""
    waiting: list[type] = []
    for name in hook_names():
        for hint in typing.get_type_hints(getattr(hookspecs, name)).values():
            waiting += classes_in(hint)
    known: set[type] = set()
    while waiting:
        kind = waiting.pop()
        if kind in known:
            continue
        known.add(kind)
        if attrs.has(kind):
            for hint in typing.get_type_hints(kind).values():
                waiting += classes_in(hint)
    return {kind for kind in known if attrs.has(kind) or issubclass(kind, Enum)}


def is_expression(kind: type) -> bool:
    """Parts of formulas are made by functions (``column``, ``rate``), and told of on that page."""
    return kind.__module__ == "disclosure_core.scoring.expressions"


@pytest.mark.parametrize("language", LANGUAGES, ids=["en", "zh"])
def test_every_value_a_hook_speaks_of_is_on_the_values_page(language: Path):
    page = (language / "reference" / "values.md").read_text("utf-8")
    names = {kind.__name__ for kind in values_of_hooks() if not is_expression(kind)}
    assert {name for name in names if f"\n### {name}\n" not in page} == set()


def test_every_value_a_hook_speaks_of_can_be_imported_from_the_package():
    names = {kind.__name__ for kind in values_of_hooks() if not is_expression(kind)}
    assert names - set(disclosure_core.__all__) == set()


def test_every_maker_is_used():
    used = {part["what"] for page in PAGES for part in PART.finditer(page.read_text("utf-8"))}
    assert used == set(MAKERS)


def test_hooks_are_functions_with_a_context():
    parameters = {
        name: list(inspect.signature(getattr(hookspecs, name)).parameters) for name in hook_names()
    }
    assert {name for name, given in parameters.items() if given != ["context"]} == set()
