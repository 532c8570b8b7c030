"""Look at layers of items that nobody has confirmed: such an item must not pass for a duty.

Pure: answers with full ids in, errors out, one for each layer with all its mistakes. An unverified
layer adds items and types of items, nothing else; its items have no legal basis, and no other layer
gives them one, because only a person confirms (``office.confirmations``).
"""

from collections.abc import Iterable, Iterator, Set

from disclosure_core.catalogue.values import CatalogueLayer
from disclosure_core.errors import Mistake, PluginError
from disclosure_core.extensions.asking import Answer
from disclosure_core.messages import Message

BARRED = ("refinements", "omissions", "successions", "waivers", "twins")
"""What an unverified layer may not say: it would change duties that are confirmed."""


def mistaken_unverified_layers(answers: Iterable[Answer]) -> Iterator[PluginError]:
    """Bases of unverified items, and what unverified layers may not say."""
    given = [answer for answer in answers if isinstance(answer.value, CatalogueLayer)]
    verified = _items_of(given, unverified=False)
    unconfirmed = _items_of(given, unverified=True) - verified
    for answer in given:
        layer: CatalogueLayer = answer.value
        mistakes = (
            (*_bases_of_items(layer), *_barred(layer))
            if layer.unverified
            else tuple(_bases_by_refinement(layer, unconfirmed))
        )
        if mistakes:
            yield _error(answer, mistakes)


def _items_of(answers: Iterable[Answer], *, unverified: bool) -> frozenset[str]:
    return frozenset(
        item.id
        for answer in answers
        if answer.value.unverified is unverified
        for item in answer.value.items
    )


def _bases_of_items(layer: CatalogueLayer) -> Iterator[Mistake]:
    for item in layer.items:
        if item.bases:
            yield Mistake(
                layer.source or layer.id,
                item.id,
                Message(
                    "an unverified item has no legal basis, but cites {bases}",
                    bases=tuple(str(each) for each in item.bases),
                ),
            )


def _barred(layer: CatalogueLayer) -> Iterator[Mistake]:
    for name in BARRED:
        if getattr(layer, name):
            yield Mistake(
                layer.source or layer.id,
                name,
                Message("an unverified layer holds items only, and changes no others"),
            )
    if layer.replaces is not None:
        yield Mistake(
            layer.source or layer.id,
            "replaces",
            Message("an unverified layer stands for no other"),
        )


def _bases_by_refinement(layer: CatalogueLayer, unconfirmed: Set[str]) -> Iterator[Mistake]:
    for refinement in layer.refinements:
        if refinement.bases and refinement.item in unconfirmed:
            yield Mistake(
                refinement.source or layer.source or layer.id,
                refinement.item,
                Message("gives an unverified item a legal basis; only a person confirms one"),
            )


def _error(answer: Answer, mistakes: tuple[Mistake, ...]) -> PluginError:
    return PluginError(
        Message(
            "{plugin}: the layer {layer} makes unverified items pass for confirmed ones.",
            plugin=answer.plugin,
            layer=answer.value.id,
        ),
        plugin=answer.plugin,
        version=answer.version,
        hook=answer.hook,
        mistakes=mistakes,
        fix=Message(
            "take out what is named, or put the items into a layer that is not unverified, with "
            "the address they were read at."
        ),
    )
