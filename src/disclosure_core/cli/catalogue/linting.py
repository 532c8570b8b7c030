"""``disclosure catalogue lint`` and ``bases``: what is wrong with a catalogue, and by which list.

With files it opens no office: a county may look its tables over before anything is installed but
the plugins. Changes nothing.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

import click

from disclosure_core.catalogue.bases.resolving import BasisState
from disclosure_core.catalogue.imports import domain_named
from disclosure_core.catalogue.lint.as_json import report_as_json
from disclosure_core.catalogue.lint.matters import LintGround, matter_of_layers
from disclosure_core.catalogue.lint.running import RULES, lint
from disclosure_core.catalogue.lint.tables import matter_of_table
from disclosure_core.catalogue.lint.values import (
    LintFinding,
    LintReport,
    LintRule,
    LintSeverity,
)
from disclosure_core.catalogue.tables.catalogue_files import (
    read_catalogue_bytes,
    read_catalogue_file,
)
from disclosure_core.catalogue.tables.readers.limits import DEFAULT_LIMITS
from disclosure_core.catalogue.values import Domain
from disclosure_core.cli.opening import office_options, opened_office
from disclosure_core.cli.options import common_options, invocation, json_option, today
from disclosure_core.cli.tables import print_table
from disclosure_core.cli.texts import command, current_language, option, tell
from disclosure_core.errors import DataError, UnreadableFileError
from disclosure_core.extensions.collecting import load_registry
from disclosure_core.extensions.folder import FILE_NAME, read_folder
from disclosure_core.extensions.qualifying import qualified
from disclosure_core.extensions.registry import Registry
from disclosure_core.messages import Message
from disclosure_core.office.lint import (
    all_codes,
    lint_ground,
    lint_rules,
    listed_bases,
    with_folder,
)

STANDARD_INPUT = Path("-")

SEVERITIES = {
    LintSeverity.ERROR: Message("errors"),
    LintSeverity.WARNING: Message("warnings"),
    LintSeverity.ADVICE: Message("advice"),
}
"""Severities as people read them."""

STATES = {
    BasisState.IN_FORCE: Message("in force"),
    BasisState.NOT_YET: Message("not yet in force"),
    BasisState.ENDED: Message("ended"),
}
"""States of a listed text as people read them."""

_SHOWN = 8
"""Places of one finding that a terminal shows; ``--json`` gives all."""


@command("lint", help=Message("Look for what is wrong with the catalogue, or with files."))
@click.argument(
    "files", metavar="[FILE…]", nargs=-1, type=click.Path(path_type=Path, allow_dash=True)
)
@option(
    "--on",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help=Message("The day the law is read at; today if not given."),
)
@option("--domain", help=Message("Only this domain; of files, the domain of all their rows."))
@option(
    "--rule",
    "codes",
    multiple=True,
    metavar="CODE",
    help=Message("Only this rule; may be given several times."),
)
@option("--rules", "list_rules", is_flag=True, help=Message("List the rules and end."))
@json_option
@office_options
def lint_catalogue(
    files: tuple[Path, ...],
    day: datetime | None,
    domain: str | None,
    codes: tuple[str, ...],
    list_rules: bool,
    as_json: bool,
) -> int:
    """Without files the office's catalogue; a folder with ``plugin.toml`` is a file here.

    1 where errors or warnings stand that nobody waived (advice alone is 0), 2 where a file could
    not be read.
    """
    read_at = day.date() if day else None
    if list_rules:
        return _tell_rules(lint_rules(_registry(read_at)[0]), as_json)
    if files:
        return _lint_files(files, read_at, domain, codes, as_json)
    with opened_office() as office:
        rules = _rules(codes, office.registry)
        report = office.lint.catalogue(on=read_at, domain=domain, rules=rules)
    _tell(report, None, as_json)
    return _status(report)


@command("bases", help=Message("List the legal bases that are known, and how they stand."))
@option(
    "--on",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help=Message("The day the law is read at; today if not given."),
)
@json_option
@common_options
def bases(day: datetime | None, as_json: bool) -> None:
    """One line a text, older texts of a title first; needs no office."""
    registry, read_at, _ = _registry(day.date() if day else None)
    listed = listed_bases(registry, read_at)
    if as_json:
        for each in listed:
            text = each.text
            told = {
                "title": text.title,
                "other_titles": list(text.other_titles),
                "number": text.number,
                "other_numbers": list(text.other_numbers),
                "issuer": text.issuer,
                "since": text.in_force.since.isoformat() if text.in_force.since else None,
                "until": text.in_force.until.isoformat() if text.in_force.until else None,
                "state": each.state.value,
                "replaced_by": text.replaced_by,
                "successor_number": each.successor.number if each.successor else None,
                "last_article": text.last_article,
                "url": text.url,
                "source": text.source,
                "unverified": text.unverified,
            }
            click.echo(json.dumps(told, ensure_ascii=False))
        return
    print_table(
        (Message("document"), Message("number"), Message("state"), Message("in force")),
        [
            (
                each.text.title,
                each.text.number or "",
                STATES[each.state],
                f"{each.text.in_force.since or ''} – {each.text.in_force.until or ''}",
            )
            for each in listed
        ],
    )
    tell(
        Message(
            "texts: {count}, not verified: {unverified}",
            count=len(listed),
            unverified=sum(each.text.unverified for each in listed),
        )
    )


def _registry(day: date | None) -> tuple[Registry, date, str | None]:
    """What the plugins supply, the day the law is read at, and the office's region."""
    chosen = invocation()
    settings = chosen.settings()
    read_at = day or today(settings.timezone)
    registry = load_registry(settings, on=read_at, without=chosen.without)
    return registry, read_at, settings.region


