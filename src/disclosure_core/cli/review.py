"""``disclosure review``: what the rules find, and a person's decision.

``check`` looks at files and keeps nothing; ``run`` looks at a kept draft and waits for ``approve``
or ``reject``. ``classify`` writes down how a draft is disclosed.
"""

import json
from collections.abc import Iterable
from pathlib import Path

import click
from attrs import evolve

from disclosure_core.cli.documents import read_draft
from disclosure_core.cli.opening import office_options, opened_office
from disclosure_core.cli.options import json_option
from disclosure_core.cli.texts import current_language, group, option, tell
from disclosure_core.codec import structure
from disclosure_core.documents.values import (
    Classification,
    Document,
    DocumentClass,
    OtherDocument,
)
from disclosure_core.errors import DataError, DisclosureError
from disclosure_core.messages import Message
from disclosure_core.office.reports import CLASSES
from disclosure_core.review.values import Finding, Review, ReviewReport, Severity

SEVERITIES = {
    Severity.REFUSE: Message("must not be here"),
    Severity.BLOCK: Message("blocks"),
    Severity.HOLD: Message("holds"),
    Severity.ADVISE: Message("advises"),
}


@group("review", help=Message("Check drafts and decide on them."))
def review() -> None:
    """The group; its verbs are below."""


@review.command("check", help=Message("Check drafts in TOML files; keeps nothing."))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@json_option
@office_options
def check(files: tuple[Path, ...], as_json: bool) -> int:
    """Findings of each file; a file that cannot be read does not stop the others."""
    status = 0
    with opened_office() as office:
        for file in files:
            try:
                report = office.review.check_text(read_draft(file))
            except DisclosureError as error:
                click.echo(error.text(current_language()), err=True)
                status = 2
                continue
            _tell_report(str(file), report, as_json=as_json)
            status = max(status, 1 if report.findings else 0)
    return status


@review.command("run", help=Message("Run all rules on a kept draft."))
@click.argument("document")
@json_option
@office_options
def run(document: str, as_json: bool) -> int:
    """The findings; they are kept with the draft's digest."""
    with opened_office() as office:
        report = office.review.check(document).report
    _tell_report(document, report, as_json=as_json)
    return 1 if report.findings else 0


@review.command("approve", help=Message("Approve a reviewed draft for release."))
@click.argument("document")
@option("--reason", help=Message("Why, where findings hold the draft."))
@office_options
def approve(document: str, reason: str | None) -> None:
    """Let it go to release."""
    with opened_office() as office:
        _tell_decision(office.review.approve(document, reason=reason))


@review.command("reject", help=Message("Send a reviewed draft back."))
@click.argument("document")
@option("--reason", required=True, help=Message("Why."))
@office_options
def reject(document: str, reason: str) -> None:
    """Send it back to its drafter."""
    with opened_office() as office:
        _tell_decision(office.review.reject(document, reason=reason))


@review.command("classify", help=Message("Decide how a draft is disclosed (a new version)."))
@click.argument("document")
@click.argument("as_class", metavar="CLASS", type=click.Choice([str(x) for x in DocumentClass]))
@option("--ground", help=Message("The id of a ground of the controlled list."))
@option("--reason", help=Message("Why, where it is not open to all."))
@option("--forwards", metavar="NAME", help=Message("The document that it forwards."))
@option(
    "--forwards-class",
    type=click.Choice([str(x) for x in DocumentClass]),
    help=Message("How that one is marked; left out where it bears no mark."),
)
@office_options
def classify(
    document: str,
    as_class: str,
    ground: str | None,
    reason: str | None,
    forwards: str | None,
    forwards_class: str | None,
) -> None:
    """Reviews of the version before no longer count.

    What it carries, and what it forwards where nothing else is named, stays as it was: that is so
    of the document, whatever is decided of it.
    """
    if forwards_class and not forwards:
        raise DataError(Message("--forwards-class needs --forwards."))
    original = None
    if forwards:
        marked = DocumentClass(forwards_class) if forwards_class else None
        original = OtherDocument(name=forwards, document_class=marked)
    decided = Classification(
        document_class=DocumentClass(as_class), ground=ground, reason=reason, forwards=original
    )
    with opened_office() as office:
        record = office.documents.record(document)
        kept = structure(record.body, Document)
        if earlier := kept.classification:
            decided = evolve(
                decided, carries=earlier.carries, forwards=original or earlier.forwards
            )
        kept = evolve(kept, classification=decided)
        office.documents.change(document, kept, read_version=record.version)
    tell(Message("classified as {name}", name=CLASSES[decided.document_class]))


def _tell_decision(decided: Review) -> None:
    words = {"approved": Message("approved"), "rejected": Message("sent back")}
    tell(words[decided.decision.value])


def _tell_report(name: str, report: ReviewReport, *, as_json: bool) -> None:
    if as_json:
        found = [_finding_json(each) for each in report.findings]
        shown = {"file": name, "public": report.may_be_released, "findings": found}
        click.echo(json.dumps(shown, ensure_ascii=False))
        return
    tell(Message("{name}: findings: {count}", name=name, count=len(report.findings)))
    for line in _lines(report.findings):
        tell(line)


def _finding_json(finding: Finding) -> dict[str, str]:
    return {
        "type": finding.kind,
        "severity": finding.severity.value,
        "rule": finding.rule,
        "where": str(finding.where),
        "excerpt": finding.excerpt,
        "message": finding.what.text(current_language()),
    }


def _lines(findings: Iterable[Finding]) -> Iterable[Message]:
    for finding in findings:
        yield Message(
            "  {severity}  {where}  {what}  ({rule})",
            severity=SEVERITIES[finding.severity],
            where=finding.where,
            what=finding.what,
            rule=finding.rule,
        )
        if finding.mend is not None:
            yield Message("      {mend}", mend=finding.mend)
