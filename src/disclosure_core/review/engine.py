"""Run review rules on a draft and say what they found.

Does not publish and does not store. A rule that raises counts as a finding of HOLD: a person
decides, because what went out by accident cannot be called back.
"""

from collections.abc import Iterable

import attrs

from disclosure_core.messages import Message
from disclosure_core.review.values import (
    Draft,
    Finding,
    Place,
    ReviewReport,
    ReviewRule,
    Severity,
)

RULE_FAILED = "rule_failed"
"""Kind of the finding that stands for a rule which could not finish."""

_GRAVITY = {severity: rank for rank, severity in enumerate(Severity)}


def review(draft: Draft, rules: Iterable[ReviewRule], *, digest: str) -> ReviewReport:
    """What all ``rules`` in force on the draft's day find, in a fixed order.

    Args:
        draft: The document with its items and the day of the law.
        rules: Rules with their qualified ids.
        digest: Digest of the document, kept with the report so that a later change shows.

    Returns:
        Findings, gravest first, then by place in the draft, then by rule.
    """
    looking = sorted(
        (rule for rule in rules if rule.in_force.covers(draft.on)), key=lambda rule: rule.id
    )
    parts = {name: number for number, (name, _) in enumerate(draft.parts)}
    findings = [finding for rule in looking for finding in _found(rule, draft)]
    findings.sort(
        key=lambda finding: (
            _GRAVITY[finding.severity],
            parts.get(finding.where.part, len(parts)),
            finding.where.start or 0,
            finding.rule,
            finding.kind,
        )
    )
    return ReviewReport(
        digest=digest, findings=tuple(findings), rules=tuple(rule.id for rule in looking)
    )


def _found(rule: ReviewRule, draft: Draft) -> list[Finding]:
    try:
        return [attrs.evolve(finding, rule=rule.id) for finding in rule.check(draft)]
    except Exception as error:  # any failure of a plugin's check must hold the draft
        return [
            Finding(
                kind=RULE_FAILED,
                severity=Severity.HOLD,
                what=Message(
                    "The rule {rule} could not finish ({error}); a person must look.",
                    rule=rule.id,
                    error=type(error).__name__,
                ),
                where=Place(part="text"),
                rule=rule.id,
            )
        ]
