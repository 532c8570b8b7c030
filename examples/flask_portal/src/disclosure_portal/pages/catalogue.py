"""Domains: what this office must disclose, and what of it is public (公开目录)."""

from collections import Counter

from flask import Blueprint, render_template, request

from disclosure_core import CoverageRow, PublicPage
from disclosure_portal.filtering import SERVICE_KINDS, chosen, kind_of
from disclosure_portal.language import tag_text
from disclosure_portal.pages.office import public_office

area = Blueprint("catalogue", __name__)

COLUMN_TYPE = "信息公开目录"
"""The national column type of a page of the catalogue."""


@area.get("/domains")
def domains() -> str:
    """All domains in force, with how many of their items are public."""
    return render_template(
        "domains.html",
        page=PublicPage(
            kind="column",
            column=tag_text("Catalogue"),
            description=tag_text("The domains of disclosure and their items."),
            column_type=COLUMN_TYPE,
        ),
        coverage=public_office().scoring.coverage(),
    )


@area.get("/domains/<id>")
def domain(id: str) -> str:
    """One domain: its items by their first level, each with whether it is public."""
    office = public_office()
    found = office.catalogue.domain(id)
    measured = office.scoring.coverage().domain(found.id)
    choice = chosen(measured.rows, request.args)
    groups: dict[str, list[CoverageRow]] = {}
    for row in choice.rows:
        groups.setdefault(row.item.level1, []).append(row)
    kinds = Counter(kind_of(row.item) for row in measured.rows)
    catalogue = office.catalogue.current()
    omitted = [each for each in catalogue.omitted if each.item.domain == found.id]
    return render_template(
        "domain.html",
        page=PublicPage(
            kind="column",
            column=found.name,
            description=tag_text("Items of disclosure in the domain {domain}.", domain=found.name),
            keywords=(found.name, *found.names),
            column_type=COLUMN_TYPE,
        ),
        domain=found,
        measured=measured,
        choice=choice,
        groups=list(groups.items()),
        kinds=[(words, kinds[kind]) for kind, words in SERVICE_KINDS.items()],
        omitted=omitted,
        pilots=[each.claim for each in office.organisation.pilots() if each.claim.domain == id],
    )
