"""Regions, agencies, service points, post holders, changes, pilots, reported figures (组织机构).

A dated tree. Whatever changes is a new entry with its period in force: a renamed bureau has two
entries with one id, and an :class:`OrganisationChange` says when and why. Values only; the tree is
``organisation.tree``, what is wrong with it ``organisation.checking``.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from attrs import field, frozen, validators

from disclosure_core.errors import DataError
from disclosure_core.legal import ALWAYS, LegalBasis, Period
from disclosure_core.messages import Message

_MOBILE = re.compile(r"1[3-9]\d{9}")
_NOT_DIGITS = re.compile(r"\D")


class RegionKind(StrEnum):
    """What a region is (区域类别); the level of government is a field of its own."""

    PROVINCE = "province"
    """省、自治区、直辖市"""
    CITY = "city"
    """设区的市、自治州"""
    COUNTY = "county"
    """县、区、县级市"""
    TOWN = "town"
    """镇"""
    TOWNSHIP = "township"
    """乡"""
    STREET = "street"
    """街道"""
    VILLAGE = "village"
    """村"""
    COMMUNITY = "community"
    """社区"""
    PARK = "park"
    """园区"""
    BONDED_ZONE = "bonded_zone"
    """综合保税区"""


PARK_LEVEL = "park"
"""The level of parks and zones (园区、综保区): beside the towns, and no level of government."""

LEVEL_OF_KIND: Mapping[RegionKind, str] = MappingProxyType(
    {
        RegionKind.PROVINCE: "province",
        RegionKind.CITY: "city",
        RegionKind.COUNTY: "county",
        RegionKind.TOWN: "town",
        RegionKind.TOWNSHIP: "town",
        RegionKind.STREET: "town",
        RegionKind.VILLAGE: "village",
        RegionKind.COMMUNITY: "village",
        RegionKind.PARK: PARK_LEVEL,
        RegionKind.BONDED_ZONE: PARK_LEVEL,
    }
)
"""The level that a region of each kind has."""


@frozen(kw_only=True)
class Region:
    """A place with a government or an administration (区域): county, town, village, park.

    ``level`` is one of the catalogue's levels by its value (``county``, ``town``, ``village``), or
    ``park`` for parks and zones. ``kind`` says more: a town or a street. ``code`` is the
    administrative division code where it is known (区划代码). ``names`` are other names of it.
    """

    id: str
    name: str = field(validator=validators.min_len(1))
    level: str
    kind: RegionKind | None = None
    names: tuple[str, ...] = ()
    within: str | None = None
    code: str | None = None
    in_force: Period = ALWAYS
    source: str | None = None


@frozen(kw_only=True)
class Agency:
    """A body that discloses (公开主体): department, town government, authorised organisation.

    ``domains`` are the ids of the domains it is responsible for in its region.
    """

    id: str
    name: str = field(validator=validators.min_len(1))
    region: str
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    within: str | None = None
    in_force: Period = ALWAYS
    source: str | None = None


class ServicePointKind(StrEnum):
    """What a service point is (服务场所类别)."""

    SERVICE_HALL = "service_hall"
    """政务服务大厅、政务服务中心"""
    CONVENIENCE_CENTER = "convenience_center"
    """镇（街）便民服务中心"""
    CONVENIENCE_STATION = "convenience_station"
    """村（社区）便民服务站"""
    PARK_STATION = "park_station"
    """园区服务点"""
    READING_POINT = "reading_point"
    """政府信息公开查阅点"""
    LIBRARY = "library"
    """图书馆"""
    ARCHIVES = "archives"
    """档案馆"""


@frozen(kw_only=True)
class ServicePoint:
    """A place where people are served and may read what is disclosed (服务场所).

    ``region`` is the id of the region it lies in, ``agency`` of the agency that runs it.
    ``address`` and ``hours`` (开放时间) are as printed.
    """

    id: str
    name: str = field(validator=validators.min_len(1))
    kind: ServicePointKind
    region: str
    agency: str | None = None
    address: str | None = None
    hours: str | None = None
    in_force: Period = ALWAYS
    source: str | None = None


class PostRole(StrEnum):
    """Which post of an agency answers for disclosure (职责)."""

    HEAD = "head"
    """主要负责人"""
    DEPUTY = "deputy"
    """分管负责人"""
    OFFICER = "officer"
    """政务公开专干、经办人"""


def _office_number(_instance: object, _attribute: object, value: str | None) -> None:
    if value is not None and _MOBILE.search(_NOT_DIGITS.sub("", value)):
        raise DataError(
            Message("a mobile number is a person's; give the number of the office, or none")
        )


@frozen(kw_only=True)
class Responsible:
    """Who holds a post that answers for disclosure (责任人), and from when until when.

    The name of a post holder is a public fact; nothing else of the person is kept.
    ``office_phone`` is the number of the office (办公电话); a mobile number is refused. ``source``
    is where the name was read: one that nobody has read anywhere is not kept.
    """

    agency: str
    role: PostRole
    name: str = field(validator=validators.min_len(1))
    source: str = field(validator=validators.min_len(1))
    office_phone: str | None = field(default=None, validator=_office_number)
    in_force: Period = ALWAYS


class ChangeKind(StrEnum):
    """What became of regions or agencies (沿革方式)."""

    RENAMED = "renamed"
    """更名: one for one"""
    MERGED = "merged"
    """合并: several became one"""
    SPLIT = "split"
    """拆分: one became several"""
    ABOLISHED = "abolished"
    """撤销: nothing came after"""
    REORGANISED = "reorganised"
    """重组: several for several"""


@frozen(kw_only=True)
class OrganisationChange:
    """On a day some regions or agencies gave way to others (机构沿革、区划调整).

    ``before`` are the ids that ended the day before ``on``, ``after`` those that stand from ``on``.
    What only changes its name keeps its id and stands on both sides. The entries themselves carry
    their periods in force.
    """

    before: tuple[str, ...] = field(validator=validators.min_len(1))
    after: tuple[str, ...] = ()
    on: date
    reason: str = field(validator=validators.min_len(1))
    basis: LegalBasis | None = None
    source: str | None = None

    @property
    def kind(self) -> ChangeKind:
        """Renamed, merged, split, abolished or reorganised, by how many stand on either side."""
        match len(self.before), len(self.after):
            case _, 0:
                return ChangeKind.ABOLISHED
            case 1, 1:
                return ChangeKind.RENAMED
            case 1, _:
                return ChangeKind.SPLIT
            case _, 1:
                return ChangeKind.MERGED
        return ChangeKind.REORGANISED


@frozen(kw_only=True)
class PilotClaim:
    """A region takes a domain upon itself as pilot (认领试点领域), to work it out for others.

    ``claimed_on`` is the day where it is known; ``printed`` keeps the words that say when.
    """

    domain: str
    region: str | None = None
    agency: str | None = None
    claimed_on: date | None = None
    printed: str | None = None
    claimed_by: str | None = None
    reason: str | None = None
    basis: LegalBasis | None = None
    source: str | None = None


class Bound(StrEnum):
    """How a printed number is meant (数值口径)."""

    EXACT = "exact"
    """as printed"""
    AT_LEAST = "at_least"
    """以上: this or more"""
    MORE_THAN = "more_than"
    """余: more than this"""


class OwnMeasure(StrEnum):
    """What an office counts itself, to be shown beside a reported figure (本系统统计)."""

    ITEMS = "items"
    """items that hold here"""
    SERVICE_ITEMS = "service_items"
    """政务服务事项"""
    OTHER_ITEMS = "other_items"
    """非政务服务事项"""
    RELEASES = "releases"
    """releases the public can see"""
    DOMAINS = "domains"
    """domains in force"""
    TOWNS = "towns"
    """towns and streets in the tree"""
    VILLAGES = "villages"
    """villages and communities in the tree"""
    PILOTS = "pilots"
    """domains the office itself has claimed as pilots"""


@frozen(kw_only=True)
class ReportedFigure:
    """A number that somebody reported (报告数据): a quotation, never a measurement of ours.

    ``value`` is exact, in ``unit``; ``bound`` says whether more was meant. ``as_of`` is the span of
    days it is about. ``reporter`` said it, ``source`` is where, ``printed`` in which words.
    ``parts`` are the ids of figures that are said to add up to it. ``measure`` names what an office
    may count itself to be shown beside it.
    """

    id: str
    name: str = field(validator=validators.min_len(1))
    value: Decimal
    unit: str = field(validator=validators.min_len(1))
    reporter: str = field(validator=validators.min_len(1))
    source: str = field(validator=validators.min_len(1))
    printed: str | None = None
    bound: Bound = Bound.EXACT
    as_of: Period = ALWAYS
    parts: tuple[str, ...] = ()
    measure: OwnMeasure | None = None
    region: str | None = None


@frozen(kw_only=True)
class Organisation:
    """What a plugin knows of the organisation of its place (组织机构)."""

    regions: tuple[Region, ...] = ()
    agencies: tuple[Agency, ...] = ()
    service_points: tuple[ServicePoint, ...] = ()
    responsible: tuple[Responsible, ...] = ()
    changes: tuple[OrganisationChange, ...] = ()
    pilots: tuple[PilotClaim, ...] = ()
    reported_figures: tuple[ReportedFigure, ...] = ()


def joined(organisations: tuple[Organisation, ...]) -> Organisation:
    """All of them as one."""
    return Organisation(
        regions=tuple(each for one in organisations for each in one.regions),
        agencies=tuple(each for one in organisations for each in one.agencies),
        service_points=tuple(each for one in organisations for each in one.service_points),
        responsible=tuple(each for one in organisations for each in one.responsible),
        changes=tuple(each for one in organisations for each in one.changes),
        pilots=tuple(each for one in organisations for each in one.pilots),
        reported_figures=tuple(each for one in organisations for each in one.reported_figures),
    )
