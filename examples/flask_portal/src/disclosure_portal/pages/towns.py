"""Towns and villages: what each discloses, leaves out and says otherwise (乡镇街道目录)."""

from collections.abc import Iterator

from attrs import frozen
from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from disclosure_core import (
    Catalogue,
    CatalogueItem,
    Domain,
    Office,
    OmittedItem,
    PublicPage,
    Region,
    turned_layer_id,
)
from disclosure_portal.language import tag_text
from disclosure_portal.pages.catalogue import COLUMN_TYPE
from disclosure_portal.pages.office import public_office

area = Blueprint("towns", __name__)


@frozen(kw_only=True)
class Otherwise:
    """A field that a town has otherwise than the office: the item there and here, and its field."""

    here: CatalogueItem
    above: CatalogueItem
    field: str

    @property
    def layer(self) -> str:
        """The layer that says so."""
        return self.here.refined[self.field].layer


@frozen(kw_only=True)
class TownCatalogue:
    """What a town discloses, and how that stands to the office's own catalogue.

    ``turned`` are the ids of the layers that name the town's own agencies: what differs because the
    organisation does, and not because anybody said so.
    """

    catalogue: Catalogue
    added: tuple[CatalogueItem, ...]
    otherwise: tuple[Otherwise, ...]
    left_out: tuple[OmittedItem, ...]
    undecided: tuple[CatalogueItem, ...]
    turned: frozenset[str]

    @property
    def entered(self) -> tuple[Otherwise, ...]:
        """What the town says otherwise."""
        return tuple(each for each in self.otherwise if each.layer not in self.turned)

    @property
    def following(self) -> tuple[Otherwise, ...]:
        """What is otherwise because the organisation is."""
        return tuple(each for each in self.otherwise if each.layer in self.turned)


@area.get("/towns")
def towns() -> str:
    """All towns, streets and parks, with their villages."""
    office = public_office()
    regions = office.towns.regions()
    ids = {each.id for each in regions}
    return render_template(
        "towns.html",
        page=PublicPage(
            kind="column",
            column=tag_text("Towns"),
            description=tag_text("What towns, streets and villages disclose."),
            column_type=COLUMN_TYPE,
        ),
        towns=[each for each in regions if each.within not in ids],
        within={each.id: [one for one in regions if one.within == each.id] for each in regions},
        differing={each.region: each for each in office.towns.layers()},
    )


@area.get("/towns/<id>")
def town(id: str) -> str | Response:
    """The catalogue of one town or village."""
    office = public_office()
    region = office.towns.region(id)
    if region.id != id:  # asked for by name
        return redirect(url_for("towns.town", id=region.id))
    compared = _compared(office, region)
    tree = office.organisation.tree()
    return render_template(
        "town.html",
        page=PublicPage(
            kind="column",
            column=region.name,
            description=tag_text("What {town} discloses, and how it differs.", town=region.name),
            keywords=(region.name, *region.names),
            column_type=COLUMN_TYPE,
        ),
        town=region,
        path=tree.path(region.id)[:-1],
        compared=compared,
        domains=list(_by_domain(office, compared.catalogue)),
        domain_names={each.id: each.name for each in office.catalogue.domains},
        agencies=tree.agencies_of(region.id),
        points=tree.service_points_of(region.id),
        villages=tree.within(region.id),
        added={each.item.id for each in compared.added},
        changed={each.here.item.id for each in compared.entered},
        layers={
            each: office.catalogue.layer(each)
            for each in {
                *(one.layer for one in compared.otherwise),
                *(one.layer for one in compared.left_out),
            }
        },
    )


def _compared(office: Office, region: Region) -> TownCatalogue:
    tree = office.organisation.tree()
    above = office.catalogue.current()
    prefilled = office.towns.prefilled(region.id)
    catalogue = office.towns.catalogue(region.id)
    return TownCatalogue(
        catalogue=catalogue,
        added=tuple(each for each in catalogue.items if above.item(each.item.id) is None),
        otherwise=tuple(_otherwise(catalogue, above)),
        left_out=(*catalogue.omitted, *prefilled.dropped),
        undecided=prefilled.undecided,
        turned=frozenset(turned_layer_id(each.id) for each in tree.path(region.id)),
    )


def _otherwise(catalogue: Catalogue, above: Catalogue) -> Iterator[Otherwise]:
    """The fields that layers of the town set, or of the town above a village."""
    for here in catalogue.items:
        known = above.item(here.item.id)
        if known is not None:
            for name, by in here.refined.items():
                if by.layer not in above.layers:
                    yield Otherwise(here=here, above=known, field=name)


def _by_domain(
    office: Office, catalogue: Catalogue
) -> Iterator[tuple[Domain, dict[str, list[CatalogueItem]]]]:
    """The items of each domain by their first level."""
    for domain in office.catalogue.domains:
        groups: dict[str, list[CatalogueItem]] = {}
        for each in catalogue.in_domain(domain.id):
            groups.setdefault(each.item.level1, []).append(each)
        if groups:
            yield domain, groups
