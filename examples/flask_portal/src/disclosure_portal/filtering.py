"""Choosing among the items of a domain: by phase, level, way and kind (筛选).

What a reader asks for stands in the address, so that a choice can be linked and needs no script.
An answer that nobody offers is passed over: the page then shows everything.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from attrs import frozen

from disclosure_core import LEVELS, MODES, PHASES, CoverageRow, DisclosureItem, Message

V = TypeVar("V", bound=StrEnum)

NOT_GIVEN = "none"
"""The answer for items of which the catalogue does not say it."""

SERVICE_KINDS: Mapping[str, Message] = {
    "service": Message("service items", package="disclosure_portal"),
    "other": Message("other items", package="disclosure_portal"),
    "unsorted": Message("not sorted yet", package="disclosure_portal"),
}
"""Service items (政务服务事项), others, and those of which nobody has said it."""

_KIND_OF = {True: "service", False: "other", None: "unsorted"}


@frozen(kw_only=True)
class Choice:
    """One answer of a question: its value in the address, its words, how many items give it."""

    value: str
    words: Message
    count: int


@frozen(kw_only=True)
class Question:
    """One question a reader may ask: its name in the address, its answers, the one chosen."""

    name: str
    choices: tuple[Choice, ...]
    chosen: str | None = None


@frozen(kw_only=True)
class Chosen:
    """The questions, and the rows that fit all answers."""

    questions: tuple[Question, ...]
    rows: tuple[CoverageRow, ...]

    @property
    def narrowed(self) -> bool:
        """Whether any answer was chosen."""
        return any(each.chosen for each in self.questions)


def kind_of(item: DisclosureItem) -> str:
    """Which kind of :data:`SERVICE_KINDS` an item is."""
    return _KIND_OF[item.service]


@frozen
class _Asked:
    """A question with what an item answers to it."""

    name: str
    words: Mapping[str, Message]
    answers: Callable[[DisclosureItem], Sequence[str]]

    def of(self, item: DisclosureItem) -> tuple[str, ...]:
        return tuple(self.answers(item)) or (NOT_GIVEN,)


def _or_not_given(words: Mapping[V, Message]) -> Mapping[str, Message]:
    return {
        **{value.value: name for value, name in words.items()},
        NOT_GIVEN: Message("not given", package="disclosure_portal"),
    }


_QUESTIONS = (
    _Asked("phase", _or_not_given(PHASES), lambda item: item.phases),
    _Asked("level", _or_not_given(LEVELS), lambda item: item.levels),
    _Asked("mode", _or_not_given(MODES), lambda item: item.modes),
    _Asked("kind", SERVICE_KINDS, lambda item: (kind_of(item),)),
)

NAMES = tuple(each.name for each in _QUESTIONS)
"""The names of the questions in an address."""


def chosen(rows: Iterable[CoverageRow], asked: Mapping[str, str]) -> Chosen:
    """The rows that fit what is ``asked`` by the questions' names."""
    listed = tuple(rows)
    questions = []
    left = listed
    for question in _QUESTIONS:
        counts = Counter(answer for row in listed for answer in question.of(row.item))
        choices = tuple(
            Choice(value=str(value), words=words, count=counts[value])
            for value, words in question.words.items()
            if counts[value]
        )
        wanted = asked.get(question.name)
        answer = wanted if wanted in {each.value for each in choices} else None
        if answer is not None:
            left = tuple(row for row in left if answer in question.of(row.item))
        questions.append(Question(name=question.name, choices=choices, chosen=answer))
    return Chosen(questions=tuple(questions), rows=left)
