"""``disclosure store purge``, ``erase``, ``hold`` and ``unhold`` as an administrator runs them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

SETTINGS = """
name = "示例县政务公开办公室"

[retention."core:document"]
years = 1
end = "purge"
basis = { document = "示例县档案管理办法", article = "第八条" }
"""


@pytest.fixture
def draft(run: Run, tmp_path: Path) -> str:
    """An office with one draft; answers its id."""
    (tmp_path / "disclosure.toml").write_text(SETTINGS, "utf-8")
    file = tmp_path / "draft.toml"
    file.write_text('title = "预算公开"\ntext = "一"\n', "utf-8")
    kept = run("documents", "draft", str(file), "--json")
    assert kept.exit_code == 0, kept.output
    return str(json.loads(kept.output)["id"])


def purge(run: Run, *more: str) -> dict[str, object]:
    told: dict[str, object] = json.loads(run("store", "purge", "--json", *more).output)
    return told


def test_a_preview_shows_what_goes_and_changes_nothing(run: Run, draft: str) -> None:
    assert purge(run)["due"] == []
    shown = run("store", "purge", "--on", "2090-01-01")
    assert shown.exit_code == 1
    for expected in (draft, "《示例县档案管理办法》第八条", "core:document: 1 due", "add --yes"):
        assert expected in shown.output
    told = purge(run, "--on", "2090-01-01")
    assert (told["counts"], told["done"]) == ({"core:document": 1}, False)
    assert run("documents", "show", draft).exit_code == 0


def test_what_is_not_due_today_is_not_destroyed(run: Run, draft: str) -> None:
    assert run("store", "purge", "--yes").exit_code == 0
    early = run("store", "purge", "--yes", "--on", "2090-01-01")
    assert early.exit_code == 2
    assert "cannot be destroyed before" in early.output
    assert run("documents", "show", draft).exit_code == 0


def test_a_hold_is_set_named_and_ended(run: Run, draft: str) -> None:
    named = ("core:document", draft, "--why", "行政诉讼")
    assert run("store", "hold", *named).exit_code == 0
    again = run("store", "hold", *named)
    assert (again.exit_code, "on hold already" in again.output) == (1, True)
    assert (
        f"On hold, left: core:document {draft}."
        in run("store", "purge", "--on", "2090-01-01").output
    )
    assert run("store", "unhold", *named).exit_code == 0
    assert json.loads(run("store", "unhold", *named, "--json").output) == {
        "kind": "core:document",
        "id": draft,
        "on_hold": False,
        "changed": False,
    }


def test_erasing_what_has_nothing_personal_says_so(run: Run, draft: str) -> None:
    done = run("store", "erase", "core:document", draft, "--why", "本人要求", "--json")
    assert done.exit_code == 1
    assert json.loads(done.output)["erased"] == 0


def test_an_act_takes_a_reason_and_a_record(run: Run, draft: str) -> None:
    assert run("store", "erase", "core:document", draft).exit_code == 2
    absent = run("store", "hold", "core:document", "nobody", "--why", "x")
    assert (absent.exit_code, "There is no core:document nobody" in absent.output) == (2, True)
