"""Values to filter and sort by, as the rows of a table: nothing, whole numbers, texts.

The order of rows is the order of values: nothing first, then numbers, then texts by their code
points. Only the beginning of a text is in the index.
"""

from attrs import frozen

from disclosure_postgres.texts import kept_text, read_text

NOTHING, WHOLE, TEXT = 0, 1, 2

LONGEST_BEGINNING = 500
"""Characters of a text that it is sorted by; 2,000 bytes at most, what an index page allows."""


@frozen
class Kept:
    """A value taken apart, in the order of the table's columns."""

    sort: int
    whole: int
    beginning: str
    rest: str

    @property
    def row(self) -> tuple[int, int, str, str]:
        """The values of the row."""
        return self.sort, self.whole, self.beginning, self.rest


def kept(value: str | int | None) -> Kept:
    """A value as it is kept."""
    if value is None:
        return Kept(NOTHING, 0, "", "")
    if isinstance(value, int):
        return Kept(WHOLE, int(value), "", "")
    text = kept_text(value)
    return Kept(TEXT, 0, text[:LONGEST_BEGINNING], text[LONGEST_BEGINNING:])


def place_of(sort: int, whole: int, beginning: str) -> str | int | None:
    """What a cursor says of a value: all that it is sorted by."""
    if sort == NOTHING:
        return None
    return whole if sort == WHOLE else read_text(beginning)
