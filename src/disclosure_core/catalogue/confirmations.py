"""An unverified item confirmed by a person (核实): what is asked for, and what comes of it.

Pure. Keeping the confirmation is ``office.confirmations``; leaving unverified items out of a stack
is ``catalogue.layers.unverified``.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import urlsplit

from attrs import evolve, frozen

from disclosure_core.catalogue.layers import CatalogueItem
from disclosure_core.catalogue.phrases.folding import folded
from disclosure_core.catalogue.values import DisclosureItem
from disclosure_core.errors import DataError, Mistake
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message

LONGEST_ADDRESS = 2000
"""Characters of an address that is taken."""

_SHOWN = 80
_BRACKETS = frozenset("《》")
_NEVER_IN_ADDRESSES = frozenset(' "<>\\^`{|}')


@frozen(kw_only=True)
class Confirmation:
    """An item that nobody had verified, as a person confirmed it (核实记录).

    ``item`` is the item as it holds from then on, with its legal bases and the address it was read
    at. ``layer`` is the unverified layer that it was known from. Who confirmed it says the journal.
    """

    item: DisclosureItem
    layer: str
    confirmed_on: date
    reason: str | None = None


def confirmed(
    known: CatalogueItem,
    *,
    source: str,
    bases: Sequence[LegalBasis],
    on: date,
    reason: str | None = None,
    beside: Iterable[DisclosureItem] = (),
) -> Confirmation:
    """The confirmation of an unverified item.

    Args:
        known: The item as it would hold, the words of lower layers included.
        source: The address it was read at.
        bases: The legal bases printed there.
        on: The day.
        reason: What else the person says of it.
        beside: The items that hold already.

    Raises:
        DataError: no basis, an address that nobody can open, or an item of that name that holds
            already. All mistakes together.
    """
    item = known.item
    mistakes = [
        *_mistaken_source(item, source),
        *_mistaken_bases(item, bases),
        *_standing(item, beside),
    ]
    if mistakes:
        raise DataError(
            Message("{item} cannot be confirmed.", item=item.id),
            mistakes,
            fix=Message(
                "give the address of the page that prints the item, and the basis beside it, as "
                "《政府信息公开条例》（国令第711号）第二十条."
            ),
        )
    return Confirmation(
        item=evolve(item, bases=tuple(bases), source=source.strip()),
        layer=known.layer,
        confirmed_on=on,
        reason=reason,
    )


def _mistaken_source(item: DisclosureItem, source: str) -> Iterable[Mistake]:
    found = source.strip()
    if not found:
        yield Mistake(item.id, "source", Message("the address is empty"))
    elif len(found) > LONGEST_ADDRESS:
        yield Mistake(
            item.id,
            "source",
            Message("the address is longer than {limit} characters", limit=LONGEST_ADDRESS),
        )
    elif not _is_address(found):
        yield Mistake(
            item.id,
            "source",
            Message(
                "expected an address such as https://www.example.gov.cn/page.html, found {found}",
                found=found[:_SHOWN],
            ),
        )


def _is_address(text: str) -> bool:
    """Whether it is a whole web address: scheme and host, no spaces or unseen characters."""
    if not text.isprintable() or _NEVER_IN_ADDRESSES & set(text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _mistaken_bases(item: DisclosureItem, bases: Sequence[LegalBasis]) -> Iterable[Mistake]:
    if not bases:
        yield Mistake(item.id, "basis", Message("no legal basis is given"))
    for basis in bases:
        if not basis.document.strip("《》 "):
            yield Mistake(item.id, "basis", Message("the title of the document is empty"))
        elif _BRACKETS & set(basis.document) or not _has_title(basis):
            yield Mistake(
                item.id,
                "basis",
                Message(
                    "expected one title in 《》, titles inside it in 〈〉, then its number and "
                    "article, found {found}",
                    found=(basis.printed or basis.document)[:_SHOWN],
                ),
            )


def _has_title(basis: LegalBasis) -> bool:
    """Whether the words it was read from, if any, tell the title from what follows it."""
    return basis.printed is None or basis.printed.lstrip().startswith("《")


def _standing(item: DisclosureItem, beside: Iterable[DisclosureItem]) -> Iterable[Mistake]:
    names = [folded(name) for name in item.path]
    for each in beside:
        if each.domain == item.domain and [folded(name) for name in each.path] == names:
            yield Mistake(
                item.id,
                " ▸ ".join(item.path),
                Message("an item of that name holds here already: {id}", id=each.id),
            )
