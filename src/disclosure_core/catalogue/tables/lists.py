"""Split the cells that hold lists: elements of content, legal bases, channels.

Says beside each list whether the splitting was a matter of judgement or a repair, so that the
row can tell. Never drops words: what is left out are numbers, separators and a final 等.
"""

import re

from attrs import frozen

from disclosure_core.catalogue.phrases.folding import one_line
from disclosure_core.catalogue.tables.marks import marked_parts
from disclosure_core.catalogue.tables.values import TableForm, Words
from disclosure_core.catalogue.tables.vocabulary import vocabulary
from disclosure_core.catalogue.values import ChannelKind

_NUMBERED = re.compile(
    r"(?<![\d.〔\[(（第年])(?:[(（](?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）]|\d{1,2}\s*[.、．)）](?!\d)"
    r"|[一二三四五六七八九十]{1,2}、)"
)
_BARE_NUMBER = re.compile(r"\d{1,2}|[一二三四五六七八九十]{1,2}")
_CIRCLED = re.compile(r"[①-⑳]")
_BULLET = re.compile(r"[●•◆▪★○◇➢]|(?:^|[\n\s])[-·—]+")
_ENDS = " \t\n\u3000\xa0;；。,，、.:：_＿"
_OPENERS, _CLOSERS = "《〈<(（〔[【﹝“", "》〉>)）〕]】﹞”"
_LAST_AND = re.compile(r"([^和及与的《]{2,})和([^和及与的《]{2,})$")
_AHEAD = 16
_SEPARATORS_AT_END = re.compile(r"(?:[、;；,，。\s]|\d[.、])+$")
_AFTER_TITLE = re.compile(r"(?:[(（][^()（）]*[)）])?[\s。;；等]*$")
_LONGEST_NUMBER = 60
_LOST_BRACKET = re.compile(r"([〔\[【﹝(（])((?:19|20)\d\d)(\d{1,4})号")
_LOST_OPENING = re.compile(r"(?<=[\u3400-\u9fff])((?:19|20)\d\d)([〕\]】﹞])(\d{1,4})号")


@frozen
class ListReading:
    """The parts of a cell; ``judged``: split where another reader might not; ``repaired``: how."""

    parts: Words
    judged: bool = False
    repaired: str | None = None


@frozen
class ChannelReading:
    """The channels of a cell: chosen, printed but not chosen, and words that are no channel."""

    chosen: Words
    others: Words = ()
    notes: Words = ()
    marked: bool = False


def split_content(text: str, form: TableForm) -> ListReading:
    """The elements of a content cell.

    Split at numbers, bullets and semicolons; at 、 only where the cell is nothing but a list of
    names.
    """
    text = text.strip()
    for marks in (_NUMBERED, _BULLET):
        if parts := _at_marks(text, marks):
            return ListReading(_tidied(parts, form))
    if text.startswith("①") and (parts := _at_marks(text, _CIRCLED)):
        return ListReading(_tidied(parts, form))
    parts = [part for part in _split_outside(text, ";；。\n") if part.strip(_ENDS)]
    if len(parts) > 1:
        return ListReading(_tidied(_rejoined(parts), form))
    return _plain_list(text, form)


def _at_marks(text: str, marks: re.Pattern[str]) -> list[str]:
    """The text cut at its list marks; empty where there are fewer than two, or one at the start."""
    found = list(marks.finditer(text))
    opens = bool(found) and not text[: found[0].start()].strip()
    if len(found) < 2 and not opens:
        return []
    parts = [text[: found[0].start()]] if not opens else []
    ends = [each.start() for each in found[1:]] + [len(text)]
    parts += [text[each.end() : end] for each, end in zip(found, ends, strict=True)]
    return [part for part in parts if part.strip(_ENDS)]


def _rejoined(parts: list[str]) -> list[str]:
    """Parts with those that a line end broke off put back (a part of one character)."""
    whole: list[str] = []
    for part in parts:
        if whole and len(part.strip(_ENDS)) <= 1:
            whole[-1] += part
        else:
            whole.append(part)
    return whole


