"""The options every command understands, before or after its name: language, settings, plugins.

A command asks :func:`invocation` what was chosen; settings are read only then.
"""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

import click
from attrs import frozen

from disclosure_core.cli.texts import LANGUAGE, option
from disclosure_core.messages import LANGUAGES, Message

if TYPE_CHECKING:
    from disclosure_core.settings import Settings

SETTINGS = "disclosure_core.settings"
WITHOUT = "disclosure_core.without"

F = TypeVar("F", bound=Callable[..., Any])


@frozen
class Invocation:
    """What this run of the command line was told (命令行选项)."""

    settings_file: Path | None = None
    without: tuple[str, ...] = ()

    def settings(self) -> "Settings":
        """The settings; from then on their language is used, unless ``--lang`` named one.

        Raises:
            DataError: the settings have mistakes.
        """
        from disclosure_core.settings import load_settings, settings_file

        settings = load_settings(settings_file(self.settings_file))
        meta = click.get_current_context().meta
        meta[LANGUAGE] = meta.get(LANGUAGE) or settings.language
        return settings


def today(timezone: str) -> date:
    """The local date: the command line is an edge, and may read the clock."""
    return datetime.now(ZoneInfo(timezone)).date()


def invocation() -> Invocation:
    """What was chosen, before and after the command's name together."""
    meta = click.get_current_context().meta
    return Invocation(meta.get(SETTINGS), tuple(dict.fromkeys(meta.get(WITHOUT, ()))))


def _keep_language(context: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None:
        context.meta[LANGUAGE] = value


def _keep_settings(context: click.Context, _: click.Parameter, value: Path | None) -> None:
    if value is not None:
        context.meta[SETTINGS] = value


def _keep_without(context: click.Context, _: click.Parameter, value: tuple[str, ...]) -> None:
    context.meta[WITHOUT] = (*context.meta.get(WITHOUT, ()), *value)


def common_options(function: F) -> F:
    """Let a command understand ``--lang``, ``--settings`` and ``--without``."""
    kept = (
        option(
            "--without",
            multiple=True,
            metavar="NAME",
            expose_value=False,
            callback=_keep_without,
            help=Message("Leave this plugin out; may be given several times."),
        ),
        option(
            "--settings",
            type=click.Path(path_type=Path, dir_okay=False),
            metavar="FILE",
            expose_value=False,
            callback=_keep_settings,
            help=Message("The office's settings; ./disclosure.toml if not given."),
        ),
        option(
            "--lang",
            type=click.Choice(LANGUAGES),
            expose_value=False,
            is_eager=True,
            callback=_keep_language,
            help=Message("The language of all output."),
        ),
    )
    for each in kept:
        function = each(function)
    return function


def _read_day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    from disclosure_core.calendar.dates import date_from

    return None if value is None else date_from(value)


def day_option(name: str, help: Message) -> Callable[[F], F]:
    """An option that is a day, written as people write dates: 2020-09-25, 2020年9月25日.

    The command is given a ``date``, or ``None``.
    """
    return option(name, metavar="DATE", callback=_read_day, help=help)


json_option = option("--json", "as_json", is_flag=True, help=Message("Print JSON."))
"""``--json``: the same facts for a program, given to the command as ``as_json``."""
