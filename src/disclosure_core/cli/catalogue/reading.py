"""``disclosure catalogue read``: what the tables of files say, and what is odd about them.

Opens no office and changes nothing; needs only the plugins that know the words of tables.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from disclosure_core.catalogue.tables.as_json import reading_as_json
from disclosure_core.catalogue.tables.catalogue_files import (
    read_catalogue_bytes,
    read_catalogue_file,
)
from disclosure_core.catalogue.tables.readers.limits import DEFAULT_LIMITS
from disclosure_core.catalogue.tables.values import PrintedRow, PrintedTable, Problem, TableReading
from disclosure_core.cli.options import common_options, invocation, json_option, today
from disclosure_core.cli.tables import print_table
from disclosure_core.cli.texts import command, current_language, tell
from disclosure_core.errors import DataError, UnreadableFileError
from disclosure_core.extensions.collecting import load_registry
from disclosure_core.extensions.registry import Registry
from disclosure_core.messages import Message

STANDARD_INPUT = Path("-")
_PLACE = re.compile(r"\b(line|row|cell|field) (\d+)")
_PLACE_WORDS = {
    "line": Message("line {number}"),
    "row": Message("row {number}"),
    "cell": Message("cell {number}"),
    "field": Message("field {number}"),
}
_SHOWN = 24
"""Characters of a cell that a terminal shows; ``--json`` gives all."""


@command("read", help=Message("Read the tables of files and show what is in them."))
@click.argument(
    "files",
    metavar="FILE…",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, allow_dash=True),
)
@json_option
@common_options
def read(files: tuple[Path, ...], as_json: bool) -> int:
    """Changes nothing. 1 where a reading has problems, 2 where a file could not be read."""
    registry = registry_with_forms()
    status = 0
    for number, file in enumerate(files, start=1):
        _show_progress(number, len(files), file)
        try:
            reading = _read(file, registry)
        except UnreadableFileError as error:
            _hide_progress()
            _tell_unread(file, error, as_json)
            status = 2
            continue
        _hide_progress()
        if as_json:
            click.echo(json.dumps(reading_as_json(reading, current_language()), ensure_ascii=False))
        else:
            _tell_reading(str(file), reading)
        status = max(status, _status(reading))
    return status


def registry_with_forms() -> Registry:
    """What the plugins supply today.

    Raises:
        RegistryError: the plugins do not fit together.
        DataError: none of them knows the words of printed tables.
    """
    chosen = invocation()
    settings = chosen.settings()
    day = today(settings.timezone)
    registry = load_registry(settings, on=day, without=chosen.without).on(day)
    if not registry.table_forms:
        raise DataError(
            Message("No plugin in use knows the words of catalogue tables (a table form)."),
            fix=Message("install a plugin that supplies one, such as disclosure-china."),
        )
    return registry


def _read(file: Path, registry: Registry) -> TableReading:
    if file == STANDARD_INPUT:
        data = sys.stdin.buffer.read(DEFAULT_LIMITS.file_bytes + 1)
        return read_catalogue_bytes(
            str(file), data, form=registry.table_form, domains=registry.domains
        )
    return read_catalogue_file(file, form=registry.table_form, domains=registry.domains)


def _status(reading: TableReading) -> int:
    """2 without any catalogue table, 1 with problems."""
    if not reading.tables:
        return 2
    return 1 if reading.all_problems else 0


def _tell_unread(file: Path, error: UnreadableFileError, as_json: bool) -> None:
    language = current_language()
    if not as_json:
        click.echo(_printable(error.text(language)), err=True)
        return
    told: dict[str, object] = {
        "source": str(file),
        "domain": None,
        "rows": [],
        "problems": [],
        "error": {
            "code": error.code,
            "what": error.what.text(language),
            "fix": error.fix.text(language) if error.fix else None,
        },
    }
    click.echo(json.dumps(told, ensure_ascii=False))


def _tell_reading(file: str, reading: TableReading) -> None:
    problems = reading.all_problems
    counted = Message(
        "{file}: tables: {tables}, rows: {rows}, problems: {problems}",
        file=_printable(file),
        tables=len(reading.tables),
        rows=len(reading.rows),
        problems=len(problems),
    )
    tell(counted)
    for table in reading.tables:
        _tell_table(table)
    if problems:
        click.echo()
    for problem in problems:
        where = _where(problem)
        shown = Message("{where}: {what}", where=where, what=problem.message) if where else None
        click.echo(_printable((shown or problem.message).text(current_language())))


def _tell_table(table: PrintedTable) -> None:
    click.echo()
    named = " · ".join(_printable(each) for each in (table.domain, table.title) if each)
    if named:
        click.echo(named)
    print_table(
        (Message("No."), Message("item"), Message("time limit"), Message("agency")),
        [tuple(_short(cell) for cell in _cells(row)) for row in table.rows],
    )


def _cells(row: PrintedRow) -> Iterator[str]:
    yield row.seq or ""
    yield " ▸ ".join(name for name in (row.level1, row.level2, row.level3) if name)
    yield row.time_limit_text or ""
    yield row.agency or ""


def _where(problem: Problem) -> tuple[Message | str, ...]:
    """Table and place in the file of a problem, those that are known."""
    parts: list[Message | str] = []
    if problem.table is not None:
        parts.append(Message("table {number}", number=problem.table))
    if problem.place:
        parts.append(_PLACE.sub(_in_words, problem.place))
    return tuple(parts)


def _in_words(found: re.Match[str]) -> str:
    """A part of a place (``line 36``) in the reader's language."""
    return Message(_PLACE_WORDS[found[1]].message_id, number=found[2]).text(current_language())


def _short(text: str) -> str:
    plain = _printable(text)
    return plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1] + "…"


def _printable(text: str) -> str:
    """Text of a file without what a terminal would take for a command."""
    return "".join(_safe_characters(text))


def _safe_characters(text: str) -> Iterable[str]:
    return (each if each.isprintable() or each == "\n" else " " for each in text)


def _show_progress(number: int, count: int, file: Path) -> None:
    if sys.stderr.isatty():
        told = Message("reading {number} of {count}: {file}", number=number, count=count, file=file)
        line = _printable(told.text(current_language()))
        click.echo(f"\r{line}\x1b[K", nl=False, err=True)


def _hide_progress() -> None:
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
