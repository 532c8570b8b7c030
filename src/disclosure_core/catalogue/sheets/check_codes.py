"""The column 校验码: whether a row, and its item, are still as they were when it was exported.

A row nobody edited says nothing new, whatever became of its item since. A row that was edited while
its item changed as well would undo that change: it is refused, and the rest of the file with it.
"""

import hashlib
from collections.abc import Mapping
from typing import Final

from disclosure_core.catalogue.sheets.cells import Cells, Wording, cells_of
from disclosure_core.catalogue.sheets.columns import PRINTED
from disclosure_core.catalogue.values import DisclosureItem

_LENGTH: Final = 12
_LETTERS: Final = str.maketrans("0123456789", "ghijklmnop")
"""Codes of letters alone: a spreadsheet program takes ``12e4`` for a number."""


def check_code(cells: Cells) -> str:
    """The code of what a row prints of its item: 12 letters, white space does not count."""
    texts = (cells.get(key, "") for _, keys in PRINTED for key in keys)
    printed = "\x1f".join("".join(text.split()) for text in texts)
    return hashlib.sha256(printed.encode()).hexdigest()[:_LENGTH].translate(_LETTERS)


def is_as_exported(cells: Cells) -> bool:
    """Whether nothing was changed in a returned row; no where it has no code."""
    return cells.get("check") == check_code(cells)


def has_changed_since(item: DisclosureItem, cells: Mapping[str, str], wording: Wording) -> bool:
    """Whether an item prints something else than when a returned row of it was exported.

    No where the row has no code, as in tables that were exported without.
    """
    code = cells.get("check")
    return bool(code) and code != check_code(cells_of(item, wording))
