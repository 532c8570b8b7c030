"""Run what a page shows: its files are written, its Python run, its commands run and compared.

Every page has a folder of its own; blocks run from top to bottom, each on what those before it
left. What a block is, its fence says:

- a ``code-block`` with a caption, or a block under ``<!-- file: NAME -->``, is the file NAME;
- ``python`` runs, as a doctest where it begins with ``>>>``;
- ``console`` holds commands behind ``$`` and what they print; ``...`` stands for anything. A
  command must succeed, unless the next one is ``echo $?``;
- ``text`` is a picture, or what a person sees; no command may hide in it;
- ``sh`` is a command too heavy for a page; its page must be checked by a test of its own.

A block of another kind is an error: nothing on a page goes unchecked by accident. With
``REFRESH_SAMPLES=1`` in the environment, what commands print is written into the page instead of
being compared.
"""

import difflib
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import define, frozen
from sybil import Document, Example, Region
from sybil.evaluators.doctest import DocTestEvaluator
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.abstract.doctest import DocTestStringParser
from sybil.parsers.markdown.lexers import FencedCodeBlockLexer
from sybil.parsers.myst.lexers import DirectiveLexer

REPOSITORY = Path(__file__).parents[2]
DOCS = REPOSITORY / "docs"

ANYTHING = "..."
SECONDS = 120


@frozen
class Command:
    """A command as a page shows it, and what the page says it prints."""

    line: str
    printed: str


def commands(block: str) -> Iterator[Command]:
    """The commands of a console block in order.

    >>> list(commands("$ echo a\\na\\n$ true\\n"))
    [Command(line='echo a', printed='a'), Command(line='true', printed='')]
    """
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        line, _, printed = part.partition("\n")
        while line.endswith("\\"):
            more, _, printed = printed.partition("\n")
            line = f"{line}\n{more}"
        yield Command(line, printed.rstrip("\n"))


def agree(printed: str, shown: str) -> bool:
    """Whether ``printed`` is what a page shows, ``...`` standing for anything."""
    pattern = ".*".join(re.escape(part) for part in shown.split(ANYTHING))
    return re.fullmatch(pattern, printed, re.DOTALL) is not None


@define
class Shell:
    """Runs a page's commands one after another in its folder."""

    folder: Path
    language: str
    status: int = 0

    def run(self, line: str) -> str:
        """What ``line`` prints, to either stream; its status is kept for ``echo $?``."""
        environment = {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "PYTHONUTF8": "1",
            "COLUMNS": "80",
            "DISCLOSURE_LANGUAGE": self.language,
        }
        done = subprocess.run(
            ["bash", "-c", f"(exit {self.status}); {line}"],
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=SECONDS,
            encoding="utf-8",
            check=False,
        )
        self.status = done.returncode
        lines = done.stdout.splitlines()
        return "\n".join(each.rstrip() for each in lines).rstrip("\n")


def console(example: Example) -> str | None:
    """Run a console block; a text says how it differs from the page."""
    shell: Shell = example.namespace["shell"]
    shown, ran = "", ""
    todo = list(commands(example.parsed))
    for at, command in enumerate(todo):
        printed = shell.run(command.line)
        excused = at + 1 < len(todo) and todo[at + 1].line == "echo $?"
        if shell.status != 0 and not excused:
            return f"`{command.line}` ended with status {shell.status}:\n{printed}"
        kept = command.printed if agree(printed, command.printed) else printed
        shown += f"$ {command.line}\n" + (f"{command.printed}\n" if command.printed else "")
        ran += f"$ {command.line}\n" + (f"{kept}\n" if kept else "")
    if ran == shown:
        return None
    if os.environ.get("REFRESH_SAMPLES"):
        page = Path(example.path)
        page.write_text(page.read_text("utf-8").replace(example.parsed, ran), "utf-8")
        return None
    difference = difflib.unified_diff(
        shown.splitlines(), ran.splitlines(), "the page", "the program", lineterm=""
    )
    return "\n".join(difference)


def write_file(example: Example) -> None:
    """Write a captioned block as the file its caption names."""
    shell: Shell = example.namespace["shell"]
    file = (shell.folder / example.region.lexemes["file"]).resolve()
    assert file.is_relative_to(shell.folder.resolve()), f"{file} lies outside the page's folder"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(example.parsed, "utf-8")


def only_shown(example: Example) -> str | None:
    """Let a picture pass, unless a command hides in it."""
    if re.search(r"^(\$|>>>|disclosure) ", example.parsed, re.MULTILINE):
        return "a command stands in a text block, where nothing runs it"
    return None


def unknown(example: Example) -> str:
    """Refuse a block that nothing here runs."""
    return f"nobody runs a block of the kind {example.region.lexemes['kind']!r}"


RUNS = {
    "console": console,
    "python": PythonEvaluator(["annotations"]),
    "text": only_shown,
    "sh": only_shown,
}
DOCTESTS = DocTestStringParser(DocTestEvaluator())
FENCES = (
    FencedCodeBlockLexer(r"[^{\n]+", mapping={"language": "kind", "source": "source"}),
    DirectiveLexer("code-block", ".+"),
)
FILE_COMMENT = re.compile(r"<!-- file: (\S+) -->\n+\Z")


def blocks(document: Document) -> Iterable[Region]:
    """Every code block of a page, with what is to be done with it."""
    for region in (found for lexer in FENCES for found in lexer(document)):
        found = region.lexemes
        found["kind"] = found.get("kind") or found["arguments"]
        comment = FILE_COMMENT.search(document.text, 0, region.start)
        found["file"] = comment[1] if comment else found.get("options", {}).get("caption")
        region.parsed = found["source"]
        if found["kind"] == "python" and not found["file"] and region.parsed.startswith(">>>"):
            for test in DOCTESTS(region.parsed, document.path):
                test.adjust(region, region.parsed)
                yield test
            continue
        region.evaluator = write_file if found["file"] else RUNS.get(found["kind"], unknown)
        yield region


def run_page(page: Path, folder: Path, language: str) -> int:
    """Run every block of ``page`` in ``folder``; how many there were.

    Raises:
        SybilFailure: a block does not do what the page shows.
    """
    document = Document.parse(str(page), blocks)
    document.namespace["shell"] = Shell(folder, language)
    examples = list(document.examples())
    for example in examples:
        example.evaluate()
    return len(examples)
