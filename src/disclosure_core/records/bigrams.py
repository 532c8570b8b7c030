"""Searching Chinese text by character bigrams, the same for every store (二元分词检索).

The tokenizers of databases are silently wrong for Chinese: words of two characters, half of the
language, are not found at all or cut differently in text and question. So text is cut here, every
run of letters and digits into overlapping pairs, and each word of a question becomes one *phrase*
of such pairs. That finds exactly what a search for substrings in the folded text would find
(:func:`matches` is that search), for words of any length and script.

``民政发〔2024〕8号`` is cut into ``民政 政发 发 20 02 24 4 8号 号``: the last character of each run
stands alone once more, so that a phrase may cross from one run to the next.

Text of two fields must be joined by a line end, so that no phrase crosses.
"""

import re
import sys
import unicodedata
from array import array
from collections.abc import Iterable
from operator import add

from attrs import frozen

from disclosure_core.errors import DataError
from disclosure_core.messages import Message

CUTTING = f"1:{unicodedata.unidata_version}"
"""Names how text is cut; an index cut otherwise must be built anew."""

LONGEST_QUESTION = 500
"""Characters of a question, at most."""

_BRACKETED_YEAR = re.compile(
    r"\s*[〔\[(（【﹝［<《〈「{｛]\s*(\d{4})\s*[〕\])）】﹞］>》〉」}｝]\s*(?=第?\s*\d+\s*号)"
)
_SPACED_SERIAL = re.compile(r"(?<=〕)(第?)\s*(\d+)\s*号")
_NUMBER_IN_TEXT = re.compile(r"(?= (\d{4}) (\d+)号)")
_NUMBER_AS_TERM = re.compile(r"(\S+) (\d{4}) (\d+)号")
_LONGEST_ISSUER = 40
_FIRST_OF_RUN = re.compile(" .")
_WHOLE = f"utf-32-{'le' if sys.byteorder == 'little' else 'be'}"
_BYTES = array("I").itemsize
_PLAIN = re.compile("[\u4e00-\u9fff\x00-\x7f，。、；：？！“”‘’（）《》〈〉〔〕【】—…·\u3000]*")
_PLAIN_RUN = re.compile("[\u4e00-\u9fffa-z0-9]+")


