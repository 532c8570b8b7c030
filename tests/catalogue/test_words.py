"""The catalogue's values in words, the same for pages, reports and the terminal."""

import pytest

from disclosure_core.catalogue.values import (
    Audience,
    ChannelKind,
    DisclosureMode,
    Level,
    TimeLimit,
    TimeLimitClause,
    TimeLimitKind,
)
from disclosure_core.catalogue.words import AUDIENCES, CHANNELS, LEVELS, MODES, limit_in_words


@pytest.mark.parametrize(
    ("names", "kinds"),
    [(CHANNELS, ChannelKind), (AUDIENCES, Audience), (MODES, DisclosureMode), (LEVELS, Level)],
)
def test_every_kind_has_a_name_of_its_own(names, kinds):
    assert set(names) == set(kinds)
    assert len({name.text("en") for name in names.values()}) == len(kinds)


@pytest.mark.parametrize("kind", TimeLimitKind)
def test_every_kind_of_limit_can_be_said(kind):
    assert limit_in_words(TimeLimit(kind=kind)).text("en")


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (TimeLimit(kind=TimeLimitKind.WORKING_DAYS, days=20), "within 20 working days"),
        (TimeLimit(kind=TimeLimitKind.CALENDAR_DAYS, days=30), "within 30 days"),
        (TimeLimit(kind=TimeLimitKind.UNSPECIFIED), "no limit is set"),
        (TimeLimit(kind=TimeLimitKind.UNSPECIFIED, note="standing"), "public at all times"),
    ],
)
def test_says_what_a_limit_asks(limit, words):
    assert limit_in_words(limit).text("en") == words


def test_a_number_of_days_that_was_not_read_is_not_made_up():
    assert "None" not in limit_in_words(TimeLimit(kind=TimeLimitKind.WORKING_DAYS)).text("en")


def test_says_the_clauses_of_a_limit_alike():
    clause = TimeLimitClause(applies_to="行政许可", kind=TimeLimitKind.WORKING_DAYS, days=7)
    assert limit_in_words(clause).text("en") == "within 7 working days"
