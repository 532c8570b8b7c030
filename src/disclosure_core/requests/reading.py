"""Read what happened to requests from JSON: one object, or one object a line (申请经过文件).

Nothing is guessed: a day is written 2024-09-20, a key that is not known is a mistake, and so is one
that stands twice. Reads text that somebody else took from a file.
"""

import json
from collections.abc import Iterator
from typing import Any

from attrs import frozen

from disclosure_core.codec import refused, structure
from disclosure_core.codec.words import shown
from disclosure_core.errors import DataError, Mistake
from disclosure_core.messages import Message
from disclosure_core.requests.values import RequestHistory

MOST_BYTES = 64 * 1024 * 1024
"""Bytes of a file that are read."""

MOST_MISTAKES = 50
"""Mistakes of a file that are told one by one."""


@frozen(kw_only=True)
class WrittenRequest:
    """A request of a file: its history, and the line where a file has several."""

    history: RequestHistory
    line: int | None = None


_KEYS = 20
"""Keys of one object among which those that stand twice are looked for to be named."""


class _NotJsonError(Exception):
    """Text that is no JSON of ours."""

    def __init__(self, what: Message, place: str | Message = "") -> None:
        super().__init__(what)
        self.what = what
        self.place = place


def read_requests(data: bytes, file: str) -> tuple[WrittenRequest, ...]:
    """The requests of a file: one JSON object, or one object a line.

    Raises:
        DataError: the data is too large, no UTF-8, no JSON, or not of this form; every mistake,
            up to 50, with its line and key.
    """
    if len(data) > MOST_BYTES:
        what = Message("is larger than {most} MB", most=MOST_BYTES // 1024 // 1024)
        raise refused([Mistake(file, "", what)], file=file)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = Message("is no UTF-8; save the file as UTF-8")
        raise refused([Mistake(file, _line(line), what)], file=file) from None
    lines = [
        (number, each) for number, each in enumerate(text.split("\n"), start=1) if each.strip()
    ]
    if not lines:
        raise refused([Mistake(file, "", Message("is empty"))], file=file)
    if len(lines) > 1 and _is_whole(lines[0][1]):
        return _read_lines(lines, file)
    return (WrittenRequest(history=_history(text, file, "")),)


def _is_whole(line: str) -> bool:
    """Whether one line is an object of its own, or means to be."""
    stripped = line.strip()
    return stripped.startswith("{") and stripped.endswith("}")


def _read_lines(lines: list[tuple[int, str]], file: str) -> tuple[WrittenRequest, ...]:
    read: list[WrittenRequest] = []
    mistakes: list[Mistake] = []
    for number, line in lines:
        try:
            history = _history(line, file, _line(number))
            read.append(WrittenRequest(history=history, line=number))
        except DataError as error:
            mistakes += error.mistakes
    if len(mistakes) > MOST_MISTAKES:
        left = Message("… and {count} more mistakes", count=len(mistakes) - MOST_MISTAKES)
        mistakes = [*mistakes[:MOST_MISTAKES], Mistake(file, "", left)]
    if mistakes:
        raise refused(mistakes, file=file)
    return tuple(read)


def _line(number: int) -> Message:
    return Message("line {line}", line=number)


def _history(text: str, file: str, place: str | Message) -> RequestHistory:
    try:
        data = _plain(text)
    except _NotJsonError as error:
        raise refused([Mistake(file, place or error.place, error.what)], file=file) from None
    try:
        return structure(data, RequestHistory, file=file)
    except DataError as error:
        if not place:
            raise
        raise refused([_placed(each, place) for each in error.mistakes], file=file) from None


def _placed(mistake: Mistake, line: str | Message) -> Mistake:
    if not mistake.place:
        return Mistake(mistake.file, line, mistake.what)
    where = Message("{line} {key}", line=line, key=mistake.place)
    return Mistake(mistake.file, where, mistake.what)


def _plain(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_each_key_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise _NotJsonError(
            Message("is no JSON: {reason}, column {column}", reason=error.msg, column=error.colno),
            _line(error.lineno),
        ) from None
    except RecursionError:
        raise _NotJsonError(Message("is nested too deeply")) from None
    except ValueError:  # a number of more digits than Python reads
        raise _NotJsonError(Message("holds a number that is far too long")) from None


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = tuple(dict.fromkeys(shown(key) for key in keys[:_KEYS] if keys.count(key) > 1))
        raise _NotJsonError(Message("the keys {keys} stand twice in one object", keys=twice))
    return found


def _no_constant(word: str) -> Iterator[Any]:
    raise _NotJsonError(Message("{word} is no JSON", word=word))
