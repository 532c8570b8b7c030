"""``disclosure``: quick help, errors without tracebacks, exit statuses, plugins' own commands."""

import resource
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from disclosure_core.cli import main
from disclosure_core.cli.main import ROOMS, Main
from disclosure_core.cli.texts import Command, Group, Option, option
from disclosure_core.errors import DisclosureError
from disclosure_core.messages import Message

Run = Callable[..., Result]

HELP_LIMIT = 0.2
"""Seconds of processor time that help may take: what it takes on an idle machine."""


def install(folder: Path, name: str, source: str) -> None:
    """An installed plugin with this source."""
    (folder / f"{name}_plugin.py").write_text(source, "utf-8")
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[disclosure]\n{name} = {name}_plugin\n")


COUNT = """
import click
from disclosure_core import hookimpl

@click.command()
def count():
    click.echo("12 boards")

@hookimpl
def disclosure_commands():
    yield count
"""


def test_help_lists_the_rooms_and_imports_none() -> None:
    code = (
        "import sys; from disclosure_core.cli import main; main(['--help'], standalone_mode=False);"
        "print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = done.stdout.splitlines()[-1].split()
    assert {name for name in ROOMS if f"  {name} " in done.stdout} == set(ROOMS)
    assert "disclosure_core.hookspecs" not in loaded
    assert "cattrs" not in loaded
    assert not {entry.partition(":")[0] for entry, _ in ROOMS.values()} & set(loaded)


def processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_help_is_quick() -> None:
    taken = []
    for _ in range(5):
        before = processor_seconds()
        subprocess.run(
            [sys.executable, "-m", "disclosure_core.cli", "--help"],
            capture_output=True,
            check=True,
            timeout=60,
        )
        taken.append(processor_seconds() - before)
    assert min(taken) < HELP_LIMIT


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_its_command(room: str) -> None:
    module, _, name = ROOMS[room][0].partition(":")
    assert getattr(import_module(module), name).name == room


@pytest.mark.parametrize("arguments", [("--help", "--lang", "en"), ("--lang=en", "--help")])
def test_the_language_holds_for_help_wherever_it_stands(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCLOSURE_LANGUAGE", "zh_CN")
    assert "Look at settings and plugins" in CliRunner().invoke(main, arguments).output


def test_help_texts_are_messages_shown_in_the_language_asked_for() -> None:
    @click.command("probe", cls=Command, help=Message("{n} commands", n=Message("1 mistake")))
    @option("--deep", is_flag=True, help=Message("look deeper"))
    def probe(deep: bool) -> None:
        pass

    assert probe.help == Message("{n} commands", n=Message("1 mistake")).text()
    assert isinstance(probe.params[0], Option)
    assert "look deeper" in CliRunner().invoke(probe, ["--help"]).output


def test_an_unknown_command_is_told_with_the_one_that_was_meant(run: Run) -> None:
    done = run("plugnis")
    assert done.exit_code == 2
    assert "There is no command plugnis." in done.stderr
    assert "did you mean plugins?" in done.stderr


def test_an_unknown_option_is_a_usage_error(run: Run) -> None:
    done = run("doctor", "--jsno")
    assert done.exit_code == 2
    assert "--jsno" in done.stderr


def room(action: Callable[[], object]) -> Main:
    """A command line with one command."""
    line = Main("disclosure", help=Message("test"))

    def get_command(ctx: click.Context, cmd_name: str) -> click.Command:
        return Command(cmd_name, callback=action)

    line.get_command = get_command  # type: ignore[method-assign]
    return line


def test_an_error_of_ours_is_told_without_a_traceback() -> None:
    def fail() -> None:
        raise DisclosureError(Message("The roof leaks."), fix=Message("mend it."))

    done = CliRunner().invoke(room(fail), ["go"])
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.splitlines()[0] == "The roof leaks."
    assert "Traceback" not in done.stderr


def test_an_error_nobody_foresaw_keeps_its_traceback_and_is_no_finding() -> None:
    def fail() -> None:
        raise ZeroDivisionError

    done = CliRunner().invoke(room(fail), ["go"])
    assert done.exit_code == 2
    assert "Traceback" in done.stderr


@pytest.mark.parametrize(("returned", "status"), [(None, 0), (0, 0), (1, 1), (2, 2)])
def test_what_a_command_returns_is_its_exit_status(returned: int | None, status: int) -> None:
    assert CliRunner().invoke(room(lambda: returned), ["go"]).exit_code == status


def test_a_reader_who_leaves_ends_the_command_quietly() -> None:
    done = subprocess.run(
        f"{sys.executable} -c \"from disclosure_core.cli import main; main(['--help'])\" | true",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "Traceback" not in done.stderr


def test_a_plugins_commands_stand_under_its_name(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, "boards", COUNT)
    monkeypatch.syspath_prepend(tmp_path)
    assert run("boards", "count").stdout == "12 boards\n"


def test_a_plugin_that_cannot_be_imported_is_told_when_its_command_is_used(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, "lamps", "import a_package_that_nobody_has\n")
    monkeypatch.syspath_prepend(tmp_path)
    done = run("lamps", "count")
    assert done.exit_code == 2
    assert "lamps 1.0: lamps_plugin cannot be imported: ModuleNotFoundError" in done.stderr
    assert run("--help").exit_code == 0


def test_a_broken_command_of_a_plugin_leaves_its_others(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, "trees", COUNT.replace("yield count", "yield count\n    yield 'plant'"))
    monkeypatch.syspath_prepend(tmp_path)
    done = run("trees", "count")
    assert (done.exit_code, done.stdout) == (0, "12 boards\n")
    assert "disclosure_commands gave str" in done.stderr


def test_the_commands_of_a_plugin_left_out_are_not_run(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, "bins", COUNT)
    monkeypatch.syspath_prepend(tmp_path)
    done = run("--without", "bins", "bins", "count")
    assert done.exit_code == 2
    assert "The plugin bins is left out." in done.stderr


def test_a_plugin_without_commands_says_so(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, "mute", "")
    monkeypatch.syspath_prepend(tmp_path)
    done = run("mute")
    assert done.exit_code == 2
    assert "The plugin mute has no commands." in done.stderr


def test_groups_made_in_rooms_have_translated_commands() -> None:
    @click.group("shelf", cls=Group, help=Message("Shelves."))
    def shelf() -> None:
        pass

    @shelf.command("count", help=Message("Count."))
    def count() -> None:
        pass

    assert isinstance(count, Command)
    assert "Count." in CliRunner().invoke(shelf, ["--help"]).output


@pytest.mark.parametrize(
    "verb",
    ["catalogue bases", "catalogue lint", "catalogue coverage", "organisation tree"],
)
def test_a_day_is_read_as_people_write_it_and_no_other_is(verb: str) -> None:
    result = CliRunner().invoke(main, [*verb.split(), "--lang", "en", "--on", "2026年2月30日"])
    assert result.exit_code == 2
    assert "2026年2月30日 is no date: that month has the days 1 to 28." in result.stderr
