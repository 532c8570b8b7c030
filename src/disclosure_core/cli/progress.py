"""One line on a terminal while something lasts, gone when it is done; nothing in a pipe."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from disclosure_core.cli.printing import printable
from disclosure_core.cli.texts import current_language
from disclosure_core.messages import Message


@contextmanager
def progress(message: Message) -> Iterator[None]:
    """Say on a terminal what is being worked on, until it is done."""
    with stages() as tell_stage:
        tell_stage(message)
        yield


@contextmanager
def stages() -> Iterator[Callable[[Message], None]]:
    """Say on a terminal which of several things is being worked on, until all are done.

    Gives a function to call with each of them in turn.
    """
    if not sys.stderr.isatty():
        yield _untold
        return
    try:
        yield _tell_stage
    finally:
        click.echo("\r\x1b[K", nl=False, err=True)


@contextmanager
def percent(message: Message) -> Iterator[Callable[[int, int], None]]:
    """Say on a terminal what is being worked on, and how much of it is done.

    Gives a function to call with how many of how many are done, as often as one likes.
    """
    if not sys.stderr.isatty():
        yield _untold
        return
    shown = -1

    def step(done: int, whole: int) -> None:
        nonlocal shown
        reached = min(99, 100 * done // whole) if whole else 0
        if reached != shown:
            shown = reached
            text = message.text(current_language())
            click.echo(f"\r{text} {reached} %\x1b[K", nl=False, err=True)

    step(0, 1)
    try:
        yield step
    finally:
        click.echo("\r\x1b[K", nl=False, err=True)


def _tell_stage(message: Message) -> None:
    text = printable(message.text(current_language()))
    click.echo(f"\r{text}\x1b[K", nl=False, err=True)


def _untold(*_: object) -> None:
    """Nobody looks."""
