"""Whether a value made in Python holds what its class says: attrs does not look at types itself.

Fields that data cannot describe (functions, classes) are passed over.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import fields, has
from cattrs.errors import StructureHandlerNotFoundError

from disclosure_core.codec.mistakes import Path, dotted, mistakes_of
from disclosure_core.codec.reading import reader
from disclosure_core.codec.words import UnfitError
from disclosure_core.errors import Mistake


def type_mistakes(value: object, *, file: str = "") -> tuple[Mistake, ...]:
    """Every field of ``value``, and of the values within it, that holds something else."""
    return tuple(_in_value(value, (), file))


def _in_value(value: object, path: Path, file: str) -> Iterator[Mistake]:
    if value is None or isinstance(value, (str, int)):  # nearly all of them, with nothing within
        return
    if has(type(value)):
        cls: Any = type(value)
        for attribute in fields(cls):
            held = getattr(value, attribute.name)
            within = (*path, attribute.name)
            wrong = _wrong(held, attribute.type, within, file)
            yield from wrong
            if not wrong:
                yield from _in_value(held, within, file)
    elif isinstance(value, (tuple, list)):
        for index, each in enumerate(value):
            yield from _in_value(each, (*path, index), file)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _in_value(each, (*path, str(key)), file)


def _wrong(held: object, kind: Any, path: Path, file: str) -> tuple[Mistake, ...]:
    try:
        reader().structure(held, kind)
    except StructureHandlerNotFoundError:
        return ()
    except (UnfitError, ExceptionGroup) as error:
        return mistakes_of(error, file=file, place=dotted("", path), name_place=dotted)
    return ()
