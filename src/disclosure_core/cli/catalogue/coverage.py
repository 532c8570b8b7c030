"""``disclosure catalogue coverage``: how much is public, in time, complete, and what is missing."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import click

from disclosure_core.catalogue.measures.as_json import measure_data, reasons_of
from disclosure_core.catalogue.measures.bulk import collector_paused
from disclosure_core.catalogue.measures.every import MEASURES, measured
from disclosure_core.catalogue.measures.grouping import Group, grouped
from disclosure_core.catalogue.measures.values import Grouping, Measure, MeasureUnit
from disclosure_core.cli.catalogue.measuring import (
    Given,
    facts_of,
    file_options,
)
from disclosure_core.cli.opening import office_options
from disclosure_core.cli.options import day_option, json_option
from disclosure_core.cli.printing import printable
from disclosure_core.cli.progress import progress
from disclosure_core.cli.tables import print_table
from disclosure_core.cli.texts import command, current_language, option, tell
from disclosure_core.exact import round_exact
from disclosure_core.messages import Message
from disclosure_core.office.measures import YEAR

ALL = "all"
SHOWN = 40
"""Lines of a list that the terminal shows; ``--json`` gives all."""

Row = tuple[Message | str, ...]


@command("coverage", help=Message("Measure the catalogue: coverage, timeliness, lag and more."))
@option(
    "--measure",
    "names",
    multiple=True,
    type=click.Choice((*MEASURES, ALL)),
    help=Message("What to measure; may be given several times. Coverage if not given."),
)
@day_option("--on", Message("The day it is measured for; today if not given."))
@day_option("--since", Message("The first day of what is measured over a time; a year before."))
@option(
    "--by",
    type=click.Choice([each.value for each in Grouping]),
    help=Message("Tell it apart by domain, agency or region, ranked."),
)
@option(
    "--least",
    type=click.IntRange(min=1),
    default=1,
    help=Message("Rank only what rests on at least so many."),
)
@file_options
@json_option
@office_options
def coverage(
    names: Sequence[str],
    on: date | None,
    since: date | None,
    by: str | None,
    least: int,
    as_json: bool,
    **files: Path | None,
) -> int:
    """Figures first, then the lists behind them; one JSON object a measure. 1 where any is listed.

    Without ``--items`` the office's catalogue, releases and drafts are measured, and the files
    given stand beside them: postings on village boards, say.
    """
    grouping = Grouping(by) if by else None
    chosen = list(MEASURES) if ALL in names else list(dict.fromkeys(names or ("coverage",)))
    with progress(Message("reading")), collector_paused():
        facts = facts_of(Given(**files), on)
    day = on or facts.today
    taken: list[tuple[Measure, tuple[Group, ...]]] = []
    for name in chosen:
        with progress(Message("measuring {name}", name=name)), collector_paused():
            measure = measured(facts.of, name, since=since or day - YEAR, on=day)
            groups = grouped(measure, grouping, least=least) if grouping else ()
            taken.append((measure, groups))
    if as_json:
        for measure, groups in taken:
            data = measure_data(measure, groups, by=grouping, language=current_language())
            click.echo(json.dumps(data, ensure_ascii=False))
    else:
        _tell(taken, grouping)
    return int(any(_finds(measure) for measure, _ in taken))


def _finds(measure: Measure) -> bool:
    """Whether a measure lists anything to look at; a lag lists all releases and finds nothing."""
    return measure.shows is not None and bool(measure.listed)


def _tell(taken: Sequence[tuple[Measure, Sequence[Group]]], by: Grouping | None) -> None:
    headings = (Message("measure"), Message("figure"), Message("of"), Message("not counted"))
    print_table(headings, [_figure(measure) for measure, _ in taken])
    for measure, groups in taken:
        click.echo()
        _tell_measure(measure)
        if by is not None and groups:
            _tell_groups(groups, by)
        _tell_list(measure, by)
        _tell_excluded(measure)


def _figure(measure: Measure) -> Row:
    return (measure.name, measure.text, _parts(measure), str(len(measure.excluded)))


def _parts(measure: Measure) -> str:
    if measure.denominator is None:
        return str(measure.numerator)
    return f"{measure.numerator} ÷ {measure.denominator}"


def _tell_measure(measure: Measure) -> None:
    if measure.since is None:
        told = Message(
            "{name} on {on}: {value}", name=measure.name, on=measure.on, value=measure.text
        )
    else:
        told = Message(
            "{name} from {since} to {on}: {value}",
            name=measure.name,
            since=measure.since,
            on=measure.on,
            value=measure.text,
        )
    tell(told)
    for line in measure.explanation:
        click.echo(f"  {line.text(current_language())}")
    tell(Message("  basis: {basis}", basis=str(measure.basis)))
    if measure.spread is not None:
        tell(
            Message(
                "  median {median}, 90th percentile {percentile}, from {shortest} to {longest}",
                median=round_exact(measure.spread.median, 1),
                percentile=round_exact(measure.spread.percentile_90, 1),
                shortest=measure.spread.shortest,
                longest=measure.spread.longest,
            )
        )
    for tally in measure.tallies:
        if tally.met is None:
            tell(Message("  {name}: {count}", name=tally.name, count=tally.count))
        else:
            tell(
                Message(
                    "  {name}: {count}, of them {met}",
                    name=tally.name,
                    count=tally.count,
                    met=tally.met,
                )
            )


def _tell_groups(groups: Sequence[Group], by: Grouping) -> None:
    names = {
        Grouping.DOMAIN: Message("domain"),
        Grouping.AGENCY: Message("agency"),
        Grouping.REGION: Message("region"),
    }
    timed = any(each.measure.unit is MeasureUnit.WORKING_DAYS for each in groups)
    print_table(
        [Message("rank"), names[by], Message("figure"), Message("of")]
        + ([Message("median"), Message("90th percentile")] if timed else []),
        [_group(each, timed=timed) for each in groups],
    )


def _group(group: Group, *, timed: bool) -> Row:
    spread = group.measure.spread
    row: Row = (
        str(group.rank or "—"),
        printable(group.key) if group.key else Message("(none named)"),
        group.measure.text,
        _parts(group.measure),
    )
    if not timed:
        return row
    if spread is None:
        return (*row, "", "")
    return (
        *row,
        str(round_exact(spread.median, 1)),
        str(round_exact(spread.percentile_90, 1)),
    )


def _tell_list(measure: Measure, by: Grouping | None) -> None:
    """What is missing; group by group where it is told apart, what names none last."""
    listed = measure.listed
    if by is not None:
        listed = tuple(sorted(listed, key=lambda each: _group_key(getattr(each, by.value))))
    if not listed:
        return
    rows: Iterable[Row] = (
        (
            printable(each.subject),
            printable(each.name),
            printable(each.agency or ""),
            each.note or "",
        )
        for each in listed[:SHOWN]
    )
    print_table(
        (Message("subject"), Message("item"), Message("agency"), Message("note")), list(rows)
    )
    if len(listed) > SHOWN:
        tell(Message("… and {count} more; --json gives all.", count=len(listed) - SHOWN))


def _group_key(key: str | None) -> tuple[bool, str]:
    return (key is None, key or "")


def _tell_excluded(measure: Measure) -> None:
    for reason, count in reasons_of(measure.excluded):
        tell(Message("  left out: {count}, {reason}", count=count, reason=reason))
