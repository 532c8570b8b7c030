"""Whatever a page shows, works."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sybil.example import SybilFailure
from tests.docs.ready_command import ready_command
from tests.docs.samples import DOCS, REPOSITORY, Command, agree, commands, run_page

PAGES = sorted(
    page for page in (*DOCS.rglob("*.md"), *REPOSITORY.glob("*.md")) if "_build" not in page.parts
)


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with a ``disclosure`` that need not be loaded for every run."""
    with ready_command(tmp_path_factory.mktemp("ready")) as folder:
        yield folder


def language_of(page: Path) -> str:
    """Chinese pages show what the program says in Chinese."""
    chinese = "zh" in page.relative_to(REPOSITORY).parts or page.name.endswith(".zh-CN.md")
    return "zh_CN" if chinese else "en"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(REPOSITORY)))
def test_what_the_page_shows_works(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, programs: Path
):
    monkeypatch.chdir(tmp_path)
    refresh = bool(os.environ.get("REFRESH_SAMPLES"))
    run_page(page, tmp_path, language_of(page), refresh=refresh, programs=programs)


@pytest.mark.parametrize(
    ("block", "why"),
    [
        ("```console\n$ echo a\nb\n```\n", "-b"),
        ("```console\n$ false\n```\n", "status 1"),
        ("```python\nassert 1 == 2, 'wrong'\n```\n", "wrong"),
        ("```python\n>>> 1 + 1\n3\n```\n", "Expected"),
        ("```text\n$ rm -r office\n```\n", "a command stands in a text block"),
        ("```perl\nprint 1\n```\n", "nobody runs"),
    ],
    ids=["other output", "failing command", "failing code", "other value", "hidden", "unknown"],
)
def test_a_page_that_shows_what_is_not_so_fails(tmp_path: Path, block: str, why: str):
    page = tmp_path / "page.md"
    page.write_text(block, "utf-8")
    with pytest.raises(
        (SybilFailure, AssertionError), match=why if why != "AssertionError" else ""
    ):
        run_page(page, tmp_path, "en")


def test_a_captioned_block_is_a_file_for_the_commands_below(tmp_path: Path):
    page = tmp_path / "page.md"
    page.write_text(
        "```{code-block} toml\n:caption: county/plugin.toml\n\na = 1\n```\n\n"
        "<!-- file: b.csv -->\n```csv\nx\n```\n\n"
        "```console\n$ cat county/plugin.toml b.csv\na = 1\nx\n```\n",
        "utf-8",
    )
    assert run_page(page, tmp_path, "en") == 3


def test_a_failing_command_may_be_followed_by_its_status(tmp_path: Path):
    page = tmp_path / "page.md"
    page.write_text("```console\n$ (exit 2)\n$ echo $?\n2\n```\n", "utf-8")
    assert run_page(page, tmp_path, "en") == 1


def test_folder_and_variables_last_and_a_name_stands_for_a_word(tmp_path: Path):
    page = tmp_path / "page.md"
    page.write_text(
        "```console\n$ mkdir a && cd a\n$ id=x7; echo kept as $id\nkept as <DRAFT>\n```\n\n"
        "```console\n$ basename $PWD\na\n$ echo <DRAFT> again\n<DRAFT> again\n$ echo x8\nx8\n```\n",
        "utf-8",
    )
    assert run_page(page, tmp_path, "en") == 2


def test_a_name_cannot_stand_for_another_word(tmp_path: Path):
    page = tmp_path / "page.md"
    page.write_text("```console\n$ echo a\n<ID>\n$ echo b\n<ID>\n```\n", "utf-8")
    with pytest.raises(SybilFailure):
        run_page(page, tmp_path, "en")


def test_commands_go_on_after_a_backslash():
    assert list(commands("$ echo a \\\n  b\na b\n")) == [Command("echo a \\\n  b", "a b")]


@pytest.mark.parametrize(
    ("printed", "shown", "same"),
    [("a b c", "a ... c", True), ("a\nb\nc", "a\n...\nc", True), ("a+b", "a.b", False)],
)
def test_dots_stand_for_anything_and_nothing_else_does(printed: str, shown: str, same: bool):
    assert agree(printed, shown) is same


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("catalogue", "lst"),
        ("catalogue", "list"),
        ("calendar", "deadline", "--received", "yesterday"),
        ("catalogue", "phrase", "time-limit"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_ready_command_does_what_the_installed_one_does(
    programs: Path, tmp_path: Path, arguments: tuple[str, ...], language: str
):
    installed = Path(sys.executable).with_name("disclosure")
    ready, expected = (
        subprocess.run(
            [program, *arguments],
            input="20个工作日\n",
            capture_output=True,
            encoding="utf-8",
            cwd=tmp_path,
            env={"LANG": "C.UTF-8", "PYTHONUTF8": "1", "DISCLOSURE_LANGUAGE": language},
            check=False,
        )
        for program in (programs / "disclosure", installed)
    )
    assert (ready.returncode, ready.stdout, ready.stderr) == (
        expected.returncode,
        expected.stdout,
        expected.stderr,
    )
