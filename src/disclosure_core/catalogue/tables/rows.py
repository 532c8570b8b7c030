"""Understand the cells of a row: texts to fields, what is missing taken from the row above.

Whatever is taken from elsewhere, mended or guessed is noted as a problem that names the row and
the column.
"""

import re
from collections.abc import Sequence
from typing import Any

from attrs import define, field

from disclosure_core.catalogue.phrases.channel import parse_channel
from disclosure_core.catalogue.phrases.folding import folded, one_line
from disclosure_core.catalogue.phrases.time_limit import STANDING, parse_time_limit
from disclosure_core.catalogue.tables.headers import Column
from disclosure_core.catalogue.tables.lists import split_basis, split_channels, split_content
from disclosure_core.catalogue.tables.problems import Where
from disclosure_core.catalogue.tables.raw import RawRow
from disclosure_core.catalogue.tables.ticked import read_marks
from disclosure_core.catalogue.tables.values import PrintedRow, Problem, TableForm
from disclosure_core.catalogue.tables.vocabulary import Vocabulary, vocabulary
from disclosure_core.catalogue.values import TimeLimit, TimeLimitKind

_SPACES = re.compile(r"\s+")
_MASKED = re.compile(r"[*＊]{2,}|×{2,}|[xX]{3,}")
_BROKEN = re.compile("[\ufffd\ue000-\uf8ff]|锟斤拷|烫烫")
_NAMES = ("level1", "level2", "level3")
_TAKEN = {
    "content": ("content",),
    "basis": ("basis",),
    "time_limit": ("time_limit_text", "time_limit"),
    "agency": ("agency",),
    "channels": ("channels", "channel_values"),
}


@define
class _Draft:
    """A row while it is being understood."""

    where: Where
    values: dict[str, Any] = field(factory=dict)
    inherited: list[str] = field(factory=list)
    uncertain: list[str] = field(factory=list)
    repaired: list[str] = field(factory=list)
    problems: list[Problem] = field(factory=list)

    def note(self, code: str, column: str, read: object = "", made: object = "") -> None:
        self.problems.append(
            self.where.note(code, column=column, read=_shown(read), made=_shown(made))
        )

    def take(self, column: str, ditto: str | None, made: object) -> None:
        """Note that a field was taken from the row above; ``ditto`` is what the cell prints."""
        if ditto is None:
            self.note("inherited", column, "", made)
        elif ditto.strip():
            self.note("ditto", column, one_line(ditto), made)
        else:
            self.note("blank", column, "", made)


def _shown(value: object) -> str:
    if isinstance(value, tuple | list):
        return ";".join(map(str, value))
    if isinstance(value, TimeLimit):
        return value.printed
    return "" if value is None else str(value)


def understand(
    raw: RawRow,
    columns: Sequence[Column],
    above: PrintedRow | None,
    *,
    form: TableForm,
    where: Where,
    number: int,
) -> tuple[PrintedRow, tuple[Problem, ...]]:
    """The row that ``raw`` prints, and what had to be noted about it.

    Args:
        raw: Its cells by column.
        columns: The table's columns.
        above: The row above, that spanned, blank and 同上 cells take their words from.
        form: The words.
        where: File and table.
        number: Its place among the table's rows, from 1; names it where it prints no number.
    """
    words = vocabulary(form)
    texts, extra = _by_field(raw, columns)
    seq = _seq(texts.get("seq"), words)
    draft = _Draft(where.at(seq or str(number), raw.place))
    if seq and not texts["seq"].isascii():
        draft.note("full-width", "seq", texts["seq"], seq)
    draft.values["seq"] = seq
    spanned = {columns[place].field for place in raw.spanned}
    _names(draft, texts, columns, above, words, spanned)
    for name in _TAKEN:
        if any(column.field == name for column in columns):
            _worded(draft, name, texts.get(name), above, words, spanned)
    marks = read_marks(raw, columns, words)
    draft.values |= {
        "audience": marks.audience,
        "audience_detail": marks.audience_detail,
        "mode": marks.mode,
        "levels": marks.levels,
    }
    for name, code, read in marks.doubts:
        draft.uncertain.append(name)
        draft.note(code, name, read, draft.values[name])
    _doubts(draft, raw, columns)
    row = PrintedRow(
        **draft.values,
        extra=extra,
        inherited=tuple(dict.fromkeys(draft.inherited)),
        uncertain=tuple(dict.fromkeys(draft.uncertain)),
        repaired=tuple(dict.fromkeys(draft.repaired)),
        place=raw.place,
        places=_places(raw, columns),
        printed=raw.printed,
    )
    return row, tuple(draft.problems)


def _by_field(raw: RawRow, columns: Sequence[Column]) -> tuple[dict[str, str], dict[str, str]]:
    texts: dict[str, str] = {}
    extra: dict[str, str] = {}
    for place, text in raw.cells.items():
        column = columns[place]
        if column.field == "extra":
            if text.strip():
                extra[one_line(column.header)] = text.strip()
        elif not column.ticked:
            texts[column.field] = text
    return texts, extra


def _places(raw: RawRow, columns: Sequence[Column]) -> dict[str, str]:
    """Where each field's cell stands, and each column's that fills none, by its header.

    The first of a field of several columns.
    """
    places: dict[str, str] = {}
    for number, place in raw.places.items():
        column = columns[number]
        name = one_line(column.header) if column.field == "extra" else column.field
        places.setdefault(name, place)
    return places


