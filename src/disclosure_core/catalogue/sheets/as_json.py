"""A catalogue as JSON and back: the items themselves, for programs and for keeping.

``{"format": "disclosure-catalogue", "version": 1, "place", "on", "items": […], "check": {…}}``,
``check`` being the code of each item (校验码) by its id. A program that changes the file leaves the
codes as they are, and may add ``reasons`` (item id to why it changed) and ``dropped`` (item id to
why it does not apply), as the columns 调整理由 and 不适用 of a table.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Final

from attrs import field, frozen

from disclosure_core.catalogue.sheets.cells import cells_of
from disclosure_core.catalogue.sheets.check_codes import check_code
from disclosure_core.catalogue.sheets.layout import CatalogueExport, check_writable
from disclosure_core.catalogue.values import DisclosureItem
from disclosure_core.codec import structure, unstructure
from disclosure_core.errors import DataError
from disclosure_core.messages import Message

FORMAT: Final = "disclosure-catalogue"
VERSION: Final = 1


@frozen(kw_only=True)
class CatalogueFile:
    """A catalogue file (目录文件)."""

    format: str
    version: int
    place: str = ""
    on: date | None = None
    items: tuple[DisclosureItem, ...] = ()
    check: Mapping[str, str] = field(factory=dict)
    reasons: Mapping[str, str] = field(factory=dict)
    dropped: Mapping[str, str] = field(factory=dict)


def as_json(export: CatalogueExport) -> bytes:
    """The items of an export.

    Raises:
        DataError: texts that no file can hold.
    """
    check_writable(export)
    held = CatalogueFile(
        format=FORMAT,
        version=VERSION,
        place=export.place,
        on=export.on,
        items=export.items,
        check={each.id: check_code(cells_of(each, export.wording)) for each in export.items},
    )
    return (json.dumps(unstructure(held), ensure_ascii=False, indent=1) + "\n").encode()


def catalogue_file(name: str, data: bytes) -> CatalogueFile | None:
    """The catalogue that bytes hold; ``None`` where they are no such file.

    Raises:
        DataError: it is one, with mistakes or of a later version.
    """
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return None
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        return None
    if found.get("version") != VERSION:
        raise DataError(
            Message(
                "{file}: this catalogue file has version {version}; version {known} is read here.",
                file=name,
                version=str(found.get("version")),
                known=VERSION,
            ),
            fix=Message("export it again with this program."),
        )
    return structure(found, CatalogueFile, file=name)
