"""A check that several rules are made of: a field is filled in."""

from collections.abc import Callable, Iterable, Iterator

from disclosure_core.catalogue.lint.values import LintFinding, LintMatter
from disclosure_core.messages import Message

Check = Callable[[LintMatter], Iterable[LintFinding]]


def filled_in(field: str, what: Message, fix: Message) -> Check:
    """A check that an item's field is filled in; what a national item leaves open is advice."""

    def check(matter: LintMatter) -> Iterator[LintFinding]:
        for each in matter.items:
            if not getattr(each.item, field) and field not in each.unsettled:
                yield each.finding(field, what, fix, severity=each.gap)

    return check
