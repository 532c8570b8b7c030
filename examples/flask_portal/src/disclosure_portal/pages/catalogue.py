"""Domains and items: what this office must disclose, and what it has (公开目录)."""

from flask import Blueprint, render_template

from disclosure_core import CoverageRow, PublicPage
from disclosure_portal.language import text
from disclosure_portal.pages.office import public_office
from disclosure_portal.safety import cursor

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
            column=text("Catalogue"),
            description=text("The domains of disclosure and their items."),
            column_type=COLUMN_TYPE,
        ),
        coverage=public_office().scoring.coverage(),
    )


@area.get("/domains/<id>")
def domain(id: str) -> str:
    """One domain: its items by their first level, each with whether it is public."""
    office = public_office()
    found = office.catalogue.domain(id)
    measured = office.scoring.coverage().domain(id)
    groups: dict[str, list[CoverageRow]] = {}
    for row in measured.rows:
        groups.setdefault(row.item.level1, []).append(row)
    return render_template(
        "domain.html",
        page=PublicPage(
            kind="column",
            column=found.name,
            description=text("Items of disclosure in the domain {domain}.", domain=found.name),
            keywords=(found.name, *found.names),
            column_type=COLUMN_TYPE,
        ),
        domain=found,
        measured=measured,
        groups=list(groups.items()),
    )


@area.get("/items/<id>")
def item(id: str) -> str:
    """One item: every field, where each came from, and the releases that fulfil it."""
    office = public_office()
    holding = office.catalogue.item(id)
    layers = {holding.layer, *holding.origins.values()}
    place = office.catalogue.domain(holding.item.domain)
    return render_template(
        "item.html",
        page=PublicPage(
            kind="column",
            column=holding.item.title,
            description=text("What is disclosed under “{item}”, and how.", item=holding.item.title),
            keywords=(place.name, *holding.item.path),
            column_type=COLUMN_TYPE,
        ),
        domain=place,
        holding=holding,
        item=holding.item,
        layers={layer: office.catalogue.layer(layer) for layer in layers},
        releases=office.publication.published(item=id, after=cursor()),
    )
