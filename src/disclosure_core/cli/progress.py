"""One line on a terminal while something lasts, gone when it is done; nothing in a pipe."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from disclosure_core.cli.texts import current_language
from disclosure_core.messages import Message


@contextmanager
def progress(message: Message) -> Iterator[None]:
    """Say on a terminal what is being worked on, until it is done."""
    if not sys.stderr.isatty():
        yield
        return
    click.echo(f"\r{message.text(current_language())}\x1b[K", nl=False, err=True)
    try:
        yield
    finally:
        click.echo("\r\x1b[K", nl=False, err=True)
