"""The catalogue's values in words: time limits, channels, audiences, modes, levels.

For pages, reports and the terminal, so that all of them say the same. Reading words off printed
tables is ``catalogue.phrases``.
"""

from collections.abc import Mapping

from disclosure_core.catalogue.phrases.time_limit import BEFORE_THE_EVENT
from disclosure_core.catalogue.values import (
    Audience,
    ChannelKind,
    DisclosureMode,
    Level,
    Phase,
    TimeLimit,
    TimeLimitClause,
    TimeLimitKind,
)
from disclosure_core.messages import Message

_LIMITS: Mapping[TimeLimitKind, Message] = {
    TimeLimitKind.IMMEDIATE: Message("without delay"),
    TimeLimitKind.REALTIME: Message("in real time"),
    TimeLimitKind.WITH_EVENT: Message("together with the event itself"),
    TimeLimitKind.ANNUAL: Message("every year"),
    TimeLimitKind.QUARTERLY: Message("every quarter"),
    TimeLimitKind.MONTHLY: Message("every month"),
    TimeLimitKind.FIXED_DATES: Message("on the dates printed"),
    TimeLimitKind.UNSPECIFIED: Message("no limit is set"),
}
"""What a limit says where it is not a number of days."""

CHANNELS: Mapping[ChannelKind, Message] = {
    ChannelKind.WEBSITE: Message("government website"),
    ChannelKind.GAZETTE: Message("government gazette"),
    ChannelKind.NEW_MEDIA: Message("government new media"),
    ChannelKind.PRESS_HEARING: Message("press conference or hearing"),
    ChannelKind.BROADCAST: Message("radio and television"),
    ChannelKind.PRINT: Message("printed media"),
    ChannelKind.READING_POINT: Message("public reading point"),
    ChannelKind.SERVICE_CENTER: Message("government service centre"),
    ChannelKind.CONVENIENCE_STATION: Message("convenience service station"),
    ChannelKind.HOUSEHOLD_ONSITE: Message("at home or on site"),
    ChannelKind.BULLETIN_BOARD: Message("notice board of village, community or company"),
    ChannelKind.TARGETED_PUSH: Message("pushed to those concerned"),
    ChannelKind.PLATFORM: Message("a platform of the domain"),
    ChannelKind.MEETING: Message("meeting"),
    ChannelKind.HOTLINE: Message("hotline"),
    ChannelKind.OTHER: Message("other channel"),
}
"""Kinds of channels (公开渠道和载体)."""

AUDIENCES: Mapping[Audience, Message] = {
    Audience.SOCIETY: Message("the whole of society"),
    Audience.SPECIFIC_GROUP: Message("a particular group"),
}
"""To whom (公开对象)."""

MODES: Mapping[DisclosureMode, Message] = {
    DisclosureMode.PROACTIVE: Message("on its own initiative"),
    DisclosureMode.ON_REQUEST: Message("on request"),
}
"""How (公开方式)."""

LEVELS: Mapping[Level, Message] = {
    Level.NATIONAL: Message("national level"),
    Level.PROVINCE: Message("province level"),
    Level.CITY: Message("city level"),
    Level.COUNTY: Message("county level"),
    Level.TOWN: Message("town level"),
    Level.VILLAGE: Message("village level"),
}
"""Which level of government (公开层级)."""

PHASES: Mapping[Phase, Message] = {
    Phase.DECISION: Message("decision"),
    Phase.EXECUTION: Message("execution"),
    Phase.MANAGEMENT: Message("management"),
    Phase.SERVICE: Message("service"),
    Phase.RESULT: Message("result"),
}
"""Which part of the work (五公开)."""


FIELD_NAMES: Mapping[str, Message] = {
    "domain": Message("domain"),
    "level1": Message("level 1 name"),
    "level2": Message("level 2 name"),
    "level3": Message("level 3 name"),
    "content": Message("content elements"),
    "bases": Message("legal basis"),
    "time_limit": Message("time limit"),
    "agency": Message("agency"),
    "channels": Message("channels"),
    "audience": Message("audience"),
    "audience_detail": Message("audience in detail"),
    "modes": Message("way of disclosure"),
    "levels": Message("levels"),
    "phases": Message("phases"),
    "service": Message("service item"),
    "item_type": Message("type of item"),
    "in_force": Message("in force"),
    "reason": Message("reason"),
}
"""The fields of an item, wherever one is told to differ or to be mistaken (字段名称)."""


def limit_in_words(limit: TimeLimit | TimeLimitClause) -> Message:
    """A time limit in words, without its clauses: ``within 20 working days``.

    A limit of a number of days whose number was not read says so.
    """
    if limit.note == BEFORE_THE_EVENT:
        return _before_the_event(limit)
    if limit.kind in (TimeLimitKind.WORKING_DAYS, TimeLimitKind.CALENDAR_DAYS):
        return _within(limit)
    if limit.kind is TimeLimitKind.UNSPECIFIED and limit.note == "standing":
        return Message("public at all times")
    return _LIMITS[limit.kind]


def _before_the_event(limit: TimeLimit | TimeLimitClause) -> Message:
    if limit.days is None:
        return Message("before the event itself")
    if limit.kind is TimeLimitKind.WORKING_DAYS:
        return Message("{days} working days before the event", days=limit.days)
    return Message("{days} days before the event", days=limit.days)


def _within(limit: TimeLimit | TimeLimitClause) -> Message:
    working = limit.kind is TimeLimitKind.WORKING_DAYS
    if limit.days is None:
        return Message("within some working days") if working else Message("within some days")
    if working:
        return Message("within {days} working days", days=limit.days)
    return Message("within {days} days", days=limit.days)
