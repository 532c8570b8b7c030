"""Answers kept while nothing they depend on has changed.

The catalogue is asked for on every page and changes with the journal only; stacking it anew each
time would cost more than the page. Holds one answer a question, so it cannot grow.
"""

from collections.abc import Callable, Hashable
from typing import TypeVar, cast

from attrs import field, frozen

T = TypeVar("T")


@frozen
class Memory:
    """The last answer to each question, with the key it was true for.

    Two threads may compute the same answer at once; both get a right one.
    """

    _answers: dict[str, tuple[Hashable, object]] = field(factory=dict, init=False, repr=False)

    def recall(self, question: str, key: Hashable, answer: Callable[[], T]) -> T:
        """The kept answer where ``key`` is still the same, else a new one."""
        kept = self._answers.get(question)
        if kept is not None and kept[0] == key:
            return cast("T", kept[1])
        fresh = answer()
        self._answers[question] = (key, fresh)
        return fresh
