"""``disclosure catalogue read``: what the tables of files say, and what is odd about them.

Opens no office and changes nothing; needs only the plugins that know the words of tables.
"""

import json
import sys
from collections.abc import Iterator
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
from disclosure_core.cli.printing import printable_lines
from disclosure_core.cli.progress import progress
from disclosure_core.cli.tables import print_table
from disclosure_core.cli.texts import command, current_language, tell
from disclosure_core.errors import DataError, UnreadableFileError, place_in_words
from disclosure_core.extensions.collecting import load_registry
from disclosure_core.extensions.registry import Registry
from disclosure_core.messages import Message

STANDARD_INPUT = Path("-")
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
        try:
            with progress(reading_stage(number, len(files), file)):
                reading = _read(file, registry)
        except UnreadableFileError as error:
            _tell_unread(file, error, as_json)
            status = 2
            continue
        if as_json:
            click.echo(json.dumps(reading_as_json(reading, current_language()), ensure_ascii=False))
        else:
            _tell_reading(str(file), reading)
        status = max(status, _status(reading))
    return status


def reading_stage(number: int, count: int, file: Path) -> Message:
    """Which of several files is being read."""
    return Message("reading {number} of {count}: {file}", number=number, count=count, file=file)


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
        click.echo(printable_lines(error.text(language)), err=True)
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
        file=printable_lines(file),
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
        click.echo(printable_lines((shown or problem.message).text(current_language())))


def _tell_table(table: PrintedTable) -> None:
    click.echo()
    named = " · ".join(printable_lines(each) for each in (table.domain, table.title) if each)
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
        parts.append(place_in_words(problem.place, current_language()))
    return tuple(parts)


def _short(text: str) -> str:
    plain = printable_lines(text)
    return plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1] + "…"
