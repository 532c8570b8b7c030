"""Holiday notices of several plugins that contradict each other (节假日通知互相矛盾).

Pure: answers in, errors out. Within one notice, the notice itself refuses.
"""

from collections.abc import Iterable, Iterator

from disclosure_core.calendar.disagreements import disagreements
from disclosure_core.calendar.values import HolidayNotice
from disclosure_core.errors import ConflictError
from disclosure_core.extensions.asking import Answer
from disclosure_core.extensions.claims import provider
from disclosure_core.messages import Message


def mistaken_calendars(answers: Iterable[Answer]) -> Iterator[ConflictError]:
    """A conflict for every two notices of one year and region that do not say the same."""
    told = [each for each in answers if isinstance(each.value, HolidayNotice)]
    for found in disagreements([each.value for each in told]):
        first, second = told[found.first], told[found.second]
        yield ConflictError(
            Message("The holidays of {year}: {what}.", year=found.year, what=found.what),
            plugin=second.plugin,
            hook=second.hook,
            providers=(_named(first), _named(second)),
            why=Message("Which of them holds would be chance, and deadlines would move with it."),
            fix=Message(
                "correct the one that is wrong; where one changes the other, write the changed "
                "notice's document number as its `amends`."
            ),
        )


def _named(answer: Answer) -> str:
    """Plugin and place, and which of its notices: a plugin's function gives many."""
    notice: HolidayNotice = answer.value
    return f"{provider(answer)}    {notice.basis or notice.source}"
