"""Legal basis, period in force, and values that change with the law.

Everything that carries a rule says which document and article asks for it, and from when until
when. A change of law is a new entry: what was right last year still computes as last year.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Generic, TypeVar

from attrs import field, frozen, validators

from disclosure_core.errors import DataError
from disclosure_core.messages import Message

T = TypeVar("T")


@frozen(kw_only=True)
class LegalBasis:
    """What asks for a rule (公开依据): a document, its number and article.

    ``document`` is the title without 《》 (``政府信息公开条例``), ``number`` the document number
    (``国令第711号``), ``article`` the place in it (``第二十条``), ``url`` where it can be read.
    ``printed`` keeps the words a table used, where the basis was read from one.
    """

    document: str = field(validator=validators.min_len(1))
    number: str | None = None
    article: str | None = None
    url: str | None = None
    printed: str | None = None

    def __str__(self) -> str:
        number = f"（{self.number}）" if self.number else ""
        return f"《{self.document}》{number}{self.article or ''}"


@frozen(kw_only=True)
class Period:
    """Days on which something is in force (有效期), both ends included; an open end is ``None``."""

    since: date | None = None
    until: date | None = None

    def __attrs_post_init__(self) -> None:
        if self.since and self.until and self.until < self.since:
            raise DataError(
                Message(
                    "A period ends on {until}, before it begins on {since}.",
                    since=self.since,
                    until=self.until,
                )
            )

    def covers(self, day: date) -> bool:
        """Whether ``day`` lies in the period."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    def overlaps(self, other: "Period") -> bool:
        """Whether any day lies in both periods."""
        starts_in_time = self.until is None or other.since is None or other.since <= self.until
        ends_in_time = other.until is None or self.since is None or self.since <= other.until
        return starts_in_time and ends_in_time

    def overlap(self, other: "Period") -> "Period | None":
        """The days in both periods; ``None`` where there is none."""
        if not self.overlaps(other):
            return None
        since = max((day for day in (self.since, other.since) if day), default=None)
        until = min((day for day in (self.until, other.until) if day), default=None)
        return Period(since=since, until=until)

    def outside(self, other: "Period") -> "tuple[Period, ...]":
        """The days of this period that are not in ``other``: none, one or two periods."""
        if not self.overlaps(other):
            return (self,)
        parts = []
        if other.since and other.since > date.min and (not self.since or self.since < other.since):
            parts.append(Period(since=self.since, until=other.since - timedelta(days=1)))
        if other.until and other.until < date.max and (not self.until or other.until < self.until):
            parts.append(Period(since=other.until + timedelta(days=1), until=self.until))
        return tuple(parts)


ALWAYS = Period()
"""In force whatever the day."""


@frozen(kw_only=True)
class Dated(Generic[T]):
    """A value with the period it is in force and what says so."""

    value: T
    in_force: Period = ALWAYS
    basis: LegalBasis | None = None


def value_on(entries: Iterable[Dated[T]], day: date) -> Dated[T] | None:
    """The entry in force on ``day``, of several the one that began last; ``None`` if none."""
    standing = [entry for entry in entries if entry.in_force.covers(day)]
    return max(standing, key=lambda entry: entry.in_force.since or date.min, default=None)


@frozen(kw_only=True)
class LegalArticle:
    """One article of a text, where somebody wrote down what it is about (条文).

    ``instead`` are the articles that are meant where this one is cited as asking for disclosure and
    is about something else; empty where it may rightly be cited. ``went_to`` is where its matter
    stands in the text that came after.
    """

    number: int = field(validator=validators.ge(1))
    about: str = field(validator=validators.min_len(1))
    instead: tuple[int, ...] = ()
    went_to: tuple[int, ...] = ()


@frozen(kw_only=True)
class LegalDocument:
    """One text of a law, regulation or notice, as the controlled list of bases knows it (依据文件).

    A title may have several texts over time; each is an entry of its own with the days it is in
    force. What is not known stays ``None``: an empty number is better than a guessed one.

    Attributes:
        title: The full title without 《》 and without 中华人民共和国 before a law's name.
        other_titles: Short titles, and titles it is printed under.
        number: Its document number (``国令第711号``).
        other_numbers: Numbers it was first issued or later amended under.
        issuer: Who issued it.
        in_force: First and last day it holds.
        replaced_by: Title of what came after it, where it has ended.
        last_article: The number of its last article.
        articles: Articles that somebody wrote down; not all of them.
        url: Where it can be read.
        source: Where these facts are from.
        unverified: Nobody has held these facts against the text yet.
    """

    title: str = field(validator=validators.min_len(1))
    other_titles: tuple[str, ...] = ()
    number: str | None = None
    other_numbers: tuple[str, ...] = ()
    issuer: str | None = None
    in_force: Period = ALWAYS
    replaced_by: str | None = None
    last_article: int | None = field(default=None, validator=validators.optional(validators.ge(1)))
    articles: tuple[LegalArticle, ...] = ()
    url: str | None = None
    source: str | None = None
    unverified: bool = False

    @property
    def titles(self) -> tuple[str, ...]:
        """All its titles, the full one first."""
        return (self.title, *self.other_titles)

    @property
    def numbers(self) -> tuple[str, ...]:
        """All its numbers, the text's own first."""
        return (*((self.number,) if self.number else ()), *self.other_numbers)

    def article(self, number: int) -> LegalArticle | None:
        """What is known of an article; ``None`` where nothing is."""
        return next((each for each in self.articles if each.number == number), None)
