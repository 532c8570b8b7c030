"""``disclosure catalogue compare``: two catalogues held against each other.

Opens an office only where a side means what holds there; files, folders and layers need the plugins
alone. Changes nothing.
"""

import json
import shutil
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import click

from disclosure_core.catalogue.comparison.as_json import comparison_as_json
from disclosure_core.catalogue.comparison.differences import in_words
from disclosure_core.catalogue.comparison.values import CatalogueComparison, Change, Unmatched
from disclosure_core.catalogue.words import FIELD_NAMES
from disclosure_core.cli.opening import office_options, opened_office
from disclosure_core.cli.options import day_option, invocation, json_option, today
from disclosure_core.cli.printing import printable
from disclosure_core.cli.progress import progress
from disclosure_core.cli.reports import RENDERERS
from disclosure_core.cli.texts import command, current_language, option, tell
from disclosure_core.errors import DataError
from disclosure_core.extensions.collecting import load_registry
from disclosure_core.messages import Message
from disclosure_core.office.comparison import compare_sides, ground_of
from disclosure_core.office.sides import REGION, means_office
from disclosure_core.rendering.values import shown
from disclosure_core.reports.catalogue_comparison import (
    NO_DOMAIN,
    comparison_report,
    named,
    nearest,
    summary,
)
from disclosure_core.settings import store_file

KINDS = ("missing", "extra", "changed")

_SHOWN = 20
"""Items of one domain and kind that a terminal shows; ``--all`` and ``--json`` give all."""


@command(
    "compare",
    help=Message(
        "Compare two catalogues: what RIGHT lacks, has besides, and says otherwise than LEFT. A "
        "side is a file (xlsx, docx, html, md, csv, json, txt), a folder plugin, office, "
        "office@2025-12-31, layer:ID or region:ID."
    ),
)
@click.argument("left")
@click.argument("right")
@option(
    "--domain",
    metavar="DOMAIN",
    help=Message("Only this domain; of files, the domain of all their rows."),
)
@option(
    "--only",
    type=click.Choice(KINDS),
    help=Message("Show one kind of difference only; counts and status are of all."),
)
@day_option("--on", Message("The day that layers are read at; today if not given."))
@option(
    "--include-unverified",
    is_flag=True,
    help=Message("Take in items that nobody has verified."),
)
@option("--all", "everything", is_flag=True, help=Message("Show all, however many there are."))
@option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=Message("A .html or .md file to write the whole comparison to."),
)
@json_option
@office_options
def compare_command(
    left: str,
    right: str,
    domain: str | None,
    only: str | None,
    on: date | None,
    include_unverified: bool,
    everything: bool,
    output: Path | None,
    as_json: bool,
) -> int:
    """0 where both say the same, 1 with differences or items that cannot be told apart."""
    if output is not None and output.suffix.lower() not in RENDERERS:
        raise DataError(
            Message("{file}: there is no report of this kind.", file=output),
            fix=Message("name a file that ends in {known}.", known=tuple(RENDERERS)),
        )
    with progress(Message("comparing …")):
        comparison, names = _compared(left, right, domain, on, include_unverified)
    if output is not None:
        render = RENDERERS[output.suffix.lower()]
        report = comparison_report(comparison, domains=names)
        output.write_text(render(report, current_language()), "utf-8")
        tell(Message("written to {file}", file=output), err=as_json)
    part = _only(comparison, only)
    if as_json:
        told = comparison_as_json(part, current_language())
        told["counts"] = comparison.counts
        told["identical"] = comparison.identical
        click.echo(json.dumps(told, ensure_ascii=False))
    elif output is None:
        _tell(comparison, part, names, None if everything else _SHOWN)
    return 0 if comparison.identical else 1


def _compared(
    left: str, right: str, domain: str | None, on: date | None, unverified: bool
) -> tuple[CatalogueComparison, dict[str, str]]:
    """The comparison, and the names of the domains."""
    if _needs_office(left, right):
        with opened_office() as office:
            compared = office.comparison.compare(
                left, right, on=on, domain=domain, include_unverified=unverified
            )
            return compared, {each.id: each.name for each in office.registry.domains}
    chosen = invocation()
    settings = chosen.settings()
    read_at = on or today(settings.timezone)
    registry = load_registry(settings, on=read_at, without=chosen.without)
    ground = ground_of(registry, on=read_at, domain=domain, include_unverified=unverified)
    names = {each.id: each.name for each in registry.domains}
    return compare_sides(left, right, ground), names


