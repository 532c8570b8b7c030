"""What is odd about a returned table, yet does not stand in its way: told as problems."""

from collections.abc import Iterator
from typing import Final

from disclosure_core.catalogue.phrases.folding import folded
from disclosure_core.catalogue.sheets.cells import Wording
from disclosure_core.catalogue.sheets.columns import KEYS, columns_of
from disclosure_core.catalogue.sheets.returned import Place, ReturnedRow, ReturnedTable
from disclosure_core.catalogue.tables.values import Problem
from disclosure_core.catalogue.values import ChannelKind, DisclosureItem, Refinement
from disclosure_core.messages import Message

_OTHER: Final = ("其他", "其它")
_SHEET_NAME: Final = 20
"""Characters of a sheet's name that are compared: longer names are cut by spreadsheet programs."""


def oddities(table: ReturnedTable, wording: Wording, file: str) -> Iterator[Problem]:
    """Columns taken out, a sheet renamed, cells merged down that were split."""
    for name in table.absent:
        names = next(each for each in (*_PAIRS, (name,)) if name in each)
        header = KEYS[columns_of(names)[0]].header
        yield _problem(
            "column-missing",
            file,
            table.sheet or "",
            Message("column {column} is missing; what it says stays as it was", column=header),
        )
    if table.sheet is not None and not _is_named_for(table, wording):
        yield _problem(
            "sheet-renamed",
            file,
            table.domain_place,
            Message(
                "the sheet is named “{sheet}”, its title says “{title}”; the title and the column "
                "of domains count",
                sheet=table.sheet,
                title=table.domain,
            ),
        )
    for row in table.rows:
        if row.split:
            yield _problem(
                "merge-split",
                file,
                row.place_of("level1"),
                Message(
                    "the first-level name is empty; taken from the row above: {name}",
                    name=row.cells["level1"],
                ),
            )


_PAIRS: Final = (("audience", "audience_detail"),)


def _is_named_for(table: ReturnedTable, wording: Wording) -> bool:
    sheet = folded(table.sheet or "")[:_SHEET_NAME]
    if not table.domain or sheet in table.domain:
        return True
    names = [name for each in wording.domains for name in (each.name, *each.names)]
    return not any(name in table.domain for name in names)


def oddities_of_row(
    row: ReturnedRow, item: DisclosureItem | None, refinement: Refinement | None, file: str
) -> Iterator[Problem]:
    """Bases without a number and channels nobody knows, among what a row adds or changes."""
    said = item or refinement
    if said is None:
        return
    for basis in said.bases or ():
        if basis.number is None:
            yield _problem(
                "basis-without-number",
                file,
                row.place_of("bases"),
                Message("the basis {basis} has no document number", basis=f"《{basis.document}》"),
            )
    for channel in said.channels or ():
        if channel.kind is ChannelKind.OTHER and not channel.printed.startswith(_OTHER):
            yield _problem(
                "unknown-channel",
                file,
                row.place_of("channels"),
                Message("the channel “{channel}” is not known", channel=channel.printed),
            )


def _problem(code: str, file: str, place: Place, message: Message) -> Problem:
    shown = "{sheet}!{cell}".format_map(place.facts) if isinstance(place, Message) else place
    return Problem(code=code, file=file, place=shown, message=message)
