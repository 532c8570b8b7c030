"""Rules of legal bases (依据准确): present, well-formed, in the list, in force, the right article.

A basis is held against the controlled list once, however many items cite it.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from disclosure_core.catalogue.bases.resolving import BasisReading, BasisState
from disclosure_core.catalogue.lint.law import ELEMENTS
from disclosure_core.catalogue.lint.values import (
    LintedItem,
    LintFinding,
    LintMatter,
    LintRule,
    LintSeverity,
)
from disclosure_core.legal import LegalBasis, LegalDocument
from disclosure_core.messages import Message

FIELD = "bases"

_QUOTED = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")
_VAGUE = re.compile(
    r"^(?:各地|各省|各级|相关|有关|其他|上级|本地)|(?:相关|有关|其他)(?:法律|法规|规定|政策|文件|要求)"
)
_NUMBERED = re.compile(r"\d+\s*号|号\s*$|第\s*\S+\s*号|\[?\d{4}\]?\s*\d+|[A-Z]{2}.*\d")
_LAW_NUMBER = "主席令"

Judge = Callable[[BasisReading], Iterator[tuple[LintSeverity | None, Message, Message | None]]]


def _of_bases(judge: Judge) -> Callable[[LintMatter], Iterable[LintFinding]]:
    """A check that judges each different basis once and tells it at every item that cites it."""

    def check(matter: LintMatter) -> Iterator[LintFinding]:
        for reading, items in matter.cited:
            for severity, what, fix in judge(reading):
                for each in items:
                    yield each.finding(FIELD, what, fix, severity=severity)

    return check


def _absent(matter: LintMatter) -> Iterator[LintFinding]:
    for each in matter.items:
        if not each.item.bases and FIELD not in each.unsettled:
            yield each.finding(
                FIELD,
                Message("no legal basis is given"),
                Message("name the document, its number and the article that ask for it"),
            )


def malformed(basis: LegalBasis) -> Message | None:
    """What is wrong with the words of a basis, before it is looked up; ``None`` where nothing is.

    >>> malformed(LegalBasis(document="相关政策文件", printed="相关政策文件")).text("en")
    'no document is named: 相关政策文件'
    """
    words = basis.printed or basis.document
    if _VAGUE.search(re.sub(r"《[^《》]*》", "", words)):
        return Message("no document is named: {words}", words=words)
    if words.count("《") != words.count("》"):
        return Message("a title is not closed: {words}", words=words)
    if len(_QUOTED.findall(words)) > 1:
        return Message("several documents stand in one basis: {words}", words=words)
    if not re.search(r"\w", basis.document):
        return Message("no document is named: {words}", words=words)
    return None


def _malformed(reading: BasisReading) -> Iterator[tuple[LintSeverity | None, Message, Message]]:
    if reading.text is None and not reading.candidates and (what := malformed(reading.basis)):
        yield None, what, Message("write one document a basis, as 《title》（number）article")


def _without_number(
    reading: BasisReading,
) -> Iterator[tuple[LintSeverity | None, Message, Message]]:
    if _has_number(reading.basis):
        return
    text, basis = reading.text, reading.basis
    if reading.state is BasisState.UNKNOWN and malformed(basis) is None and not reading.near:
        yield (
            LintSeverity.WARNING,
            Message(
                "《{title}》 has no number and is not in the list of bases", title=_title(basis)
            ),
            Message(
                "give its document number, and let a plugin list it under [[legal_documents]] with "
                "the days it is in force"
            ),
        )
    elif reading.state is BasisState.IN_FORCE and text is not None and _is_numbered(text):
        yield (
            LintSeverity.ADVICE,
            Message("《{title}》 is cited without its number", title=text.title),
            Message("write 《{title}》（{number}）", title=text.title, number=text.number),
        )


def _has_number(basis: LegalBasis) -> bool:
    if basis.number is not None:
        return bool(_NUMBERED.search(basis.number))
    return bool(_NUMBERED.search(_QUOTED.sub("", basis.printed or basis.document)))


def _is_numbered(text: LegalDocument) -> bool:
    """Laws of the National People's Congress are cited by their title alone."""
    return text.number is not None and not text.number.startswith(_LAW_NUMBER)


def _unknown(reading: BasisReading) -> Iterator[tuple[LintSeverity | None, Message, Message]]:
    basis = reading.basis
    if reading.state is not BasisState.UNKNOWN or malformed(basis) is not None:
        return
    if reading.near is not None:
        yield (
            None,
            Message("《{title}》 is not in the list of bases", title=_title(basis)),
            Message("did you mean 《{near}》?", near=reading.near),
        )
    elif _has_number(basis):
        yield (
            None,
            Message("{basis} is not in the list of bases", basis=_words(basis)),
            Message(
                "check it against the document, and let a plugin list it under "
                "[[legal_documents]] with the days it is in force"
            ),
        )


def _ambiguous(reading: BasisReading) -> Iterator[tuple[LintSeverity | None, Message, Message]]:
    if reading.state is BasisState.SEVERAL:
        yield (
            None,
            Message("《{title}》 can mean several documents", title=_title(reading.basis)),
            Message(
                "write which: {titles}", titles=tuple(each.title for each in reading.candidates)
            ),
        )


