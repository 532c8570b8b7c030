"""When and where what layers supply holds: their days, less those of what replaces them. Pure."""

from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve, frozen

from disclosure_core.catalogue.layers import periods_in_place
from disclosure_core.catalogue.values import CatalogueLayer
from disclosure_core.extensions.asking import Answer
from disclosure_core.extensions.claims import Claim, Kind
from disclosure_core.legal import ALWAYS, Period
from disclosure_core.organisation.tree import chain
from disclosure_core.organisation.values import Organisation

_IN_LAYERS = (Kind.LAYER, Kind.ITEM, Kind.ITEM_TYPE)


@frozen(kw_only=True)
class Places:
    """Which regions lie in which."""

    chains: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, answers: Iterable[Answer]) -> "Places":
        """The regions that layers name, with what they lie in."""
        listed = list(answers)
        regions = [
            region
            for answer in listed
            if isinstance(answer.value, Organisation)
            for region in answer.value.regions
        ]
        named = {layer.region for layer in layers_of(listed) if layer.region is not None}
        return cls(chains={each: chain(regions, each) for each in named})

    def meet(self, one: Claim, other: Claim) -> bool:
        """Whether both hold in some region; what is no layer's holds everywhere."""
        return self.overlap(_layer(one), _layer(other))

    def overlap(self, one: CatalogueLayer | None, other: CatalogueLayer | None) -> bool:
        """Whether two layers hold in some region."""
        first, second = (each.region if each is not None else None for each in (one, other))
        if first is None or second is None:
            return True
        return first in self.chains.get(second, ()) or second in self.chains.get(first, ())


def layers_of(answers: Iterable[Answer]) -> list[CatalogueLayer]:
    """The layers among the answers."""
    return [each.value for each in answers if isinstance(each.value, CatalogueLayer)]


def standing_periods(answers: Iterable[Answer]) -> Mapping[int, tuple[Period, ...]]:
    """For each layer, by its identity, the periods in which it stands."""
    layers = layers_of(answers)
    return {
        id(layer): periods for layer, periods in zip(layers, periods_in_place(layers), strict=True)
    }


def standing_claims(claims: Iterable[Claim], answers: Sequence[Answer]) -> list[Claim]:
    """The claims, those of items and types of items with the days on which their layer stands.

    A new version of a layer may so supply the ids of the one it replaces.
    """
    periods = standing_periods(answers)
    return [_standing(claim, periods) for claim in claims]


def _standing(claim: Claim, periods: Mapping[int, tuple[Period, ...]]) -> Claim:
    layer = _layer(claim)
    if layer is None or claim.kind is Kind.LAYER or periods[id(layer)] == (ALWAYS,):
        return claim
    both = (each.overlap(claim.in_force) for each in periods[id(layer)])
    return evolve(claim, standing=tuple(each for each in both if each is not None))


def _layer(claim: Claim) -> CatalogueLayer | None:
    value = claim.answer.value
    return value if claim.kind in _IN_LAYERS and isinstance(value, CatalogueLayer) else None
