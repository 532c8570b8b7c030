"""``disclosure store check``: whether the store is whole, proven, and has room left."""

import json
from datetime import datetime

import click

from disclosure_core.cli.opening import office_options, opened_office
from disclosure_core.cli.options import json_option
from disclosure_core.cli.progress import progress
from disclosure_core.cli.texts import command, current_language, tell
from disclosure_core.messages import Message
from disclosure_core.office.backups import Condition


@command(
    "check",
    help=Message(
        "Look whether the store's file is whole, whether the journal and every record agree, and"
        " whether there is room left on the disk. Reads everything."
    ),
)
@json_option
@office_options
def check(as_json: bool) -> int:
    """0 where there is nothing to do; 1 with what was found."""
    with opened_office() as office, progress(Message("checking the store …")):
        found = office.backups.check()
        zone = office.now().tzinfo
    if as_json:
        click.echo(json.dumps(_as_json(found), ensure_ascii=False))
    else:
        for each in _findings(found) or [Message("The store is whole.")]:
            tell(each)
        for each in _facts(found, zone):
            tell(each)
    return 0 if found.sound else 1


def _findings(found: Condition) -> list[Message]:
    told = []
    if found.damages:
        told += [
            Message("The file is damaged: {found}.", found="; ".join(found.damages)),
            Message("Restore the last backup: disclosure store restore BACKUP --yes"),
        ]
    if found.broken is not None:
        told.append(found.broken.what)
        if found.broken.fix is not None:
            told.append(Message("Fix: {fix}", fix=found.broken.fix))
    if found.short_of_space:
        told.append(
            Message(
                "The disk has {free} MiB free; {needed} MiB should be, so that a newer version can"
                " take the store forward.",
                free=_mib(found.free or 0),
                needed=_mib(found.needed or 0),
            )
        )
    return told


def _facts(found: Condition, zone: object) -> list[Message]:
    told = []
    if found.checkpoint is not None:
        told.append(
            Message("The journal is intact: {count} entries.", count=found.checkpoint.sequence)
        )
    if found.size is not None and found.free is not None:
        told.append(
            Message(
                "It takes {size} KiB; {free} MiB are free on its disk.",
                size=-(-found.size // 1024),
                free=_mib(found.free),
            )
        )
    told.append(
        Message("Last backup: {day}.", day=_local(found.last_backup, zone))
        if found.last_backup
        else Message("It was never backed up: disclosure store backup")
    )
    if found.last_restore:
        told.append(Message("Restored from a backup: {day}.", day=_local(found.last_restore, zone)))
    return told


def _local(instant: datetime, zone: object) -> str:
    return f"{instant.astimezone(zone):%Y-%m-%d %H:%M}"  # type: ignore[arg-type]


def _mib(size: int) -> int:
    return size // 2**20


def _as_json(found: Condition) -> dict[str, object]:
    last = found.checkpoint
    return {
        "sound": found.sound,
        "damages": list(found.damages),
        "journal": {"intact": True, "sequence": last.sequence, "digest": last.digest}
        if last is not None
        else {
            "intact": False,
            "what": found.broken.what.text(current_language()) if found.broken else None,
        },
        "bytes": found.size,
        "free_bytes": found.free,
        "needed_bytes": found.needed,
        "last_backup": found.last_backup.isoformat() if found.last_backup else None,
        "last_restore": found.last_restore.isoformat() if found.last_restore else None,
    }
