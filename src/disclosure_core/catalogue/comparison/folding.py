"""Bring names, elements and titles to the forms in which two catalogues are compared.

A :class:`Folding` remembers what it folded, because a catalogue says the same words thousands of
times; make one for each comparison. For comparing only: what is shown are the words as printed.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import partial

from disclosure_core.catalogue.comparison.words import ComparisonWords
from disclosure_core.catalogue.phrases.folding import NUMERAL, number_of

_KEPT_SIGN = re.compile(r"(?<=\d)[.\-–—~～/:](?=\d)")
_ARTICLE = re.compile(rf"第?({NUMERAL})(条|款|项)")
_ISSUED = re.compile(r"(?:印发|转发|发布)(.+?)的?通知$")
_INNER_QUOTES = re.compile("[<>]")
_ABOUT = "关于"

Fold = Callable[[str], str]
"""What a text becomes."""


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


class _Remembered(dict[str, str]):
    """What each text becomes, worked out when first asked for; then found without a call."""

    def __init__(self, fold: Fold) -> None:
        super().__init__()
        self._fold = fold

    def __missing__(self, text: str) -> str:
        folded = self[text] = self._fold(text)
        return folded


class Folding:
    """Folds texts by the words of comparison, each text once.

    Attributes:
        bare: A text without white space, punctuation and marks; characters in their simple form.
            A sign between two digits counts: 2.5 is not 25. A text of signs only is kept.
        plain: A bare name without words that say nothing, words that say the same made one.
        title: The title of a document without the state's name, its issuer, and 印发……的通知.
        number: A document number in one form: 国务院令第711号 and 国令第711号 are the same.
    """

    def __init__(self, words: ComparisonWords) -> None:
        signs = _Signs(words)
        self.bare: Fold = _Remembered(partial(_without_signs, signs)).__getitem__
        self.plain: Fold = _Remembered(partial(_without_fillers, words)).__getitem__
        self.title: Fold = _Remembered(partial(_short_title, words, self.bare)).__getitem__
        self.number: Fold = _Remembered(partial(_one_number, words, signs)).__getitem__

    def article(self, article: str) -> str:
        """An article in one form: 第二十条 and 第20条 are the same."""
        return _ARTICLE.sub(lambda found: f"{number_of(found[1])}{found[2]}", self.bare(article))


def _without_signs(signs: _Signs, printed: str) -> str:
    text = unicodedata.normalize("NFKC", printed)
    bare = text.translate(signs)
    if len(bare) < len(text) and _KEPT_SIGN.search(text):
        bare = _KEPT_SIGN.sub("点", text).translate(signs)
    return bare or text.strip()


def _without_fillers(words: ComparisonWords, name: str) -> str:
    for filler in words.fillers:
        name = _unless_short(name.replace(filler, ""), name)
    for word, form in words.same.items():
        name = name.replace(word, form)
    before = ""
    while before != name:
        before = name
        for ending in words.endings:
            name = _unless_short(name.removesuffix(ending), name)
    for word, form in words.same_endings.items():
        if name.endswith(word):
            return name.removesuffix(word) + form
    return name


def _one_number(words: ComparisonWords, signs: _Signs, number: str) -> str:
    number = unicodedata.normalize("NFKC", number).translate(signs)
    for part, form in words.numbers.items():
        number = number.replace(part, form)
    return number


def _short_title(words: ComparisonWords, bare: Fold, document: str) -> str:
    title = _INNER_QUOTES.sub("", bare(document))
    for state in words.state:
        title = _unless_short(title.removeprefix(state), title)
    if issued := _ISSUED.search(title):
        title = _unless_short(issued[1], title)
    issuer, about, rest = title.partition(_ABOUT)
    if about and (not issuer or issuer.endswith(words.issuers)):
        return rest
    return title


def _unless_short(shorter: str, name: str) -> str:
    """The shorter form, unless hardly anything is left of the name."""
    return shorter if len(shorter) > 1 else name
