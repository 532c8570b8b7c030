"""``disclosure catalogue correspondence``: government items against their village twins."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from disclosure_core.catalogue.comparison.as_json import item_as_json
from disclosure_core.catalogue.comparison.differences import in_words
from disclosure_core.catalogue.comparison.twin_releases import SideReleases, TwinReleases
from disclosure_core.catalogue.comparison.twins import (
    ANSWERS,
    Answer,
    Correspondence,
    FieldCorrespondence,
)
from disclosure_core.catalogue.comparison.values import Match
from disclosure_core.catalogue.values import Twin
from disclosure_core.catalogue.words import FIELD_NAMES
from disclosure_core.cli.opening import office_options, opened_office
from disclosure_core.cli.options import day_option, json_option
from disclosure_core.cli.texts import command, current_language, option, tell
from disclosure_core.exact import round_exact
from disclosure_core.messages import Message
from disclosure_core.office.twin_places import TwinNowhere
from disclosure_core.rendering.values import shown

MARKS = {True: "✓", False: "✗", None: "?"}
"""Whether a field agrees: it does, it does not, the words do not settle it."""


@command(
    "correspondence",
    help=Message(
        "Hold government items against their village twins, field by field, and look whether both "
        "were released in time."
    ),
)
@day_option("--on", Message("The day it is looked at; today if not given."))
@option(
    "--many-dealings",
    is_flag=True,
    help=Message("The villages have many dealings: their accounts are due each month."),
)
@option(
    "--propose",
    is_flag=True,
    help=Message("Show pairs that look like twins and are named by no layer yet."),
)
@json_option
@office_options
def correspondence_of_twins(
    on: date | None, many_dealings: bool, propose: bool, as_json: bool
) -> int:
    """1 where a pair does not agree, in fields or releases, or an item of one holds nowhere."""
    with opened_office() as office:
        if propose:
            return _tell_proposed(office.comparison.proposed_twins(on), as_json)
        found = office.comparison.correspondence(on, many_dealings=many_dealings)
        nowhere = office.comparison.twins_nowhere(on)
    if as_json:
        told = {
            "twins": [correspondence_as_json(each, current_language()) for each in found],
            "count": len(found),
            "agreeing": sum(each.agrees for each in found),
            "nowhere": [_nowhere_as_json(each) for each in nowhere],
        }
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        _tell(found, nowhere)
    return 0 if all(each.agrees for each in found) and not nowhere else 1


def correspondence_as_json(each: Correspondence, language: str) -> dict[str, Any]:
    """One pair as an object: both items, the answer for each field, the releases."""
    return {
        "government": item_as_json(each.government),
        "village": item_as_json(each.village),
        "reason": each.twin.reason,
        "agrees": each.agrees,
        "fields": [_field_as_json(field, language) for field in each.fields],
        "releases": _releases_as_json(each.releases, language) if each.releases else None,
    }


def _nowhere_as_json(each: TwinNowhere) -> dict[str, Any]:
    return {
        "government": each.twin.government,
        "village": each.twin.village,
        "items": list(each.items),
        "source": each.twin.source,
    }


def _field_as_json(field: FieldCorrespondence, language: str) -> dict[str, Any]:
    return {
        "field": field.field,
        "answer": field.answer.value,
        "agrees": field.agrees,
        "government": list(field.government),
        "village": list(field.village),
        "lacking": list(field.lacking),
        "besides": list(field.besides),
        "figures": list(field.figures),
        "why": [why.text(language) for why in field.why],
        "basis": str(field.basis) if field.basis else None,
    }


def _releases_as_json(releases: TwinReleases, language: str) -> dict[str, Any]:
    return {
        "on": releases.on.isoformat(),
        "in_time": releases.in_time,
        "counted_by_law": releases.counted_by_law,
        "government": _side_as_json(releases.government, language),
        "village": _side_as_json(releases.village, language),
        "findings": [each.text(language) for each in releases.findings],
    }


def _side_as_json(side: SideReleases, language: str) -> dict[str, Any]:
    return {
        "count": side.count,
        "last": side.last.isoformat() if side.last else None,
        "late": [
            {
                "reference": each.reference,
                "due": each.due.day.isoformat() if each.due else None,
                "released_on": each.released_on.isoformat() if each.released_on else None,
                "days_late": each.days_late,
                "why": each.note.text(language) if each.note else None,
            }
            for each in side.late
        ],
    }


def _tell(found: tuple[Correspondence, ...], nowhere: tuple[TwinNowhere, ...]) -> None:
    for each in found:
        for line in _lines(each):
            click.echo(line)
        click.echo()
    for missing in nowhere:
        tell(
            Message(
                "{government} and {village} cannot be compared: {items} holds neither here nor in "
                "a village ({source}); correct the twin, or the period of the item",
                government=missing.twin.government,
                village=missing.twin.village,
                items=missing.items,
                source=missing.twin.source or Message("source unknown"),
            )
        )
    agreeing = sum(each.agrees for each in found)
    tell(Message("twins: {count}, agreeing: {agreeing}", count=len(found), agreeing=agreeing))
    if not (found or nowhere):
        tell(
            Message(
                "No layer names a twin; `disclosure catalogue correspondence --propose` looks for "
                "pairs."
            )
        )


def _lines(each: Correspondence) -> Iterator[str]:
    language = current_language()
    yield f"{each.government.id}  {' ▸ '.join(each.government.path)}"
    yield f"{each.village.id}  {' ▸ '.join(each.village.path)}"
    for field in each.fields:
        answer = ANSWERS[field.answer].text(language)
        name = FIELD_NAMES[field.field].text(language)
        yield f"  {MARKS[field.agrees]} {name}: {answer}"
        told = field.lacking or field.besides
        gone = field.lacking if told or field.answer is Answer.SAME else field.government
        new = field.besides if told or field.answer is Answer.SAME else field.village
        yield from (f"      - {_word(field, word)}" for word in gone)
        yield from (f"      + {_word(field, word)}" for word in new)
        yield from (f"      {why.text(language)}" for why in field.why)
    if each.releases is not None:
        yield f"  {MARKS[each.releases.in_time]} {_released(each.releases).text(language)}"
        yield from (f"      {finding.text(language)}" for finding in each.releases.findings)


def _word(field: FieldCorrespondence, word: str) -> str:
    return shown(in_words(field.field, word), current_language())


def _released(releases: TwinReleases) -> Message:
    return Message(
        "releases: government {government}, village {village}",
        government=releases.government.count,
        village=releases.village.count,
    )


def _tell_proposed(found: tuple[tuple[Twin, Match], ...], as_json: bool) -> int:
    for twin, match in found:
        score = str(round_exact(match.score, 3))
        if as_json:
            told = {
                "government": item_as_json(match.left),
                "village": item_as_json(match.right),
                "matched_by": match.matched_by.value,
                "score": score,
                "why": match.why.text(current_language()),
            }
            click.echo(json.dumps(told, ensure_ascii=False))
        else:
            click.echo(f"{twin.government}  {' ▸ '.join(match.left.path)}")
            click.echo(f"{twin.village}  {' ▸ '.join(match.right.path)}")
            tell(Message("  {why} ({score})", why=match.why, score=score))
    if not as_json:
        tell(Message("pairs that may be twins: {count}", count=len(found)))
    return 0
