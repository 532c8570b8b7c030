"""Pipe tables of Markdown files to grids. Other Markdown is the heading above them."""

import re
from typing import Final

from disclosure_core.catalogue.tables.grid import Grid
from disclosure_core.catalogue.tables.readers.layout import Printed, PrintedCell, grids, heading_of
from disclosure_core.catalogue.tables.readers.limits import ReadingLimits
from disclosure_core.catalogue.tables.readers.refusals import without_table
from disclosure_core.messages import Message

_RULE: Final = re.compile(r":?-+:?")
_LONGEST_MARKED: Final = 10_000  # characters in which marks of strong words are looked for
_FENCE: Final = re.compile(r"\s{0,3}(```+|~~~+)")
_BREAK: Final = re.compile(r"(?<!\\)<br\s*/?>", re.I)
_SPACE: Final = re.compile(r"(?<!\\)&nbsp;")
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_STRONG: Final = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")


def read_markdown(text: str, *, file: str, limits: ReadingLimits) -> tuple[Grid, ...]:
    """The pipe tables of a file, in its order.

    A row shorter than the header ends in places without a cell; a longer one keeps its cells.

    Raises:
        UnreadableFileError: no pipe table in it, or beyond ``limits``.
    """
    found = grids(_tables(text.split("\n")), file=file, limits=limits)
    if not found:
        raise without_table(
            file, expected=Message("a pipe table: a header row and a row of |---|---| below it")
        )
    return found


def has_pipe_table(text: str) -> bool:
    """Whether text holds a pipe table."""
    return bool(_tables(text.split("\n")))


def _tables(lines: list[str]) -> list[Printed]:
    found: list[Printed] = []
    above: list[str] = []
    fence = ""
    index = 0
    while index < len(lines):
        line = lines[index]
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        elif not fence and _begins_table(lines, index):
            end = _end_of_table(lines, index)
            found.append(_table(lines, index, end, heading_of(above)))
            above = []
            index = end
            continue
        elif not fence:
            above = [*above[-16:], _plain(line.lstrip("#").strip())]
        index += 1
    return found


def _begins_table(lines: list[str], index: int) -> bool:
    if "|" not in lines[index] or index + 1 >= len(lines):
        return False
    rule = lines[index + 1]
    if "|" not in rule or "-" not in rule:
        return False
    rules = split_row(rule)
    return all(_RULE.fullmatch(each.strip()) for each in rules) and len(rules) == len(
        split_row(lines[index])
    )


def _end_of_table(lines: list[str], index: int) -> int:
    end = index + 2
    while end < len(lines) and "|" in lines[end] and lines[end].strip():
        end += 1
    return end


def _table(lines: list[str], start: int, end: int, heading: str) -> Printed:
    numbers = [start, *range(start + 2, end)]
    return Printed(
        rows=tuple(
            tuple(PrintedCell(content=(_text(cell),)) for cell in split_row(lines[number]))
            for number in numbers
        ),
        heading=heading,
        first_line=start + 1,
        row_names=tuple(f"line {number + 1}" for number in numbers),
    )


def split_row(line: str) -> list[str]:
    """The cells of a pipe row as written; an escaped pipe does not part cells."""
    stripped = line.strip().removeprefix("|")
    cells = re.split(r"(?<!\\)\|", stripped)
    if len(cells) > 1 and not cells[-1].strip():
        cells.pop()
    return cells


def _text(cell: str) -> str:
    return "\n".join(_plain(part).strip() for part in _BREAK.split(cell.strip()))


def _plain(text: str) -> str:
    """Text without the marks of strong words and code, escapes undone."""
    if len(text) <= _LONGEST_MARKED:
        text = _STRONG.sub(r"\2", text)
    return _ESCAPE.sub(r"\1", _SPACE.sub(" ", text))
