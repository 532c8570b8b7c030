"""Offline search that finds Chinese words, and Chinese lines joined without a gap.

Sphinx's own Chinese search needs a segmenter and its dictionary, cuts the page one way and the
reader's words another, and then finds a word of two characters only where both cuts agree. Here
both sides cut the same way: each pair of neighbouring characters is a term (and each character, for
words of one), English words are stemmed as Sphinx does. Nothing is asked of a service: the index is
a file of the built site.

Does not rank or fold traditional characters.
"""

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish

HAN = "\u3400-\u9fff\uf900-\ufaff"
"""The ranges of Chinese characters, as they stand inside a character class of a regex."""

_RUN = re.compile(rf"(?P<han>[{HAN}]+)|(?:(?![{HAN}])\w)+")
_HAN_END = re.compile(rf"[{HAN}，。；：！？、）》」”]$")
_HAN_START = re.compile(rf"^[{HAN}（《「“]")


def bigrams(run: str) -> list[str]:
    """Each pair of neighbouring characters; the character itself where there is one only.

    >>> bigrams("公开目录")
    ['公开', '开目', '目录']
    >>> bigrams("县")
    ['县']
    """
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


class BigramSearch(SearchEnglish):
    """English words by stem, Chinese ones by their pairs of characters."""

    lang = "bigrams"
    language_name = "English"  # Sphinx makes the stemmer's name in the script out of it
    js_splitter_code = f"""
var splitQuery = (query) =>
  (query.match(/[{HAN}]+|(?:(?![{HAN}])[\\p{{Letter}}\\p{{Number}}_])+/gu) || []).flatMap(
    (run) =>
      run.length > 1 && /^[{HAN}]/.test(run)
        ? Array.from({{ length: run.length - 1 }}, (_, at) => run.substr(at, 2))
        : [run],
  );
"""

    def split(self, input: str) -> list[str]:
        """The terms of a text for the index: what ``splitQuery`` gives, and each character."""
        terms: list[str] = []
        for run in _RUN.finditer(input):
            if run["han"]:
                terms += bigrams(run[0]) + list(run[0])
            else:
                terms.append(run[0])
        return terms


def join_chinese_lines(_app: Sphinx, doctree: nodes.document) -> None:
    """Take out line ends between Chinese characters, which a browser would show as gaps."""
    for line_end in [text for text in doctree.findall(nodes.Text) if text == "\n"]:
        parent = line_end.parent
        at = parent.index(line_end)
        before, after = parent[at - 1].astext(), parent[at + 1].astext()
        if _HAN_END.search(before) and _HAN_START.search(after):
            parent.remove(line_end)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.add_search_language(BigramSearch)
    app.connect("doctree-read", join_chinese_lines)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
