"""A catalogue file in JSON as a returned table, so that it is compared as any other."""

from collections.abc import Iterator

from disclosure_core.catalogue.sheets.as_json import CatalogueFile
from disclosure_core.catalogue.sheets.cells import Wording
from disclosure_core.catalogue.sheets.columns import DROPPED, KEYS, PRINTED
from disclosure_core.catalogue.sheets.exact import row_cells
from disclosure_core.catalogue.sheets.returned import ReturnedRow, ReturnedTable
from disclosure_core.catalogue.tables.grid import Cell


def returned_table(held: CatalogueFile, wording: Wording) -> ReturnedTable:
    """The rows of a catalogue file."""
    return ReturnedTable(
        sheet=None,
        domain="",
        domain_place="",
        rows=tuple(_rows(held, wording)),
        fields=tuple(names for names, _ in PRINTED),
    )


def _rows(held: CatalogueFile, wording: Wording) -> Iterator[ReturnedRow]:
    for number, item in enumerate(held.items):
        dropped = held.dropped.get(item.id)
        cells = row_cells(item, wording) | {
            "reason": held.reasons.get(item.id) or dropped or "",
            "dropped": DROPPED if dropped else "",
            "check": held.check.get(item.id, ""),
        }
        printed = {
            key: Cell(text=text, row=number, column=0, place=f"items[{number}].{key}")
            for key, text in cells.items()
            if key in KEYS
        }
        yield ReturnedRow(cells=cells, printed=printed, sheet=None, at=number)
