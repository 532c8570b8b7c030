"""``disclosure plugins`` and ``disclosure doctor`` work when plugins do not, and say why."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from disclosure_core.extensions.discovery import installed_names

Run = Callable[..., Result]
PLUGINS = Path(__file__).parents[1] / "data" / "plugins"


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An office with a good and a broken folder, and a broken installed plugin."""
    others = [name for name in installed_names() if name != "missing-dependency"]
    monkeypatch.syspath_prepend(PLUGINS / "missing-dependency")
    file = tmp_path / "disclosure.toml"
    folders = [str(PLUGINS / "green-county"), str(PLUGINS / "demo-hills")]
    file.write_text(f"folders = {json.dumps(folders)}\nwithout = {json.dumps(others)}\n")
    return file


def by_name(done: Result) -> dict[str, Any]:
    return {each["name"]: each for each in json.loads(done.stdout)["plugins"]}


def test_the_list_has_every_plugin_with_its_state(run: Run, broken: Path) -> None:
    done = run("plugins", "list", "--json")
    listed = by_name(done)
    assert done.exit_code == 1
    assert listed["green"]["state"] == "ok"
    assert listed["demo-hills"]["state"] == "broken"
    assert listed["missing-dependency"]["state"] == "broken"
    assert listed["green"]["supplies"]["disclosure_domains"] == 1


def test_the_list_says_in_one_line_why_a_plugin_is_broken(run: Run, broken: Path) -> None:
    lines = run("plugins", "list").stdout.splitlines()
    reasons = [line for line in lines if "a_package_that_nobody_has" in line]
    assert reasons == [
        (
            "missing-dependency 1.4: missing_dependency cannot be imported: "
            "ModuleNotFoundError: No module named 'a_package_that_nobody_has'"
        )
    ]
    assert any("demo-hills: 3 mistakes" in line and "(and 2 more)" in line for line in lines)


def test_a_plugin_can_be_left_out_before_and_after_the_command(run: Run, broken: Path) -> None:
    done = run(
        "--without", "missing-dependency", "plugins", "list", "--json", "--without", "demo-hills"
    )
    listed = by_name(done)
    assert listed["missing-dependency"]["state"] == "left_out"
    assert listed["demo-hills"]["state"] == "left_out"


def test_show_tells_all_of_one_plugin(run: Run, broken: Path) -> None:
    done = run("plugins", "show", "demo-hills")
    assert done.exit_code == 1
    assert "state: broken" in done.stdout
    assert "items.csv row 3, column 公开时限" in done.stdout


def test_show_lists_what_a_plugin_supplies_by_id_and_name(run: Run, broken: Path) -> None:
    done = run("plugins", "show", "green", "--json")
    things = json.loads(done.stdout)["things"]
    assert {"id": "green:county", "name": "绿水县"} in things["regions"]
    assert [each["id"] for each in things["rules"]] == [
        "green:has-index-number",
        "green:names-the-reservoir",
    ]
    assert "  green:east-town  东镇人民政府" in run("plugins", "show", "green").stdout


def test_show_as_json_has_each_mistake_apart(run: Run, broken: Path) -> None:
    (error,) = json.loads(run("plugins", "show", "demo-hills", "--json").stdout)["errors"]
    assert [each["place"] for each in error["mistakes"]] == [
        "domains[0]",
        "row 3, column 公开时限",
        "rules[0].kind",
    ]


def test_a_plugin_that_is_not_there_is_told(run: Run, broken: Path) -> None:
    done = run("plugins", "show", "gren")
    assert done.exit_code == 2
    assert "There is no plugin gren." in done.stderr


def test_the_settings_file_may_be_named_after_the_command(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(f"folders = [{json.dumps(str(PLUGINS / 'green-county'))}]\n")
    assert "green" in by_name(run("plugins", "list", "--json", "--settings", str(other)))


def test_doctor_lists_all_faults_of_all_plugins(run: Run, broken: Path) -> None:
    done = run("doctor")
    assert done.exit_code == 1
    assert "missing-dependency 1.4: missing_dependency cannot be imported" in done.stdout
    assert "rules[0].kind: required-feilds is not known here" in done.stdout
    assert "must be mended before the office opens" in done.stdout


def test_doctor_tells_mistakes_in_the_settings_and_goes_on(run: Run, tmp_path: Path) -> None:
    (tmp_path / "disclosure.toml").write_text('nmae = "a"\ntimezone = "Mars"\n')
    data = json.loads(run("doctor", "--json").stdout)
    assert [each["what"] for each in data["settings"]["mistakes"]] == [
        "extra fields found (nmae); did you mean name?",
        "Mars is no time zone",
    ]
    assert "core" in [each["name"] for each in data["plugins"]]


def test_doctor_warns_of_settings_nobody_reads(run: Run, broken: Path) -> None:
    with broken.open("a") as file:
        file.write("[plugins.grene]\nsize = 3\n")
    assert "did you mean green?" in "\n".join(
        json.loads(run("doctor", "--json").stdout)["warnings"]
    )


def test_doctor_warns_of_a_region_nobody_supplies(run: Run, broken: Path) -> None:
    broken.write_text('region = "green:conty"\n' + broken.read_text())
    warnings = json.loads(run("doctor", "--json").stdout)["warnings"]
    assert "No plugin supplies the region green:conty; did you mean green:county?" in warnings


def test_doctor_prints_the_order_plugins_are_asked_in(run: Run, broken: Path) -> None:
    used = [name for name, each in by_name(run("doctor", "--json")).items() if each["hooks"]]
    assert used == ["core", "green"]
    lines = run("doctor").stdout.splitlines()
    ordered = [line.split()[1] for line in lines if line.split()[2:3] in (["0.1.0"], ["2026.1"])]
    assert ordered[0] == "core"
    assert "green" in ordered


def test_a_mistake_of_the_settings_ends_plugins_list_with_its_place(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "disclosure.toml").write_text('nmae = "a"\n')
    done = run("plugins", "list")
    assert done.exit_code == 2
    assert "extra fields found (nmae); did you mean name?" in done.stderr
