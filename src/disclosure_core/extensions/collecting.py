"""Ask all plugins everything, check it together, freeze it: ``load_registry``.

``survey`` does the same and never raises, so that ``disclosure plugins list`` and ``doctor`` work
when nothing else does.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Protocol

from attrs import evolve, frozen

from disclosure_core.catalogue.tables.values import TableForm, merge_forms
from disclosure_core.codec import refused
from disclosure_core.errors import ConflictError, DataError, PluginError, RegistryError
from disclosure_core.extensions.asking import Answer, Answers, Implemented, ask, hooks_of
from disclosure_core.extensions.checking import mistakes_in
from disclosure_core.extensions.compatibility import unmet_requirement
from disclosure_core.extensions.discovery import find_plugins, load_installed
from disclosure_core.extensions.folder import FolderPlugin, look_through_folder, plugin_error
from disclosure_core.extensions.freezing import freeze
from disclosure_core.extensions.own_settings import SETTINGS, own_settings
from disclosure_core.extensions.plugins import CORE, Found, Plugin, PluginState
from disclosure_core.extensions.qualifying import qualified
from disclosure_core.extensions.registry import Registry
from disclosure_core.hookspecs import PluginContext
from disclosure_core.messages import Message

COMMANDS = "disclosure_commands"
TABLE_FORMS = "disclosure_table_forms"


class PluginSettings(Protocol):
    """What of the office's settings concerns plugins."""

    @property
    def folders(self) -> tuple[Path, ...]:
        """Folders that are data-only plugins."""

    @property
    def without(self) -> tuple[str, ...]:
        """Plugins to leave out."""

    @property
    def plugins(self) -> Mapping[str, Mapping[str, object]]:
        """Each plugin's own settings as written."""


@frozen(kw_only=True)
class Survey:
    """All plugins there are, and what is wrong with them, whether they can be used or not.

    ``registry`` holds what they supply; use it only where ``errors`` is empty.
    """

    plugins: tuple[Plugin, ...]
    registry: Registry
    errors: tuple[PluginError, ...] = ()
    warnings: tuple[Message, ...] = ()


@frozen(kw_only=True)
class _Asked:
    """One plugin and all it answered.

    ``partly`` is what could be read of a folder with mistakes: looked at beside the others, so that
    everything wrong is told at once, and never used.
    """

    found: Found
    implemented: Implemented
    answers: Answers
    partly: tuple[Answer, ...] = ()
    settings: Any = None
    warnings: tuple[Message, ...] = ()

    @property
    def commands(self) -> tuple[Any, ...]:
        """Its click commands."""
        return tuple(each.value for each in self.answers.values if each.hook == COMMANDS)


def load_registry(settings: PluginSettings, *, on: date, without: Iterable[str] = ()) -> Registry:
    """What all plugins supply, checked together.

    Args:
        settings: Folders, plugins to leave out, plugins' own settings.
        on: The day the law is read at; plugins are told it. The registry holds other days too.
        without: More plugins to leave out.

    Raises:
        RegistryError: all mistakes of all plugins.
    """
    looked = survey(settings, on=on, without=without)
    if looked.errors:
        raise RegistryError(looked.errors)
    return looked.registry


