"""The data files of this plugin, read as values.

Each file is TOML with one list of tables, in the form of the value's class. The files of items are
found by listing their folders, so that adding a domain is adding a file: ``data/items`` holds the
26 domains, ``data/later`` a folder for each domain beyond them, and ``unverified`` what no source
was read for. Mistakes are reported together, with file and place.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from attrs import frozen

from disclosure_core import (
    CatalogueLayer,
    DataError,
    DisclosureItem,
    Domain,
    HolidayNotice,
    ItemType,
    LegalDocument,
    Level,
    Message,
    RequestRules,
    TableForm,
    UnreadableFileError,
    form_from,
    structure,
)

T = TypeVar("T")

PACKAGE = files("disclosure_china")
"""Where the files lie; the functions below read another folder of that form where told to."""

ITEMS = "data/items"
"""One file a domain, by the domain's number."""

LATER = "data/later"
"""A folder for each domain beyond the 26: ``domain.toml``, ``items.toml``, ``unverified.toml``."""

UNVERIFIED = "data/items/unverified"
"""Items known from published guides that were printed in no source that was read (未核实)."""


@frozen(kw_only=True)
class DomainsFile:
    """A file of domains."""

    domains: tuple[Domain, ...]


@frozen(kw_only=True)
class ItemsFile:
    """A file of items."""

    items: tuple[DisclosureItem, ...]


@frozen(kw_only=True)
class ItemTypesFile:
    """A file of types of items."""

    item_types: tuple[ItemType, ...]


@frozen(kw_only=True)
class NoticesFile:
    """A file of holiday notices."""

    notices: tuple[HolidayNotice, ...]


@frozen(kw_only=True)
class LegalDocumentsFile:
    """A file of legal bases."""

    legal_documents: tuple[LegalDocument, ...]


@frozen(kw_only=True)
class RequestRulesFile:
    """A file of the law of requests, one entry for each text of it."""

    request_rules: tuple[RequestRules, ...]


def domains(package: Traversable = PACKAGE) -> tuple[Domain, ...]:
    """The 26 domains by their numbers, then the later ones by their ids."""
    numbered = _read(package, "data/domains.toml", DomainsFile).domains
    later = tuple(
        domain
        for file in later_files("domain.toml", package)
        for domain in _read(package, file, DomainsFile).domains
    )
    return (*numbered, *later)


def holiday_notices() -> tuple[HolidayNotice, ...]:
    """The State Council's arrangements of holidays since 2019, one a year."""
    return _read(PACKAGE, "data/holidays.toml", NoticesFile).notices


def holidays_from_library() -> tuple[HolidayNotice, ...]:
    """Earlier years, taken from a library and marked so, one a year."""
    return _read(PACKAGE, "data/holidays-from-library.toml", NoticesFile).notices


def legal_documents() -> tuple[LegalDocument, ...]:
    """Laws, regulations and notices that catalogues cite, repealed texts among them.

    What each entry rests on is in its ``source``; those marked ``unverified`` were not held against
    the text.
    """
    return _read(PACKAGE, "data/legal_documents.toml", LegalDocumentsFile).legal_documents


def request_rules() -> tuple[RequestRules, ...]:
    """The law of requests (依申请公开): the Regulations of 2019; their text of 2007 is not here."""
    return _read(PACKAGE, "data/request_rules.toml", RequestRulesFile).request_rules


def item_types(package: Traversable = PACKAGE) -> tuple[ItemType, ...]:
    """The types of items whose content elements the Regulations name."""
    return _read(package, "data/item_types.toml", ItemTypesFile).item_types


def national_layer(package: Traversable = PACKAGE) -> CatalogueLayer:
    """The items of all item files as the layer that every other layer lies over.

    Raises:
        DataError: files have mistakes; those of all files are named.
    """
    return CatalogueLayer(
        id="national",
        name="全国基层政务公开事项",
        level=Level.NATIONAL,
        items=_items((*item_files(package), *later_files("items.toml", package)), package),
        item_types=item_types(package),
        source="disclosure_china/data/items",
    )


