"""``disclosure catalogue import``: tables taken in, or shown what they would change."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from disclosure_core.catalogue.sheets.changed import TableChanges
from disclosure_core.catalogue.sheets.columns import KEYS, first_column
from disclosure_core.catalogue.tables.values import Problem
from disclosure_core.cli.opening import office_options, opened_office
from disclosure_core.cli.options import json_option
from disclosure_core.cli.printing import printable
from disclosure_core.cli.texts import command, current_language, option, tell
from disclosure_core.codec import unstructure
from disclosure_core.errors import place_in_words
from disclosure_core.messages import Message
from disclosure_core.office.tables import ImportOptions

_SHOWN = 60
"""Characters of a cell that a terminal shows; ``--json`` gives all."""


@command("import", help=Message("Take the tables of a file into the catalogue."))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@option(
    "--domain",
    metavar="DOMAIN",
    help=Message("The domain of all rows, where the table does not name it."),
)
@option("--source", metavar="ADDRESS", help=Message("Where the file was found."))
@option(
    "--reason",
    metavar="TEXT",
    help=Message("Why items change or are left out, for rows that give no reason of their own."),
)
@option(
    "--drop-missing",
    is_flag=True,
    help=Message("Leave out the items whose rows are missing from an exported table."),
)
@option(
    "--region",
    metavar="REGION",
    help=Message("The town or village whose table it is; what differs is kept as its own."),
)
@option("--dry-run", is_flag=True, help=Message("Show what would change, and change nothing."))
@json_option
@office_options
def import_table(
    file: Path,
    domain: str | None,
    source: str | None,
    reason: str | None,
    drop_missing: bool,
    region: str | None,
    dry_run: bool,
    as_json: bool,
) -> int:
    """All tables or nothing; 1 where the reading has problems to look at."""
    options = ImportOptions(
        domain=domain, source=source, reason=reason, drop_missing=drop_missing, region=region
    )
    if sys.stderr.isatty():
        told = Message("reading {file}", file=printable(file.name)).text(current_language())
        click.echo(f"{told}…", err=True)
    with opened_office() as office:
        if dry_run:
            changes = office.tables.preview(file, options)
            held = office.towns.catalogue(region) if region else office.catalogue.current()
            titles = {each.item.id: " ▸ ".join(each.item.path) for each in held.items}
            _show(file.name, changes, titles, as_json=as_json)
            return 1 if changes.problems else 0
        taken = office.tables.take_in(file, options)
    if as_json:
        shown = {name: value for name, value in unstructure(taken).items() if name != "reading"}
        click.echo(json.dumps(shown, ensure_ascii=False))
    else:
        tell(
            Message(
                "{file}: rows: {rows}, added: {added}, changed: {changed}, dropped: {dropped}, "
                "problems: {problems}",
                file=taken.file,
                rows=taken.rows,
                added=len(taken.added),
                changed=len(taken.refined),
                dropped=len(taken.dropped),
                problems=taken.problems,
            )
        )
    return 1 if taken.problems else 0


def _show(file: str, changes: TableChanges, titles: Mapping[str, str], *, as_json: bool) -> None:
    """What would change: items, and each field before and after."""
    if as_json:
        shown = {"file": file, **changes.as_json(current_language())}
        click.echo(json.dumps(shown, ensure_ascii=False))
        return
    for item in changes.added:
        tell(Message("added: {item}", item=printable(" ▸ ".join(item.path))))
    for each in changes.changed:
        tell(Message("changed: {item} ({id})", item=printable(titles[each.id]), id=each.id))
        for field in each.fields:
            header = KEYS[first_column(field.field)].header
            click.echo(f"  {header}: {_short(field.before)} → {_short(field.after)}")
        tell(Message("  reason: {reason}", reason=printable(each.refinement.reason)))
    for omission in changes.dropped:
        title = printable(titles[omission.item])
        tell(Message("dropped: {item} ({id})", item=title, id=omission.item))
        tell(Message("  reason: {reason}", reason=printable(omission.reason)))
    for missing in changes.missing:
        title = printable(titles[missing])
        tell(Message("no row for {item} ({id}); nothing happens to it", item=title, id=missing))
    for problem in changes.problems:
        click.echo(printable(_told(problem)))
    tell(
        Message(
            "{file}: rows: {rows}, added: {added}, changed: {changed}, dropped: {dropped}, "
            "unchanged: {unchanged}, missing: {missing}, problems: {problems}; nothing was kept",
            file=file,
            rows=changes.rows,
            added=len(changes.added),
            changed=len(changes.changed),
            dropped=len(changes.dropped),
            unchanged=len(changes.unchanged),
            missing=len(changes.missing),
            problems=len(changes.problems),
        )
    )


def _told(problem: Problem) -> str:
    text = problem.message.text(current_language())
    return f"{place_in_words(problem.place, current_language())}: {text}" if problem.place else text


def _short(text: str) -> str:
    plain = printable(" ".join(text.split()))
    return (plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1] + "…") or "—"
