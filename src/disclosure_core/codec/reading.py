"""The converter that reads plain data strictly: nothing is guessed, no type becomes another.

``"3"`` is not a number, a word is not a list of letters, an unknown key is a mistake.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, partial
from inspect import isclass
from itertools import repeat
from types import NoneType
from typing import Any, get_args, get_origin

from cattrs import Converter
from cattrs.errors import (
    ClassValidationError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn

from disclosure_core.codec.blame import blamed
from disclosure_core.codec.families import (
    TAG,
    is_base,
    is_choice,
    is_class,
    members,
    tag_of,
    tagged_classes,
)
from disclosure_core.codec.scalars import SCALARS, Hook
from disclosure_core.codec.words import UnfitError, unfit
from disclosure_core.messages import Message

_COLLECTIONS: dict[Any, Callable[[list[Any]], Any]] = {
    tuple: tuple,
    Sequence: tuple,
    list: list,
    frozenset: frozenset,
    AbstractSet: frozenset,
    set: set,
}


@cache
def reader() -> Converter:
    """The converter, built when first needed."""
    converter = Converter(detailed_validation=True, forbid_extra_keys=True)
    for kind, hook in SCALARS.items():
        converter.register_structure_hook(kind, hook)
    converter.register_structure_hook_factory(_is_collection, _collection)
    converter.register_structure_hook_factory(_is_pair, _pair)
    converter.register_structure_hook_factory(_is_mapping, _mapping)
    converter.register_structure_hook_factory(is_class, _class)
    converter.register_structure_hook_factory(is_base, _choice)
    converter.register_structure_hook_factory(is_choice, _choice)
    converter.register_structure_hook_func(_is_own_text, _own_text)
    converter.register_structure_hook_func(lambda cls: cls is Message, _message)
    converter.register_structure_hook_func(lambda cls: cls is object, lambda value, _: value)
    return converter


def _message(value: object, _: object) -> Message:
    """A text in one language stands as it is; a message of our own has its id and its facts."""
    if isinstance(value, Message):
        return value
    if isinstance(value, str):
        return Message(value.replace("{", "{{").replace("}", "}}"))
    if not isinstance(value, Mapping) or set(value) != {"message_id", "facts", "package"}:
        raise unfit(Message("text"), value)
    facts = {str(name): _fact(fact) for name, fact in value["facts"].items()}
    return Message(str(value["message_id"]), package=str(value["package"]), **facts)


def _fact(value: object) -> object:
    if isinstance(value, Mapping) and set(value) == {"message_id", "facts", "package"}:
        return _message(value, Message)
    return tuple(_fact(each) for each in value) if isinstance(value, list) else value


def _is_own_text(cls: Any) -> bool:
    return isclass(cls) and hasattr(cls, "from_text")


def _own_text(value: object, cls: Any) -> object:
    """A class that is one text and reads it itself (``from_text``)."""
    if isinstance(value, cls):
        return value
    if not isinstance(value, str):
        # The value is not repeated: it may be a secret.
        raise UnfitError(Message("expected text"))
    return cls.from_text(value)


def _is_collection(cls: Any) -> bool:
    origin, arguments = get_origin(cls) or cls, get_args(cls)
    if origin is tuple:
        return not arguments or arguments[1:] == (...,)
    return origin in _COLLECTIONS


def _collection(cls: Any, converter: Converter) -> Hook:
    make = _COLLECTIONS[get_origin(cls) or cls]
    item = (get_args(cls) or (object,))[0]

    def structure(value: object, _: object) -> object:
        if not isinstance(value, (list, tuple, set, frozenset)):
            raise unfit(Message("a list"), value)
        return make(_each(enumerate(value), repeat(item), converter, cls))

    return structure


def _is_pair(cls: Any) -> bool:
    arguments = get_args(cls)
    return get_origin(cls) is tuple and bool(arguments) and arguments[1:] != (...,)


def _pair(cls: Any, converter: Converter) -> Hook:
    kinds = get_args(cls)

    def structure(value: object, _: object) -> object:
        if not isinstance(value, (list, tuple)) or len(value) != len(kinds):
            raise unfit(Message("a list of {count}", count=len(kinds)), value)
        return tuple(_each(enumerate(value), kinds, converter, cls))

    return structure


def _is_mapping(cls: Any) -> bool:
    return (get_origin(cls) or cls) in (dict, Mapping)


def _mapping(cls: Any, converter: Converter) -> Hook:
    key_kind, value_kind = get_args(cls) or (str, object)

    def structure(value: object, _: object) -> object:
        if not isinstance(value, Mapping):
            raise unfit(Message("a table of keys"), value)
        keys = _each(((str(key), key) for key in value), repeat(key_kind), converter, cls)
        values = _each(
            ((str(key), each) for key, each in value.items()), repeat(value_kind), converter, cls
        )
        return dict(zip(keys, values, strict=True))

    return structure


def _each(
    placed: Iterable[tuple[str | int, Any]], kinds: Iterable[Any], converter: Converter, cls: Any
) -> list[Any]:
    """Every value read as its kind; all that do not fit are raised together."""
    made: list[Any] = []
    errors: list[Exception] = []
    for (place, value), kind in zip(placed, kinds, strict=False):
        try:
            made.append(converter.structure(value, kind))
        except Exception as error:
            error.add_note(IterableValidationNote(f"at {place}", place, kind))
            errors.append(error)
    if errors:
        raise IterableValidationError("not all fit", errors, cls)
    return made


def _class(cls: Any, converter: Converter) -> Hook:
    read = make_dict_structure_fn(
        cls,
        converter,
        _cattrs_forbid_extra_keys=True,
        _cattrs_use_alias=True,
        _cattrs_detailed_validation=True,
    )

    def structure(value: object, kind: Any) -> object:
        if isinstance(value, get_origin(cls) or cls):
            return value
        if not isinstance(value, Mapping):
            raise unfit(Message("a table of keys"), value)
        try:
            return read(value, kind)
        except ClassValidationError as error:
            raise blamed(error, value, converter) from None

    return structure


def _choice(cls: Any, converter: Converter) -> Hook:
    """A union or a base class: a mapping is the class its tag names, else the first that fits."""
    kinds = members(cls)
    classes = {tag_of(each): each for each in tagged_classes(cls)}
    # Built when met: a class may hold itself through the base.
    hook = cache(partial(_class, converter=converter))
    tagged = {tag_of(each): each for each in kinds if isinstance(each, type)}
    others = [each for each in kinds if each not in classes.values()]
    others.sort(key=lambda each: each is Message)  # a bare text is a text before it is a message

    def structure(value: object, _: object) -> object:
        if isinstance(value, tuple(classes.values())):
            return value
        if isinstance(value, Mapping) and classes:
            rest = {key: each for key, each in value.items() if key != TAG}
            if len(classes) == 1 and TAG not in value:
                (kind,) = classes.values()
                return hook(kind)(value, kind)
            tag = value.get(TAG)
            if tag in classes:
                return hook(classes[tag])(rest, classes[tag])
            if tag not in tagged:
                raise UnfitError(
                    Message("expected the key type, one of {known}", known=tuple(sorted(tagged)))
                )
        if isinstance(value, Mapping) and set(value) == {TAG, "value"} and value[TAG] in tagged:
            return converter.structure(value["value"], tagged[value[TAG]])
        return _first_fit(value, others, converter)

    return structure


def _first_fit(value: object, kinds: Sequence[Any], converter: Converter) -> object:
    errors: list[Exception] = []
    for kind in kinds:
        if kind is NoneType:
            if value is None:
                return None
            continue
        try:
            return converter.structure(value, kind)
        except (UnfitError, ExceptionGroup) as error:
            errors.append(error)
    if not errors:
        raise unfit(Message("a table of keys"), value)
    raise errors[0]
