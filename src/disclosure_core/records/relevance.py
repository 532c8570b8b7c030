"""Which answers to a search come first when the best are wanted (相关度), the same in every store.

A record is the better, the more of the words stand in its first field, which is its title; among
those with equally many, the more often the words stand in it for its length. A long text gains
little by repeating a word, for the tenth time counts less than the second. Equal ones come newest
first.

To weigh texts is to read them, so only the newest 1,000 answers are weighed, and of each the first
20,000 characters: a question for 低保 in a million documents takes no longer than in ten thousand.
Does not search: what is weighed has all of the words already.
"""

import re
from collections.abc import Collection

from disclosure_core.records.bigrams import fold, is_plain

NEWEST_WEIGHED = 1_000
"""How many of the newest answers are weighed."""

BEGINNING = 20_000
"""Characters of a text that are weighed."""

_SHORT = 400
"""Characters by which a text's length counts against it."""

_IN_TITLE = 1_000_000
_IDEOGRAPHS = re.compile("[\u4e00-\u9fff]+")


def relevance(title: str, text: str, terms: Collection[str]) -> int:
    """How well a text answers a question: the higher, the better; 0 where it has no word of it.

    Args:
        title: Its first field.
        text: The whole of it, the title included.
        terms: The folded words of the question, as ``bigrams.terms_of`` gives them.

    >>> relevance("低保公示", "低保公示", ["低保"]) > relevance("公示", "公示低保", ["低保"]) > 0
    True
    """
    beginning = text[:BEGINNING]
    half = 1 + len(beginning) // _SHORT
    if not _is_as_written(title, beginning, terms):
        title, beginning = fold(title), fold(beginning)
    weight = 0
    for term in terms:
        often = beginning.count(term)
        weight += 1_000 * often // (often + half) + _IN_TITLE * (term in title)
    return weight


def _is_as_written(title: str, text: str, terms: Collection[str]) -> bool:
    """Whether folding would change none of the words in the texts: it takes most of the time."""
    return is_plain(title) and is_plain(text) and all(map(_IDEOGRAPHS.fullmatch, terms))
