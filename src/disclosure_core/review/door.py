"""Which rule turns a document away before anything of it is kept.

Pure; the office journals the fact. Only rules that stand at the door look here, so that a fault of
any other rule keeps no document out.
"""

from collections.abc import Iterable

from attrs import frozen

from disclosure_core.review.values import Draft, ReviewRule, Severity


@frozen(kw_only=True)
class TurnedAway:
    """The rule that turned a document away (拒收); ``failed`` where it could not finish."""

    rule: ReviewRule
    failed: bool = False


def turned_away(draft: Draft, rules: Iterable[ReviewRule]) -> TurnedAway | None:
    """The first rule, by id, that keeps ``draft`` out; ``None`` where it may come in.

    A rule that raises keeps it out: what nobody could look at is not let in.
    """
    standing = (each for each in rules if each.at_door and each.in_force.covers(draft.on))
    for rule in sorted(standing, key=lambda each: each.id):
        try:
            if any(each.severity is Severity.REFUSE for each in rule.check(draft)):
                return TurnedAway(rule=rule)
        except Exception:  # any failure of a plugin's check keeps the document out
            return TurnedAway(rule=rule, failed=True)
    return None
