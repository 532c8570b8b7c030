"""Print catalogue rows the ways offices and mirrors print them, for tests of reading them back.

The reading of a printed table must give the rows it was printed from, whatever the layout.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

BOXES = (
    "政府网站",
    "政府公报",
    "两微一端",
    "发布会/听证会",
    "广播电视",
    "纸质媒体",
    "公开查阅点",
    "政务服务中心",
    "便民服务站",
    "入户/现场",
    "社区/企事业单位/村公示栏(电子屏)",
    "精准推送",
    "其他",
)
LEVEL_NAMES = ("县级", "乡级")
TICKED = {"audience": ("全社会", "特定群体"), "mode": ("主动", "依申请"), "levels": LEVEL_NAMES}
HEADERS = {
    "seq": "序号",
    "content": "公开内容(要素)",
    "basis": "公开依据",
    "time_limit": "公开时限",
    "agency": "公开主体",
    "channels": "公开渠道和载体",
}
GROUPS = {"audience": "公开对象", "mode": "公开方式", "levels": "公开层级"}
STANDARD = (
    "seq",
    "item",
    "content",
    "basis",
    "time_limit",
    "agency",
    "channels",
    "audience",
    "mode",
    "levels",
)


@dataclass(frozen=True)
class Item:
    """The facts of a row, before it is printed."""

    level1: str
    level2: str
    content: tuple[str, ...]
    basis: tuple[str, ...]
    time_limit: str
    agency: str
    channels: tuple[str, ...]
    audience: tuple[str, ...] = ("全社会",)
    mode: tuple[str, ...] = ("主动",)
    levels: tuple[str, ...] = ("县级",)
    level3: str | None = None


@dataclass(frozen=True)
class Style:
    """How a table is printed."""

    layout: str = "lines"  # lines | cells | paragraphs | spaces
    ticks: str = "kept"  # kept | collapsed | lost
    groups: tuple[str, ...] = STANDARD
    extra: tuple[tuple[int, str], ...] = ()
    checked: str = "■"
    unchecked: str = "□"
    boxes: str = "all"  # all | chosen | none
    lists: str = "names"  # names | numbers | semicolons | bullets
    spans: frozenset[str] = frozenset()
    ditto: frozenset[str] = frozenset()
    leading_pipe: bool = False
    wrap: int = 0
    between: str = "、"
    level3: bool = False
    broken: int = 0
    title: str = ""


@dataclass
class Printed:
    """A printed table: its text and the rows a reader must find in it."""

    lines: list[str]
    rows: list[dict[str, object]] = field(default_factory=list)


def _columns(style: Style) -> list[tuple[str, str]]:
    columns: list[tuple[str, str]] = []
    for place, group in enumerate(style.groups):
        columns += [("extra", header) for at, header in style.extra if at == place]
        if group == "item":
            columns += [("level1", "一级事项"), ("level2", "二级事项")]
            columns += [("level3", "三级事项")] * style.level3
        elif group in TICKED:
            columns += [(group, value) for value in TICKED[group]]
        else:
            columns.append((group, HEADERS[group]))
    return columns + [("extra", header) for at, header in style.extra if at >= len(style.groups)]


def _content(item: Item, style: Style) -> str:
    if len(item.content) == 1:
        return item.content[0]
    if style.lists == "numbers":
        return ";".join(f"{n}.{part}" for n, part in enumerate(item.content, 1))
    if style.lists == "semicolons":
        return ";".join(item.content) + "。"
    if style.lists == "bullets":
        return "\n".join(f"●{part}" for part in item.content)
    if any(mark in part for part in item.content for mark in "、和及的"):
        return ";".join(item.content)
    return "、".join(item.content) + "等"


def _channels(item: Item, style: Style) -> str:
    if style.boxes == "none":
        return "、".join(item.channels)
    if style.boxes == "chosen":
        return " ".join(f"{style.checked}{name}" for name in item.channels)
    others = [name for name in item.channels if name not in BOXES]
    return " ".join(
        f"{style.checked if name in item.channels else style.unchecked}{name}"
        for name in (*BOXES, *others)
    )


def _texts(item: Item, number: int, style: Style) -> dict[str, str]:
    return {
        "seq": str(number),
        "level1": item.level1,
        "level2": item.level2,
        "level3": item.level3 or "",
        "content": _content(item, style),
        "basis": style.between.join(item.basis),
        "time_limit": item.time_limit,
        "agency": item.agency,
        "channels": _channels(item, style),
    }


def print_table(items: Sequence[Item], style: Style) -> Printed:
    """The table and what a reader must find."""
    columns = _columns(style)
    rows: list[list[tuple[str, str, str | None]]] = []
    truth: list[dict[str, object]] = []
    above: Item | None = None
    for number, item in enumerate(items, 1):
        item = _shown(item, style)
        texts = _texts(item, number, style)
        cells: list[tuple[str, str, str | None]] = []
        for name, header in columns:
            if name == "extra":
                cells.append((name, header, f"0731-8400{number:04d}"))
            elif name in TICKED:
                cells.append((name, header, "√" if header in getattr(item, name) else ""))
            elif above and _same(above, item, name, style.spans):
                cells.append((name, header, None))
            elif above and _same(above, item, name, style.ditto):
                cells.append((name, header, "同上"))
            else:
                cells.append((name, header, _broken(texts[name], name, style)))
        rows.append(cells)
        truth.append(_truth(item, number, style))
        above = item
    return Printed(_render(columns, rows, style), truth)


def _broken(text: str, name: str, style: Style) -> str:
    """The text with a space put in, as copies do to narrow cells."""
    if not style.broken or name not in ("level1", "level2", "time_limit", "agency"):
        return text
    return f"{text[: style.broken]} {text[style.broken :]}" if len(text) > style.broken else text


def _shown(item: Item, style: Style) -> Item:
    return item if style.boxes != "all" else replace(item, channels=_in_box_order(item.channels))


def _in_box_order(channels: tuple[str, ...]) -> tuple[str, ...]:
    known = [name for name in BOXES if name in channels]
    return (*known, *(name for name in channels if name not in BOXES))


def _same(above: Item, item: Item, name: str, which: frozenset[str]) -> bool:
    return name in which and getattr(above, name) == getattr(item, name)


def _truth(item: Item, number: int, style: Style) -> dict[str, object]:
    groups = {"level1", "level2"} | set(style.groups)
    row: dict[str, object] = {
        "seq": str(number),
        "level1": item.level1,
        "level2": item.level2,
        "level3": item.level3 if style.level3 else None,
        "content": list(item.content),
        "basis": list(item.basis),
        "time_limit_text": item.time_limit,
        "agency": item.agency,
        "channels": list(item.channels),
        "audience": list(item.audience),
        "mode": list(item.mode),
        "levels": list(item.levels),
    }
    if style.ticks == "lost":
        row |= {"audience": [], "mode": [], "levels": []}
    for name in ("seq", "basis", "agency", "channels", "audience", "mode", "levels"):
        if name not in groups:
            row[name] = None if name in ("seq", "agency") else []
    if "time_limit" not in groups:
        row["time_limit_text"] = None
    return row


def _render(
    columns: Sequence[tuple[str, str]],
    rows: Sequence[Sequence[tuple[str, str, str | None]]],
    style: Style,
) -> list[str]:
    tops, subs = _header(style)
    printed = [_cells(row, style) for row in rows]
    title = [style.title] if style.title else []
    if style.layout == "paragraphs":
        return [
            line
            for cell in [*title, *tops, *subs, *(cell for row in printed for cell in row)]
            for line in [*(_wrapped(cell, style).split("\n")), ""]
            if cell
        ]
    if style.layout == "spaces":
        return [
            *title,
            " ".join(tops),
            " ".join(subs),
            *(" ".join(filter(None, row)) for row in printed),
        ]
    if style.layout == "cells":
        body = [*tops, "|" * 0, *subs]
        cells = [f"{cell} |" for cell in body if cell] + [
            f"{_wrapped(cell, style)} |" for row in printed for cell in row
        ]
        return [line for cell in [*(f"{t} |" for t in title), *cells] for line in cell.split("\n")]
    start = "| " if style.leading_pipe else ""
    spare = " | |" if style.ticks == "collapsed" else " |"
    lines = [f"{start}{' | '.join(tops)} | |||", f"{start}{' | '.join(subs)} |||||||"]
    for row in printed:
        lines += f"{start}{' | '.join(_wrapped(cell, style) for cell in row)}{spare}".split("\n")
    return [*title, *lines]


def _header(style: Style) -> tuple[list[str], list[str]]:
    tops: list[str] = []
    subs: list[str] = []
    for place, group in enumerate(style.groups):
        tops += [header for at, header in style.extra if at == place]
        if group == "item":
            tops.append("公开事项")
            subs += ["一级事项", "二级事项"] + ["三级事项"] * style.level3
        elif group in TICKED:
            tops.append(GROUPS[group])
            subs += list(TICKED[group])
        else:
            tops.append(HEADERS[group])
    tops += [header for at, header in style.extra if at >= len(style.groups)]
    return tops, subs


def _cells(row: Sequence[tuple[str, str, str | None]], style: Style) -> list[str]:
    cells = []
    for name, _, text in row:
        if text is None:
            continue
        lost = style.ticks == "lost" or (style.ticks == "collapsed" and not text)
        if name in TICKED and lost:
            continue
        cells.append(text)
    return cells


def _wrapped(text: str, style: Style) -> str:
    if not style.wrap or len(text) <= style.wrap or style.layout == "spaces" or "■" in text:
        return text
    return "\n".join(text[at : at + style.wrap] for at in range(0, len(text), style.wrap))


def random_style(rng: random.Random) -> Style:
    """Any style that such tables are met in."""
    layout = rng.choice(("lines", "cells", "paragraphs", "spaces"))
    groups = list(STANDARD)
    if rng.random() < 0.3:
        groups.remove(rng.choice(("levels", "mode", "basis", "agency", "seq")))
    if rng.random() < 0.2:
        order = [group for group in groups if group not in ("seq", "item")]
        rng.shuffle(order)
        groups = [group for group in groups if group in ("seq", "item")] + order
    kept = "kept" if layout in ("lines", "cells") else "lost"
    ticks = rng.choice((kept, "collapsed")) if layout == "lines" else kept
    spans = frozenset(
        name for name in ("level1", "channels", "basis", "agency") if rng.random() < 0.3
    )
    ditto = frozenset(name for name in ("time_limit", "basis") if rng.random() < 0.2)
    checked, unchecked = rng.choice((("■", "□"), ("▄", "口"), ("☑", "□"), ("√", "□"), ("▲", "△")))
    boxes = rng.choice(("all", "all", "chosen", "none"))
    if layout == "spaces" and boxes == "none":
        boxes = "chosen"
    return Style(
        layout=layout,
        ticks=ticks,
        groups=tuple(groups),
        extra=((rng.randint(2, len(groups)), "咨询电话"),)
        if rng.random() < 0.15 and ticks == "kept"
        else (),
        checked=checked,
        unchecked=unchecked,
        boxes=boxes,
        lists=rng.choice(("names", "numbers", "semicolons", "bullets")),
        spans=spans,
        ditto=ditto,
        leading_pipe=rng.random() < 0.2,
        level3=rng.random() < 0.15,
        broken=rng.choice((0, 0, 0, 2, 3)) if layout != "spaces" else 0,
        between=rng.choice(("、", ";", "\n" if layout != "spaces" else ";")),
        title="某某领域基层政务公开标准目录" if rng.random() < 0.6 else "",
    )
