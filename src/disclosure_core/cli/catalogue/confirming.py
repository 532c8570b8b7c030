"""``disclosure catalogue confirm``: an unverified item, confirmed with where it was read."""

import json

import click

from disclosure_core.cli.opening import office_options, opened_office
from disclosure_core.cli.options import json_option
from disclosure_core.cli.texts import command, option, tell
from disclosure_core.codec import unstructure
from disclosure_core.extensions.folder.words import basis_of
from disclosure_core.messages import Message


@command(
    "confirm",
    help=Message(
        "Confirm an item that nobody has verified: from then on it holds in the office's own "
        "layer, with this basis and this source."
    ),
)
@click.argument("item")
@option(
    "--source",
    required=True,
    metavar="ADDRESS",
    help=Message("The address of the page that prints the item."),
)
@option(
    "--basis",
    "bases",
    multiple=True,
    metavar="TEXT",
    help=Message(
        "The legal basis printed there, as 《政府信息公开条例》（国令第711号）第二十条; may be "
        "given several times."
    ),
)
@option("--reason", help=Message("What else is to be said, for the journal."))
@json_option
@office_options
def confirm(
    item: str, source: str, bases: tuple[str, ...], reason: str | None, as_json: bool
) -> None:
    """Refuses what is verified or confirmed already, and what has no basis or no whole address."""
    cited = tuple(basis_of(text) for text in bases)
    with opened_office() as office:
        made = office.confirmations.confirm(item, source=source, bases=cited, reason=reason)
    if as_json:
        click.echo(json.dumps(unstructure(made), ensure_ascii=False))
    else:
        tell(
            Message(
                "confirmed {item}: {path}. Basis: {bases}. Source: {source}",
                item=made.item.id,
                path=" ▸ ".join(made.item.path),
                bases=tuple(str(each) for each in made.item.bases),
                source=made.item.source,
            )
        )
