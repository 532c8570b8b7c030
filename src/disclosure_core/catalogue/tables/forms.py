"""Make a :class:`TableForm` of the data of a TOML file.

Checks names and types only; whether the words are right is the plugin's own care.
"""

from collections.abc import Mapping
from typing import Any

from attrs import fields

from disclosure_core.catalogue.tables.values import TableForm, TimeLimitWords
from disclosure_core.catalogue.values import ChannelKind
from disclosure_core.errors import DataError, Mistake
from disclosure_core.messages import Message

CHANNEL_WORDS = ("channels", "channel_endings")
"""Fields of a form that hold words by the kind of channel."""


def form_from(
    data: Mapping[str, Any], *, characters: Mapping[str, str] | None = None, file: str = ""
) -> TableForm:
    """The form that ``data`` describes, key for field.

    Args:
        data: What a TOML file holds: lists of words, and tables of lists of words.
        characters: ``traditional`` and ``simplified``, two texts of equal length.
        file: The file's name, for mistakes.

    Raises:
        DataError: unknown keys, values that are not words; all of them at once.
    """
    mistakes = [
        Mistake(file, key, Message("no table form has the key {key}", key=key))
        for key in data
        if key not in _names(TableForm)
    ]
    time = data.get("time", {})
    mistakes += [
        Mistake(file, f"time.{key}", Message("no table form has the key {key}", key=key))
        for key in time
        if key not in _names(TimeLimitWords)
    ]
    kinds = {kind.value for kind in ChannelKind}
    mistakes += [
        Mistake(file, f"{words}.{key}", Message("{key} is no kind of channel", key=key))
        for words in CHANNEL_WORDS
        for key in data.get(words, {})
        if key not in kinds
    ]
    if mistakes:
        raise DataError(
            Message("A table form has {count} mistakes.", count=len(mistakes)), mistakes
        )
    values = {key: _words(value) for key, value in data.items() if key != "time"}
    values |= {
        each: {ChannelKind(key): words for key, words in values.get(each, {}).items()}
        for each in CHANNEL_WORDS
    }
    values["simplified"] = _pairs(characters or {}, file)
    return TableForm(
        **values, time=TimeLimitWords(**{key: _words(value) for key, value in time.items()})
    )


def _names(form: type[Any]) -> set[str]:
    return {each.name for each in fields(form)}


def _words(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _words(each) for key, each in value.items()}
    return tuple(value) if isinstance(value, list) else value


def _pairs(characters: Mapping[str, str], file: str) -> dict[str, str]:
    old, new = characters.get("traditional", ""), characters.get("simplified", "")
    if len(old) != len(new):
        raise DataError(
            Message(
                "{file}: {old} traditional characters stand against {new} simplified ones.",
                file=file,
                old=len(old),
                new=len(new),
            )
        )
    return dict(zip(old, new, strict=True))
