"""How opinions that are asked for side by side stand (会签情况). Pure."""

from attrs import frozen

from disclosure_core.workflow.cases import Case, Opinion
from disclosure_core.workflow.holding import Seat, seats_of
from disclosure_core.workflow.values import OpinionRule


@frozen(kw_only=True)
class OpinionState:
    """Whose opinions are asked for, which are in, and what they come to.

    ``needed`` must agree.
    """

    asked: tuple[Seat, ...]
    given: tuple[Opinion, ...]
    needed: int

    @property
    def open(self) -> tuple[Seat, ...]:
        """Whose opinion is not in."""
        given = {Seat(role=each.role, agency=each.agency or "") for each in self.given}
        return tuple(each for each in self.asked if each not in given)

    @property
    def agreeing(self) -> int:
        """How many agree."""
        return sum(each.agrees for each in self.given)

    @property
    def carried(self) -> bool:
        """Whether enough agree."""
        return self.agreeing >= self.needed

    @property
    def failed(self) -> bool:
        """Whether enough can no longer agree."""
        return self.agreeing + len(self.open) < self.needed


def opinions_on(rule: OpinionRule, case: Case) -> OpinionState:
    """How the opinions of the stage in which a case stands are."""
    asked = seats_of(rule.asked, case)
    needed = len(asked) if rule.quorum is None else rule.quorum
    return OpinionState(asked=asked, given=case.standing_opinions(), needed=needed)