class _Folding(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = "".join(_kept(each) for each in unicodedata.normalize("NFKC", chr(code)).lower())
        self[code] = folded
        return folded


def _kept(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":  # a zero-width space inside a word is not seen, so it parts nothing
        return ""
    return " " if category[0] in "ZPS" or category in {"Cc", "Cs"} else character


_FOLDING = _Folding()


def fold_character(character: str) -> str:
    """One character as it is compared: width and case levelled, a space where it parts words."""
    return _FOLDING[ord(character)]


def fold(text: str) -> str:
    """Text as it is compared: runs of letters and digits, parted by single spaces.

    >>> fold("长政务办〔２０２０〕8号  Ｄｉｓｃｌｏｓｕｒｅ")
    '长政务办 2020 8号 disclosure'
    """
    if is_plain(text):
        return " ".join(_PLAIN_RUN.findall(text.lower()))
    return " ".join(text.translate(_FOLDING).split())


def is_plain(text: str) -> bool:
    """Whether a text has nothing but common ideographs, ASCII and common marks: most texts do.

    Folding changes none of its ideographs.
    """
    return _PLAIN.fullmatch(text) is not None


def terms_of(question: str) -> tuple[str, ...]:
    """The folded words of a question, in its order, each once; empty where it has none.

    Spaces part words; but those inside a document number are taken out first.

    >>> terms_of("低保 长政务办 [2020] 8 号")
    ('低保', '长政务办 2020 8号')

    Raises:
        DataError: the question is longer than 500 characters.
    """
    if len(question) > LONGEST_QUESTION:
        raise DataError(
            Message(
                "The search has {length} characters; {most} are allowed.",
                length=len(question),
                most=LONGEST_QUESTION,
            )
        )
    joined = _SPACED_SERIAL.sub(r"\1\2号", _BRACKETED_YEAR.sub(r"〔\1〕", question))
    folded = (fold(word) for word in joined.split())
    return tuple(dict.fromkeys(word for word in folded if word))


def matches(text: str, question: str) -> bool:
    """Whether text has every word of a question: what any index must answer, without an index."""
    folded = fold(text)
    terms = terms_of(question)
    return bool(terms) and all(term in folded for term in terms)


@frozen
class Cut:
    """A text as it is indexed: its pairs of characters, keys of its document numbers, itself."""

    pairs: str
    document_numbers: frozenset[str]
    folded: str


def cut(text: str) -> Cut:
    """A text as it is indexed, folded once for both."""
    folded = fold(text)
    return Cut(_pairs(folded), _number_keys(folded), folded)


def bigrams(text: str) -> str:
    """The pairs of characters of a text, parted by spaces.

    >>> bigrams("县民政局")
    '县民 民政 政局 局'
    """
    return " ".join(_pairs(fold(text)).split())


def _pairs(folded: str) -> str:
    """The pairs, parted by spaces: each character, the one behind it in its run, a space.

    Three columns woven into one text as whole numbers, four times as fast as pair by pair.
    """
    if not folded:
        return ""
    behind = _FIRST_OF_RUN.sub("  ", folded)[1:] + " "
    woven = array("I", bytes(3 * _BYTES * len(folded)))
    for place, column in enumerate((folded, behind, " " * len(folded))):
        woven[place::3] = array("I", column.encode(_WHOLE))
    return woven.tobytes().decode(_WHOLE)


def _closed_run(run: str) -> list[str]:
    return [*map(add, run, run[1:]), run[-1]]


@frozen
class Phrase:
    """A word of a question as an index looks it up: tokens that follow one another.

    Where ``open_ended``, the last token is the beginning of one: a single character stands for all
    pairs that it begins.
    """

    tokens: tuple[str, ...]
    open_ended: bool


def phrase(term: str) -> Phrase:
    """A folded word as a phrase of bigrams.

    >>> phrase("民政局").tokens
    ('民政', '政局')
    >>> phrase("局")
    Phrase(tokens=('局',), open_ended=True)
    """
    *closed, last = term.split()
    tokens = [token for run in closed for token in _closed_run(run)]
    if len(last) == 1:
        return Phrase((*tokens, last), open_ended=True)
    return Phrase((*tokens, *_closed_run(last)[:-1]), open_ended=False)


def document_number_keys(text: str) -> frozenset[str]:
    """Keys of the document numbers (发文字号) that a text has, its own and those it names.

    A key has year and serial first and the issuer's sign backwards, so that the beginning of a key
    answers for the end of a sign and an ordinary index finds it.

    >>> document_number_keys("现印发长政务办〔2020〕8号文件")
    frozenset({'2020/8/办务政长发印现'})
    """
    return _number_keys(fold(text))


def _number_keys(folded: str) -> frozenset[str]:
    return frozenset(
        _number_key(
            folded[folded.rfind(" ", 0, found.start()) + 1 : found.start()], *found.groups()
        )
        for found in _NUMBER_IN_TEXT.finditer(folded)
    )


def document_number_key(term: str) -> str | None:
    """The beginning of the keys that a folded word asks for; ``None`` if it is no such number.

    >>> document_number_key("长政务办 2020 8号")
    '2020/8/办务政长'
    """
    found = _NUMBER_AS_TERM.fullmatch(term)
    if found is None or len(found[1]) > _LONGEST_ISSUER:
        return None
    return _number_key(*found.groups())


def _number_key(issuer: str, year: str, serial: str) -> str:
    return f"{year}/{serial}/{issuer[::-1][:_LONGEST_ISSUER]}"


def joined_text(values: Iterable[object]) -> str:
    """The texts in some plain JSON values, one a line."""
    return "\n".join(_texts(values))


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    if isinstance(value, Iterable):
        return [text for each in value for text in _texts(each)]
    return []