def _rules(codes: Sequence[str], registry: Registry) -> tuple[LintRule, ...]:
    """The rules of those codes, all where none is given.

    Raises:
        DataError: there is no such rule.
    """
    rules = lint_rules(registry)
    known = tuple(rule.code for rule in rules)
    for code in codes:
        if code not in known:
            raise DataError(
                Message("There is no rule {code}.", code=code),
                fix=Message("the rules are {known}.", known=known),
            )
    return tuple(rule for rule in rules if not codes or rule.code in codes)


def _lint_files(
    files: Sequence[Path],
    day: date | None,
    domain: str | None,
    codes: Sequence[str],
    as_json: bool,
) -> int:
    registry, read_at, region = _registry(day)
    rules = _rules(codes, registry)
    ground = lint_ground(registry, on=read_at, region=region)
    given = domain_named(ground.domains, domain) if domain else None
    if domain and given is None:
        raise DataError(
            Message("There is no domain {domain}.", domain=domain),
            fix=Message(
                "name one of the known domains: {domains}",
                domains=tuple(each.name for each in ground.domains),
            ),
        )
    status = 0
    for number, file in enumerate(files, start=1):
        _show_progress(number, len(files), file)
        try:
            report = _lint_file(file, registry, ground, given, rules)
        except DataError as error:
            _hide_progress()
            _tell_unread(file, error, as_json)
            status = 2
            continue
        _hide_progress()
        _tell(report, file, as_json)
        status = max(status, _status(report))
    return status


def _lint_file(
    file: Path,
    registry: Registry,
    ground: LintGround,
    domain: Domain | None,
    rules: Sequence[LintRule],
) -> LintReport:
    """The report on a table file or a folder plugin.

    Raises:
        DataError: it cannot be read, with all its mistakes; or holds no table that is understood.
    """
    if file.is_dir() or file.name == FILE_NAME:
        return _lint_folder(file if file.is_dir() else file.parent, registry, ground, domain, rules)
    form, domains = registry.table_form, ground.domains
    if file == STANDARD_INPUT:
        data = sys.stdin.buffer.read(DEFAULT_LIMITS.file_bytes + 1)
        reading = read_catalogue_bytes(str(file), data, form=form, domains=domains)
    else:
        reading = read_catalogue_file(file, form=form, domains=domains)
    if not reading.tables:
        raise UnreadableFileError(
            Message("{file} holds no table with a column that is known.", file=str(file)),
            file=str(file),
            fix=Message(
                "look whether it is the right file; `disclosure catalogue read` shows what was "
                "found in it."
            ),
        )
    matter = matter_of_table(reading, ground, domain=domain)
    return lint(matter, rules, known=all_codes(registry))


def _lint_folder(
    folder: Path,
    registry: Registry,
    ground: LintGround,
    domain: Domain | None,
    rules: Sequence[LintRule],
) -> LintReport:
    if not (folder / FILE_NAME).is_file():
        raise UnreadableFileError(
            Message("{file} is a folder without plugin.toml.", file=str(folder)),
            file=str(folder),
            fix=Message("name a folder that is a plugin, or the table files in it."),
        )
    plugin = read_folder(folder, form=registry.table_form)
    layers = tuple(qualified(layer, plugin.name) for layer in plugin.layers)
    regions = [layer.region for layer in layers if layer.region]
    here = lint_ground(
        with_folder(registry, plugin),
        on=ground.on,
        region=invocation().settings().region or next(iter(regions), None),
    )
    matter = matter_of_layers(layers, here, domain=domain.id if domain else None)
    return lint(matter, rules, known=all_codes(registry))


def _status(report: LintReport) -> int:
    """1 where errors or warnings stand; advice alone does not fail a catalogue."""
    counts = report.counts
    return 1 if counts[LintSeverity.ERROR] or counts[LintSeverity.WARNING] else 0


def _tell_rules(rules: Sequence[LintRule], as_json: bool) -> int:
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


def _tell_unread(file: Path, error: DataError, as_json: bool) -> None:
    language = current_language()
    if not as_json:
        click.echo(_printable(error.text(language)), err=True)
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


def _tell(report: LintReport, file: Path | None, as_json: bool) -> None:
    if as_json:
        name = str(file) if file else None
        click.echo(json.dumps(report_as_json(report, name, current_language()), ensure_ascii=False))
        return
    counts = report.counts
    tell(
        Message(
            "{file}: items: {items}, errors: {errors}, warnings: {warnings}, advice: {advice}, "
            "waived: {waived}",
            file=_printable(str(file)) if file else Message("the office's catalogue"),
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
        click.echo("  " + _printable(shown.text(current_language())))
        click.echo("      " + _printable(_place(waived.finding)))


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
        click.echo(_printable(f"  {code}{count}  {what}"))
        if fix:
            click.echo(_printable(f"      → {fix}"))
        for line in _places(same):
            click.echo(_printable(f"      {line}"))


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
    place = finding.place
    where = place.text(language) if isinstance(place, Message) else place
    named = finding.title or finding.item or ""
    return "  ".join(part for part in (where or finding.file, named) if part)


def _printable(text: str) -> str:
    """Text of a file without what a terminal would take for a command."""
    return "".join(each if each.isprintable() or each == "\n" else " " for each in text)


def _show_progress(number: int, count: int, file: Path) -> None:
    if sys.stderr.isatty():
        told = Message("reading {number} of {count}: {file}", number=number, count=count, file=file)
        click.echo(f"\r{_printable(told.text(current_language()))}\x1b[K", nl=False, err=True)


def _hide_progress() -> None:
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
