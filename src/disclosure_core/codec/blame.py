"""Which field a class's own refusal is about: its validators asked one by one.

cattrs reports wrong types field by field, and what a class refuses as one error of the whole. Here
the refusing validators are found, also where other fields are wrong already, so that a reader of
the mistakes sees all of them at once.
"""

from collections.abc import Mapping
from traceback import walk_tb
from typing import Any

from attrs import Attribute, fields, has
from cattrs import Converter
from cattrs.errors import AttributeValidationNote, ClassValidationError, ForbiddenExtraKeysError

from disclosure_core.codec.words import UnfitError
from disclosure_core.messages import Message


def blamed(
    error: ClassValidationError, data: Mapping[Any, Any], converter: Converter
) -> ClassValidationError:
    """``error``, with what fields' validators refuse told as those fields' mistakes."""
    told = [each for each in error.exceptions if _is_told(each)]
    if told:
        return ClassValidationError(
            error.message, [*told, *_refusals(_half_made(error, data, converter))], error.cl
        )
    (whole,) = error.exceptions
    refusals = _refusals(_half_built(whole))
    return ClassValidationError(error.message, refusals or [whole], error.cl)


def _is_told(error: Exception) -> bool:
    noted = any(
        isinstance(note, AttributeValidationNote) for note in getattr(error, "__notes__", ())
    )
    return noted or isinstance(error, ForbiddenExtraKeysError)


def _half_built(error: Exception) -> Any:
    """The value whose ``__init__`` raised: its fields are set before validators run."""
    for frame, _ in walk_tb(error.__traceback__):
        made = frame.f_locals.get("self")
        if frame.f_code.co_name == "__init__" and has(type(made)):
            return made
    return None


def _half_made(error: ClassValidationError, data: Mapping[Any, Any], converter: Converter) -> Any:
    """A value with those fields alone that are right by themselves."""
    cls: Any = getattr(error.cl, "__origin__", error.cl)
    made = object.__new__(cls)
    for attribute in fields(cls):
        if attribute.alias not in data or attribute.validator is None:
            continue
        try:
            value = converter.structure(data[attribute.alias], attribute.type)
        except Exception:  # noqa: S112  (it is told as a wrong type)
            continue
        object.__setattr__(made, attribute.name, value)
    return made


def _refusals(made: Any) -> list[Exception]:
    """What the validators of a half-made value say, field by field."""
    found = [] if made is None else [_refusal(made, each) for each in fields(type(made))]
    return [each for each in found if each is not None]


def _refusal(made: Any, attribute: "Attribute[Any]") -> Exception | None:
    if attribute.validator is None or not hasattr(made, attribute.name):
        return None
    value = getattr(made, attribute.name)
    try:
        attribute.validator(made, attribute, value)
    except AttributeError:  # it looks at another field, which is wrong and told already
        return None
    except Exception as refusal:
        told = UnfitError(Message("must not be empty")) if value in ("", ()) else refusal
        told.add_note(
            AttributeValidationNote("", attribute.alias or attribute.name, attribute.type)
        )
        return told
    return None
