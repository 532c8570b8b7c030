"""How values are set on a page: days, numbers, paragraphs, words of the catalogue, QR codes.

Pure presentation: each filter is given a value and answers text or marked-up text.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction

import segno
from flask import Flask, request, url_for
from markupsafe import Markup, escape

from disclosure_core import (
    AUDIENCES,
    BOUND_WORDS,
    CHANNELS,
    LEVELS,
    MODES,
    ORGANISATION_CHANGES,
    PARTS_STATES,
    PHASES,
    POST_ROLES,
    REGION_KINDS,
    SERVICE_POINTS,
    SUCCESSION_KINDS,
    ItemChannel,
    Message,
    Piece,
    Release,
    ReportedFigure,
    day_text,
    due_text,
    excerpt,
    limit_in_words,
    mark_text,
    marked,
    period_text,
    round_exact,
)
from disclosure_portal.language import current, text
from disclosure_portal.pages.office import public_office

_ADDRESS = re.compile(r"https?://[^\s（）()<>\"']+")

PLACES = 2
"""Decimal places of a number that is shown."""

QR_BORDER = 4
"""Light modules around a QR code, as its standard asks."""


def add_filters(app: Flask) -> None:
    """Give templates the filters of this module."""
    app.add_template_filter(day, "day")
    app.add_template_filter(moment, "moment")
    app.add_template_filter(paragraphs, "paragraphs")
    app.add_template_filter(mark_text, "mark_text")
    app.add_template_filter(found, "found")
    app.add_template_filter(found_around, "found_around")
    app.add_template_filter(limit_in_words, "limit_in_words")
    app.add_template_filter(qr_code, "qr_code")
    app.add_template_filter(whole_text, "whole_text")
    app.add_template_filter(first_address, "first_address")
    app.add_template_filter(due_text, "due_text")
    app.add_template_filter(period_text, "period_text")
    app.add_template_filter(places, "places")
    app.jinja_env.globals.update(
        channel_names=CHANNELS,
        audience_names=AUDIENCES,
        mode_names=MODES,
        level_names=LEVELS,
        phase_names=PHASES,
        region_kinds=REGION_KINDS,
        service_points=SERVICE_POINTS,
        post_roles=POST_ROLES,
        organisation_changes=ORGANISATION_CHANGES,
        succession_kinds=SUCCESSION_KINDS,
        parts_states=PARTS_STATES,
        bound_text=bound_text,
        full_address=full_address,
    )
    app.jinja_env.tests["required_channel"] = _is_required


def _is_required(channel: ItemChannel) -> bool:
    return channel.required


def day(value: date | datetime | None) -> Markup:
    """A day as people write it, and as machines read it; nothing for no day."""
    if value is None:
        return Markup("")
    plain = value.date() if isinstance(value, datetime) else value
    return _time(plain.isoformat(), day_text(plain, current()))


def moment(value: datetime) -> Markup:
    """A day and the minute."""
    return _time(
        value.isoformat(timespec="minutes"), f"{day_text(value.date(), current())} {value:%H:%M}"
    )


def _time(machine: str, person: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(machine, person)


def places(value: Fraction) -> str:
    """An exact number with two places, half up."""
    return str(round_exact(value, PLACES))


def bound_text(figure: ReportedFigure) -> Message:
    """A reported number with its unit, and whether more was meant."""
    value = f"{figure.value:f} {figure.unit}"
    return Message(BOUND_WORDS[figure.bound].message_id, value=value)


def full_address() -> str:
    """The public address of the page being made, without what was asked after the ``?``."""
    site = public_office().settings.site
    path = url_for(str(request.endpoint), **(request.view_args or {}))
    return f"{site.address.rstrip('/')}{path}"


def paragraphs(words: str) -> Markup:
    """Plain text as paragraphs, one a line."""
    lines = (line.strip() for line in words.splitlines())
    return Markup("\n").join(Markup("<p>{}</p>").format(line) for line in lines if line)


def found(words: str, question: str) -> Markup:
    """A text with the words of a question marked."""
    return _set(marked(words, question))


def found_around(words: str, question: str) -> Markup:
    """An excerpt around the words of a question, marked."""
    return _set(excerpt(words, question))


def _set(pieces: Iterable[Piece]) -> Markup:
    return Markup("").join(
        Markup("<mark>{}</mark>").format(piece.text) if piece.found else escape(piece.text)
        for piece in pieces
    )


def whole_text(release: Release) -> str:
    """The text of a release with its sections, for an excerpt."""
    return "\n".join((release.text, *(each.text for each in release.sections)))


def first_address(words: str) -> str | None:
    """The web address in some words, such as an item's source; ``None`` where there is none."""
    found_address = _ADDRESS.search(words)
    return found_address.group() if found_address else None


def qr_code(address: str) -> Markup:
    """The QR code of an address as SVG: dark on light whatever the page's colours."""
    code = segno.make(address, error="m", micro=False)
    return Markup(  # noqa: S704 - made by segno; the address is in it as modules and escaped title
        code.svg_inline(
            scale=4,
            border=QR_BORDER,
            dark="#000",
            light="#fff",
            title=text("QR code of this page's address"),
            svgclass="qr-code",
            lineclass=None,
            omitsize=True,
        )
    )
