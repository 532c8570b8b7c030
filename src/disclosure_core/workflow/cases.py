"""A case (办件): where it stands, and everything that happened to it.

Values only; what may happen to a case is ``asking``, what it then is, ``moving``. A case says by
digest which definition it was opened under, and every move holds all that its effect depends on,
so that the moves alone give the case again.
"""

from collections.abc import Mapping
from datetime import datetime

from attrs import field, frozen, validators

from disclosure_core.legal import LegalBasis
from disclosure_core.records.values import aware


@frozen(kw_only=True, order=True)
class CaseParty:
    """An agency that the case names as a party (有关单位); several may have one name."""

    name: str = field(validator=validators.min_len(1))
    agency: str = field(validator=validators.min_len(1))


@frozen(kw_only=True)
class Subject:
    """What a case is about (办理对象): a record of a kind, as it was at a version.

    ``digest`` is the digest of what is judged, which need not be all of the record.
    """

    kind: str
    id: str
    digest: str
    version: int | None = None


@frozen(kw_only=True)
class Submission:
    """The subject as it was handed in (报送稿). ``number`` counts from 1."""

    number: int
    digest: str
    by: str
    at: datetime = field(validator=aware)
    version: int | None = None


@frozen(kw_only=True)
class Move:
    """One step that somebody took (办理记录).

    Attributes:
        action: Its id; ``open`` for the opening.
        left: The stage it left; ``opening`` for the opening.
        entered: The stage it led to; ``None`` where the case ended.
        outcome: How it ended.
        actor, role, agency: Who took it, in which role, held for which agency (``None``: the whole
            office).
        at: When.
        reason: The words that were given.
        ground, basis: The ground that was named, and its legal basis as it then was.
        fields: The slip as it was filled in.
        digest: What it was decided on.
        version: The version of the subject.
        days: The days that the stage entered has, as the office's settings then were.
        followed: It followed by itself from the opinions; ``actor`` gave the deciding one.
    """

    action: str
    left: str
    entered: str | None
    outcome: str | None = None
    actor: str
    role: str
    agency: str | None = None
    at: datetime = field(validator=aware)
    reason: str | None = None
    ground: str | None = None
    basis: LegalBasis | None = None
    fields: Mapping[str, str] = field(factory=dict, hash=False)
    digest: str
    version: int | None = None
    days: int | None = None
    followed: bool = False


@frozen(kw_only=True)
class Comment:
    """Words on one field of the subject (意见), and the answer to them.

    Attributes:
        number: Counts from 1 in its case.
        about: The key of the field that it is about; empty for the whole.
        text: What is to be mended.
        stage, move: Where it was written: the stage, and how many moves there were.
        author, role, at: Who wrote it, in which role, when.
        answer, answered_by, answered_at: The answer; ``None`` while there is none.
    """

    number: int
    about: str
    text: str
    stage: str
    move: int
    author: str
    role: str
    at: datetime = field(validator=aware)
    answer: str | None = None
    answered_by: str | None = None
    answered_at: datetime | None = None


@frozen(kw_only=True)
class Opinion:
    """An opinion that was asked for (会签意见), on what its digest says.

    ``move`` is how many moves there were: opinions of an earlier stay in a stage do not count.
    """

    stage: str
    move: int
    role: str
    agency: str | None
    by: str
    agrees: bool
    text: str | None
    at: datetime = field(validator=aware)
    digest: str


@frozen(kw_only=True)
class Case:
    """Something that goes through a workflow (办件).

    Attributes:
        id: Opaque.
        workflow, definition: The workflow's id, and the digest of its definition at the opening.
        title: What it is called in lists.
        subject_kind, subject: What it is about.
        agency: Whose case it is (办理单位).
        parties: Agencies that it names beside that.
        owner, supervisor, assessor: Who answers for it (责任人), who watches over it (监督人), who
            rates it (评估人).
        stage: Where it stands; ``None`` once it has ended.
        entered_at: When it came there, or ended.
        outcome: How it ended.
        days: The days of the stage it stands in.
        digest: The digest of what was last handed in.
        moves, submissions, comments, opinions: What happened, in order.
    """

    id: str
    workflow: str
    definition: str
    title: str = ""
    subject_kind: str
    subject: str
    agency: str | None = None
    parties: tuple[CaseParty, ...] = ()
    owner: str | None = None
    supervisor: str | None = None
    assessor: str | None = None
    stage: str | None
    entered_at: datetime = field(validator=aware)
    outcome: str | None = None
    days: int | None = None
    digest: str
    moves: tuple[Move, ...]
    submissions: tuple[Submission, ...] = ()
    comments: tuple[Comment, ...] = ()
    opinions: tuple[Opinion, ...] = ()

    @property
    def ended(self) -> bool:
        """Whether it has an outcome."""
        return self.outcome is not None

    @property
    def opened_at(self) -> datetime:
        """When it was opened."""
        return self.moves[0].at

    @property
    def opened_by(self) -> str:
        """Who opened it."""
        return self.moves[0].actor

    @property
    def unanswered(self) -> tuple[Comment, ...]:
        """Comments without an answer."""
        return tuple(each for each in self.comments if each.answer is None)

    def agencies_of(self, party: str) -> tuple[str, ...]:
        """The agencies that it names as a party."""
        return tuple(each.agency for each in self.parties if each.name == party)

    def times(self, stage: str, action: str) -> int:
        """How often an action of a stage was taken."""
        return sum(each.left == stage and each.action == action for each in self.moves)

    def acted_in(self, stage: str) -> frozenset[str]:
        """Who acted in a stage: took an action there or gave an opinion."""
        moved = {each.actor for each in self.moves if each.left == stage}
        return frozenset(moved | {each.by for each in self.opinions if each.stage == stage})

    def standing_opinions(self) -> tuple[Opinion, ...]:
        """The opinions that count: of this stay in the stage, on what was last handed in."""
        return tuple(
            each
            for each in self.opinions
            if each.stage == self.stage
            and each.move == len(self.moves)
            and each.digest == self.digest
        )

    def outcome_on(self, digest: str) -> str | None:
        """How it ended, where that was decided on what has this digest; else ``None``.

        Whatever was changed since has not been decided on; nor has what was handed in, where it
        ended despite a change.
        """
        decided = self.ended and digest == self.digest == self.moves[-1].digest
        return self.outcome if decided else None
