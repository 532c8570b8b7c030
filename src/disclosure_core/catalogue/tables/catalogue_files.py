"""From a file to its catalogue tables: the reader of its format, then the reader of its rows.

What the first found odd about the file stands before what the second found odd in its tables.
"""

from collections.abc import Sequence
from pathlib import Path

from attrs import evolve

from disclosure_core.catalogue.tables.readers.files import (
    FileContents,
    contents_of,
    read_contents,
)
from disclosure_core.catalogue.tables.readers.limits import DEFAULT_LIMITS, ReadingLimits
from disclosure_core.catalogue.tables.reading import read_tables
from disclosure_core.catalogue.tables.values import TableForm, TableReading
from disclosure_core.catalogue.values import Domain


def read_catalogue_file(
    path: Path,
    *,
    form: TableForm,
    domains: Sequence[Domain] = (),
    limits: ReadingLimits = DEFAULT_LIMITS,
    name: str | None = None,
) -> TableReading:
    """The catalogue tables of a file, with all problems.

    Args:
        path: The file, in any format that is read.
        form: The words of printed tables, of all plugins.
        domains: Known domains.
        limits: How much is read at most.
        name: What the file is called in problems and as a source; its path where not given.

    Raises:
        UnreadableFileError: the file cannot be read.
    """
    contents = read_contents(path, limits, name=name)
    return read_catalogue_contents(name or str(path), contents, form=form, domains=domains)


def read_catalogue_bytes(
    name: str,
    data: bytes,
    *,
    form: TableForm,
    domains: Sequence[Domain] = (),
    limits: ReadingLimits = DEFAULT_LIMITS,
) -> TableReading:
    """As :func:`read_catalogue_file`, of bytes that are already here."""
    contents = contents_of(name, data, limits)
    return read_catalogue_contents(name, contents, form=form, domains=domains)


def read_catalogue_contents(
    name: str, contents: FileContents, *, form: TableForm, domains: Sequence[Domain] = ()
) -> TableReading:
    """As :func:`read_catalogue_file`, of a file whose parts are already taken apart."""
    reading = read_tables(contents.parts, file=name, form=form, domains=domains)
    return evolve(reading, problems=contents.problems + reading.problems)
