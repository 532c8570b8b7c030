"""The page of the command line shows the help of every command, in both languages."""

import re
from collections.abc import Iterator

import click
import pytest
from tests.docs.samples import DOCS

from disclosure_core.cli.main import ROOMS, main


def commands(group: click.Group, path: str) -> Iterator[str]:
    """The path of every command below ``group``, groups included."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield f"{path} {name}"
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")


@pytest.mark.parametrize("language", ["", "zh"], ids=["en", "zh"])
def test_the_help_of_every_command_is_on_the_page(language: str):
    page = (DOCS / language / "reference" / "cli.md").read_text("utf-8")
    shown = re.findall(r"^\$ (disclosure.*) --help$", page, re.MULTILINE)
    assert shown == ["disclosure", *commands(main, "disclosure")]


def test_pages_use_no_command_that_is_not_there():
    """``disclosure ROOM`` in prose as in samples; a plugin's name may stand there too."""
    rooms = {*ROOMS, "ROOM", "PLUGIN", "NAME", "FOLDER"}
    told = {
        room
        for page in DOCS.rglob("*.md")
        for room in re.findall(r"`disclosure ([\w]+)", page.read_text("utf-8"))
    }
    assert told - rooms == set()