def _split_outside(text: str, separators: str) -> list[str]:
    """``text`` cut at separators outside brackets; a line end only after one of the others."""
    parts, depth, part = [], 0, ""
    for character in text:
        depth += character in _OPENERS
        depth -= character in _CLOSERS
        breaks = character in separators and depth <= 0
        if character == "\n":
            breaks = breaks and part.rstrip()[-1:] in ";；。:：" and part.rstrip()[-1:] not in ":："
        if breaks:
            parts.append(part)
            part, depth = "", 0
        else:
            part += character
    return [*parts, part]


def _tidied(parts: list[str], form: TableForm) -> Words:
    tidy = [one_line(part).strip(_ENDS) for part in parts]
    if tidy and ":" not in tidy[-1] and "：" not in tidy[-1]:
        tidy[-1] = _without_ending(tidy[-1], form)
    return tuple(part for part in tidy if part)


def _without_ending(text: str, form: TableForm) -> str:
    for ending in form.content_endings:
        bare = text.removesuffix(ending)
        if bare != text and len(bare) > 1:
            return bare.strip(_ENDS)
    return text


def _plain_list(text: str, form: TableForm) -> ListReading:
    line = one_line(text).strip(_ENDS)
    bare = _without_ending(line, form)
    if ":" in bare or "：" in bare:
        return ListReading((line,))
    halves = bare.split("以及")
    if len(halves) == 2 and "," not in bare and _each_says_enough(*halves):
        return ListReading(tuple(halves), judged=True)
    names = _split_outside(bare, "、,，")
    if len(names) < 3:
        if len(names) == 2 and bare != line and min(map(len, names)) >= 5 and "和" not in names[1]:
            return ListReading(_tidied(names, form), judged=True)
        clauses = _split_outside(bare, ",，")
        short = len(clauses) > 1 and "、" not in bare and max(map(len, clauses)) <= 12
        judged = len(names) > 1 or text.count("\n") > 1
        return ListReading(_tidied(clauses, form) if short else (bare,), judged=judged)
    if _shares_a_head(names):
        return ListReading((bare,), judged=True)
    if bare != line and (last := _LAST_AND.match(names[-1])):
        names[-1:] = [last[1], last[2]]
    return ListReading(_tidied(names, form), judged=bare == line)


def _each_says_enough(first: str, second: str) -> bool:
    """Whether both sides of 以及 can stand alone."""
    return "的" in first and ("的" in second or ("、" in first and len(second) > 3))