def survey(
    settings: PluginSettings,
    *,
    on: date,
    without: Iterable[str] = (),
    instead: Path | None = None,
) -> Survey:
    """Look at all plugins, whatever state they are in.

    ``instead`` is a folder that stands in the place of the plugin of its name, or beside the others
    where none has its name: to see what would come of installing it.
    """
    named = tuple(without)
    left_out = frozenset((*settings.without, *named)) - {CORE}
    found = find_plugins(folders=settings.folders, without=left_out, instead=instead)
    asked = _ask_all(found, settings, on)
    answers = _qualified(answer for each in asked for answer in each.answers.values)
    partly = _qualified(answer for each in asked for answer in each.partly)
    broken = {each.found.name for each in asked if each.answers.errors}
    errors = [
        *_unknown_names(named, found),
        *(error for each in asked for error in each.answers.errors),
        *mistakes_in(
            [*answers, *partly],
            left_out=left_out,
            broken=broken,
            partly={each.plugin for each in partly},
        ),
    ]
    plugins = tuple(_plugin(each, errors) for each in asked)
    return Survey(
        plugins=plugins,
        registry=freeze(
            answers,
            plugins=tuple(each for each in plugins if each.state is PluginState.OK),
            commands={each.found.name: each.commands for each in asked if each.commands},
            settings={
                each.found.name: each.settings for each in asked if each.settings is not None
            },
        ),
        errors=tuple(errors),
        warnings=tuple(_unused_sections(settings, found)),
    )


def _qualified(answers: Iterable[Answer]) -> list[Answer]:
    return [
        evolve(answer, value=qualified(answer.value, answer.plugin))
        for answer in answers
        if answer.hook not in (COMMANDS, SETTINGS)
    ]


def commands_of(name: str, settings: PluginSettings, *, on: date) -> Answers | None:
    """The click commands of one installed plugin, which alone is imported; ``None`` if absent."""
    found = load_installed(name)
    if found is None:
        return None
    if found.error is not None:
        return Answers(errors=(found.error,))
    if found.module is None:
        return Answers()
    hooks = hooks_of(found).hooks
    context = PluginContext(plugin=name, on=on, options=settings.plugins.get(name, {}))
    return (
        _commands(ask(found, COMMANDS, hooks[COMMANDS], context))
        if COMMANDS in hooks
        else Answers()
    )


def _ask_all(found: Iterable[Found], settings: PluginSettings, on: date) -> list[_Asked]:
    """Ask in two rounds: folders are read with the table words that the other plugins know."""
    asked: list[_Asked] = []
    folders: list[Found] = []
    for each in found:
        if each.folder is not None and not each.left_out and each.error is None:
            folders.append(each)
        else:
            asked.append(_ask(each, settings, on))
    form = merge_forms(
        answer.value
        for each in asked
        for answer in each.answers.values
        if answer.hook == TABLE_FORMS
    )
    asked += [_ask(_read(each, form), settings, on) for each in folders]
    order = [each.name for each in found]
    return sorted(asked, key=lambda each: order.index(each.found.name))


def _read(found: Found, form: TableForm) -> Found:
    try:
        read = look_through_folder(found.folder or Path(), form=form, name=found.name)
    except DataError as error:
        return evolve(found, error=plugin_error(found.name, found.version, error))
    version = found.version or (read.plugin.version if read.plugin else None)
    found = evolve(found, module=read.plugin, version=version)
    if not read.mistakes:
        return found
    told = refused(read.mistakes, file=str(found.folder))
    return evolve(found, error=plugin_error(found.name, version, told))


def _ask(found: Found, settings: PluginSettings, on: date) -> _Asked:
    none = Implemented(hooks={})
    if found.left_out:
        return _Asked(found=found, implemented=none, answers=Answers())
    if found.error is not None:
        return _Asked(
            found=found,
            implemented=none,
            answers=Answers(errors=(found.error,)),
            partly=_what_could_be_read(found, on),
        )
    implemented = hooks_of(found)
    options = settings.plugins.get(found.name, {})
    context = PluginContext(plugin=found.name, on=on, options=options)
    own, answers = own_settings(found, implemented.hooks, context)
    answers += Answers(errors=implemented.errors)
    warnings = list(_requirements(found))
    if options and SETTINGS not in implemented.hooks:
        warnings.append(
            Message(
                "[plugins.{plugin}] is in the settings, and {plugin} has no settings.",
                plugin=found.name,
            )
        )
    context = evolve(context, settings=own)
    for hook, functions in sorted(implemented.hooks.items()):
        if hook == SETTINGS:
            continue
        given = ask(found, hook, functions, context)
        if hook == COMMANDS:
            given = _commands(given)
            warnings += [error.what for error in given.errors]
            given = Answers(values=given.values)
        answers += given
    return _Asked(
        found=found,
        implemented=implemented,
        answers=answers,
        settings=own,
        warnings=tuple(warnings),
    )


