"""``disclosure journal verify``: intact, broken, against a checkpoint."""

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
    """An office's store with two drafts kept; answers its file."""
    for title in ("预算公开", "决算公开"):
        draft = tmp_path / f"{title}.toml"
        draft.write_text(f'title = "{title}"\ntext = "{title}"\n', "utf-8")
        kept = run("documents", "draft", str(draft))
        assert kept.exit_code == 0, kept.output
    return tmp_path / "office.sqlite"


def edit(store: Path, statement: str) -> None:
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute(statement)


def test_an_intact_journal_is_told_with_its_checkpoint(run: Run, office: Path) -> None:
    told = run("journal", "verify")
    first, second = told.output.splitlines()
    assert first == "The journal is intact: 2 entries."
    assert second.startswith("checkpoint 2:sha256:")
    assert told.exit_code == 0


def test_an_intact_journal_as_json(run: Run, office: Path) -> None:
    told = json.loads(run("journal", "verify", "--json").output)
    assert (told["intact"], told["entries"]) == (True, 2)
    assert told["head"].startswith("sha256:")


def test_an_edited_record_is_named_and_the_status_is_one(run: Run, office: Path) -> None:
    edit(office, "UPDATE versions SET body = '{}' WHERE number = 2")
    told = run("journal", "verify")
    assert "is not what journal entry 2 says" in told.output
    assert told.exit_code == 1


def test_a_broken_journal_as_json(run: Run, office: Path) -> None:
    edit(office, "UPDATE journal SET stated = replace(stated, 'who', 'whom') WHERE sequence = 1")
    told = run("journal", "verify", "--json")
    assert json.loads(told.output) == {
        "intact": False,
        "sequence": 1,
        "what": "Journal entry 1 was changed after it was written.",
    }
    assert told.exit_code == 1


def test_what_was_cut_off_is_found_against_a_printed_checkpoint(run: Run, office: Path) -> None:
    checkpoint = run("journal", "verify").output.split()[-1]
    assert run("journal", "verify", "--checkpoint", checkpoint).exit_code == 0
    for table in ("columns", "document_numbers", "records", "versions"):
        edit(office, f"DELETE FROM {table} WHERE number = 2")
    edit(office, "DELETE FROM journal WHERE sequence = 2")
    assert run("journal", "verify").exit_code == 0
    told = run("journal", "verify", "--checkpoint", checkpoint)
    assert "The journal ends at entry 1; a checkpoint knows entry 2." in told.output
    assert told.exit_code == 1


@pytest.mark.parametrize("text", ["2", "two:sha256:ab", "2:", "²:x", ":"])
def test_what_is_no_checkpoint_is_a_wrong_use(run: Run, text: str) -> None:
    told = run("journal", "verify", "--checkpoint", text)
    assert "is not a checkpoint" in told.output
    assert told.exit_code == 2


def test_an_empty_store_is_intact(run: Run) -> None:
    assert run("journal", "verify").output == "The journal is intact: 0 entries.\n"
