"""``disclosure store copy``: a whole office in another store, or nothing."""

import json
import shutil
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


def test_a_backup_is_verified_and_remembered(run: Run, office: Path) -> None:
    told = run("store", "backup", "copy.db")
    assert told.exit_code == 0, told.output
    first, second = told.output.splitlines()
    assert first.startswith("Backed up and verified: copy.db, ")
    assert second.startswith("checkpoint 2:sha256:")
    checked = run("store", "check")
    assert checked.exit_code == 0, checked.output
    assert "The store is whole." in checked.output
    assert "Last backup: " in checked.output


def test_a_backup_without_a_name_is_named_after_the_instant(run: Run, office: Path) -> None:
    told = json.loads(run("store", "backup", "--json").output)
    file = Path(told["file"])
    assert file.parent.name == "backups"
    assert file.stat().st_size == told["bytes"]
    assert told["checkpoint"]["sequence"] == 2


def test_a_backup_replaces_no_file(run: Run, office: Path) -> None:
    told = run("store", "backup", str(office))
    assert told.exit_code == 2
    assert "a backup replaces nothing" in told.output


def test_a_store_whose_journal_is_broken_gives_no_backup(
    run: Run, office: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(office)) as connection, connection:
        connection.execute("UPDATE versions SET body = '{}' WHERE number = 2")
    assert run("store", "backup", "copy.db").exit_code == 2
    assert not (tmp_path / "copy.db").exists()
    checked = run("store", "check", "--json")
    assert checked.exit_code == 1
    assert json.loads(checked.output)["journal"]["intact"] is False


def test_a_damaged_store_is_found_by_a_check(run: Run, office: Path) -> None:
    with closing(sqlite3.connect(office)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute(
            "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master"
            " WHERE name = 'outbox') WHERE name = 'outbox_by_state'"
        )
        connection.commit()
    checked = run("store", "check")
    assert checked.exit_code in {1, 2}
    assert "damaged" in checked.output


def test_a_store_is_restored_only_when_it_is_said(run: Run, office: Path) -> None:
    run("store", "backup", "copy.db")
    run("documents", "draft", str(office.parent / "预算公开.toml"))
    refused = run("store", "restore", "copy.db")
    assert refused.exit_code == 2
    assert "add --yes" in refused.output
    done = run("store", "restore", "copy.db", "--yes")
    assert done.exit_code == 0, done.output
    assert "Verified and restored: office.sqlite, 2 journal entries." in done.output
    assert "is kept as office.before-restore.sqlite" in done.output
    assert run("documents", "list").output.count("预算公开") == 1
    assert "Restored from a backup: " in run("store", "check").output


def test_a_store_is_restored_elsewhere(run: Run, office: Path, tmp_path: Path) -> None:
    run("store", "backup", "copy.db")
    done = json.loads(run("store", "restore", "copy.db", "--to", "other.db", "--json").output)
    assert done["store"] == "other.db"
    assert done["kept"] is None
    assert (tmp_path / "other.db").is_file()


def test_another_database_is_restored_by_a_copy(run: Run, office: Path) -> None:
    run("store", "backup", "copy.db")
    told = run("store", "restore", "copy.db", "--to", "postgresql://office:hush@db/office")
    assert told.exit_code == 2
    assert "disclosure store copy copy.db ADDRESS" in told.output
    assert "hush" not in told.output


def test_a_store_of_an_older_version_is_taken_forward_and_told(run: Run, tmp_path: Path) -> None:
    old = Path(__file__).parents[1] / "data" / "stores" / "version-1.db"
    shutil.copyfile(old, tmp_path / "office.sqlite")
    told = run("journal", "verify")
    assert told.exit_code == 0, told.output
    assert "The store was taken from version 1 to" in told.stderr
    assert "The journal is intact: 14 entries." in told.stdout
    kept = next(tmp_path.glob("office.before-version-*.sqlite"))
    assert f"kept as {kept.name}" in told.stderr
    assert run("journal", "verify").stderr == ""
