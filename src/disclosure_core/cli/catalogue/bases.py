"""``disclosure catalogue bases``: the controlled list of legal bases, as it stands on a day."""

import json
from datetime import date

import click

from disclosure_core.catalogue.bases.resolving import BasisState
from disclosure_core.cli.options import common_options, day_option, invocation, json_option, today
from disclosure_core.cli.tables import print_table
from disclosure_core.cli.texts import command, tell
from disclosure_core.extensions.collecting import load_registry
from disclosure_core.extensions.registry import Registry
from disclosure_core.messages import Message
from disclosure_core.office.lint import listed_bases

STATES = {
    BasisState.IN_FORCE: Message("valid"),
    BasisState.NOT_YET: Message("not yet in force"),
    BasisState.ENDED: Message("ended"),
}
"""States of a listed text as people read them."""


@command("bases", help=Message("List the legal bases that are known, and how they stand."))
@day_option("--on", Message("The day the law is read at; today if not given."))
@json_option
@common_options
def bases(on: date | None, as_json: bool) -> None:
    """One line a text, older texts of a title first; needs no office."""
    registry, read_at, _ = registry_on(on)
    listed = listed_bases(registry, read_at)
    if as_json:
        for each in listed:
            text = each.text
            told = {
                "title": text.title,
                "other_titles": list(text.other_titles),
                "number": text.number,
                "other_numbers": list(text.other_numbers),
                "issuer": text.issuer,
                "since": text.in_force.since.isoformat() if text.in_force.since else None,
                "until": text.in_force.until.isoformat() if text.in_force.until else None,
                "state": each.state.value,
                "replaced_by": text.replaced_by,
                "successor_number": each.successor.number if each.successor else None,
                "last_article": text.last_article,
                "url": text.url,
                "source": text.source,
                "unverified": text.unverified,
            }
            click.echo(json.dumps(told, ensure_ascii=False))
        return
    print_table(
        (Message("document"), Message("number"), Message("state"), Message("in force")),
        [
            (
                each.text.title,
                each.text.number or "",
                STATES[each.state],
                f"{each.text.in_force.since or ''} – {each.text.in_force.until or ''}",
            )
            for each in listed
        ],
    )
    tell(
        Message(
            "texts: {count}, not verified: {unverified}",
            count=len(listed),
            unverified=sum(each.text.unverified for each in listed),
        )
    )


def registry_on(day: date | None) -> tuple[Registry, date, str | None]:
    """What the plugins supply, the day the law is read at, and the office's region."""
    chosen = invocation()
    settings = chosen.settings()
    read_at = day or today(settings.timezone)
    registry = load_registry(settings, on=read_at, without=chosen.without)
    return registry, read_at, settings.region
