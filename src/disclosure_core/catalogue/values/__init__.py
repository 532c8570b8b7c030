"""What a catalogue is made of: domains, items, time limits, channels, layers, events.

Frozen values only. Reading printed tables is ``catalogue.tables``, phrases are
``catalogue.phrases``, putting layers together is ``catalogue.layers``, measuring is
``catalogue.measures``.
"""

from disclosure_core.catalogue.values.channels import (
    ChannelKind,
    ItemChannel,
)
from disclosure_core.catalogue.values.events import (
    Formation,
    FormationKind,
    Fulfilment,
)
from disclosure_core.catalogue.values.items import (
    Audience,
    DisclosureItem,
    DisclosureMode,
    Domain,
    ItemType,
    Level,
    Phase,
)
from disclosure_core.catalogue.values.layers import (
    CatalogueLayer,
    Omission,
    Refinement,
    Succession,
    SuccessionKind,
    Twin,
    Waiver,
)
from disclosure_core.catalogue.values.time_limits import (
    LONGEST_DAYS,
    UNSPECIFIED_LIMIT,
    TimeLimit,
    TimeLimitClause,
    TimeLimitKind,
)

__all__ = [
    "LONGEST_DAYS",
    "UNSPECIFIED_LIMIT",
    "Audience",
    "CatalogueLayer",
    "ChannelKind",
    "DisclosureItem",
    "DisclosureMode",
    "Domain",
    "Formation",
    "FormationKind",
    "Fulfilment",
    "ItemChannel",
    "ItemType",
    "Level",
    "Omission",
    "Phase",
    "Refinement",
    "Succession",
    "SuccessionKind",
    "TimeLimit",
    "TimeLimitClause",
    "TimeLimitKind",
    "Twin",
    "Waiver",
]
