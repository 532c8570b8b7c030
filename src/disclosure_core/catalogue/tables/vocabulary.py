"""The words of a form, arranged for looking up: made once for each form."""

import re
from functools import lru_cache

from attrs import frozen

from disclosure_core.catalogue.phrases.folding import folded, one_line
from disclosure_core.catalogue.tables.values import TableForm, Words

_BRACKETS = re.compile(r"[(（\[【〔][^()（）\[\]【】〔〕]*[)）\]】〕]?")
_MARKS = re.compile(r"[\s:：,，.。;；\"“”*＊|、/]+")
_LEVEL_PARTS = re.compile(r"[、/,，及和与]")
_AFTER_LEVEL = re.compile(r"(?<=级)")
_LONGEST_CUT = 5
_LONGEST_TITLE, _AFTER_TITLE = 60, 14
_SHORT_WORD = 2
_FRAME = re.compile(r"[【】\[\]]")
_FOOT = re.compile(
    r"[-—–]+\d{1,3}[-—–]+|第\d{1,3}页[,，、/]?(?:共\d{1,3}页)?"
    r"|.*\.(?:docx?|xlsx?|pdf|wps|ofd|et|rar|zip)"
)
"""A page number, or the name of a file to download."""
_EXACT, _OPENS, _HOLDS, _CUT = 0.0, 0.3, 0.6, 0.8


@frozen
class Heading:
    """What a header word may mean: a field (or ``extra``), the words a tick stands for.

    ``group`` tells a header over several columns; ``cost`` how far the word is from the form's.
    """

    field: str
    values: Words = ()
    group: bool = False
    cost: float = _EXACT


@frozen(eq=False)
class Vocabulary:
    """Look-up tables of one form."""

    form: TableForm
    headings: dict[str, tuple[Heading, ...]]
    ticks: frozenset[str]
    blanks: frozenset[str]
    ditto: frozenset[str]
    long_heading: re.Pattern[str]
    endings: re.Pattern[str]
    issuers: re.Pattern[str]
    channel_words: tuple[str, ...]
    checked: str
    unchecked: str

    def headings_of(self, text: str) -> tuple[Heading, ...]:
        """What a header cell may mean, best first; empty where no word of the form fits."""
        return _headings(self, text)

    def level_list(self, bare: str) -> Words:
        """The levels of a header for several: 乡、村级, 县(区)乡级."""
        parts = [part for part in _LEVEL_PARTS.split(bare) if part]
        if len(parts) == 1 and len(bare) == 3 and bare.endswith("级"):
            parts = list(bare[:2])
        elif len(parts) == 1 and bare.count("级") > 1:
            parts = [part for part in _AFTER_LEVEL.split(bare) if part]
        found: list[str] = []
        for part in parts:
            level = self.level_of(part)
            if level is None:
                return ()
            found.append(level)
        return tuple(dict.fromkeys(found)) if len(parts) > 1 else ()

    def level_of(self, text: str) -> str | None:
        """The canonical level that a word names, with or without 级."""
        word = heading_word(text)
        for canonical, words in self.form.levels.items():
            if word in words or f"{word}级" in words:
                return canonical
        return None

    def near(self, bare: str) -> tuple[Heading, ...]:
        """What a word that is cut short, lengthened or part of a longer one may mean."""
        if len(bare) > _LONGEST_CUT and not self.long_heading.search(bare):
            return ()
        near: list[Heading] = []
        for word, headings in self.headings.items():
            if len(word) >= 4 and bare.startswith(word):
                cost = _OPENS - len(word) / 100
            elif len(word) >= 3 and word in bare and len(bare) - len(word) <= 6:
                cost = _HOLDS - len(word) / 100
            elif word.startswith(bare) and len(word) - len(bare) <= 5 and len(bare) <= _LONGEST_CUT:
                cost = _CUT + (len(word) - len(bare)) / 100
            else:
                continue
            near += [
                Heading(each.field, each.values, each.group, cost)
                for each in headings
                if each.field != "extra"
            ]
        return tuple(sorted(near, key=lambda each: each.cost))

    def is_tick(self, text: str) -> bool:
        """Whether a cell holds nothing but check marks."""
        plain = folded(text)
        return bool(plain) and (plain in self.ticks or all(each in self.ticks for each in plain))

    def is_blank(self, text: str) -> bool:
        """Whether a cell holds nothing, or a mark for nothing."""
        plain = folded(text)
        return not plain or plain in self.blanks

    def is_ditto(self, text: str) -> bool:
        """Whether a cell says *as above*."""
        return folded(text).strip("。.;；") in self.ditto

    def is_furniture(self, text: str) -> bool:
        """Whether a short text is page furniture or advertising; short words only as all of it."""
        if len(text) >= 60:
            return False
        plain = [_FRAME.sub("", folded(line)) for line in text.split("\n")]
        return any(_FOOT.fullmatch(folded(line)) for line in text.split("\n")) or any(
            word in line if len(word) > _SHORT_WORD else word == line
            for word in self.form.furniture
            for line in plain
        )

    def is_note(self, text: str) -> bool:
        """Whether a text opens a note to the table."""
        return one_line(text).startswith(self.form.notes)

    def is_title(self, text: str) -> bool:
        """Whether a text is the title of a table: it ends in a title's words and cites nothing."""
        plain = folded(text)
        if len(plain) >= _LONGEST_TITLE or "《" in plain:
            return False
        ends = [plain.rfind(word) + len(word) for word in self.form.titles if word in plain]
        return bool(ends) and len(plain) - max(ends) <= _AFTER_TITLE


