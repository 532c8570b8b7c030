"""``disclosure store backup`` and ``restore``: a verified copy, and putting it back."""

import getpass
import json
from datetime import UTC, datetime
from pathlib import Path

import click

from disclosure_core.access.values import Role
from disclosure_core.cli.opening import ACTOR, office_options, opened_office
from disclosure_core.cli.options import invocation, json_option, today
from disclosure_core.cli.progress import progress
from disclosure_core.cli.texts import command, option, tell
from disclosure_core.errors import StoreError
from disclosure_core.extensions.collecting import load_registry
from disclosure_core.messages import Message
from disclosure_core.records.values import Change, Checkpoint
from disclosure_core.settings import Settings, masked, store_file
from disclosure_core.store.restoring import Restored, restore_backup


@command(
    "backup",
    help=Message(
        "Write a copy of the whole store while it is in use, and verify it. Without FILE it goes"
        " into the folder backups, named after the instant. It replaces no file."
    ),
)
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@json_option
@office_options
def back_up(file: Path | None, as_json: bool) -> int:
    """0 where the backup is there and verified."""
    with opened_office() as office, progress(Message("backing up …")):
        done = office.backups.back_up(file)
    if as_json:
        told = {
            "file": str(done.path),
            "bytes": done.size,
            "checkpoint": _as_json(done.checkpoint),
        }
        click.echo(json.dumps(told, ensure_ascii=False))
        return 0
    size = -(-done.size // 1024)
    tell(Message("Backed up and verified: {file}, {size} KiB.", file=done.path, size=size))
    _tell_checkpoint(done.checkpoint)
    return 0


@command(
    "restore",
    help=Message(
        "Put the backup BACKUP in the place of the office's store, or at --to. It is verified"
        " first. A store that stands there is replaced only with --yes, and is kept beside it."
    ),
)
@click.argument("backup", type=click.Path(path_type=Path, dir_okay=False))
@option("--to", metavar="STORE", help=Message("Where to; the office's own store if not given."))
@option("--yes", is_flag=True, help=Message("Set aside a store that stands there."))
@json_option
@office_options
def restore(backup: Path, to: str | None, yes: bool, as_json: bool) -> int:
    """0 where the backup stands in its place."""
    chosen = invocation()
    settings = chosen.settings()
    registry = load_registry(settings, on=today(settings.timezone), without=chosen.without)
    target = _target(settings, to, backup)
    change = Change(
        who=click.get_current_context().meta.get(ACTOR) or getpass.getuser(),
        role=Role.ADMINISTRATOR.value,
        why=f"restored from the backup {backup.name}",
        at=datetime.now(UTC),
    )
    with progress(Message("verifying {file} …", file=backup)):
        done = restore_backup(backup, target, registry.record_kinds, change, replace=yes)
    if as_json:
        told = {
            "store": str(target),
            "checkpoint": _as_json(done.checkpoint),
            "kept": None if done.kept is None else str(done.kept),
        }
        click.echo(json.dumps(told, ensure_ascii=False))
        return 0
    _tell_restored(target, done)
    return 0


def _target(settings: Settings, to: str | None, backup: Path) -> Path:
    address = settings.store if to is None else to
    file = store_file(address, settings.folder if to is None else Path())
    if file is None:
        raise StoreError(
            Message(
                "A backup is restored to a SQLite file, not to {store}.", store=masked(address)
            ),
            fix=Message(
                "copy it into an empty database: disclosure store copy {backup} ADDRESS",
                backup=str(backup),
            ),
        )
    return file


def _tell_restored(target: Path, done: Restored) -> None:
    tell(
        Message(
            "Verified and restored: {store}, {count} journal entries.",
            store=target,
            count=done.checkpoint.sequence,
        )
    )
    _tell_checkpoint(done.checkpoint)
    if done.kept is not None:
        tell(Message("What stood there before is kept as {file}.", file=done.kept))


def _tell_checkpoint(checkpoint: Checkpoint) -> None:
    if checkpoint.sequence:
        tell(
            Message(
                "checkpoint {number}:{digest}",
                number=checkpoint.sequence,
                digest=checkpoint.digest,
            )
        )


def _as_json(checkpoint: Checkpoint) -> dict[str, object]:
    return {"sequence": checkpoint.sequence, "digest": checkpoint.digest}
