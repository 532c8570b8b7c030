"""``disclosure catalogue``: printed tables read and taken in, and what holds here."""

import json

import click

from disclosure_core.cli.catalogue.bases import bases
from disclosure_core.cli.catalogue.comparing import compare_command
from disclosure_core.cli.catalogue.confirming import confirm
from disclosure_core.cli.catalogue.corresponding import correspondence_of_twins
from disclosure_core.cli.catalogue.coverage import coverage
from disclosure_core.cli.catalogue.exporting import export
from disclosure_core.cli.catalogue.history import history, merge, split
from disclosure_core.cli.catalogue.importing import import_table
from disclosure_core.cli.catalogue.layers import show, town
from disclosure_core.cli.catalogue.linting import lint_catalogue
from disclosure_core.cli.catalogue.obligations import formed, obligations
from disclosure_core.cli.catalogue.phrases import phrase
from disclosure_core.cli.catalogue.preview import preview
from disclosure_core.cli.catalogue.reading import read
from disclosure_core.cli.opening import office_options, opened_office
from disclosure_core.cli.options import json_option
from disclosure_core.cli.texts import current_language, group, option, tell
from disclosure_core.codec import unstructure
from disclosure_core.messages import Message

UNVERIFIED = Message("(unverified)")


@group("catalogue", help=Message("Catalogue tables in, and the items that hold here."))
def catalogue() -> None:
    """The group; its verbs are below, ``read`` in a module of its own."""


catalogue.add_command(read)
catalogue.add_command(import_table)
catalogue.add_command(export)
catalogue.add_command(lint_catalogue)
catalogue.add_command(bases)
catalogue.add_command(phrase)
catalogue.add_command(show)
catalogue.add_command(town)
catalogue.add_command(history)
catalogue.add_command(split)
catalogue.add_command(merge)
catalogue.add_command(preview)
catalogue.add_command(confirm)
catalogue.add_command(coverage)
catalogue.add_command(obligations)
catalogue.add_command(formed)
catalogue.add_command(compare_command)
catalogue.add_command(correspondence_of_twins)


@catalogue.command("list", help=Message("List the items that hold here."))
@option("--domain", metavar="DOMAIN", help=Message("Only this domain."))
@option(
    "--include-unverified",
    is_flag=True,
    help=Message("List items that nobody has verified too; they hold nowhere."),
)
@json_option
@office_options
def list_items(domain: str | None, include_unverified: bool, as_json: bool) -> None:
    """One line an item: id, names, agency; what nobody has verified says so."""
    with opened_office() as office:
        held = office.catalogue.current(include_unverified=include_unverified)
        chosen = held.in_domain(office.catalogue.domain(domain).id) if domain else held.items
    for each in chosen:
        if as_json:
            shown = unstructure(each.item) | {
                "layer": each.layer,
                "origins": dict(each.origins),
                "unverified": each.unverified,
            }
            click.echo(json.dumps(shown, ensure_ascii=False))
        else:
            told = UNVERIFIED.text(current_language()) if each.unverified else ""
            path = " ▸ ".join(each.item.path)
            parts = (each.item.id, path, each.item.agency or "", told)
            click.echo("  ".join(part for part in parts if part))
    if not as_json:
        unverified = sum(each.unverified for each in chosen)
        tell(Message("items: {count}", count=len(chosen) - unverified))
        if unverified:
            tell(Message("items that nobody has verified: {count}", count=unverified))
