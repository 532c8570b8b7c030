"""Entries of a section: written in ``plugin.toml``, or in a table or TOML file beside it.

Gives plain data with the place of each entry and of each of its keys. No path leaves the folder.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import field, frozen

from disclosure_core.catalogue.tables.grid import Cell, Grid
from disclosure_core.catalogue.tables.readers.files import read_file
from disclosure_core.catalogue.tables.readers.limits import DEFAULT_LIMITS
from disclosure_core.codec import Path as Steps
from disclosure_core.codec import dotted
from disclosure_core.codec.words import suggestion, unfit
from disclosure_core.errors import DataError, Mistake, UnreadableFileError
from disclosure_core.extensions.folder.labels import IGNORED
from disclosure_core.messages import Message

LARGEST_TOML = 8_000_000
"""Bytes of a TOML file that are read."""

TABLES = (".csv", ".tsv", ".xlsx", ".xls")
_HEADER_ROWS = 10
_SPACE = re.compile(r"\s+")


@frozen(kw_only=True)
class Entry:
    """One entry: its data, the file, and where in it.

    ``key`` is its place in TOML (``items[0]``). In a table ``row`` is its row, ``sheet`` the sheet
    where the file has several, and ``headers`` maps a key to the header of its column; every
    value is then text.
    """

    data: Mapping[str, Any]
    file: str
    key: str = ""
    row: int | None = None
    sheet: str | None = None
    headers: Mapping[str, str] = field(factory=dict)

    @property
    def printed(self) -> bool:
        """Whether it comes from a table."""
        return self.row is not None

    def place(self, path: Steps = ()) -> str | Message:
        """``row 14, column 公开时限`` in a table, ``items[0].title`` in TOML."""
        if self.row is None:
            return dotted(self.key, path)
        row = row_place(self.sheet, self.row)
        if not path:
            return row
        key, *inner = path
        column = dotted(self.headers.get(str(key), str(key)), tuple(inner))
        return Message("{row}, column {column}", row=row, column=column)

    @property
    def where(self) -> str:
        """File and place, the same in every language: ``items.csv:14``, ``items.xlsx:表一:14``."""
        if self.row is None:
            return f"{self.file} {self.key}"
        return ":".join(filter(None, (self.file, self.sheet, str(self.row))))


def row_place(sheet: str | None, row: int) -> Message:
    """A row of a table, as a person looks for it."""
    if sheet is None:
        return Message("row {row}", row=row)
    return Message("sheet {sheet}, row {row}", sheet=sheet, row=row)


def read_toml(path: Path, file: str) -> dict[str, Any]:
    """The data of a TOML file.

    Raises:
        UnreadableFileError: absent, too large, or no TOML, with line and column.
    """
    try:
        if path.stat().st_size > LARGEST_TOML:
            raise UnreadableFileError(
                Message(
                    "{file} is too large: at most {limit} bytes.", file=file, limit=LARGEST_TOML
                ),
                file=file,
            )
        return tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise UnreadableFileError(
            Message("{file} cannot be read: {reason}", file=file, reason=error.strerror or ""),
            file=file,
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableFileError(
            Message("{file} is not TOML: {reason}", file=file, reason=str(error)), file=file
        ) from None


def entries(
    section: str, value: object, folder: Path, labels: Mapping[str, str], *, place: str = ""
) -> Iterator[Entry]:
    """The entries of a section of ``plugin.toml``.

    Args:
        section: The section's key.
        value: A list of tables and of names of files in the folder, or one such name.
        folder: The plugin's folder.
        labels: Header words of a table and the keys they stand for.
        place: Where the section stands, if not at the top (``layers[0].items``).

    Raises:
        DataError: the file cannot be used as a whole.
    """
    place = place or section
    if isinstance(value, str):
        yield from _in_file(section, value, folder, labels, place)
        return
    if not isinstance(value, (list, tuple)):
        raise _refused(
            "plugin.toml", place, unfit(Message("a list or the name of a file"), value).what
        )
    for index, each in enumerate(value):
        if isinstance(each, str) and Path(each).suffix.lower() in (*TABLES, ".toml"):
            yield from _in_file(section, each, folder, labels, f"{place}[{index}]")
            continue
        if not isinstance(each, Mapping):
            what = unfit(Message("a table of keys"), each).what
            raise _refused("plugin.toml", f"{place}[{index}]", what)
        yield Entry(data=each, file="plugin.toml", key=f"{place}[{index}]")


def _in_file(
    section: str, name: str, folder: Path, labels: Mapping[str, str], place: str
) -> Iterator[Entry]:
    path = inside(folder, name, place)
    if path.suffix.lower() == ".toml":
        data = read_toml(path, name)
        if set(data) != {section}:
            what = Message("expected [[{section}]] and nothing else", section=section)
            raise _refused(name, "", what)
        for each in entries(section, data[section], folder, labels):
            yield Entry(data=each.data, file=name, key=each.key)
        return
    if path.suffix.lower() not in TABLES:
        known = (*TABLES, ".toml")
        raise _refused(
            "plugin.toml", place, unfit(Message("a file of {known}", known=known), name).what
        )
    grids = [each for each in read_file(path, DEFAULT_LIMITS) if isinstance(each, Grid)]
    if not grids:
        raise _refused(name, "", Message("there is no table in it"))
    for grid in grids:
        sheet = grid.name if len(grids) > 1 else None
        yield from _in_grid(grid, name, sheet, labels)


def inside(folder: Path, name: str, place: str) -> Path:
    """The file of that name in the folder.

    Raises:
        DataError: the name leads out of the folder, or there is no such file.
    """
    root = folder.resolve()
    path = (root / name).resolve()
    if not path.is_relative_to(root) or "\\" in name:
        raise _refused("plugin.toml", place, Message("{name} leads out of the folder", name=name))
    if not path.is_file():
        raise _refused("plugin.toml", place, Message("there is no file {name}", name=name))
    return path


def _in_grid(
    grid: Grid, file: str, sheet: str | None, labels: Mapping[str, str]
) -> Iterator[Entry]:
    top, keys = _header(grid, file, sheet, labels)
    headers = {key: _text(cell) for key, cell in zip(keys, grid.rows[top], strict=False) if key}
    for number, row in enumerate(grid.rows[top + 1 :], start=grid.first_line + top + 1):
        data = {
            key: text
            for key, cell in zip(keys, row, strict=False)
            if key and (text := cell.text.strip() if cell is not None else "")
        }
        if data:
            yield Entry(data=data, file=file, row=number, sheet=sheet, headers=headers)


def _header(
    grid: Grid, file: str, sheet: str | None, labels: Mapping[str, str]
) -> tuple[int, list[str | None]]:
    """The row of headers and each column's key; what stands above it is the table's title."""
    best = max(
        range(min(len(grid.rows), _HEADER_ROWS)),
        key=lambda row: (len({_text(each) for each in grid.rows[row]} & set(labels)), -row),
        default=0,
    )
    words = [_text(each) for each in grid.rows[best]] if grid.rows else []
    if not set(words) & set(labels):
        what = Message("no header is known; expected some of {known}", known=_shown(labels))
        raise _refused(file, row_place(sheet, grid.first_line), what)
    mistakes = []
    keys: list[str | None] = []
    for word in words:
        key = labels.get(word)
        if key is None and word and word not in IGNORED:
            mistakes.append(_unknown_header(word, labels))
        elif key is not None and key in keys:
            mistakes.append(Message("two columns are {word}", word=word))
        keys.append(key)
    if mistakes:
        place = row_place(sheet, grid.first_line + best)
        raise DataError(mistakes[0], [Mistake(file, place, each) for each in mistakes])
    return best, keys


def _unknown_header(word: str, labels: Mapping[str, str]) -> Message:
    meant = suggestion(word, labels)
    if meant is None:
        return Message("unknown column {word}; known are {known}", word=word, known=_shown(labels))
    return Message("unknown column {word}; did you mean {meant}?", word=word, meant=meant)


def _shown(labels: Mapping[str, str]) -> tuple[str, ...]:
    """The first word of each key: enough to see what is meant."""
    first: dict[str, str] = {}
    for word, key in labels.items():
        first.setdefault(key, word)
    return tuple(first.values())


def _text(cell: Cell | None) -> str:
    return _SPACE.sub("", cell.text) if cell is not None else ""


def _refused(file: str, place: str | Message, what: Message) -> DataError:
    return DataError(what, [Mistake(file, place, what)])
