"""``disclosure journal``: whether the records are what was done."""

import json

import click

from disclosure_core.cli.opening import office_options, opened_office
from disclosure_core.cli.options import json_option
from disclosure_core.cli.texts import current_language, group, option, tell
from disclosure_core.errors import JournalError
from disclosure_core.messages import Message
from disclosure_core.records.values import Checkpoint


def _checkpoints(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[Checkpoint, ...]:
    return tuple(_checkpoint(value, context, parameter) for value in values)


def _checkpoint(value: str, context: click.Context, parameter: click.Parameter) -> Checkpoint:
    """A checkpoint as ``verify`` prints it: the entry's number, a colon, its digest."""
    number, _, digest = value.partition(":")
    if not (number.isascii() and number.isdigit() and digest):
        wrong = Message("{value} is not a checkpoint such as 12:sha256:…", value=repr(value))
        raise click.BadParameter(wrong.text(current_language()), context, parameter)
    return Checkpoint(int(number), digest)


@group("journal", help=Message("Proof of what was done: the chained journal."))
def journal() -> None:
    """The group; its verbs are below."""


@journal.command("verify", help=Message("Check the journal, and that every record agrees with it."))
@option(
    "--checkpoint",
    "checkpoints",
    multiple=True,
    metavar="NUMBER:DIGEST",
    callback=_checkpoints,
    help=Message("A checkpoint printed earlier, which must still fit; may be repeated."),
)
@json_option
@office_options
def verify(checkpoints: tuple[Checkpoint, ...], as_json: bool) -> int:
    """0 where all fits; 1 with the first entry that does not."""
    with opened_office() as office:
        try:
            last = office.journal.verify(checkpoints)
        except JournalError as broken:
            _tell_broken(broken, as_json)
            return 1
    if as_json:
        click.echo(json.dumps({"intact": True, "entries": last.sequence, "head": last.digest}))
    else:
        tell(Message("The journal is intact: {count} entries.", count=last.sequence))
        if last.sequence:
            tell(Message("checkpoint {number}:{digest}", number=last.sequence, digest=last.digest))
    return 0


def _tell_broken(broken: JournalError, as_json: bool) -> None:
    if as_json:
        told = {
            "intact": False,
            "sequence": broken.sequence,
            "what": broken.what.text(current_language()),
        }
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        click.echo(broken.text(current_language()))
