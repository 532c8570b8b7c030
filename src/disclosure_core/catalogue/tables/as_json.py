"""A reading of tables as plain data for JSON, under the keys that catalogues are exchanged by.

Absent is null; lists are lists; texts are as printed. Problems are told in the language asked for.
"""

from typing import Any

from disclosure_core.catalogue.phrases.time_limit import WHOLE
from disclosure_core.catalogue.tables.values import PrintedRow, Problem, TableReading, UnreadRow
from disclosure_core.catalogue.values import TimeLimit
from disclosure_core.messages import DEFAULT_LANGUAGE


def reading_as_json(reading: TableReading, language: str = DEFAULT_LANGUAGE) -> dict[str, Any]:
    """The reading as plain data for JSON: source, domain, rows, problems, rows not understood.

    A file of several tables has ``tables`` as well, each with its own. Texts of problems are in
    ``language``.
    """
    tables = reading.tables
    domains = dict.fromkeys(table.domain for table in tables if table.domain)
    data: dict[str, Any] = {
        "source": reading.source,
        "domain": ";".join(domains) or None,
        "rows": [row_as_json(row) for row in reading.rows],
        "problems": [problem_as_json(problem, language) for problem in reading.all_problems],
        "unread": [unread_as_json(row) for table in tables for row in table.unread],
    }
    if len(tables) > 1:
        data["tables"] = [
            {
                "domain": table.domain,
                "rows": [row_as_json(row) for row in table.rows],
                "problems": [problem_as_json(problem, language) for problem in table.problems],
                "unread": [unread_as_json(row) for row in table.unread],
            }
            for table in tables
        ]
    return data


def row_as_json(row: PrintedRow) -> dict[str, Any]:
    """A row under the keys of its fields; level 3, printed limit, group and extras where given.

    ``channel_kinds`` says what each of ``channels`` is, ``place`` where the row begins.
    """
    data: dict[str, Any] = {"seq": row.seq, "level1": row.level1, "level2": row.level2}
    if row.level3 is not None:
        data["level3"] = row.level3
    data |= {"content": list(row.content), "basis": list(row.basis)}
    data["time_limit_text"] = row.time_limit_text
    if row.time_limit_printed is not None:
        data["time_limit_printed"] = row.time_limit_printed
    data["time_limit"] = limit_as_json(row.time_limit) if row.time_limit else None
    data |= {"agency": row.agency, "channels": list(row.channels), "audience": list(row.audience)}
    if row.audience_detail is not None:
        data["audience_detail"] = row.audience_detail
    data |= {"mode": list(row.mode), "levels": list(row.levels)}
    for name in ("inherited", "uncertain", "repaired"):
        data[name] = list(getattr(row, name))
    if row.extra:
        data["extra"] = dict(row.extra)
    data["channel_kinds"] = [channel.kind.value for channel in row.channel_values]
    data["place"] = row.place
    return data


def unread_as_json(row: UnreadRow) -> dict[str, Any]:
    """A row that could not be understood: where it stands, and its cells as printed."""
    return {"place": row.place, "printed": list(row.printed)}


def limit_as_json(limit: TimeLimit) -> dict[str, Any]:
    """A time limit: kind and days; clauses and note where it has them."""
    data: dict[str, Any] = {"kind": limit.kind.value, "days": limit.days}
    if limit.clauses:
        data["clauses"] = [
            {
                "applies_to": None if each.applies_to == WHOLE else each.applies_to,
                "kind": each.kind.value,
                "days": each.days,
            }
            | ({"note": each.note} if each.note else {})
            for each in limit.clauses
        ]
    if limit.note:
        data["note"] = limit.note
    return data


def problem_as_json(problem: Problem, language: str = DEFAULT_LANGUAGE) -> dict[str, Any]:
    """A problem: where, what was read, what was made of it, and its text in ``language``."""
    return {
        "code": problem.code,
        "file": problem.file,
        "table": problem.table,
        "row": problem.row,
        "column": problem.column,
        "place": problem.place,
        "read": problem.read,
        "made": problem.made,
        "message": problem.message.text(language),
    }
