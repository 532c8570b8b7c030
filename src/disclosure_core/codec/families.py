"""Which classes a field may hold, where its annotation names a union or a base class."""

import re
import sys
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from attrs import has

from disclosure_core.messages import Message

TAG = "type"
"""The key that names the class where a field may hold several."""

_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def tag_of(cls: type) -> str:
    """``CountWhere`` is ``count_where``."""
    return _WORD.sub("_", cls.__name__).lower()


def is_class(annotation: Any) -> bool:
    """Whether it is an attrs class, with or without arguments."""
    return has(get_origin(annotation) or annotation)


def is_base(annotation: Any) -> bool:
    """Whether it is an attrs class that other classes are made from."""
    return isinstance(annotation, type) and has(annotation) and bool(_children(annotation))


def is_choice(annotation: Any) -> bool:
    """Whether it is a union of more than one thing beside ``None``."""
    return get_origin(annotation) in (Union, UnionType) and (
        len([each for each in get_args(annotation) if each is not NoneType]) > 1
    )


def members(annotation: Any) -> tuple[Any, ...]:
    """The classes and annotations a field of this annotation may hold, bases opened up."""
    if get_origin(annotation) in (Union, UnionType):
        return tuple(dict.fromkeys(one for each in get_args(annotation) for one in members(each)))
    if is_base(annotation):
        return (annotation, *(one for child in _children(annotation) for one in members(child)))
    return (annotation,)


def tagged_classes(annotation: Any) -> tuple[type, ...]:
    """The attrs classes among the members; a message is a text and needs no tag."""
    return tuple(
        each
        for each in members(annotation)
        if isinstance(each, type) and has(each) and each is not Message
    )


def _children(cls: type) -> tuple[type, ...]:
    # A slotted attrs class leaves the class it was made from among the subclasses; the module
    # knows which of the two is the real one.
    subclasses: list[type] = cls.__subclasses__()
    return tuple(
        child
        for child in subclasses
        if getattr(sys.modules.get(child.__module__), child.__name__, None) is child
    )
