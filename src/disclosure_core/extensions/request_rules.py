"""Laws of requests that hold for the same days of receipt (依申请公开规则互相重叠).

Pure: answers in, errors out. One id twice is told with all other ids.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations

from disclosure_core.errors import ConflictError
from disclosure_core.extensions.asking import Answer
from disclosure_core.extensions.claims import provider
from disclosure_core.messages import Message
from disclosure_core.requests.values import RequestRules


def mistaken_request_rules(answers: Iterable[Answer]) -> Iterator[ConflictError]:
    """A conflict for every two that hold on one day, unless one stands for the other."""
    told = [each for each in answers if isinstance(each.value, RequestRules)]
    for first, second in combinations(told, 2):
        one, other = first.value, second.value
        replacing = one.id == other.replaces or other.id == one.replaces
        if one.id == other.id or replacing or not one.in_force.overlaps(other.in_force):
            continue
        yield ConflictError(
            Message(
                "{first} and {second} hold for the same days of receipt.",
                first=one.id,
                second=other.id,
            ),
            plugin=second.plugin,
            hook=second.hook,
            providers=(provider(first), provider(second)),
            why=Message("A request is counted by one law."),
            fix=Message(
                "give each its own period in force, or let one stand for the other: "
                'replaces = "{id}".',
                id=one.id,
            ),
        )
