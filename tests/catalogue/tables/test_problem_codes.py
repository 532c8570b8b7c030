"""Every problem that the reader can note has its words on one page, and no words are left over."""

import re
from pathlib import Path

from disclosure_core.catalogue.tables import problems

TABLES = Path(problems.__file__).parent
NOTED = re.compile(
    r'(?:note\(\s*|, )"([a-z][a-z-]+[a-z])"|code = "([a-z-]+)" if .* else "([a-z-]+)"'
)


def codes_in_use() -> set[str]:
    """Texts written where a code is noted; other words among them are not codes."""
    sources = [
        path.read_text("utf-8") for path in TABLES.glob("*.py") if path.name != "problems.py"
    ]
    return {word for text in sources for found in NOTED.findall(text) for word in found if word}


def test_every_code_with_words_is_noted_somewhere():
    assert set(problems.PROBLEMS) - codes_in_use() == set()


def test_every_code_is_in_kebab_case_and_says_something():
    for code, words in problems.PROBLEMS.items():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code), code
        assert words.message_id.strip(), code
