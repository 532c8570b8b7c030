"""What the cells of a row cannot say letter for letter: the column 机读值.

A line of JSON with those fields only; most rows have none. A field of it counts as long as the
cells still print that value: whoever edits a cell need not know of the column.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from attrs import fields, resolve_types

from disclosure_core.catalogue.sheets.cells import Cells, Wording, cells_of, printed
from disclosure_core.catalogue.sheets.check_codes import check_code
from disclosure_core.catalogue.sheets.columns import PRINTED
from disclosure_core.catalogue.sheets.returning import UnfitCellError, read_fields
from disclosure_core.catalogue.sheets.texts import same
from disclosure_core.catalogue.values import DisclosureItem
from disclosure_core.codec import structure, unstructure
from disclosure_core.errors import DataError
from disclosure_core.messages import Message

_KEPT: Final = frozenset('{}[]",:.\\;；、。《》（）()-_')
_PACKED: Final = re.compile(r"_(?=x)")  # _x0041_ is a character to spreadsheet programs


@cache
def _types() -> Mapping[str, Any]:
    return {each.name: each.type for each in fields(resolve_types(DisclosureItem))}


@cache
def unprinted_fields() -> Mapping[str, Any]:
    """The fields of an item that no column prints, with what they are where nobody gives them."""
    shown = {name for names, _ in PRINTED for name in names} | {"id"}
    return {each.name: each.default for each in fields(DisclosureItem) if each.name not in shown}


def exact_cell(item: DisclosureItem, cells: Cells, wording: Wording) -> str:
    """The text of the column for an item: the fields that its cells do not read back as they are.

    Args:
        item: The item.
        cells: What its row prints.
        wording: The names and words it is printed with.
    """
    kept: dict[str, Any] = {}
    for names, _ in PRINTED:
        values = {name: getattr(item, name) for name in names}
        nameless = names == ("level1",) and not cells["level1"]  # not the name of the row above
        if nameless or _read(names, cells, wording) != values:
            kept |= values
    kept |= {
        name: value
        for name, default in unprinted_fields().items()
        if (value := getattr(item, name)) != default
    }
    return _as_text({name: unstructure(value) for name, value in kept.items()})


def _read(names: tuple[str, ...], cells: Cells, wording: Wording) -> dict[str, Any] | None:
    try:
        return read_fields(names, cells, wording)
    except (UnfitCellError, DataError):  # such as a name that two domains have
        return None


def exact_values(text: str) -> dict[str, Any]:
    """The fields that the column of a returned row keeps.

    Raises:
        UnfitCellError: it was changed by hand.
    """
    if not text:
        return {}
    try:
        data = json.loads(text)
        if not isinstance(data, dict):
            raise ValueError(text)
        return {name: structure(value, _types()[name]) for name, value in data.items()}
    except (ValueError, KeyError, RecursionError, DataError) as error:
        raise UnfitCellError(
            "exact",
            Message("this column is for programs; leave it as it was exported, or empty it"),
        ) from error


def still_printed(
    names: tuple[str, ...], exact: Mapping[str, Any], cells: Cells, wording: Wording
) -> bool:
    """Whether the cells of a row print the exact values of a group of fields."""
    if not all(name in exact for name in names):
        return False
    shown = printed({name: exact[name] for name in names}, wording)
    return all(same(text, cells.get(key, "")) for key, text in shown.items())


def _as_text(values: Mapping[str, Any]) -> str:
    """JSON that no format changes: no white space, and signs that mean something escaped."""
    if not values:
        return ""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    safe = "".join(each if each.isalnum() or each in _KEPT else _escaped(each) for each in text)
    return _PACKED.sub(r"\\u005f", safe)


def _escaped(character: str) -> str:
    return f"\\u{ord(character):04x}" if character.isascii() else json.dumps(character)[1:-1]


def row_cells(item: DisclosureItem, wording: Wording) -> dict[str, str]:
    """All cells of an item's row, its check code and the exact values included."""
    cells = cells_of(item, wording)
    return cells | {
        "check": check_code(cells),
        "exact": exact_cell(item, cells, wording),
    }
