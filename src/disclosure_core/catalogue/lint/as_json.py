"""A lint's report as plain data for JSON, under keys that stay."""

from typing import Any

from disclosure_core.catalogue.lint.values import LintFinding, LintReport, LintSeverity
from disclosure_core.messages import DEFAULT_LANGUAGE, Message


def report_as_json(
    report: LintReport, file: str | None, language: str = DEFAULT_LANGUAGE
) -> dict[str, Any]:
    """File, day, number of items, findings (waived ones last, with their reason), counts.

    ``file`` is ``None`` for the office's catalogue. Texts are in ``language``.
    """
    counts = {severity.value: count for severity, count in report.counts.items()}
    return {
        "file": file,
        "on": report.on.isoformat(),
        "items": report.items,
        "findings": [
            *(_finding(each, None, language) for each in report.findings),
            *(_finding(each.finding, each.reason, language) for each in report.waived),
        ],
        "counts": {**counts, "waived": len(report.waived), "by_code": dict(report.by_code)},
    }


def _finding(finding: LintFinding, waived: str | None, language: str) -> dict[str, Any]:
    place = finding.place
    return {
        "code": finding.code,
        "severity": (finding.severity or LintSeverity.WARNING).value,
        "item": finding.item,
        "title": finding.title or None,
        "field": finding.field,
        "source": finding.file or None,
        "place": (place.text(language) if isinstance(place, Message) else place) or None,
        "what": finding.what.text(language),
        "fix": finding.fix.text(language) if finding.fix else None,
        "basis": str(finding.basis) if finding.basis else None,
        "waived": waived is not None,
        "reason": waived,
    }
