"""Whether the stores that plugins supply can stand beside each other: one for each scheme. Pure."""

import re
from collections.abc import Iterable, Iterator

from disclosure_core.errors import PluginError
from disclosure_core.extensions.asking import Answer
from disclosure_core.extensions.claims import Claim, Kind
from disclosure_core.extensions.conflicts import conflict
from disclosure_core.messages import Message
from disclosure_core.records.store import StoreFactory

OWN_SCHEME = "sqlite"
"""What the library opens itself."""

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*")


def mistaken_stores(answers: Iterable[Answer]) -> Iterator[PluginError]:
    """Schemes that are none, the library's own, and those that two plugins claim."""
    claimed: dict[str, list[Claim]] = {}
    for answer in answers:
        if not isinstance(answer.value, StoreFactory):
            continue
        scheme = answer.value.scheme
        if not _SCHEME.fullmatch(scheme) or scheme == OWN_SCHEME:
            yield _no_scheme(answer, scheme)
        claimed.setdefault(scheme, []).append(Claim(kind=Kind.STORE, id=scheme, answer=answer))
    for scheme, claims in claimed.items():
        if len(claims) > 1:
            yield conflict(
                claims,
                Message("Stores at {scheme}:// are supplied more than once.", scheme=scheme),
                why=Message("An office's address must open one store."),
                fix=Message(
                    "uninstall one of them, or start with --without {plugin}.",
                    plugin=claims[-1].answer.plugin,
                ),
            )


def _no_scheme(answer: Answer, scheme: str) -> PluginError:
    return PluginError(
        Message(
            "{plugin}: {scheme} cannot be the scheme of a plugin's stores.",
            plugin=answer.plugin,
            scheme=repr(scheme),
        ),
        plugin=answer.plugin,
        version=answer.version,
        hook=answer.hook,
        fix=Message("give what stands before :// in small letters; sqlite is the library's own."),
    )
