"""Layers put on top of each other: what holds in a place, and which layer says so (目录分层).

National → province → city → county → town → village. A lower layer adds, refines or leaves out,
each with a reason, and every field of the outcome answers which layer and which source it is from.
"""

from disclosure_core.catalogue.layers.holding import (
    Catalogue,
    CatalogueItem,
    FieldOrigin,
    IdleKind,
    IdleWord,
    OmittedItem,
    RefinedBy,
)
from disclosure_core.catalogue.layers.ordering import from_the_base
from disclosure_core.catalogue.layers.replacing import layers_in_place, periods_in_place
from disclosure_core.catalogue.layers.stacking import REFINABLE, refined, stack
from disclosure_core.catalogue.layers.unverified import verified_only, without_items

__all__ = [
    "REFINABLE",
    "Catalogue",
    "CatalogueItem",
    "FieldOrigin",
    "IdleKind",
    "IdleWord",
    "OmittedItem",
    "RefinedBy",
    "from_the_base",
    "layers_in_place",
    "periods_in_place",
    "refined",
    "stack",
    "verified_only",
    "without_items",
]
