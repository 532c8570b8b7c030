"""The rule that a document's way of disclosure agrees with what is printed on it (公文公开属性).

A document that forwards another follows it; one that is open to all carries nothing that is not;
what is printed (此件公开发布) says what was decided. Local rules of many counties say so alike; no
national text does.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from disclosure_china.workflows import grounds
from disclosure_core import (
    Classification,
    DocumentClass,
    Draft,
    Finding,
    Force,
    LegalBasis,
    Message,
    Place,
    ReviewRule,
    Severity,
)

PACKAGE = "disclosure_china"

WRONG_CLASS = "document_class"
"""Kind of finding: the way of disclosure contradicts the document."""

UNMARKED = "document_class_unmarked"
"""Kind of finding: the way of disclosure is not printed on the document."""

PRINTED: Mapping[DocumentClass, str] = {
    DocumentClass.PROACTIVE: "此件公开发布",
    DocumentClass.ON_REQUEST: "此件依申请公开",
    DocumentClass.CLOSED: "此件不予公开",
}
"""What is printed on a document of each class (公开属性标注)."""

NAMES: Mapping[DocumentClass, str] = {
    DocumentClass.PROACTIVE: "主动公开",
    DocumentClass.ON_REQUEST: "依申请公开",
    DocumentClass.CLOSED: "不予公开",
}

_MARKS: Mapping[str, DocumentClass] = {
    "公开发布": DocumentClass.PROACTIVE,
    "主动公开": DocumentClass.PROACTIVE,
    "删减后公开": DocumentClass.PROACTIVE,
    "依申请公开": DocumentClass.ON_REQUEST,
    "不予公开": DocumentClass.CLOSED,
    "不公开": DocumentClass.CLOSED,
}
_MARK = re.compile(rf"[(\[]?此件({'|'.join(_MARKS)})(?:发布)?[。.]?[)\]]?[。.]?")


def check_classification(draft: Draft) -> Iterator[Finding]:
    """What of a document contradicts the way of disclosure that was decided for it."""
    decided = draft.document.classification
    printed = list(_printed(draft))
    if decided is None:
        for place, mark in printed:
            if mark is not DocumentClass.PROACTIVE:
                yield _wrong(place, Message("It is marked “{mark}”.", **_words(mark)))
        return
    for place, seen in printed:
        if seen is not decided.document_class:
            yield _wrong(
                place,
                Message(
                    "It is marked “{mark}”, and was decided to be “{name}”.",
                    mark=PRINTED[seen],
                    name=NAMES[decided.document_class],
                    package=PACKAGE,
                ),
            )
    yield from _contradictions(decided, draft)
    if not printed:
        due = PRINTED[decided.document_class]
        yield Finding(
            kind=UNMARKED,
            severity=Severity.ADVISE,
            what=Message("The way of disclosure is not printed on it.", package=PACKAGE),
            where=Place(part="text"),
            mend=Message("Print “（{mark}）” beneath the text.", mark=due, package=PACKAGE),
        )


def _words(mark: DocumentClass) -> Mapping[str, str]:
    return {"mark": PRINTED[mark], "package": PACKAGE}


def _contradictions(decided: Classification, draft: Draft) -> Iterator[Finding]:
    original = decided.forwards
    if original and original.document_class not in (None, decided.document_class):
        yield _wrong(
            Place(part="classification"),
            Message(
                "It forwards “{original}”, which is “{name}”; what forwards follows the original.",
                original=original.name,
                name=NAMES[original.document_class or decided.document_class],
                package=PACKAGE,
            ),
        )
    for part in decided.carries if decided.may_be_released else ():
        if part.document_class not in (None, DocumentClass.PROACTIVE):
            yield _wrong(
                Place(part="classification"),
                Message(
                    "It is open to all and carries “{part}”, which is not.",
                    part=part.name,
                    package=PACKAGE,
                ),
            )
    if decided.ground is not None:
        yield from _wrong_ground(decided, draft)


def _wrong_ground(decided: Classification, draft: Draft) -> Iterator[Finding]:
    known = {each.id: each for each in grounds() if each.in_force.covers(draft.on)}
    ground = known.get((decided.ground or "").removeprefix("china:"))
    opens = ground is not None and ground.effect == Force.MUST_OPEN
    if ground is None or opens != decided.may_be_released:
        yield _wrong(
            Place(part="classification"),
            Message(
                "“{ground}” is no ground for “{name}”.",
                ground=decided.ground,
                name=NAMES[decided.document_class],
                package=PACKAGE,
            ),
        )


def _printed(draft: Draft) -> Iterator[tuple[Place, DocumentClass]]:
    for part, text in draft.parts:
        for number, line in enumerate(text.splitlines(), start=1):
            plain = "".join(unicodedata.normalize("NFKC", line).split())
            if found := _MARK.fullmatch(plain):
                yield Place(part=part, line=number), _MARKS[found[1]]


def _wrong(where: Place, what: Message) -> Finding:
    return Finding(kind=WRONG_CLASS, severity=Severity.BLOCK, what=what, where=where)


CLASSIFICATION = ReviewRule(
    id="classification",
    name=Message("The way of disclosure agrees with the document", package=PACKAGE),
    check=check_classification,
    basis=LegalBasis(document="政府信息公开条例", number="国令第711号", article="第十七条"),
)
"""The rule as the office runs it."""
