"""Freshness: columns updated within the age of their kind ÷ columns with content (栏目更新).

Fourteen days for columns of news and activity, six months for notices and policy documents, one
year for the rest. The ages are data with their ground, so that a stricter local rule is a value of
its own. Boundaries are said: day 14 is in time; months run by the calendar, held to the month's
last day; content without a date counts as not updated. A column that never had content is blank,
and is counted by :func:`filled` alone, so that no fault counts twice.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from attrs import field, frozen, validators

from disclosure_core.catalogue.measures.rates import rate_formula, rate_of
from disclosure_core.catalogue.measures.values import Counted, Excluded, Measure
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message

INSPECTION = LegalBasis(
    document="政府网站与政务新媒体检查指标", number="国办秘函〔2019〕19号", article="单项否决指标"
)
"""The inspection's veto on columns that are not updated or blank."""


class SiteColumnKind(StrEnum):
    """What a column of a site holds, by how often it must change (栏目类别)."""

    DYNAMIC = "dynamic"
    """动态、要闻"""
    NOTICE_POLICY = "notice_policy"
    """通知公告、政策文件"""
    OTHER = "other"
    """人事、规划计划及其他基本信息"""


@frozen(kw_only=True)
class AllowedAge:
    """How old the newest content of a kind of column may be (更新期限): days or months."""

    days: int | None = None
    months: int | None = None
    basis: LegalBasis

    def last_day(self, updated: date) -> date:
        """The last day on which content of ``updated`` is fresh, itself included."""
        if self.months is None:
            return updated + timedelta(days=self.days or 0)
        year, month = divmod(updated.year * 12 + updated.month - 1 + self.months, 12)
        return date(year, month + 1, min(updated.day, monthrange(year, month + 1)[1]))

    @property
    def text(self) -> Message:
        """The age in words."""
        if self.months is None:
            return Message("{days} days", days=self.days)
        return Message("{months} months", months=self.months)


ALLOWED_AGES: Mapping[SiteColumnKind, AllowedAge] = MappingProxyType(
    {
        SiteColumnKind.DYNAMIC: AllowedAge(days=14, basis=INSPECTION),
        SiteColumnKind.NOTICE_POLICY: AllowedAge(months=6, basis=INSPECTION),
        SiteColumnKind.OTHER: AllowedAge(months=12, basis=INSPECTION),
    }
)
"""The ages of the 2019 inspection; the year for other columns is how inspectors' tools apply it."""


@frozen(kw_only=True)
class SiteColumn:
    """A column of a site (栏目), as it stands on the day looked at.

    ``pieces`` is how much content it holds; ``updated_on`` the date of the newest, ``None`` where
    nothing has a date. ``exempt`` says why it need not be updated (a finished special topic).
    """

    id: str
    name: str
    kind: SiteColumnKind = field(converter=SiteColumnKind)
    pieces: int = field(validator=validators.ge(0))
    updated_on: date | None = None
    domain: str | None = None
    agency: str | None = None
    region: str | None = None
    exempt: str | None = None


FRESHNESS = rate_formula(
    "freshness",
    name=Message("Freshness of columns"),
    met=Message("columns updated within their age"),
    counted=Message("columns with content that must be updated"),
    undefined=Message("no column must be updated"),
    basis=INSPECTION,
)
"""Columns in time ÷ columns with content, in percent with two places, half up."""

FILLED = rate_formula(
    "filled",
    name=Message("Columns with content"),
    met=Message("columns with content"),
    counted=Message("columns"),
    undefined=Message("there are no columns"),
    basis=INSPECTION,
)
"""Columns that are not blank ÷ columns, in percent with two places, half up."""


def freshness(
    columns: Iterable[SiteColumn],
    *,
    on: date,
    ages: Mapping[SiteColumnKind, AllowedAge] = ALLOWED_AGES,
) -> Measure:
    """The share of columns updated in time, of those with content; the list is of stale ones."""
    counted: list[Counted] = []
    excluded: list[Excluded] = []
    for each in columns:
        if each.pieces == 0:
            excluded.append(_left_out(each, Message("blank: it never had content")))
        elif each.exempt:
            excluded.append(_left_out(each, Message("exempt: {reason}", reason=each.exempt)))
        else:
            counted.append(_aged(each, ages[each.kind], on))
    method = tuple(Message("{kind}: {age}", kind=KINDS[kind], age=ages[kind].text) for kind in ages)
    return rate_of(FRESHNESS, counted, excluded, on=on, method=(*method, *_BOUNDARIES))


def filled(columns: Sequence[SiteColumn], *, on: date) -> Measure:
    """The share of columns with content; the list is of the blank ones."""
    counted = [
        _counted(each, fresh=each.pieces > 0, note=None if each.pieces else Message("blank"))
        for each in columns
    ]
    return rate_of(FILLED, counted, on=on)


KINDS: Mapping[SiteColumnKind, Message] = MappingProxyType(
    {
        SiteColumnKind.DYNAMIC: Message("news and activity"),
        SiteColumnKind.NOTICE_POLICY: Message("notices and policy documents"),
        SiteColumnKind.OTHER: Message("other columns"),
    }
)
"""Kinds of columns, in words."""

_BOUNDARIES = (
    Message("The last day of an age is in time; months are held to the last day of a month."),
    Message("Content without a date counts as not updated."),
)


def _aged(each: SiteColumn, age: AllowedAge, on: date) -> Counted:
    if each.updated_on is None:
        return _counted(each, fresh=False, note=Message("nothing in it has a date"))
    last = age.last_day(each.updated_on)
    if on <= last:
        return _counted(each, fresh=True, note=None)
    note = Message(
        "last updated {updated}, fresh until {last} ({age})",
        updated=each.updated_on,
        last=last,
        age=age.text,
    )
    return _counted(each, fresh=False, note=note)


def _counted(each: SiteColumn, *, fresh: bool, note: Message | None) -> Counted:
    return Counted(
        subject=each.id,
        name=each.name,
        value=int(fresh),
        domain=each.domain,
        agency=each.agency,
        region=each.region,
        explained=note,
    )


def _left_out(each: SiteColumn, reason: Message) -> Excluded:
    return Excluded(
        subject=each.id,
        name=each.name,
        reason=reason,
        domain=each.domain,
        agency=each.agency,
        region=each.region,
    )
