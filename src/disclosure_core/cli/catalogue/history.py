"""``disclosure catalogue history``, ``split`` and ``merge``: what became of items (沿革)."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click
from attrs import evolve

from disclosure_core.catalogue.history import SUCCESSION_KINDS
from disclosure_core.catalogue.values import DisclosureItem, Succession
from disclosure_core.cli.opening import office_options, opened_office
from disclosure_core.cli.options import day_option, json_option
from disclosure_core.cli.printing import printable
from disclosure_core.cli.texts import command, option, tell
from disclosure_core.codec import unstructure
from disclosure_core.errors import NotFoundError
from disclosure_core.extensions.folder.words import basis_of
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message
from disclosure_core.office.office import Office

F = TypeVar("F", bound=Callable[..., Any])


def _why(function: F) -> F:
    """The options of both: reason, first day, basis."""
    for each in (
        option(
            "--basis", metavar="TEXT", help=Message("The document and article that ask for it.")
        ),
        day_option("--on", Message("The first day of what begins; today if not given.")),
        option("--reason", required=True, metavar="TEXT", help=Message("Why.")),
    ):
        function = each(function)
    return function


@command("history", help=Message("Show what an item came from and what became of it."))
@click.argument("item", metavar="ITEM")
@json_option
@office_options
def history(item: str, as_json: bool) -> None:
    """All splits, merges and replacements before and after an item, by date."""
    with opened_office() as office:
        found = office.history.item(item)
        known = office.history.all()
        successions = known.of(item)
        titles = {
            each: _title(office, each)
            for succession in successions
            for each in (*succession.before, *succession.after)
        }
    if as_json:
        shown = {
            "id": item,
            "title": found.title,
            "in_force": unstructure(found.in_force),
            "predecessors": list(known.predecessors(item)),
            "successors": list(known.successors(item)),
            "successions": [succession_data(each) for each in successions],
        }
        click.echo(json.dumps(shown, ensure_ascii=False))
        return
    click.echo(f"{item}  {printable(' ▸ '.join(found.path))}")
    if not successions:
        tell(Message("Nothing came before it, and nothing after."))
    for each in successions:
        _tell_succession(each, titles)


@command("split", help=Message("Split one of the office's own items into several."))
@click.argument("item", metavar="ITEM")
@option(
    "--into",
    "names",
    multiple=True,
    required=True,
    metavar="NAME",
    help=Message("The name of a new item; give it once for each."),
)
@_why
@json_option
@office_options
def split(item: str, names: tuple[str, ...], as_json: bool, **said: Any) -> None:
    """The item ends the day before; each new one has its fields and a name of its own."""
    with opened_office() as office:
        parent = office.history.item(item)
        done = office.history.split(
            item, into=[_named(parent, name) for name in names], **_said(said)
        )
    _tell_done(done, as_json)


@command("merge", help=Message("Merge several of the office's own items into one."))
@click.argument("items", metavar="ITEM ITEM…", nargs=-1, required=True)
@option("--into", "name", required=True, metavar="NAME", help=Message("The new item's name."))
@_why
@json_option
@office_options
def merge(items: tuple[str, ...], name: str, as_json: bool, **said: Any) -> None:
    """The items end the day before; the new one has the fields of the first, and all content."""
    with opened_office() as office:
        parents = [office.history.item(each) for each in items]
        content = tuple(dict.fromkeys(part for each in parents for part in each.content))
        into = evolve(_named(parents[0], name), content=content)
        done = office.history.merge(items, into=into, **_said(said))
    _tell_done(done, as_json)


def _said(given: dict[str, Any]) -> dict[str, Any]:
    day: date | None = given["on"]
    basis: LegalBasis | None = basis_of(given["basis"]) if given["basis"] else None
    return {"reason": given["reason"], "on": day, "basis": basis}


def _named(item: DisclosureItem, name: str) -> DisclosureItem:
    """The item with another most particular name."""
    if item.level3:
        return evolve(item, level3=name)
    return evolve(item, level2=name) if item.level2 else evolve(item, level1=name)


def _title(office: Office, item: str) -> str:
    try:
        return office.history.item(item).title
    except NotFoundError:
        return ""


def succession_data(succession: Succession) -> dict[str, object]:
    """A succession as plain data."""
    data: dict[str, object] = unstructure(succession)
    return {"kind": succession.kind.value, **data}


def _tell_succession(succession: Succession, titles: dict[str, str]) -> None:
    tell(Message("{on}  {kind}", on=succession.on, kind=SUCCESSION_KINDS[succession.kind]))
    for sign, ids in (("-", succession.before), ("+", succession.after)):
        for each in ids:
            click.echo(f"  {sign} {each}  {printable(titles.get(each, ''))}".rstrip())
    tell(Message("  reason: {reason}", reason=printable(succession.reason)))
    if succession.basis is not None:
        tell(Message("  basis: {basis}", basis=printable(str(succession.basis))))
    if succession.source is not None:
        tell(Message("  source: {source}", source=printable(succession.source)))


def _tell_done(succession: Succession, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(succession_data(succession), ensure_ascii=False))
    else:
        _tell_succession(succession, {})