def _shares_a_head(names: list[str]) -> bool:
    """Whether the first name carries what the others lean on (有关的法律、法规、规章)."""
    head, _, tail = re.sub("相关|有关|领域", "的", names[0]).rpartition("的")
    rest = sorted(map(len, names[1:]))
    return bool(head) and len(tail) <= 3 and rest[len(rest) // 2] <= 3


def split_basis(text: str, form: TableForm) -> ListReading:
    """The legal bases of a cell, each with its document number; lost brackets put back."""
    mended, repaired = _mended_numbers(text.strip())
    closed, unclosed = _closed_titles(mended)
    repaired = repaired or unclosed
    parts = []
    for part in _basis_parts(closed):
        line = _issuers_apart(_NUMBERED.sub("", part, count=1), form)
        bare = re.sub(r"(?<=[》)）号])等$", "", line.strip(_ENDS))
        bare = re.sub(r"(?<=号[)）])号$", "", bare)
        bare = re.sub(r"》等(?:文件|规定|法律法规)?$", "》", bare)
        if bare and bare not in form.content_endings:
            parts.append(bare)
    return ListReading(tuple(parts), repaired=repaired)


def _issuers_apart(text: str, form: TableForm) -> str:
    """``text`` on one line, with the space that parts two issuing bodies of a title kept."""
    parts = vocabulary(form).issuers.split(text)
    return " ".join(one_line(part) for part in parts)


def _mended_numbers(text: str) -> tuple[str, str | None]:
    found = _LOST_BRACKET.search(text) or _LOST_OPENING.search(text)
    if not found:
        return text, None
    closing = dict(zip(_OPENERS, _CLOSERS, strict=True))
    opening = dict(zip(_CLOSERS, _OPENERS, strict=True))
    mended = _LOST_BRACKET.sub(
        lambda each: f"{each[1]}{each[2]}{closing[each[1]]}{each[3]}号", text
    )
    mended = _LOST_OPENING.sub(
        lambda each: f"{opening[each[2]]}{each[1]}{each[2]}{each[3]}号", mended
    )
    return mended, found[0]


def _closed_titles(text: str) -> tuple[str, str | None]:
    """``text`` with a title closed that was left open before the next one, or at the end."""
    if text.count("《") <= text.count("》"):
        return text, None
    first, *segments = text.split("《")
    closed, depth, repaired = [first], 0, None
    for segment in segments:
        before = closed[-1]
        if depth and (gap := _SEPARATORS_AT_END.search(before[-_AHEAD:])):
            closed[-1] = f"{before.removesuffix(gap[0])}》{gap[0]}"
            depth, repaired = 0, before[-_AHEAD:]
        depth = max(0, depth + 1 - segment.count("》"))
        closed.append(segment)
    if depth > 0:
        tail = _AFTER_TITLE.search(closed[-1][-_LONGEST_NUMBER:])
        ending = tail[0] if tail else ""
        closed[-1] = closed[-1].removesuffix(ending) + "》" * depth + ending
        repaired = text[-_AHEAD:]
    return "《".join(closed), repaired


def _basis_parts(text: str) -> list[str]:
    """``text`` cut outside titles and brackets: at separators, numbers, and before a new title."""
    parts, part, depth = [], "", 0
    for place, character in enumerate(text):
        if depth == 0 and character in ";；、，,。\n" and not _belongs(part, text, place):
            parts.append(part)
            part = ""
            continue
        ahead = text[place : place + _AHEAD]
        if depth == 0 and part.strip() and _opens_basis(part, ahead):
            parts.append(re.sub(r"\s*(?:和|及|以及|与)$", "", part))
            part = ""
        depth = max(0, depth + (character in "《〈<(（〔[【") - (character in "》〉>)）〕]】"))
        part += character
    return [*parts, part]


def _belongs(part: str, text: str, place: int) -> bool:
    """Whether a separator parts nothing: 、 after a number, a line end before a bracket."""
    if text[place] == "\n":
        return bool(part.strip()) and text[place:].lstrip().startswith(("(", "（", "〔"))
    return text[place] == "、" and bool(_BARE_NUMBER.fullmatch(part.strip()))


def _opens_basis(part: str, ahead: str) -> bool:
    done = part.rstrip()
    ended = done.endswith(("》", ")", "）", "号", "条", "款", "等")) or bool(
        re.search(r"[》)）号]\s*(?:和|及|以及|与)$", done)
    )
    if ahead[0] in "《〈":
        return ended
    return ended and bool(_NUMBERED.match(ahead)) and "《" in part


def split_channels(text: str, form: TableForm) -> ChannelReading:
    """The channels of a cell. Where there are marks, only marked ones are chosen."""
    body, notes = _without_notes(text, form)
    parts = marked_parts(body, form)
    if all(part.checked is None for part in parts):
        listed = _at_marks(body, _NUMBERED) or re.split(r"[;；,，。、\n]+|\s{2,}", body)
        names = [
            name for part in listed for name in re.split(r"[;；。\n]", part) if name.strip(_ENDS)
        ]
        return ChannelReading(tuple(_name(name, form) for name in names), notes=notes)
    chosen: list[str] = []
    others: list[str] = []
    for part in parts:
        first, *rest = re.split(r"[;；。]", part.text)
        (chosen if part.checked else others).append(_name(first, form))
        others += [_name(each, form) for each in rest]
    return ChannelReading(
        tuple(name for name in chosen if name),
        tuple(name for name in others if name),
        notes,
        marked=True,
    )


def _name(text: str, form: TableForm) -> str:
    """A channel's name; the space stays that parts 其他 from a name written by hand."""
    for other in form.channels.get(ChannelKind.OTHER, ()):
        bare = text.strip()
        if re.match(rf"{other}[ \u3000]+[\u3400-\u9fff]", bare):
            return f"{other} {_name(bare.removeprefix(other), form)}"
    return re.sub(r"\s+(?=[(（/])", "", one_line(text)).strip(_ENDS)


def _without_notes(text: str, form: TableForm) -> tuple[str, Words]:
    for note in form.notes:
        before, found, after = text.partition(note)
        if found:
            return before, (one_line(found + after),)
    return text, ()
