"""What an office says about its site for the national conventions."""

from attrs import field, frozen, validators

SITE_IDENTIFIER = r"bm[0-9]{8}|[0-9]{10}|[A-Z][0-9]{9}"
"""Forms of a site identification code that were seen: 4301210001, bm01000001, N000000672."""


@frozen(kw_only=True)
class ChinaSettings:
    """Settings under ``[plugins.china]``.

    Attributes:
        site_identifier: The site's identification code (政府网站标识码), ten characters. Used where
            the site itself has none.
        secrecy_levels: Levels of the secrecy review (保密审查级次), 2 to 4: who fills in and the
            secrecy officer; between them the head of the section; after them the leader.
    """

    site_identifier: str | None = field(
        default=None, validator=validators.optional(validators.matches_re(SITE_IDENTIFIER))
    )
    secrecy_levels: int = field(default=3, validator=validators.in_((2, 3, 4)))
