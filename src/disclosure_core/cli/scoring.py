"""``disclosure scoring``: marks, each with the ledger it follows from."""

import json
from collections.abc import Iterable

import click

from disclosure_core.catalogue.measures.coverage import Coverage
from disclosure_core.cli.opening import office_options, opened_office
from disclosure_core.cli.options import json_option
from disclosure_core.cli.tables import print_table
from disclosure_core.cli.texts import current_language, group, option, tell
from disclosure_core.messages import Message
from disclosure_core.scoring.ledger import Ledger, ledger_data, ledger_tree, mark_text


@group("scoring", help=Message("Marks, each with the records it follows from."))
def scoring() -> None:
    """The group; its verbs are below."""


@scoring.command("coverage", help=Message("Items with a public release, of all items."))
@option(
    "--domain", metavar="DOMAIN", help=Message("The id of a domain: its ledger, down to the item.")
)
@json_option
@office_options
def coverage(domain: str | None, as_json: bool) -> None:
    """The rate of each domain and of all; with ``--domain`` how it comes about."""
    with opened_office() as office:
        if domain is not None:
            domain = office.catalogue.domain(domain).id
        measured = office.scoring.coverage()
    if domain is not None:
        _tell_ledger(measured.domain(domain).ledger, as_json=as_json)
    elif as_json:
        click.echo(json.dumps(_coverage_json(measured), ensure_ascii=False))
    else:
        headings = (
            Message("domain"),
            Message("name"),
            Message("items"),
            Message("released"),
            Message("rate"),
        )
        print_table(headings, _rows(measured))


def _rows(measured: Coverage) -> Iterable[tuple[str, str, str, str, str]]:
    language = current_language()
    for each in measured.domains:
        if each.items:
            rate = mark_text(each.mark).text(language)
            name = each.domain.name
            yield each.domain.id, name, str(each.items), str(each.released), rate
    every = Message("all domains").text(language)
    rate = mark_text(measured.mark).text(language)
    yield "", every, str(measured.items), str(measured.released), rate


def _coverage_json(measured: Coverage) -> dict[str, object]:
    language = current_language()
    domains = [
        {
            "domain": each.domain.id,
            "name": each.domain.name,
            "items": each.items,
            "released": each.released,
            "rate": _published(each.ledger),
            "ledger": ledger_data(each.ledger, language),
        }
        for each in measured.domains
        if each.items
    ]
    return {
        "on": measured.on.isoformat(),
        "items": measured.items,
        "released": measured.released,
        "rate": _published(measured.ledger),
        "domains": domains,
    }


def _published(ledger: Ledger) -> str | None:
    published = ledger.marks[0].published
    return None if published is None else str(published)


def _tell_ledger(ledger: Ledger, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(ledger_data(ledger, current_language()), ensure_ascii=False))
        return
    for depth, line in ledger_tree(ledger).walk():
        click.echo("  " * depth, nl=False)
        tell(line)
