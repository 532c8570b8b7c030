"""What the verbs that measure share: an office's store or plain files, days, and progress."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click
from attrs import evolve, field, frozen

from disclosure_core.calendar.regional import calendar_in
from disclosure_core.catalogue.measures.every import MeasuredCatalogue
from disclosure_core.catalogue.measures.lists import (
    channel_words,
    read_columns,
    read_formations,
    read_fulfilments,
)
from disclosure_core.catalogue.values import DisclosureItem, Domain
from disclosure_core.cli.opening import opened_office
from disclosure_core.cli.options import invocation, today
from disclosure_core.cli.texts import option
from disclosure_core.extensions.collecting import load_registry
from disclosure_core.extensions.registry import Registry
from disclosure_core.messages import Message
from disclosure_core.office.sides import Ground, file_side

F = TypeVar("F", bound=Callable[..., Any])

NO_DOMAIN = "-"
"""The domain of items whose table names none."""


def file_options(function: F) -> F:
    """The options for measuring plain files, or files beside an office's store."""
    path = click.Path(path_type=Path, dir_okay=False)
    given = (
        option(
            "--columns",
            type=path,
            metavar="FILE",
            help=Message("A CSV list of the site's columns: 栏目, 栏目类别, 信息条数, 最近更新."),
        ),
        option(
            "--formations",
            type=path,
            metavar="FILE",
            help=Message("A CSV list of what was formed or changed: 事项, 形成日期, 文号."),
        ),
        option(
            "--fulfilments",
            type=path,
            metavar="FILE",
            help=Message(
                "A CSV list of releases and postings: 事项, 公开日期, 渠道, 地点, 形成日期, 文号."
            ),
        ),
        option(
            "--items",
            type=path,
            metavar="FILE",
            help=Message("A catalogue file instead of the office's: any table, or our JSON."),
        ),
    )
    for each in given:
        function = each(function)
    return function


@frozen(kw_only=True)
class Given:
    """The files that a command was given (输入文件)."""

    items: Path | None = None
    fulfilments: Path | None = None
    formations: Path | None = None
    columns: Path | None = None


@frozen(kw_only=True)
class Facts:
    """What is measured, and the day that is today there."""

    of: MeasuredCatalogue = field(repr=False)
    today: date


def facts_of(given: Given, on: date | None) -> Facts:
    """The facts of the office's store with the files beside it, or of the files alone.

    Raises:
        UnreadableFileError: a file cannot be read.
        DataError: a file has mistakes, all of them; or the settings have.
    """
    if given.items is None:
        with opened_office() as office:
            day = on or office.today()
            own = office.measures.facts(day)
            return Facts(of=_with_files(own, given, office.registry.on(day)), today=office.today())
    chosen = invocation()
    settings = chosen.settings()
    now = today(settings.timezone)
    day = on or now
    registry = load_registry(settings, on=day, without=chosen.without)
    items = _named(file_side(given.items, Ground(registry=registry, on=day)).items)
    standing = registry.on(day)
    bare = MeasuredCatalogue(
        items=items,
        domains=_domains(items, standing),
        calendar=calendar_in(registry.calendars, registry.regions, settings.region),
        regions=standing.regions,
        guide=items,
        item_types=tuple(each for layer in standing.layers for each in layer.item_types),
    )
    return Facts(of=_with_files(bare, given, standing), today=now)


def _with_files(of: MeasuredCatalogue, given: Given, registry: Registry) -> MeasuredCatalogue:
    fulfilments = (
        read_fulfilments(
            given.fulfilments, of.items, channel_words(registry.table_form), of.regions
        )
        if given.fulfilments
        else ()
    )
    formations = read_formations(given.formations, of.items) if given.formations else ()
    return evolve(
        of,
        fulfilments=(*of.fulfilments, *fulfilments),
        formations=(*of.formations, *formations),
        columns=read_columns(given.columns) if given.columns else of.columns,
    )


def _named(items: tuple[DisclosureItem, ...]) -> tuple[DisclosureItem, ...]:
    """Items with ids: those of a printed table are known by their names, numbered if the same."""
    seen: dict[str, int] = {}
    named = []
    for item in items:
        name = item.id or " / ".join(item.path)
        seen[name] = seen.get(name, 0) + 1
        key = name if item.id or seen[name] == 1 else f"{name} ({seen[name]})"
        named.append(evolve(item, id=key, domain=item.domain or NO_DOMAIN))
    return tuple(named)


def _domains(items: tuple[DisclosureItem, ...], registry: Registry) -> tuple[Domain, ...]:
    """The known domains that items are of, and one for each that is not known."""
    known = {each.id: each for each in registry.domains}
    used = dict.fromkeys(item.domain for item in items)
    return tuple(known.get(each) or Domain(id=each, name=each) for each in used)
