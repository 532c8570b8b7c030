"""Whether this core is one that a plugin's distribution asks for.

Reads only what plugins write of ``disclosure-core`` (``>=0.1,<0.2``): release numbers and the usual
comparisons. A marker or a form it does not know is left to the installer, which checks it too.
"""

import re
from collections.abc import Callable, Iterable
from operator import eq, ge, gt, le, lt, ne

from disclosure_core.version import VERSION

_REQUIREMENT = re.compile(
    r"disclosure[-_.]core\s*(?:\[[^\]]*\])?\s*\(?([^;()]*)\)?\s*(?:;.*)?", re.I
)
_CLAUSE = re.compile(r"(>=|<=|==|!=|>|<)\s*(\d+(?:\.\d+)*)")
_COMPARE: dict[str, Callable[[tuple[int, ...], tuple[int, ...]], bool]] = {
    ">=": ge,
    "<=": le,
    "==": eq,
    "!=": ne,
    ">": gt,
    "<": lt,
}


def unmet_requirement(
    requirements: Iterable[str], version: str = VERSION
) -> tuple[str, str] | None:
    """The requirement of this core that ``version`` does not meet, with the version."""
    for requirement in requirements:
        matched = _REQUIREMENT.fullmatch(requirement.strip())
        if matched is None:
            continue
        for clause in matched[1].split(","):
            known = _CLAUSE.fullmatch(clause.strip())
            if known and not _COMPARE[known[1]](_release(version), _release(known[2])):
                return requirement, version
    return None


def _release(version: str) -> tuple[int, ...]:
    numbers = [int(each) for each in re.findall(r"\d+", version.split("+")[0])[:3]]
    return tuple(numbers + [0] * (3 - len(numbers)))