def _what_could_be_read(found: Found, on: date) -> tuple[Answer, ...]:
    """What a folder with mistakes would supply, as far as it could be read."""
    if not isinstance(found.module, FolderPlugin):
        return ()
    context = PluginContext(plugin=found.name, on=on, options={})
    hooks = hooks_of(found).hooks
    return tuple(
        answer
        for hook, functions in sorted(hooks.items())
        for answer in ask(found, hook, functions, context).values
    )


def _commands(answers: Answers) -> Answers:
    import click

    wrong = [each for each in answers.values if not isinstance(each.value, click.Command)]
    errors = tuple(
        PluginError(
            Message(
                "{plugin}: disclosure_commands gave {got}, expected a click command; left out.",
                plugin=each.plugin,
                got=type(each.value).__name__,
            ),
            plugin=each.plugin,
            version=each.version,
            hook=COMMANDS,
        )
        for each in wrong
    )
    right = tuple(each for each in answers.values if isinstance(each.value, click.Command))
    return Answers(values=right, errors=answers.errors + errors)


def _requirements(found: Found) -> Iterator[Message]:
    unmet = unmet_requirement(found.requires)
    if unmet is not None:
        yield Message(
            "{plugin} asks for {requirement}, and this is {version}.",
            plugin=found.name,
            requirement=unmet[0],
            version=unmet[1],
        )


def _unknown_names(named: Iterable[str], found: Iterable[Found]) -> Iterator[PluginError]:
    known = [each.name for each in found]
    for name in named:
        if name == CORE:
            yield PluginError(Message("The core cannot be left out."), plugin=CORE)
        elif name not in known:
            near = get_close_matches(name, known, n=1)
            yield PluginError(
                Message("There is no plugin {name} to leave out.", name=name),
                plugin=name,
                fix=Message("did you mean {meant}?", meant=near[0])
                if near
                else Message("the plugins are {known}.", known=tuple(known)),
            )


def _unused_sections(settings: PluginSettings, found: Collection[Found]) -> Iterator[Message]:
    known = [each.name for each in found]
    for name in settings.plugins:
        if name in known:
            continue
        if near := get_close_matches(name, known, n=1):
            yield Message(
                "[plugins.{name}] is in the settings and no such plugin is installed; did you mean "
                "{meant}?",
                name=name,
                meant=near[0],
            )
        else:
            yield Message(
                "[plugins.{name}] is in the settings and no such plugin is installed.", name=name
            )
    for name in settings.without:
        if name not in known:
            yield Message("{name} is left out by the settings and is not installed.", name=name)


def _plugin(asked: _Asked, errors: Iterable[PluginError]) -> Plugin:
    found = asked.found
    own = tuple(each for each in errors if _concerns(each, found.name))
    supplies: dict[str, int] = {}
    for answer in asked.answers.values:
        supplies[answer.hook] = supplies.get(answer.hook, 0) + 1
    if found.left_out:
        state = PluginState.LEFT_OUT
    elif any(isinstance(each, ConflictError) for each in own):
        state = PluginState.CONFLICT
    else:
        state = PluginState.BROKEN if own else PluginState.OK
    return Plugin(
        name=found.name,
        version=found.version,
        title=getattr(found.module, "title", None) if found.folder else None,
        origin=found.origin,
        state=state,
        hooks=tuple(sorted(asked.implemented.hooks)),
        supplies=supplies,
        errors=own,
        warnings=asked.warnings,
    )


def _concerns(error: PluginError, name: str) -> bool:
    named = {each.split()[0] for each in getattr(error, "providers", ()) if each}
    return error.plugin == name or name in named
