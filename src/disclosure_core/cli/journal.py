"""``disclosure journal``: whether the records are what was done, and evidence to take away."""

import json
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path

import click

from disclosure_core.cli.opening import office_options, opened_office
from disclosure_core.cli.options import json_option
from disclosure_core.cli.printing import printable
from disclosure_core.cli.progress import progress
from disclosure_core.cli.texts import current_language, group, option, tell
from disclosure_core.errors import DataError, JournalError, NotFoundError
from disclosure_core.messages import Message
from disclosure_core.office.office import Office
from disclosure_core.records.checkpoints import checkpoint_text, checkpoints_in, read_checkpoint
from disclosure_core.records.values import Checkpoint, JournalEntry

LARGEST_FILE = 16 * 1024 * 1024
"""Bytes of a file of checkpoints that are read."""

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def _checkpoints(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[Checkpoint, ...]:
    try:
        return tuple(each for value in values for each in _told(value))
    except DataError as error:
        wrong = error.what.text(current_language())
        raise click.BadParameter(wrong, context, parameter) from error


def _told(value: str) -> tuple[Checkpoint, ...]:
    """The checkpoint, or those in a file of that name."""
    path = Path(value)
    if not _is_file(path):
        return (read_checkpoint(value),)
    if path.stat().st_size > LARGEST_FILE:
        raise DataError(Message("{file} is too large for a file of checkpoints.", file=value))
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise DataError(Message("{file} is no text in UTF-8.", file=value)) from error
    return tuple(checkpoints_in(text.splitlines()))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # too long or odd for a file's name
        return False


against_option = option(
    "--against",
    "--checkpoint",
    "checkpoints",
    multiple=True,
    metavar="CHECKPOINT|FILE",
    callback=_checkpoints,
    help=Message("A checkpoint printed earlier or a file of them; may be repeated."),
)


@group("journal", help=Message("Proof of what was done: the chained journal."))
def journal() -> None:
    """The group; its verbs are below."""


@journal.command("verify", help=Message("Check the journal, and that every record agrees with it."))
@against_option
@option(
    "--journal-only",
    is_flag=True,
    help=Message("Check the journal alone, not the records: much quicker."),
)
@json_option
@office_options
def verify(checkpoints: tuple[Checkpoint, ...], journal_only: bool, as_json: bool) -> int:
    """0 where all fits; 1 with the first entry that does not."""
    with opened_office() as office:
        try:
            with progress(Message("Checking the journal …")):
                last = office.journal.verify(checkpoints, records=not journal_only)
                last = office.journal.rooted(last)
                gone = office.store.gone()
        except JournalError as broken:
            _tell_broken(broken, office, as_json)
            return 1
    if as_json:
        told = {"intact": True, "entries": last.sequence, "head": last.digest, "root": last.root}
        click.echo(json.dumps({**told, "erased": gone.values, "purged": gone.records}))
    else:
        tell(Message("The journal is intact: {count} entries.", count=last.sequence))
        if gone.values or gone.records:
            tell(
                Message(
                    "By law, personal values erased: {values}; records purged: {records}.",
                    values=gone.values,
                    records=gone.records,
                )
            )
        if last.sequence:
            tell(Message("checkpoint {checkpoint}", checkpoint=checkpoint_text(last)))
    return 0


def _tell_broken(broken: JournalError, office: Office, as_json: bool) -> None:
    entry = office.journal.entry(broken.sequence) if broken.sequence else None
    if as_json:
        told = {
            "intact": False,
            "sequence": broken.sequence,
            "what": broken.what.text(current_language()),
        }
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    click.echo(broken.text(current_language()))
    if entry is not None:
        _tell_entry(entry)
    before = office.journal.entry(broken.sequence - 1) if broken.sequence > 1 else None
    if before is not None:
        tell(
            Message(
                "Everything up to entry {number} of {at} holds.",
                number=before.sequence,
                at=before.at.isoformat(timespec="seconds"),
            )
        )
    tell(
        Message(
            "Change nothing now: copy the store as it is, find the newest backup that verifies, and"
            " compare the two from this entry on."
        )
    )


def _tell_entry(entry: JournalEntry) -> None:
    tell(
        Message(
            "As it now stands, entry {number} says: {at}, {who} ({role}), {kind} {id}, version"
            " {version}: {why}",
            number=entry.sequence,
            at=entry.at.isoformat(timespec="seconds"),
            who=printable(entry.who),
            role=printable(entry.role),
            kind=entry.kind,
            id=printable(entry.id),
            version=entry.version,
            why=printable(entry.why),
        )
    )


@journal.command("checkpoint", help=Message("Print what stands for the whole journal as of now."))
@option(
    "--keep",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help=Message("Add it to this file, with the instant; keep the file elsewhere."),
)
@json_option
@office_options
def checkpoint(keep: Path | None, as_json: bool) -> None:
    """Quick, and proves nothing by itself: it is to be kept where nobody here can change it."""
    with opened_office() as office:
        with progress(Message("Making the checkpoint …")):
            last = office.journal.checkpoint()
        at = office.now().isoformat(timespec="seconds")
    if not last.sequence:
        raise NotFoundError(Message("The journal has no entries yet."))
    text = checkpoint_text(last)
    if keep is not None:
        _keep(keep, f"{at} {text}\n")
    if as_json:
        click.echo(json.dumps({"at": at, "checkpoint": text}))
    else:
        click.echo(text)


def _keep(path: Path, line: str) -> None:
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise _cannot_write(path, error) from error


def _cannot_write(path: Path, error: OSError) -> DataError:
    return DataError(
        Message(
            "{file} cannot be written: {error}.",
            file=str(path),
            error=error.strerror or str(error),
        )
    )


@journal.command("prove", help=Message("Write an evidence bundle about a record."))
@click.argument("kind")
@click.argument("record", required=False)
@option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    default=Path("evidence.zip"),
    help=Message("A folder, or a file that ends in .zip; evidence.zip if not given."),
)
@against_option
@option(
    "--personal",
    is_flag=True,
    help=Message("Open personal fields, too: without this they stay hidden."),
)
@office_options
def prove(
    kind: str,
    record: str | None,
    output: Path,
    checkpoints: tuple[Checkpoint, ...],
    personal: bool,
) -> None:
    """KIND and RECORD, its id; or the id alone."""
    if output.exists():
        raise DataError(
            Message("There is something at {file} already.", file=str(output)),
            fix=Message("name another place with --output."),
        )
    with opened_office() as office, progress(Message("Gathering the evidence …")):
        chosen, name = (kind, record) if record is not None else _only(office, kind)
        files = office.journal.prove(chosen, name, against=checkpoints, personal=personal)
    try:
        _write(output, files)
    except OSError as error:
        raise _cannot_write(output, error) from error
    tell(Message("{count} files in {file}", count=len(files), file=str(output)))


def _only(office: Office, name: str) -> tuple[str, str]:
    """The kind and id of what is called this."""
    kinds = office.journal.kinds_of(name)
    if len(kinds) == 1:
        return kinds[0], name
    if not kinds:
        raise NotFoundError(Message("The journal knows no record {id}.", id=name))
    raise DataError(
        Message("There are records {id} of several kinds: {kinds}.", id=name, kinds=kinds),
        fix=Message("write the kind before the id."),
    )


def _write(output: Path, files: Mapping[str, bytes]) -> None:
    if output.suffix.lower() == ".zip":
        with zipfile.ZipFile(output, "x", zipfile.ZIP_DEFLATED) as packed:
            for name in sorted(files):
                packed.writestr(zipfile.ZipInfo(name, _FIRST_DAY), files[name])
        return
    for name in sorted(files):
        path = output / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(files[name])
