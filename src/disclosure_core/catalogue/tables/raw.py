"""A row whose cells have found their columns, before its words are understood."""

from collections.abc import Mapping

from attrs import field, frozen

from disclosure_core.catalogue.tables.values import Words


@frozen(kw_only=True)
class RawRow:
    """One row (原始行): the text of each column by its place, from 0.

    ``cells`` has a key for every column that printed a cell, also an empty one. ``spanned`` are the
    columns that a cell of a row above is known to cover. ``ticks_kept`` says that a tick stands in
    the column it means; where not, ``loose_ticks`` counts the ticks of each run of tick columns,
    by the run's first column. ``doubtful`` are columns that another alignment fits almost as well.
    ``places`` says where a column's cell stands in the file (``E7``), where the file says it.
    """

    cells: Mapping[int, str]
    spanned: frozenset[int] = frozenset()
    ticks_kept: bool = True
    loose_ticks: Mapping[int, int] = field(factory=dict)
    doubtful: frozenset[int] = frozenset()
    place: str = ""
    places: Mapping[int, str] = field(factory=dict)
    printed: Words = ()
    unread: Words = ()
