"""The errors of two plugins that claim one thing: each is named with its place. Pure."""

from collections.abc import Sequence

from disclosure_core.errors import ConflictError
from disclosure_core.extensions.claims import Claim
from disclosure_core.messages import Message


def conflict(
    claims: Sequence[Claim], what: Message, *, why: Message, fix: Message
) -> ConflictError:
    """The error that names each of the claims with its place."""
    last = claims[-1].answer
    return ConflictError(
        what,
        plugin=last.plugin,
        hook=last.hook,
        providers=[claim.provider for claim in claims],
        why=why,
        fix=fix,
    )


def two_replace(claims: Sequence[Claim], kind: Message, id: str) -> ConflictError:
    """The error of those that stand for one thing."""
    return conflict(
        claims,
        Message('Two plugins replace the {kind} "{id}".', kind=kind, id=id),
        why=Message("Only one can stand for it; which one would be chance."),
        fix=Message(
            "uninstall one of them, or start with --without {plugin}.",
            plugin=claims[-1].answer.plugin,
        ),
    )
