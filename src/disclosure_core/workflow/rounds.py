"""A case by its submissions, and what changed from one to the next (轮次与比对).

Pure. What was submitted is kept by the office, version by version; here two of them are held
against each other, field by field.
"""

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from disclosure_core.workflow.cases import Case, Comment, Move, Opinion, Submission


@frozen(kw_only=True)
class Round:
    """A submission, and what happened on it until the next (轮次)."""

    submission: Submission
    moves: tuple[Move, ...]
    comments: tuple[Comment, ...]
    opinions: tuple[Opinion, ...]


@frozen(kw_only=True)
class ChangedField:
    """A field that differs between two submissions (修改处), with the comments on it.

    ``before`` or ``after`` is ``None`` where the field was not there.
    """

    field: str
    before: Any
    after: Any
    comments: tuple[Comment, ...] = ()


def rounds(case: Case) -> tuple[Round, ...]:
    """The rounds of a case, in order; comments belong to the round they were written in."""
    starts = _starts(case)
    ends = [*starts[1:], len(case.moves)]
    return tuple(
        Round(
            submission=submission,
            moves=case.moves[start:end],
            comments=tuple(each for each in case.comments if start <= each.move - 1 < end),
            opinions=tuple(each for each in case.opinions if start <= each.move - 1 < end),
        )
        for submission, start, end in zip(case.submissions, starts, ends, strict=True)
    )


def _starts(case: Case) -> list[int]:
    """The moves that handed something in: a submission is made at the instant of its move."""
    starts: list[int] = []
    for submission in case.submissions:
        begin = starts[-1] + 1 if starts else 0
        starts.append(
            next(
                index
                for index in range(begin, len(case.moves))
                if (case.moves[index].at, case.moves[index].digest)
                == (submission.at, submission.digest)
            )
        )
    return starts


def compare_submissions(
    before: Mapping[str, Any], after: Mapping[str, Any], comments: tuple[Comment, ...] = ()
) -> tuple[ChangedField, ...]:
    """The fields that differ, by key, each with the comments that were on it.

    Args:
        before: The body of the record at the earlier submission.
        after: The body at the later one.
        comments: Comments of the round between them.
    """
    return tuple(
        ChangedField(
            field=key,
            before=before.get(key),
            after=after.get(key),
            comments=tuple(each for each in comments if each.about == key),
        )
        for key in sorted({*before, *after})
        if before.get(key) != after.get(key)
    )


def untouched_comments(
    before: Mapping[str, Any], after: Mapping[str, Any], comments: tuple[Comment, ...]
) -> tuple[Comment, ...]:
    """Comments on a field that is the same in both: answered in words, or not heeded."""
    return tuple(
        each for each in comments if each.about and before.get(each.about) == after.get(each.about)
    )
