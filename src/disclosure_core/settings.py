"""An office's settings: one frozen value from ``disclosure.toml`` and ``DISCLOSURE_*`` variables.

A variable of the environment wins over the file. Unknown keys are mistakes, and relative paths are
taken from the file's folder, so that it does not matter where a command is started. A plugin's own
settings are kept as written; the plugin's class checks them when plugins are loaded.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from attrs import evolve, field, fields, frozen, validators

from disclosure_core.codec import structure
from disclosure_core.codec.words import suggestion
from disclosure_core.errors import DataError, Mistake, UnreadableFileError
from disclosure_core.messages import DEFAULT_LANGUAGE, LANGUAGES, Message
from disclosure_core.publication.values import Site
from disclosure_core.records.digest import hasher
from disclosure_core.records.retention import Retention

FILE_NAME = "disclosure.toml"
PREFIX = "DISCLOSURE_"
NOT_SETTINGS = frozenset({"DISCLOSURE_SETTINGS", "DISCLOSURE_REQUIRE"})
"""Variables of our name that are no settings: where the file is, and what tests must not skip."""

LARGEST_FILE = 1_000_000
"""Bytes of a settings file that are read."""

DEFAULT_NAME = "政务公开办公室"
DEFAULT_ADDRESS = "http://127.0.0.1:8000"

_PASSWORD = re.compile(r"(://[^:/@\s]*:)\S*(@)|([?&](?:ssl)?password=)[^&\s]*")
_PLAIN = re.compile(r"true|false|0|-?[1-9]\d{0,17}|[\[{\"'].*", re.S)


@frozen(repr=False)
class Secret:
    """A text that must not be shown (密钥): masked wherever it is printed or written.

    ``reveal()`` is the only way to it.
    """

    _text: str

    @classmethod
    def from_text(cls, text: str) -> "Secret":
        """The secret that a settings file or a variable gives."""
        return cls(text)

    def as_text(self) -> str:
        """The mask."""
        return "******"

    def reveal(self) -> str:
        """The text itself, for the one call that needs it."""
        return self._text

    def __repr__(self) -> str:
        return "Secret(******)"

    __str__ = as_text


def masked(address: str) -> str:
    """A store's address without its password."""
    return _PASSWORD.sub(r"\1\3******\2", address)


def store_file(address: str, folder: Path) -> Path | None:
    """The SQLite file at an address or path, beneath ``folder``; ``None`` for another database.

    Raises:
        DataError: it is neither a path nor an address.
    """
    scheme, parted, rest = address.partition("://")
    if not parted and address:
        return folder / address
    if parted and scheme not in ("", "sqlite"):
        return None
    if not rest.startswith("/") or rest == "/":
        raise DataError(
            Message("{store} is not the address of an SQLite file.", store=masked(address)),
            fix=Message('write store = "sqlite:///office.sqlite".'),
        )
    return folder / rest[1:]


def _known_language(_instance: object, _attribute: object, value: str) -> None:
    if value not in LANGUAGES:
        raise DataError(
            Message("expected one of {known}, found {found}", known=LANGUAGES, found=value)
        )


def _known_timezone(_instance: object, _attribute: object, value: str) -> None:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise DataError(Message("{found} is no time zone", found=value)) from None


def _known_algorithm(_instance: object, _attribute: object, value: str) -> None:
    hasher(value)


@frozen(kw_only=True)
class Settings:
    """What an office is set up with (设置).

    Attributes:
        name: The office's name, as reports print it.
        folder: Where the store and the channels keep their files.
        store: The store's address; ``sqlite:///office.sqlite`` beneath ``folder`` if not given. A
            path is one of a SQLite file; other schemes (``postgresql://…``) are opened by plugins.
        site: The public site's name and address.
        language: ``zh_CN`` or ``en``.
        timezone: A day is the local date here.
        region: The id of the region the office works for (``changsha:changsha-county``).
        journal_digest: What the digests of the journal and of records are made with from now on,
            ``sha256`` or ``sm3``; what was written before keeps its own.
        folders: Folders that are data-only plugins.
        without: Plugins to leave out.
        workflow_days: Days of stages that the office sets itself, by the key that the workflow
            gives (``"china:secrecy-review-days" = 7``).
        retention: How long records of a kind are kept here, by the kind's name, instead of what
            its plugin says.
        plugins: Each plugin's own settings, as written.
        release_after: Ids of workflows that must be concluded, so that they permit release, on just
            the text that goes out (``["china:secrecy-review"]``); none where empty.
    """

    name: str = field(default=DEFAULT_NAME, validator=validators.min_len(1))
    folder: Path = field(factory=Path)
    store: str = field(default="sqlite:///office.sqlite", repr=masked)
    site: Site = field()
    language: str = field(default=DEFAULT_LANGUAGE, validator=_known_language)
    timezone: str = field(default="Asia/Shanghai", validator=_known_timezone)
    region: str | None = None
    journal_digest: str = field(default="sha256", validator=_known_algorithm)
    folders: tuple[Path, ...] = ()
    without: tuple[str, ...] = ()
    workflow_days: Mapping[str, int] = field(factory=dict)
    retention: Mapping[str, Retention] = field(factory=dict)
    plugins: Mapping[str, Mapping[str, object]] = field(factory=dict, repr=False)
    release_after: tuple[str, ...] = ()

    @site.default
    def _own_site(self) -> Site:
        return Site(name=self.name, address=DEFAULT_ADDRESS)

    @property
    def store_path(self) -> Path:
        """The SQLite file of the store.

        Raises:
            DataError: the store's address is not one of SQLite (``sqlite:///office.sqlite``).
        """
        path = store_file(self.store, self.folder)
        if path is None:
            raise DataError(
                Message("{store} is not the address of an SQLite file.", store=masked(self.store)),
                fix=Message('write store = "sqlite:///office.sqlite".'),
            )
        return path


