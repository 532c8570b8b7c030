"""What ``disclosure catalogue lint`` prints: reports, rules, files that could not be read.

Findings that say the same are told once, with all their places; ``--json`` gives each.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from disclosure_core.catalogue.lint.as_json import report_as_json
from disclosure_core.catalogue.lint.running import RULES
from disclosure_core.catalogue.lint.values import (
    LintFinding,
    LintReport,
    LintRule,
    LintSeverity,
)
from disclosure_core.cli.printing import printable_lines
from disclosure_core.cli.tables import print_table
from disclosure_core.cli.texts import current_language, tell
from disclosure_core.errors import DataError, place_in_words
from disclosure_core.messages import Message

SEVERITIES = {
    LintSeverity.ERROR: Message("errors"),
    LintSeverity.WARNING: Message("warnings"),
    LintSeverity.ADVICE: Message("advice"),
}
"""Severities as people read them."""

_SHOWN = 8
"""Places of one finding that a terminal shows; ``--json`` gives all."""


def tell_report(report: LintReport, file: Path | None, as_json: bool) -> None:
    """The report on a file, or on the office's catalogue where there is none."""
    if as_json:
        name = str(file) if file else None
        click.echo(json.dumps(report_as_json(report, name, current_language()), ensure_ascii=False))
        return
    counts = report.counts
    tell(
        Message(
            "{file}: items: {items}, errors: {errors}, warnings: {warnings}, advice: {advice}, "
            "waived: {waived}",
            file=printable_lines(str(file)) if file else Message("the office's catalogue"),
            items=report.items,
            errors=counts[LintSeverity.ERROR],
            warnings=counts[LintSeverity.WARNING],
            advice=counts[LintSeverity.ADVICE],
            waived=len(report.waived),
        )
    )
    for severity in LintSeverity:
        _tell_severity(severity, [each for each in report.findings if each.severity is severity])
    if report.waived:
        click.echo()
        tell(Message("waived: {count}", count=len(report.waived)))
    for waived in report.waived:
        shown = Message(
            "{code}: {what} – waived: {reason}",
            code=waived.finding.code,
            what=waived.finding.what,
            reason=waived.reason,
        )
        click.echo("  " + printable_lines(shown.text(current_language())))
        click.echo("      " + printable_lines(_place(waived.finding)))


def _tell_severity(severity: LintSeverity, findings: Sequence[LintFinding]) -> None:
    """Findings of one severity; those that say the same are told once, with all their places."""
    if not findings:
        return
    language = current_language()
    click.echo()
    heading = Message("{severity}: {count}", severity=SEVERITIES[severity], count=len(findings))
    click.echo(heading.text(language))
    alike: defaultdict[tuple[str, str, str], list[LintFinding]] = defaultdict(list)
    for each in findings:
        fix = each.fix.text(language) if each.fix else ""
        alike[each.code, each.what.text(language), fix].append(each)
    order = [rule.code for rule in RULES]
    for (code, what, fix), same in sorted(
        alike.items(), key=lambda entry: _rank(entry[0][0], order)
    ):
        count = f" ×{len(same)}" if len(same) > 1 else ""
        click.echo(printable_lines(f"  {code}{count}  {what}"))
        if fix:
            click.echo(printable_lines(f"      → {fix}"))
        for line in _places(same):
            click.echo(printable_lines(f"      {line}"))


def _rank(code: str, order: Sequence[str]) -> int:
    return order.index(code) if code in order else len(order)


def _places(findings: Iterable[LintFinding]) -> Iterator[str]:
    places = list(dict.fromkeys(place for each in findings if (place := _place(each))))
    yield from places[:_SHOWN]
    if len(places) > _SHOWN:
        more = Message("and {count} more places", count=len(places) - _SHOWN)
        yield more.text(current_language())


def _place(finding: LintFinding) -> str:
    language = current_language()
    where = place_in_words(finding.place, language)
    named = finding.title or finding.item or ""
    return "  ".join(part for part in (where or finding.file, named) if part)


def tell_rules(rules: Sequence[LintRule], as_json: bool) -> int:
    """The rules, one a line; gives the exit status."""
    language = current_language()
    if as_json:
        for rule in rules:
            told = {
                "code": rule.code,
                "name": rule.name.text(language),
                "severity": rule.severity.value,
                "basis": str(rule.basis) if rule.basis else None,
            }
            click.echo(json.dumps(told, ensure_ascii=False))
    else:
        print_table(
            (Message("rule"), Message("severity"), Message("what it asks")),
            [(rule.code, SEVERITIES[rule.severity], rule.name) for rule in rules],
        )
    return 0


def tell_unread(file: Path, error: DataError, as_json: bool) -> None:
    """Why a file could not be looked at."""
    language = current_language()
    if not as_json:
        click.echo(printable_lines(error.text(language)), err=True)
        return
    told: dict[str, object] = {
        "file": str(file),
        "items": None,
        "findings": [],
        "counts": None,
        "error": {
            "code": error.code,
            "what": error.what.text(language),
            "fix": error.fix.text(language) if error.fix else None,
            "mistakes": [
                {
                    "file": each.file,
                    "place": each.place_text(language),
                    "what": each.what.text(language),
                }
                for each in error.mistakes
            ],
        },
    }
    click.echo(json.dumps(told, ensure_ascii=False))
