"""The order in which layers are laid: each after the one it lies over, higher levels first."""

from collections.abc import Collection, Iterable
from heapq import heapify, heappop, heappush

from disclosure_core.catalogue.values import CatalogueLayer, Level
from disclosure_core.errors import Mistake
from disclosure_core.messages import Message

_DEPTH = {level: depth for depth, level in enumerate(Level)}


def from_the_base(
    layers: Iterable[CatalogueLayer], *, laid: Collection[str] = ()
) -> tuple[tuple[CatalogueLayer, ...], tuple[Mistake, ...]]:
    """The layers in the order they are laid, and the mistakes that keep some from it.

    Of those that could come next the highest level comes first, then by id; the order they are
    given in does not matter. ``laid`` are the ids of layers that lie beneath already.

    Mistakes are a layer over one that is missing, layers over each other in a ring, and two layers
    of one id. Layers in a ring, and those over them, come last and in no order.
    """
    given = list(layers)
    by_id = {each.id: each for each in given}
    mistakes = [
        _mistake(each, each.id, Message("two layers of that id stand on one day"))
        for each in given
        if by_id[each.id] is not each
    ]
    mistakes += [
        _mistake(each, each.over, Message("no layer of that id lies beneath"))
        for each in given
        if each.over is not None and each.over not in by_id and each.over not in laid
    ]
    ordered = _ordered(by_id)
    left = [each for each in by_id.values() if each.id not in {each.id for each in ordered}]
    mistakes += [
        _mistake(each, each.over, Message("the layers lie over each other in a ring"))
        for each in left
        if _in_a_ring(each, by_id)
    ]
    return (*ordered, *left), tuple(mistakes)


def _ordered(by_id: dict[str, CatalogueLayer]) -> list[CatalogueLayer]:
    above: dict[str, list[CatalogueLayer]] = {}
    ready = []
    for each in by_id.values():
        if each.over in by_id:
            above.setdefault(each.over or "", []).append(each)
        else:
            ready.append((_DEPTH[each.level], each.id))
    heapify(ready)
    ordered = []
    while ready:
        _, next_id = heappop(ready)
        ordered.append(by_id[next_id])
        for each in above.get(next_id, ()):
            heappush(ready, (_DEPTH[each.level], each.id))
    return ordered


def _in_a_ring(layer: CatalogueLayer, by_id: dict[str, CatalogueLayer]) -> bool:
    seen: set[str] = set()
    following: str | None = layer.over
    while following is not None and following in by_id and following not in seen:
        if following == layer.id:
            return True
        seen.add(following)
        following = by_id[following].over
    return False


def _mistake(layer: CatalogueLayer, place: str | None, what: Message) -> Mistake:
    return Mistake(file=layer.source or layer.id, place=place or "", what=what)
