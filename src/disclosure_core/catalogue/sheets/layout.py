"""Lay a catalogue out as sheets: one a domain, in the order of the domains, rows numbered.

What each format writes. Refuses texts that no table can hold, all of them together.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from attrs import asdict, field, frozen

from disclosure_core.catalogue.sheets.cells import Wording
from disclosure_core.catalogue.sheets.columns import TITLE, Column, columns_for
from disclosure_core.catalogue.sheets.exact import row_cells
from disclosure_core.catalogue.sheets.texts import LONGEST_CELL, clean, unwritable
from disclosure_core.catalogue.values import DisclosureItem
from disclosure_core.errors import DataError, Mistake
from disclosure_core.messages import Message

BLANK_ROWS: Final = 20
"""Empty rows of a sheet that is to be filled in."""


@frozen(kw_only=True)
class CatalogueExport:
    """A catalogue to be written as tables (目录导出).

    Attributes:
        place: The place that stands in the titles (the county's name).
        on: The day it holds on.
        items: The items, in catalogue order.
        wording: The names and words they are printed with.
        blank_domains: Ids of domains that get a sheet of empty rows, to be filled in.
    """

    place: str
    on: date
    wording: Wording
    items: tuple[DisclosureItem, ...] = ()
    blank_domains: tuple[str, ...] = ()


@frozen(kw_only=True)
class Sheet:
    """One sheet to be written: its domain's name, title, columns, and rows by column key."""

    domain: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, str], ...] = field(factory=tuple)

    def texts(self, row: Mapping[str, str]) -> list[str]:
        """The texts of a row, column by column."""
        return [row.get(column.key, "") for column in self.columns]


def laid_out(export: CatalogueExport) -> tuple[Sheet, ...]:
    """The sheets of an export.

    Raises:
        DataError: texts that no table can hold, or are longer than a cell; each with its item.
    """
    check_writable(export)
    sheets = tuple(_sheet(*each, export) for each in _by_domain(export).items())
    _refuse([mistake for sheet in sheets for mistake in _too_long(sheet)])
    return sheets


def check_writable(export: CatalogueExport) -> None:
    """Refuse texts with characters that no file can hold, in any format.

    Raises:
        DataError: all of them, each with its item and field.
    """
    _refuse([each for item in export.items for each in unwritable(item.title, asdict(item))])


def _refuse(mistakes: Sequence[Mistake]) -> None:
    if mistakes:
        raise DataError(
            Message("The catalogue cannot be written: {count} mistakes.", count=len(mistakes)),
            mistakes,
        )


def _by_domain(export: CatalogueExport) -> dict[str, list[DisclosureItem]]:
    """The items of each domain: numbered domains first, then others as they come."""
    found: dict[str, list[DisclosureItem]] = {}
    for item in export.items:
        found.setdefault(item.domain, []).append(item)
    for blank in export.blank_domains:
        found.setdefault(blank, [])
    numbered = [each.id for each in export.wording.domains if each.id in found]
    others = [each for each in found if each not in set(numbered)]
    return {each: found[each] for each in (*numbered, *others)}


def _sheet(domain: str, items: Iterable[DisclosureItem], export: CatalogueExport) -> Sheet:
    listed = list(items)
    name = clean(export.wording.domain_name(domain))
    rows = [
        {"seq": str(number), **row_cells(item, export.wording)}
        for number, item in enumerate(listed, start=1)
    ]
    if domain in export.blank_domains:
        rows += [{"domain": name} for _ in range(BLANK_ROWS)]
    return Sheet(
        domain=name,
        title=f"{export.place}{name}{TITLE}",
        columns=columns_for(listed),
        rows=tuple(rows),
    )


def _too_long(sheet: Sheet) -> Iterator[Mistake]:
    for row in sheet.rows:
        for column in sheet.columns:
            if len(row.get(column.key, "").encode("utf-16-le")) > 2 * LONGEST_CELL:
                yield Mistake(
                    "",
                    Message("{item}, column {column}", item=row["id"], column=column.header),
                    Message(
                        "the text is longer than a cell can be ({most} characters); export as json",
                        most=f"{LONGEST_CELL:,}",
                    ),
                )
