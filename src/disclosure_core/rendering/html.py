"""A report as semantic HTML: a fragment for a page that stands, or a page of its own.

Everything is escaped. Tables have a caption and heads with their scope, headings follow each
other, charts come as SVG with their description. The page carries its style with it, reads on a
phone and prints; it has no script.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import Any

from disclosure_core.messages import DEFAULT_LANGUAGE
from disclosure_core.rendering.escape import escaped, language_tag
from disclosure_core.rendering.svg import bar_chart
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

STYLE = """\
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; color: #1a1a1a; background: #fff;
  font: 1rem/1.6 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif; }
h1, h2, h3, h4 { line-height: 1.3; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: 0.2rem 1rem; }
.facts dt { color: #505050; }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.table { overflow-x: auto; margin: 1rem 0; }
figure { margin: 1rem 0; }
.notes { list-style: none; padding: 0; }
table { border-collapse: collapse; min-width: 50%; }
caption { text-align: start; font-weight: bold; padding: 0.4rem 0; }
th, td { border: 1px solid #767676; padding: 0.3rem 0.6rem; text-align: start;
  vertical-align: top; }
thead th { background: #efefef; }
td.number, th.number { text-align: end; font-variant-numeric: tabular-nums; }
tfoot th, tfoot td { font-weight: bold; border-top-width: 2px; }
.bar-chart { display: block; width: 100%; max-width: 36rem; height: auto; }
.notes, .source { color: #505050; font-size: 0.9rem; }
a { color: #0b5394; }
summary { cursor: pointer; }
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  .table { overflow: visible; }
  thead { display: table-header-group; }
  tr, figure { break-inside: avoid; }
  h2, h3, h4, caption { break-after: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  a { color: inherit; text-decoration: none; }
  a[href^="http"]::after { content: " (" attr(href) ")"; font-size: 0.85em; }
}
"""
"""The style of a page of its own; a site that shows fragments brings its own or takes this."""


def page(report: Report, language: str = DEFAULT_LANGUAGE) -> str:
    """The report as a complete HTML document in UTF-8, with its style."""
    return (
        "<!doctype html>\n"
        f'<html lang="{language_tag(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_shown(report.title, language)}</title>\n<style>\n{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{fragment(report, language)}\n</main>\n</body>\n</html>\n"
    )


def fragment(report: Report, language: str = DEFAULT_LANGUAGE, *, top_level: int = 1) -> str:
    """The report as one ``<article>``, its title a heading of ``top_level``, sections below it."""
    ids = (f"chart-{number}" for number in count(1))
    parts = [
        f'<article lang="{language_tag(language)}">',
        f"<h{top_level}>{_shown(report.title, language)}</h{top_level}>",
        *_facts(report.facts, language),
        *(_block(block, language, top_level, ids) for block in report.blocks),
        "</article>",
    ]
    return "\n".join(parts)


def _shown(text: Text, language: str) -> str:
    return escaped(shown(text, language))


def _facts(facts: Iterable[Fact], language: str) -> Iterator[str]:
    lines = [
        f"<dt>{_shown(fact.name, language)}</dt><dd>{_shown(fact.value, language)}</dd>"
        for fact in facts
    ]
    if lines:
        yield '<dl class="facts">'
        yield from lines
        yield "</dl>"


def _block(block: Block, language: str, top_level: int, ids: Iterator[str]) -> str:
    if isinstance(block, Heading):
        return _heading(block, language, top_level)
    if isinstance(block, BarChart):
        return f"<figure>\n{bar_chart(block, language, id=next(ids))}\n</figure>"
    return _SIMPLE[type(block)](block, language)


def _heading(heading: Heading, language: str, top_level: int) -> str:
    level = min(top_level + heading.level, 6)
    anchor = f' id="{escaped(heading.anchor)}"' if heading.anchor else ""
    return f"<h{level}{anchor}>{_shown(heading.text, language)}</h{level}>"


def _paragraph(paragraph: Paragraph, language: str) -> str:
    return f"<p>{_shown(paragraph.text, language)}</p>"


def _listing(listing: Listing, language: str) -> str:
    kind = "ol" if listing.ordered else "ul"
    lines = "\n".join(f"<li>{_shown(text, language)}</li>" for text in listing.texts)
    return f"<{kind}>\n{lines}\n</{kind}>"


def _source(source: Source, language: str) -> str:
    return f'<p class="source">{_linked(_shown(source.text, language), source.link)}</p>'


def _table(table: Table, language: str) -> str:
    caption = _shown(table.caption, language)
    heads = "".join(
        f'<th scope="col"{_number_class(numbers)}>{_shown(head, language)}</th>'
        for head, numbers in zip(table.heads, _number_columns(table), strict=True)
    )
    parts = [
        f'<div class="table" role="region" aria-label="{caption}" tabindex="0">\n<table>',
        f"<caption>{caption}</caption>",
        f"<thead>\n<tr>{heads}</tr>\n</thead>",
        f"<tbody>\n{_table_rows(table.rows, language)}\n</tbody>",
    ]
    if table.foot:
        parts.append(f"<tfoot>\n{_table_rows(table.foot, language)}\n</tfoot>")
    parts.append("</table>\n</div>")
    if table.notes:
        notes = "\n".join(f"<li>{_shown(note, language)}</li>" for note in table.notes)
        parts.append(f'<ul class="notes">\n{notes}\n</ul>')
    return "\n".join(parts)


def _table_rows(rows: Iterable[tuple[Cell, ...]], language: str) -> str:
    return "\n".join(
        f'<tr><th scope="row">{_cell_text(first, language)}</th>'
        f"{''.join(_table_cell(cell, language) for cell in rest)}</tr>"
        for first, *rest in rows
    )


def _table_cell(cell: Cell, language: str) -> str:
    return f"<td{_number_class(cell.is_number)}>{_cell_text(cell, language)}</td>"


def _number_columns(table: Table) -> list[bool]:
    """For each column but the first, whether most of its cells are numbers."""
    columns = list(zip(*table.rows, strict=True)) or [() for _ in table.heads]
    most = [2 * sum(cell.is_number for cell in cells) > len(cells) for cells in columns]
    return [False, *most[1:]]


def _number_class(is_number: bool) -> str:
    return ' class="number"' if is_number else ""


def _cell_text(cell: Cell, language: str) -> str:
    return _linked(escaped(cell.text(language)), cell.link)


def _linked(escaped_text: str, link: str | None) -> str:
    return f'<a href="{escaped(link)}">{escaped_text}</a>' if link else escaped_text


def _details(details: Details, language: str) -> str:
    return (
        f"<details>\n<summary>{_shown(details.summary, language)}</summary>\n"
        f"{_entries(details.entries, language)}\n</details>"
    )


def _entries(entries: Iterable[Entry], language: str) -> str:
    lines = [
        f"<li>{_shown(entry.text, language)}"
        + (f"\n{_entries(entry.entries, language)}" if entry.entries else "")
        + "</li>"
        for entry in entries
    ]
    return "<ul>\n" + "\n".join(lines) + "\n</ul>" if lines else ""


_SIMPLE: dict[type, Callable[[Any, str], str]] = {
    Paragraph: _paragraph,
    Listing: _listing,
    Source: _source,
    Table: _table,
    Details: _details,
}
