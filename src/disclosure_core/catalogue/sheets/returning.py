"""What the cells of a returned row mean, field by field.

Reads what ``cells`` prints, and what an officer writes in its place: lists, bases, limits and
channels with the phrase readers that also read printed tables. A cell that cannot be meant raises
:class:`UnfitCellError`; nothing is guessed.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from disclosure_core.catalogue.imports import domain_named
from disclosure_core.catalogue.phrases.channel import parse_channel
from disclosure_core.catalogue.phrases.folding import folded, one_line
from disclosure_core.catalogue.phrases.time_limit import parse_time_limit
from disclosure_core.catalogue.sheets.cells import Cells, Wording, basis_text
from disclosure_core.catalogue.sheets.columns import (
    LEVELS,
    NO,
    OPTIONAL,
    PHASES,
    REQUIRED,
    TICK,
    YES,
)
from disclosure_core.catalogue.tables.items import legal_basis_of
from disclosure_core.catalogue.tables.lists import split_basis, split_channels, split_content
from disclosure_core.catalogue.tables.marks import marked_parts
from disclosure_core.catalogue.tables.values import TableForm
from disclosure_core.catalogue.values import (
    LONGEST_DAYS,
    UNSPECIFIED_LIMIT,
    Audience,
    DisclosureMode,
    ItemChannel,
    Phase,
    TimeLimit,
    TimeLimitClause,
)
from disclosure_core.errors import DataError
from disclosure_core.legal import ALWAYS, LegalBasis, Period
from disclosure_core.messages import Message

_ENDS: Final = " \t\n\u3000;；。"
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_BETWEEN = re.compile(r"至|到|~|～|—+|(?<=\D)起")
_PHASE_WORDS: Final = {word: phase for phase, word in PHASES.items()}


class UnfitCellError(Exception):
    """A cell that cannot be meant: the key of its column, and what was expected."""

    def __init__(self, key: str, what: Message) -> None:
        super().__init__(key)
        self.key = key
        self.what = what


def read_fields(names: tuple[str, ...], cells: Cells, wording: Wording) -> dict[str, Any]:
    """The values of the fields of one of the groups of :data:`columns.PRINTED`.

    Raises:
        UnfitCellError: a cell that cannot be meant.
    """
    if names == ("audience", "audience_detail"):
        return _audience(cells, wording.form)
    (name,) = names
    return {name: _READERS.get(name, _plain)(name, cells, wording)}


def _plain(name: str, cells: Cells, _: Wording) -> str | None:
    return cells.get(name) or None


def _level1(name: str, cells: Cells, _: Wording) -> str:
    return cells.get(name, "")


def _domain(name: str, cells: Cells, wording: Wording) -> str:
    """The id of the domain; its printed name where no domain of that name is known."""
    text = cells.get(name, "")
    found = domain_named(wording.domains, text) if text else None
    return found.id if found else text


def _item_type(name: str, cells: Cells, wording: Wording) -> str | None:
    text = cells.get(name, "")
    named = (each.id for each in wording.item_types if text in (each.name, each.id))
    return next(named, text or None)


def _content(name: str, cells: Cells, wording: Wording) -> tuple[str, ...]:
    text = cells.get(name, "")
    lines = [line.strip(_ENDS) for line in text.split("；\n")]
    if len(lines) > 1 and all(lines) and not any("；" in line or ";" in line for line in lines):
        return tuple(lines)
    return split_content(text, wording.form).parts if text else ()


def _bases(name: str, cells: Cells, wording: Wording) -> tuple[LegalBasis, ...]:
    text = cells.get(name, "")
    parts = split_basis(text, wording.form).parts if text else ()
    return tuple(_basis(words) for words in parts)


def _basis(words: str) -> LegalBasis:
    """A basis as read; words in the usual form need not be kept beside what they say."""
    basis = legal_basis_of(words)
    plain = LegalBasis(document=basis.document, number=basis.number, article=basis.article)
    return plain if basis_text(plain) == words else basis


def _limit(name: str, cells: Cells, wording: Wording) -> TimeLimit:
    text = one_line(cells.get(name, ""))
    if not text:
        return UNSPECIFIED_LIMIT
    limit = parse_time_limit(text, wording.form)
    parts: tuple[TimeLimit | TimeLimitClause, ...] = (limit, *limit.clauses)
    for part in parts:
        most = LONGEST_DAYS.get(part.kind)
        if most is not None and part.days is not None and not 1 <= part.days <= most:
            raise UnfitCellError(
                name,
                Message(
                    "the limit “{printed}” means {days} days; expected 1 to {most}",
                    printed=text,
                    days=part.days,
                    most=most,
                ),
            )
    return limit


def _channels(name: str, cells: Cells, wording: Wording) -> tuple[ItemChannel, ...]:
    text = cells.get(name, "")
    if not text:
        return ()
    form = wording.form
    parts = marked_parts(text, form)
    if REQUIRED not in text and OPTIONAL not in text and all(x.checked is None for x in parts):
        return tuple(parse_channel(each, form) for each in split_channels(text, form).chosen)
    named = ((one_line(part.text).strip(_ENDS + "、，,"), part.checked) for part in parts)
    return tuple(
        parse_channel(words, form, required=checked is not False)
        for words, checked in named
        if words
    )


def _is_ticked(key: str, cells: Cells, form: TableForm) -> bool:
    """Whether a cell is ticked.

    Raises:
        UnfitCellError: other words stand there.
    """
    ticked = _ticked(cells.get(key, ""), form)
    if ticked is None:
        raise UnfitCellError(
            key,
            Message("expected {tick} or nothing, found “{found}”", tick=TICK, found=cells[key]),
        )
    return ticked


def _ticked(text: str, form: TableForm) -> bool | None:
    """Yes, no, or ``None`` for other words."""
    mark = folded(text)
    if not mark or mark in form.blanks:
        return False
    return True if mark in (TICK, YES) or mark in form.ticks else None


def _audience(cells: Cells, form: TableForm) -> dict[str, Any]:
    group = cells.get("group", "")
    ticked = _ticked(group, form)
    chosen = [Audience.SOCIETY] if _is_ticked("society", cells, form) else []
    if ticked is not False:
        chosen.append(Audience.SPECIFIC_GROUP)
    detail = group if ticked is None else None
    return {"audience": tuple(chosen), "audience_detail": detail}


def _modes(_: str, cells: Cells, wording: Wording) -> tuple[DisclosureMode, ...]:
    return tuple(mode for mode in DisclosureMode if _is_ticked(mode.value, cells, wording.form))


def _levels(_: str, cells: Cells, wording: Wording) -> tuple[Any, ...]:
    return tuple(level for level in LEVELS if _is_ticked(level.value, cells, wording.form))


def _service(name: str, cells: Cells, wording: Wording) -> bool | None:
    text = cells.get(name, "")
    if not text:
        return None
    if text in (YES, NO):
        return text == YES
    ticked = _ticked(text, wording.form)
    if ticked is None:
        raise UnfitCellError(
            name, Message("expected {yes}, {no} or nothing, found “{found}”", **_said(text))
        )
    return ticked


def _said(text: str) -> dict[str, str]:
    return {"yes": YES, "no": NO, "found": text}


def _phases(name: str, cells: Cells, _: Wording) -> tuple[Phase, ...]:
    words = [each for each in re.split(r"[、,，;；/\s]+", cells.get(name, "")) if each]
    found = []
    for word in words:
        phase = _PHASE_WORDS.get(word.removesuffix("公开"))
        if phase is None:
            raise UnfitCellError(
                name,
                Message(
                    "expected {known}, found “{found}”",
                    known=tuple(PHASES.values()),
                    found=word,
                ),
            )
        found.append(phase)
    return tuple(dict.fromkeys(found))


def _period(name: str, cells: Cells, _: Wording) -> Period:
    text = folded(cells.get(name, ""))
    if not text:
        return ALWAYS
    since, between, until = _parted(text)
    try:
        return Period(since=_day(since), until=_day(until) if between else None)
    except (ValueError, DataError) as error:
        raise UnfitCellError(
            name,
            Message(
                "expected days such as 2020-01-01至2025-12-31, either of them may be left out; "
                "found “{found}”",
                found=text,
            ),
        ) from error


def _parted(text: str) -> tuple[str, str, str]:
    found = _BETWEEN.search(text)
    if found is None:
        return text, "", ""
    return text[: found.start()], found[0], text[found.end() :]


def _day(text: str) -> date | None:
    if not text:
        return None
    found = _DATE.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return date(int(found[1]), int(found[2]), int(found[3]))


_READERS: Final[Mapping[str, Callable[[str, Cells, Wording], Any]]] = {
    "domain": _domain,
    "level1": _level1,
    "content": _content,
    "bases": _bases,
    "time_limit": _limit,
    "channels": _channels,
    "modes": _modes,
    "levels": _levels,
    "service": _service,
    "phases": _phases,
    "item_type": _item_type,
    "in_force": _period,
}
