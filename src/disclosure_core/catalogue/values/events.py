"""What happens to an item: something is formed or changed, something is released."""

from datetime import date
from enum import StrEnum

from attrs import frozen

from disclosure_core.catalogue.values.channels import ChannelKind


class FormationKind(StrEnum):
    """What set the clock of an item going (起算事由)."""

    FORMED = "formed"
    """形成"""
    CHANGED = "changed"
    """变更"""


@frozen(kw_only=True)
class Formation:
    """Government information of an item was formed or changed (信息形成或者变更).

    The clock of 政府信息公开条例（国令第711号）第二十六条 runs from ``on``, which is day 0.
    ``reference`` names what was formed: a document number, a record's id. ``subject`` says in words
    what it is (a title), by which a limit of several parts is told apart.
    """

    item: str
    on: date
    reference: str
    kind: FormationKind = FormationKind.FORMED
    subject: str | None = None
    agency: str | None = None
    region: str | None = None


@frozen(kw_only=True)
class Fulfilment:
    """A release that fulfils an item: the value coverage is measured against (履行).

    ``channel`` is the id of the channel and ``channel_kind`` what it is; ``place`` is the region
    whose board or station showed it. ``formed_on`` is the day the information was formed, from
    which the lag is counted. ``elements`` are the content elements it shows, ``None`` where nobody
    looked. ``reference`` names the formation it answers, where one is known. ``version`` tells the
    versions of one release apart: a correction is published later than what it corrects.
    """

    item: str
    release: str
    published_on: date
    channel: str
    agency: str | None = None
    channel_kind: ChannelKind | None = None
    place: str | None = None
    formed_on: date | None = None
    elements: tuple[str, ...] | None = None
    reference: str | None = None
    version: int = 1
