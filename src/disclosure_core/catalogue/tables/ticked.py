"""Read the columns of audience, mode and levels: ticks, words, or ticks whose place is lost."""

import re
from collections.abc import Iterator, Sequence

from attrs import define, field

from disclosure_core.catalogue.phrases.folding import folded, one_line
from disclosure_core.catalogue.tables.headers import Column
from disclosure_core.catalogue.tables.raw import RawRow
from disclosure_core.catalogue.tables.ticks import place_ticks
from disclosure_core.catalogue.tables.values import Words
from disclosure_core.catalogue.tables.vocabulary import Vocabulary

Doubt = tuple[str, str, str]
"""Field, code, what was read."""

_FIELDS = ("audience", "mode", "levels")
_NAMED = re.compile(r"\s*(?:[(（](.+)[)）]|[:：]\s*(.+))")
_SPLIT = re.compile(r"[、/,，;；和及与\s]+")


@define
class Marks:
    """What the three groups of columns say, and what is doubtful about it."""

    audience: Words = ()
    audience_detail: str | None = None
    mode: Words = ()
    levels: Words = ()
    doubts: list[Doubt] = field(factory=list)

    def add(self, name: str, values: Words) -> None:
        """Add canonical words to a field, each once."""
        setattr(self, name, tuple(dict.fromkeys((*getattr(self, name), *values))))


def read_marks(raw: RawRow, columns: Sequence[Column], words: Vocabulary) -> Marks:
    """The audience, mode and levels of a row, in canonical words."""
    marks = Marks()
    for place, text in sorted(raw.cells.items()):
        column = columns[place]
        if column.field in _FIELDS:
            _read_cell(marks, column, text, words, ticks_count=raw.ticks_kept)
    if not raw.ticks_kept:
        _read_loose(marks, raw, columns)
    else:
        _note_unticked(marks, columns)
    return marks


def _read_cell(
    marks: Marks, column: Column, text: str, words: Vocabulary, *, ticks_count: bool
) -> None:
    if words.is_blank(text) and not (column.ticked and words.is_tick(text)):
        return
    if column.ticked and words.is_tick(text):
        if ticks_count:
            marks.add(column.field, column.values)
        return
    if column.field == "audience":
        _read_audience(marks, column, text, words)
    elif column.field == "mode":
        found = _known(text, words.form.modes)
        marks.add("mode", found)
        _note_unknown(marks, "mode", text, found)
    else:
        found = tuple(_levels(text, words))
        marks.add("levels", found)
        _note_unknown(marks, "levels", text, found)


def _note_unknown(marks: Marks, name: str, text: str, found: Words) -> None:
    if not found:
        marks.doubts.append((name, "unknown-word", one_line(text)))


def _known(text: str, table: object) -> Words:
    plain = folded(text)
    assert isinstance(table, dict)  # noqa: S101 - forms are built from TOML tables
    return tuple(
        canonical
        for canonical, variants in table.items()
        if any(each in plain for each in variants)
    )


def _levels(text: str, words: Vocabulary) -> Iterator[str]:
    for part in _SPLIT.split(folded(text)):
        for heading in words.headings_of(part)[:1]:
            if heading.field == "levels" and heading.values:
                yield from heading.values


def _read_audience(marks: Marks, column: Column, text: str, words: Vocabulary) -> None:
    society, group = (*words.form.audiences, "", "")[:2]
    plain = folded(text)
    if plain in words.form.audiences.get(society, ()):
        marks.add("audience", (society,))
        return
    if plain in words.form.audiences.get(group, ()):
        marks.add("audience", (group,))
        return
    marks.add("audience", (group,))
    marks.audience_detail = _group_name(one_line(text), words.form.audiences.get(group, ()))
    if column.ticked and column.values != (group,):
        marks.doubts.append(("audience", "words-for-tick", one_line(text)))


def _group_name(text: str, kinds: Words) -> str:
    """The name of a group without the words for groups as such: 特定群体(申请人) is 申请人."""
    for kind in sorted(kinds, key=len, reverse=True):
        rest = text.removeprefix(kind)
        if rest != text and (found := _NAMED.fullmatch(rest)):
            return found[1] or found[2]
    return text


def _read_loose(marks: Marks, raw: RawRow, columns: Sequence[Column]) -> None:
    """Ticks whose columns are lost: the most usual reading, called uncertain."""
    for run in tick_runs(columns):
        free = [
            place
            for place in run
            if not raw.cells.get(place) and not _answered(marks, columns[place].field)
        ]
        count = raw.loose_ticks.get(run[0], 0)
        placed = place_ticks(columns, free, min(count, len(free)))
        for place in placed.ticked:
            marks.add(columns[place].field, columns[place].values)
        for name in dict.fromkeys(columns[place].field for place in free):
            code = "ticks-collapsed" if count else "ticks-lost"
            marks.doubts.append((name, code, str(count)))


def _answered(marks: Marks, name: str) -> bool:
    return name == "audience" and bool(marks.audience)


def tick_runs(columns: Sequence[Column]) -> list[list[int]]:
    """Tick columns that stand side by side, by place."""
    runs: list[list[int]] = []
    for place, column in enumerate(columns):
        if not column.ticked:
            continue
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _note_unticked(marks: Marks, columns: Sequence[Column]) -> None:
    for name in _FIELDS:
        if any(column.field == name for column in columns) and not getattr(marks, name):
            marks.doubts.append((name, "not-ticked", ""))
