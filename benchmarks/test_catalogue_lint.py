"""Lint of 100,000 items, beside a pandas ``duplicated`` and ``merge`` on the same facts.

``pytest benchmarks/test_catalogue_lint.py -s`` prints times and ratios. The pandas peer answers
less: it marks repeated ids and names letter for letter, joins the bases to the list on equal titles
and marks those that have ended; ours runs every rule, folds names and titles, and says where and
what to do. Both sides begin with their data in memory. Shapes: few bases cited by all, every item
with an unknown basis of its own (the worst for looking up), every item of one name. The ratio of
two sizes shows that time grows in proportion.
"""

from collections.abc import Callable
from datetime import date
from time import process_time

import pandas as pd
import pytest
from attrs import evolve

from disclosure_core.catalogue.bases.resolving import LegalList
from disclosure_core.catalogue.lint.running import lint
from disclosure_core.catalogue.lint.values import LintedItem, LintMatter
from disclosure_core.catalogue.values import (
    Audience,
    ChannelKind,
    DisclosureItem,
    DisclosureMode,
    ItemChannel,
    Level,
    TimeLimit,
    TimeLimitKind,
)
from disclosure_core.legal import LegalBasis, LegalDocument, Period

ON = date(2026, 11, 24)
COUNT = 100_000
MOST_TIMES_PANDAS = 400
"""What is allowed in the same run; pandas does far less, and machines differ in how much."""
GROWTH = 4
"""Times that twice as many items may take at most; in proportion it is 2, machines are noisy."""

DOCUMENTS = tuple(
    LegalDocument(
        title=f"第{number}号管理条例",
        number=f"国令第{number}号",
        in_force=Period(until=date(2020, 1, 1) if number % 10 == 0 else None),
    )
    for number in range(1, 401)
)
BASES = LegalList(DOCUMENTS)
CHANNELS = (ItemChannel(kind=ChannelKind.WEBSITE, printed="政府网站"),)
LIMIT = TimeLimit(kind=TimeLimitKind.WORKING_DAYS, days=20, printed="20个工作日内")


def common(number: int) -> DisclosureItem:
    """One of 26 domains, citing one of 400 listed documents; one in 100 repeats another."""
    named = number - number % 100 if number % 100 == 1 else number
    basis = number % 400 + 1
    return DisclosureItem(
        id=f"own:item-{number}",
        domain=f"china:domain-{named % 26}",
        level1=f"一级事项{named % 300}",
        level2=f"二级事项{named}",
        content=("名称", "内容"),
        bases=(LegalBasis(document=f"第{basis}号管理条例", number=f"国令第{basis}号"),),
        time_limit=LIMIT,
        agency="县应急管理局",
        channels=CHANNELS,
        audience=(Audience.SOCIETY,),
        modes=(DisclosureMode.PROACTIVE,),
        levels=(Level.COUNTY,),
    )


def unlisted(number: int) -> DisclosureItem:
    return evolve(common(number), bases=(LegalBasis(document=f"某地第{number}号管理办法"),))


def alike(number: int) -> DisclosureItem:
    return evolve(common(number), domain="china:one", level1="政策文件", level2="文件")


def matter(make: Callable[[int], DisclosureItem], count: int) -> LintMatter:
    items = (LintedItem(item=make(number), number=number) for number in range(count))
    return LintMatter(items=tuple(items), on=ON, bases=BASES)


def by_pandas(items: pd.DataFrame, documents: pd.DataFrame) -> int:
    twice = items["id"].duplicated().sum() + items.duplicated(["domain", "level1", "level2"]).sum()
    joined = items.merge(documents, on="title", how="left")
    return int(twice + joined["number"].isna().sum() + (joined["until"] < pd.Timestamp(ON)).sum())


def frames(looked: LintMatter) -> tuple[pd.DataFrame, pd.DataFrame]:
    items = pd.DataFrame(
        [
            (item.id, item.domain, item.level1, item.level2, item.bases[0].document)
            for item in (each.item for each in looked.items)
        ],
        columns=["id", "domain", "level1", "level2", "title"],
    )
    documents = pd.DataFrame(
        [(each.title, each.number, each.in_force.until) for each in DOCUMENTS],
        columns=["title", "number", "until"],
    )
    documents["until"] = pd.to_datetime(documents["until"])
    return items, documents


def seconds(work: Callable[[], object]) -> float:
    begun = process_time()
    work()
    return process_time() - begun


@pytest.mark.parametrize("make", [common, unlisted, alike])
def test_100_000_items(make: Callable[[int], DisclosureItem]) -> None:
    looked = matter(make, COUNT)
    items, documents = frames(looked)
    peer = min(seconds(lambda: by_pandas(items, documents)) for _ in range(3))
    half = evolve(looked, items=looked.items[: COUNT // 2])
    smaller = seconds(lambda: lint(half))
    begun = process_time()
    findings = len(lint(looked).findings)
    whole = process_time() - begun
    print(  # noqa: T201
        f"\n{make.__name__}: {whole:.2f} s for {COUNT:,} items and {findings:,} findings, "
        f"{whole / peer:.0f} × pandas ({peer:.3f} s), {whole / smaller:.2f} × half as many"
    )
    assert whole < MOST_TIMES_PANDAS * peer
    assert whole / smaller < GROWTH
