"""What an organisation refers to by id, and which of its own things are not there. Pure."""

from collections.abc import Iterable, Iterator
from typing import Any

from disclosure_core.errors import Mistake
from disclosure_core.messages import Message
from disclosure_core.organisation.checking import Places
from disclosure_core.organisation.values import Organisation


def unknown_references(
    organisation: Organisation,
    places: Places,
    *,
    plugin: str,
    domains: Iterable[str] = (),
    unread: Iterable[str] = (),
) -> list[Mistake]:
    """References to things of ``plugin`` itself that it does not have.

    Args:
        organisation: What is looked at, its ids in full.
        places: Where each value stands.
        plugin: Whose things are all known here.
        domains: The ids of the plugin's own domains.
        unread: Ids that are there and could not be read.
    """
    there: dict[str, set[str]] = {
        "region": {each.id for each in organisation.regions},
        "agency": {each.id for each in organisation.agencies},
        "domain": set(domains),
        "figure": {each.id for each in organisation.reported_figures},
    }
    there["unit"] = there["region"] | there["agency"]
    passed = frozenset(unread)
    return [
        Mistake(
            *places(section, index, key),
            Message("{what} of that id is not here: {id}", what=_WORDS[kind], id=id),
        )
        for section, index, key, kind, id in references(organisation)  # noqa: A001
        if id.startswith(f"{plugin}:") and id not in there[kind] and id not in passed
    ]


_WORDS = {
    "region": Message("a region"),
    "agency": Message("an agency"),
    "domain": Message("a domain"),
    "figure": Message("a reported figure"),
    "unit": Message("a region or agency"),
}


def references(organisation: Organisation) -> Iterator[tuple[str, int, str, str, str]]:
    """Section, index, field, kind of thing and id of everything that is referred to."""
    for section, key, kind in _REFERENCES:
        for index, value in enumerate(getattr(organisation, section)):
            named: Any = getattr(value, key)
            for each in named if isinstance(named, tuple) else (named,):
                if each is not None:
                    yield section, index, key, kind, each


_REFERENCES = (
    ("regions", "within", "region"),
    ("agencies", "region", "region"),
    ("agencies", "within", "agency"),
    ("agencies", "domains", "domain"),
    ("service_points", "region", "region"),
    ("service_points", "agency", "agency"),
    ("responsible", "agency", "agency"),
    ("changes", "before", "unit"),
    ("changes", "after", "unit"),
    ("pilots", "domain", "domain"),
    ("pilots", "region", "region"),
    ("pilots", "agency", "agency"),
    ("reported_figures", "parts", "figure"),
    ("reported_figures", "region", "region"),
)
