"""Rules of what layers say: every change has a reason, and is about something that is there."""

import re
from collections.abc import Iterator

from disclosure_core.catalogue.lint.values import LintFinding, LintMatter, LintRule, LintSeverity
from disclosure_core.catalogue.values import CatalogueLayer
from disclosure_core.messages import Message

_NO_REASON = re.compile(
    r"[\W_]*(?:无|略|同上|待补充?|暂无|不详|none|n/?a|todo|tbd)?[\W_]*", re.IGNORECASE
)


def is_reason(words: str) -> bool:
    """Whether words give a reason at all.

    >>> is_reason("本县无此业务"), is_reason("无"), is_reason(" — ")
    (True, False, False)
    """
    return _NO_REASON.fullmatch(words) is None


def _without_reason(matter: LintMatter) -> Iterator[LintFinding]:
    for layer in matter.layers:
        for item, word, reason, source in _reasons(layer):
            if not is_reason(reason):
                yield LintFinding(
                    what=Message(
                        "{word} of {item} has no reason", word=word, item=item or layer.id
                    ),
                    fix=Message("write why, so that it can be looked at again"),
                    item=item,
                    field="reason",
                    file=layer.id,
                    place=source or layer.source or "",
                    layers=frozenset((layer.id,)),
                )


def _reasons(
    layer: CatalogueLayer,
) -> Iterator[tuple[str | None, Message, str, str | None]]:
    for refinement in layer.refinements:
        yield refinement.item, Message("the refinement"), refinement.reason, refinement.source
    for omission in layer.omissions:
        yield omission.item, Message("the omission"), omission.reason, omission.source
    for succession in layer.successions:
        yield succession.before[0], Message("the succession"), succession.reason, succession.source
    for waiver in layer.waivers:
        yield waiver.item, Message("the waiver"), waiver.reason, waiver.source


REASON_RULES = (
    LintRule(
        code="layers_unfit",
        name=Message("The layers fit together"),
        check=lambda matter: matter.unfit,
        severity=LintSeverity.ERROR,
    ),
    LintRule(
        code="reason_missing",
        name=Message("What a layer changes, leaves out or waives has a reason"),
        check=_without_reason,
    ),
    LintRule(
        code="without_effect",
        name=Message("What a layer says is about an item that holds here"),
        check=lambda matter: matter.idle,
        severity=LintSeverity.ADVICE,
    ),
)
"""The rules of what layers say."""
