"""What a catalogue is made of: domains, items, time limits, channels, layers, fulfilments.

Frozen values only. Reading printed tables is ``catalogue.tables``, phrases are
``catalogue.phrases``, putting layers together is ``catalogue.layers``, measuring is
``catalogue.coverage``.
"""

from datetime import date
from enum import StrEnum

from attrs import field, frozen, validators

from disclosure_core.legal import ALWAYS, LegalBasis, Period


class TimeLimitKind(StrEnum):
    """How a time limit is counted (公开时限)."""

    WORKING_DAYS = "working_days"
    """个工作日内"""
    CALENDAR_DAYS = "calendar_days"
    """日内, 天内"""
    IMMEDIATE = "immediate"
    """及时、立即: without delay, no number of days"""
    REALTIME = "realtime"
    """实时"""
    WITH_EVENT = "with_event"
    """随事件: at the same time as the event itself"""
    ANNUAL = "annual"
    """每年, by a date where one is printed"""
    QUARTERLY = "quarterly"
    """每季度"""
    MONTHLY = "monthly"
    """每月"""
    FIXED_DATES = "fixed_dates"
    """printed dates"""
    UNSPECIFIED = "unspecified"
    """长期、永久、常年公开 (note ``standing``), or words that set no limit"""


@frozen(kw_only=True)
class TimeLimitClause:
    """One part of a limit of several parts: what it applies to, and its limit."""

    applies_to: str
    kind: TimeLimitKind
    days: int | None = None
    note: str | None = None


@frozen(kw_only=True)
class TimeLimit:
    """When an item must be public (公开时限), as a value beside the words as printed.

    ``days`` is a number of working or calendar days by ``kind``; ``None`` for the other kinds.
    Where the limit has several parts, ``clauses`` holds them and the first printed number counts
    as the main one. ``note`` says what the kind does not (``standing``, ``before the event``).
    """

    kind: TimeLimitKind
    days: int | None = None
    clauses: tuple[TimeLimitClause, ...] = ()
    printed: str = ""
    note: str | None = None


UNSPECIFIED_LIMIT = TimeLimit(kind=TimeLimitKind.UNSPECIFIED)
"""The table says nothing that sets a limit."""


class ChannelKind(StrEnum):
    """What a printed channel is (公开渠道和载体), whatever its local name."""

    WEBSITE = "website"
    """政府网站"""
    GAZETTE = "gazette"
    """政府公报"""
    NEW_MEDIA = "new_media"
    """两微一端、政务新媒体"""
    PRESS_HEARING = "press_hearing"
    """发布会、听证会"""
    BROADCAST = "broadcast"
    """广播电视"""
    PRINT = "print"
    """纸质媒体"""
    READING_POINT = "reading_point"
    """公开查阅点"""
    SERVICE_CENTER = "service_center"
    """政务服务中心"""
    CONVENIENCE_STATION = "convenience_station"
    """便民服务站"""
    HOUSEHOLD_ONSITE = "household_onsite"
    """入户、现场"""
    BULLETIN_BOARD = "bulletin_board"
    """社区、企事业单位、村公示栏（电子屏）"""
    TARGETED_PUSH = "targeted_push"
    """精准推送"""
    PLATFORM = "platform"
    """a named platform of the domain: 投资项目在线审批监管平台、信用中国"""
    MEETING = "meeting"
    """会议"""
    HOTLINE = "hotline"
    """热线"""
    OTHER = "other"
    """其他"""


@frozen(kw_only=True)
class ItemChannel:
    """A channel an item is to be published on: its kind, its printed name, must or may."""

    kind: ChannelKind
    printed: str
    required: bool = True


class Audience(StrEnum):
    """To whom an item is disclosed (公开对象)."""

    SOCIETY = "society"
    """全社会"""
    SPECIFIC_GROUP = "specific_group"
    """特定群体、特定群众"""


class DisclosureMode(StrEnum):
    """How an item is disclosed (公开方式)."""

    PROACTIVE = "proactive"
    """主动公开"""
    ON_REQUEST = "on_request"
    """依申请公开"""


class Level(StrEnum):
    """Level of government that discloses an item (公开层级)."""

    NATIONAL = "national"
    """国家级"""
    PROVINCE = "province"
    """省级"""
    CITY = "city"
    """市级、州级"""
    COUNTY = "county"
    """县级"""
    TOWN = "town"
    """乡级、镇级、街道"""
    VILLAGE = "village"
    """村级、社区"""


@frozen(kw_only=True)
class Domain:
    """A field of disclosure (试点领域) such as 重大建设项目.

    ``names`` are other printed names of it (列: 农村集体土地征收 for 征地补偿). ``number`` is its
    place in the national list where it has one.
    """

    id: str
    name: str = field(validator=validators.min_len(1))
    names: tuple[str, ...] = ()
    number: int | None = None
    basis: LegalBasis | None = None
    in_force: Period = ALWAYS
    source: str | None = None


@frozen(kw_only=True)
class DisclosureItem:
    """A duty to disclose (公开事项): what, why, by when, by whom, where, to whom.

    ``id`` survives renaming and is never used again. ``domain`` is a domain's id. ``content`` are
    the elements a release must show (公开内容要素). ``service`` tells service items (政务服务事项)
    from others; ``None`` where nobody decided. ``source`` is where the row was read.
    """

    id: str
    domain: str
    level1: str
    level2: str | None = None
    level3: str | None = None
    content: tuple[str, ...] = ()
    bases: tuple[LegalBasis, ...] = ()
    time_limit: TimeLimit = UNSPECIFIED_LIMIT
    agency: str | None = None
    channels: tuple[ItemChannel, ...] = ()
    audience: tuple[Audience, ...] = ()
    audience_detail: str | None = None
    modes: tuple[DisclosureMode, ...] = ()
    levels: tuple[Level, ...] = ()
    service: bool | None = None
    in_force: Period = ALWAYS
    source: str | None = None

    @property
    def title(self) -> str:
        """The most particular name: level 3, else level 2, else level 1."""
        return self.level3 or self.level2 or self.level1

    @property
    def path(self) -> tuple[str, ...]:
        """The names from level 1 down, those that are given."""
        return tuple(name for name in (self.level1, self.level2, self.level3) if name)


@frozen(kw_only=True)
class Refinement:
    """A lower layer changes fields of an item that a higher layer defined, and says why.

    Only the fields given (not ``None``) change.
    """

    item: str
    reason: str = field(validator=validators.min_len(1))
    agency: str | None = None
    time_limit: TimeLimit | None = None
    channels: tuple[ItemChannel, ...] | None = None
    content: tuple[str, ...] | None = None
    audience_detail: str | None = None


@frozen(kw_only=True)
class Omission:
    """A lower layer leaves an item out (不适用), and says why."""

    item: str
    reason: str = field(validator=validators.min_len(1))


@frozen(kw_only=True)
class CatalogueLayer:
    """What one level of government adds to, refines in or leaves out of the catalogue (目录层).

    ``over`` is the id of the layer beneath, ``None`` for a base layer. ``region`` is the id of the
    region it holds for, ``None`` where it holds everywhere beneath its level.
    """

    id: str
    name: str
    level: Level
    over: str | None = None
    region: str | None = None
    items: tuple[DisclosureItem, ...] = ()
    refinements: tuple[Refinement, ...] = ()
    omissions: tuple[Omission, ...] = ()
    in_force: Period = ALWAYS
    source: str | None = None


@frozen(kw_only=True)
class Fulfilment:
    """A release that fulfils an item: the value coverage is measured against (履行)."""

    item: str
    release: str
    published_on: date
    channel: str
    agency: str | None = None
