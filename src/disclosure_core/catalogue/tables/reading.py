"""Read the catalogue tables of one file, whatever they were pasted or typed into.

Given grids and texts, gives rows and problems; does not open files. A row that cannot be understood
is kept as printed.
"""

import re
from collections.abc import Iterable, Sequence

from attrs import evolve

from disclosure_core.catalogue.phrases.folding import folded, one_line
from disclosure_core.catalogue.tables.grid import Grid, PastedText
from disclosure_core.catalogue.tables.grids import raw_grid
from disclosure_core.catalogue.tables.headers import Column
from disclosure_core.catalogue.tables.lists import split_content
from disclosure_core.catalogue.tables.pasted import RawReading, RawTable, raw_tables
from disclosure_core.catalogue.tables.problems import Where
from disclosure_core.catalogue.tables.raw import RawRow
from disclosure_core.catalogue.tables.rows import understand
from disclosure_core.catalogue.tables.values import (
    PrintedRow,
    PrintedTable,
    Problem,
    TableForm,
    TableReading,
    UnreadRow,
)
from disclosure_core.catalogue.tables.vocabulary import vocabulary
from disclosure_core.catalogue.values import Domain

_NUMBERING = re.compile(r"^(?:附件\d*[:：]?|[(（]?[一二三四五六七八九十\d]+[)）、.．]|\s)+")
_EXPECTED = (
    "level1",
    "content",
    "basis",
    "time_limit",
    "agency",
    "channels",
    "audience",
    "mode",
    "levels",
)


def read_tables(
    parts: Iterable[Grid | PastedText],
    *,
    file: str,
    form: TableForm,
    domains: Sequence[Domain] = (),
) -> TableReading:
    """All catalogue tables of a file's parts.

    Args:
        parts: The file's grids and texts, in order.
        file: The file's name, for problems; also the source where no note names one.
        form: The words of printed tables, of all plugins.
        domains: Known domains, by which titles and domain columns are recognised.
    """
    names = {name: domain.name for domain in domains for name in (domain.name, *domain.names)}
    known = frozenset(names)
    source, noted = file, None
    tables: list[PrintedTable] = []
    problems: list[Problem] = []
    tableless: list[Grid | PastedText] = []
    for part in parts:
        if isinstance(part, PastedText):
            source, noted = part.notes.get("source", source), part.notes.get("domain", noted)
            reading = raw_tables(part, form, known)
        else:
            reading = raw_grid(part, form, known)
        problems += _outside_problems(reading, file, part)
        if not reading.tables:
            tableless.append(part)
        for table in reading.tables:
            tables.append(_printed(table, len(tables) + 1, file, form, names))
    problems += _without_table(tableless, file, others=bool(tables))
    return TableReading(
        source=source, tables=tuple(_with_noted(tables, noted)), problems=tuple(problems)
    )


def _printed(
    table: RawTable,
    number: int,
    file: str,
    form: TableForm,
    names: dict[str, str],
) -> PrintedTable:
    where = Where(file=file, table=number)
    rows: list[PrintedRow] = []
    problems = list(_column_problems(table.columns, where))
    unread: list[UnreadRow] = []
    for raw in table.rows:
        kind = _kind_of(raw, table.columns, form, after=bool(rows))
        at = where.at(_number_of(raw, table.columns), raw.place)
        if kind == "row":
            above = rows[-1] if rows else None
            row, found = understand(
                raw, table.columns, above, form=form, where=where, number=len(rows) + 1
            )
            rows.append(row)
            problems += found
        elif kind == "more content":
            rows[-1] = _with_more_content(rows[-1], raw, table.columns, form)
            text = one_line(" ".join(raw.printed))
            problems.append(
                where.at(rows[-1].seq or str(len(rows)), raw.place).note(
                    "continued", column="content", read=text
                )
            )
        elif kind == "empty":
            problems.append(at.note("empty-row"))
        else:
            unread.append(UnreadRow(place=raw.place, printed=raw.printed))
            problems.append(at.note("unread-row", read=one_line(" ".join(raw.printed))))
    problems += _repeated_numbers(rows, where)
    return PrintedTable(
        title=table.title,
        domain=_domain(table, names, form),
        rows=tuple(rows),
        problems=tuple(problems),
        absent_columns=_absent(table.columns),
        unread=tuple(unread),
    )


def _repeated_numbers(rows: Sequence[PrintedRow], where: Where) -> Iterable[Problem]:
    """Rows that print a number which a row above prints already, and do not inherit it."""
    seen: dict[str, PrintedRow] = {}
    for row in rows:
        if row.seq is None or "seq" in row.inherited:
            continue
        if (first := seen.setdefault(row.seq, row)) is not row:
            yield where.at(row.seq, row.place).note(
                "repeated-number", column="seq", read=row.seq, made=_both(first, row)
            )


