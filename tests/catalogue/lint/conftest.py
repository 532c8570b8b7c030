"""A catalogue without a fault, and what its lint rests on."""

from collections.abc import Callable
from datetime import date

import pytest
from attrs import evolve

from disclosure_core.catalogue.bases.resolving import LegalList
from disclosure_core.catalogue.lint.running import lint
from disclosure_core.catalogue.lint.values import LintedItem, LintMatter, LintReport
from disclosure_core.catalogue.values import (
    Audience,
    ChannelKind,
    DisclosureItem,
    DisclosureMode,
    Domain,
    ItemChannel,
    Level,
    TimeLimit,
    TimeLimitKind,
)
from disclosure_core.legal import LegalArticle, LegalBasis, LegalDocument, Period
from disclosure_core.organisation.names import AgencyNames
from disclosure_core.organisation.values import (
    Agency,
    Organisation,
    OrganisationChange,
)

ON = date(2026, 11, 24)
OLD = LegalDocument(
    title="政府信息公开条例",
    number="国令第492号",
    in_force=Period(since=date(2008, 5, 1), until=date(2019, 5, 14)),
    replaced_by="政府信息公开条例",
    last_article=38,
    articles=(LegalArticle(number=9, about="应当主动公开的基本要求", went_to=(19,)),),
    unverified=True,
)
NEW = LegalDocument(
    title="政府信息公开条例",
    number="国令第711号",
    in_force=Period(since=date(2019, 5, 15)),
    last_article=56,
    articles=(
        LegalArticle(number=14, about="国家秘密等不予公开的信息", instead=(19, 20, 21)),
        LegalArticle(number=20, about="应当主动公开的十五项信息"),
    ),
)
LAW = LegalDocument(
    title="安全生产法", number="主席令第70号", in_force=Period(since=date(2002, 11, 1))
)
OPINION = LegalDocument(title="关于全面推进政务公开工作的意见", number="中办发〔2016〕8号")
TWINS = (
    LegalDocument(title="财政部关于做好信息公开工作的通知"),
    LegalDocument(title="教育部关于做好信息公开工作的通知"),
)
BASES = LegalList((OLD, NEW, LAW, OPINION, *TWINS))
SAFETY = Domain(id="china:work-safety", name="安全生产")
ORGANISATION = Organisation(
    agencies=(
        Agency(id="own:emergency", name="示例县应急管理局", names=("应急局",), region="own:county"),
        Agency(
            id="own:safety",
            name="示例县安监局",
            region="own:county",
            in_force=Period(until=date(2019, 3, 1)),
        ),
    ),
    changes=(
        OrganisationChange(
            before=("own:safety",),
            after=("own:emergency",),
            on=date(2019, 3, 2),
            reason="机构改革",
        ),
    ),
)
BASIS = LegalBasis(document="政府信息公开条例", number="国令第711号", article="第二十条")
ITEM = DisclosureItem(
    id="own:penalties",
    domain="china:work-safety",
    level1="依法行政",
    level2="行政处罚",
    content=("处罚决定书文号",),
    bases=(BASIS,),
    time_limit=TimeLimit(kind=TimeLimitKind.WORKING_DAYS, days=20, printed="20个工作日内"),
    agency="县应急管理局",
    channels=(ItemChannel(kind=ChannelKind.WEBSITE, printed="政府网站"),),
    audience=(Audience.SOCIETY,),
    modes=(DisclosureMode.PROACTIVE,),
    levels=(Level.COUNTY,),
)
MATTER = LintMatter(
    items=(),
    on=ON,
    bases=BASES,
    domains=(SAFETY,),
    agencies=AgencyNames.of(ORGANISATION),
    region_names=("示例县",),
)

Lint = Callable[..., LintReport]


def linted(*items: DisclosureItem, **more: object) -> tuple[LintedItem, ...]:
    return tuple(
        LintedItem(item=item, number=number, file="目录.xlsx", place=f"目录 A{number + 3}", **more)
        for number, item in enumerate(items)
    )


@pytest.fixture
def look() -> Lint:
    """``look(item, …, guideline=…)``: the report on some items, all else without a fault."""

    def report(*items: DisclosureItem, **more: object) -> LintReport:
        return lint(evolve(MATTER, items=linted(*items), **more))

    return report
