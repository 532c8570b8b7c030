"""Kinds of regions and levels as people read them (区域类别、层级)."""

from collections.abc import Mapping

from disclosure_core.messages import Message
from disclosure_core.organisation.values import PARK_LEVEL, RegionKind

KINDS: Mapping[RegionKind, Message] = {
    RegionKind.PROVINCE: Message("province"),
    RegionKind.CITY: Message("city"),
    RegionKind.COUNTY: Message("county"),
    RegionKind.TOWN: Message("town"),
    RegionKind.TOWNSHIP: Message("township"),
    RegionKind.STREET: Message("street"),
    RegionKind.VILLAGE: Message("village"),
    RegionKind.COMMUNITY: Message("community"),
    RegionKind.PARK: Message("park"),
    RegionKind.BONDED_ZONE: Message("bonded zone"),
}
"""What a region is."""

LEVELS: Mapping[str, Message] = {
    "national": Message("national level"),
    "province": Message("province level"),
    "city": Message("city level"),
    "county": Message("county level"),
    "town": Message("town level"),
    PARK_LEVEL: Message("park"),
    "village": Message("village level"),
}
"""The levels as people read them."""
