"""Comparing two catalogues of 100,000 items, beside a pandas merge on exact keys in the same run.

``pytest benchmarks/test_catalogue_comparison.py`` prints for each shape of catalogue the time, the
ratio to the merge, and how many of the items that were changed on purpose were found. The merge
answers less: it joins rows whose domain and names are equal letter for letter, and knows neither
renamed items nor what fields differ; it is the yardstick of how fast this machine is at the moment.

Time is processor time, because a shared machine is never equally fast twice; the wall clock is
printed beside it. The goal is 10 s on a quiet machine of 2 cores; the test asks for a ratio. The
right side is made of new texts and values, as a second file would give them.

The shapes: many domains; all items in one domain; all of one name; all alike in everything but the
agency; a fifth of the names changed at random. Memory is measured at two sizes, of which the larger
may take at most in proportion.
"""

import json
import tracemalloc
from collections.abc import Callable
from random import Random
from time import perf_counter, process_time

import pandas as pd
import pytest
from attrs import evolve, frozen

from disclosure_core.catalogue.comparison.comparing import compare_catalogues
from disclosure_core.catalogue.comparison.values import CatalogueComparison
from disclosure_core.catalogue.values import (
    Audience,
    ChannelKind,
    DisclosureItem,
    DisclosureMode,
    ItemChannel,
    TimeLimit,
    TimeLimitKind,
)
from disclosure_core.codec import structure, unstructure
from disclosure_core.legal import LegalBasis

COUNT = 100_000
MOST_TIMES_THE_MERGE = 15
LAWS = [LegalBasis(document=f"第{number}号管理条例", article="第六条") for number in range(300)]
CHANNELS = (
    ItemChannel(kind=ChannelKind.WEBSITE, printed="政府网站"),
    ItemChannel(kind=ChannelKind.BULLETIN_BOARD, printed="村公示栏", required=False),
)
LIMIT = TimeLimit(kind=TimeLimitKind.WORKING_DAYS, days=20, printed="20个工作日内")
THINGS = [
    "农村",
    "危房",
    "改造",
    "低保",
    "对象",
    "学校",
    "医院",
    "道路",
    "河道",
    "市场",
    "食品",
    "药品",
    "养老",
    "机构",
    "图书",
    "场馆",
    "环境",
    "土地",
    "房屋",
    "补贴",
    "资金",
    "项目",
    "招生",
    "学区",
    "用水",
    "用电",
    "用气",
    "垃圾",
    "绿化",
    "排污",
    "林木",
    "渔业",
    "农机",
    "种粮",
    "救灾",
    "物资",
    "就业",
    "培训",
    "社保",
    "医保",
    "户口",
    "居住",
    "驾驶",
    "车辆",
    "校车",
    "公证",
    "律师",
    "调解",
    "仲裁",
    "援助",
]
DEEDS = [
    "申请",
    "审核",
    "登记",
    "变更",
    "注销",
    "发放",
    "分配",
    "建设",
    "验收",
    "监测",
    "抽检",
    "评估",
    "认定",
    "备案",
    "巡查",
    "监督",
]
KINDS = [
    "条件",
    "标准",
    "名单",
    "结果",
    "流程",
    "指南",
    "计划",
    "报告",
    "公告",
    "清单",
    "办法",
    "方案",
    "统计",
    "目录",
    "依据",
    "时限",
]


def name(chance: Random) -> str:
    """A name as catalogues have them: what, what is done to it, what is disclosed."""
    what = chance.choice(THINGS) + chance.choice(THINGS) + chance.choice(THINGS)
    return what + chance.choice(DEEDS) + chance.choice(KINDS)


def catalogue(count: int = COUNT, domains: int = 26) -> list[DisclosureItem]:
    """Items without ids, as files give them."""
    chance = Random(20201130)
    return [
        DisclosureItem(
            id="",
            domain=f"领域{number % domains}",
            level1=chance.choice(THINGS) + chance.choice(DEEDS),
            level2=name(chance),
            content=tuple(name(chance) for _ in range(chance.randrange(2, 7))),
            bases=(chance.choice(LAWS), chance.choice(LAWS)),
            time_limit=LIMIT,
            agency=f"{chance.choice(THINGS)}局",
            channels=CHANNELS,
            audience=(Audience.SOCIETY,),
            modes=(DisclosureMode.PROACTIVE,),
        )
        for number in range(count)
    ]


def shuffled(items: list[DisclosureItem]) -> list[DisclosureItem]:
    """The same items in another order."""
    other = items[:]
    Random(7).shuffle(other)
    return other


