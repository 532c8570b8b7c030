"""Processes from plugins: a county writes one in TOML, and what is wrong with it is told."""

from pathlib import Path

import pytest

from disclosure_core import Workflow

from .conftest import Look

REVIEW = """
name = "county"

[[workflows]]
id = "two-eyes"
name = "两人审核"
basis = "《政府信息公开条例》（国令第711号）第十七条"
subjects = ["core:document"]
own_roles = [{ id = "town-clerk", name = "镇街专干" }]

[[workflows.outcomes]]
id = "agreed"
name = "同意"

[[workflows.stages]]
id = "drafting"
name = "拟稿"
roles = [{ role = "town-clerk" }]
clock = { days = 5, setting = "drafting-days" }

[[workflows.stages.actions]]
id = "hand-in"
name = "送审"
to = "review"

[[workflows.stages]]
id = "review"
name = "审核"
roles = [{ role = "reviewer" }]
four_eyes = ["drafting"]

[[workflows.stages.actions]]
id = "agree"
name = "同意"
outcome = "agreed"
"""


def own_errors(looked) -> list[str]:
    return [str(error) for error in looked.errors if error.plugin != "core"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "county"
    made.mkdir()
    return made


def workflow(look: Look, folder: Path, text: str = REVIEW) -> Workflow:
    (folder / "plugin.toml").write_text(text, "utf-8")
    looked = look(folder)
    assert own_errors(looked) == []
    return looked.registry.workflow("county:two-eyes")


def test_a_folder_may_supply_a_workflow(look: Look, folder: Path) -> None:
    assert [each.id for each in workflow(look, folder).stages] == ["drafting", "review"]


def test_a_role_of_core_keeps_its_name_and_an_own_one_gets_the_plugins(
    look: Look, folder: Path
) -> None:
    roles = {each.role for _, each in workflow(look, folder).roles}
    assert roles == {"reviewer", "county:town-clerk"}


def test_the_key_of_its_days_gets_the_plugins_name(look: Look, folder: Path) -> None:
    clock = workflow(look, folder).first.clock
    assert clock is not None
    assert clock.setting == "county:drafting-days"


def test_a_workflow_may_stand_in_a_file_of_its_own(look: Look, folder: Path) -> None:
    head, tables = REVIEW.split("\n", 2)[1:]
    (folder / "review.toml").write_text(tables, "utf-8")
    text = f'{head}\nworkflows = "review.toml"\n'
    assert workflow(look, folder, text).id == "county:two-eyes"


def test_all_mistakes_of_a_workflow_name_file_and_key(look: Look, folder: Path) -> None:
    wrong = REVIEW.replace('to = "review"', 'to = "reviw"').replace('["drafting"]', '["draft"]')
    (folder / "plugin.toml").write_text(wrong, "utf-8")
    (told,) = own_errors(look(folder))
    assert "plugin.toml workflows[0].stages[0].actions[0].to: reviw is not known here" in told
    assert "plugin.toml workflows[0].stages[1].four_eyes[0]: draft is not known here" in told


def test_a_role_of_another_plugin_that_nobody_has_is_told(look: Look, folder: Path) -> None:
    wrong = REVIEW.replace('role = "reviewer"', 'role = "county:town-clrk"')
    (folder / "plugin.toml").write_text(wrong, "utf-8")
    (told,) = own_errors(look(folder))
    assert "workflows[0] stages[1].roles[0].role: county:town-clrk is not known here" in told


def test_a_subject_that_no_plugin_keeps_is_told(look: Look, folder: Path) -> None:
    wrong = REVIEW.replace("core:document", "core:documnt")
    (folder / "plugin.toml").write_text(wrong, "utf-8")
    (told,) = own_errors(look(folder))
    assert "record kind core:documnt, which nobody supplies" in told


def test_two_workflows_of_one_id_on_one_day_are_a_conflict(look: Look, folder: Path) -> None:
    (folder / "plugin.toml").write_text(
        REVIEW + REVIEW.replace('name = "county"', "").replace("两人审核", "另一审核"), "utf-8"
    )
    (told,) = own_errors(look(folder))
    assert 'The workflow "county:two-eyes" is supplied more than once' in told