def unverified_layer(package: Traversable = PACKAGE) -> CatalogueLayer:
    """The items that a person has yet to confirm: no basis, in force nowhere by default.

    Raises:
        DataError: files have mistakes; those of all files are named.
    """
    return CatalogueLayer(
        id="unverified",
        name="全国基层政务公开事项（未核实）",
        level=Level.NATIONAL,
        over="national",
        items=_items(unverified_files(package), package),
        unverified=True,
        source=f"disclosure_china/{UNVERIFIED}",
    )


def item_files(package: Traversable = PACKAGE) -> tuple[str, ...]:
    """The files of items of the 26 domains, by name."""
    return _files_in(package, ITEMS)


def unverified_files(package: Traversable = PACKAGE) -> tuple[str, ...]:
    """The files of items that nobody has verified, of the 26 domains, then of the later ones."""
    return (*_files_in(package, UNVERIFIED), *later_files("unverified.toml", package))


def later_files(name: str, package: Traversable = PACKAGE) -> tuple[str, ...]:
    """The files of that name in the folders of later domains, by folder; those that have one."""
    folders = sorted(each.name for each in _listed(package, LATER) if each.is_dir())
    listed = (f"{LATER}/{folder}/{name}" for folder in folders)
    return tuple(file for file in listed if package.joinpath(file).is_file())


def _files_in(package: Traversable, folder: str) -> tuple[str, ...]:
    """The TOML files of a folder, by name; none where there is no such folder."""
    names = (each.name for each in _listed(package, folder) if each.is_file())
    return tuple(f"{folder}/{name}" for name in sorted(names) if name.endswith(".toml"))


def table_form() -> TableForm:
    """The words of printed catalogue tables, and the simplified form of traditional characters."""
    file, simplified = "table_form.toml", "traditional.toml"
    pairs = structure(read_tables(PACKAGE, simplified), dict[str, str], file=_name(simplified))
    return form_from(read_tables(PACKAGE, file), characters=pairs, file=_name(file))


def _items(listed: tuple[str, ...], package: Traversable) -> tuple[DisclosureItem, ...]:
    """The items of files in turn; the mistakes of all files are raised together."""
    items: list[DisclosureItem] = []
    wrong: list[DataError] = []
    for file in listed:
        try:
            items += _read(package, file, ItemsFile).items
        except DataError as error:
            wrong.append(error)
    if len(wrong) == 1:
        raise wrong[0]
    if wrong:
        told = tuple(each.what for each in wrong)
        raise DataError(
            Message("The data cannot be used: {mistakes}", mistakes=told),
            [mistake for each in wrong for mistake in each.mistakes],
        )
    return tuple(items)


def _read(package: Traversable, file: str, kind: type[T]) -> T:
    if package is PACKAGE:
        wanted: Any = kind  # a class is hashable, which mypy does not see of a class to be named
        installed: T = _installed(file, wanted)
        return installed
    return structure(read_tables(package, file), kind, file=_name(file))


@cache
def _installed(file: str, kind: Any) -> Any:
    """A file of this installation, read once: a program may open many offices."""
    return structure(read_tables(PACKAGE, file), kind, file=_name(file))


def read_tables(package: Traversable, file: str) -> dict[str, Any]:
    """What a TOML file of this plugin holds, as written.

    Raises:
        UnreadableFileError: it is not TOML.
    """
    try:
        return tomllib.loads(package.joinpath(file).read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableFileError(
            Message("{file} is not TOML: {reason}", file=_name(file), reason=str(error)),
            file=_name(file),
        ) from None


def _listed(package: Traversable, folder: str) -> Iterator[Traversable]:
    place = package.joinpath(folder)
    return place.iterdir() if place.is_dir() else iter(())


def _name(file: str) -> str:
    return f"disclosure_china/{file}"
