"""The problems a table can have: where, what was read, what was made of it, in words for people."""

from typing import Any

from attrs import evolve, frozen

from disclosure_core.catalogue.tables.values import Problem
from disclosure_core.messages import Message

FIELD_NAMES = {
    "seq": Message("row number"),
    "domain": Message("domain"),
    "level1": Message("first-level item"),
    "level2": Message("second-level item"),
    "level3": Message("third-level item"),
    "content": Message("content"),
    "basis": Message("legal basis"),
    "time_limit": Message("time limit"),
    "agency": Message("responsible agency"),
    "channels": Message("channels"),
    "audience": Message("audience"),
    "mode": Message("mode of disclosure"),
    "levels": Message("level of government"),
}
"""What people call the fields of a row."""


@frozen(kw_only=True)
class Where:
    """A place that problems are noted for: file, table, row."""

    file: str
    table: int | None = None
    row: str | None = None
    place: str | None = None

    def at(self, row: str | None, place: str | None) -> "Where":
        """The same table, another row."""
        return evolve(self, row=row, place=place)

    def note(
        self,
        code: str,
        message: str,
        *,
        column: str | None = None,
        read: str | None = None,
        made: str | None = None,
    ) -> Problem:
        """A problem here. ``message`` may use {read}, {made}, {column}, {row}, {table}, {file}."""
        facts: dict[str, Any] = {
            "file": self.file,
            "table": self.table,
            "row": self.row or self.place,
            "column": FIELD_NAMES.get(column or "", column),
            "read": read,
            "made": FIELD_NAMES.get(made or "", made),
        }
        return Problem(
            code=code,
            file=self.file,
            table=self.table,
            row=self.row,
            column=column,
            read=read,
            made=made,
            place=self.place,
            message=Message(message, **facts),
        )
