"""What every kept thing shares (记录), journal and outbox entries, questions to a store."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from attrs import field, frozen

from disclosure_core.errors import DataError
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message
from disclosure_core.records.digest import ALGORITHM
from disclosure_core.records.retention import Retention

Json = Mapping[str, Any]
"""A record's body: plain JSON values with string keys, made by ``codec.unstructure``.

Whole numbers only: a float has no exact text; decimals are written as strings.
"""

PENDING = "pending"
"""The one state in which a delivery can be claimed from the outbox."""

OUTBOX = "outbox"
"""The kind under which the journal names deliveries; no record kind may take it."""

ERASE, PURGE, HOLD, UNHOLD = "erase", "purge", "hold", "unhold"

ACTS = frozenset({ERASE, PURGE, HOLD, UNHOLD})
"""Kinds under which the journal names what was done to a whole record, all versions up to the
entry's ``version``; its ``id`` is :func:`subject`. No record kind may take them."""


def subject(kind: str, id: str) -> str:
    """How the journal names a record in an act upon it: the kind, a space, the id."""
    return f"{kind} {id}"


def aware(_: object, attribute: Any, value: datetime) -> None:
    """An attrs validator: an instant must say its offset.

    Raises:
        DataError: the instant is naive.
    """
    if value.tzinfo is None:
        raise DataError(
            Message(
                "{field} is {value}, an instant without an offset.",
                field=attribute.name,
                value=value.isoformat(),
            ),
            fix=Message("give a timezone-aware datetime."),
        )


@frozen(kw_only=True)
class RecordKind:
    """A kind of record (记录种类): its value class, what the public sees, what search finds.

    Attributes:
        name: ``release``; a plugin's kinds are prefixed with its name (``hotline:order``).
        value: The attrs class of its bodies.
        schema_version: Grows when the class changes; ``upgrades[n]`` takes a body of version n to
            n + 1.
        public: Whether a record of this kind may ever be public; each record still has its own
            visibility.
        public_fields: The fields of a public record that the public sees, where ``public``.
        withheld_fields: The other ones, so that a new field is decided on.
        search_text: Keys of the body that are searched, most important first. A key may hold
            text, or lists and mappings of text.
        columns: Keys of the body that can be filtered and sorted by. A key may hold a text, a
            whole number, a truth value, nothing, or a list of these; a list is found by each of
            its elements and sorted by its first.
        personal: Keys of the body, dotted where they lie deeper, that are personal (applicants,
            visitors, raters). Stores keep them apart and can erase them; bodies are read with
            ``personal:withheld`` in their place unless the reader asks with the right. They are
            neither searched nor columns nor public.
        retention: How long records are kept, and what is done then; for good if ``None``.
        concerns: Those of its columns that name records which it decides on or acts upon: evidence
            about them takes it along.
    """

    name: str
    value: type[Any]
    schema_version: int = 1
    public: bool = False
    public_fields: tuple[str, ...] = ()
    withheld_fields: tuple[str, ...] = ()
    search_text: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    retention: Retention | None = None
    concerns: tuple[str, ...] = ()
    upgrades: Mapping[int, Callable[[Json], Json]] = field(factory=dict)
    basis: LegalBasis | None = None

    def __attrs_post_init__(self) -> None:
        for name in self.personal:
            self._check_personal(name)

    def _check_personal(self, name: str) -> None:
        if not all(name.split(".")) or any(other.startswith(f"{name}.") for other in self.personal):
            raise DataError(
                Message(
                    "{kind}: {field} is no key of a personal field, or another lies in it.",
                    kind=self.name,
                    field=name,
                )
            )
        first = name.partition(".")[0]
        looked_up = {*self.search_text, *self.columns, *self.public_fields}
        counted = self.retention.counted_from if self.retention else None
        if first in looked_up or (counted and f"{counted}.".startswith(f"{name}.")):
            raise DataError(
                Message(
                    "{kind}: {field} is personal; it is not public, nor is anything searched,"
                    " sorted or counted by it.",
                    kind=self.name,
                    field=name,
                ),
                fix=Message("give the record another key for that, without what is personal."),
            )


@frozen(kw_only=True)
class Record:
    """One version of a kept thing (记录).

    ``digest`` is the digest of the body as it was written, in canonical JSON, with its algorithm
    before the colon (``sha256:…``). ``body`` is in the kind's present schema, whatever schema it
    was written in. ``visibility`` is ``public``, ``staff``, or ``agency:`` and the id of an agency.
    """

    kind: str
    id: str
    version: int
    body: Json
    digest: str
    visibility: str
    changed_at: datetime


@frozen(kw_only=True)
class Change:
    """Who changes something, in which role, and why: what the journal keeps beside the change.

    ``algorithm`` is what its digests are made with; each digest names its own, so it may differ
    from change to change.
    """

    who: str
    role: str
    why: str
    at: datetime = field(validator=aware)
    algorithm: str = ALGORITHM


