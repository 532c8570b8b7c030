"""Cases walked through a workflow by people made for it, every allowed step a possible one (试走).

A definition is tried out by what it lets happen. The people hold every role that it names, enough
of each for its rules of four eyes, and one holds them all, so that those rules are tried too.
What is allowed is asked of ``workflow.asking``, as everywhere.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from attrs import evolve, frozen

from disclosure_core.access.values import Actor, AgencyRole
from disclosure_core.errors import DisclosureError, NotAllowedError
from disclosure_core.workflow.asking import next_actions, next_opinions, stage_of
from disclosure_core.workflow.cases import Case, CaseParty, Subject
from disclosure_core.workflow.commenting import answer, comment
from disclosure_core.workflow.moving import advance, give_opinion
from disclosure_core.workflow.opening import open_case
from disclosure_core.workflow.values import Action, Need, RoleScope, Workflow

BEGUN = datetime(2026, 3, 2, 1, tzinfo=UTC)
AGENCY, PARTIES = "core:own-agency", ("core:first-party", "core:second-party")

Step = Callable[[], "Walk"]


@frozen(kw_only=True)
class Walk:
    """A case under way, the subject as it is now, and how many steps were taken (走到何处)."""

    workflow: Workflow
    people: tuple[Actor, ...]
    case: Case
    subject: Subject
    taken: int = 0

    def steps(self) -> tuple[Step, ...]:
        """Everything that somebody may do now, and that the subject is changed."""
        if self.case.ended:
            return ()
        return (
            *self.moves(),
            *self._comments(),
            *self.answers(),
            *self.opinions(),
            self.changed,
        )

    def moves(self) -> tuple[Step, ...]:
        """Every action that somebody may take now."""
        return tuple(step for _, step in self.named_moves())

    def named_moves(self) -> tuple[tuple[str, Step], ...]:
        """Every action that somebody may take now, with its stage and name."""
        return tuple(
            (f"{self.case.stage}.{each.action.id}", self._acting(actor, each.action))
            for actor in self.people
            for each in next_actions(self.workflow, self.case, actor, digest=self.subject.digest)
            if each.allowed
        )

    def ways_on(self) -> tuple[tuple[str, Step], ...]:
        """Every action and opinion that is possible now, or once people have talked or edited."""
        talked = _first(self._comments()) or self
        while answered := _first(talked.answers()):
            talked = answered
        ways: dict[str, list[Step]] = {}
        for each in (self, self.changed(), talked, talked.changed()):
            found: dict[str, list[Step]] = {}
            for name, step in (*each.named_moves(), *(("opinion", one) for one in each.opinions())):
                found.setdefault(name, []).append(step)
            ways = {**found, **ways}
        return tuple((name, step) for name, steps in ways.items() for step in steps)

    def changed(self) -> "Walk":
        """The subject is edited."""
        version = (self.subject.version or 0) + 1
        subject = evolve(self.subject, digest=f"sha256:{version}", version=version)
        return evolve(self, subject=subject, taken=self.taken + 1)

    @property
    def now(self) -> datetime:
        """Each step takes an hour."""
        return BEGUN + timedelta(hours=self.taken)

    def _after(self, case: Case) -> "Walk":
        return evolve(self, case=case, taken=self.taken + 1)

    def _acting(self, actor: Actor, action: Action) -> Step:
        grounds = action.grounds or tuple(each.id for each in self.workflow.grounds)
        ground = next(
            (
                id
                for id in grounds  # noqa: A001
                if (found := self.workflow.ground(id)) and found.in_force.covers(self.now.date())
            ),
            None,
        )

        def act() -> Walk:
            return self._after(
                advance(
                    self.workflow,
                    self.case,
                    action.id,
                    actor,
                    at=self.now,
                    subject=self.subject,
                    reason=None if action.reason is Need.NONE else "理由",
                    ground=None if action.ground is Need.NONE else ground,
                    fields={
                        each.id: each.choices[0] if each.choices else "填写"
                        for each in action.fields
                        if each.need is not Need.NONE
                    },
                )
            )

        return act

    def _comments(self) -> Iterator[Step]:
        if stage_of(self.workflow, self.case).comments:
            for actor in self.people:
                yield lambda actor=actor: self._after(  # type: ignore[misc]
                    comment(self.workflow, self.case, actor, text="意见", about="text", at=self.now)
                )

    def answers(self) -> Iterator[Step]:
        """Every comment that has no answer, answered by everybody; some of them may not."""
        if stage_of(self.workflow, self.case).answers:
            for each in self.case.unanswered:
                for actor in self.people:
                    yield lambda actor=actor, number=each.number: self._after(  # type: ignore[misc]
                        answer(
                            self.workflow, self.case, actor, number=number, text="答复", at=self.now
                        )
                    )

    def opinions(self) -> tuple[Step, ...]:
        """Every opinion that somebody may give now, for and against."""
        return tuple(self._opinions())

    def _opinions(self) -> Iterator[Step]:
        for actor in self.people:
            asked = next_opinions(self.workflow, self.case, actor, digest=self.subject.digest)
            if any(each.allowed for each in asked):
                for agrees in (True, False):
                    yield lambda actor=actor, agrees=agrees: self._after(  # type: ignore[misc]
                        give_opinion(
                            self.workflow,
                            self.case,
                            actor,
                            agrees=agrees,
                            text="意见",
                            at=self.now,
                            subject=self.subject,
                        )
                    )


def _first(steps: Iterator[Step]) -> Walk | None:
    """The first step that its person may take."""
    for step in steps:
        try:
            return step()
        except NotAllowedError:
            continue
    return None


def begin(workflow: Workflow) -> Walk:
    """A case of a workflow with all the people that it needs, just opened.

    Raises:
        DisclosureError: no case can be opened.
    """
    begun = workflow.in_force.since
    at = (
        BEGUN
        if begun is None or begun <= BEGUN.date()
        else datetime(begun.year, begun.month, begun.day, 12, tzinfo=UTC)
    )
    subject = Subject(kind=workflow.subjects[0], id="subject", digest="sha256:1", version=1)
    people = people_for(workflow)
    named = {each.party for _, each in workflow.roles if each.of is RoleScope.PARTY}
    parties = [CaseParty(name=name or "", agency=each) for name in named for each in PARTIES]
    refused: DisclosureError | None = None
    for actor in people:
        try:
            case = open_case(
                workflow, subject, actor, id="case", at=at, agency=AGENCY, parties=parties
            )
        except DisclosureError as error:
            refused = error
        else:
            return Walk(workflow=workflow, people=people, case=case, subject=subject)
    raise refused or AssertionError("nobody is there")


def people_for(workflow: Workflow) -> tuple[Actor, ...]:
    """Enough people for every role and place, and one who holds every role everywhere."""
    places: dict[RoleScope, tuple[str, ...]] = {
        RoleScope.AGENCY: (AGENCY,),
        RoleScope.AGENCY_STAFF: (AGENCY,),
        RoleScope.OFFICE: ("",),
        RoleScope.PARTY: PARTIES,
    }
    seats = sorted({(each.role, place) for _, each in workflow.roles for place in places[each.of]})
    enough = 2 + max(len(each.four_eyes) for each in workflow.stages)
    apart = [
        Actor(
            name=f"{role} {place} {number}",
            roles=() if place else (role,),
            at={AgencyRole(agency=place, role=role)} if place else (),
        )
        for role, place in seats
        for number in range(enough)
    ]
    roles = {role for role, _ in seats}
    everything = Actor(
        name="everybody",
        roles=roles,
        at={AgencyRole(agency=each, role=role) for each in (AGENCY, *PARTIES) for role in roles},
    )
    return (everything, *apart)
