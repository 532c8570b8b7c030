"""``disclosure catalogue show`` and ``town``: what holds in a place, and which layer says so."""

import json
from collections.abc import Mapping, Sequence

import click

from disclosure_core.catalogue.layers import (
    Catalogue,
    CatalogueItem,
    FieldOrigin,
    IdleWord,
    OmittedItem,
)
from disclosure_core.catalogue.prefilled import Prefilled
from disclosure_core.catalogue.values import CatalogueLayer
from disclosure_core.cli.catalogue.fields import (
    IDLE_WORDS,
    field_data,
    field_name,
    value_words,
)
from disclosure_core.cli.opening import office_options, opened_office
from disclosure_core.cli.options import json_option
from disclosure_core.cli.printing import printable
from disclosure_core.cli.tables import print_table
from disclosure_core.cli.texts import command, current_language, option, tell
from disclosure_core.codec import unstructure
from disclosure_core.errors import NotFoundError
from disclosure_core.messages import Message
from disclosure_core.office.office import Office


@command(
    "show",
    help=Message("Show an item, each field with the layer, source and reason it comes from."),
)
@click.argument("item", metavar="ITEM")
@option("--region", metavar="REGION", help=Message("As it holds in this region; the office's own."))
@json_option
@office_options
def show(item: str, region: str | None, as_json: bool) -> None:
    """One item as it holds; one that a layer leaves out is shown with the reason."""
    with opened_office() as office:
        catalogue = office.catalogue.current(region=_region_id(office, region))
        holding = catalogue.item(item)
        omitted = catalogue.omitted_item(item)
        if holding is not None:
            _show_holding(office, holding, as_json=as_json)
        elif omitted is not None:
            _show_omitted(office, omitted, as_json=as_json)
        else:
            raise NotFoundError(
                Message("No item {id} holds here.", id=item),
                fix=Message(
                    "`disclosure catalogue list` shows the items, and `disclosure catalogue "
                    "history {id}` what became of one.",
                    id=item,
                ),
            )


def _region_id(office: Office, named: str | None) -> str | None:
    """The id of a town or village that is named as people name it; any other id as it is."""
    try:
        return office.towns.region(named).id if named else None
    except NotFoundError:
        return named


def _show_holding(office: Office, holding: CatalogueItem, *, as_json: bool) -> None:
    origins = list(holding.field_origins())
    names = {each.layer: layer_name(office, each.layer) for each in origins}
    if as_json:
        _print_json(
            {
                "id": holding.item.id,
                "title": holding.item.title,
                "holds": True,
                "layer": holding.layer,
                "fields": [field_data(each, names[each.layer]) for each in origins],
                "omitted": None,
            }
        )
        return
    click.echo(f"{holding.item.id}  {printable(' ▸ '.join(holding.item.path))}")
    click.echo()
    _tell_fields(origins, names)


def _tell_fields(origins: Sequence[FieldOrigin], names: Mapping[str, str]) -> None:
    """A line a field with the number of where it is from; each place once, beneath."""
    numbers: dict[tuple[str, str | None, str | None], int] = {}
    rows = []
    for each in origins:
        said = (each.layer, each.source, each.reason)
        number = numbers.setdefault(said, len(numbers) + 1)
        rows.append((field_name(each.field), f"[{number}]", value_words(each.value)))
    print_table((Message("field"), Message("from"), Message("value")), rows)
    click.echo()
    for (layer, source, reason), number in numbers.items():
        said_by = Message(
            "[{number}] {name} ({layer})", number=number, name=printable(names[layer]), layer=layer
        )
        tell(said_by)
        if source:
            tell(Message("    source: {source}", source=printable(source)))
        if reason:
            tell(Message("    reason: {reason}", reason=printable(reason)))


def _show_omitted(office: Office, omitted: OmittedItem, *, as_json: bool) -> None:
    if as_json:
        _print_json(
            {
                "id": omitted.item.id,
                "title": omitted.item.title,
                "holds": False,
                "layer": None,
                "fields": [],
                "omitted": omitted_data(omitted),
            }
        )
        return
    click.echo(f"{omitted.item.id}  {printable(' ▸ '.join(omitted.item.path))}")
    tell(
        Message(
            "Does not hold here. {layer} leaves it out: {reason}",
            layer=layer_name(office, omitted.layer),
            reason=printable(omitted.reason),
        )
    )
    if omitted.successors:
        tell(Message("In its place: {items}", items=omitted.successors))


