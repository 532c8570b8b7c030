"""What the sample office is filled with: printed tables, a town's differences, documents.

Reads the files of this package, nothing else. The tables' rows are facts that county portals
printed; the documents and the differences are invented, and each says so.
"""

import tomllib
from collections.abc import Iterator
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from attrs import frozen

from disclosure_core import Document, Section, structure

MARK = "【示例】"
"""Stands before the title of every document of the sample."""

SOURCE = "示例数据：为演示而编写，不是真实文件"

_PACKAGE = files("disclosure_portal.sample")


@frozen(kw_only=True)
class SampleTable:
    """A printed catalogue: its file, who printed it, and the page it was read from."""

    file: str
    printed_by: str
    source: str


@frozen(kw_only=True)
class SampleDocument:
    """A document before its items are known by id.

    ``items`` are ids of items, or for those of imported tables ``domain:level 1/level 2`` by name.
    ``ground`` is given where the release is withdrawn again.
    """

    items: tuple[str, ...]
    title: str
    text: str
    agency: str
    index_number: str | None = None
    document_number: str | None = None
    formed_on: date | None = None
    sections: dict[str, str]
    ground: str | None = None

    def document(self, items: tuple[str, ...]) -> Document:
        """The document, marked as a sample, for the items of these ids."""
        return Document(
            title=f"{MARK}{self.title}",
            text=self.text.strip(),
            items=items,
            agency=self.agency,
            index_number=self.index_number,
            document_number=self.document_number,
            formed_on=self.formed_on,
            sections=tuple(Section(name, words.strip()) for name, words in self.sections.items()),
            source=SOURCE,
        )


@frozen(kw_only=True)
class Planted:
    """Three drafts that show what the office does: one blocked, one held, one withdrawn later."""

    blocked: SampleDocument
    held: SampleDocument
    withdrawn: SampleDocument


@frozen(kw_only=True)
class ChangedItem:
    """What a town says otherwise of an item from above, and why."""

    item: str
    reason: str
    time_limit: str | None = None
    further_content: tuple[str, ...] = ()


@frozen(kw_only=True)
class LeftOutItem:
    """An item from above that a town leaves out, and why."""

    item: str
    reason: str


@frozen(kw_only=True)
class AddedItem:
    """An item that a town adds, and why."""

    domain: str
    level1: str
    level2: str
    content: tuple[str, ...]
    time_limit: str
    agency: str
    reason: str


@frozen(kw_only=True)
class SampleTown:
    """The differences that the sample enters for one town."""

    region: str
    changed: tuple[ChangedItem, ...]
    left_out: tuple[LeftOutItem, ...]
    added: tuple[AddedItem, ...]


@frozen
class _Tables:
    tables: tuple[SampleTable, ...]


def tables() -> tuple[SampleTable, ...]:
    """The printed catalogues, in the order they are taken in."""
    return structure(_read("tables.toml"), _Tables, file="tables.toml").tables


def table_files() -> Iterator[tuple[SampleTable, Path]]:
    """Each printed catalogue with its file."""
    with as_file(_PACKAGE / "tables") as folder:
        for table in tables():
            yield table, folder / table.file


def documents() -> tuple[SampleDocument, ...]:
    """All documents, the oldest first."""
    found = [document for name in _document_files() for document in _documents_in(name)]
    return tuple(sorted(found, key=lambda each: (each.formed_on or date.min, each.title)))


def planted() -> Planted:
    """The drafts planted to be stopped."""
    return structure(_read("planted.toml"), Planted, file="planted.toml")


def town() -> SampleTown:
    """The town whose catalogue differs."""
    return structure(_read("town.toml"), SampleTown, file="town.toml")


def _document_files() -> list[str]:
    return sorted(
        f"documents/{entry.name}"
        for entry in (_PACKAGE / "documents").iterdir()
        if entry.name.endswith(".toml")
    )


def _documents_in(name: str) -> list[SampleDocument]:
    """A file's documents; domain and agency of the file hold for those that name none."""
    data = _read(name)
    domain = str(data["domain"])
    return [
        structure(
            {
                "agency": data["agency"],
                **written,
                "items": [_qualified(item, domain) for item in written["items"]],
            },
            SampleDocument,
            file=name,
        )
        for written in data["documents"]
    ]


def _qualified(item: str, domain: str) -> str:
    return item if ":" in item else f"{domain}:{item}"


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_PACKAGE / name).read_text("utf-8"))
