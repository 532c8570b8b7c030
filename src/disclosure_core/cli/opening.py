"""Open the office a command works in, as the person who runs the command.

Whoever can write the office's files can do all that its roles allow, so the command line acts in
every role; the journal names the account it runs under, or the name given with ``--actor``.
"""

import getpass
from collections.abc import Callable
from typing import Any, TypeVar

import click

from disclosure_core.access.values import Actor, Role
from disclosure_core.cli.options import common_options, invocation
from disclosure_core.cli.texts import option, tell
from disclosure_core.messages import Message
from disclosure_core.office.office import Office, open_office
from disclosure_core.records.store import Store
from disclosure_core.store.sqlite import SqliteStore

ACTOR = "disclosure_core.actor"

F = TypeVar("F", bound=Callable[..., Any])


def opened_office() -> Office:
    """The office of this command's settings; use it in a ``with`` block.

    Raises:
        DataError: the settings have mistakes.
        RegistryError: the plugins do not fit together.
    """
    chosen = invocation()
    name = click.get_current_context().meta.get(ACTOR) or getpass.getuser()
    actor = Actor(name=name, roles=frozenset(Role))
    office = open_office(chosen.settings(), actor=actor, without=chosen.without)
    tell_taken_forward(office.store)
    return office


def tell_taken_forward(store: Store) -> None:
    """Say, beside the output, that opening a store took it to a newer version, if it did."""
    done = store.taken_forward if isinstance(store, SqliteStore) else None
    if done is not None:
        tell(
            Message(
                "The store was taken from version {present} to {newest};"
                " as it was before, it is kept as {file}.",
                present=done.present,
                newest=done.newest,
                file=done.kept,
            ),
            err=True,
        )


def _keep_actor(context: click.Context, _: click.Parameter, value: str | None) -> None:
    if value:
        context.meta[ACTOR] = value


def office_options(function: F) -> F:
    """Let a command understand ``--actor`` beside the options of every command."""
    named = option(
        "--actor",
        metavar="NAME",
        expose_value=False,
        callback=_keep_actor,
        help=Message("Who acts, for the journal; your account's name if not given."),
    )
    return common_options(named(function))