def _needs_office(*sides: str) -> bool:
    """Whether a side means the office, or a region of an office that is there already."""
    if any(means_office(each) for each in sides):
        return True
    if not any(each.startswith(REGION) for each in sides):
        return False
    settings = invocation().settings()
    file = store_file(settings.store, settings.folder)
    return file is None or file.exists()


def _only(comparison: CatalogueComparison, kind: str | None) -> CatalogueComparison:
    """The part of a comparison that is asked for."""
    if kind is None:
        return comparison
    return CatalogueComparison(
        left=comparison.left,
        right=comparison.right,
        changed=comparison.changed if kind == "changed" else (),
        missing=comparison.missing if kind == "missing" else (),
        extra=comparison.extra if kind == "extra" else (),
        notes=comparison.notes,
    )


def _tell(
    whole: CatalogueComparison, part: CatalogueComparison, names: dict[str, str], most: int | None
) -> None:
    lines = list(_lines(whole, part, names, most))
    text = "\n".join(lines)
    if sys.stdout.isatty() and len(lines) > shutil.get_terminal_size().lines:
        click.echo_via_pager(text + "\n")
    else:
        click.echo(text)


def _lines(
    whole: CatalogueComparison, part: CatalogueComparison, names: dict[str, str], most: int | None
) -> Iterator[str]:
    language = current_language()
    yield Message("left: {name}", name=whole.left).text(language)
    yield Message("right: {name}", name=whole.right).text(language)
    yield summary(whole).text(language)
    for note in whole.notes:
        yield note.text(language)
    for title, alone in (
        (Message("missing on the right"), part.missing),
        (Message("only on the right"), part.extra),
    ):
        yield from _listed(title, _alone_lines(alone, names), most)
    yield from _listed(Message("changed"), _changed_lines(part.changed, names), most)
    if part.ambiguous:
        yield ""
        yield Message("cannot be told apart").text(language)
    for group in part.ambiguous:
        yield f"  {group.why.text(language)}"
        yield from (f"    < {named(each)}" for each in group.left[:most])
        yield from (f"    > {named(each)}" for each in group.right[:most])


Lines = dict[str, list[list[str]]]
"""For each domain by name, the lines of each of its items."""


def _alone_lines(alone: Iterable[Unmatched], names: dict[str, str]) -> Lines:
    language = current_language()
    lines: Lines = {}
    for each in alone:
        told = nearest(each)
        own = [f"    {named(each.item)}"]
        if told is not None:
            own.append(f"      {told.text(language)}")
        if each.item.source:
            own.append(f"      {each.item.source}")
        lines.setdefault(_domain(each.item.domain, names), []).append(own)
    return lines


def _changed_lines(changes: Iterable[Change], names: dict[str, str]) -> Lines:
    lines: Lines = {}
    for each in changes:
        lines.setdefault(_domain(each.match.right.domain, names), []).append(_change_lines(each))
    return lines


def _change_lines(change: Change) -> list[str]:
    language = current_language()
    match = change.match
    lines = [f"    {named(match.right)}", f"      {match.why.text(language)}"]
    if match.left.path != match.right.path:
        lines.append(f"      < {named(match.left)}")
    for each in change.fields:
        lines.append(f"      {FIELD_NAMES[each.field].text(language)}: {each.why.text(language)}")
        gone = each.removed if each.removed or each.added else each.before
        new = each.added if each.removed or each.added else each.after
        lines += [f"        - {_words(each.field, word)}" for word in gone]
        lines += [f"        + {_words(each.field, word)}" for word in new]
    return lines


def _words(field: str, word: str) -> str:
    return shown(in_words(field, word), current_language())


def _listed(title: Message, lines: Lines, most: int | None) -> Iterator[str]:
    if not lines:
        return
    language = current_language()
    count = sum(len(each) for each in lines.values())
    yield ""
    yield Message("{title}: {count}", title=title, count=count).text(language)
    for domain, items in lines.items():
        yield Message("  {domain}: {count}", domain=domain, count=len(items)).text(language)
        for own in items[:most]:
            yield from (printable(line) for line in own)
        if most is not None and len(items) > most:
            more = Message("    and {count} more (--all shows them)", count=len(items) - most)
            yield more.text(language)


def _domain(domain: str, names: dict[str, str]) -> str:
    return names.get(domain, domain) or NO_DOMAIN.text(current_language())
