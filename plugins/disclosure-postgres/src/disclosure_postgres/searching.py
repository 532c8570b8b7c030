"""Searching by the core's character bigrams (二元分词检索), each written as a whole number.

A record has the set of its pairs and single characters in an array with a GIN index, and its folded
text beside it. The index answers for words of one and two characters; of longer words it names the
candidates, and the text decides. So the answers are those of a search for substrings, as every
store must give. A ``tsvector`` could not promise that: it keeps no more than 256 places of a word
and none beyond the 16,383rd.
"""

from collections.abc import Iterable

from disclosure_core.records.bigrams import Cut, phrase

_CHARACTER = 21
"""Bits of a character."""


def numbers_of(indexed: Cut) -> list[int]:
    """The pairs and single characters of a text, each once, as numbers."""
    tokens = {*indexed.pairs.split(), *indexed.folded}
    tokens.discard(" ")
    return sorted({_number(token) for token in tokens})


def numbers_asked(words: Iterable[str]) -> list[int]:
    """What a record must have among its numbers to have all of some folded words.

    Of longer words every other pair and the last one: the text decides, and each pair more costs a
    common word more than it spares.
    """
    tokens = (phrase(word).tokens for word in words)
    return sorted({_number(token) for each in tokens for token in (*each[::2], each[-1])})


def left_to_the_text(words: Iterable[str]) -> list[str]:
    """The words that the index cannot answer for: it knows one and two characters exactly."""
    return [word for word in words if len(word) > 2]


def _number(token: str) -> int:
    """One or two characters as a number; no two of them share one.

    >>> _number("a"), _number("民政")
    (97, 58017735999)
    """
    first, second = (0, ord(token)) if len(token) == 1 else map(ord, token)
    return first << _CHARACTER | second
