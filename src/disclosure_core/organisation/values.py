"""Regions and agencies: a dated tree (组织机构).

Renames and mergers are new entries with their period in force; the id stays.
"""

from attrs import field, frozen, validators

from disclosure_core.legal import ALWAYS, Period


@frozen(kw_only=True)
class Region:
    """A place with a government (区域): county, town, village.

    ``level`` is one of the catalogue's levels by its value (``county``, ``town``, ``village``).
    ``code`` is the administrative division code where it is known (区划代码).
    """

    id: str
    name: str = field(validator=validators.min_len(1))
    level: str
    within: str | None = None
    code: str | None = None
    in_force: Period = ALWAYS
    source: str | None = None


@frozen(kw_only=True)
class Agency:
    """A body that discloses (公开主体): department, town government, authorised organisation.

    ``domains`` are the ids of the domains it is responsible for in its region.
    """

    id: str
    name: str = field(validator=validators.min_len(1))
    region: str
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    within: str | None = None
    in_force: Period = ALWAYS
    source: str | None = None


@frozen(kw_only=True)
class Organisation:
    """The regions and agencies a plugin knows (组织机构)."""

    regions: tuple[Region, ...] = ()
    agencies: tuple[Agency, ...] = ()
