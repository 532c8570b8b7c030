"""Fields of an item in words for the terminal, and as plain data for programs."""

from collections.abc import Mapping

from disclosure_core.catalogue.layers import FieldOrigin, IdleKind
from disclosure_core.catalogue.values import (
    Audience,
    DisclosureMode,
    ItemChannel,
    Level,
    Phase,
    TimeLimit,
)
from disclosure_core.catalogue.words import (
    AUDIENCES,
    FIELD_NAMES,
    LEVELS,
    MODES,
    PHASES,
    limit_in_words,
)
from disclosure_core.cli.printing import printable
from disclosure_core.cli.texts import current_language
from disclosure_core.codec import unstructure
from disclosure_core.legal import LegalBasis, Period
from disclosure_core.messages import Message

IDLE_WORDS: Mapping[IdleKind, Message] = {
    IdleKind.UNKNOWN_ITEM: Message("no layer defines the item any more"),
    IdleKind.NOT_HERE: Message("the item does not hold here any more"),
    IdleKind.NO_DIFFERENCE: Message("what is above says the same now"),
}
"""Why a refinement or omission has no effect."""

_NONE = Message("(none)")


def field_name(name: str) -> Message | str:
    """The name of a field in words."""
    return FIELD_NAMES.get(name, name)


def value_words(value: object) -> str:
    """A field's value as a person reads it, on one line, in the current language."""
    language = current_language()
    if value is None or value in ("", ()):
        return _NONE.text(language)
    if isinstance(value, tuple):
        return "；".join(value_words(each) for each in value)
    if isinstance(value, bool):
        return (Message("yes") if value else Message("no")).text(language)
    return printable(_one(value, language))


def _one(value: object, language: str) -> str:
    match value:
        case TimeLimit():
            return value.printed or limit_in_words(value).text(language)
        case LegalBasis():
            return value.printed or str(value)
        case ItemChannel():
            return value.printed
        case Period():
            return _period(value).text(language)
        case Audience():
            return AUDIENCES[value].text(language)
        case DisclosureMode():
            return MODES[value].text(language)
        case Level():
            return LEVELS[value].text(language)
        case Phase():
            return PHASES[value].text(language)
    return str(value)


def _period(period: Period) -> Message:
    if period.since and period.until:
        return Message("{since} to {until}", since=period.since, until=period.until)
    if period.since:
        return Message("from {since}", since=period.since)
    if period.until:
        return Message("until {until}", until=period.until)
    return Message("always")


def field_data(origin: FieldOrigin, layer_name: str) -> dict[str, object]:
    """A field with where it is from, as plain data."""
    return {
        "field": origin.field,
        "value": unstructure(origin.value),
        "layer": origin.layer,
        "layer_name": layer_name,
        "source": origin.source,
        "reason": origin.reason,
    }
