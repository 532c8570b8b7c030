"""One plugin's mistake is told with its name and never costs another plugin's answers."""

import shutil
from pathlib import Path

import pytest

from disclosure_core.extensions.plugins import PluginState

from .conftest import DATA, Look, Site, told

GOOD = """
@hookimpl
def disclosure_domains():
    yield Domain(id="water", name="水利", number=3)
"""


def states(looked) -> dict[str, PluginState]:
    return {plugin.name: plugin.state for plugin in looked.plugins}


def own_errors(looked) -> list[str]:
    return [str(error) for error in looked.errors if error.plugin != "core"]


def test_a_value_of_a_plugin_is_in_the_registry_under_its_name(site: Site, look: Look) -> None:
    site.install("good", GOOD)
    assert [each.id for each in look().registry.domains] == ["good:water"]


def test_a_hook_may_take_the_context_or_leave_it_out(site: Site, look: Look) -> None:
    site.install(
        "good",
        """
        @hookimpl
        def disclosure_domains(context):
            return [Domain(id=context.plugin, name=context.on.isoformat())]
        """,
    )
    (domain,) = look().registry.domains
    assert (domain.id, domain.name) == ("good:good", "2026-11-24")


def test_a_raising_plugin_does_not_cost_the_others_answers(site: Site, look: Look) -> None:
    site.install("good", GOOD)
    module = site.install(
        "bad",
        """
        @hookimpl
        def disclosure_domains():
            raise RuntimeError("the list is at home")
        """,
    )
    looked = look()
    assert [each.id for each in looked.registry.domains] == ["good:water"]
    (error,) = own_errors(looked)
    assert "bad 1.2.0: disclosure_domains raised RuntimeError: the list is at home at" in error
    assert f"{module}.py:" in error


def test_a_generator_that_raises_after_its_first_value_is_caught(site: Site, look: Look) -> None:
    site.install("good", GOOD)
    site.install(
        "bad",
        """
        @hookimpl
        def disclosure_domains():
            yield Domain(id="one", name="一")
            raise LookupError("two")
        """,
    )
    looked = look()
    assert [each.id for each in looked.registry.domains] == ["good:water"]
    assert "LookupError: two" in own_errors(looked)[0]


def test_a_plugin_that_leaves_with_system_exit_does_not_end_the_program(
    site: Site, look: Look
) -> None:
    site.install("good", GOOD)
    site.install("bad", "raise SystemExit(3)")
    assert states(look())["bad"] is PluginState.BROKEN


@pytest.mark.parametrize(
    ("answer", "got"),
    [
        ("return ['water']", "str"),
        ("return 'water'", "str"),
        ("return Domain(id='a', name='b')", "Domain"),
        ("return [Domain]", "class Domain"),
        ("return {'a': 1}", "dict"),
        ("return 7", "int"),
    ],
)
def test_a_wrong_answer_names_hook_got_and_expected(
    site: Site, look: Look, answer: str, got: str
) -> None:
    site.install("bad", f"@hookimpl\ndef disclosure_domains():\n    {answer}\n")
    assert own_errors(look())[0].startswith(
        f"bad 1.2.0: disclosure_domains gave {got}, expected Domain."
    )


@pytest.mark.parametrize(
    ("made", "told"),
    [
        ("Domain(id=3, name='甲')", "id: expected text, found 3"),
        ("Domain(id='a', name='甲', number='3')", 'number: expected a whole number, found "3"'),
        ("Domain(id='a', name='甲', names='乙')", 'names: expected a list, found "乙"'),
        ("Domain(id='a', name='甲', in_force=None)", "in_force: expected a table of keys"),
        (
            "Domain(id='a', name='甲', basis=LegalBasis(document='法', article=20))",
            "basis.article: expected text, found 20",
        ),
    ],
)
def test_a_value_that_does_not_hold_what_its_class_says_is_told(
    site: Site, look: Look, made: str, told: str
) -> None:
    site.install("bad", f"@hookimpl\ndef disclosure_domains():\n    yield {made}\n")
    (error,) = own_errors(look())
    assert "disclosure_domains gave a Domain that does not hold what it should" in error
    assert told in error


def test_no_answer_means_nothing(site: Site, look: Look) -> None:
    site.install("good", "@hookimpl\ndef disclosure_domains():\n    return None\n")
    looked = look()
    assert (own_errors(looked), looked.registry.domains) == ([], ())


def test_an_unknown_hook_is_told_with_the_one_that_was_meant(site: Site, look: Look) -> None:
    site.install("bad", "@hookimpl\ndef disclosure_itmes():\n    return []\n")
    (error,) = own_errors(look())
    assert "there is no hook disclosure_itmes" in error
    assert "did you mean disclosure_items?" in error


def test_an_unknown_argument_is_told_with_the_one_that_was_meant(site: Site, look: Look) -> None:
    site.install("bad", "@hookimpl\ndef disclosure_items(contxt):\n    return []\n")
    (error,) = own_errors(look())
    assert "disclosure_items takes contxt" in error
    assert "did you mean context?" in error


def test_a_hook_without_its_mark_is_told(site: Site, look: Look) -> None:
    site.install("bad", "def disclosure_items():\n    return []\n")
    (error,) = own_errors(look())
    assert "disclosure_items is not marked as a hook" in error
    assert "@hookimpl" in error


