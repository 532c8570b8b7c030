"""What reading a printed catalogue table gives: rows, problems, and the words it is read by.

Frozen values only. The words (:class:`TableForm`) are data that plugins supply; the understanding
is ``catalogue.tables.reading``. A row keeps the words of the page; ``rows.item_of`` makes a
:class:`~disclosure_core.catalogue.values.DisclosureItem` of it.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache, reduce
from typing import Any

from attrs import evolve, field, fields, frozen, validators

from disclosure_core.catalogue.values import ChannelKind, ItemChannel, TimeLimit
from disclosure_core.messages import Message

Words = tuple[str, ...]

FIELDS = (
    "seq",
    "level1",
    "level2",
    "level3",
    "content",
    "basis",
    "time_limit",
    "agency",
    "channels",
    "audience",
    "mode",
    "levels",
)
"""The fields a printed column can fill; also the keys of :attr:`TableForm.columns`."""


@frozen(kw_only=True, cache_hash=True)
class TimeLimitWords:
    """The words a printed time limit is made of (公开时限用语).

    ``days``: unit word to calendar days (``天`` 1, ``周`` 7); ``recurring``: 每周 to the days
    between, ``each``: how a word of what recurs begins (每, 按); ``next_days``: 次日 to the days
    it is away; ``half_yearly``: 每半年; ``any_time``: 随时; ``notices`` stand for the number of
    days that follows (公示期不少于7日), and ``consultations`` too, which are no publication at all
    (征求意见); ``standing``: 长期, 永久; ``with_event``: 同步; ``before_event``: 提前, 前, and
    ``not_before``: words that only look like it (目前); ``starts`` open the condition of a limit
    (自, 在), ``events`` are what it runs from (形成, 变更), ``after_event`` what follows one
    (之日, 后), ``whole`` the words for the item's information as such (信息).
    """

    working_days: Words = ()
    days: Mapping[str, int] = field(factory=dict, hash=False)
    hours: Words = ()
    minutes: Words = ()
    next_days: Mapping[str, int] = field(factory=dict, hash=False)
    immediate: Words = ()
    realtime: Words = ()
    standing: Words = ()
    with_event: Words = ()
    annual: Words = ()
    quarterly: Words = ()
    monthly: Words = ()
    recurring: Mapping[str, int] = field(factory=dict, hash=False)
    half_yearly: Words = ()
    any_time: Words = ()
    notices: Words = ()
    consultations: Words = ()
    each: Words = ()
    before_event: Words = ()
    not_before: Words = ()
    provisos: Words = ()
    starts: Words = ()
    events: Words = ()
    after_event: Words = ()
    whole: Words = ()
    limit_words: Words = ()


@frozen(kw_only=True, cache_hash=True, repr=False)
class TableForm:
    """How printed catalogue tables name and mark things (目录表式): words as data, no code.

    Attributes:
        id: The form's name, local to its plugin.
        columns: Field (see :data:`FIELDS`, also ``domain``) to the header words of its column.
        groups: ``item``, ``audience``, ``mode``, ``levels`` to the words of a header that stands
            over several columns (公开事项, 公开对象, 公开方式, 公开层级).
        extra_columns: Header words of columns that are kept but fill no field (咨询电话, 备注).
        checked, unchecked: Marks before a chosen and a not chosen channel (■, □).
        ticks: Marks in a cell of its own that mean yes (√).
        blanks: Marks in a cell that mean no (—, /).
        ditto: Words that mean *as above* (同上).
        audiences, modes, levels: Canonical word to its printed variants, also as header words.
        channels: Kind to the words by which a printed channel is known.
        channel_endings: Kind to further words of a name that is known to be a channel; too common
            to find channels by (发放, 报).
        standard: The header words of the standard form in order, for tables without a header.
        titles: Words that a table's title holds or ends in (基层政务公开标准目录).
        domain_endings: What follows the domain's name in a title (领域).
        region_endings: How the place or office before a domain's name ends in a title (县, 街道).
        agency_endings: How the name of an agency ends (局, 人民政府).
        basis_words: Words that a basis without 《》 holds (规定, 条例).
        group_endings: How a printed audience other than 全社会 ends (人, 单位, 对象).
        name_endings: How names of items end (信息, 指南), where nothing else parts them.
        content_openings, content_endings: Words a list of elements drops (包括, 等).
        notes: Words that open a note below or inside a table (注:).
        furniture: Words of page furniture and advertising that are no cell of the table.
        advertising: Words that a bracketed advertisement holds, put into a copy (【广告】).
        simplified: Traditional character to its simplified form.
        time: Words of time limits.
    """

    id: str = field(validator=validators.min_len(1))
    columns: Mapping[str, Words] = field(factory=dict, hash=False)
    groups: Mapping[str, Words] = field(factory=dict, hash=False)
    extra_columns: Words = ()
    checked: Words = ()
    unchecked: Words = ()
    ticks: Words = ()
    blanks: Words = ()
    ditto: Words = ()
    audiences: Mapping[str, Words] = field(factory=dict, hash=False)
    modes: Mapping[str, Words] = field(factory=dict, hash=False)
    levels: Mapping[str, Words] = field(factory=dict, hash=False)
    channels: Mapping[ChannelKind, Words] = field(factory=dict, hash=False)
    channel_endings: Mapping[ChannelKind, Words] = field(factory=dict, hash=False)
    standard: Words = ()
    titles: Words = ()
    domain_endings: Words = ()
    region_endings: Words = ()
    agency_endings: Words = ()
    basis_words: Words = ()
    group_endings: Words = ()
    name_endings: Words = ()
    content_openings: Words = ()
    content_endings: Words = ()
    notes: Words = ()
    furniture: Words = ()
    advertising: Words = ()
    simplified: Mapping[str, str] = field(factory=dict, hash=False)
    time: TimeLimitWords = TimeLimitWords()

    def __repr__(self) -> str:
        return f"<TableForm {self.id}>"


def merge_forms(forms: Iterable[TableForm]) -> TableForm:
    """One form that knows the words of all ``forms``, in their order; empty where there are none.

    Where two forms give one word two meanings, the first keeps it. Equal forms are one object, so
    that what is remembered by form is found without comparing all their words.
    """
    return _one_object(reduce(_merged, forms, TableForm(id="merged")))


@lru_cache(maxsize=16)
def _one_object(form: TableForm) -> TableForm:
    return form


def _merged(first: TableForm, second: TableForm) -> TableForm:
    return evolve(first, **_joined_fields(first, second))


def _joined_fields(first: Any, second: Any) -> dict[str, Any]:
    return {
        each.name: _joined(getattr(first, each.name), getattr(second, each.name))
        for each in fields(type(first))
        if each.name != "id"
    }


def _joined(first: object, second: object) -> object:
    if isinstance(first, TimeLimitWords):
        return evolve(first, **_joined_fields(first, second))
    if isinstance(first, tuple) and isinstance(second, tuple):
        return tuple(dict.fromkeys(first + second))
    if isinstance(first, Mapping) and isinstance(second, Mapping):
        return {
            key: _joined(first[key], second[key]) if key in first and key in second else value
            for key, value in {**second, **first}.items()
        }
    return first


@frozen(kw_only=True)
class Problem:
    """Something the reader repaired, guessed, took from elsewhere or could not place (问题).

    ``table`` counts the tables of the file from 1. ``row`` is the printed number of the row where
    it prints one, else its place; ``column`` the field's name. ``read`` is what stood there,
    ``made`` what became of it (``None``: nothing). ``code`` is a stable kebab-case name.
    """

    code: str
    file: str
    table: int | None = None
    row: str | None = None
    column: str | None = None
    read: str | None = None
    made: str | None = None
    place: str | None = None
    message: Message


@frozen(kw_only=True)
class PrintedRow:
    """One row of a printed catalogue (目录行): its fields in the words of the page.

    ``audience``, ``mode`` and ``levels`` hold canonical words (全社会, 主动, 县级).
    ``inherited``, ``uncertain`` and ``repaired`` name fields: taken from the row above, not
    settled by the text, not in the text letter for letter. ``extra`` keeps the cells of columns
    that fill no field, by header. ``printed`` are the row's cells as they stood, so that nothing is
    lost. ``place`` says where in the file the row begins, and ``places`` where the cell of a field
    or of another header stands (``目录 E7``), for files whose cells have a place.
    """

    seq: str | None = None
    level1: str | None = None
    level2: str | None = None
    level3: str | None = None
    content: Words = ()
    basis: Words = ()
    time_limit_text: str | None = None
    time_limit_printed: str | None = None
    time_limit: TimeLimit | None = None
    agency: str | None = None
    channels: Words = ()
    audience: Words = ()
    audience_detail: str | None = None
    mode: Words = ()
    levels: Words = ()
    inherited: Words = ()
    uncertain: Words = ()
    repaired: Words = ()
    extra: Mapping[str, str] = field(factory=dict)
    channel_values: tuple[ItemChannel, ...] = ()
    place: str = ""
    places: Mapping[str, str] = field(factory=dict)
    printed: Words = ()


@frozen(kw_only=True)
class UnreadRow:
    """A row that could not be understood, kept as printed (未能识别的行)."""

    place: str
    printed: Words


@frozen(kw_only=True)
class PrintedTable:
    """One table of a file (表): its rows in print order, and what was odd about it.

    ``absent_columns`` are fields whose column the table does not have; ``unread`` holds rows
    that could not be understood.
    """

    title: str | None = None
    domain: str | None = None
    rows: tuple[PrintedRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    absent_columns: Words = ()
    unread: tuple[UnreadRow, ...] = ()


@frozen(kw_only=True)
class TableReading:
    """All tables of one file, and the problems that belong to no single table."""

    source: str
    tables: tuple[PrintedTable, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def rows(self) -> tuple[PrintedRow, ...]:
        """The rows of all tables."""
        return tuple(row for table in self.tables for row in table.rows)

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """The file's problems, then each table's."""
        return self.problems + tuple(each for table in self.tables for each in table.problems)
