"""What the cells of an item print.

The other way is ``returning``; what cells cannot say letter for letter is kept by ``exact``.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import frozen

from disclosure_core.catalogue.sheets.columns import (
    LEVELS,
    NO,
    OPTIONAL,
    PHASES,
    PRINTED,
    REQUIRED,
    TICK,
    YES,
)
from disclosure_core.catalogue.sheets.texts import clean
from disclosure_core.catalogue.tables.values import TableForm
from disclosure_core.catalogue.values import (
    Audience,
    DisclosureItem,
    DisclosureMode,
    Domain,
    ItemChannel,
    ItemType,
    TimeLimit,
    TimeLimitKind,
)
from disclosure_core.legal import LegalBasis, Period

Cells = Mapping[str, str]
"""Texts of a row by the key of their column."""

_LIMITS = {
    TimeLimitKind.IMMEDIATE: "及时",
    TimeLimitKind.REALTIME: "实时",
    TimeLimitKind.WITH_EVENT: "同步",
    TimeLimitKind.ANNUAL: "每年",
    TimeLimitKind.QUARTERLY: "每季度",
    TimeLimitKind.MONTHLY: "每月",
}


@frozen(kw_only=True)
class Wording:
    """By which names and words tables are written and read: the form, domains, types of items."""

    form: TableForm
    domains: tuple[Domain, ...] = ()
    item_types: tuple[ItemType, ...] = ()

    def domain_name(self, id: str) -> str:
        """The domain's printed name; its id where it is not known."""
        return _name_of(id, self.domains)

    def item_type_name(self, id: str) -> str:
        """The type's printed name; its id where it is not known."""
        return _name_of(id, self.item_types)


def _name_of(id: str, known: Sequence[Domain | ItemType]) -> str:
    return next((each.name for each in known if each.id == id), id)


def cells_of(item: DisclosureItem, wording: Wording) -> dict[str, str]:
    """The cells that print an item, by column; those that belong to the row alone are left out."""
    cells = {"id": item.id}
    for names, _ in PRINTED:
        cells |= printed({name: getattr(item, name) for name in names}, wording)
    return cells


def printed(values: Mapping[str, Any], wording: Wording) -> dict[str, str]:
    """The cells that print the fields of one of the groups of :data:`columns.PRINTED`."""
    cells: dict[str, str] = {}
    for name, value in values.items():
        if name in _TICKED:
            cells |= {key: TICK if each in value else "" for key, each in _TICKED[name].items()}
        elif name == "audience_detail":
            cells |= {"group": clean(value)} if value else {}
        elif name == "domain":
            cells[name] = clean(wording.domain_name(value))
        elif name == "item_type":
            cells[name] = clean(wording.item_type_name(value or ""))
        else:
            cells[name] = clean(_TEXTS.get(name, _text)(value))
    return cells


_TICKED: dict[str, dict[str, Any]] = {
    "audience": {"society": Audience.SOCIETY, "group": Audience.SPECIFIC_GROUP},
    "modes": {"proactive": DisclosureMode.PROACTIVE, "on_request": DisclosureMode.ON_REQUEST},
    "levels": {level.value: level for level in LEVELS},
}


def _text(value: str | None) -> str:
    return value or ""


def _content(value: tuple[str, ...]) -> str:
    return "；\n".join(value)


def _bases(value: tuple[LegalBasis, ...]) -> str:
    return "\n".join(basis_text(each) for each in value)


def basis_text(basis: LegalBasis) -> str:
    """A basis as printed; where it was not read from a table, in the usual form."""
    return basis.printed or str(basis)


def _limit(value: TimeLimit) -> str:
    return value.printed or limit_text(value)


def limit_text(limit: TimeLimit) -> str:
    """The usual words for a limit that was not read from a table; empty where there are none."""
    if limit.kind is TimeLimitKind.WORKING_DAYS and limit.days is not None:
        return f"{limit.days}个工作日内"
    if limit.kind is TimeLimitKind.CALENDAR_DAYS and limit.days is not None:
        return f"{limit.days}日内"
    return _LIMITS.get(limit.kind, "")


def _channels(value: tuple[ItemChannel, ...]) -> str:
    """Boxes, two a line as offices print them."""
    boxes = [f"{REQUIRED if each.required else OPTIONAL}{each.printed}" for each in value]
    return "\n".join("  ".join(boxes[at : at + 2]) for at in range(0, len(boxes), 2))


def _service(value: bool | None) -> str:
    return "" if value is None else YES if value else NO


def _phases(value: tuple[Any, ...]) -> str:
    return "、".join(PHASES[each] for each in value)


def _period(value: Period) -> str:
    since = value.since.isoformat() if value.since else ""
    until = value.until.isoformat() if value.until else ""
    return f"{since}至{until}" if since or until else ""


_TEXTS: dict[str, Callable[[Any], str]] = {
    "content": _content,
    "bases": _bases,
    "time_limit": _limit,
    "channels": _channels,
    "service": _service,
    "phases": _phases,
    "in_force": _period,
}
