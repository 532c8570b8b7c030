"""Read lists of releases, events and site columns from CSV files, for measures without a store.

The first line names the columns, in English or Chinese. Every mistake is found together, with its
line and column. An item is named by its id, by its names from the first level down, or by its last
name where only one item has it. Files are read up to a limit of bytes and lines.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from attrs import field, frozen

from disclosure_core.calendar.dates import date_from
from disclosure_core.catalogue.phrases.folding import folded
from disclosure_core.catalogue.tables.readers.delimited import sniffed
from disclosure_core.catalogue.tables.readers.encodings import declared_encoding, decode
from disclosure_core.catalogue.tables.readers.refusals import empty, too_large
from disclosure_core.catalogue.values import DisclosureItem
from disclosure_core.codec import refused
from disclosure_core.errors import DataError, Mistake, UnreadableFileError
from disclosure_core.messages import Message

T = TypeVar("T")

MOST_BYTES = 256 * 1024 * 1024
MOST_LINES = 2_000_000
MOST_MISTAKES = 200
"""Mistakes that are told one by one; more are counted."""

REMARKS = ("remarks", "备注", "序号")
"""Headers of columns that are passed over."""

_WORDS_TOLD = 8
_LONGEST_TOLD = 40
_PATH_SIGNS = ("▸", "/", ">", "＞", "—", "|")


@frozen(kw_only=True)
class Headings:
    """The columns of a kind of file: field to its header words, and those that must be there."""

    words: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]

    def field_of(self, header: str) -> str | None:
        """The field that a header names."""
        wanted = folded(header).lower()
        for name, words in self.words.items():
            if wanted in (name, *(folded(word).lower() for word in words)):
                return name
        return None


@frozen
class Line:
    """One line of a file (行): its number, and its cells by field, those that are not empty."""

    file: str
    number: int
    cells: Mapping[str, str]
    headers: Mapping[str, str] = field(repr=False)
    mistakes: list[Mistake] = field(factory=list, init=False, repr=False)

    def text(self, name: str) -> str | None:
        """A cell, ``None`` where it is empty or its column absent."""
        return self.cells.get(name)

    def required(self, name: str) -> str:
        """A cell that must be filled; a mistake is noted where it is not."""
        text = self.cells.get(name)
        if text is None:
            self.mistake(name, Message("is missing"))
        return text or ""

    def day(self, name: str) -> date | None:
        """A date; a mistake is noted where it is none."""
        return self._read(name, date_from)

    def required_day(self, name: str) -> date:
        """A date that must be there."""
        self.required(name)
        return self.day(name) or date.min

    def count(self, name: str) -> int | None:
        """A whole number from 0 on."""
        return self._read(name, _whole_number)

    def one_of(self, name: str, known: Mapping[str, T]) -> T | None:
        """What a word stands for."""
        return self._read(name, lambda text: _known(text, known))

    def mistake(self, name: str, what: Message) -> None:
        """Note a mistake in a column."""
        place = Message(
            "line {line}, column {column}", line=self.number, column=self.headers.get(name, name)
        )
        self.mistakes.append(Mistake(self.file, place, what))

    def _read(self, name: str, read: Callable[[str], T]) -> T | None:
        text = self.cells.get(name)
        if text is None:
            return None
        try:
            return read(text)
        except DataError as error:
            self.mistake(name, error.what)
            return None


def read_lines(path: Path, headings: Headings, make: Callable[[Line], T]) -> tuple[T, ...]:
    """What ``make`` makes of each line of a CSV file that has any cell filled.

    Raises:
        UnreadableFileError: the file cannot be read, or is too large.
        DataError: every mistake of every line, up to 200 told one by one.
    """
    mistakes: list[Mistake] = []
    made: list[T] = []
    count = 0
    for line in _lines(path, headings):
        value = make(line)
        if line.mistakes:
            count += len(line.mistakes)
            mistakes += line.mistakes[: MOST_MISTAKES - len(mistakes)]
        else:
            made.append(value)
    if count:
        if count > len(mistakes):
            more = Message("and {count} mistakes more", count=count - len(mistakes))
            mistakes.append(Mistake(path.name, "", more))
        raise refused(mistakes, file=path.name)
    return tuple(made)


def _lines(path: Path, headings: Headings) -> Iterator[Line]:
    text = _text(path)
    delimiter, quote = sniffed(text)
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter, quotechar=quote, strict=True
    )
    try:
        first = next(reader, [])
        fields = _fields(first, headings, path.name)
        headers = {name: header.strip() for name, header in zip(fields, first, strict=True) if name}
        for cells in reader:
            if reader.line_num > MOST_LINES:
                raise too_large(path.name, what=Message("it has too many lines"), limit=MOST_LINES)
            filled = {
                name: cell.strip()
                for name, cell in zip(fields, cells, strict=False)
                if name and cell.strip()
            }
            if filled:
                yield Line(path.name, reader.line_num, filled, headers)
    except csv.Error as error:
        raise UnreadableFileError(
            Message(
                "{file}, line {line}: the fields cannot be told apart ({reason}).",
                file=path.name,
                line=reader.line_num,
                reason=str(error),
            ),
            file=path.name,
            fix=Message("write a quotation mark inside a quoted field twice."),
        ) from error


def _text(path: Path) -> str:
    try:
        with path.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnreadableFileError(
            Message(
                "{file}: it cannot be opened ({reason}).",
                file=path.name,
                reason=error.strerror or "",
            ),
            file=path.name,
            fix=Message("check the name and the folder."),
        ) from error
    if len(data) > MOST_BYTES:
        what = Message("it is larger than allowed (in bytes)")
        raise too_large(path.name, what=what, limit=MOST_BYTES)
    if not data.strip():
        raise empty(path.name)
    return decode(data, file=path.name, declared=declared_encoding(data)).text


def _fields(headers: Sequence[str], headings: Headings, file: str) -> list[str | None]:
    """The field of each column, ``None`` where it is passed over."""
    fields = [headings.field_of(header) for header in headers]
    mistakes = [
        Mistake(
            file,
            Message("line 1, column {column}", column=told(header)),
            _unknown(header, headings),
        )
        for header, name in zip(headers, fields, strict=True)
        if name is None and header.strip() and folded(header).lower() not in REMARKS
    ]
    for name in {each for each in fields if each is not None and fields.count(each) > 1}:
        what = Message("two columns are {column}", column=_shown(name, headings))
        mistakes.append(Mistake(file, Message("line 1"), what))
    for name in headings.required:
        if name not in fields:
            what = Message("there is no column {column}", column=_shown(name, headings))
            mistakes.append(Mistake(file, Message("line 1"), what))
    if mistakes:
        raise refused(mistakes, file=file)
    return fields


def _unknown(header: str, headings: Headings) -> Message:
    words = {word: name for name, each in headings.words.items() for word in (name, *each)}
    near = get_close_matches(header.strip(), words, n=1)
    if near:
        return Message("is not known; did you mean {near}?", near=near[0])
    return Message(
        "is not known; the columns are {known}, and 备注 for what is passed over",
        known=tuple(_shown(name, headings) for name in headings.words),
    )


def _shown(name: str, headings: Headings) -> str:
    words = headings.words[name]
    return f"{name}（{words[0]}）" if words else name


def told(text: str) -> str:
    """Text of a file as an error tells it: short, and without what a terminal would obey."""
    return "".join(each if each.isprintable() else " " for each in text[:_LONGEST_TOLD])


def _whole_number(text: str) -> int:
    plain = text.removesuffix(".0")
    if not plain.isdecimal() or len(plain) > 9:
        raise DataError(Message("expected a whole number, found {found}", found=told(text)))
    return int(plain)


def _known(text: str, known: Mapping[str, T]) -> T:
    wanted = folded(text).lower()
    for word, value in known.items():
        if folded(word).lower() == wanted:
            return value
    near = get_close_matches(text, known, n=1)
    if near:
        raise DataError(
            Message("{found} is not known; did you mean {near}?", found=told(text), near=near[0])
        )
    raise DataError(
        Message(
            "expected a word such as {known}, found {found}",
            known=tuple(known)[-_WORDS_TOLD:],
            found=told(text),
        )
    )


@frozen
class ItemNames:
    """Finds items by what a list calls them (事项名称检索)."""

    _found: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, items: Iterable[DisclosureItem]) -> "ItemNames":
        """The names of ``items``: id, names from the first level down, last name."""
        found: dict[str, dict[str, None]] = {}
        for item in items:
            for name in (item.id, "".join(item.path), item.title):
                found.setdefault(_item_key(name), {})[item.id] = None
        return cls({name: tuple(ids) for name, ids in found.items()})

    def find(self, line: Line, name: str) -> str:
        """The id of the item that a cell names; a mistake is noted where it is none or several."""
        text = line.required(name)
        if not text:
            return ""
        ids = self._found.get(_item_key(text), ())
        if text in ids:
            return text
        if len(ids) == 1:
            return ids[0]
        if ids:
            what = Message("{found} can be several items: {ids}", found=told(text), ids=ids[:5])
        else:
            near = get_close_matches(_item_key(text), self._found, n=1) if self._small else []
            what = (
                Message(
                    "there is no item {found}; did you mean {near}?",
                    found=told(text),
                    near=self._found[near[0]][0],
                )
                if near
                else Message("there is no item {found}", found=told(text))
            )
        line.mistake(name, what)
        return ""

    @property
    def _small(self) -> bool:
        """Whether looking for the nearest name is quick."""
        return len(self._found) < 10_000


def _item_key(name: str) -> str:
    key = folded(name)
    for sign in _PATH_SIGNS:
        key = key.replace(sign, "")
    return key
