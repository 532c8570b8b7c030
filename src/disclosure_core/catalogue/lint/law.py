"""The provisions that the rules of the lint rest on."""

from disclosure_core.legal import LegalBasis

REGULATIONS = "政府信息公开条例"
"""The title of the Regulations on disclosure of government information, without its article."""


def _article(article: str) -> LegalBasis:
    return LegalBasis(document=REGULATIONS, number="国令第711号", article=article)


RESPONSIBLE = _article("第十条")
"""Who made or keeps the information discloses it."""

DUTIES = _article("第二十条")
"""What must be disclosed proactively."""

CHANNELS = _article("第二十三条")
"""By which channels it is disclosed."""

IN_TIME = _article("第二十六条")
"""20 working days from forming or change, unless a law or regulation says otherwise."""

ELEMENTS = LegalBasis(
    document="关于全面推进基层政务公开标准化规范化工作的指导意见", number="国办发〔2019〕54号"
)
"""A catalogue names item, content, basis, limit, agency, mode, channels and audience; the notice
was read in secondary sources only."""
