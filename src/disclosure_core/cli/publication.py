"""``disclosure publication``: release, deliver, look, withdraw."""

import json
import sys
from collections import Counter
from datetime import datetime
from typing import Any

import click

from disclosure_core.cli.opening import office_options, opened_office
from disclosure_core.cli.options import day_option, json_option
from disclosure_core.cli.printing import printable
from disclosure_core.cli.texts import group, option, tell
from disclosure_core.codec import unstructure
from disclosure_core.errors import DataError
from disclosure_core.messages import Message
from disclosure_core.publication.values import Delivery, DeliveryState, Release
from disclosure_core.records.excerpts import excerpt
from disclosure_core.records.values import Rank

STATES = {
    DeliveryState.PENDING: Message("waits"),
    DeliveryState.DELIVERED: Message("delivered"),
    DeliveryState.SUPERSEDED: Message("superseded"),
    DeliveryState.DEAD: Message("given up"),
}


@group("publication", help=Message("Release documents and bring them to their channels."))
def publication() -> None:
    """The group; its verbs are below."""


@publication.command("release", help=Message("Release an approved draft."))
@click.argument("document")
@option("--channel", "channels", multiple=True, help=Message("Only this channel."))
@option(
    "--not-before",
    metavar="INSTANT",
    help=Message("Hold it back until then, as 2026-12-01T09:00+08:00."),
)
@json_option
@office_options
def release(
    document: str, channels: tuple[str, ...], not_before: str | None, as_json: bool
) -> None:
    """Put it into the outbox; `publication run` delivers."""
    instant = _instant(not_before) if not_before else None
    with opened_office() as office:
        made = office.publication.release(document, channels=channels or None, not_before=instant)
    if as_json:
        held = {"not_before": instant.isoformat()} if instant else {}
        click.echo(json.dumps({"id": made.id, "version": made.version} | held))
        return
    tell(Message("released as {id}, version {version}", id=made.id, version=made.version))
    if instant:
        tell(Message("hidden until {instant}", instant=instant.isoformat(timespec="minutes")))


@publication.command("run", help=Message("Deliver what is due in the outbox."))
@option("--limit", type=click.IntRange(1), default=1000, help=Message("How many at most."))
@json_option
@office_options
def run(limit: int, as_json: bool) -> int:
    """Work through the outbox; 1 where a delivery failed."""
    done: list[Delivery] = []
    with opened_office() as office:
        for delivery in office.delivery.run(limit=limit):
            done.append(delivery)
            if not as_json and sys.stderr.isatty():
                click.echo(f"\r{len(done)}", nl=False, err=True)
    if as_json:
        click.echo(json.dumps({"deliveries": [unstructure(each) for each in done]}))
    else:
        _tell_states(done)
    failed = (DeliveryState.PENDING, DeliveryState.DEAD)
    return 1 if any(each.state in failed for each in done) else 0


@publication.command("status", help=Message("Show the outbox."))
@option("--release", help=Message("Only the deliveries of this release."))
@json_option
@office_options
def status(release: str | None, as_json: bool) -> int:
    """Deliveries that wait or were given up, and how many there are of each state."""
    with opened_office() as office:
        found = office.publication.deliveries(release=release)
    if as_json:
        click.echo(json.dumps({"deliveries": [unstructure(each) for each in found]}))
    else:
        _tell_states(found)
        for each in found:
            if release or each.state in (DeliveryState.PENDING, DeliveryState.DEAD):
                _tell_delivery(each)
    return 1 if any(each.state is DeliveryState.DEAD for each in found) else 0


@publication.command("find", help=Message("Search what is public, or list it."))
@click.argument("words", nargs=-1)
@option("--domain", help=Message("Only what fulfils an item of this domain."))
@option("--item", help=Message("Only what fulfils the item of this id."))
@option("--agency", help=Message("Only this agency's, by id or any of its names."))
@option("--region", help=Message("Only the agencies of this region and the regions within."))
@day_option("--since", Message("Released on this day or later."))
@day_option("--until", Message("Released on this day or earlier."))
@option(
    "--best-first",
    is_flag=True,
    help=Message("The best among the newest 1,000 first, not the newest."),
)
@option("--limit", type=click.IntRange(1, 1000), default=20, help=Message("How many at most."))
@option("--after", help=Message("Go on from the place that the last page gave."))
@json_option
@office_options
def find(words: tuple[str, ...], best_first: bool, as_json: bool, **asked: Any) -> int:
    """What the public would find; 1 where there is nothing."""
    search = " ".join(words)
    with opened_office() as office:
        page = office.publication.published(
            search=search, rank=Rank.RELEVANCE if best_first else Rank.NEWEST, **asked
        )
    if as_json:
        found = [_listed(each) for each in page.releases]
        click.echo(
            json.dumps(
                {"releases": found, "total": page.total, "next": page.next}, ensure_ascii=False
            )
        )
    else:
        for each in page.releases:
            click.echo(_line(each, search))
        least = Message("{total} or more", total=page.total)
        tell(Message("found: {total}", total=page.total if page.counted_all else least))
        if page.next:
            tell(Message("the next page: --after {cursor}", cursor=page.next))
    return 0 if page.releases else 1


def _listed(release: Release) -> dict[str, Any]:
    """A release in a list: all of it but its text."""
    body = unstructure(release)
    return {key: value for key, value in body.items() if key not in ("text", "sections")}


def _line(release: Release, search: str) -> str:
    day = release.published_at.date().isoformat()
    head = f"{release.id}  {day}  {printable(release.title)}"
    if not search.strip():
        return head
    text = "\n".join((release.text, *(each.text for each in release.sections)))
    around = "".join(each.text for each in excerpt(text, search, length=60))
    return f"{head}\n    {printable(around)}"


@publication.command("withdraw", help=Message("Take a release back from every channel."))
@click.argument("release")
@option("--ground", required=True, help=Message("Why; the public sees it."))
@office_options
def withdraw(release: str, ground: str) -> None:
    """Leave its tombstone; `publication run` tells the channels."""
    with opened_office() as office:
        office.publication.withdraw(release, ground=ground)
    tell(Message("withdrawn"))


def _instant(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise DataError(
            Message("{text} is no instant.", text=repr(text[:40])),
            fix=Message("write it as 2026-12-01T09:00+08:00."),
        ) from None


def _tell_states(deliveries: list[Delivery] | tuple[Delivery, ...]) -> None:
    counted = Counter(each.state for each in deliveries)
    for state, words in STATES.items():
        tell(Message("{state}: {count}", state=words, count=counted[state]))


def _tell_delivery(delivery: Delivery) -> None:
    tell(
        Message(
            "  {release} v{version}  {channel}  {state}  {error}",
            release=delivery.release,
            version=delivery.version,
            channel=delivery.channel,
            state=STATES[delivery.state],
            error=delivery.error or "",
        )
    )