def _not_in_force(
    reading: BasisReading,
) -> Iterator[tuple[LintSeverity | None, Message, Message | None]]:
    text = reading.text
    if text is None:
        return
    if reading.state is BasisState.ENDED:
        what = Message("{basis} ended on {until}", basis=_named(text), until=text.in_force.until)
        yield LintSeverity.ERROR, what, _unchecked(_instead_of(reading), text)
    elif reading.state is BasisState.NOT_YET:
        what = Message(
            "{basis} is in force from {since} only", basis=_named(text), since=text.in_force.since
        )
        yield LintSeverity.WARNING, what, _unchecked(Message("cite what is in force now"), text)


def _instead_of(reading: BasisReading) -> Message:
    text, successor = reading.text, reading.successor
    if successor is None:
        return Message("cite what is in force now, or look whether the item is still owed")
    old = text.article(reading.article) if text and reading.article else None
    if old is not None and old.went_to:
        return Message(
            "cite {successor}; what was in article {old} is now in {new}",
            successor=_named(successor),
            old=old.number,
            new=_articles(old.went_to),
        )
    return Message("cite {successor}", successor=_named(successor))


def _unchecked(fix: Message, text: LegalDocument) -> Message:
    """An entry that nobody held against the text says so, so that nobody trusts it blindly."""
    if not text.unverified:
        return fix
    return Message("{fix} (the list's entry was not verified: look at the text first)", fix=fix)


def _number(reading: BasisReading) -> Iterator[tuple[LintSeverity | None, Message, Message]]:
    text, basis = reading.text, reading.basis
    if text is None or reading.number_fits is not False:
        return
    if text.number and text.number.startswith(_LAW_NUMBER) and reading.number_of is None:
        return  # a law gets another number with every amendment; the list need not know them all
    if reading.number_of is not None:
        what = Message(
            "{number} is the number of 《{other}》, not of 《{title}》",
            number=basis.number,
            other=reading.number_of.title,
            title=text.title,
        )
        severity = LintSeverity.WARNING
    else:
        what = Message(
            "{number} is no number of 《{title}》 that the list knows",
            number=basis.number,
            title=text.title,
        )
        severity = LintSeverity.ADVICE
    fix = Message("the list has {number}; look at the document", number=text.numbers[0])
    yield severity, what, fix


def _article(matter: LintMatter) -> Iterator[LintFinding]:
    """An article beyond the last, or one that asks for no disclosure (for items proactive)."""
    for reading, items in matter.cited:
        if reading.article is not None:
            for each in items:
                yield from _of_article(each, reading)


def _of_article(each: LintedItem, reading: BasisReading) -> Iterator[LintFinding]:
    text, about = reading.text, reading.about
    if text is None or reading.state is not BasisState.IN_FORCE:
        return
    if reading.beyond:
        yield each.finding(
            FIELD,
            Message(
                "《{title}》 has {last} articles, and article {article} is cited",
                title=text.title,
                last=text.last_article,
                article=reading.article,
            ),
            Message("look the article up in {basis}", basis=_named(text)),
            severity=LintSeverity.ERROR,
        )
    elif about is not None and about.instead and each.proactive:
        yield each.finding(
            FIELD,
            Message(
                "article {article} of {basis} is about “{about}” and asks for no disclosure",
                article=about.number,
                basis=_named(text),
                about=about.about,
            ),
            Message("probably {articles} is meant", articles=_articles(about.instead)),
        )


def _articles(numbers: Iterable[int]) -> Message:
    return Message("article {numbers}", numbers=tuple(str(each) for each in numbers))


def _named(text: LegalDocument) -> str:
    return f"《{text.title}》（{text.number}）" if text.number else f"《{text.title}》"


def _title(basis: LegalBasis) -> str:
    return basis.document.strip("《》")


def _words(basis: LegalBasis) -> str:
    return basis.printed or str(basis)


BASIS_RULES = (
    LintRule(
        code="no_basis",
        name=Message("Every item names its legal basis"),
        check=_absent,
        severity=LintSeverity.ERROR,
        basis=ELEMENTS,
    ),
    LintRule(
        code="basis_malformed",
        name=Message("A basis names one document"),
        check=_of_bases(_malformed),
        basis=ELEMENTS,
    ),
    LintRule(
        code="basis_without_number",
        name=Message("A basis has its document number"),
        check=_of_bases(_without_number),
        basis=ELEMENTS,
    ),
    LintRule(
        code="basis_unknown",
        name=Message("A basis is in the controlled list"),
        check=_of_bases(_unknown),
    ),
    LintRule(
        code="basis_ambiguous",
        name=Message("A basis means one document"),
        check=_of_bases(_ambiguous),
    ),
    LintRule(
        code="basis_not_in_force",
        name=Message("A basis is in force on the day"),
        check=_of_bases(_not_in_force),
        severity=LintSeverity.ERROR,
    ),
    LintRule(
        code="basis_number",
        name=Message("A basis has the right document number"),
        check=_of_bases(_number),
    ),
    LintRule(
        code="basis_article",
        name=Message("A basis cites an article that asks for disclosure"),
        check=_article,
    ),
)
"""The rules of legal bases."""
