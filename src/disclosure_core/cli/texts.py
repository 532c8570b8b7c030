"""click commands and options whose help is a :class:`Message`, shown in the language asked for.

The language is known only when a command runs, so help is translated when it is shown. click's own
words (*Options*, *No such option*) go through gettext's current domain: :func:`own_words` makes it
ours while a command runs, in this process's one command line.
"""

import gettext
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import as_file, files
from typing import Any, TypeVar

import click

from disclosure_core.messages import DEFAULT_LANGUAGE, LANGUAGES, Message

LANGUAGE = "disclosure_core.language"
"""Key of the language in a context's ``meta``."""

CLICK = "click"
"""The catalogue of click's own words, beside ours."""

F = TypeVar("F", bound=Callable[..., Any])


def current_language() -> str:
    """The language of the command that runs; the default where none does."""
    context = click.get_current_context(silent=True)
    chosen = context.meta.get(LANGUAGE) if context is not None else None
    return chosen or DEFAULT_LANGUAGE


def asked_language(arguments: Sequence[str]) -> str | None:
    """What ``--lang`` says, wherever it stands: ``--help`` may come before it."""
    for index, each in enumerate(arguments):
        if each == "--":
            break
        if each == "--lang" and index + 1 < len(arguments):
            return arguments[index + 1] if arguments[index + 1] in LANGUAGES else None
        if each.startswith("--lang="):
            value = each.removeprefix("--lang=")
            return value if value in LANGUAGES else None
    told = os.environ.get("DISCLOSURE_LANGUAGE")
    return told if told in LANGUAGES else None


def tell(message: Message, *, err: bool = False) -> None:
    """Print a message in the current language."""
    click.echo(message.text(current_language()), err=err)


class _Help:
    """``help`` as a message, read as text in the current language."""

    _help: Message | str | None = None

    @property
    def help(self) -> str | None:
        """The help text."""
        told = self._help
        return told.text(current_language()) if isinstance(told, Message) else told

    @help.setter  # noqa: A003  (click's own name)
    def help(self, told: Message | str | None) -> None:
        self._help = told


class Command(_Help, click.Command):
    """A command with a translated help text. What it returns is its exit status."""


class Group(_Help, click.Group):
    """A group with a translated help text, whose commands have one too."""

    command_class = Command
    group_class = type


class Option(_Help, click.Option):
    """An option with a translated help text."""

    def __init__(self, *arguments: Any, help: Message | str | None = None, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.help = help


def group(name: str, *, help: Message) -> Callable[[Callable[..., Any]], Group]:
    """A group of commands (``disclosure catalogue``)."""
    return click.group(name, cls=Group, help=help)


def command(name: str, *, help: Message) -> Callable[[Callable[..., Any]], Command]:
    """A command that stands alone (``disclosure doctor``)."""
    return click.command(name, cls=Command, help=help)


def option(*names: str, help: Message, **more: Any) -> Callable[[F], F]:
    """An option of a command, its help a message."""
    return click.option(*names, cls=Option, help=help, **more)


@contextmanager
def own_words(language: str) -> Iterator[None]:
    """Words of click itself from the catalogue we ship for it, in ``language``."""
    domain, chosen = gettext.textdomain(), os.environ.get("LANGUAGE")
    with as_file(files("disclosure_core") / "locale") as folder:
        gettext.bindtextdomain(CLICK, str(folder))
        gettext.textdomain(CLICK)
        os.environ["LANGUAGE"] = language
        try:
            yield
        finally:
            gettext.textdomain(domain)
            if chosen is None:
                del os.environ["LANGUAGE"]
            else:
                os.environ["LANGUAGE"] = chosen
