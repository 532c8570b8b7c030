"""``disclosure journal``: intact, broken, against a checkpoint; evidence to take away."""

import json
import re
import sqlite3
import subprocess
import sys
import zipfile
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


def test_the_broken_entry_is_told_with_who_when_and_what_to_do(run: Run, office: Path) -> None:
    edit(office, "UPDATE versions SET body = '{}' WHERE number = 2")
    told = run("journal", "verify", "--actor", "王芳").output
    assert "As it now stands, entry 2 says: " in told
    assert "core:document" in told
    assert "Everything up to entry 1 of " in told
    assert "Change nothing now" in told


def test_a_checkpoint_is_printed_kept_and_verified_against(
    run: Run, office: Path, tmp_path: Path
) -> None:
    printed = run("journal", "checkpoint", "--keep", "kept.txt").output.strip()
    assert re.fullmatch(r"2:sha256:[0-9a-f]{64}:sha256:[0-9a-f]{64}", printed)
    assert (tmp_path / "kept.txt").read_text("utf-8").endswith(f" {printed}\n")
    draft = tmp_path / "third.toml"
    draft.write_text('title = "第三件"\ntext = "第三件"\n', "utf-8")
    run("documents", "draft", str(draft))
    run("journal", "checkpoint", "--keep", "kept.txt")
    assert run("journal", "verify", "--against", "kept.txt").exit_code == 0
    assert run("journal", "verify", "--journal-only", "--against", printed).exit_code == 0


def test_a_root_that_is_not_this_journals_is_told(run: Run, office: Path) -> None:
    printed = run("journal", "checkpoint").output.strip()
    told = run("journal", "verify", "--against", printed[:-64] + "0" * 64)
    assert told.exit_code == 1
    assert "root of the checkpoint of entry 2 is not this journal's" in told.output


def test_a_file_of_checkpoints_names_the_line_that_is_none(
    run: Run, office: Path, tmp_path: Path
) -> None:
    (tmp_path / "kept.txt").write_text("# ours\n\nnonsense\n", "utf-8")
    told = run("journal", "verify", "--against", "kept.txt")
    assert told.exit_code == 2
    assert "Line 3: 'nonsense' is not a checkpoint" in told.output


@pytest.mark.parametrize("output", ["evidence", "evidence.zip"])
def test_evidence_is_written_and_convinces(
    run: Run, office: Path, tmp_path: Path, output: str
) -> None:
    with closing(sqlite3.connect(office)) as connection:
        ((name,),) = connection.execute("SELECT id FROM versions WHERE number = 1")
    printed = run("journal", "checkpoint").output.strip()
    told = run("journal", "prove", name, "--output", output)
    assert told.exit_code == 0, told.output
    folder = tmp_path / "evidence"
    if output.endswith(".zip"):
        with zipfile.ZipFile(tmp_path / output) as packed:
            packed.extractall(folder)
    checked = subprocess.run(
        [sys.executable, "-I", str(folder / "verify.py"), str(folder), printed],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert f"agrees with {printed}" in checked.stdout
    assert run("journal", "prove", name, "--output", output).exit_code == 2


def test_evidence_about_what_is_not_there_is_refused(run: Run, office: Path) -> None:
    assert "knows no record nothing" in run("journal", "prove", "nothing").output
    assert run("journal", "prove", "document", "nothing").exit_code == 2


def test_an_office_changes_to_sm3_on_the_way(
    run: Run, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCLOSURE_JOURNAL_DIGEST", "sm3")
    draft = tmp_path / "third.toml"
    draft.write_text('title = "第三件"\ntext = "第三件"\n', "utf-8")
    run("documents", "draft", str(draft))
    told = run("journal", "verify").output
    assert "3 entries" in told
    assert "checkpoint 3:sm3:" in told
    monkeypatch.setenv("DISCLOSURE_JOURNAL_DIGEST", "md5")
    assert "'md5' is no algorithm for digests" in run("journal", "verify").output
