"""What is filled in with an action: words, a ground, the fields of a slip (填写核对).

Pure; all mistakes are told together.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from attrs import frozen

from disclosure_core.codec.words import suggestion
from disclosure_core.errors import DataError, Mistake
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message
from disclosure_core.workflow.values import Action, FormField, Need, Workflow

LONGEST_TEXT = 10_000
"""Characters of a reason, a comment, an answer, a field of a slip."""


@frozen(kw_only=True)
class Filled:
    """What was filled in, blanks taken away."""

    reason: str | None
    fields: Mapping[str, str]


def checked_text(text: str, key: str) -> str:
    """``text`` as it is.

    Raises:
        DataError: it is too long.
    """
    if len(text) > LONGEST_TEXT:
        raise DataError(
            Message(
                "{key} has {count} characters; at most {most} are kept.",
                key=key,
                count=len(text),
                most=LONGEST_TEXT,
            )
        )
    return text


def checked_fields(
    action: Action,
    *,
    reason: str | None,
    fields: Mapping[str, str],
    more: Iterable[Mistake] = (),
) -> Filled:
    """The reason and the slip of an action.

    Raises:
        DataError: something is missing, or is not asked for, or is none of the choices; with
            ``more``.
    """
    words = checked_text(reason or "", "reason").strip()
    filled = {key: checked_text(each, key).strip() for key, each in fields.items()}
    mistakes = [
        *more,
        *_given("reason", Message("reason"), action.reason, words),
        *(told for each in action.fields for told in _field(each, filled.get(each.id, ""))),
        *_unknown(action, filled),
    ]
    if mistakes:
        raise DataError(
            Message("“{action}” is not rightly filled in.", action=action.name), mistakes
        )
    return Filled(reason=words or None, fields={key: each for key, each in filled.items() if each})


def checked_ground(
    workflow: Workflow, action: Action, ground: str | None, *, on: date
) -> tuple[tuple[Mistake, ...], LegalBasis | None]:
    """What is wrong with a ground that is named, and the basis of one that is not."""
    mistakes = [*_given("ground", Message("ground"), action.ground, ground or "")]
    if mistakes or not ground:
        return tuple(mistakes), None
    known = [
        each
        for each in workflow.grounds
        if each.in_force.covers(on) and (not action.grounds or each.id in action.grounds)
    ]
    found = next((each for each in known if each.id == ground), None)
    if found is None:
        listed = tuple(each.id for each in known)
        meant = suggestion(ground, listed)
        what = (
            Message("{found} is none of the grounds: {known}", found=ground, known=listed)
            if meant is None
            else Message(
                "{found} is not known here; did you mean {meant}?", found=ground, meant=meant
            )
        )
        return (Mistake("", "ground", what),), None
    return (), found.basis


def _given(key: str, name: Message, need: Need, text: str) -> Iterator[Mistake]:
    if need is Need.REQUIRED and not text:
        yield Mistake("", key, Message("{name} is missing", name=name))
    if need is Need.NONE and text:
        yield Mistake("", key, Message("{name} is not asked for here", name=name))


def _field(asked: FormField, text: str) -> Iterator[Mistake]:
    place = f"fields.{asked.id}"
    yield from _given(place, asked.name, asked.need, text)
    if text and asked.choices and text not in asked.choices:
        yield Mistake("", place, Message("expected one of {known}", known=asked.choices))


def _unknown(action: Action, fields: Mapping[str, str]) -> Iterator[Mistake]:
    known = tuple(each.id for each in action.fields)
    for key in fields:
        if key not in known:
            yield Mistake("", f"fields.{key}", Message("the slip of this action has no such field"))
