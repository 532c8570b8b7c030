"""What contradicts itself in a definition of a process, all of it at once, each with its key.

A case that cannot end, a stage that nobody comes to, a circle without a limit: found when the
definition is made, not by the first clerk whose case is caught in it. Whether roles and bases are
known is a question to all plugins together; see ``extensions.workflows``.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from disclosure_core.access.values import Role
from disclosure_core.codec.words import not_known
from disclosure_core.errors import Mistake
from disclosure_core.messages import Message
from disclosure_core.workflow.graph import Step, endless_circles, leading_to_an_end, reachable

if TYPE_CHECKING:
    from disclosure_core.workflow.values import Action, OpinionRule, Stage, StageRole, Workflow

Told = Iterator[tuple[str, Message]]


def definition_mistakes(workflow: "Workflow") -> Iterator[Mistake]:
    """Every mistake of a definition; the place is its key, as ``stages[1].actions[0].to``."""
    for place, what in (
        *_doubled("stages", workflow.stages),
        *_doubled("outcomes", workflow.outcomes),
        *_doubled("grounds", workflow.grounds),
        *_doubled("own_roles", workflow.own_roles),
        *_reserved(workflow),
        *(told for each in _stages(workflow) for told in each),
        *_roles(workflow),
        *_shape(workflow),
    ):
        yield Mistake("", place, what)


def steps_of(workflow: "Workflow") -> tuple[Step, ...]:
    """The steps between the stages of a workflow, unknown stages left out."""
    known = {each.id for each in workflow.stages}
    return tuple(
        Step(before=stage.id, after=action.to, limited=action.most is not None)
        for stage in workflow.stages
        for action in stage.actions
        if (action.to in known) != (action.outcome is not None)
    )


def _doubled(section: str, values: Sequence[object]) -> Told:
    ids = [getattr(each, "id", "") for each in values]
    for index, id in enumerate(ids):  # noqa: A001
        if id in ids[:index]:
            yield f"{section}[{index}].id", Message("{id} is there twice", id=id)


def _reserved(workflow: "Workflow") -> Told:
    for index, stage in enumerate(workflow.stages):
        if stage.id == "opening":
            yield f"stages[{index}].id", Message("opening stands for the opening of the case")


def _stages(workflow: "Workflow") -> Iterator[Told]:
    outcomes = [each.id for each in workflow.outcomes]
    grounds = [each.id for each in workflow.grounds]
    stages = [each.id for each in workflow.stages]
    for index, stage in enumerate(workflow.stages):
        place = f"stages[{index}]"
        yield _doubled(f"{place}.actions", stage.actions)
        yield _unknown(f"{place}.four_eyes", stage.four_eyes, ["opening", *stages])
        yield _own_eyes(place, stage)
        for number, action in enumerate(stage.actions):
            within = f"{place}.actions[{number}]"
            yield _target(within, action, stages, outcomes)
            yield _unknown(f"{within}.grounds", action.grounds, grounds)
            yield _demands(within, action, stage, workflow)
        yield _bound(place, stage, workflow)
        yield _caught(place, stage)
        yield _clock(place, stage)
        if stage.opinions is not None:
            yield _opinions(f"{place}.opinions", stage.opinions, stage)


def _unknown(place: str, named: Iterable[str], known: Sequence[str]) -> Told:
    for index, each in enumerate(named):
        if each not in known:
            yield f"{place}[{index}]", not_known(each, known)


def _own_eyes(place: str, stage: "Stage") -> Told:
    if stage.id in stage.four_eyes:
        yield (
            f"{place}.four_eyes",
            Message("names the stage itself: who acted here could not finish what they began"),
        )


def _target(place: str, action: "Action", stages: Sequence[str], outcomes: Sequence[str]) -> Told:
    if (action.to is None) == (action.outcome is None):
        yield place, Message("leads to a stage or ends in an outcome: give one of to and outcome")
    if action.to is not None and action.to not in stages:
        yield f"{place}.to", not_known(action.to, stages)
    if action.outcome is not None and action.outcome not in outcomes:
        yield f"{place}.outcome", not_known(action.outcome, outcomes)


def _demands(place: str, action: "Action", stage: "Stage", workflow: "Workflow") -> Told:
    """What an action asks for and nobody could give."""
    if action.ground == "required" and not workflow.grounds:
        yield f"{place}.ground", Message("is required, and the workflow lists no grounds")
    if action.grounds and action.ground == "none":
        yield f"{place}.grounds", Message("are listed, and ground is none")
    yield from _doubled(f"{place}.fields", action.fields)
    if "comments_answered" in action.requires and not any(each.answers for each in workflow.stages):
        yield f"{place}.requires", Message("answers to comments, and no stage has answers = true")
    if "commented" in action.requires and not stage.comments:
        yield f"{place}.requires", Message("comments, and this stage has not comments = true")
    if "opinions_given" in action.requires and stage.opinions is None:
        yield f"{place}.requires", Message("opinions, and this stage asks for none")
    if action.despite_change and not stage.bound:
        yield f"{place}.despite_change", Message("means nothing where the stage is not bound")
    if "changed" in action.requires and stage.bound and not action.despite_change:
        yield (
            f"{place}.requires",
            Message("a change, and in a bound stage nothing can be done after one"),
        )


def _bound(place: str, stage: "Stage", workflow: "Workflow") -> Told:
    """A bound stage needs a way out once the subject has changed, and something to be bound to."""
    if not stage.bound:
        return
    if not any(each.despite_change and each.most is None for each in stage.actions):
        yield (
            f"{place}.bound",
            Message(
                "no action can be taken once the subject has changed: give one without a limit "
                "despite_change = true, such as sending it back"
            ),
        )
    if not any(each.submission for each in workflow.stages):
        yield f"{place}.bound", Message("no stage has submission = true, so nothing is bound to")


def _caught(place: str, stage: "Stage") -> Told:
    """All ways wait for answers, and nobody answers here."""
    lasting = [each for each in stage.actions if each.most is None]
    if not stage.answers and all("comments_answered" in each.requires for each in lasting):
        yield (
            f"{place}.answers",
            Message("every way out waits for answers to comments, and nobody answers here"),
        )


def _clock(place: str, stage: "Stage") -> Told:
    clock = stage.clock
    if clock is None:
        return
    if clock.most is not None and clock.days > clock.most:
        yield f"{place}.clock.days", Message("are more than most, {most}", most=clock.most)
    for index, days in enumerate(clock.reminders):
        if days >= max(clock.days, 1):
            yield (
                f"{place}.clock.reminders[{index}]",
                Message("lies before the clock begins: it has {days} days", days=clock.days),
            )


def _opinions(place: str, rule: "OpinionRule", stage: "Stage") -> Told:
    if len(set(rule.asked)) < len(rule.asked):
        yield f"{place}.asked", Message("names a role twice: each gives one opinion")
    parties = any(each.of == "party" for each in rule.asked)
    if rule.quorum is not None and not parties and rule.quorum > len(rule.asked):
        yield (
            f"{place}.quorum",
            Message("{quorum} of {asked} cannot agree", quorum=rule.quorum, asked=len(rule.asked)),
        )
    for key, id in (("then", rule.then), ("otherwise", rule.otherwise)):  # noqa: A001
        action = None if id is None else stage.action(id)
        if id is not None and action is None:
            yield f"{place}.{key}", not_known(id, tuple(each.id for each in stage.actions))
        elif action is not None and _asks(action):
            yield (
                f"{place}.{key}",
                Message("{action} asks for words that nobody gives when it follows", action=id),
            )
    others = [
        each
        for each in stage.actions
        if each.id not in (rule.then, rule.otherwise)
        and "opinions_given" not in each.requires
        and each.most is None
    ]
    if rule.otherwise is None and not others:
        yield (
            f"{place}.otherwise",
            Message("is missing, and nothing else can be done where too few agree"),
        )
    waits = any("opinions_given" in each.requires for each in stage.actions)
    if rule.then is None and not waits:
        yield (
            f"{place}.then",
            Message(
                'is missing, and no action requires "opinions_given": the opinions would be asked '
                "for and have no effect"
            ),
        )


def _asks(action: "Action") -> bool:
    """Whether an action needs something that a person must give or do, or may be used up."""
    needs = [action.reason, action.ground, *(each.need for each in action.fields)]
    others = set(action.requires) - {"opinions_given"}
    return "required" in needs or bool(others) or action.most is not None


def _roles(workflow: "Workflow") -> Told:
    """A role of another plugin is looked for where all plugins are known."""
    known = (*Role, *(each.id for each in workflow.own_roles))
    for place, each in workflow.roles:
        if each.role not in known and ":" not in each.role:
            yield f"{place}.role", not_known(each.role, known)
        yield from _party(place, each)


def _party(place: str, each: "StageRole") -> Told:
    if (each.of == "party") != bool(each.party):
        yield (
            f"{place}.party",
            Message("is given if, and only if, of is party"),
        )


def _shape(workflow: "Workflow") -> Told:
    """What can be reached and left, looked at once every step leads somewhere."""
    steps = steps_of(workflow)
    there = reachable(workflow.stages[0].id, steps)
    leaving = leading_to_an_end(steps)
    for index, stage in enumerate(workflow.stages):
        if stage.id not in there:
            yield (
                f"stages[{index}]",
                Message("no action leads to {stage}", stage=stage.id),
            )
        if stage.id not in leaving:
            yield (
                f"stages[{index}].actions",
                Message(
                    "no way leads from {stage} to an outcome that lasts: actions that can be taken "
                    "a limited number of times may be used up",
                    stage=stage.id,
                ),
            )
    for circle in endless_circles(steps):
        index = next(i for i, each in enumerate(workflow.stages) if each.id == circle[0])
        yield (
            f"stages[{index}].actions",
            Message(
                "a case can go round in {stages} for ever: give an action of the circle most = N",
                stages=circle,
            ),
        )
    used = {action.outcome for stage in workflow.stages for action in stage.actions}
    for index, outcome in enumerate(workflow.outcomes):
        if outcome.id not in used:
            yield (
                f"outcomes[{index}]",
                Message("no action ends in {outcome}", outcome=outcome.id),
            )