@command(
    "town",
    help=Message("Show the catalogue of a town or village: prefilled, and where it differs."),
)
@click.argument("region", metavar="REGION")
@json_option
@office_options
def town(region: str, as_json: bool) -> None:
    """What comes from above, with the town's own agencies, and the differences it entered."""
    with opened_office() as office:
        prefilled = office.towns.prefilled(region)
        layer = office.towns.layer(region)
        catalogue = office.towns.catalogue(region)
    if as_json:
        _print_json(_town_data(prefilled, layer, catalogue))
    else:
        _tell_town(prefilled, layer, catalogue)


def _town_data(
    prefilled: Prefilled, layer: CatalogueLayer, catalogue: Catalogue
) -> dict[str, object]:
    return {
        "region": prefilled.region.id,
        "name": prefilled.region.name,
        "level": prefilled.level.value,
        "items": [_item_data(each, layer) for each in catalogue.items],
        "dropped": [omitted_data(each) for each in (*prefilled.dropped, *catalogue.omitted)],
        "undecided": [
            unstructure(each.item)
            for each in prefilled.undecided
            if catalogue.item(each.item.id) is None
        ],
        "differences": {
            "added": [each.id for each in layer.items],
            "refined": [each.item for each in layer.refinements],
            "dropped": [each.item for each in layer.omissions],
        },
        "idle": [unstructure(each) for each in _idle(catalogue, layer)],
    }


def _item_data(holding: CatalogueItem, layer: CatalogueLayer) -> dict[str, object]:
    return {
        **unstructure(holding.item),
        "layer": holding.layer,
        "origins": dict(holding.origins),
        "reasons": dict(holding.reasons),
        "sources": dict(holding.sources),
        "differs": _differing(holding, layer),
    }


def _differing(holding: CatalogueItem, layer: CatalogueLayer) -> list[str]:
    """The fields that the region itself said; empty for an item that it added."""
    return [name for name, said_by in holding.origins.items() if said_by == layer.id]


def _idle(catalogue: Catalogue, layer: CatalogueLayer) -> list[IdleWord]:
    """What the region entered that has no effect any more."""
    return [each for each in catalogue.idle if each.layer == layer.id]


def omitted_data(omitted: OmittedItem) -> dict[str, object]:
    """An item left out as plain data."""
    return {
        "item": omitted.item.id,
        "title": omitted.item.title,
        "layer": omitted.layer,
        "reason": omitted.reason,
        "source": omitted.source,
        "successors": list(omitted.successors),
    }


def _tell_town(prefilled: Prefilled, layer: CatalogueLayer, catalogue: Catalogue) -> None:
    tell(
        Message(
            "{region}: items: {items}, added: {added}, changed: {changed}, left out: {dropped}",
            region=printable(prefilled.region.name),
            items=len(catalogue.items),
            added=len(layer.items),
            changed=len(layer.refinements),
            dropped=len(layer.omissions),
        )
    )
    click.echo()
    print_table(
        (Message("id"), Message("item"), Message("agency"), Message("difference")),
        [
            (
                each.item.id,
                printable(" ▸ ".join(each.item.path)),
                printable(each.item.agency or ""),
                _how_it_differs(each, layer),
            )
            for each in catalogue.items
        ],
    )
    _tell_left_out(prefilled, catalogue)
    for word in _idle(catalogue, layer):
        tell(
            Message(
                "{item}: what was entered has no effect any more: {why}",
                item=word.item,
                why=IDLE_WORDS[word.kind],
            )
        )


def _how_it_differs(holding: CatalogueItem, layer: CatalogueLayer) -> str:
    language = current_language()
    if holding.layer == layer.id:
        return Message("added: {reason}", reason=printable(holding.item.reason or "")).text(
            language
        )
    names = [field_name(name) for name in _differing(holding, layer)]
    return Message("changed: {fields}", fields=tuple(names)).text(language) if names else ""


def _tell_left_out(prefilled: Prefilled, catalogue: Catalogue) -> None:
    dropped = (*prefilled.dropped, *catalogue.omitted)
    if dropped:
        click.echo()
        tell(Message("Left out:"))
    for each in dropped:
        name = printable(each.item.title)
        tell(
            Message(
                "  {item}  {title}: {reason}",
                item=each.item.id,
                title=name,
                reason=printable(each.reason),
            )
        )
    if prefilled.undecided:
        click.echo()
        tell(
            Message(
                "Of {count} items nobody said at which level they are disclosed, so that they do "
                "not stand here; `--json` lists them. Tick the level in the county's table.",
                count=len(prefilled.undecided),
            )
        )


def layer_name(office: Office, layer: str) -> str:
    """The name of a layer for people; its id where nobody knows it."""
    try:
        return office.catalogue.layer(layer).name
    except NotFoundError:
        return layer


def _print_json(data: dict[str, object]) -> None:
    click.echo(json.dumps(data, ensure_ascii=False))
