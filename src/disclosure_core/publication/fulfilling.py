"""Which items a release fulfils, from when, on which channel, and what it shows of them.

Pure: versions of releases and the deliveries that channels took in, fulfilments out. A correction
is a version of its own: the first was public on its own day, and stays so for every deadline.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from disclosure_core.catalogue.measures.elements import element_key
from disclosure_core.catalogue.phrases.folding import folded
from disclosure_core.catalogue.values import ChannelKind, Fulfilment
from disclosure_core.publication.values import Release

_KINDS = frozenset(ChannelKind)


def fulfilments_of(
    versions: Iterable[Release],
    taken: Mapping[tuple[str, int], Iterable[str]],
    kinds: Mapping[str, str],
    required: Callable[[str], Iterable[str]],
) -> Iterator[Fulfilment]:
    """What each version of a release fulfils, by each channel that took it.

    Args:
        versions: Published versions.
        taken: Release and version to the ids of the channels that gave a receipt for it.
        kinds: Channel id to what it is.
        required: The elements that an item must show, by the item's id.
    """
    for release in versions:
        for channel in taken.get((release.id, release.version), ()):
            for item in release.items:
                yield Fulfilment(
                    item=item,
                    release=release.id,
                    published_on=release.published_at.date(),
                    channel=channel,
                    agency=release.agency,
                    channel_kind=_kind(kinds.get(channel)),
                    formed_on=release.formed_on,
                    elements=shown_elements(release, required(item)),
                    reference=release.document_number or release.document,
                    version=release.version,
                )


def shown_elements(release: Release, required: Iterable[str]) -> tuple[str, ...]:
    """The elements a release shows: its filled sections, and those required that its text names."""
    filled = tuple(each.name for each in release.sections if each.text.strip())
    text = folded(release.title + release.text)
    named = (each for each in required if element_key(each) and element_key(each) in text)
    return tuple(dict.fromkeys((*filled, *named)))


def _kind(kind: str | None) -> ChannelKind | None:
    """The catalogue's word for a kind of channel; ``None`` for kinds it does not know (a feed)."""
    return ChannelKind(kind) if kind in _KINDS else None
