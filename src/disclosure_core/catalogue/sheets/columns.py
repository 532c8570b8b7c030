"""The columns of our own tables: the official form, and to its right what tells the rows apart.

The form is that of the guides for the 26 pilot domains (国办发〔2019〕54号): a header of two rows,
公开事项, 公开对象, 公开方式 and 公开层级 standing over several columns. Its words are the form's
own and are printed in Chinese whatever the language.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from attrs import frozen

from disclosure_core.catalogue.phrases.folding import folded
from disclosure_core.catalogue.values import DisclosureItem, Level, Phase

TITLE: Final = "领域基层政务公开标准目录"
"""What follows the names of place and domain above each table."""

TICK: Final = "√"
DROPPED: Final = "不适用"
YES: Final = "是"
NO: Final = "否"
REQUIRED: Final = "■"
OPTIONAL: Final = "□"

PHASES: Final[Mapping[Phase, str]] = {
    Phase.DECISION: "决策",
    Phase.EXECUTION: "执行",
    Phase.MANAGEMENT: "管理",
    Phase.SERVICE: "服务",
    Phase.RESULT: "结果",
}
LEVELS: Final[Mapping[Level, str]] = {
    Level.NATIONAL: "国家级",
    Level.PROVINCE: "省级",
    Level.CITY: "市级",
    Level.COUNTY: "县级",
    Level.TOWN: "乡级",
    Level.VILLAGE: "村级",
}
_ALWAYS_SHOWN: Final = (Level.COUNTY, Level.TOWN, Level.VILLAGE)
_BRACKET = re.compile(r"[(（【\[].*", re.S)


@frozen
class Column:
    """A column (列): its key here, its header, the header above it, its width in characters.

    ``own`` columns are no part of the official form; they stand to the right of it.
    """

    key: str
    header: str
    width: int
    group: str | None = None
    own: bool = False


_ITEM, _AUDIENCE, _MODE, _LEVEL = "公开事项", "公开对象", "公开方式", "公开层级"
SEQ: Final = Column("seq", "序号", 5)
_LEVEL3: Final = Column("level3", "三级事项", 12, _ITEM)
_BEFORE_LEVEL3: Final = (
    SEQ,
    Column("level1", "一级事项", 11, _ITEM),
    Column("level2", "二级事项", 13, _ITEM),
)
_AFTER_LEVEL3: Final = (
    Column("content", "公开内容（要素）", 34),
    Column("bases", "公开依据", 38),
    Column("time_limit", "公开时限", 18),
    Column("agency", "公开主体", 14),
    Column("channels", "公开渠道和载体（■必选 □可选）", 32),
    Column("society", "全社会", 5, _AUDIENCE),
    Column("group", "特定群体", 9, _AUDIENCE),
    Column("proactive", "主动", 5, _MODE),
    Column("on_request", "依申请", 5, _MODE),
)
_LEVEL_COLUMNS: Final = tuple(
    Column(level.value, word, 5, _LEVEL) for level, word in LEVELS.items()
)
ID: Final = Column("id", "事项编号", 16, own=True)
REASON: Final = Column("reason", "调整理由", 18, own=True)
_OWN: Final = (
    ID,
    REASON,
    Column("dropped", DROPPED, 7, own=True),
    Column("domain", "所属领域", 12, own=True),
    Column("phases", "五公开", 9, own=True),
    Column("service", "政务服务事项", 8, own=True),
    Column("item_type", "事项类型", 10, own=True),
    Column("in_force", "起止日期", 14, own=True),
    Column("source", "来源", 18, own=True),
    Column("check", "校验码", 8, own=True),
    Column("exact", "机读值", 8, own=True),
)
ALL: Final = (*_BEFORE_LEVEL3, _LEVEL3, *_AFTER_LEVEL3, *_LEVEL_COLUMNS, *_OWN)
"""Every column there can be, in order."""

KEYS: Final = {column.key: column for column in ALL}
OWN_HEADERS: Final = frozenset(column.header for column in _OWN if column.key != "source")
"""Headers by which a table is known to be ours; two of them in one row are enough."""

PRINTED: Final[tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = (
    (("domain",), ("domain",)),
    (("level1",), ("level1",)),
    (("level2",), ("level2",)),
    (("level3",), ("level3",)),
    (("content",), ("content",)),
    (("bases",), ("bases",)),
    (("time_limit",), ("time_limit",)),
    (("agency",), ("agency",)),
    (("channels",), ("channels",)),
    (("audience", "audience_detail"), ("society", "group")),
    (("modes",), ("proactive", "on_request")),
    (("levels",), tuple(level.value for level in LEVELS)),
    (("service",), ("service",)),
    (("phases",), ("phases",)),
    (("item_type",), ("item_type",)),
    (("in_force",), ("in_force",)),
    (("source",), ("source",)),
)
"""Which fields of an item are printed in which columns; the other fields have none."""


_COLUMNS_OF: Final = dict(PRINTED)


def columns_of(names: tuple[str, ...]) -> tuple[str, ...]:
    """The columns that print a group of fields of :data:`PRINTED`."""
    return _COLUMNS_OF[names]


def first_column(name: str) -> str:
    """The key of the first column that a reader looks at for a field."""
    return _FIRST.get(name) or next((keys[0] for names, keys in PRINTED if name in names), name)


_FIRST: Final = {"audience_detail": "group", "levels": "county"}


def columns_for(items: Iterable[DisclosureItem]) -> tuple[Column, ...]:
    """The columns that ``items`` need: third names and further levels only where they are used."""
    listed = list(items)
    used = {level for item in listed for level in item.levels} | set(_ALWAYS_SHOWN)
    third = any(item.level3 is not None for item in listed)
    levels = tuple(column for column in _LEVEL_COLUMNS if Level(column.key) in used)
    return (
        *_BEFORE_LEVEL3,
        *((_LEVEL3,) if third else ()),
        *_AFTER_LEVEL3,
        *levels,
        *_OWN,
    )


def column_headed(header: str) -> Column | None:
    """The column with that header, whatever stands in brackets behind it."""
    return _BY_HEADER.get(plain_header(header))


def plain_header(header: str) -> str:
    """A header without white space and brackets, as headers are compared."""
    return folded(_BRACKET.sub("", header))


_BY_HEADER: Final = {plain_header(column.header): column for column in ALL}
GROUPS: Final = frozenset(column.group for column in ALL if column.group)
LEVEL_GROUP: Final = _LEVEL
