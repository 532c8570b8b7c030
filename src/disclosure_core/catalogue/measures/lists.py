"""The lists that measures can be taken of besides a catalogue: releases, events, site columns.

Which columns each has, and what a line of it becomes. Reading the file is ``records_files``.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

from disclosure_core.catalogue.measures.freshness import SiteColumn, SiteColumnKind
from disclosure_core.catalogue.measures.records_files import (
    Headings,
    ItemNames,
    Line,
    read_lines,
    told,
)
from disclosure_core.catalogue.tables.values import TableForm
from disclosure_core.catalogue.values import (
    ChannelKind,
    DisclosureItem,
    Formation,
    FormationKind,
    Fulfilment,
    Level,
)
from disclosure_core.messages import Message
from disclosure_core.organisation.values import Region

FULFILMENTS = Headings(
    words={
        "item": ("事项", "公开事项", "事项编号"),
        "published_on": ("公开日期", "发布日期", "张贴日期"),
        "release": ("发布编号", "信息标题", "标题"),
        "channel": ("渠道", "公开渠道"),
        "channel_kind": ("渠道类别",),
        "place": ("地点", "村（社区）", "村社区"),
        "agency": ("公开主体", "责任单位"),
        "formed_on": ("形成日期", "信息形成日期"),
        "elements": ("公开内容", "内容要素"),
        "reference": ("文号", "对应信息"),
        "version": ("版本",),
    },
    required=("item", "published_on"),
)
"""Columns of a list of releases (公开情况表)."""

FORMATIONS = Headings(
    words={
        "item": ("事项", "公开事项", "事项编号"),
        "on": ("形成日期", "信息形成日期", "日期"),
        "reference": ("文号", "对应信息"),
        "kind": ("起算事由",),
        "subject": ("信息标题", "标题"),
        "agency": ("公开主体", "责任单位"),
        "region": ("地区",),
    },
    required=("item", "on", "reference"),
)
"""Columns of a list of what was formed or changed (信息形成登记表)."""

COLUMNS = Headings(
    words={
        "id": ("栏目编号",),
        "name": ("栏目", "栏目名称"),
        "kind": ("栏目类别", "类别"),
        "pieces": ("信息条数", "条数"),
        "updated_on": ("最近更新", "最新更新日期", "更新日期"),
        "domain": ("领域",),
        "agency": ("责任单位", "公开主体"),
        "region": ("地区",),
        "exempt": ("豁免理由",),
    },
    required=("name", "kind", "pieces"),
)
"""Columns of a list of a site's columns (栏目清单)."""

_FORMATION_WORDS: Mapping[str, FormationKind] = MappingProxyType(
    {"formed": FormationKind.FORMED, "形成": FormationKind.FORMED}
    | {"changed": FormationKind.CHANGED, "变更": FormationKind.CHANGED}
)
_COLUMN_WORDS: Mapping[str, SiteColumnKind] = MappingProxyType(
    {each.value: each for each in SiteColumnKind}
    | {"动态": SiteColumnKind.DYNAMIC, "要闻": SiteColumnKind.DYNAMIC}
    | {"动态、要闻": SiteColumnKind.DYNAMIC}
    | {"通知公告": SiteColumnKind.NOTICE_POLICY, "政策文件": SiteColumnKind.NOTICE_POLICY}
    | {"其他": SiteColumnKind.OTHER}
)
_BETWEEN = re.compile(r"[;；|\n]")
_NONE_SHOWN = ("-", "—", "无")


def channel_words(form: TableForm) -> Mapping[str, ChannelKind]:
    """The words of channels, by which a list may name their kinds: ours and a table form's."""
    printed = {word: kind for kind, words in form.channels.items() for word in words}
    return {**printed, **{each.value: each for each in ChannelKind}}


