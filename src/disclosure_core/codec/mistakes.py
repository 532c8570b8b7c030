"""From the tree of errors that reading raises to a flat list of mistakes with their places."""

from collections.abc import Callable, Iterator
from typing import Any

from attrs import fields
from cattrs.errors import (
    AttributeValidationNote,
    ForbiddenExtraKeysError,
    IterableValidationNote,
    StructureHandlerNotFoundError,
)

from disclosure_core.codec.words import UnfitError, suggestion
from disclosure_core.errors import DataError, Mistake
from disclosure_core.messages import Message

Path = tuple[str | int, ...]
"""Keys and indexes from the top of the data down to a place in it."""


def dotted(place: str, path: Path) -> str:
    """``items[0].title``: how a place in TOML or JSON is written."""
    for step in path:
        if isinstance(step, int):
            place += f"[{step}]"
        else:
            place += f".{step}" if place else step
    return place


def mistakes_of(
    error: Exception, *, file: str, place: str, name_place: Callable[[str, Path], str | Message]
) -> tuple[Mistake, ...]:
    """Every mistake in ``error``, in the order of the data.

    Raises:
        TypeError: a class cannot be read at all; that is a mistake of its author, not of the data.
    """
    return tuple(Mistake(file, name_place(place, path), what) for path, what in _walk(error, ()))


def _walk(error: BaseException, path: Path) -> Iterator[tuple[Path, Message]]:
    path = path + _steps(error)
    if isinstance(error, BaseExceptionGroup):
        for each in error.exceptions:
            yield from _walk(each, path)
    elif isinstance(error, ForbiddenExtraKeysError):
        known = [attribute.alias for attribute in fields(error.cl) if attribute.init]
        for key in sorted(error.extra_fields):
            yield path, unknown_key(key, known)
    elif isinstance(error, StructureHandlerNotFoundError):
        raise TypeError(f"{dotted('', path)}: {error}") from error
    elif isinstance(error, DataError) and error.mistakes:
        for each in error.mistakes:
            if isinstance(each.place, str) and each.place:
                yield (*path, each.place), each.what
            else:
                yield path, Message("{place}: {what}", place=each.place, what=each.what)
    else:
        yield path, _words(error, path)


def _steps(error: BaseException) -> Path:
    notes: list[Any] = getattr(error, "__notes__", [])
    for note in notes:
        if isinstance(note, AttributeValidationNote):
            return (note.name,)
        if isinstance(note, IterableValidationNote):
            return (note.index,)
    return ()


def _words(error: BaseException, path: Path) -> Message:
    if isinstance(error, (UnfitError, DataError)):
        return error.what
    if isinstance(error, KeyError) and error.args[:1] == path[-1:]:
        return Message("is missing")
    return Message("{reason}", reason=str(error.args[0]) if error.args else type(error).__name__)


def unknown_key(key: object, known: list[str]) -> Message:
    """A key that is not one of ``known``, with the one that was probably meant."""
    meant = suggestion(str(key), known)
    if meant is None:
        return Message("extra fields found ({key}); known are {known}", key=key, known=tuple(known))
    return Message("extra fields found ({key}); did you mean {meant}?", key=key, meant=meant)
