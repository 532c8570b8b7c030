"""The official calendar against facts gathered apart from it, where they lie beside the project."""

import json
from datetime import date
from pathlib import Path

import pytest

from disclosure_china import data_files
from disclosure_core.calendar.working_days import Calendar

FACTS = Path(__file__).parents[4] / "shared" / "domain" / "deadlines.json"
NOTICES = data_files.holiday_notices()

pytestmark = pytest.mark.skipif(
    not FACTS.is_file(), reason="the facts (../shared/domain) do not lie beside the project"
)


@pytest.fixture(scope="module")
def facts():
    return json.loads(FACTS.read_text("utf-8"))


def test_the_days_off_are_the_same(facts):
    listed = facts["calendar_exceptions_2019_2026"]["weekday_holidays"]
    ours = sorted(day.isoformat() for notice in NOTICES for day in notice.days_off)
    assert ours == listed


def test_the_make_up_days_are_the_same(facts):
    listed = facts["calendar_exceptions_2019_2026"]["weekend_workdays"]
    ours = sorted(day.isoformat() for notice in NOTICES for day in notice.make_up_days)
    assert ours == listed


def test_every_deadline_worked_out_there_is_ours(facts):
    calendar = Calendar.from_notices(NOTICES)
    cases = facts["test_vectors"]["cases"]
    ours = [
        calendar.add_working_days(date.fromisoformat(each["start"]), each["n"]).day.isoformat()
        for each in cases
    ]
    assert ours == [each["due"] for each in cases]