def settings_file(
    named: Path | None = None, environ: Mapping[str, str] = os.environ
) -> Path | None:
    """The file to read: the one named, else ``DISCLOSURE_SETTINGS``, else one here, else none."""
    if named is not None:
        return named
    if told := environ.get("DISCLOSURE_SETTINGS"):
        return Path(told)
    here = Path(FILE_NAME)
    return here if here.is_file() else None


def load_settings(file: Path | None = None, *, environ: Mapping[str, str] = os.environ) -> Settings:
    """Settings from ``file`` (defaults where it is ``None``) and the environment.

    Raises:
        UnreadableFileError: the file is absent, too large or no TOML.
        DataError: unknown keys, wrong values: all of them, with their places.
    """
    written = _read(file) if file is not None else {}
    base = file.parent if file is not None else Path()
    data = _joined(written, _from_environment(environ))
    settings = structure(data, Settings, file=str(file or ""))
    return evolve(
        settings,
        folder=base / settings.folder,
        folders=tuple(base / each for each in settings.folders),
    )


def _read(file: Path) -> dict[str, Any]:
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise UnreadableFileError(
                Message("{file} is larger than a settings file can be.", file=file), file=str(file)
            )
        return tomllib.loads(file.read_text("utf-8-sig"))
    except FileNotFoundError:
        raise UnreadableFileError(
            Message("There is no settings file {file}.", file=file),
            file=str(file),
            fix=Message("name one with --settings, or make one with `disclosure new`."),
        ) from None
    except OSError as error:
        raise UnreadableFileError(
            Message("{file} cannot be read: {reason}", file=file, reason=error.strerror),
            file=str(file),
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableFileError(
            Message("{file} is not TOML: {reason}", file=file, reason=str(error)), file=str(file)
        ) from None


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    """``DISCLOSURE_SITE__NAME`` is the key ``name`` of the table ``site``."""
    known = {attribute.name for attribute in fields(Settings)}
    data: dict[str, Any] = {}
    mistakes = []
    for variable, text in sorted(environ.items()):
        if not variable.startswith(PREFIX) or variable in NOT_SETTINGS:
            continue
        name, *inner = variable.removeprefix(PREFIX).lower().split("__")
        if name not in known:
            meant = suggestion(name, known)
            mistakes.append(Mistake("", variable, _unknown(meant)))
            continue
        _put(data, [name, *inner], _value(name, text))
    if mistakes:
        raise DataError(Message("The environment has variables that are no settings."), mistakes)
    return data


def _unknown(meant: str | None) -> Message:
    if meant is None:
        return Message("is no setting")
    return Message("is no setting; did you mean {meant}?", meant=f"{PREFIX}{meant.upper()}")


def _value(name: str, text: str) -> object:
    if name == "folders":
        return [each for each in text.split(os.pathsep) if each]
    if name in ("without", "release_after"):
        return [each.strip() for each in text.split(",") if each.strip()]
    if name in ("plugins", "workflow_days") and _PLAIN.fullmatch(text):
        try:
            return tomllib.loads(f"value = {text}")["value"]
        except tomllib.TOMLDecodeError:
            return text
    return text


def _put(data: dict[str, Any], path: list[str], value: object) -> None:
    *tables, key = path
    for table in tables:
        data = data.setdefault(table.replace("_", "-") if table != tables[0] else table, {})
    data[key] = value


def _joined(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    joined = dict(under)
    for key, value in over.items():
        below = joined.get(key)
        if isinstance(below, Mapping) and isinstance(value, Mapping):
            value = _joined(below, value)
        joined[key] = value
    return joined
