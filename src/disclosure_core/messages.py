"""Texts for people, kept apart from the language they are shown in.

A :class:`Message` is an English message id with its facts. It becomes Chinese or English only
where somebody reads it (a page, the terminal, a bulletin), so errors, problems and findings can be
stored, compared and tested without choosing a language.

Reads compiled gettext catalogues from ``locale/`` beside the package that wrote the message. Does
not hold a current language: the caller names it.
"""

from collections.abc import Mapping
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from types import MappingProxyType

from attrs import field, frozen

DEFAULT_LANGUAGE = "zh_CN"
"""The language of every user-facing text unless another is asked for."""

LANGUAGES = ("zh_CN", "en")
"""Languages every text is complete in."""


@frozen(init=False, repr=False)
class Message:
    """A text for people (界面文字): English message id, named facts, whose catalogue translates it.

    ``Message("row {row}: no agency", row=3).text("en")`` is ``"row 3: no agency"``. A fact may
    itself be a message, or a tuple of messages, and is then shown in the same language.
    """

    message_id: str
    facts: Mapping[str, object] = field(factory=dict, hash=False)
    package: str = "disclosure_core"

    def __init__(
        self, message_id: str, /, *, package: str = "disclosure_core", **facts: object
    ) -> None:
        self.__attrs_init__(
            message_id=message_id, facts=MappingProxyType(dict(facts)), package=package
        )

    def text(self, language: str = DEFAULT_LANGUAGE) -> str:
        """The text in ``language``; English where that language has no translation."""
        template = translations(self.package, language).gettext(self.message_id)
        return template.format_map({k: _shown(v, language) for k, v in self.facts.items()})

    def __str__(self) -> str:
        return self.text("en")

    def __repr__(self) -> str:
        return f"<Message {self.text('en')!r}>"


def _shown(fact: object, language: str) -> object:
    if isinstance(fact, Message):
        return fact.text(language)
    if isinstance(fact, tuple):
        return ("、" if language.startswith("zh") else ", ").join(
            str(_shown(each, language)) for each in fact
        )
    return fact


@cache
def translations(package: str, language: str) -> NullTranslations:
    """The gettext catalogue of ``package`` in ``language``; an empty one where there is none."""
    catalogue = files(package) / "locale" / language / "LC_MESSAGES" / f"{package}.mo"
    if not catalogue.is_file():
        return NullTranslations()
    with catalogue.open("rb") as compiled:
        return GNUTranslations(compiled)
