"""What the verbs of ``disclosure organisation`` share: a day, a region, printing JSON."""

import json
from datetime import date

import click

from disclosure_core.cli.options import day_option
from disclosure_core.errors import DataError
from disclosure_core.messages import Message
from disclosure_core.office.office import Office
from disclosure_core.organisation.tree import meant_by

on_option = day_option("--on", Message("The day that is asked about; today if not given."))
"""``--on 2020-11-30``."""


def region_id(office: Office, named: str | None, on: date | None) -> str | None:
    """The region of that id, local id or name; the office's own where none is named.

    Raises:
        NotFoundError: there is none of that id or name.
        DataError: several have that name.
    """
    if named is None:
        return office.settings.region
    tree = office.organisation.tree(on)
    found = [each.id for each in meant_by(tree.regions, named)]
    if len(found) > 1:
        raise DataError(
            Message("Several regions are called {name}.", name=named),
            fix=Message("name one by its id: {ids}", ids=tuple(found)),
        )
    return found[0] if found else tree.region(named).id


def print_json(value: object) -> None:
    """One JSON object on a line."""
    click.echo(json.dumps(value, ensure_ascii=False))