def _seq(text: str | None, words: Vocabulary) -> str | None:
    plain = folded(text or "").strip(".、。()")
    return None if not plain or words.is_blank(plain) else plain


def _names(
    draft: _Draft,
    texts: dict[str, str],
    columns: Sequence[Column],
    above: PrintedRow | None,
    words: Vocabulary,
    spanned: set[str],
) -> None:
    """Item names. A missing name is the one above only while no higher name is new."""
    fresh = False
    has = {column.field for column in columns}
    lowest = next((name for name in reversed(_NAMES) if _given(texts.get(name), words)), None)
    for name in _NAMES:
        text = texts.get(name)
        if _given(text, words):
            draft.values[name] = _name(text or "", draft, name)
            if name in spanned:
                draft.inherited.append(name)
            else:
                fresh = True
            continue
        draft.values[name] = None
        over = getattr(above, name, None) if above else None
        goes_on = lowest is None or _NAMES.index(name) < _NAMES.index(lowest)
        ditto = text is not None and words.is_ditto(text)
        if name in has and over and ((not fresh and goes_on) or ditto):
            draft.values[name] = over
            draft.inherited.append(name)
            draft.take(name, text if ditto else None, over)


def _given(text: str | None, words: Vocabulary) -> bool:
    return text is not None and not words.is_blank(text) and not words.is_ditto(text)


def _name(text: str, draft: _Draft, name: str) -> str:
    """A name without spaces and line ends; printed once where it was printed twice."""
    lines = [_SPACES.sub("", line) for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and len(set(lines)) == 1:
        draft.note("repeated", name, lines[0], lines[0])
        return lines[0]
    joined = "".join(lines)
    _damage(draft, name, joined)
    return joined


def _worded(
    draft: _Draft,
    name: str,
    text: str | None,
    above: PrintedRow | None,
    words: Vocabulary,
    spanned: set[str],
) -> None:
    ditto = text is not None and words.is_ditto(text)
    if name in spanned:
        draft.inherited.append(name)
    if ditto or text is None:
        _take_from_above(draft, name, text, above)
        return
    if words.is_blank(text):
        draft.note("empty", name, text, "")
        return
    _READ[name](draft, text, words.form)
    _damage(draft, name, text)


def _take_from_above(draft: _Draft, name: str, text: str | None, above: PrintedRow | None) -> None:
    if above is None:
        draft.note("missing", name)
        draft.uncertain.append(name)
        return
    for key in _TAKEN[name]:
        draft.values[key] = getattr(above, key)
    draft.inherited.append(name)
    if name == "time_limit" and text is not None:
        draft.values["time_limit_printed"] = one_line(text)
    draft.take(name, text, draft.values[_TAKEN[name][0]])


def _content(draft: _Draft, text: str, form: TableForm) -> None:
    found = split_content(text, form)
    draft.values["content"] = found.parts
    if found.judged:
        draft.note("list-or-not", "content", one_line(text), found.parts)


def _basis(draft: _Draft, text: str, form: TableForm) -> None:
    found = split_basis(text, form)
    draft.values["basis"] = found.parts
    if found.repaired:
        draft.repaired.append("basis")
        draft.note("lost-bracket", "basis", found.repaired, found.parts)


def _limit(draft: _Draft, text: str, form: TableForm) -> None:
    line = one_line(text)
    limit = parse_time_limit(line, form)
    draft.values["time_limit_text"] = line
    draft.values["time_limit"] = limit
    if limit.kind is TimeLimitKind.UNSPECIFIED and limit.note != STANDING:
        draft.note("limit-unknown", "time_limit", line)


def _agency(draft: _Draft, text: str, form: TableForm) -> None:
    endings = vocabulary(form).endings
    parts = [one_line(part) for part in text.split("\n") if part.strip()]
    whole = len(parts) > 1 and all(len(part) > 3 and endings.search(part) for part in parts)
    draft.values["agency"] = ("、" if whole else "").join(parts)
    if whole:
        draft.repaired.append("agency")
        draft.note("joined", "agency", text, draft.values["agency"])


def _channels(draft: _Draft, text: str, form: TableForm) -> None:
    found = split_channels(text, form)
    draft.values["channels"] = found.chosen
    draft.values["channel_values"] = tuple(parse_channel(name, form) for name in found.chosen)
    for note in found.notes:
        draft.note("note", "channels", note)
    if not found.chosen:
        draft.note("none-chosen", "channels", one_line(text))


_READ = {
    "content": _content,
    "basis": _basis,
    "time_limit": _limit,
    "agency": _agency,
    "channels": _channels,
}


def _damage(draft: _Draft, name: str, text: str) -> None:
    if _MASKED.search(text):
        draft.uncertain.append(name)
        draft.note("masked", name, one_line(text))
    if _BROKEN.search(text):
        draft.uncertain.append(name)
        draft.note("mojibake", name, text)


def _doubts(draft: _Draft, raw: RawRow, columns: Sequence[Column]) -> None:
    for place in sorted(raw.doubtful):
        name = columns[place].field
        if name in ("extra", "seq"):
            continue
        draft.uncertain.append(name)
        draft.note("doubtful", name, raw.cells.get(place), draft.values.get(name))
    for text in raw.unread:
        draft.note("unread", "", text)
