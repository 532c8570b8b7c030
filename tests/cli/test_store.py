"""``disclosure store copy``: a whole office in another store, or nothing."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def office(run: Run, tmp_path: Path) -> Path:
    """An office with two drafts, one of them changed; answers its file."""
    for title, text in (("预算公开", "一"), ("决算公开", "二")):
        draft = tmp_path / f"{title}.toml"
        draft.write_text(f'title = "{title}"\ntext = "{text}"\n', "utf-8")
        kept = run("documents", "draft", str(draft))
        assert kept.exit_code == 0, kept.output
    return tmp_path / "office.sqlite"


def verified(run: Run, monkeypatch: pytest.MonkeyPatch, store: str) -> str:
    monkeypatch.setenv("DISCLOSURE_STORE", store)
    return run("journal", "verify").output


def test_a_copy_has_the_same_journal_and_drafts(
    run: Run, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = run("journal", "verify").output
    told = run("store", "copy", "sqlite:///office.sqlite", "copy.sqlite")
    assert told.exit_code == 0, told.output
    first, second, third = told.output.splitlines()
    assert first == ("Copied and verified: 2 versions of records, 2 journal entries, 0 deliveries.")
    assert second in before
    assert third == 'To work in it from now on, write store = "copy.sqlite".'
    assert verified(run, monkeypatch, "copy.sqlite") == before
    assert "预算公开" in run("documents", "list").output


def test_a_copy_as_json(run: Run, office: Path) -> None:
    told = json.loads(run("store", "copy", "office.sqlite", "copy.sqlite", "--json").output)
    assert told["checkpoint"]["digest"].startswith("sha256:")
    assert {key: told[key] for key in ("versions", "entries", "deliveries", "missed")} == {
        "versions": 2,
        "entries": 2,
        "deliveries": 0,
        "missed": 0,
    }


def test_a_target_that_is_not_empty_is_left_as_it_was(run: Run, office: Path) -> None:
    run("store", "copy", "office.sqlite", "copy.sqlite")
    again = run("store", "copy", "office.sqlite", "copy.sqlite")
    assert again.exit_code == 2
    assert "copy.sqlite is not empty" in again.output
    assert run("store", "copy", "office.sqlite", "office.sqlite").exit_code == 2


def test_a_source_that_is_not_there_is_not_made(run: Run, tmp_path: Path) -> None:
    told = run("store", "copy", "sqlite:///absent.sqlite", "copy.sqlite")
    assert told.exit_code == 2
    assert "There is no store sqlite:///absent.sqlite" in told.output
    assert list(tmp_path.glob("*.sqlite")) == []


def test_a_source_whose_journal_is_broken_is_not_copied(
    run: Run, office: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(office)) as connection, connection:
        connection.execute("UPDATE versions SET body = '{}' WHERE number = 2")
    told = run("store", "copy", "office.sqlite", "copy.sqlite")
    assert told.exit_code == 2
    assert "is not what journal entry 2 says" in told.output
    assert not (tmp_path / "copy.sqlite").exists()


def test_an_empty_store_is_not_worth_copying(run: Run, office: Path, tmp_path: Path) -> None:
    run("store", "copy", "office.sqlite", "copy.sqlite")
    (tmp_path / "empty.sqlite").touch()
    told = run("store", "copy", "empty.sqlite", "other.sqlite")
    assert told.exit_code == 2
    assert "The store to copy from is empty" in told.output
    assert not (tmp_path / "other.sqlite").exists()


@pytest.mark.parametrize("address", ["sqlite://", "sqlite:///", "sqlite://office.sqlite", "://x"])
def test_an_address_that_is_none_is_told(run: Run, office: Path, address: str) -> None:
    told = run("store", "copy", "office.sqlite", address)
    assert told.exit_code == 2
    assert "is not the address of an SQLite file" in told.output


def test_a_scheme_nobody_opens_is_told_with_what_to_install(run: Run, office: Path) -> None:
    address = "postgresql://office:hush@db/office?password=hush"
    told = run("--without", "postgres", "store", "copy", "office.sqlite", address)
    assert told.exit_code == 2
    assert "No plugin opens stores at postgresql://" in told.output
    assert "pip install 'disclosure-postgres[binary]'" in told.output
    assert "hush" not in told.output


def test_another_scheme_is_told_with_those_that_are_opened(run: Run, office: Path) -> None:
    told = run("store", "copy", "office.sqlite", "oracle://db/office")
    assert told.exit_code == 2
    assert "No plugin opens stores at oracle://" in told.output
    assert "sqlite" in told.output


def test_an_office_at_a_scheme_nobody_opens_is_told_so(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCLOSURE_STORE", "oracle://office:hush@db/office")
    told = run("documents", "list")
    assert told.exit_code == 2
    assert "No plugin opens stores at oracle://" in told.output
    assert "hush" not in told.output
