"""The problems a table can have, each with its code and its words."""

from typing import Any

from attrs import evolve, frozen

from disclosure_core.catalogue.tables.values import Problem
from disclosure_core.messages import Message


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
            "row": self.row,
            "column": column,
            "read": read,
            "made": made,
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
