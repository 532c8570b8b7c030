"""What is disclosed: domains, types of items, items."""

from enum import StrEnum

from attrs import field, frozen, validators

from disclosure_core.catalogue.values.channels import ItemChannel
from disclosure_core.catalogue.values.time_limits import UNSPECIFIED_LIMIT, TimeLimit
from disclosure_core.legal import ALWAYS, LegalBasis, Period


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


class Phase(StrEnum):
    """The part of the work an item opens (五公开)."""

    DECISION = "decision"
    """决策公开"""
    EXECUTION = "execution"
    """执行公开"""
    MANAGEMENT = "management"
    """管理公开"""
    SERVICE = "service"
    """服务公开"""
    RESULT = "result"
    """结果公开"""


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
class ItemType:
    """A type of item that has content elements of its own (事项类型): 行政许可, 行政处罚.

    ``content`` are the elements that a release of any item of this type must show, besides those
    the item names itself. ``basis`` is what asks for them.
    """

    id: str
    name: str = field(validator=validators.min_len(1))
    content: tuple[str, ...] = field(validator=validators.min_len(1))
    basis: LegalBasis
    in_force: Period = ALWAYS
    source: str | None = None


@frozen(kw_only=True)
class DisclosureItem:
    """A duty to disclose (公开事项): what, why, by when, by whom, where, to whom.

    ``id`` survives renaming and is never used again. ``domain`` is a domain's id. ``content`` are
    the elements a release must show (公开内容要素). ``service`` tells service items (政务服务事项)
    from others; ``None`` where nobody decided. ``phases`` are the parts of the work it opens.
    ``item_type`` is the id of its type, if it has one. ``reason`` is why a lower layer adds it, for
    items that no guide prints. ``source`` is where the row was read.
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
    phases: tuple[Phase, ...] = ()
    item_type: str | None = None
    in_force: Period = ALWAYS
    reason: str | None = None
    source: str | None = None

    @property
    def title(self) -> str:
        """The most particular name: level 3, else level 2, else level 1."""
        return self.level3 or self.level2 or self.level1

    @property
    def path(self) -> tuple[str, ...]:
        """The names from level 1 down, those that are given."""
        return tuple(name for name in (self.level1, self.level2, self.level3) if name)
