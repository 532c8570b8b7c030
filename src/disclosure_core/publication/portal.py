"""The built-in channel of the portal.

The portal shows the releases for which this channel gave a receipt; nothing is copied. So there is
nothing to fail, and withdrawal holds from the moment it is written.
"""

from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message
from disclosure_core.publication.values import Channel, ChannelContext, Receipt, Release


def show(release: Release, context: ChannelContext) -> Receipt:
    """The receipt that makes the portal show ``release``, with its address."""
    return Receipt(
        address=context.site.release_address(release.id),
        reference=release.id,
        digest=release.digest,
    )


PORTAL = Channel(
    id="portal",
    name=Message("Portal"),
    kind="website",
    publish=show,
    withdraw=show,
    basis=LegalBasis(document="政府信息公开条例", number="国令第711号", article="第二十三条"),
)
"""The public site (政府网站)."""