@lru_cache(maxsize=65536)
def _headings(words: Vocabulary, text: str) -> tuple[Heading, ...]:
    bare = heading_word(text)
    if not bare:
        return ()
    if bare in words.headings:
        return words.headings[bare]
    if levels := words.level_list(bare):
        return (Heading("levels", levels),)
    return words.near(bare)


def heading_word(text: str) -> str:
    """A header cell as it is looked up: folded, without brackets and marks."""
    plain = folded(text)
    bare = _MARKS.sub("", _BRACKETS.sub("", plain))
    return bare or _MARKS.sub("", plain)


@lru_cache(maxsize=8)
def vocabulary(form: TableForm) -> Vocabulary:
    """The look-up tables of ``form``."""
    headings: dict[str, list[Heading]] = {}

    def add(words: Words, heading: Heading) -> None:
        for word in words:
            known = headings.setdefault(heading_word(word), [])
            if heading not in known:
                known.append(heading)

    for group, words in form.groups.items():
        add(words, Heading(group, group=True))
    for name, words in form.columns.items():
        add(words, Heading(name))
    for name, table in (
        ("audience", form.audiences),
        ("mode", form.modes),
        ("levels", form.levels),
    ):
        for canonical, words in table.items():
            add(words, Heading(name, (canonical,)))
    add(form.extra_columns, Heading("extra"))
    long_words = [re.escape(word) for word in headings if len(word) >= 3]
    issuers = "|".join(rf"(?<={re.escape(word)})" for word in form.agency_endings) or r"(?!)"
    agency = "|".join(map(re.escape, sorted(form.agency_endings, key=len, reverse=True)))
    return Vocabulary(
        form=form,
        headings={word: tuple(found) for word, found in headings.items() if word},
        ticks=frozenset(form.ticks),
        blanks=frozenset(form.blanks),
        ditto=frozenset(form.ditto),
        long_heading=re.compile("|".join(long_words) or r"(?!)"),
        issuers=re.compile(rf"(?:{issuers})[ \u3000]+(?=[\u3400-\u9fff])"),
        endings=re.compile(rf"(?:{agency})(?:等)?$") if agency else re.compile(r"(?!)"),
        channel_words=tuple(
            sorted({word for words in form.channels.values() for word in words}, key=len)[::-1]
        ),
        checked="".join(form.checked),
        unchecked="".join(form.unchecked),
    )
