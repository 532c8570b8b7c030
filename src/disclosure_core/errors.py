"""Every error this library raises on purpose.

One root class, few children. Each says *what* happened, *why* it matters and how to *fix* it, and
carries its facts as attributes, so that a program needs no text to act on it. ``code`` is stable.
"""

import re
from collections.abc import Iterable
from typing import ClassVar

from attrs import frozen

from disclosure_core.messages import DEFAULT_LANGUAGE, Message


class DisclosureError(Exception):
    """Anything this library raises on purpose.

    Attributes:
        code: Stable kebab-case name of the kind of error.
        what: What happened, with the place.
        why: Why that is a problem; ``None`` where ``what`` says it.
        fix: What to do about it; ``None`` where nothing can be advised.
    """

    code: ClassVar[str] = "disclosure-error"

    def __init__(
        self, what: Message, *, why: Message | None = None, fix: Message | None = None
    ) -> None:
        super().__init__(what)
        self.what = what
        self.why = why
        self.fix = fix

    def text(self, language: str = DEFAULT_LANGUAGE) -> str:
        """The whole error for a person, one part a line."""
        lines = [self.what.text(language)]
        if self.why is not None:
            lines.append(self.why.text(language))
        if self.fix is not None:
            lines.append(Message("Fix: {fix}", fix=self.fix).text(language))
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.text("en")


_PLACE = re.compile(r"\b(line|row|cell|field) (\d+)")
_PLACE_WORDS = {
    "line": Message("line {number}"),
    "row": Message("row {number}"),
    "cell": Message("cell {number}"),
    "field": Message("field {number}"),
}


def place_in_words(place: str | Message, language: str) -> str:
    """A place in a file in ``language``: a message, or as a reader wrote it (``line 36``)."""
    if isinstance(place, Message):
        return place.text(language)

    def told(found: re.Match[str]) -> str:
        return Message(_PLACE_WORDS[found[1]].message_id, number=found[2]).text(language)

    return _PLACE.sub(told, place)


@frozen
class Mistake:
    """One wrong thing in a file: where it is, what was found, what was expected.

    ``place`` is written as its reader would look for it: ``items[0].title`` in a TOML file,
    ``row 14, column 公开时限`` in a sheet; a place in words is a message.
    """

    file: str
    place: str | Message
    what: Message

    def place_text(self, language: str = DEFAULT_LANGUAGE) -> str:
        """The place in ``language``."""
        return place_in_words(self.place, language)

    def text(self, language: str = DEFAULT_LANGUAGE) -> str:
        """``file place: what`` on one line."""
        where = " ".join(part for part in (self.file, self.place_text(language)) if part)
        return f"{where}: {self.what.text(language)}" if where else self.what.text(language)


class DataError(DisclosureError, ValueError):
    """Data that cannot be taken as it is. ``mistakes`` holds all of them, not the first."""

    code = "data"

    def __init__(
        self,
        what: Message,
        mistakes: Iterable[Mistake] = (),
        *,
        why: Message | None = None,
        fix: Message | None = None,
    ) -> None:
        super().__init__(what, why=why, fix=fix)
        self.mistakes: tuple[Mistake, ...] = tuple(mistakes)

    def text(self, language: str = DEFAULT_LANGUAGE) -> str:
        """The error, each of its mistakes on a line."""
        head, *rest = super().text(language).splitlines()
        return "\n".join([head, *(f"  {each.text(language)}" for each in self.mistakes), *rest])


class UnreadableFileError(DataError):
    """A file that cannot be read at all: empty, too large, another format than its name says."""

    code = "unreadable-file"

    def __init__(self, what: Message, *, file: str, fix: Message | None = None) -> None:
        super().__init__(what, fix=fix)
        self.file = file


