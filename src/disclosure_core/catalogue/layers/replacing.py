"""Which layers stand on a day, and what each lies over, when layers replace others.

A layer that replaces another (last year's, another plugin's) takes its place: what lay over the
replaced one lies over it. A layer that is not in force lets those over it lie on what is beneath.
Pure; what does not fit is answered as mistakes.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from attrs import evolve

from disclosure_core.catalogue.values import CatalogueLayer
from disclosure_core.errors import Mistake
from disclosure_core.legal import Period
from disclosure_core.messages import Message


def layers_in_place(
    layers: Iterable[CatalogueLayer],
    *,
    on: date,
    laid: Collection[str] = (),
    without: Collection[str] = (),
    everywhere: bool = False,
) -> tuple[tuple[CatalogueLayer, ...], tuple[Mistake, ...]]:
    """The layers that stand on ``on``, each over one that stands too, in the order given.

    Args:
        layers: All layers, those not in force included.
        on: The day.
        laid: Ids of layers that lie beneath all of these already.
        without: Ids of layers that do not hold here, as if they were not in force.
        everywhere: The layers are of several regions, so that a layer of one region replaces
            another only if that one is of the same region.

    Returns:
        The layers without those replaced, and the mistakes: a layer over one that is missing or
        over the one it replaces, two that replace one, replacements in a ring.
    """
    given = list(layers)
    standing = [each for each in given if each.in_force.covers(on) and each.id not in without]
    by_id = {each.id: each for each in (*given, *standing)}
    replacing = [
        each
        for each in standing
        if each.replaces is not None and (not everywhere or _same_region(each, by_id))
    ]
    stand_in, mistakes = _stand_ins(replacing)
    mistakes += [
        _mistake(each, each.replaces, Message("the layer it replaces is laid already"))
        for each in replacing
        if each.replaces in laid
    ]
    in_force = ({each.id for each in standing} | set(laid)) - stand_in.keys()
    kept: list[CatalogueLayer] = []
    for layer in standing:
        if layer.id in stand_in:
            continue
        over, mistake = _beneath(layer, by_id, stand_in, in_force)
        mistakes += [mistake] if mistake else []
        kept.append(layer if over == layer.over else evolve(layer, over=over))
    return tuple(kept), tuple(mistakes)


def periods_in_place(layers: Sequence[CatalogueLayer]) -> tuple[tuple[Period, ...], ...]:
    """For each layer the periods in which it stands: its own, less those of what replaces it."""
    by_id = {each.id: each for each in layers}
    replacing: dict[str, list[Period]] = {}
    for each in layers:
        if each.replaces is not None and _same_region(each, by_id):
            replacing.setdefault(each.replaces, []).append(each.in_force)
    return tuple(_left(each.in_force, replacing.get(each.id, ())) for each in layers)


def _left(period: Period, taken: Iterable[Period]) -> tuple[Period, ...]:
    left: tuple[Period, ...] = (period,)
    for each in taken:
        left = tuple(rest for one in left for rest in one.outside(each))
    return left


def _same_region(layer: CatalogueLayer, by_id: Mapping[str, CatalogueLayer]) -> bool:
    replaced = by_id.get(layer.replaces or "")
    return layer.region is None or (replaced is not None and replaced.region == layer.region)


def _stand_ins(replacing: Iterable[CatalogueLayer]) -> tuple[dict[str, str], list[Mistake]]:
    """What stands for each replaced layer."""
    stand_in: dict[str, str] = {}
    mistakes: list[Mistake] = []
    for layer in replacing:
        replaced = layer.replaces or ""
        first = stand_in.setdefault(replaced, layer.id)
        if first != layer.id:
            what = Message("{first} and {second} both replace it", first=first, second=layer.id)
            mistakes.append(_mistake(layer, replaced, what))
    for layer in replacing:
        if _closes_a_ring(layer.id, stand_in):
            mistakes.append(
                _mistake(layer, layer.replaces, Message("the layers replace each other in a ring"))
            )
            del stand_in[layer.replaces or ""]
    return stand_in, mistakes


def _closes_a_ring(id: str, stand_in: Mapping[str, str]) -> bool:
    seen = {id}
    following = stand_in.get(id)
    while following is not None and following not in seen:
        seen.add(following)
        following = stand_in.get(following)
    return following == id


def _beneath(
    layer: CatalogueLayer,
    by_id: Mapping[str, CatalogueLayer],
    stand_in: Mapping[str, str],
    in_force: set[str],
) -> tuple[str | None, Mistake | None]:
    """What a layer lies over now, past what is replaced or not in force."""
    over = layer.over
    seen: set[str] = set()
    while over is not None and over not in in_force and over not in seen:
        seen.add(over)
        if over not in stand_in and over not in by_id:
            return over, _mistake(layer, over, Message("no layer of that id lies beneath"))
        over = stand_in[over] if over in stand_in else by_id[over].over
    if over == layer.id and layer.over != layer.id:
        return None, _mistake(layer, layer.over, Message("it lies over the layer that it replaces"))
    return (None if over in seen else over), None


def _mistake(layer: CatalogueLayer, place: str | None, what: Message) -> Mistake:
    return Mistake(file=layer.source or layer.id, place=place or "", what=what)
