"""``disclosure doctor``: settings and plugins looked at before an office opens, all faults at once.

Changes nothing. Mistakes in the settings are findings like others: the plugins are then looked at
with the settings' defaults.
"""

import json
import platform
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import click

from disclosure_core.cli.options import common_options, invocation, json_option, today
from disclosure_core.cli.plugins import STATES, error_json, plugin_json, supplied
from disclosure_core.cli.tables import print_table
from disclosure_core.cli.texts import command, current_language, tell
from disclosure_core.errors import DataError
from disclosure_core.messages import Message
from disclosure_core.version import VERSION

if TYPE_CHECKING:
    from disclosure_core.extensions.collecting import Survey
    from disclosure_core.settings import Settings


@command("doctor", help=Message("Look at settings and plugins and say what is wrong."))
@json_option
@common_options
def doctor(as_json: bool) -> int:
    """Report everything; 1 where anything must be mended, 0 where there are warnings at most."""
    from disclosure_core.extensions.collecting import survey
    from disclosure_core.settings import Settings

    chosen = invocation()
    wrong: DataError | None = None
    try:
        settings = chosen.settings()
    except DataError as error:
        wrong, settings = error, Settings()
    looked = survey(settings, on=today(settings.timezone), without=chosen.without)
    notes = [
        *_of_settings(settings, looked),
        *(() if looked.errors else _of_release(settings, looked)),
        *looked.warnings,
        *_shadowed(looked),
    ]
    if as_json:
        click.echo(json.dumps(_as_json(looked, wrong, notes), ensure_ascii=False, indent=2))
    else:
        _print(looked, wrong, notes)
    return 1 if wrong or looked.errors else 0


def _print(looked: "Survey", wrong: DataError | None, notes: list[Message]) -> None:
    language = current_language()
    tell(Message("disclosure-core {version}, Python {python}", **_versions()))
    if wrong is not None:
        click.echo(wrong.text(language))
    click.echo()
    rows = [
        (str(order), each.name, each.version or "", STATES[each.state], each.origin, supplied(each))
        for order, each in enumerate(looked.plugins, start=1)
    ]
    print_table(
        (
            Message("order"),
            Message("name"),
            Message("version"),
            Message("state"),
            Message("origin"),
            Message("supplies"),
        ),
        rows,
    )
    for error in looked.errors:
        click.echo()
        click.echo(error.text(language))
    warnings = [*(each for plugin in looked.plugins for each in plugin.warnings), *notes]
    if warnings:
        click.echo()
    for warning in warnings:
        tell(Message("warning: {value}", value=warning))
    click.echo()
    count = len(looked.errors) + (wrong is not None)
    if count:
        tell(Message("{count} things must be mended before the office opens.", count=count))
    else:
        tell(Message("The office can be opened."))


def _as_json(looked: "Survey", wrong: DataError | None, notes: list[Message]) -> dict[str, Any]:
    language = current_language()
    return {
        **_versions(),
        "settings": None
        if wrong is None
        else {
            "what": wrong.what.text(language),
            "mistakes": [
                {
                    "file": each.file,
                    "place": each.place_text(language),
                    "what": each.what.text(language),
                }
                for each in wrong.mistakes
            ],
        },
        "plugins": [plugin_json(each) for each in looked.plugins],
        "errors": [{"plugin": each.plugin, **error_json(each)} for each in looked.errors],
        "warnings": [each.text(language) for each in notes],
    }


def _versions() -> dict[str, str]:
    return {"version": VERSION, "python": platform.python_version()}


def _of_settings(settings: "Settings", looked: "Survey") -> list[Message]:
    """What is odd about the settings and stops nothing."""
    notes = []
    if settings.folder.exists() and not settings.folder.is_dir():
        notes.append(Message("{folder} is no folder.", folder=settings.folder))
    known = [each.id for each in looked.registry.regions]
    if settings.region is not None and settings.region not in known:
        near = get_close_matches(settings.region, known, n=1)
        notes.append(
            Message(
                "No plugin supplies the region {region}; did you mean {meant}?",
                region=settings.region,
                meant=near[0],
            )
            if near
            else Message("No plugin supplies the region {region}.", region=settings.region)
        )
    return notes


def _of_release(settings: "Settings", looked: "Survey") -> list[Message]:
    """What stands before release, and at the door, or does not."""
    from disclosure_core.access.values import Role

    known = {each.id for each in looked.registry.workflows}
    notes = [
        Message("Release waits for {id}, which no plugin supplies: nothing can go out.", id=each)
        for each in settings.release_after
        if each not in known
    ]
    secrecy = [
        each
        for each in looked.registry.workflows
        if any(role.role == Role.SECRECY_OFFICER for _, role in each.roles)
        and any(outcome.permits_release for outcome in each.outcomes)
    ]
    if secrecy and not {each.id for each in secrecy} & set(settings.release_after):
        notes.append(
            Message(
                "No secrecy review stands before release, and {basis} asks for one: write "
                'release_after = ["{id}"] into the settings.',
                basis=secrecy[0].basis,
                id=secrecy[0].id,
            )
        )
    if looked.registry.rules and not any(each.at_door for each in looked.registry.rules):
        notes.append(
            Message("No rule stands at the door: a document with a secrecy mark would be kept.")
        )
    return notes


def _shadowed(looked: "Survey") -> list[Message]:
    from disclosure_core.cli.main import ROOMS

    return [
        Message(
            "The commands of {plugin} cannot be reached: {plugin} is a command itself.", plugin=name
        )
        for name in looked.registry.commands
        if name in ROOMS
    ]
