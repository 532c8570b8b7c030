"""Numbers that Word prints by itself in front of paragraphs (自动编号).

Many offices let Word number the first column of a table, so that the file holds no number at all.
This counts as Word does: one counter a list and level, begun anew when a higher level counts.
Numbers in formats other than those known here are left out; styles that number are not followed.
"""

from collections.abc import Callable, Mapping
from typing import Final

from attrs import evolve, field, frozen
from lxml import etree

_LONGEST_TEXT: Final = 64
_CHINESE_DIGITS: Final = "零一二三四五六七八九"


@frozen(kw_only=True)
class NumberedLevel:
    """One level of a list: how its number is written, the text around it, where it begins."""

    form: str
    text: str
    start: int = 1


@frozen(kw_only=True)
class NumberedList:
    """A list: its levels, and whose counters it uses.

    Lists made from one definition go on counting where the last stopped, unless a list says that
    it begins anew.
    """

    counter: str
    levels: Mapping[int, NumberedLevel] = field(factory=dict)


@frozen
class Numbering:
    """The lists of a document by their ids."""

    lists: Mapping[str, NumberedList] = field(factory=dict)

    def counters(self) -> "Counters":
        """Fresh counters for one walk through the document."""
        return Counters(self)


NO_NUMBERING = Numbering()


class Counters:
    """Counts the numbered paragraphs of one document, in its order."""

    def __init__(self, numbering: Numbering) -> None:
        self._lists = numbering.lists
        self._counts: dict[tuple[str, int], int] = {}

    def next(self, paragraph: etree._Element) -> str:
        """What Word prints before ``paragraph``; empty for one that is not numbered."""
        found = paragraph.find("{*}pPr/{*}numPr") if self._lists else None
        if found is None:
            return ""
        numbered = self._lists.get(_value(found, "numId"))
        depth = _whole(_value(found, "ilvl"), 0)
        if numbered is None or depth not in numbered.levels:
            return ""
        self._advance(numbered.counter, depth, numbered.levels[depth])
        return self._written(numbered.counter, depth, numbered.levels)

    def _advance(self, name: str, depth: int, level: NumberedLevel) -> None:
        key = (name, depth)
        self._counts[key] = self._counts.get(key, level.start - 1) + 1
        for deeper in range(depth + 1, 9):
            self._counts.pop((name, deeper), None)

    def _written(self, name: str, depth: int, levels: Mapping[int, NumberedLevel]) -> str:
        text = levels[depth].text
        for higher in range(depth + 1):
            if f"%{higher + 1}" not in text or higher not in levels:
                continue
            write = _FORMS.get(levels[higher].form)
            if write is None:
                return ""
            count = self._counts.get((name, higher), levels[higher].start)
            text = text.replace(f"%{higher + 1}", write(count))
        return text


def numbering_of(root: etree._Element) -> Numbering:
    """The lists that a document's numbering part defines."""
    definitions = {
        _attribute(each, "abstractNumId"): _levels(each) for each in root.iterfind("{*}abstractNum")
    }
    return Numbering(
        {_attribute(each, "numId"): _list(each, definitions) for each in root.iterfind("{*}num")}
    )


def chinese_number(number: int) -> str:
    """``number`` from 0 to 99 in Chinese digits (二十一); Arabic digits above."""
    if not 0 <= number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _CHINESE_DIGITS[ones]
    return (
        ("" if tens == 1 else _CHINESE_DIGITS[tens])
        + "十"
        + ("" if ones == 0 else _CHINESE_DIGITS[ones])
    )


def _letter(number: int) -> str:
    if not 1 <= number <= 260:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


_FORMS: Final[Mapping[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": str,
    "decimalEnclosedCircleChinese": lambda number: (
        chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)
    ),
    "decimalEnclosedCircle": lambda number: (
        chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)
    ),
    "chineseCounting": chinese_number,
    "chineseCountingThousand": chinese_number,
    "ideographDigital": chinese_number,
    "japaneseCounting": chinese_number,
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
}


def _list(
    element: etree._Element, definitions: Mapping[str, Mapping[int, NumberedLevel]]
) -> NumberedList:
    definition = _value(element, "abstractNumId")
    levels = dict(definitions.get(definition, {}))
    counter = f"definition {definition}"
    for override in element.iterfind("{*}lvlOverride"):
        counter = f"list {_attribute(element, 'numId')}"
        depth = _whole(_attribute(override, "ilvl"), 0)
        levels.update(_levels(override))
        if depth in levels:
            start = _whole(_value(override, "startOverride"), levels[depth].start)
            levels[depth] = evolve(levels[depth], start=start)
    return NumberedList(counter=counter, levels=levels)


def _levels(element: etree._Element) -> dict[int, NumberedLevel]:
    return {
        _whole(_attribute(each, "ilvl"), 0): NumberedLevel(
            form=_value(each, "numFmt") or "decimal",
            text=_value(each, "lvlText")[:_LONGEST_TEXT],
            start=_whole(_value(each, "start"), 1),
        )
        for each in element.iterfind("{*}lvl")
    }


def _whole(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else default


def _value(element: etree._Element, name: str) -> str:
    found = element.find(f"{{*}}{name}")
    return "" if found is None else _attribute(found, "val")


def _attribute(element: etree._Element, name: str) -> str:
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""
