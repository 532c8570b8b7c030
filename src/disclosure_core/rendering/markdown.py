"""A report as Markdown (CommonMark with tables), for repositories, chats and diffs.

Everything is escaped, so that a name cannot become markup or a link. A chart becomes the table of
its bars; details stay open.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from disclosure_core.messages import DEFAULT_LANGUAGE, Message
from disclosure_core.rendering.values import (
    BarChart,
    Block,
    Cell,
    Details,
    Entry,
    Fact,
    Heading,
    Listing,
    Paragraph,
    Report,
    Source,
    Table,
    Text,
    shown,
)

_MARKUP = re.compile(r"([\\`*_{}\[\]<>|#~&!])")
_LINE_START = re.compile(r"^([-+=]|\d+[.)])(?=\s|$|[-+=])")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


def markdown(report: Report, language: str = DEFAULT_LANGUAGE) -> str:
    """The report as Markdown text."""
    parts = [
        f"# {_shown(report.title, language)}",
        *_facts(report.facts, language),
        *(_block(block, language) for block in report.blocks),
    ]
    return "\n\n".join(parts) + "\n"


def _plain(text: str) -> str:
    """``text`` on one line, with nothing in it that Markdown would take as markup."""
    line = _CONTROL.sub(" ", text).strip()
    return _LINE_START.sub(_escaped_start, _MARKUP.sub(r"\\\1", line))


def _escaped_start(start: re.Match[str]) -> str:
    sign = start.group(1)
    return f"{sign[:-1]}\\{sign[-1]}"


def _shown(text: Text, language: str) -> str:
    return _plain(shown(text, language))


def _facts(facts: Sequence[Fact], language: str) -> Iterator[str]:
    if facts:
        yield "\n".join(
            f"- {_shown(fact.name, language)}: {_shown(fact.value, language)}" for fact in facts
        )


def _block(block: Block, language: str) -> str:
    return _BLOCKS[type(block)](block, language)


def _heading(heading: Heading, language: str) -> str:
    return f"{'#' * (heading.level + 1)} {_shown(heading.text, language)}"


def _paragraph(paragraph: Paragraph, language: str) -> str:
    return _shown(paragraph.text, language)


def _listing(listing: Listing, language: str) -> str:
    return "\n".join(
        f"{f'{number}.' if listing.ordered else '-'} {_shown(text, language)}"
        for number, text in enumerate(listing.texts, start=1)
    )


def _source(source: Source, language: str) -> str:
    return _linked(_shown(source.text, language), source.link)


def _table(table: Table, language: str) -> str:
    lines = [
        f"**{_shown(table.caption, language)}**",
        "",
        _line(_shown(head, language) for head in table.heads),
        _line("---" for _ in table.heads),
        *(_line(_cell(cell, language) for cell in row) for row in (*table.rows, *table.foot)),
    ]
    if table.notes:
        lines += ["", *(f"- {_shown(note, language)}" for note in table.notes)]
    return "\n".join(lines)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell, language: str) -> str:
    return _linked(_plain(cell.text(language)), cell.link)


def _linked(plain: str, link: str | None) -> str:
    if not link:
        return plain
    safe = re.sub(r"[\s()<>|\\]", lambda sign: f"%{ord(sign.group()):02X}", link)
    return f"[{plain}]({safe})"


def _chart(chart: BarChart, language: str) -> str:
    rows = [(bar.label, shown(bar.printed, language)) for bar in chart.bars]
    heads = (Message("Item"), Message("Value"))
    text = _table(Table(caption=chart.title, heads=heads, rows=rows), language)
    return f"{text}\n\n{_shown(chart.description, language)}"


def _details(details: Details, language: str) -> str:
    lines = _entries(details.entries, language, 0)
    return "\n".join([f"**{_shown(details.summary, language)}**", "", *lines])


def _entries(entries: Iterable[Entry], language: str, depth: int) -> Iterator[str]:
    for entry in entries:
        yield f"{'  ' * depth}- {_shown(entry.text, language)}"
        yield from _entries(entry.entries, language, depth + 1)


_BLOCKS: dict[type, Callable[[Any, str], str]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Listing: _listing,
    Source: _source,
    Table: _table,
    BarChart: _chart,
    Details: _details,
}
