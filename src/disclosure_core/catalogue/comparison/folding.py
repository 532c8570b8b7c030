"""Bring names, elements and titles to the forms in which two catalogues are compared.

A :class:`Folding` remembers what it folded, because a catalogue says the same words thousands of
times; make one for each comparison. For comparing only: what is shown are the words as printed.
"""

import re
import unicodedata

from disclosure_core.catalogue.comparison.words import ComparisonWords
from disclosure_core.catalogue.phrases.folding import NUMERAL, number_of

_KEPT_SIGN = re.compile(r"(?<=\d)[.\-–—~～/:](?=\d)")
_ARTICLE = re.compile(rf"第?({NUMERAL})(条|款|项)")
_ISSUED = re.compile(r"(?:印发|转发|发布)(.+?)的?通知$")
_INNER_QUOTES = re.compile("[<>]")
_ABOUT = "关于"


class _Signs(dict[int, str]):
    """What each character becomes: nothing where it is a sign or a space, else its simple form."""

    def __init__(self, words: ComparisonWords) -> None:
        super().__init__({ord(old): new for old, new in words.simplified.items()})

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        dropped = category[0] in "PZC" or category in ("So", "Sk")
        kept = "" if dropped else character.lower()
        self[code] = kept
        return kept


class Folding:
    """Folds texts by the words of comparison, each text once."""

    def __init__(self, words: ComparisonWords) -> None:
        self._words = words
        self._signs = _Signs(words)
        self._bare: dict[str, str] = {}
        self._plain: dict[str, str] = {}
        self._titles: dict[str, str] = {}
        self._numbers: dict[str, str] = {}

    def bare(self, text: str) -> str:
        """``text`` without white space, punctuation and marks; characters in their simple form.

        A sign between two digits counts: 2.5 is not 25. A text of signs only is kept.
        """
        known = self._bare.get(text)
        if known is None:
            known = self._bare[text] = self._without_signs(unicodedata.normalize("NFKC", text))
        return known

    def plain(self, name: str) -> str:
        """A bare name without words that say nothing, words that say the same made one."""
        known = self._plain.get(name)
        if known is None:
            known = self._plain[name] = self._without_fillers(name)
        return known

    def title(self, document: str) -> str:
        """The title of a document without the state's name, its issuer, and 印发……的通知."""
        known = self._titles.get(document)
        if known is None:
            known = self._titles[document] = self._short_title(
                _INNER_QUOTES.sub("", self.bare(document))
            )
        return known

    def number(self, number: str) -> str:
        """A document number in one form: 国务院令第711号 and 国令第711号 are the same."""
        known = self._numbers.get(number)
        if known is None:
            known = unicodedata.normalize("NFKC", number).translate(self._signs)
            for part, form in self._words.numbers.items():
                known = known.replace(part, form)
            self._numbers[number] = known
        return known

    def article(self, article: str) -> str:
        """An article in one form: 第二十条 and 第20条 are the same."""
        return _ARTICLE.sub(lambda found: f"{number_of(found[1])}{found[2]}", self.bare(article))

    def _without_signs(self, text: str) -> str:
        bare = text.translate(self._signs)
        if len(bare) < len(text) and _KEPT_SIGN.search(text):
            bare = _KEPT_SIGN.sub("点", text).translate(self._signs)
        return bare or text.strip()

    def _without_fillers(self, name: str) -> str:
        for filler in self._words.fillers:
            name = _unless_short(name.replace(filler, ""), name)
        for word, form in self._words.same.items():
            name = name.replace(word, form)
        before = ""
        while before != name:
            before = name
            for ending in self._words.endings:
                name = _unless_short(name.removesuffix(ending), name)
        for word, form in self._words.same_endings.items():
            if name.endswith(word):
                return name.removesuffix(word) + form
        return name

    def _short_title(self, title: str) -> str:
        for state in self._words.state:
            title = _unless_short(title.removeprefix(state), title)
        if issued := _ISSUED.search(title):
            title = _unless_short(issued[1], title)
        issuer, about, rest = title.partition(_ABOUT)
        if about and (not issuer or issuer.endswith(self._words.issuers)):
            return rest
        return title


def _unless_short(shorter: str, name: str) -> str:
    """The shorter form, unless hardly anything is left of the name."""
    return shorter if len(shorter) > 1 else name
