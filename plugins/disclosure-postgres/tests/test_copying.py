"""``disclosure store copy`` into PostgreSQL and an office that goes on working there."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from disclosure_core.cli import main

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DISCLOSURE_LANGUAGE", "en")
    return lambda *arguments: CliRunner().invoke(main, arguments)


def draft(run: Run, tmp_path: Path, title: str) -> None:
    file = tmp_path / f"{title}.toml"
    file.write_text(f'title = "{title}"\ntext = "{title}全文"\n', "utf-8")
    told = run("documents", "draft", str(file))
    assert told.exit_code == 0, told.output


def test_an_office_moves_with_its_journal_and_works_on(
    run: Run, tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for title in ("预算公开", "决算公开"):
        draft(run, tmp_path, title)
    before = json.loads(run("journal", "verify", "--json").output)
    told = run("store", "copy", "sqlite:///office.sqlite", address, "--json")
    assert told.exit_code == 0, told.output
    assert json.loads(told.output)["checkpoint"]["digest"] == before["head"]
    monkeypatch.setenv("DISCLOSURE_STORE", address)
    assert json.loads(run("journal", "verify", "--json").output) == before
    draft(run, tmp_path, "农村危房改造")
    listed = run("documents", "list").output
    assert all(title in listed for title in ("预算公开", "决算公开", "农村危房改造"))
    checkpoint = f"{before['entries']}:{before['head']}"
    assert run("journal", "verify", "--checkpoint", checkpoint).exit_code == 0


def test_a_database_that_is_not_empty_is_refused(run: Run, tmp_path: Path, address: str) -> None:
    draft(run, tmp_path, "预算公开")
    assert run("store", "copy", "office.sqlite", address).exit_code == 0
    again = run("store", "copy", "office.sqlite", address)
    assert again.exit_code == 2
    assert "is not empty" in again.output
    back = run("store", "copy", address, "back.sqlite")
    assert back.exit_code == 0, back.output


def test_a_password_is_not_shown_when_the_copy_fails(run: Run, tmp_path: Path) -> None:
    draft(run, tmp_path, "预算公开")
    told = run("store", "copy", "office.sqlite", "postgresql://office:hush@127.0.0.1:1/office")
    assert told.exit_code == 2
    assert "postgresql://office@127.0.0.1:1/office" in told.output
    assert "hush" not in told.output
