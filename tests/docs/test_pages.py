"""The pages among themselves: both languages, all links, the account of mechanisms."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.docs.generated import PART
from tests.docs.samples import DOCS, REPOSITORY

PAGES = sorted(page for page in DOCS.rglob("*.md") if "_build" not in page.parts)
ENGLISH = [page for page in PAGES if "zh" not in page.relative_to(DOCS).parts]
CHINESE = [page for page in PAGES if "zh" in page.relative_to(DOCS).parts]
AT_THE_TOP = sorted(REPOSITORY.glob("*.md"))

LINK = re.compile(r"(?<!`)\[[^\]]*\]\((?P<target>[^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} (?P<text>.+)$", re.MULTILINE)
FENCE = re.compile(r"^(```+).*?^\1", re.MULTILINE | re.DOTALL)


def prose(page: Path) -> str:
    """A page's text without its code."""
    return FENCE.sub("", page.read_text("utf-8"))


def anchors(page: Path) -> set[str]:
    """What a link may name behind ``#`` on that page."""
    texts = (found["text"].lower() for found in HEADING.finditer(prose(page)))
    return {re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", text)) for text in texts}


def broken(page: Path) -> Iterator[str]:
    """The links of a page that lead to no file or no heading."""
    for link in LINK.finditer(prose(page)):
        path, _, anchor = link["target"].partition("#")
        if re.match(r"[a-z]+:", path):
            continue
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            yield link["target"]


@pytest.mark.parametrize(
    "page", [*PAGES, *AT_THE_TOP], ids=lambda page: str(page.relative_to(REPOSITORY))
)
def test_links_lead_somewhere(page: Path):
    assert list(broken(page)) == []


def test_both_languages_have_the_same_pages():
    english = {page.relative_to(DOCS) for page in ENGLISH}
    chinese = {page.relative_to(DOCS / "zh") for page in CHINESE}
    assert english == chinese


@pytest.mark.parametrize("page", ENGLISH, ids=lambda page: str(page.relative_to(DOCS)))
def test_both_languages_have_the_same_sections(page: Path):
    def levels(page: Path) -> list[int]:
        return [len(found[0].split()[0]) for found in HEADING.finditer(prose(page))]

    assert levels(page) == levels(DOCS / "zh" / page.relative_to(DOCS))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS)))
def test_a_line_of_prose_holds_one_sentence(page: Path):
    written = PART.sub("", prose(page))  # what the code says of itself is broken as it is there
    lines = [line for line in written.splitlines() if line and line[0] not in "|-#<`>* 0123456789"]
    two = [line for line in lines if re.search(r"[。！？](?=[^」”）])|[.!?] [A-Z]", line)]
    assert two == []


def mechanisms(page: Path) -> dict[int, list[str]]:
    """The lines of a page of mechanisms by number."""
    rows = re.findall(r"^\| (\d+) \|(.*)\|$", page.read_text("utf-8"), re.MULTILINE)
    return {int(no): [cell.strip() for cell in rest.split("|")] for no, rest in rows}


ENGLISH_ACCOUNT = mechanisms(DOCS / "reference" / "mechanisms.md")
CHINESE_ACCOUNT = mechanisms(DOCS / "zh" / "reference" / "mechanisms.md")


@pytest.mark.parametrize("account", [ENGLISH_ACCOUNT, CHINESE_ACCOUNT], ids=["en", "zh"])
def test_each_of_the_99_mechanisms_has_a_line(account: dict[int, list[str]]):
    assert list(account) == list(range(1, 100))


@pytest.mark.parametrize("account", [ENGLISH_ACCOUNT, CHINESE_ACCOUNT], ids=["en", "zh"])
def test_a_mechanism_is_open_or_filled_with_a_test_that_exists(account: dict[int, list[str]]):
    for no, (_name, record, rule, figure, journey) in account.items():
        if re.match("open, |待办，", journey):
            assert (record, rule, figure) == ("", "", ""), no
            continue
        assert all((record, rule, figure)), no
        file, _, test = journey.strip("`").partition("::")
        assert f"def {test}(" in (REPOSITORY / file).read_text("utf-8"), no


def test_both_languages_keep_the_same_account_of_mechanisms():
    def filled(account: dict[int, list[str]]) -> dict[int, str]:
        return {no: row[-1] for no, row in account.items() if row[1]}

    assert filled(ENGLISH_ACCOUNT) == filled(CHINESE_ACCOUNT)


LAYERS = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
    "contracts"
][0]["layers"]


@pytest.mark.parametrize("folder", [DOCS, DOCS / "zh"], ids=["en", "zh"])
def test_the_architecture_page_lists_the_rooms_in_the_order_of_their_imports(folder: Path):
    page = (folder / "explanation" / "architecture.md").read_text("utf-8")
    listed = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    package = REPOSITORY / "src" / "disclosure_core"
    modules = {path.stem for path in package.glob("*.py")} - {"__init__"}
    rooms = {path.parent.name for path in package.glob("*/__init__.py")}
    assert set(listed) == modules | rooms
    height = {
        room: len(LAYERS) - at for at, layer in enumerate(LAYERS) for room in layer.split(" | ")
    }
    heights = [height[room] for room in listed]
    assert heights == sorted(heights)
