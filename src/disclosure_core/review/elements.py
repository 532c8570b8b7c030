"""The rule that asks for every content element of the items a draft fulfils.

An element is there when the draft has a section of its name with text in it, or names it in its
text. Words are compared without white space, full-width forms and a trailing 等.
"""

from collections.abc import Iterable, Iterator

from disclosure_core.catalogue.measures.elements import element_key
from disclosure_core.catalogue.phrases.folding import folded
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message
from disclosure_core.review.values import Draft, Finding, Place, ReviewRule, Severity

ELEMENT_MISSING = "element_missing"
"""Kind of finding: a content element that an item prescribes is not in the draft."""


def unshown(draft: Draft, elements: Iterable[str]) -> Iterator[str]:
    """The elements that the draft neither has a filled section of nor names in its text."""
    filled = {element_key(each.name) for each in draft.document.sections if each.text.strip()}
    text = folded(draft.document.title + draft.document.text)
    for element in elements:
        wanted = element_key(element)
        if wanted and wanted not in filled and wanted not in text:
            yield element


def missing_elements(draft: Draft) -> Iterator[Finding]:
    """A finding of HOLD for each content element that the draft does not show."""
    for item in draft.items:
        for element in unshown(draft, item.content):
            yield Finding(
                kind=ELEMENT_MISSING,
                severity=Severity.HOLD,
                what=Message(
                    "The content element “{element}” of the item “{item}” is missing.",
                    element=element,
                    item=item.title,
                ),
                where=Place(part="text"),
                mend=Message("Add a section “{element}”.", element=element),
            )


REQUIRED_ELEMENTS = ReviewRule(
    id="required-elements",
    name=Message("Every content element of the item is there"),
    check=missing_elements,
    basis=LegalBasis(
        document="国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见",
        number="国办发〔2019〕54号",
    ),
)
"""Core's own rule (要素完整性)."""
