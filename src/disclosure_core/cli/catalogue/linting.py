"""``disclosure catalogue lint``: what is wrong with the catalogue or with files.

With files it opens no office: a county may look its tables over before anything is installed but
the plugins. Changes nothing.
"""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click
from attrs import evolve

from disclosure_core.catalogue.imports import known_domain
from disclosure_core.catalogue.lint.matters import LintGround, matter_of_layers
from disclosure_core.catalogue.lint.running import WAIVER_RULES, lint
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
from disclosure_core.cli.catalogue.bases import registry_on
from disclosure_core.cli.catalogue.lint_texts import (
    tell_report,
    tell_rules,
    tell_unread,
)
from disclosure_core.cli.catalogue.reading import reading_stage
from disclosure_core.cli.opening import office_options, opened_office
from disclosure_core.cli.options import day_option, invocation, json_option
from disclosure_core.cli.progress import progress
from disclosure_core.cli.texts import command, option
from disclosure_core.codec import refused
from disclosure_core.errors import DataError, Mistake, UnreadableFileError
from disclosure_core.extensions.folder import FILE_NAME, look_through_folder
from disclosure_core.extensions.qualifying import qualified
from disclosure_core.extensions.registry import Registry
from disclosure_core.messages import Message
from disclosure_core.office.lint import (
    all_codes,
    lint_ground,
    lint_rules,
    told_rules,
    with_folder,
)

STANDARD_INPUT = Path("-")
UNREAD = "row_unread"
"""The rule under which what a folder could not be read by is told."""


@command("lint", help=Message("Look for what is wrong with the catalogue, or with files."))
@click.argument(
    "files", metavar="[FILE…]", nargs=-1, type=click.Path(path_type=Path, allow_dash=True)
)
@day_option("--on", Message("The day the law is read at; today if not given."))
@option(
    "--domain",
    metavar="DOMAIN",
    help=Message("Only this domain; of files, the domain of all their rows."),
)
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
    on: date | None,
    domain: str | None,
    codes: tuple[str, ...],
    list_rules: bool,
    as_json: bool,
) -> int:
    """Without files the office's catalogue; a folder with ``plugin.toml`` is a file here.

    1 where errors or warnings stand that nobody waived (advice alone is 0), 2 where a file could
    not be read.
    """
    if list_rules:
        return tell_rules(told_rules(registry_on(on)[0]), as_json)
    if files:
        return _lint_files(files, on, domain, codes, as_json)
    with opened_office() as office:
        rules = _rules(codes, office.registry)
        report = _only(office.lint.catalogue(on=on, domain=domain, rules=rules), codes)
    tell_report(report, None, as_json)
    return _status(report)


def _rules(codes: Sequence[str], registry: Registry) -> tuple[LintRule, ...]:
    """The rules to run for those codes: all where none is given, or one is about waivers.

    Raises:
        DataError: there is no such rule.
    """
    known = all_codes(registry)
    for code in codes:
        if code not in known:
            raise DataError(
                Message("There is no rule {code}.", code=code),
                fix=Message("the rules are {known}.", known=known),
            )
    rules = lint_rules(registry)
    if not codes or _about_waivers(codes):
        return rules
    return tuple(rule for rule in rules if rule.code in codes)


def _about_waivers(codes: Sequence[str]) -> bool:
    return any(rule.code in codes for rule in WAIVER_RULES)


def _only(report: LintReport, codes: Sequence[str]) -> LintReport:
    """What a report says of those codes, where all rules had to run to know about waivers."""
    if not _about_waivers(codes):
        return report
    return evolve(
        report,
        findings=tuple(
            each for each in report.findings if each.code in codes or _is_unread_entry(each)
        ),
        waived=tuple(each for each in report.waived if each.finding.code in codes),
    )


def _lint_files(
    files: Sequence[Path],
    day: date | None,
    domain: str | None,
    codes: Sequence[str],
    as_json: bool,
) -> int:
    registry, read_at, region = registry_on(day)
    rules = _rules(codes, registry)
    ground = lint_ground(registry, on=read_at, region=region)
    given = known_domain(ground.domains, domain) if domain else None
    status = 0
    for number, file in enumerate(files, start=1):
        try:
            with progress(reading_stage(number, len(files), file)):
                report = _only(_lint_file(file, registry, ground, given, rules), codes)
        except DataError as error:
            tell_unread(file, error, as_json)
            status = 2
            continue
        tell_report(report, file, as_json)
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
    read = look_through_folder(folder, form=registry.table_form)
    if (plugin := read.plugin) is None:
        raise refused(read.mistakes, file=str(folder))
    layers = tuple(qualified(layer, plugin.name) for layer in plugin.layers)
    regions = [layer.region for layer in layers if layer.region]
    here = lint_ground(
        with_folder(registry, plugin),
        on=ground.on,
        region=invocation().settings().region or next(iter(regions), None),
    )
    matter = matter_of_layers(layers, here, domain=domain.id if domain else None)
    report = lint(matter, rules, known=all_codes(registry))
    told = {each.what for each in report.findings}
    unread = tuple(_unread(each) for each in read.mistakes if each.what not in told)
    return evolve(report, findings=(*unread, *report.findings))


def _unread(mistake: Mistake) -> LintFinding:
    """A mistake of a folder plugin's file, which would keep the office from opening."""
    return LintFinding(
        code=UNREAD,
        severity=LintSeverity.ERROR,
        what=mistake.what,
        fix=Message("correct the place named"),
        file=mistake.file,
        place=Message("{file} {place}", file=mistake.file, place=mistake.place),
    )


def _status(report: LintReport) -> int:
    """1 where errors or warnings stand, 2 where an entry of a folder could not be read.

    Advice alone does not fail a catalogue.
    """
    if any(_is_unread_entry(each) for each in report.findings):
        return 2
    counts = report.counts
    return 1 if counts[LintSeverity.ERROR] or counts[LintSeverity.WARNING] else 0


def _is_unread_entry(finding: LintFinding) -> bool:
    return finding.code == UNREAD and finding.severity is LintSeverity.ERROR