class PluginError(DisclosureError):
    """A plugin, or what it supplied, cannot be used. Names the plugin, its version and the hook."""

    code = "plugin"

    def __init__(
        self,
        what: Message,
        *,
        plugin: str,
        version: str | None = None,
        hook: str | None = None,
        mistakes: Iterable[Mistake] = (),
        why: Message | None = None,
        fix: Message | None = None,
    ) -> None:
        super().__init__(what, why=why, fix=fix)
        self.plugin = plugin
        self.version = version
        self.hook = hook
        self.mistakes: tuple[Mistake, ...] = tuple(mistakes)

    def text(self, language: str = DEFAULT_LANGUAGE) -> str:
        """The error, each of its mistakes on a line."""
        head, *rest = super().text(language).splitlines()
        return "\n".join([head, *(f"  {each.text(language)}" for each in self.mistakes), *rest])


class ConflictError(PluginError):
    """Two plugins claim the same thing. ``providers`` names each with where it says so."""

    code = "conflict"

    def __init__(
        self,
        what: Message,
        *,
        plugin: str,
        providers: Iterable[str],
        hook: str | None = None,
        why: Message | None = None,
        fix: Message | None = None,
    ) -> None:
        super().__init__(what, plugin=plugin, hook=hook, why=why, fix=fix)
        self.providers: tuple[str, ...] = tuple(providers)

    def text(self, language: str = DEFAULT_LANGUAGE) -> str:
        """The error, each provider on a line."""
        head, *rest = super().text(language).splitlines()
        return "\n".join([head, *(f"  {each}" for each in self.providers), *rest])


class RegistryError(DisclosureError):
    """The office does not open: all mistakes of all plugins, together, as ``errors``."""

    code = "registry"

    def __init__(self, errors: Iterable[PluginError]) -> None:
        self.errors: tuple[PluginError, ...] = tuple(errors)
        count = len(self.errors)
        super().__init__(
            Message("The plugins cannot be used together: 1 mistake, nothing was loaded.")
            if count == 1
            else Message(
                "The plugins cannot be used together: {count} mistakes, nothing was loaded.",
                count=count,
            ),
            fix=Message(
                "mend or uninstall the plugins named, or start with --without NAME; "
                "`disclosure doctor` shows the same list."
            ),
        )

    def text(self, language: str = DEFAULT_LANGUAGE) -> str:
        """The error, each plugin's error a paragraph."""
        head, *rest = super().text(language).splitlines()
        return "\n\n".join([head, *(each.text(language) for each in self.errors), *rest])


class CalendarGapError(DisclosureError, LookupError):
    """A year that no official notice covers is needed, and a guess is not allowed."""

    code = "calendar-gap"

    def __init__(self, what: Message, *, year: int, fix: Message | None = None) -> None:
        super().__init__(what, fix=fix)
        self.year = year


class StoreError(DisclosureError):
    """The store cannot do what is asked: absent record, changed version, another schema."""

    code = "store"


class NotFoundError(StoreError, LookupError):
    """No record of that kind and id that the asker may see. Hidden and absent answer alike."""

    code = "not-found"


class StaleVersionError(StoreError):
    """Somebody changed the record meanwhile: the version it was read at is no longer the last."""

    code = "stale-version"


class JournalError(StoreError):
    """The journal does not verify. ``sequence`` is the first entry that does not fit."""

    code = "journal"

    def __init__(self, what: Message, *, sequence: int, fix: Message | None = None) -> None:
        super().__init__(what, fix=fix)
        self.sequence = sequence


class NotAllowedError(DisclosureError, PermissionError):
    """The actor's role does not allow this, or the state of the thing forbids it."""

    code = "not-allowed"


class RefusedAtDoorError(DisclosureError):
    """A document that must not be in the office at all. ``rule`` turned it away, nothing is kept.

    No part of the document is in the error.
    """

    code = "refused-at-door"

    def __init__(
        self,
        what: Message,
        *,
        rule: str,
        why: Message | None = None,
        fix: Message | None = None,
    ) -> None:
        super().__init__(what, why=why, fix=fix)
        self.rule = rule
