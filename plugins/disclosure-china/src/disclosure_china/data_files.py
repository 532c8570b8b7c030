"""The data files of this plugin, read as values.

Each file is TOML with one list of tables, in the form of the value's class. Mistakes are reported
together, with file and place.
"""

import tomllib
from importlib.resources import files
from typing import TypeVar

from disclosure_core import (
    CatalogueLayer,
    DisclosureItem,
    Domain,
    HolidayNotice,
    Level,
    TableForm,
    form_from,
    structure,
)

T = TypeVar("T")

ITEM_FILES = (
    "data/items/01-planning.toml",
    "data/items/02-major-projects.toml",
    "data/items/03-public-resource-trading.toml",
)
"""One file a domain, by the domain's number."""


def domains() -> tuple[Domain, ...]:
    """The 26 domains."""
    return _list("data/domains.toml", "domains", Domain)


def holiday_notices() -> tuple[HolidayNotice, ...]:
    """The State Council's arrangements of holidays, one a year."""
    return _list("data/holidays.toml", "notices", HolidayNotice)


def national_layer() -> CatalogueLayer:
    """The items of all item files as the layer that every other layer lies over."""
    return CatalogueLayer(
        id="national",
        name="全国基层政务公开事项",
        level=Level.NATIONAL,
        items=tuple(item for file in ITEM_FILES for item in _list(file, "items", DisclosureItem)),
        source="disclosure_china/data/items",
    )


def table_form() -> TableForm:
    """The words of printed catalogue tables, and the simplified form of traditional characters."""
    file = "table_form.toml"
    pairs = structure(_toml("traditional.toml"), dict[str, str], file=_name("traditional.toml"))
    return form_from(_toml(file), characters=pairs, file=_name(file))


def _list(file: str, key: str, kind: type[T]) -> tuple[T, ...]:
    content = structure(_toml(file), dict[str, list[object]], file=_name(file))
    rows: tuple[T, ...] = structure(
        content.get(key, []),
        tuple[kind, ...],  # type: ignore[valid-type]
        file=_name(file),
        place=key,
    )
    return rows


def _toml(file: str) -> dict[str, object]:
    return tomllib.loads(files("disclosure_china").joinpath(file).read_text("utf-8"))


def _name(file: str) -> str:
    return f"disclosure_china/{file}"