def test_one_wrong_hook_does_not_cost_the_same_plugins_others(site: Site, look: Look) -> None:
    site.install("bad", GOOD + "\n@hookimpl\ndef disclosure_itmes():\n    return []\n")
    assert [each.id for each in look().registry.domains] == ["bad:water"]


def test_all_mistakes_of_all_plugins_are_told_together(site: Site, look: Look) -> None:
    site.install("one", "@hookimpl\ndef disclosure_itmes():\n    return []\n")
    site.install("two", "import nothing_of_the_kind\n")
    site.install("three", "@hookimpl\ndef disclosure_domains():\n    return 1\n")
    assert {error.plugin for error in look().errors} - {"core"} == {"one", "two", "three"}


def test_a_plugin_with_a_missing_dependency_is_broken_and_says_why(site: Site, look: Look) -> None:
    shutil.copytree(DATA / "missing-dependency", site.folder, dirs_exist_ok=True)
    looked = look()
    assert states(looked)["missing-dependency"] is PluginState.BROKEN
    (error,) = own_errors(looked)
    assert error.splitlines()[0] == (
        "missing-dependency 1.4: missing_dependency cannot be imported: "
        "ModuleNotFoundError: No module named 'a_package_that_nobody_has'"
    )


def test_a_plugin_with_a_syntax_error_says_file_and_line(site: Site, look: Look) -> None:
    (site.folder / "plugin_syntax.py").write_text("def broken(:\n")
    site.describe("syntax", "plugin_syntax")
    (error,) = own_errors(look())
    assert "SyntaxError" in error
    assert "plugin_syntax.py, line 1" in error


def test_an_entry_point_to_nothing_is_told(site: Site, look: Look) -> None:
    site.describe("ghost", "plugin_of_no_file")
    assert "ghost 1.2.0: plugin_of_no_file cannot be imported" in own_errors(look())[0]


def test_a_plugin_left_out_is_not_imported(site: Site, look: Look, tmp_path: Path) -> None:
    trace = tmp_path / "imported"
    site.install("bad", f"open({str(trace)!r}, 'w').close()\nraise RuntimeError\n")
    looked = look(without=("bad",))
    assert states(looked)["bad"] is PluginState.LEFT_OUT
    assert not trace.exists()


def test_leaving_out_a_plugin_that_is_not_there_is_a_mistake(site: Site, look: Look) -> None:
    site.install("good", GOOD)
    (error,) = [each for each in told(look(without=("goud",))) if "goud" in each]
    assert "did you mean good?" in error


def test_two_plugins_of_one_name_are_a_conflict(site: Site, look: Look) -> None:
    site.install("good", GOOD)
    site.install("good", GOOD, version="2.0")
    assert any("Two plugins are called good." in each for each in own_errors(look()))


def test_a_name_that_cannot_be_a_prefix_is_refused(site: Site, look: Look) -> None:
    site.install("Bad_Name", GOOD)
    assert "Bad_Name cannot be a plugin's name" in own_errors(look())[0]


def test_a_plugin_for_another_core_is_warned_of(site: Site, look: Look) -> None:
    site.install("old", GOOD, requires="disclosure-core<0.1,>=0.0.3")
    plugin = next(each for each in look().plugins if each.name == "old")
    assert "asks for disclosure-core<0.1,>=0.0.3, and this is" in str(plugin.warnings[0])


def test_a_command_that_is_none_is_left_out_and_the_office_opens(site: Site, look: Look) -> None:
    site.install("tools", "@hookimpl\ndef disclosure_commands():\n    return ['count']\n")
    looked = look()
    plugin = next(each for each in looked.plugins if each.name == "tools")
    assert plugin.state is PluginState.OK
    assert "disclosure_commands gave str" in str(plugin.warnings[0])


def test_a_plugin_gets_its_settings_as_its_class_reads_them(site: Site, look: Look) -> None:
    site.install(
        "boards",
        """
        @frozen
        class BoardSettings:
            boards: int = 1
            key: Secret = Secret("")
        @hookimpl
        def disclosure_settings():
            return BoardSettings
        @hookimpl
        def disclosure_domains(context):
            return [Domain(id=f"board-{n}", name="栏") for n in range(context.settings.boards)]
        """,
    )
    looked = look(boards={"boards": 2, "key": "hush"})
    assert [each.id for each in looked.registry.domains] == ["boards:board-0", "boards:board-1"]
    assert looked.registry.settings["boards"].key.reveal() == "hush"


def test_an_unknown_setting_of_a_plugin_is_told_with_its_place(site: Site, look: Look) -> None:
    site.install(
        "boards",
        """
        @frozen
        class BoardSettings:
            boards: int = 1
        @hookimpl
        def disclosure_settings():
            return BoardSettings
        """,
    )
    (error,) = own_errors(look(boards={"borads": 2}))
    assert "plugins.boards: extra fields found (borads); did you mean boards?" in error


def test_settings_that_nobody_reads_are_warned_of(site: Site, look: Look) -> None:
    site.install("good", GOOD)
    looked = look(goood={"a": 1}, good={"b": 2})
    plugin = next(each for each in looked.plugins if each.name == "good")
    assert "did you mean good?" in str(looked.warnings[0])
    assert "good has no settings" in str(plugin.warnings[0])


def test_plugins_come_in_one_order_the_core_first(site: Site, look: Look) -> None:
    for name in ("zebra", "ant", "core-tools"):
        site.install(name, "")
    names = [each.name for each in look().plugins if each.state is not PluginState.LEFT_OUT]
    assert names == ["core", "ant", "core-tools", "zebra"]
