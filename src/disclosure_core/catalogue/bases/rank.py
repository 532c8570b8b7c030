"""Whether a basis is a law or regulation (法律、法规), or ranks beneath them (效力级别).

By its order, its issuer or its name. Does not look into the text: what it says of a matter is for
whoever reads it.
"""

import re

from disclosure_core.catalogue.bases.keys import title_keys
from disclosure_core.catalogue.bases.resolving import BasisReading

_ORDER = re.compile(r"(?:中华人民共和国)?(?:国家主席令|主席令|国务院令|国令)")
"""Orders that promulgate laws and administrative regulations."""
_CONGRESS = re.compile(
    r"(?:全国|省|自治区|北京市|天津市|上海市|重庆市)(?:人民代表大会(?:常务委员会)?|人大(?:常委会)?)"
)
"""Issuers of laws and of a province's local regulations, which may be called 办法 too."""
_OF_THEIR_OWN = re.compile(r"(?:(?<![办方做执司普立])法|法典|条例)$")
_SHARED = ("办法", "规定")
_ABOUT = "关于"
"""A notice about a law has the law's name in its own."""


def is_law_or_regulation(reading: BasisReading) -> bool:
    """Whether what is cited is a law or a regulation, by the list or by its printed words.

    No rule of a ministry or local government may be called 条例 (《行政法规制定程序条例》第五条,
    《规章制定程序条例》第七条); 办法 and 规定 are names of regulations and of rules alike, so
    that an order of the State Council or a listed congress as issuer must say which it is.
    """
    text, basis = reading.text, reading.basis
    title = title_keys(text.title if text else basis.document, {})[0]
    if _OF_THEIR_OWN.search(title) and _ABOUT not in title:
        return True
    if not title.endswith(_SHARED):
        return False
    issuer = text.issuer if text else None
    by_congress = issuer is not None and _CONGRESS.search(issuer) is not None
    return by_congress or any(_ORDER.match(each) for each in _numbers(reading))


def _numbers(reading: BasisReading) -> tuple[str, ...]:
    """The numbers in the list; where it knows none the printed one, if it is no other text's."""
    if reading.text is not None and reading.text.numbers:
        return reading.text.numbers
    printed = reading.basis.number
    return (printed,) if printed and reading.number_of is None else ()
