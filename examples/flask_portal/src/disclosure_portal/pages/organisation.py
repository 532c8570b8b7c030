"""The organisation: places, agencies, service points, and their history (组织机构)."""

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from disclosure_core import Agency, DataError, PublicPage, Region
from disclosure_portal.language import tag_text
from disclosure_portal.pages.office import public_office

area = Blueprint("organisation", __name__)

PLACE_TYPE = "概况信息"
"""The national column type of a page about the place."""

AGENCY_TYPE = "机构职能"
"""The national column type of a page about an agency and its duties."""


@area.get("/organisation")
def tree() -> str:
    """The tree as it stands today."""
    office = public_office()
    standing = office.organisation.tree()
    own = standing.find(office.settings.region)
    return render_template(
        "organisation.html",
        page=PublicPage(
            kind="column",
            column=tag_text("Organisation"),
            description=tag_text("The county, its towns and parks, agencies and service points."),
            column_type=PLACE_TYPE,
        ),
        tree=standing,
        roots=standing.roots if own is None else (own,),
        domain_names={each.id: each.name for each in office.catalogue.domains},
    )


@area.get("/organisation/<id>")
def unit(id: str) -> str | Response:
    """One region or agency: its names, what it answers for, what it came from."""
    office = public_office()
    try:
        history = office.organisation.history(id)
    except DataError:  # several go by that name
        abort(404)
    if history.id != id:  # asked for by name
        return redirect(url_for("organisation.unit", id=history.id))
    standing = office.organisation.tree()
    entries = history.own_entries
    current = next((each for each in entries if each.in_force.covers(standing.on)), entries[-1])
    return render_template(
        "unit.html",
        page=PublicPage(
            kind="column",
            column=current.name,
            description=tag_text("{name}: its names, duties and history.", name=current.name),
            keywords=(current.name, *current.names),
            column_type=AGENCY_TYPE if isinstance(current, Agency) else PLACE_TYPE,
        ),
        tree=standing,
        unit=current,
        agency=current if isinstance(current, Agency) else None,
        region=current if isinstance(current, Region) else standing.find(current.region),
        stands=current.in_force.covers(standing.on),
        history=history,
        names={each.id: each.name for each in history.entries},
        towns={each.id for each in office.towns.regions()},
        domain_names={each.id: each.name for each in office.catalogue.domains},
    )
