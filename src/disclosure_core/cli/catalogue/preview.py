"""``disclosure catalogue preview``: what a new version would change, before it is applied."""

import json
from datetime import date
from pathlib import Path
from textwrap import indent

import click

from disclosure_core.catalogue.layers import IdleWord
from disclosure_core.catalogue.versions import CatalogueChanges, FieldChange
from disclosure_core.cli.catalogue.fields import (
    IDLE_WORDS,
    field_name,
    value_words,
)
from disclosure_core.cli.opening import office_options, opened_office
from disclosure_core.cli.options import day_option, json_option
from disclosure_core.cli.printing import printable, printable_lines
from disclosure_core.cli.progress import stages
from disclosure_core.cli.texts import command, current_language, option, tell
from disclosure_core.codec import unstructure
from disclosure_core.messages import Message
from disclosure_core.office.versions import RegionChanges, VersionPreview


@command(
    "preview",
    help=Message("Show what a new version of a folder plugin would change; changes nothing."),
)
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@option(
    "--region",
    "regions",
    multiple=True,
    metavar="REGION",
    help=Message("Look at this region; may be given several times. The office's own if not given."),
)
@option("--all-regions", is_flag=True, help=Message("Look at each county that is known."))
@day_option(
    "--on", Message("The day to look at; today, or the first day of a version that begins later.")
)
@json_option
@office_options
def preview(
    folder: Path, regions: tuple[str, ...], all_regions: bool, on: date | None, as_json: bool
) -> int:
    """1 where anything changes, or the office would not open with it; 0 where nothing does."""
    with opened_office() as office, stages() as tell_stage:
        looked = office.versions.preview(
            folder,
            regions=regions or None,
            every_county=all_regions,
            on=on,
            progress=lambda *region: tell_stage(_stage(*region)),
        )
    if as_json:
        for each in looked.regions:
            click.echo(json.dumps(_data(looked, each), ensure_ascii=False))
    else:
        _tell(looked, folder)
    return 1 if looked else 0


def _stage(number: int, count: int, region: str) -> Message:
    return Message("{number} of {count}: {region}", number=number, count=count, region=region)


def _data(looked: VersionPreview, region: RegionChanges) -> dict[str, object]:
    changes = region.changes
    language = current_language()
    return {
        "plugin": looked.plugin,
        "version": looked.version,
        "instead_of": looked.instead_of.version if looked.instead_of else None,
        "added_plugin": looked.instead_of is None,
        "on": looked.on.isoformat(),
        "region": region.region.id if region.region else None,
        "region_name": region.region.name if region.region else None,
        "added": [unstructure(each.item) | {"layer": each.layer} for each in changes.added],
        "changed": [
            {
                "item": each.id,
                "title": each.after.item.title,
                "fields": [_field_data(change) for change in each.fields],
            }
            for each in changes.changed
        ],
        "gone": [
            {
                "item": each.id,
                "title": each.before.item.title,
                "layer": each.layer,
                "reason": each.reason,
                "successors": list(each.successors),
            }
            for each in changes.gone
        ],
        "idle": [unstructure(each) for each in changes.idle],
        "refused": [each.text(language) for each in looked.refused],
    }


def _field_data(change: FieldChange) -> dict[str, object]:
    return {
        "field": change.field,
        "before": unstructure(change.before),
        "after": unstructure(change.after),
        "layer": change.layer,
        "reason": change.reason,
        "source": change.source,
    }


def _tell(looked: VersionPreview, folder: Path) -> None:
    language = current_language()
    new = looked.version or Message("without a version")
    if looked.instead_of is None:
        tell(Message("{plugin} ({new}) is added.", plugin=looked.plugin, new=new))
    else:
        old = looked.instead_of.version or Message("without a version")
        told = Message("{plugin}: {old} becomes {new}.", plugin=looked.plugin, old=old, new=new)
        tell(told)
    for each in looked.regions:
        click.echo()
        place = printable(each.region.name) if each.region else Message("this office")
        if each.changes:
            _tell_changes(place, each.changes, looked)
        else:
            tell(Message("{place}, {on}: nothing changes.", place=place, on=looked.on))
    if looked.refused:
        click.echo()
        tell(Message("The office would not open with it until this is mended:"))
        for error in looked.refused:
            click.echo(indent(printable_lines(error.text(language)), "  "))
    click.echo()
    tell(
        Message(
            "Nothing was applied. To apply it, put {folder} in the place of the one in use, or "
            "name it under folders in the settings.",
            folder=folder,
        )
    )


def _tell_changes(place: Message | str, changes: CatalogueChanges, looked: VersionPreview) -> None:
    tell(
        Message(
            "{place}, {on}: added: {added}, changed: {changed}, gone: {gone}, to no effect: {idle}",
            place=place,
            on=looked.on,
            added=len(changes.added),
            changed=len(changes.changed),
            gone=len(changes.gone),
            idle=len(changes.idle),
        )
    )
    for added in changes.added:
        click.echo(f"  + {added.item.id}  {printable(' ▸ '.join(added.item.path))}")
    for changed in changes.changed:
        click.echo(f"  ~ {changed.id}  {printable(' ▸ '.join(changed.after.item.path))}")
        for each in changed.fields:
            _tell_field(each)
    for gone in changes.gone:
        click.echo(f"  - {gone.id}  {printable(' ▸ '.join(gone.before.item.path))}")
        if gone.reason:
            tell(Message("      reason: {reason}", reason=printable(gone.reason)))
        if gone.successors:
            tell(Message("      in its place: {items}", items=gone.successors))
    for word in changes.idle:
        _tell_idle(word)


def _tell_field(change: FieldChange) -> None:
    tell(
        Message(
            "      {field}: {before} → {after}",
            field=field_name(change.field),
            before=value_words(change.before),
            after=value_words(change.after),
        )
    )


def _tell_idle(word: IdleWord) -> None:
    what = Message("omitted") if word.omission else Message("refined")
    tell(
        Message(
            "  ! {item}, {what} by {layer} ({reason}): {why}",
            item=word.item,
            what=what,
            layer=word.layer,
            reason=printable(word.reason),
            why=IDLE_WORDS[word.kind],
        )
    )
