"""What a plugin writes down of a process: stages, roles, actions, clocks, grounds (流程定义).

Data only: nothing here can be called, so that a county writes a definition in TOML, a lawyer reads
it, and its digest says which one a case was opened under. What becomes of a case is ``moving`` and
``asking``. A definition that contradicts itself cannot be made; see ``checking``.
"""

from collections.abc import Iterator
from enum import StrEnum

from attrs import field, frozen, validators

from disclosure_core.access.values import role_name
from disclosure_core.calendar.values import DayCount
from disclosure_core.codec import unstructure
from disclosure_core.errors import DataError
from disclosure_core.legal import ALWAYS, LegalBasis, Period
from disclosure_core.messages import Message
from disclosure_core.records.digest import digest
from disclosure_core.workflow.checking import definition_mistakes

OPENING = "opening"
"""Stands among the stages of a four-eyes rule for the opening of the case."""


def message_of(text: str | Message) -> Message:
    """A name as a message; one that is given as text stands as it is in every language."""
    if isinstance(text, Message):
        return text
    return Message(text.replace("{", "{{").replace("}", "}}"))


class RoleScope(StrEnum):
    """For which agency a role must be held (角色范围)."""

    AGENCY = "agency"
    """办理单位: the agency of the case; held for the whole office it is held there too"""
    AGENCY_STAFF = "agency_staff"
    """本单位人员: the agency of the case itself (谁公开、谁审查), not the whole office"""
    OFFICE = "office"
    """全办: the whole office"""
    PARTY = "party"
    """有关单位: an agency that the case names as a party"""


@frozen(kw_only=True)
class StageRole:
    """A role that acts in a stage, and for which agency (办理角色).

    ``party`` is the name under which the case lists the agencies, where ``of`` is ``party``.
    """

    role: str = field(validator=validators.min_len(1))
    of: RoleScope = RoleScope.AGENCY
    party: str | None = None


@frozen(kw_only=True)
class Escalation:
    """Who is told when a stage is late (逾期上报), ``after`` that many days past the due day."""

    to: StageRole
    after: int = field(default=1, validator=validators.ge(1))


@frozen(kw_only=True)
class StageClock:
    """The days that a stage has (办理期限). The day on which the stage was entered is day 0.

    Attributes:
        days: How many.
        unit: Working or calendar days; reminders and escalations count in the same.
        setting: The key under ``[workflow_days]`` by which an office gives another number.
        most: The most that an office may give itself; any number where ``None``.
        reminders: Days before the due day on which its people are reminded.
        escalations: Who is told once it is late.
        from_opening: Day 0 is the day on which the case was opened.
        basis: What sets the days.
    """

    days: int = field(validator=validators.ge(0))
    unit: DayCount = DayCount.WORKING_DAYS
    setting: str | None = None
    most: int | None = field(default=None, validator=validators.optional(validators.ge(0)))
    reminders: tuple[int, ...] = field(
        default=(), validator=validators.deep_iterable(validators.ge(0))
    )
    escalations: tuple[Escalation, ...] = ()
    from_opening: bool = False
    basis: LegalBasis | None = None


