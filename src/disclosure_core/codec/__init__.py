"""Values to plain JSON data and back, strictly, for every room and for files people write.

``structure`` reads data as a class and reports every mistake with its place; ``unstructure``
writes a value as plain JSON. Knows no area: what a class looks like is read from its annotations.
Reads and writes no files.

What data looks like: dates and instants are ISO text (instants with their offset), exact numbers
are text, enumerations are their values, an absent thing is null. Where a field may hold values of
several classes, the key ``type`` names the class in snake case.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from cattrs.errors import StructureHandlerNotFoundError

from disclosure_core.codec.checking import type_mistakes
from disclosure_core.codec.mistakes import Path, dotted, mistakes_of
from disclosure_core.codec.reading import reader
from disclosure_core.codec.words import UnfitError, count_of
from disclosure_core.codec.writing import writer
from disclosure_core.errors import DataError, Mistake
from disclosure_core.messages import Message

__all__ = ["Path", "dotted", "refused", "structure", "type_mistakes", "unstructure"]

T = TypeVar("T")


def structure(
    data: object,
    cls: type[T],
    *,
    file: str = "",
    place: str = "",
    name_place: Callable[[str, Path], str | Message] = dotted,
) -> T:
    """``data`` (as TOML or JSON readers give it) as a ``cls``.

    Args:
        data: Plain data; TOML's own dates are taken too.
        cls: The class, or any annotation such as ``tuple[Item, ...]``.
        file: Named in each mistake.
        place: Where in the file ``data`` stands (``items[3]``, ``row 14``).
        name_place: Writes a place from ``place`` and the keys and indexes down to a mistake.

    Raises:
        DataError: all mistakes, each with its place: unknown and missing keys, wrong types,
            values that the class refuses.
        TypeError: ``cls`` holds something that data cannot describe; its author's mistake.
    """
    try:
        return reader().structure(data, cls)
    except (UnfitError, ExceptionGroup, StructureHandlerNotFoundError) as error:
        found = mistakes_of(error, file=file, place=place, name_place=name_place)
    raise refused(found, file=file)


def refused(mistakes: Iterable[Mistake], *, file: str = "") -> DataError:
    """The error that reports ``mistakes`` of ``file`` together."""
    listed = tuple(mistakes)
    counted = count_of(len(listed))
    if file:
        return DataError(
            Message("{file}: {mistakes}, nothing was loaded", file=file, mistakes=counted), listed
        )
    return DataError(Message("The data cannot be used: {mistakes}", mistakes=counted), listed)


def unstructure(value: object) -> Any:
    """``value`` as plain JSON data: dicts with text keys, lists, text, numbers, booleans, ``None``.

    Raises:
        DataError: an instant without its offset, or a value that JSON data cannot hold.
    """
    return writer().unstructure(value)
