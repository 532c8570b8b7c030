"""``export-template``: a domain as a folder that another county can load."""

from pathlib import Path

import click

from disclosure_core.cli.opening import office_options, opened_office
from disclosure_core.cli.options import json_option
from disclosure_core.cli.organisation.options import print_json
from disclosure_core.cli.texts import command, option, tell
from disclosure_core.codec import unstructure
from disclosure_core.messages import Message
from disclosure_core.office.templates import ExportedTemplate


@command(
    "export-template",
    help=Message(
        "Write the catalogue of a domain as a folder plugin, names of this place as blanks."
    ),
)
@click.argument("domain")
@option(
    "--to",
    "folder",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help=Message("The folder to make; it must not exist."),
)
@option("--name", help=Message("The plugin's name and the prefix of its ids."))
@option(
    "--alone",
    is_flag=True,
    help=Message("Repeat shared items in full, for a county without the plugin they are from."),
)
@json_option
@office_options
def export_template(
    domain: str, folder: Path, name: str | None, alone: bool, as_json: bool
) -> None:
    """Say what was written, what is to be filled in and what is to be looked at."""
    with opened_office() as office:
        made = office.templates.export(domain, folder, name=name, alone=alone)
    if as_json:
        print_json({**unstructure(made), "cited": [str(each) for each in made.cited]})
    else:
        _tell(made)


def _tell(made: ExportedTemplate) -> None:
    tell(
        Message(
            "made {folder}: plugin {name}, items: {items}, shared items said otherwise: {refined}",
            folder=made.folder,
            name=made.name,
            items=made.items,
            refined=made.refinements,
        )
    )
    if made.exact:
        tell(Message("rows that no table could hold, in TOML: {count}", count=made.exact))
    if made.needs:
        tell(Message("needs the plugins: {plugins}", plugins=made.needs))
    for blank in made.blanks:
        tell(
            Message(
                "to be filled in: {word} (in {count} items, here {names})",
                word=blank.word,
                count=len(blank.items),
                names=blank.stood_for,
            )
        )
    for basis in made.cited:
        tell(Message("does it bind others too? {basis}", basis=basis))
    if made.omitted:
        tell(Message("left out here, and not in the template: {count}", count=made.omitted))