def _both(first: PrintedRow, second: PrintedRow) -> str:
    names = (row.level3 or row.level2 or row.level1 or "" for row in (first, second))
    return "; ".join(names)


def _number_of(raw: RawRow, columns: Sequence[Column]) -> str | None:
    return next(
        (text.strip() for place, text in raw.cells.items() if columns[place].field == "seq"), None
    )


def _kind_of(raw: RawRow, columns: Sequence[Column], form: TableForm, *, after: bool) -> str:
    """What a line of the table is: a row, more content of the row above, empty, or unread."""
    words = vocabulary(form)
    filled = {
        columns[place].field
        for place, text in raw.cells.items()
        if place not in raw.spanned and text.strip() and not words.is_blank(text)
    }
    if not filled - {"seq"} and not raw.loose_ticks:
        return "unread" if raw.unread else "empty"
    numbered = any(column.field == "seq" for column in columns)
    if after and numbered and filled == {"content"}:
        return "more content"
    named = filled & {"level1", "level2", "level3", "content"}
    return "row" if named or len(filled) > 2 else "unread"


def _with_more_content(
    row: PrintedRow, raw: RawRow, columns: Sequence[Column], form: TableForm
) -> PrintedRow:
    text = next(text for place, text in raw.cells.items() if columns[place].field == "content")
    more = split_content(text, form).parts
    return evolve(row, content=row.content + more, printed=row.printed + raw.printed)


def _column_problems(columns: Sequence[Column], where: Where) -> Iterable[Problem]:
    for column in columns:
        header = one_line(column.header)
        if column.field == "extra":
            yield where.note("extra-column", column=header, read=header)
        elif not column.certain:
            yield where.note("header-guessed", column=column.field, read=header, made=column.field)
    for name in _absent(columns):
        yield where.note("absent-column", column=name)


def _absent(columns: Sequence[Column]) -> tuple[str, ...]:
    present = {column.field for column in columns}
    return tuple(name for name in _EXPECTED if name not in present)


def _without_table(
    parts: Iterable[Grid | PastedText], file: str, *, others: bool
) -> Iterable[Problem]:
    """Parts that hold no catalogue table; beside one, a page's nameless grids are its layout."""
    for part in parts:
        sheet = part.name if isinstance(part, Grid) else None
        if sheet is not None or not others:
            yield Where(file=file, place=sheet or f"line {part.first_line}").note("no-table")


def _outside_problems(reading: RawReading, file: str, part: Grid | PastedText) -> list[Problem]:
    where = Where(file=file, place=f"line {part.first_line}")
    problems = []
    if reading.converted:
        problems.append(where.note("traditional"))
    if reading.assumed:
        problems.append(where.note("no-header"))
    if reading.realigned:
        problems.append(where.note("realigned"))
    problems += [where.note("advertising", read=text) for text in reading.advertising]
    problems += [where.note("outside", read=text) for text in reading.outside]
    return problems


def _domain(table: RawTable, names: dict[str, str], form: TableForm) -> str | None:
    """The domain that the title names, else the ones its domain column holds."""
    title = title_domain(table.title or "", names, form)
    if title:
        return title
    places = [at for at, each in enumerate(table.columns) if each.field == "domain"]
    cells = [folded(raw.cells.get(place, "")) for raw in table.rows for place in places]
    return ";".join(dict.fromkeys(names.get(cell, cell) for cell in cells if cell)) or None


def title_domain(title: str, names: dict[str, str], form: TableForm) -> str | None:
    """The domain in a title such as （一）救灾领域基层政务公开标准目录; ``None`` without one."""
    plain = _NUMBERING.sub("", folded(title))
    known = [name for name in names if name in plain]
    if known:
        return names[max(known, key=len)]
    for word in form.titles:
        before, found, _ = plain.partition(word)
        if not found:
            continue
        for ending in form.domain_endings:
            if ending in before:
                return _without_region(before[: before.index(ending)], form) or None
    return None


def _without_region(name: str, form: TableForm) -> str:
    """A domain's name without the county, town or bureau that a title puts before it."""
    ends = (name.rfind(word) + len(word) for word in form.region_endings if word in name)
    return name[max(ends, default=0) :]


def _with_noted(tables: Sequence[PrintedTable], noted: str | None) -> Iterable[PrintedTable]:
    """The tables with the domains that a note above the file names, which is surer than a title."""
    named = re.split(r"[;；]", noted) if noted else []
    if len(named) == 1:
        return [evolve(table, domain=named[0].strip()) for table in tables]
    if len(named) == len(tables):
        pairs = zip(tables, named, strict=True)
        return [evolve(table, domain=name.strip()) for table, name in pairs]
    return tables
