"""``figures``: what was reported, always as a report, beside what the office counts itself."""

from typing import Any

import click

from disclosure_core.cli.opening import office_options, opened_office
from disclosure_core.cli.options import json_option
from disclosure_core.cli.organisation.options import print_json
from disclosure_core.cli.texts import command, tell
from disclosure_core.codec import unstructure
from disclosure_core.messages import Message
from disclosure_core.office.organisation import ReportedBesideOwn
from disclosure_core.organisation.figures import PartsState
from disclosure_core.organisation.words import BOUND_WORDS, PARTS_STATES, period_text


@command(
    "figures",
    help=Message(
        "Show figures that others reported, with their source, beside this office's own counts."
    ),
)
@json_option
@office_options
def figures(as_json: bool) -> int:
    """A paragraph a figure; 1 where parts do not add up."""
    with opened_office() as office:
        listed = office.organisation.figures()
    for each in listed:
        if as_json:
            print_json(_as_json(each))
        else:
            _tell(each)
    if not as_json:
        tell(Message("reported figures: {count}", count=len(listed)))
    return 1 if any(each.check.state is PartsState.DIFFERS for each in listed) else 0


def _as_json(each: ReportedBesideOwn) -> dict[str, Any]:
    check, own = each.check, each.own
    return {
        "reported": unstructure(each.figure),
        "parts_state": check.state.value,
        "parts_sum": None if check.sum is None else format(check.sum, "f"),
        "own": None
        if own is None
        else {
            "measure": own.measure.value,
            "value": own.value,
            "on": own.on.isoformat(),
            "note": None if own.note is None else own.note.text("en"),
        },
    }


def _tell(each: ReportedBesideOwn) -> None:
    figure = each.figure
    value = f"{format(figure.value, 'f')} {figure.unit}"
    tell(
        Message(
            "{name}: reported {value}",
            name=figure.name,
            value=Message(BOUND_WORDS[figure.bound].message_id, value=value),
        )
    )
    tell(
        Message(
            "  reported by {reporter}, {when}; {source}",
            reporter=figure.reporter,
            when=period_text(figure.as_of),
            source=figure.source,
        )
    )
    if figure.printed:
        tell(Message("  printed: {words}", words=figure.printed))
    if each.check.state is not PartsState.NO_PARTS:
        total = "—" if each.check.sum is None else format(each.check.sum, "f")
        tell(
            Message(
                "  sum of its parts {sum}: {state}", sum=total, state=PARTS_STATES[each.check.state]
            )
        )
    if each.own is not None:
        tell(
            Message(
                "  not the same thing, counted here on {on}: {name} {value}",
                on=each.own.on,
                name=each.own.name,
                value=each.own.value,
            )
        )
        if each.own.note is not None:
            tell(Message("    {note}", note=each.own.note))
    click.echo("")
