"""What a clerk writes, to plain data: limits, channels, bases and lists as they are printed.

A value that is not text is left for the codec to check.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from disclosure_core.catalogue.lint.limits import impossible
from disclosure_core.catalogue.phrases.channel import parse_channel
from disclosure_core.catalogue.phrases.time_limit import parse_time_limit, sets_limit
from disclosure_core.catalogue.tables.values import TableForm
from disclosure_core.catalogue.values import (
    Audience,
    ChannelKind,
    DisclosureMode,
    ItemChannel,
    Level,
    Phase,
    TimeLimit,
    TimeLimitKind,
)
from disclosure_core.codec import Path, refused, structure
from disclosure_core.codec.words import UnfitError, suggestion, unfit
from disclosure_core.errors import DataError, Mistake
from disclosure_core.extensions.folder.labels import MEMBER_FIELDS, MEMBERS, NO, YES
from disclosure_core.extensions.folder.rows import Entry
from disclosure_core.extensions.folder.spans import span_of
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message

_LINES = re.compile(r"\s*[\n;；]\s*")
_IDS = re.compile(r"[\s;；、,，]+")
_BASIS = re.compile(
    r"《(?P<document>[^》]+)》(?:[（(](?P<number>[^（）()]+)[）)])?(?P<article>第.*?)?"
    r"(?:\s+(?P<url>https?://\S+))?"
)
_WORKING_DAYS = re.compile(r"\d{1,3}")


def read_entry(entry: Entry, cls: type, form: TableForm) -> Any:
    """An entry as a ``cls``.

    Raises:
        DataError: all its mistakes, with file and place.
    """
    data = dict(entry.data)
    mistakes: list[Mistake] = []
    for key, value in entry.data.items():
        try:
            data[key] = (
                _member(MEMBER_FIELDS[cls, key])(value, form)
                if isinstance(value, str) and (cls, key) in MEMBER_FIELDS
                else _plain(key, value, form, printed=entry.printed)
            )
        except UnfitError as error:
            del data[key]
            mistakes.append(_mistake(entry, (key,), error.what))
    if entry.printed and data.keys() & {"since", "until"}:
        data["in_force"] = {key: data.pop(key) for key in ("since", "until") if key in data}
    try:
        value = structure(data, cls, file=entry.file, name_place=lambda _, path: entry.place(path))
    except DataError as error:
        mistakes += error.mistakes
    if mistakes:
        raise refused(mistakes, file=entry.file)
    return value


def impossible_limits(value: object, entry: Entry) -> Iterator[Mistake]:
    """A limit of 0 or 400 days is a slip of the pen, and deadlines would be counted from it.

    The entry can be read all the same, and looked at beside the others.
    """
    limit = getattr(value, "time_limit", None)
    if isinstance(limit, TimeLimit):
        for what in impossible(limit):
            yield _mistake(entry, ("time_limit",), what)


def _mistake(entry: Entry, path: Path, what: Message) -> Mistake:
    return Mistake(entry.file, entry.place(path), what)


def _plain(key: str, value: object, form: TableForm, *, printed: bool) -> object:
    if key in _LISTS and isinstance(value, list):
        return [_LISTS[key](each, form) if isinstance(each, str) else each for each in value]
    if not isinstance(value, str):
        return value
    if key in _SINGLE:
        return _SINGLE[key](value, form)
    if not printed:
        return value
    if key in _LISTS:
        split = _IDS if key in ("audience", "modes", "levels", "phases") else _LINES
        return [_LISTS[key](each, form) for each in split.split(value.strip()) if each]
    if key in ("domains", "names", "before", "after", "parts"):
        return [each for each in _IDS.split(value) if each]
    if key in ("content", "other_titles", "other_numbers"):
        return [each for each in _LINES.split(value) if each]
    return _PRINTED[key](value) if key in _PRINTED else value


def _limit(text: str, form: TableForm) -> TimeLimit:
    if _WORKING_DAYS.fullmatch(text):
        return TimeLimit(kind=TimeLimitKind.WORKING_DAYS, days=int(text), printed=text)
    if not sets_limit(text, form):
        raise unfit(Message("working days such as 20, or words that a table form knows"), text)
    return parse_time_limit(text, form)


def _channel(text: str, form: TableForm) -> ItemChannel:
    known = MEMBERS[ChannelKind]
    if text in known:
        return ItemChannel(kind=ChannelKind(known[text]), printed=text)
    if not form.channels:
        meant = suggestion(text, known)
        if meant is not None:
            raise UnfitError(
                Message("{found} is not known here; did you mean {meant}?", found=text, meant=meant)
            )
    return parse_channel(text, form)


def basis_of(text: str, _: object = None) -> LegalBasis:
    """``《政府信息公开条例》（国令第711号）第二十条``, or the document's bare title.

    An address may follow after a space.
    """
    matched = _BASIS.fullmatch(text.strip())
    if matched is None:
        return LegalBasis(document=text.strip(), printed=text)
    return LegalBasis(**matched.groupdict(), printed=text)


def _member(cls: type) -> Callable[[str, TableForm], str]:
    words: Mapping[str, str] = MEMBERS[cls]

    def read(text: str, _: TableForm) -> str:
        if text in words.values():
            return text
        if text not in words:
            raise unfit(Message("one of {known}", known=tuple(words)), text)
        return words[text]

    return read


def _whole(text: str) -> object:
    return int(text) if re.fullmatch(r"\d{1,9}", text) else text


def _yes_or_no(text: str) -> object:
    return True if text in YES else False if text in NO else text


_LISTS: Mapping[str, Callable[[str, TableForm], object]] = {
    "bases": basis_of,
    "channels": _channel,
    "audience": _member(Audience),
    "modes": _member(DisclosureMode),
    "levels": _member(Level),
    "phases": _member(Phase),
}
_SINGLE: Mapping[str, Callable[[str, TableForm], object]] = {
    "basis": basis_of,
    "time_limit": _limit,
    "as_of": span_of,
    "level": _member(Level),
}
_PRINTED: Mapping[str, Callable[[str], object]] = {
    "number": _whole,
    "last_article": _whole,
    "service": _yes_or_no,
    "unverified": _yes_or_no,
}