class Need(StrEnum):
    """Whether something must be given with an action (填写要求)."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"


class Requirement(StrEnum):
    """What must be so before an action can be taken (办理条件)."""

    COMMENTS_ANSWERED = "comments_answered"
    """意见已逐条答复: every comment has an answer"""
    COMMENTED = "commented"
    """已提出意见: a comment was written since this stage was entered"""
    CHANGED = "changed"
    """已修改: the subject is no longer what was last submitted"""
    OPINIONS_GIVEN = "opinions_given"
    """会签已完成: the opinions that are asked for are in and carry"""


@frozen(kw_only=True)
class FormField:
    """A field of the slip that is filled in with an action (审查单栏目).

    ``choices`` are the only answers, where there are any.
    """

    id: str = field(validator=validators.min_len(1))
    name: Message = field(converter=message_of)
    need: Need = Need.REQUIRED
    choices: tuple[str, ...] = ()


@frozen(kw_only=True)
class Action:
    """What somebody may do in a stage (办理动作): it leads to a stage or ends in an outcome.

    Attributes:
        id: Kebab-case, once in its stage.
        name: What the button says.
        to: The stage it leads to; ``outcome`` where it ends the case. One of the two.
        roles: Who may take it, where that is fewer than act in the stage.
        reason: Whether words must be given.
        ground: Whether one of the grounds must be named.
        grounds: The ids of the grounds that may be named; all of the workflow's where empty.
        fields: The slip that is filled in.
        requires: What must be so before.
        most: How often it may be taken in one case; any number where ``None``.
        despite_change: It may be taken in a bound stage although the subject has changed.
        four_eyes: The stage's rule of four eyes holds for it; not for taking back one's own.
    """

    id: str = field(validator=validators.min_len(1))
    name: Message = field(converter=message_of)
    to: str | None = None
    outcome: str | None = None
    roles: tuple[StageRole, ...] = ()
    reason: Need = Need.NONE
    ground: Need = Need.NONE
    grounds: tuple[str, ...] = ()
    fields: tuple[FormField, ...] = ()
    requires: tuple[Requirement, ...] = ()
    most: int | None = field(default=None, validator=validators.optional(validators.ge(1)))
    despite_change: bool = False
    four_eyes: bool = True


@frozen(kw_only=True)
class OpinionRule:
    """Opinions that are asked for side by side (会签).

    Every role of ``asked`` gives one; a party's role, one for each of its agencies. A person gives
    one opinion. With the deciding one ``then`` or ``otherwise`` follows by itself, where it is
    named; else people act.

    Attributes:
        asked: Whose.
        quorum: How many must agree; all where ``None``.
        then: The action that follows once enough agree.
        otherwise: The action that follows once enough can no longer agree.
    """

    asked: tuple[StageRole, ...] = field(validator=validators.min_len(1))
    quorum: int | None = field(default=None, validator=validators.optional(validators.ge(1)))
    then: str | None = None
    otherwise: str | None = None


@frozen(kw_only=True)
class Stage:
    """A step of a process (环节).

    Attributes:
        id: Kebab-case.
        name: As people call it.
        roles: Who acts here; any one of them.
        actions: What they may do.
        clock: The days it has.
        opinions: Opinions that are asked for here.
        four_eyes: Stages whose people may not act here; ``opening`` is whoever opened the case.
        submission: Entering it records a submission: a version of the subject, with its digest.
        bound: What is decided here is decided on what was submitted: once that has changed, only
            actions ``despite_change`` can be taken.
        comments: Its people may comment on fields of the subject.
        answers: Its people may answer comments.
        basis: What asks for it.
    """

    id: str = field(validator=validators.min_len(1))
    name: Message = field(converter=message_of)
    roles: tuple[StageRole, ...] = field(validator=validators.min_len(1))
    actions: tuple[Action, ...] = field(validator=validators.min_len(1))
    clock: StageClock | None = None
    opinions: OpinionRule | None = None
    four_eyes: tuple[str, ...] = ()
    submission: bool = False
    bound: bool = False
    comments: bool = False
    answers: bool = False
    basis: LegalBasis | None = None

    def action(self, id: str) -> Action | None:
        """The action of that id; ``None`` where there is none."""
        return next((each for each in self.actions if each.id == id), None)


@frozen(kw_only=True)
class Outcome:
    """How a case may end (办理结果).

    Attributes:
        permits_release: A document that ended so may go to the public, as it was handed in last;
            see the setting ``release_after``.
        forbids_release: A document that ended so may not, whatever the settings ask for and however
            it is edited, until a later case of the same process ends otherwise.
    """

    id: str = field(validator=validators.min_len(1))
    name: Message = field(converter=message_of)
    permits_release: bool = False
    forbids_release: bool = False


class Force(StrEnum):
    """What a ground of disclosure law does (理由的效力): the words core knows of ``effect``."""

    MUST_OPEN = "must_open"
    """应当公开"""
    MUST_NOT = "must_not"
    """不予公开"""
    MUST_NOT_UNLESS = "must_not_unless"
    """不得公开, 同意或者不公开会对公共利益造成重大影响的除外"""
    MAY_REFUSE = "may_refuse"
    """可以不予公开"""
    SPECIAL_LAW = "special_law"
    """依照有关法律、行政法规的规定办理"""


@frozen(kw_only=True)
class Ground:
    """A reason that the law knows (理由): one of a controlled list.

    Attributes:
        effect: What it does (效力): that it forbids, or leaves a choice; see :class:`Force`.
        conditions: What must be shown for it, or lets the information be opened all the same.
    """

    id: str = field(validator=validators.min_len(1))
    name: Message = field(converter=message_of)
    basis: LegalBasis
    in_force: Period = ALWAYS
    effect: str | None = None
    conditions: tuple[str, ...] = ()


@frozen(kw_only=True)
class OwnRole:
    """A role that the process brings along (自设角色), beside those of core.

    Its id becomes ``plugin:local-name``, as appointments name it.
    """

    id: str = field(validator=validators.min_len(1))
    name: Message = field(converter=message_of)


@frozen(kw_only=True)
class Workflow:
    """A process that cases go through (工作流定义).

    The first stage is where a case begins.

    Attributes:
        id: Kebab-case.
        name: As people call it.
        basis: What asks for the process.
        in_force: Days on which a case may be opened under it; an open case stays under its own.
        subjects: Kinds of records that a case may be about (``core:document``).
        stages, outcomes, grounds: Its parts.
        open_roles: Who may open a case; whoever acts in the first stage where empty.
        own_roles: Roles that it names and core does not have.
        replaces: A workflow of another plugin that this stands for.
        source: Where it was read.

    Raises:
        DataError: the definition contradicts itself; every mistake with its key.
    """

    id: str = field(validator=validators.min_len(1))
    name: Message = field(converter=message_of)
    basis: LegalBasis
    in_force: Period = ALWAYS
    subjects: tuple[str, ...] = field(validator=validators.min_len(1))
    stages: tuple[Stage, ...] = field(validator=validators.min_len(1))
    outcomes: tuple[Outcome, ...] = field(validator=validators.min_len(1))
    grounds: tuple[Ground, ...] = ()
    open_roles: tuple[StageRole, ...] = ()
    own_roles: tuple[OwnRole, ...] = ()
    replaces: str | None = None
    source: str | None = None

    def __attrs_post_init__(self) -> None:
        if mistakes := tuple(definition_mistakes(self)):
            raise DataError(Message("The workflow {id} cannot be used.", id=self.id), mistakes)

    @property
    def first(self) -> Stage:
        """Where a case begins."""
        return self.stages[0]

    def stage(self, id: str) -> Stage | None:
        """The stage of that id; ``None`` where there is none."""
        return next((each for each in self.stages if each.id == id), None)

    def outcome(self, id: str) -> Outcome | None:
        """The outcome of that id; ``None`` where there is none."""
        return next((each for each in self.outcomes if each.id == id), None)

    def role_name(self, role: str) -> Message | str:
        """What a role is called: by this process, where it brings it along, or by core."""
        own = next((each for each in self.own_roles if each.id == role), None)
        return role_name(role) if own is None else own.name

    def ground(self, id: str) -> Ground | None:
        """The ground of that id; ``None`` where there is none."""
        return next((each for each in self.grounds if each.id == id), None)

    @property
    def roles(self) -> Iterator[tuple[str, StageRole]]:
        """Every role that it names, with the key that names it."""
        yield from ((f"open_roles[{i}]", each) for i, each in enumerate(self.open_roles))
        for index, stage in enumerate(self.stages):
            place = f"stages[{index}]"
            yield from ((f"{place}.roles[{i}]", each) for i, each in enumerate(stage.roles))
            for number, action in enumerate(stage.actions):
                within = f"{place}.actions[{number}]"
                yield from ((f"{within}.roles[{i}]", each) for i, each in enumerate(action.roles))
            if stage.opinions is not None:
                for i, each in enumerate(stage.opinions.asked):
                    yield f"{place}.opinions.asked[{i}]", each
            if stage.clock is not None:
                for i, escalation in enumerate(stage.clock.escalations):
                    yield f"{place}.clock.escalations[{i}].to", escalation.to

    def digest(self) -> str:
        """The digest of the definition: a case says by it which one it was opened under."""
        return digest(unstructure(self))