@frozen(kw_only=True)
class JournalEntry:
    """One change of one record or delivery (日志条目), chained to the entry before it.

    ``digest`` covers every other field and ``previous``; the first entry's ``previous`` is the
    empty string. ``before`` is ``None`` where nothing stood before, ``after`` where nothing stands
    after (a removal). ``visibility`` is the one given by this change, so that the journal also
    says from when on the public could see something.
    """

    sequence: int
    at: datetime
    who: str
    role: str
    why: str
    kind: str
    id: str
    version: int
    schema_version: int
    visibility: str
    before: str | None
    after: str | None
    previous: str
    digest: str


@frozen
class Checkpoint:
    """A journal's last entry at some time (校验点), kept elsewhere or printed in a bulletin.

    A journal that was cut off or rewritten before that entry no longer fits it. ``root`` is that of
    the tree over all digests up to it (``records.tree``), with its algorithm, if it was made:
    against it a single entry can be proven.
    """

    sequence: int
    digest: str
    root: str | None = None


Scalar = str | int | bool | None
"""What a column holds, once or in a list."""


@frozen(kw_only=True)
class Between:
    """A range of a column's values (区间), in the order of :attr:`Query.sort`.

    Texts are found between texts and whole numbers between whole numbers; nothing is in no range.

    Attributes:
        since: The first value; ``None`` where the range has no beginning.
        before: The first value after it; ``None`` where it has no end.
    """

    since: str | int | None = None
    before: str | int | None = None


def _as_tuple(values: Iterable[Scalar]) -> tuple[Scalar, ...]:
    return (values,) if isinstance(values, str) else tuple(values)


@frozen
class AnyOf:
    """Several values, one of which a column must have (任一)."""

    values: tuple[Scalar, ...] = field(converter=_as_tuple)


Condition = Scalar | Between | AnyOf
"""What a column must hold: this value, one of a range, or any of several."""


COUNTED = 10_000
"""How far the answers are counted for people, who need no exact number of more."""


class Rank(StrEnum):
    """What comes first among the answers to a search (排序)."""

    NEWEST = "newest"
    """by :attr:`Query.sort`, without one by the time of the last change"""
    RELEVANCE = "relevance"
    """the best among the newest 1,000 answers, see :mod:`disclosure_core.records.relevance`"""


def _aware_or_none(instance: object, attribute: Any, value: datetime | None) -> None:
    if value is not None:
        aware(instance, attribute, value)


@frozen(kw_only=True)
class Query:
    """A question to a store (查询). Filters are on columns the kind declares; all must hold.

    Attributes:
        kind: A registered kind.
        where: Columns and what they must hold: a value, :class:`Between` or :class:`AnyOf`;
            ``None`` finds records without a value. Of a list, one element is enough.
        search: Words parted by spaces; records are found whose search text has every one of them.
            Brackets and spaces of a document number may be written in any way. Blank asks nothing.
        rank: What comes first. By relevance only a search can be ranked, and only its newest 1,000
            answers are: there are no further pages. ``sort`` and ``newest_first`` then decide
            nothing.
        sort: A column to sort by; ``None`` sorts by the time of the last change. Nothing is the
            least, then come whole numbers, then texts by their code points; of longer texts the
            first 500 characters may decide.
        newest_first: Newest or largest first; else oldest or smallest.
        as_of: Answer from the records as they stood at this instant, timezone-aware: of each the
            last version changed at or before it, if that version was visible and the record is now.
            There is no index of the past: such a question reads version by version, and is
            answered by the time of change only.
        limit: Records on a page, from 1 to 1,000.
        after: The cursor a page of the same question gave.
        count_to: How far the answers are counted beside a page; ``None``: not at all, which is
            quicker by much in a large store.
    """

    kind: str
    where: Mapping[str, Condition] = field(factory=dict)
    search: str | None = None
    rank: Rank = field(default=Rank.NEWEST, converter=Rank)
    sort: str | None = None
    newest_first: bool = True
    as_of: datetime | None = field(default=None, validator=_aware_or_none)
    limit: int = 50
    after: str | None = None
    count_to: int | None = None


@frozen(kw_only=True)
class Page:
    """A page of answers.

    Attributes:
        records: The records of the page.
        next: The cursor of the next page; ``None`` on the last.
        total: How many answers there are, counted up to the query's ``count_to``: there may be
            more where it is that number. ``None`` where no count was asked for.
    """

    records: tuple[Record, ...]
    next: str | None
    total: int | None = None


@frozen(kw_only=True)
class Claim:
    """A delivery as claimed from the outbox.

    ``number`` counts how often it was claimed, this time included: a later claim, made when the
    lease had run out, makes an earlier one void.
    """

    key: str
    release: str
    body: Json
    number: int


@frozen(kw_only=True)
class OutboxEntry:
    """A delivery as it stands in the outbox (发件箱条目).

    ``release`` is the id of the release it is about; ``leased_until`` when the last claim ends, if
    it was not settled.
    """

    key: str
    release: str
    body: Json
    state: str
    due_at: datetime
    claims: int
    leased_until: datetime | None
    changed_at: datetime
