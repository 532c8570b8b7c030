"""Make catalogue items of printed rows.

The words of a row stay what they are; here they become the values that rules work on.
"""

import re

from disclosure_core.catalogue.tables.values import PrintedRow
from disclosure_core.catalogue.values import (
    UNSPECIFIED_LIMIT,
    Audience,
    DisclosureItem,
    DisclosureMode,
    Level,
)
from disclosure_core.legal import LegalBasis

AUDIENCES = {"全社会": Audience.SOCIETY, "特定群体": Audience.SPECIFIC_GROUP}
MODES = {"主动": DisclosureMode.PROACTIVE, "依申请": DisclosureMode.ON_REQUEST}
LEVELS = {
    "国家级": Level.NATIONAL,
    "省级": Level.PROVINCE,
    "市级": Level.CITY,
    "州级": Level.CITY,
    "县级": Level.COUNTY,
    "乡级": Level.TOWN,
    "村级": Level.VILLAGE,
}

_TITLE = re.compile(r"《(.+)》", re.DOTALL)
_NUMBER = re.compile(r"[(（]([^()（）]*(?:号|令|\d{4}[^()（）]*\d)[^()（）]*)[)）]")
_ARTICLE = re.compile(r"第[〇零一二三四五六七八九十百\d]+条(?:第[一二三四五六七八九十\d]+[款项])*")


def item_of(row: PrintedRow, id: str, domain: str, *, source: str | None = None) -> DisclosureItem:
    """The item a row prints.

    Args:
        row: The row; a missing level 1 is named by its next level.
        id: The item's id, given by the caller and never used again.
        domain: The domain's id.
        source: Where the row was read.
    """
    names = [name for name in (row.level1, row.level2, row.level3) if name]
    level1 = row.level1 or (names[0] if names else "".join(row.content[:1]))
    return DisclosureItem(
        id=id,
        domain=domain,
        level1=level1,
        level2=row.level2 if row.level1 else None,
        level3=row.level3,
        content=row.content,
        bases=tuple(legal_basis_of(words) for words in row.basis),
        time_limit=row.time_limit or UNSPECIFIED_LIMIT,
        agency=row.agency or None,
        channels=row.channel_values,
        audience=tuple(AUDIENCES[word] for word in row.audience),
        audience_detail=row.audience_detail,
        modes=tuple(MODES[word] for word in row.mode),
        levels=tuple(dict.fromkeys(LEVELS[word] for word in row.levels)),
        source=source,
    )


def legal_basis_of(words: str) -> LegalBasis:
    """A printed basis as a value: the outermost title, the document number, the article.

    Where no 《》 is printed, the words without number and article are the document.
    """
    title = _TITLE.search(words)
    after = words[title.end() :] if title else words
    number = _NUMBER.search(after)
    article = _ARTICLE.search(after)
    if title:
        document = title[1]
    else:
        document = _ARTICLE.sub("", _NUMBER.sub("", words)).strip("《》 ") or words
    return LegalBasis(
        document=document,
        number=number[1].strip() if number else None,
        article=article[0] if article else None,
        printed=words,
    )
