"""A domain worked out in one place, made ready for others (领域事项模板). Pure.

What everybody shares (a layer that holds everywhere) is not repeated: the template lies over it and
says only what was refined. What the place added itself becomes the template's own. Names of the
place become blanks to be filled in, each listed with where it stands. Writes no files.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import Any

from attrs import evolve, field, frozen

from disclosure_core.catalogue.layers import REFINABLE, Catalogue, CatalogueItem, OmittedItem
from disclosure_core.catalogue.values import DisclosureItem, Domain, ItemType, Refinement
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import DEFAULT_LANGUAGE, Message

_NOT_LOCAL = re.compile(r"[^a-z0-9]+")
_EMPTIED = frozenset({"level2", "level3", "agency", "audience_detail", "item_type"})
"""Fields that a refinement empties with an empty text."""


@frozen(kw_only=True)
class Blank:
    """A word to be filled in (待填项): what it stood for, and the items it stands in."""

    word: str
    stood_for: tuple[str, ...]
    items: tuple[str, ...]


@frozen(kw_only=True)
class Template:
    """A domain's items for others to take over (领域事项模板).

    ``over`` is the shared layer it lies on, ``None`` where it refers to nothing shared. ``domain``
    is defined by the template only where no shared plugin defines it. Ids are local to the
    template, those of shared things are in full. ``cited`` are bases of items of the place's own
    making: whether they bind another place must be looked at. ``omitted`` are shared items that do
    not apply there; the template does not leave them out for others.
    """

    domain: Domain | None
    over: str | None
    items: tuple[DisclosureItem, ...] = ()
    refinements: tuple[Refinement, ...] = ()
    item_types: tuple[ItemType, ...] = ()
    blanks: tuple[Blank, ...] = ()
    cited: tuple[LegalBasis, ...] = ()
    omitted: tuple[OmittedItem, ...] = ()


@frozen(kw_only=True)
class Shared:
    """What everybody has (共有目录): the layers that hold everywhere, and whose things they are.

    ``over`` is the last of the layers; ``plugins`` are the names of those that supply them.
    """

    layers: frozenset[str] = frozenset()
    over: str | None = None
    plugins: frozenset[str] = frozenset()

    def supplies(self, id: str) -> bool:
        """Whether the thing of that id is shared."""
        return id.partition(":")[0] in self.plugins


def template_of(
    catalogue: Catalogue,
    domain: Domain,
    *,
    shared: Shared,
    names: Mapping[str, str],
    item_types: Iterable[ItemType] = (),
    language: str = DEFAULT_LANGUAGE,
) -> Template:
    """The template of ``domain`` as it holds in ``catalogue``.

    Args:
        catalogue: What holds in the place.
        domain: The domain.
        shared: The layers that others have too; none to write every item in full.
        names: The place's own names, each with the blank that stands for it.
        item_types: The types that items of the place may have.
        language: The language of the blank for a document number.
    """
    blanking = _Blanking(names, Message("[fill in: document number]").text(language))
    held = catalogue.in_domain(domain.id)
    own_domain = not shared.supplies(domain.id)
    ids = _local_ids(each.item.id for each in held if each.layer not in shared.layers)
    types = {each.id: each for each in item_types if not shared.supplies(each.id)}
    used = dict.fromkeys(each.item.item_type for each in held if each.item.item_type in types)
    type_ids = _local_ids(each for each in used if each)
    shared_types = any(shared.supplies(each.item.item_type or "") for each in held)
    items = [
        _own(each, ids, _local(domain.id) if own_domain else domain.id, type_ids, blanking)
        for each in held
        if each.layer not in shared.layers
    ]
    refinements = [
        refinement
        for each in held
        if each.layer in shared.layers
        and (refinement := _refined(each, shared.layers, type_ids, blanking)) is not None
    ]
    return Template(
        domain=evolve(domain, id=_local(domain.id)) if own_domain else None,
        over=shared.over if refinements or not own_domain or shared_types else None,
        items=tuple(items),
        refinements=tuple(refinements),
        item_types=tuple(evolve(types[full], id=local) for full, local in type_ids.items()),
        blanks=blanking.blanks(),
        cited=_cited(items, refinements),
        omitted=tuple(each for each in catalogue.omitted if each.item.domain == domain.id),
    )


def _cited(
    items: Iterable[DisclosureItem], refinements: Iterable[Refinement]
) -> tuple[LegalBasis, ...]:
    bases = [*(each.bases for each in items), *(each.bases or () for each in refinements)]
    return tuple(dict.fromkeys(basis for each in bases for basis in each))


def _local(id: str) -> str:
    local = _NOT_LOCAL.sub("-", id.rpartition(":")[2].lower()).strip("-")
    return local if local[:1].isalpha() else f"item-{local}".strip("-")


def _local_ids(full: Iterable[str]) -> dict[str, str]:
    """Each full id with a local one; two that would be one get a number."""
    made: dict[str, str] = {}
    taken: set[str] = set()
    for each in full:
        local, number = _local(each), 1
        while local in taken:
            number += 1
            local = f"{_local(each)}-{number}"
        taken.add(local)
        made[each] = local
    return made


def _own(
    held: CatalogueItem,
    ids: Mapping[str, str],
    domain: str,
    types: Mapping[str, str],
    blanking: "_Blanking",
) -> DisclosureItem:
    local = ids[held.item.id]
    fields = {name: getattr(held.item, name) for name in REFINABLE}
    return evolve(held.item, id=local, domain=domain, **blanking.fields(fields, local, types))


def _refined(
    held: CatalogueItem,
    shared: Collection[str],
    types: Mapping[str, str],
    blanking: "_Blanking",
) -> Refinement | None:
    """What the place says otherwise of a shared item; ``None`` where it says nothing."""
    changed = {
        name: getattr(held.item, name) for name in REFINABLE if held.origin(name) not in shared
    }
    if not changed:
        return None
    emptied = {name: "" for name, value in changed.items() if value is None and name in _EMPTIED}
    reasons = dict.fromkeys(held.reasons[name] for name in changed if name in held.reasons)
    reason = blanking.text("；".join(reasons), held.item.id)
    fields = blanking.fields(changed, held.item.id, types) | emptied
    sources = dict.fromkeys(held.sources[name] for name in changed if name in held.sources)
    return Refinement(
        item=held.item.id,
        reason=reason or held.item.id,
        source="；".join(sources) or None,
        **fields,
    )


@frozen(slots=False)
class _Blanking:
    """Puts blanks for names, and remembers which stands where."""

    names: Mapping[str, str]
    number: str
    met: dict[str, tuple[dict[str, None], dict[str, None]]] = field(factory=dict)

    @cached_property
    def _lengths(self) -> tuple[int, ...]:
        return tuple(sorted({len(each) for each in self.names}, reverse=True))

    def fields(
        self, values: Mapping[str, Any], item: str, types: Mapping[str, str]
    ) -> dict[str, Any]:
        """The fields of an item with blanks for names."""
        return {name: self._field(name, value, item, types) for name, value in values.items()}

    def _field(self, name: str, value: Any, item: str, types: Mapping[str, str]) -> Any:
        if not value:
            return value
        match name:
            case "content":
                return tuple(self.text(each, item) for each in value)
            case "bases":
                return tuple(self._basis(each, item) for each in value)
            case "channels":
                return tuple(evolve(each, printed=self.text(each.printed, item)) for each in value)
            case "item_type":
                return types.get(value, value)
            case _ if isinstance(value, str):
                return self.text(value, item)
        return value

    def _basis(self, basis: LegalBasis, item: str) -> LegalBasis:
        """A document of the place has another number elsewhere, and another address."""
        document = self.text(basis.document, item)
        if document == basis.document:
            return basis
        number = basis.number and self._met(self.number, basis.number, item)
        return LegalBasis(document=document, number=number, article=basis.article)

    def text(self, text: str, item: str) -> str:
        """``text`` with a blank for each name, the longest name first at each place."""
        parts: list[str] = []
        at = 0
        while at < len(text):
            for length in self._lengths:
                word = text[at : at + length]
                if word in self.names:
                    parts.append(self._met(self.names[word], word, item))
                    at += length
                    break
            else:
                parts.append(text[at])
                at += 1
        return "".join(parts)

    def _met(self, word: str, stood_for: str, item: str) -> str:
        names, items = self.met.setdefault(word, ({}, {}))
        names[stood_for] = None
        items[item] = None
        return word

    def blanks(self) -> tuple[Blank, ...]:
        """The blanks that were put, by their words."""
        return tuple(
            Blank(word=word, stood_for=tuple(names), items=tuple(items))
            for word, (names, items) in sorted(self.met.items())
        )
