"""One item of disclosure: its duty field by field, its history, what fell due (公开事项)."""

from collections.abc import Iterator

from attrs import frozen
from flask import Blueprint, abort, render_template

from disclosure_core import (
    BasisReading,
    Catalogue,
    CatalogueItem,
    CatalogueLayer,
    Correspondence,
    LegalBasis,
    NotFoundError,
    Obligation,
    ObligationState,
    Office,
    PublicPage,
    Region,
    Succession,
)
from disclosure_portal.failures import Answer
from disclosure_portal.language import tag_text
from disclosure_portal.pages.catalogue import COLUMN_TYPE
from disclosure_portal.pages.office import public_office
from disclosure_portal.safety import cursor

area = Blueprint("items", __name__)

GONE = 410

_STILL_TO_COME = (ObligationState.DUE, ObligationState.OPEN_ENDED)


@frozen(kw_only=True)
class Past:
    """What became of an item: the successions it stands in, and the titles of all they name."""

    successions: tuple[Succession, ...]
    titles: dict[str, str]


@area.get("/items/<id>")
def item(id: str) -> str | Answer:
    """One item as it holds here; what became of it, where it does not hold any more."""
    office = public_office()
    catalogue = office.catalogue.current()
    holding = catalogue.item(id)
    if holding is None:
        return _not_here(office, catalogue, id)
    return _shown(office, catalogue, holding, None)


@area.get("/towns/<town>/items/<id>")
def of_town(town: str, id: str) -> str:
    """One item as a town or village has it."""
    office = public_office()
    region = office.towns.region(town)
    catalogue = office.towns.catalogue(region.id)
    holding = catalogue.item(id)
    if holding is None:
        abort(404)
    return _shown(office, catalogue, holding, region)


def _shown(
    office: Office, catalogue: Catalogue, holding: CatalogueItem, town: Region | None
) -> str:
    item = holding.item
    domain = office.catalogue.domain(item.domain)
    obligations = _obligations(office, item.id)
    return render_template(
        "item.html",
        page=PublicPage(
            kind="column",
            column=item.title,
            description=tag_text("What is disclosed under “{item}”, and how.", item=item.title),
            keywords=(domain.name, *item.path),
            column_type=COLUMN_TYPE,
        ),
        domain=domain,
        holding=holding,
        item=item,
        town=town,
        above=office.catalogue.current().item(item.id) if town else None,
        layers=layers_of(office, holding),
        readings=readings(office, item.bases),
        item_types={each.id: each for each in office.tables.wording().item_types},
        past=_past(office, item.id),
        obligations=obligations,
        release_titles=_titles_of_releases(office, obligations),
        twins=_twins(office, item.id),
        held=catalogue,
        releases=office.publication.published(item=item.id, after=cursor()),
    )


def layers_of(office: Office, holding: CatalogueItem) -> dict[str, CatalogueLayer]:
    """The layers that said something of an item, by id."""
    ids = {holding.layer, *(by.layer for by in holding.refined.values())}
    return {each: office.catalogue.layer(each) for each in ids}


def readings(
    office: Office, bases: tuple[LegalBasis, ...]
) -> tuple[tuple[LegalBasis, BasisReading], ...]:
    """Each basis with how it stands today."""
    return tuple(zip(bases, office.lint.readings(bases), strict=True))


def _past(office: Office, id: str) -> Past:
    successions = office.history.all().of(id)
    named = dict.fromkeys(
        each for succession in successions for each in (*succession.before, *succession.after)
    )
    return Past(successions=successions, titles=dict(_titles(office, named)))


def _titles(office: Office, ids: dict[str, None]) -> Iterator[tuple[str, str]]:
    for each in ids:
        try:
            yield each, office.history.item(each).title
        except NotFoundError:
            continue


def _obligations(office: Office, id: str) -> tuple[Obligation, ...]:
    """What fell due, and the next thing that will."""
    own = [each for each in office.measures.public_obligations().all if each.item.id == id]
    ahead = [each for each in own if each.state in _STILL_TO_COME]
    return tuple(each for each in own if each not in ahead or each is ahead[0])


def _titles_of_releases(office: Office, obligations: tuple[Obligation, ...]) -> dict[str, str]:
    """The title of each release that met one of them."""
    met = {each.release for each in obligations if each.release is not None}
    return {each: office.publication.released(each).title for each in met}


def _twins(office: Office, id: str) -> tuple[Correspondence, ...]:
    pairs = office.comparison.correspondence()
    return tuple(each for each in pairs if id in (each.twin.government, each.twin.village))


def _not_here(office: Office, catalogue: Catalogue, id: str) -> Answer:
    """An item that is left out here, or gave way to others."""
    omitted = catalogue.omitted_item(id)
    past = _past(office, id)
    if omitted is None and id not in past.titles:
        abort(404)
    title = omitted.item.title if omitted else past.titles[id]
    page = render_template(
        "item_gone.html",
        page=PublicPage(kind="column", column=title, description=title, column_type=COLUMN_TYPE),
        title=title,
        omitted=omitted,
        layer=office.catalogue.layer(omitted.layer) if omitted else None,
        past=past,
        held=catalogue,
    )
    return page, GONE
