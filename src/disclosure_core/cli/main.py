"""``disclosure``: finds the room that a command belongs to, and turns errors into exit statuses.

A room's module is imported only when it is used, so that help stays quick. Exit status: 0 clean,
1 done with findings, 2 could not. An error of ours is told in one language and without a
traceback; an error that nobody foresaw keeps its traceback and is 2 as well.
"""

import os
import sys
import traceback
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click

from disclosure_core.cli.options import common_options, invocation, today
from disclosure_core.cli.texts import LANGUAGE, Group, Option, asked_language, own_words
from disclosure_core.errors import DisclosureError, NotFoundError, PluginError
from disclosure_core.messages import DEFAULT_LANGUAGE, Message
from disclosure_core.version import VERSION

ROOMS: dict[str, tuple[str, Message]] = {
    "access": (
        "disclosure_core.cli.access:access",
        Message("Who is appointed to what, and what that allows."),
    ),
    "calendar": (
        "disclosure_core.cli.calendar:calendar",
        Message("Working days, due dates, and what a new holiday notice moves."),
    ),
    "catalogue": (
        "disclosure_core.cli.catalogue:catalogue",
        Message("Catalogue tables in, and the items that hold here."),
    ),
    "doctor": (
        "disclosure_core.cli.doctor:doctor",
        Message("Look at settings and plugins and say what is wrong."),
    ),
    "documents": (
        "disclosure_core.cli.documents:documents",
        Message("Drafts: keep, list, show."),
    ),
    "journal": (
        "disclosure_core.cli.journal:journal",
        Message("Proof of what was done: the chained journal."),
    ),
    "new": (
        "disclosure_core.cli.new:new",
        Message("Make a folder for a new office."),
    ),
    "organisation": (
        "disclosure_core.cli.organisation:organisation",
        Message("Regions, agencies, their history, pilots, reported figures."),
    ),
    "plugins": (
        "disclosure_core.cli.plugins:plugins",
        Message("The plugins that are installed, and what they supply."),
    ),
    "publication": (
        "disclosure_core.cli.publication:publication",
        Message("Release documents and bring them to their channels."),
    ),
    "reports": (
        "disclosure_core.cli.reports:reports",
        Message("Bulletins about the office."),
    ),
    "requests": (
        "disclosure_core.cli.requests:requests",
        Message("Requests for information, and the clock that runs against them."),
    ),
    "review": (
        "disclosure_core.cli.review:review",
        Message("Check drafts and decide on them."),
    ),
    "scoring": (
        "disclosure_core.cli.scoring:scoring",
        Message("Marks, each with the records it follows from."),
    ),
    "store": (
        "disclosure_core.cli.store:store",
        Message("Where the records are kept: copy an office to another database."),
    ),
    "workflow": (
        "disclosure_core.cli.workflow:workflow",
        Message("Processes, and the cases that go through them."),
    ),
}
"""Each room's name, where its command is, and what it is for. Add a line to add a room."""


class Main(Group):
    """The rooms and, by their names, the plugins that bring commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        """The rooms; plugins are not imported to be listed."""
        return sorted(ROOMS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002  (click's signature)
        cmd_name: str,
    ) -> click.Command | None:
        """A room's command, imported now, or the commands of the plugin of that name."""
        if cmd_name in ROOMS:
            module, _, name = ROOMS[cmd_name][0].partition(":")
            command: click.Command = getattr(import_module(module), name)
            return command
        return _plugin_commands(cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; an unknown one is told with the one that was probably meant."""
        command = self.get_command(ctx, args[0])
        if command is None:
            raise NotFoundError(
                Message("There is no command {name}.", name=args[0]), fix=_meant(args[0])
            )
        return args[0], command, args[1:]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the rooms by what is known of them without importing any."""
        language = ctx.meta.get(LANGUAGE) or DEFAULT_LANGUAGE
        with formatter.section(Message("Commands").text(language)):
            formatter.write_dl([(name, ROOMS[name][1].text(language)) for name in sorted(ROOMS)])
        formatter.write_paragraph()
        formatter.write_text(
            Message(
                "A plugin's own commands: disclosure PLUGIN …; see `disclosure plugins list`."
            ).text(language)
        )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Learn the language first: help may be asked for before it."""
        ctx.meta[LANGUAGE] = asked_language(args)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run; an error of ours is told on standard error, exit status 2."""
        try:
            return super().invoke(ctx)
        except DisclosureError as error:
            language = ctx.meta.get(LANGUAGE) or DEFAULT_LANGUAGE
            click.echo(error.text(language), err=True)
            return 2

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = "disclosure",
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command line and leave with its status (return it where not standalone)."""
        arguments = list(sys.argv[1:] if args is None else args)
        with own_words(asked_language(arguments) or DEFAULT_LANGUAGE):
            status = self._status(arguments, prog_name, complete_var, extra)
        if standalone_mode:
            sys.exit(status)
        return status

    def _status(
        self,
        arguments: list[str],
        prog_name: str | None,
        complete_var: str | None,
        extra: dict[str, Any],
    ) -> int:
        try:
            given = super().main(arguments, prog_name, complete_var, False, **extra)
        except click.ClickException as error:
            error.show()
            return 2
        except (click.Abort, KeyboardInterrupt):
            click.echo(Message("Stopped.").text(DEFAULT_LANGUAGE), err=True)
            return 2
        except BrokenPipeError:  # the reader of a pipe has left; nobody is there to be told
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 2
        except Exception:
            traceback.print_exc()
            return 2
        return given if isinstance(given, int) and not isinstance(given, bool) else 0


def _plugin_commands(name: str) -> click.Group | None:
    from disclosure_core.extensions.collecting import commands_of
    from disclosure_core.extensions.discovery import installed_names

    if name not in installed_names():
        return None
    chosen = invocation()
    settings = chosen.settings()
    if name in (*chosen.without, *settings.without):
        raise PluginError(Message("The plugin {plugin} is left out.", plugin=name), plugin=name)
    answers = commands_of(name, settings, on=today(settings.timezone))
    if answers is None:
        return None
    if answers.errors and not answers.values:
        raise answers.errors[0]
    for error in answers.errors:
        click.echo(error.text(settings.language), err=True)
    if not answers.values:
        raise PluginError(Message("The plugin {plugin} has no commands.", plugin=name), plugin=name)
    named = Group(name, help=Message("Commands of the plugin {plugin}.", plugin=name))
    for answer in answers.values:
        named.add_command(answer.value)
    return named


def _meant(name: str) -> Message:
    from disclosure_core.extensions.discovery import installed_names

    near = get_close_matches(name, [*ROOMS, *installed_names()], n=1)
    if near:
        return Message("did you mean {meant}?", meant=near[0])
    return Message("the commands are {known}.", known=tuple(sorted(ROOMS)))


@click.command(
    "disclosure",
    cls=Main,
    help=Message("What a county government discloses: catalogue, review, publication, scores."),
)
@click.version_option(
    VERSION,
    prog_name="disclosure",
    cls=Option,
    help=Message("Show the version and exit."),
)
@common_options
def main() -> None:
    """The command line; what it does is in its rooms."""
