"""Run what a page shows: its files are written, its Python run, its commands run and compared.

Every page has a folder of its own; blocks run from top to bottom, each on what those before it
left. What a block is, its fence says:

- a ``code-block`` with a caption, or a block under ``<!-- file: NAME -->``, is the file NAME;
- ``python`` runs, as a doctest where it begins with ``>>>``;
- ``console`` holds commands behind ``$`` and what they print; ``...`` stands for anything, and
  ``<NAME>`` for a word that comes again. A command must succeed, unless the next one is
  ``echo $?``;
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
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import define, field, frozen
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
END = "--- end of a command ---"


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


def agree(printed: str, shown: str, names: dict[str, str] | None = None) -> bool:
    """Whether ``printed`` is what a page shows.

    ``...`` stands for anything, ``<NAME>`` for a word that is learnt where it first stands.
    """
    names = {} if names is None else names
    pattern, met = "", set()
    for part in re.split(r"(\.\.\.|<[A-Z]+>)", shown):
        name = part[1:-1]
        if part == ANYTHING:
            pattern += ".*"
        elif not re.fullmatch(r"<[A-Z]+>", part) or name in names:
            pattern += re.escape(names.get(name, part))
        else:
            pattern += rf"(?P={name})" if name in met else rf"(?P<{name}>\S+)"
            met.add(name)
    matched = re.fullmatch(pattern, printed, re.DOTALL)
    names.update(matched.groupdict() if matched else {})
    return matched is not None


@define
class Shell:
    """One shell a page: runs its commands in its folder; ``cd`` and variables last.

    ``names`` are the words learnt for ``<NAME>``, put into later commands. ``programs`` is a folder
    whose commands are taken before the installed ones.
    """

    folder: Path
    language: str
    programs: Path | None = None
    status: int = 0
    names: dict[str, str] = field(factory=dict)
    _process: subprocess.Popen[str] | None = None

    def run(self, line: str) -> str:
        """What ``line`` prints, to either stream; its status is kept for ``echo $?``."""
        for name, word in self.names.items():
            line = line.replace(f"<{name}>", word)
        process = self._process or self._started()
        assert process.stdin
        assert process.stdout
        script = f"{{ (exit {self.status})\n{line}\n}} </dev/null\nprintf '\\n{END} %s\\n' $?\n"
        timer = threading.Timer(SECONDS, process.kill)
        timer.start()
        process.stdin.write(script)
        process.stdin.flush()
        lines = []
        for printed in process.stdout:
            if printed.startswith(END):
                timer.cancel()
                self.status = int(printed.removeprefix(END))
                return "\n".join(lines).rstrip("\n")
            lines.append(printed.rstrip())
        timer.cancel()
        raise AssertionError(f"`{line}` ended the shell, or took more than {SECONDS} seconds")

    def without_words(self, printed: str) -> str:
        """What was printed with ``<NAME>`` for each word learnt."""
        for name, word in self.names.items():
            printed = printed.replace(word, f"<{name}>")
        return printed

    def close(self) -> None:
        """End the shell."""
        if self._process:
            self._process.communicate()

    def _started(self) -> subprocess.Popen[str]:
        programs = [self.programs, Path(sys.executable).parent, os.environ["PATH"]]
        environment = {
            "PATH": os.pathsep.join(str(each) for each in programs if each),
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "PYTHONUTF8": "1",
            "COLUMNS": "80",
            "DISCLOSURE_LANGUAGE": self.language,
            **self._installing(),
        }
        self._process = subprocess.Popen(
            ["bash", "--noprofile", "--norc"],
            cwd=self.folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        return self._process

    def _installing(self) -> dict[str, str]:
        """Let ``pip install`` put what a page makes into the page's own folder, from there only."""
        site = str(self.folder / ".site")
        return {
            "PYTHONPATH": site,
            "PIP_TARGET": site,
            "PIP_NO_INDEX": "1",
            "PIP_NO_DEPS": "1",
            "PIP_NO_BUILD_ISOLATION": "0",  # pip reads it so: 0 means without isolation
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PIP_ROOT_USER_ACTION": "ignore",
        }


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
        if agree(printed, command.printed, shell.names):
            kept = command.printed
        else:
            kept = shell.without_words(printed)
        shown += f"$ {command.line}\n" + (f"{command.printed}\n" if command.printed else "")
        ran += f"$ {command.line}\n" + (f"{kept}\n" if kept else "")
    if ran == shown:
        return None
    if example.namespace["refresh"]:
        region = example.region
        example.namespace["refreshed"].append((region.start, region.end, example.parsed, ran))
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


def rewritten(text: str, refreshed: list[tuple[int, int, str, str]]) -> str:
    """A page's text with new blocks at the places of old ones."""
    for start, end, old, new in sorted(refreshed, reverse=True):
        text = text[:start] + text[start:end].replace(old, new, 1) + text[end:]
    return text


def run_page(
    page: Path,
    folder: Path,
    language: str,
    *,
    refresh: bool = False,
    programs: Path | None = None,
) -> int:
    """Run every block of ``page`` in ``folder``; how many there were.

    Commands in ``programs`` are taken before the installed ones. Where ``refresh``, what commands
    print is written into the page.

    Raises:
        SybilFailure: a block does not do what the page shows.
    """
    document = Document.parse(str(page), blocks)
    shell = document.namespace["shell"] = Shell(folder, language, programs)
    document.namespace["refresh"] = refresh
    refreshed = document.namespace["refreshed"] = []
    examples = list(document.examples())
    try:
        for example in examples:
            example.evaluate()
    finally:
        shell.close()
        if refreshed:
            page.write_text(rewritten(document.text, refreshed), "utf-8")
    return len(examples)
