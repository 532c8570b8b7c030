"""``disclosure plugins``: which plugins there are, in which state, and what each supplies.

Works when plugins cannot be imported or do not fit together; that is what it is for.
"""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from disclosure_core.cli.options import common_options, invocation, json_option, today
from disclosure_core.cli.tables import print_table
from disclosure_core.cli.texts import current_language, group, tell
from disclosure_core.errors import Mistake, NotFoundError, PluginError
from disclosure_core.messages import Message

if TYPE_CHECKING:
    from disclosure_core.extensions.collecting import Survey
    from disclosure_core.extensions.plugins import Plugin
    from disclosure_core.extensions.registry import Registry

STATES = {
    "ok": Message("ok"),
    "broken": Message("broken"),
    "conflict": Message("conflict"),
    "left_out": Message("left out"),
}

SUPPLIES = {
    "disclosure_domains": Message("domains"),
    "disclosure_items": Message("catalogue layers"),
    "disclosure_table_forms": Message("table forms"),
    "disclosure_organisations": Message("organisations"),
    "disclosure_record_kinds": Message("record kinds"),
    "disclosure_review_rules": Message("review rules"),
    "disclosure_channels": Message("channels"),
    "disclosure_formulas": Message("formulas"),
    "disclosure_calendars": Message("holiday notices"),
    "disclosure_legal_documents": Message("legal documents"),
    "disclosure_lint_rules": Message("lint rules"),
    "disclosure_request_rules": Message("rules of requests"),
    "disclosure_workflows": Message("workflows"),
    "disclosure_stores": Message("stores"),
    "disclosure_settings": Message("settings class"),
    "disclosure_commands": Message("commands"),
}
"""What each hook gives, in the plural."""

THINGS = {
    "regions": Message("regions"),
    "agencies": Message("agencies"),
    "service_points": Message("service points"),
    "reported_figures": Message("reported figures"),
    "domains": Message("domains"),
    "layers": Message("catalogue layers"),
    "table_forms": Message("table forms"),
    "record_kinds": Message("record kinds"),
    "rules": Message("review rules"),
    "channels": Message("channels"),
    "formulas": Message("formulas"),
    "workflows": Message("workflows"),
}
"""What of a registry is listed by id."""


@group("plugins", help=Message("The plugins that are installed, and what they supply."))
def plugins() -> None:
    """The group; its verbs are below."""


@plugins.command("list", help=Message("List all plugins, also those that cannot be used."))
@json_option
@common_options
def list_plugins(as_json: bool) -> int:
    """One line a plugin, and for each that cannot be used the reason in one line."""
    looked = look()
    if as_json:
        click.echo(_json({"plugins": [plugin_json(each) for each in looked.plugins]}))
    else:
        rows = [
            (each.name, each.version or "", STATES[each.state], supplied(each))
            for each in looked.plugins
        ]
        print_table(
            (Message("name"), Message("version"), Message("state"), Message("supplies")), rows
        )
        for error in _once(looked.errors):
            tell(in_one_line(error))
    return 1 if looked.errors else 0


@plugins.command("show", help=Message("Show one plugin: its origin, hooks, values, mistakes."))
@click.argument("name")
@json_option
@common_options
def show_plugin(name: str, as_json: bool) -> int:
    """Everything known of one plugin."""
    looked = look()
    plugin = next((each for each in looked.plugins if each.name == name), None)
    if plugin is None:
        known = tuple(each.name for each in looked.plugins)
        raise NotFoundError(
            Message("There is no plugin {name}.", name=name),
            fix=Message("the plugins are {known}.", known=known),
        )
    if as_json:
        click.echo(_json({**plugin_json(plugin), "things": things(looked.registry, name)}))
    else:
        for line in _described(plugin):
            tell(line)
        for room, listed in things(looked.registry, name).items():
            click.echo()
            tell(THINGS[room])
            for thing in listed:
                click.echo(f"  {thing['id']}  {thing['name'] or ''}".rstrip())
        for error in plugin.errors:
            click.echo()
            click.echo(error.text(current_language()))
    return 1 if plugin.errors else 0


def look() -> "Survey":
    """Survey the plugins as this run of the command line was told."""
    from disclosure_core.extensions.collecting import survey

    chosen = invocation()
    settings = chosen.settings()
    return survey(settings, on=today(settings.timezone), without=chosen.without)


def things(registry: "Registry", plugin: str) -> dict[str, list[dict[str, str | None]]]:
    """What a plugin supplies by id and name, under the registry's own names."""
    language = current_language()
    listed: dict[str, list[dict[str, str | None]]] = {}
    for room in THINGS:
        for each in getattr(registry, room):
            full = str(each.name if room == "record_kinds" else each.id)
            if full.partition(":")[0] != plugin:
                continue
            name = None if room == "record_kinds" else getattr(each, "name", None)
            text = name.text(language) if isinstance(name, Message) else name
            listed.setdefault(room, []).append({"id": full, "name": text})
    return listed


def in_one_line(error: PluginError) -> Message:
    """What is wrong, with the first place of it and how many more there are."""
    details = [*error.mistakes, *getattr(error, "providers", ())]
    if not details:
        return error.what
    first = details[0]
    shown = first.text(current_language()) if isinstance(first, Mistake) else first
    if len(details) == 1:
        return Message("{what}: {first}", what=error.what, first=shown)
    return Message(
        "{what}: {first} (and {more} more)", what=error.what, first=shown, more=len(details) - 1
    )


def supplied(plugin: "Plugin") -> Message:
    """What a plugin supplies, counted: ``domains 3, layers 2``."""
    counts = tuple(
        Message("{what} {count}", count=count, what=SUPPLIES.get(hook, hook))
        for hook, count in sorted(plugin.supplies.items())
    )
    return Message("{counts}", counts=counts)


def plugin_json(plugin: "Plugin") -> dict[str, Any]:
    """A plugin for a program; texts in the current language."""
    return {
        "name": plugin.name,
        "version": plugin.version,
        "title": plugin.title,
        "origin": plugin.origin,
        "state": plugin.state.value,
        "hooks": list(plugin.hooks),
        "supplies": dict(plugin.supplies),
        "errors": [error_json(each) for each in plugin.errors],
        "warnings": [each.text(current_language()) for each in plugin.warnings],
    }


def error_json(error: PluginError) -> dict[str, Any]:
    """An error for a program."""
    language = current_language()
    return {
        "code": error.code,
        "hook": error.hook,
        "what": error.what.text(language),
        "why": error.why.text(language) if error.why else None,
        "fix": error.fix.text(language) if error.fix else None,
        "providers": list(getattr(error, "providers", ())),
        "mistakes": [
            {
                "file": each.file,
                "place": each.place_text(language),
                "what": each.what.text(language),
            }
            for each in error.mistakes
        ],
    }


def _described(plugin: "Plugin") -> Iterable[Message]:
    yield Message("name: {value}", value=plugin.name)
    if plugin.title:
        yield Message("title: {value}", value=plugin.title)
    yield Message("version: {value}", value=plugin.version or Message("not given"))
    yield Message("origin: {value}", value=plugin.origin)
    yield Message("state: {value}", value=STATES[plugin.state])
    yield Message("hooks: {value}", value=plugin.hooks or Message("none"))
    yield Message(
        "supplies: {value}", value=supplied(plugin) if plugin.supplies else Message("nothing")
    )
    for each in plugin.warnings:
        yield Message("warning: {value}", value=each)


def _once(errors: Iterable[PluginError]) -> Iterable[PluginError]:
    return {id(error): error for error in errors}.values()


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)
