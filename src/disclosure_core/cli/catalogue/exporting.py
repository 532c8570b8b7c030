"""``disclosure catalogue export``: the catalogue as tables to print, fill in and send on."""

import json
import sys
from datetime import date
from pathlib import Path

import click

from disclosure_core.catalogue.sheets.writing import ExportFormat, format_named
from disclosure_core.cli.opening import office_options, opened_office
from disclosure_core.cli.options import day_option, json_option
from disclosure_core.cli.texts import command, current_language, option, tell
from disclosure_core.messages import Message


@command("export", help=Message("Write the catalogue that holds here to a file, as tables."))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@option(
    "--format",
    "format",
    type=click.Choice([each.value for each in ExportFormat]),
    help=Message("The format; by the file's name if not given."),
)
@option(
    "--domain",
    "domains",
    multiple=True,
    metavar="DOMAIN",
    help=Message("Only this domain; may be given several times."),
)
@option(
    "--region",
    metavar="REGION",
    help=Message("The prefilled catalogue of this town or village."),
)
@day_option("--on", Message("The day it holds on; today if not given."))
@option("--blank", is_flag=True, help=Message("An empty form for each domain, to be filled in."))
@option("--force", is_flag=True, help=Message("Replace the file if it stands already."))
@json_option
@office_options
def export(
    file: Path,
    format: str | None,
    domains: tuple[str, ...],
    region: str | None,
    on: date | None,
    blank: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Every row has its number, so that a file that was filled in can be imported again."""
    chosen = ExportFormat(format) if format else format_named(file)
    if sys.stderr.isatty():
        told = Message("writing {file}", file=file.name).text(current_language())
        click.echo(f"{told}…", err=True)
    with opened_office() as office:
        items = office.tables.write(
            file,
            format=chosen,
            force=force,
            domains=domains,
            region=region,
            on=on,
            blank=blank,
        )
    if as_json:
        click.echo(
            json.dumps(
                {"file": str(file), "format": chosen.value, "items": items}, ensure_ascii=False
            )
        )
    else:
        tell(Message("{file}: items: {items}", file=file.name, items=items))