def some_changed(items: list[DisclosureItem]) -> list[DisclosureItem]:
    """One in a hundred missing; of the others, one in ten with an element more, shuffled."""
    chance = Random(11)
    kept = [item for number, item in enumerate(items) if number % 100]
    return shuffled(
        [
            evolve(item, content=(*item.content, name(chance))) if number % 10 == 0 else item
            for number, item in enumerate(kept)
        ]
    )


def some_renamed(items: list[DisclosureItem]) -> list[DisclosureItem]:
    """A fifth with a word of their name replaced, shuffled."""
    chance = Random(13)
    return shuffled(
        [
            evolve(item, level2=chance.choice(THINGS) + str(item.level2)[2:])
            if number % 5 == 0
            else item
            for number, item in enumerate(items)
        ]
    )


def in_one_domain(items: list[DisclosureItem]) -> list[DisclosureItem]:
    return [evolve(item, domain="领域") for item in items]


def of_one_name(items: list[DisclosureItem]) -> list[DisclosureItem]:
    return [evolve(item, domain="领域", level1="政策文件", level2="法律法规") for item in items]


def alike_but_for_agency(items: list[DisclosureItem]) -> list[DisclosureItem]:
    first = evolve(items[0], domain="领域")
    return [evolve(first, agency=f"第{number}局") for number, _ in enumerate(items)]


@frozen
class Shape:
    """How a catalogue is made skew, and what is then changed on the other side."""

    make: Callable[[list[DisclosureItem]], list[DisclosureItem]]
    change: Callable[[list[DisclosureItem]], list[DisclosureItem]]


SHAPES = {
    "26 domains, a tenth changed": Shape(list, some_changed),
    "one domain, a tenth changed": Shape(in_one_domain, some_changed),
    "26 domains, a fifth renamed": Shape(list, some_renamed),
    "one domain, a fifth renamed": Shape(in_one_domain, some_renamed),
    "one name, a tenth changed": Shape(of_one_name, some_changed),
    "alike but for the agency": Shape(alike_but_for_agency, some_changed),
}


@pytest.fixture(scope="module")
def plain() -> list[DisclosureItem]:
    return catalogue()


def merged(left: list[DisclosureItem], right: list[DisclosureItem]) -> int:
    """What a script would do: a frame of each side, joined on domain, names and place among them.

    The place keeps a name that stands n times on both sides from being joined n times n times.
    """
    frames = []
    for items in (left, right):
        frame = pd.DataFrame(
            [
                (
                    *(item.domain, item.level1, item.level2, item.agency),
                    "；".join(item.content),
                    "；".join(str(each) for each in item.bases),
                    item.time_limit.printed,
                )
                for item in items
            ],
            columns=[*KEY, "agency", "content", "bases", "time_limit"],
        )
        frame["place"] = frame.groupby(KEY).cumcount()
        frames.append(frame)
    joined = frames[0].merge(frames[1], on=[*KEY, "place"], how="outer", indicator=True)
    both = joined[joined["_merge"] == "both"]
    return int((both["content_x"] != both["content_y"]).sum())


KEY = ["domain", "level1", "level2"]


def timed(job: Callable[[], object]) -> tuple[float, float, object]:
    """Seconds of the processor, seconds by the clock, and the answer."""
    clock, begun = perf_counter(), process_time()
    answer = job()
    return process_time() - begun, perf_counter() - clock, answer


def read_again(items: list[DisclosureItem]) -> list[DisclosureItem]:
    """Equal items that share no value with the given ones."""
    return structure(json.loads(json.dumps(unstructure(items))), list[DisclosureItem])


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_two_catalogues_of_100_000_items(
    shape: Shape,
    plain: list[DisclosureItem],
    request: pytest.FixtureRequest,
    capsys: pytest.CaptureFixture[str],
) -> None:
    left = shape.make(plain)
    right = read_again(shape.change(left))
    ours, clock, found = timed(lambda: compare_catalogues(left, right))
    theirs, _, _ = timed(lambda: merged(left, right))
    assert isinstance(found, CatalogueComparison)
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{request.node.callspec.id}: {ours:.2f} s ({clock:.2f} s by the clock), "
            f"merge {theirs:.2f} s, ratio {ours / theirs:.1f}, {found.counts}"
        )
    matched = len(found.same) + len(found.changed)
    ambiguous_left = sum(len(each.left) for each in found.ambiguous)
    assert matched + len(found.missing) + ambiguous_left == len(left)
    assert ours < MOST_TIMES_THE_MERGE * theirs


def test_memory_grows_with_the_items_not_faster() -> None:
    peaks = []
    for count in (5_000, 20_000):
        left = catalogue(count)
        right = some_renamed(left)
        tracemalloc.start()
        compare_catalogues(left, right)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 5 * peaks[0]
