"""``tree``, ``agencies``, ``service-points``, ``history``, ``resolve``: asking the organisation."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import click

from disclosure_core.cli.opening import office_options, opened_office
from disclosure_core.cli.options import json_option
from disclosure_core.cli.organisation.options import on_option, print_json, region_id
from disclosure_core.cli.organisation.words import (
    STATES,
    basis_text,
)
from disclosure_core.cli.tables import print_table
from disclosure_core.cli.texts import command, current_language, tell
from disclosure_core.codec import unstructure
from disclosure_core.messages import Message
from disclosure_core.organisation.history import History
from disclosure_core.organisation.names import NameState
from disclosure_core.organisation.tree import OrganisationTree
from disclosure_core.organisation.values import Agency, Region
from disclosure_core.organisation.words import (
    LEVELS,
    ORGANISATION_CHANGES,
    POST_ROLES,
    REGION_KINDS,
    SERVICE_POINTS,
    period_text,
)


@command("tree", help=Message("Show the regions beneath one, as they stand on a day."))
@click.argument("region", required=False)
@on_option
@json_option
@office_options
def tree(region: str | None, on: date | None, as_json: bool) -> None:
    """One line a region, indented by its depth; JSON with one object a region, parents first."""
    with opened_office() as office:
        top = region_id(office, region, on)
        known = office.organisation.tree(on)
    tops = (known.region(top),) if top is not None else known.roots
    count = 0
    for depth, each in _walk(known, tops):
        count += 1
        if as_json:
            print_json({**unstructure(each), "path": [at.id for at in known.path(each.id)]})
        else:
            kind = REGION_KINDS[each.kind] if each.kind else LEVELS[each.level]
            click.echo(f"{'  ' * depth}{each.name}  {kind.text(current_language())}  {each.id}")
    if not as_json:
        tell(Message("regions: {count}", count=count))


def _walk(tree: OrganisationTree, tops: tuple[Region, ...]) -> Iterator[tuple[int, Region]]:
    for top in tops:
        depths = {top.id: 0}
        yield 0, top
        for each in tree.descendants(top.id):
            depths[each.id] = depths[each.within or top.id] + 1
            yield depths[each.id], each


@command("agencies", help=Message("List the agencies of a region and who answers for disclosure."))
@click.argument("region", required=False)
@on_option
@json_option
@office_options
def agencies(region: str | None, on: date | None, as_json: bool) -> None:
    """One line an agency of the region and the regions beneath it; of all without a region."""
    with opened_office() as office:
        top = region_id(office, region, on)
        known = office.organisation.tree(on)
    listed = known.agencies if top is None else _agencies_beneath(known, known.region(top).id)
    if as_json:
        for each in listed:
            posts = [unstructure(post) for post in known.responsible_for(each.id)]
            print_json({**unstructure(each), "responsible": posts})
        return
    headings = (Message("agency"), Message("region"), Message("post holders"), Message("id"))
    print_table(headings, [_agency_row(known, each) for each in listed])


def _agencies_beneath(tree: OrganisationTree, region: str) -> tuple[Agency, ...]:
    regions = (region, *(each.id for each in tree.descendants(region)))
    return tuple(agency for each in regions for agency in tree.agencies_of(each))


def _agency_row(tree: OrganisationTree, agency: Agency) -> tuple[str, str, str, str]:
    language = current_language()
    posts = [
        f"{POST_ROLES[each.role].text(language)} {each.name}"
        for each in tree.responsible_for(agency.id)
    ]
    region = tree.find(agency.region)
    return agency.name, region.name if region else agency.region, "、".join(posts), agency.id


@command("service-points", help=Message("List the places where people are served and may read."))
@click.argument("region", required=False)
@on_option
@json_option
@office_options
def service_points(region: str | None, on: date | None, as_json: bool) -> None:
    """One line a place in the region and the regions beneath it."""
    with opened_office() as office:
        top = region_id(office, region, on)
        known = office.organisation.tree(on)
    tops = (known.region(top),) if top is not None else known.roots
    points = [
        (each, point)
        for _, each in _walk(known, tops)
        for point in known.service_points_of(each.id)
    ]
    if as_json:
        for _, point in points:
            print_json(unstructure(point))
        return
    headings = (
        *(Message("service point"), Message("kind of place"), Message("region")),
        *(Message("address"), Message("hours"), Message("id")),
    )
    rows = [
        (
            *(point.name, SERVICE_POINTS[point.kind], each.name),
            *(point.address or "", point.hours or "", point.id),
        )
        for each, point in points
    ]
    print_table(headings, rows)


@command("history", help=Message("Show what a region or agency came from and what became of it."))
@click.argument("named", metavar="ID")
@json_option
@office_options
def history(named: str, as_json: bool) -> None:
    """Its entries with their days, and the changes that led to it and away from it."""
    with opened_office() as office:
        found = office.organisation.history(named)
    if as_json:
        changes = [{**unstructure(each), "kind": each.kind.value} for each in found.changes]
        entries = [unstructure(each) for each in found.entries]
        print_json({"id": found.id, "entries": entries, "changes": changes})
        return
    rows: list[tuple[Message | str, ...]] = [
        (period_text(each.in_force), each.name, each.id) for each in found.entries
    ]
    print_table((Message("days"), Message("name"), Message("id")), rows)
    for change in found.changes:
        tell(
            Message(
                "{on} {kind}: {before} → {after} ({reason})",
                on=change.on,
                kind=ORGANISATION_CHANGES[change.kind],
                before=_named(found, change.before, change.on - timedelta(days=1)),
                after=_named(found, change.after, change.on) or ("—",),
                reason=change.reason,
            )
        )
        if change.basis is not None:
            tell(basis_text(change.basis))


def _named(history: History, ids: Iterable[str], on: date) -> tuple[str, ...]:
    """The names that units had on a day; the id of one that has no entry for it."""
    names = {each.id: each.name for each in history.entries if each.in_force.covers(on)}
    return tuple(names.get(each, each) for each in ids)


@command("resolve", help=Message("Say which agency a printed name means on a day."))
@click.argument("names", nargs=-1, required=True)
@on_option
@json_option
@office_options
def resolve(names: tuple[str, ...], on: date | None, as_json: bool) -> int:
    """1 where a name is unknown, shared, or its agency is gone."""
    day: date | None = on
    with opened_office() as office:
        found = [office.organisation.resolve(name, day) for name in names]
    for each in found:
        if as_json:
            print_json(
                {
                    "asked": each.asked,
                    "on": each.on.isoformat(),
                    "state": each.state.value,
                    "agency": each.agency.id if each.agency else None,
                    "agencies": [
                        {"id": agency.id, "name": agency.name} for agency in each.agencies
                    ],
                    "note": each.note.text(current_language()) if each.note else None,
                }
            )
            continue
        now = "、".join(f"{agency.name} ({agency.id})" for agency in each.agencies) or "—"
        note = f"  {each.note.text(current_language())}" if each.note else ""
        click.echo(f"{each.asked}  {STATES[each.state].text(current_language())}  {now}{note}")
    sure = all(each.agency is not None and each.state is not NameState.LATER for each in found)
    return 0 if sure else 1
