"""What asks for the measures, and the one ground on which an item owes nothing by itself."""

from disclosure_core.catalogue.values import DisclosureItem, DisclosureMode
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message

_REGULATIONS = "政府信息公开条例"
_DECREE = "国令第711号"

WHERE = LegalBasis(document=_REGULATIONS, number=_DECREE, article="第二十三条")
"""Proactive disclosure by website, gazette, new media, press, broadcast and other ways."""

IN_TIME = LegalBasis(document=_REGULATIONS, number=_DECREE, article="第二十六条")
"""Released in time, within 20 working days of forming or change, unless laws say otherwise."""

ASSESSMENT = LegalBasis(document=_REGULATIONS, number=_DECREE, article="第四十六条")
"""Governments assess disclosure regularly."""

STANDARD_CATALOGUE = LegalBasis(
    document="国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见",
    number="国办发〔2019〕54号",
)
"""Each basic-level government makes a standard catalogue by the guides, and discloses by it."""

ON_REQUEST = Message("the catalogue discloses it on request only")
"""Why an item is left out of what is owed on the office's own initiative."""


def on_request_only(item: DisclosureItem) -> bool:
    """Whether the catalogue discloses an item on request only, so that no release is due."""
    return item.modes == (DisclosureMode.ON_REQUEST,)
