"""``disclosure store copy``: a whole office in another database."""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click

from disclosure_core.cli.options import common_options, invocation, json_option, today
from disclosure_core.cli.progress import percent
from disclosure_core.cli.texts import command, tell
from disclosure_core.errors import StoreError
from disclosure_core.extensions.collecting import load_registry
from disclosure_core.extensions.registry import Registry
from disclosure_core.messages import Message
from disclosure_core.office.stores import Copied, copy_store, open_store
from disclosure_core.records.store import Store
from disclosure_core.settings import masked, store_file

HERE = Path()
"""What a path on the command line is relative to."""


@command(
    "copy",
    help=Message(
        "Copy a whole office from the store SOURCE into the empty store TARGET: records, history,"
        " journal, deliveries. All is verified before it counts, or nothing is copied."
        " Each is a SQLite file (sqlite:///office.sqlite, or its path) or the address of a database"
        " that a plugin opens (postgresql://USER@HOST/DATABASE). Others on this machine can read"
        " what stands on a command line: give a password in ~/.pgpass or PGPASSWORD."
    ),
)
@click.argument("source", metavar="SOURCE")
@click.argument("target", metavar="TARGET")
@json_option
@common_options
def copy(source: str, target: str, as_json: bool) -> int:
    """0 where all was copied; 1 where the source got more meanwhile."""
    chosen = invocation()
    settings = chosen.settings()
    registry = load_registry(settings, on=today(settings.timezone), without=chosen.without)
    _require_there(source)
    message = Message("copying {source} …", source=masked(source))
    with (
        closing(open_store(source, registry, folder=HERE)) as original,
        _target(target, registry) as copied,
        percent(message) as step,
    ):
        done = copy_store(original, copied, step=step)
    if as_json:
        click.echo(json.dumps(_as_json(source, target, done), ensure_ascii=False))
    else:
        _tell(target, done)
    return 1 if done.missed else 0


def _require_there(source: str) -> None:
    """Opening a store makes it; what is to be copied must be there before."""
    file = store_file(source, HERE)
    if file is not None and not file.is_file():
        raise StoreError(
            Message("There is no store {name}.", name=masked(source)),
            fix=Message("name the store that is to be copied first, then where it is to go."),
        )


@contextmanager
def _target(address: str, registry: Registry) -> Iterator[Store]:
    """The store to copy into; a file made for it is taken away again if the copy fails."""
    file = store_file(address, HERE)
    made = file if file is not None and not file.exists() else None
    try:
        with closing(open_store(address, registry, folder=HERE)) as opened:
            yield opened
    except BaseException:
        if made is not None:
            made.unlink(missing_ok=True)
        raise


def _as_json(source: str, target: str, done: Copied) -> dict[str, object]:
    return {
        "source": masked(source),
        "target": masked(target),
        "versions": done.versions,
        "entries": done.entries,
        "deliveries": done.deliveries,
        "checkpoint": {"sequence": done.checkpoint.sequence, "digest": done.checkpoint.digest},
        "missed": done.missed,
    }


def _tell(target: str, done: Copied) -> None:
    tell(
        Message(
            "Copied and verified: {versions} versions of records, {entries} journal entries,"
            " {deliveries} deliveries.",
            versions=done.versions,
            entries=done.entries,
            deliveries=done.deliveries,
        )
    )
    tell(
        Message(
            "checkpoint {number}:{digest}",
            number=done.checkpoint.sequence,
            digest=done.checkpoint.digest,
        )
    )
    if done.missed:
        tell(
            Message(
                "{count} changes came meanwhile and are not in the copy: stop what writes, and copy"
                " into a new store.",
                count=done.missed,
            )
        )
        return
    tell(Message('To work in it from now on, write store = "{store}".', store=masked(target)))