def read_fulfilments(
    path: Path,
    items: Iterable[DisclosureItem],
    kinds: Mapping[str, ChannelKind],
    places: Iterable[Region] = (),
) -> tuple[Fulfilment, ...]:
    """The releases of a CSV file. Without a column for the release each line is one.

    ``elements`` are parted by ``;``; an empty cell says that nobody looked, ``-`` that none is
    shown.

    Args:
        path: The file.
        items: The items it may name.
        kinds: Words of channels, and the kind each stands for.
        places: The places it may name; where villages are among them, any other is a mistake.

    Raises:
        UnreadableFileError: the file cannot be read.
        DataError: every mistake, with line and column.
    """
    names = ItemNames.of(items)
    known = _place_names(places)

    def make(line: Line) -> Fulfilment:
        kind = line.one_of("channel_kind", kinds) or _kind_of(line.text("channel"), kinds)
        return Fulfilment(
            item=names.find(line, "item"),
            release=line.text("release") or f"{path.name}:{line.number}",
            published_on=line.required_day("published_on"),
            channel=line.text("channel") or (kind.value if kind else path.name),
            agency=line.text("agency"),
            channel_kind=kind,
            place=_place(line, known),
            formed_on=line.day("formed_on"),
            elements=_elements(line.text("elements")),
            reference=line.text("reference"),
            version=_version(line),
        )

    return read_lines(path, FULFILMENTS, make)


def _place_names(places: Iterable[Region]) -> frozenset[str]:
    """What the places may be called; nothing where the villages are not known."""
    given = tuple(places)
    if not any(each.level == Level.VILLAGE for each in given):
        return frozenset()
    return frozenset(
        name for each in given for name in (each.id, each.code, each.name) if name is not None
    )


def _place(line: Line, known: frozenset[str]) -> str | None:
    place = line.text("place")
    if place is not None and known and place not in known:
        near = get_close_matches(place, known, n=1, cutoff=0.5)
        line.mistake(
            "place",
            Message(
                "there is no place {found}; did you mean {near}?", found=told(place), near=near[0]
            )
            if near
            else Message("there is no place {found}", found=told(place)),
        )
    return place


def read_formations(path: Path, items: Iterable[DisclosureItem]) -> tuple[Formation, ...]:
    """What was formed or changed, of a CSV file; formed where no kind is given.

    Raises:
        UnreadableFileError: the file cannot be read.
        DataError: every mistake, with line and column.
    """
    names = ItemNames.of(items)

    def make(line: Line) -> Formation:
        return Formation(
            item=names.find(line, "item"),
            on=line.required_day("on"),
            reference=line.required("reference"),
            kind=line.one_of("kind", _FORMATION_WORDS) or FormationKind.FORMED,
            subject=line.text("subject"),
            agency=line.text("agency"),
            region=line.text("region"),
        )

    return read_lines(path, FORMATIONS, make)


def read_columns(path: Path) -> tuple[SiteColumn, ...]:
    """The columns of a site, of a CSV file; a column without an id is known by its name.

    Raises:
        UnreadableFileError: the file cannot be read.
        DataError: every mistake, with line and column.
    """
    seen: set[str] = set()

    def make(line: Line) -> SiteColumn:
        name = line.required("name")
        key = line.text("id") or name
        if key in seen:
            column = "id" if line.text("id") else "name"
            line.mistake(column, Message("{found} is there twice", found=told(key)))
        seen.add(key)
        return SiteColumn(
            id=key,
            name=name,
            kind=line.one_of("kind", _COLUMN_WORDS) or _missing_kind(line),
            pieces=_pieces(line),
            updated_on=line.day("updated_on"),
            domain=line.text("domain"),
            agency=line.text("agency"),
            region=line.text("region"),
            exempt=line.text("exempt"),
        )

    return read_lines(path, COLUMNS, make)


def _missing_kind(line: Line) -> SiteColumnKind:
    if line.text("kind") is None:
        line.mistake("kind", Message("is missing"))
    return SiteColumnKind.OTHER


def _pieces(line: Line) -> int:
    if line.text("pieces") is None:
        line.mistake("pieces", Message("is missing; write 0 for a column that never had content"))
    return line.count("pieces") or 0


def _version(line: Line) -> int:
    version = line.count("version")
    if version == 0:
        line.mistake("version", Message("expected a whole number from 1 on, found 0"))
    return version or 1


def _kind_of(channel: str | None, kinds: Mapping[str, ChannelKind]) -> ChannelKind | None:
    """What the channel's own name says of its kind, if anything."""
    return kinds.get(channel) if channel else None


def _elements(text: str | None) -> tuple[str, ...] | None:
    if text is None:
        return None
    if text in _NONE_SHOWN:
        return ()
    parts: Sequence[str] = [each.strip() for each in _BETWEEN.split(text)]
    return tuple(each for each in parts if each)
