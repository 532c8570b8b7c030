"""Search over released documents, and over items by name (站内查询)."""

from datetime import date

from attrs import asdict, frozen
from flask import Blueprint, render_template, request

from disclosure_core import DataError, Message, NotFoundError, PublicPage, Rank
from disclosure_portal.failures import Answer, failure_page
from disclosure_portal.language import tag_text
from disclosure_portal.pages.office import public_office
from disclosure_portal.safety import LONGEST_SEARCH, cursor

area = Blueprint("search", __name__)

MOST_ITEMS = 12
"""Items shown above the documents found."""


@frozen(kw_only=True)
class Narrowed:
    """What a reader narrows a search by; each ``None`` where nothing was chosen."""

    domain: str | None = None
    agency: str | None = None
    region: str | None = None
    since: date | None = None
    until: date | None = None

    @property
    def chosen(self) -> dict[str, str | date]:
        """What was chosen, by its name in the address."""
        return {name: value for name, value in asdict(self).items() if value is not None}


@area.get("/search")
def results() -> str | Answer:
    """What was found; the empty form, where nothing was asked."""
    words = request.args.get("q", "").strip()
    too_long = len(words) > LONGEST_SEARCH
    asked = "" if too_long else words
    best = request.args.get("order") == "best" and bool(asked)
    try:
        narrowed = _narrowed()
        found = _found(asked, narrowed, best=best)
    except (DataError, NotFoundError):  # a cursor of another question, a day or place that is none
        return failure_page(400)
    answer = render_template(
        "search.html",
        page=_page(),
        words=asked,
        too_long=too_long,
        most_items=MOST_ITEMS,
        narrowed=narrowed,
        best=best,
        **found,
    )
    return (answer, 400) if too_long else answer


def _narrowed() -> Narrowed:
    """What the address asks for.

    Raises:
        DataError: a name is too long, or a day is none.
    """
    return Narrowed(
        domain=_text("domain"),
        agency=_text("agency"),
        region=_text("region"),
        since=_day("since"),
        until=_day("until"),
    )


def _text(name: str) -> str | None:
    given = request.args.get(name, "").strip()
    if len(given) > LONGEST_SEARCH:
        raise DataError(Message("{name} is too long.", package="disclosure_portal", name=name))
    return given or None


def _day(name: str) -> date | None:
    given = _text(name)
    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise DataError(
            Message("{name} is no day.", package="disclosure_portal", name=name)
        ) from None


def _found(words: str, narrowed: Narrowed, *, best: bool) -> dict[str, object]:
    office = public_office()
    tree = office.organisation.tree()
    choices: dict[str, object] = {
        "domains": {domain.id: domain for domain in office.catalogue.domains},
        "regions": tree.regions,
        "agencies": tree.agencies,
    }
    if not words and not narrowed.chosen:
        return {**choices, "items": (), "releases": None, "units": ()}
    return {
        **choices,
        "items": office.catalogue.search(words) if words else (),
        "units": office.organisation.search(words) if words else (),
        "releases": office.publication.published(
            search=words,
            rank=Rank.RELEVANCE if best else Rank.NEWEST,
            after=cursor(),
            **asdict(narrowed),
        ),
    }


def _page() -> PublicPage:
    return PublicPage(
        kind="column",
        column=tag_text("Search this site"),
        description=tag_text("Search released documents and items of disclosure."),
    )
