"""Rules of the responsible agency (指向精准): there, named, and one of the place's own.

A national layer may say 自然资源主管部门, because every county calls it otherwise; a county's own
catalogue must say which agency that is. Nothing is said of names where the organisation is not
known.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from disclosure_core.catalogue.lint.checks import filled_in
from disclosure_core.catalogue.lint.law import RESPONSIBLE
from disclosure_core.catalogue.lint.values import (
    LintedItem,
    LintFinding,
    LintMatter,
    LintRule,
    LintSeverity,
)
from disclosure_core.catalogue.phrases.folding import folded
from disclosure_core.messages import Message
from disclosure_core.organisation.names import AgencyNames, NameState, Resolution

FIELD = "agency"

_BETWEEN = re.compile(r"[、,，;；/]|以及|或者|会同")
_WHOLE_NAME = re.compile(r"(?:局|委|办|处|所|站|院|会|队|部|厅|中心|政府|公司|部门|单位)\s*$")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_GENERIC = re.compile(
    r"(?:部门|机关|单位|机构|主体|组织|企业|人)$|^(?:相关|有关|各)|[各级]级"
    r"|^(?:本级|县级|乡级|镇级|市级|区级|乡镇|村级|街道)"
)
_GENERIC_NAMES = frozenset(
    {"街道办事处", "乡镇人民政府", "人民政府", "政府", "村民委员会", "居民委员会", "村委会"}
)


def printed_agencies(printed: str) -> tuple[str, ...]:
    """The agencies that a cell names, one each; words in brackets are left out.

    >>> printed_agencies("县应急管理局、各镇人民政府")
    ('县应急管理局', '各镇人民政府')
    """
    words = [each for line in _lines(printed) for each in _BETWEEN.split(line)]
    return tuple(dict.fromkeys(name for word in words if (name := folded(word))))


def _lines(printed: str) -> Iterable[str]:
    """The lines of a cell where each is a whole name; else the cell, its line ends wrap a name."""
    words = _BRACKETS.sub("", printed)
    lines = [line for line in words.splitlines() if line.strip()]
    return lines if all(_WHOLE_NAME.search(line) for line in lines) else (words,)


def is_generic(name: str) -> bool:
    """Whether a name says what kind of agency is meant, and not which.

    >>> is_generic("自然资源主管部门"), is_generic("县自然资源局")
    (True, False)
    """
    return name in _GENERIC_NAMES or _GENERIC.search(name) is not None


def _generic(matter: LintMatter) -> Iterator[LintFinding]:
    for each, name in _own_names(matter.items):
        if is_generic(name) and not _found(name, matter):
            yield each.finding(
                FIELD,
                Message("“{agency}” does not say which agency", agency=name),
                Message("name the agency of this place, as it is in the organisation"),
                severity=None if matter.agencies is not None else LintSeverity.ADVICE,
            )


def _unknown(matter: LintMatter) -> Iterator[LintFinding]:
    if matter.agencies is None:
        return
    for each, name in _own_names(matter.items):
        if is_generic(name):
            continue
        found = _resolved(name, matter.agencies, matter.region_names, matter.on)
        if found.state is NameState.UNKNOWN:
            yield each.finding(
                FIELD,
                Message("“{agency}” is no agency of this place that is known", agency=name),
                Message("correct the name, or enter the agency in the organisation"),
            )
        elif found.state is not NameState.CURRENT and found.note is not None:
            yield each.finding(
                FIELD,
                Message("“{agency}” does not stand now: {note}", agency=name, note=found.note),
                Message("name the agency that does it now"),
            )


def _own_names(items: Iterable[LintedItem]) -> Iterator[tuple[LintedItem, str]]:
    read: dict[str, tuple[str, ...]] = {}
    for each in items:
        printed = each.item.agency
        if not each.own or not printed or FIELD in each.unsettled:
            continue
        if printed not in read:
            read[printed] = printed_agencies(printed)
        for name in read[printed]:
            yield each, name


def _found(name: str, matter: LintMatter) -> bool:
    if matter.agencies is None:
        return False
    found = _resolved(name, matter.agencies, matter.region_names, matter.on)
    return found.state is NameState.CURRENT


def _resolved(
    name: str, agencies: AgencyNames, region_names: Iterable[str], on: date
) -> Resolution:
    """What a name means, with the names of region and levels before it or without."""
    found = agencies.resolve(name, on=on)
    for region in region_names:
        if found.state is not NameState.UNKNOWN:
            break
        for other in _variants(name, region):
            found = agencies.resolve(other, on=on)
            if found.state is not NameState.UNKNOWN:
                break
    return found


def _variants(name: str, region: str) -> Iterator[str]:
    """长沙县应急管理局, 县应急管理局 and 应急管理局 are one agency of 长沙县."""
    kind = region[-1:]
    bare = name.removeprefix(region)
    if bare == name:
        bare = name.removeprefix(kind)
    yield bare
    yield kind + bare
    yield region + bare


RESPONSIBILITY_RULES = (
    LintRule(
        code="agency_missing",
        name=Message("Every item names the agency responsible"),
        check=filled_in(
            FIELD,
            Message("no responsible agency is given"),
            Message("name the agency that makes or keeps the information"),
        ),
        basis=RESPONSIBLE,
    ),
    LintRule(
        code="agency_generic",
        name=Message("A place's own catalogue says which agency, not what kind"),
        check=_generic,
        severity=LintSeverity.WARNING,
        basis=RESPONSIBLE,
    ),
    LintRule(
        code="agency_unknown",
        name=Message("The agency is one of the organisation"),
        check=_unknown,
        basis=RESPONSIBLE,
    ),
)
"""The rules of the responsible agency."""
