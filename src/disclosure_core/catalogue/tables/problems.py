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

PROBLEMS = {
    "absent-column": Message("the table has no column for {column}"),
    "advertising": Message("advertising was left out: {read}"),
    "blank": Message("row {row}: {column} is blank, taken from the row above: {made}"),
    "continued": Message("a row with content only was added to the row above: {read}"),
    "ditto": Message("row {row}: {column} prints {read}, taken from the row above: {made}"),
    "doubtful": Message("row {row}: the cells fit {column} in more than one way; taken: {made}"),
    "empty": Message("row {row}: {column} is printed empty"),
    "empty-row": Message("row {row} is printed without any words"),
    "extra-column": Message("column {read} fills no field; its cells are kept under its header"),
    "full-width": Message("row {row}: {read} was read as {made}"),
    "header-guessed": Message("column header {read} was taken for {made}"),
    "inherited": Message("row {row}: no cell for {column}, taken from the row above: {made}"),
    "joined": Message("row {row}: several agencies in one cell, joined: {made}"),
    "limit-unknown": Message("row {row}: {read} sets no time limit we know"),
    "list-or-not": Message("row {row}: {column} may be one element or several; read as: {made}"),
    "lost-bracket": Message("row {row}: {column} lost a bracket at {read}; put back: {made}"),
    "masked": Message("row {row}: {column} is masked: {read}"),
    "missing": Message("row {row}: no {column}, and no row above to take it from"),
    "mojibake": Message("row {row}: {column} has broken characters: {read}"),
    "no-header": Message(
        "no header was found; the columns of the standard form were taken, by content"
    ),
    "no-table": Message(
        "no table with known columns was found; a header such as 序号, 公开事项, 公开内容 is needed"
    ),
    "none-chosen": Message("row {row}: none of the printed channels is marked as chosen: {read}"),
    "not-ticked": Message("row {row}: nothing is ticked or written for {column}"),
    "note": Message("row {row}: a note stands in {column}: {read}"),
    "outside": Message("text outside the tables was left out: {read}"),
    "realigned": Message("cells do not stand under their headers; they were put there by content"),
    "repeated": Message("row {row}: {column} prints {read} twice"),
    "repeated-number": Message("two rows print the number {read}; both are kept: {made}"),
    "ticks-collapsed": Message(
        "row {row}: {read} ticks stand for more columns; {column} taken as {made}"
    ),
    "ticks-lost": Message("row {row}: the ticks of {column} are not in the text"),
    "traditional": Message(
        "traditional characters and pinyin in brackets were read as simplified characters"
    ),
    "unknown-word": Message("row {row}: {column} holds words we do not know: {read}"),
    "unread": Message("row {row}: fits no column, kept as printed: {read}"),
    "unread-row": Message("a row could not be understood and is kept as printed: {read}"),
    "words-for-tick": Message(
        "row {row}: words stand under a column of ticks, read as a group: {read}"
    ),
}
"""Every code of a problem that reading a table can note, with its words.

The words may use {file}, {table}, {row}, {column}, {read} (what stood there) and {made} (what was
made of it).
"""


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
        *,
        column: str | None = None,
        read: str | None = None,
        made: str | None = None,
    ) -> Problem:
        """A problem of :data:`PROBLEMS` here; ``column`` is a field's name or a header."""
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
            message=Message(PROBLEMS[code].message_id, **facts),
        )
