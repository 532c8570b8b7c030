"""``pilots``, ``claim``, ``withdraw-claim``: domains that a region works out for others."""

from typing import Any

import click

from disclosure_core.cli.opening import office_options, opened_office
from disclosure_core.cli.options import json_option
from disclosure_core.cli.organisation.options import print_json
from disclosure_core.cli.tables import print_table
from disclosure_core.cli.texts import command, option, tell
from disclosure_core.codec import unstructure
from disclosure_core.extensions.folder.words import basis_of
from disclosure_core.messages import Message
from disclosure_core.office.organisation import Pilot


@command("pilots", help=Message("List the domains that are claimed as pilots."))
@json_option
@office_options
def pilots(as_json: bool) -> None:
    """One line a claim: those plugins tell of, then the office's own."""
    with opened_office() as office:
        listed = office.organisation.pilots()
        names = {each.id: each.name for each in office.catalogue.domains}
    if as_json:
        for each in listed:
            print_json(_as_json(each))
        return
    headings = (
        *(Message("domain"), Message("name"), Message("claimed on")),
        *(Message("claimed by"), Message("source"), Message("claim record")),
    )
    rows = []
    for each in listed:
        claim = each.claim
        when = claim.claimed_on.isoformat() if claim.claimed_on else claim.printed or ""
        rows.append(
            (
                *(claim.domain, names.get(claim.domain, ""), when),
                *(claim.claimed_by or "", claim.source or claim.reason or "", each.record or ""),
            )
        )
    print_table(headings, rows)


def _as_json(pilot: Pilot) -> dict[str, Any]:
    return {**unstructure(pilot.claim), "record": pilot.record}


@command("claim", help=Message("Claim a domain as pilot; the journal keeps who did and why."))
@click.argument("domain")
@option("--reason", required=True, help=Message("Why it is claimed."))
@option("--basis", help=Message("What asks for it, such as 《title》（number）第一条."))
@json_option
@office_options
def claim(domain: str, reason: str, basis: str | None, as_json: bool) -> None:
    """Answer the record's id."""
    with opened_office() as office:
        made = office.organisation.claim(
            domain, reason=reason, basis=basis_of(basis) if basis else None
        )
    if as_json:
        print_json(_as_json(made))
    else:
        tell(Message("claimed {domain}, kept as {id}", domain=made.claim.domain, id=made.record))


@command("withdraw-claim", help=Message("Take back the office's claim of a domain."))
@click.argument("domain")
@option("--reason", required=True, help=Message("Why it is taken back."))
@json_option
@office_options
def withdraw_claim(domain: str, reason: str, as_json: bool) -> None:
    """The journal keeps that it was claimed, and why it no longer is."""
    with opened_office() as office:
        gone = office.organisation.withdraw_claim(domain, reason=reason)
    if as_json:
        print_json(_as_json(gone))
    else:
        tell(Message("no longer claimed: {domain}", domain=gone.claim.domain))
