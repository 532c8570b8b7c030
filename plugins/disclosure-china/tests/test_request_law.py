"""The law of requests: numbers, articles, and the clocks that it and the holidays give."""

import json
from datetime import date
from pathlib import Path

import pytest

from disclosure_china.data_files import holiday_notices, request_rules
from disclosure_core import Calendar, DataError, RequestHistory, request_clock

(RULES,) = request_rules()
CALENDAR = Calendar.from_notices(holiday_notices())
FACTS = Path(__file__).parents[4] / "shared" / "domain" / "deadlines.json"
OWN_CASES = [
    ("2020-09-25", "2020-10-29"),
    ("2020-01-20", "2020-02-25"),
    ("2020-11-02", "2020-11-30"),
    ("2024-09-13", "2024-10-17"),
    ("2025-01-20", "2025-02-21"),
    ("2026-02-12", "2026-03-18"),
    ("2026-09-18", "2026-10-22"),
    ("2026-11-23", "2026-12-21"),
]


def due(received):
    history = RequestHistory(received=date.fromisoformat(received))
    found = request_clock(history, RULES, CALENDAR).due
    return found and found.day.isoformat()


@pytest.mark.parametrize(("received", "day"), OWN_CASES)
def test_a_reply_is_due_on_the_20th_working_day(received: str, day: str) -> None:
    assert due(received) == day


@pytest.mark.skipif(
    not FACTS.is_file(), reason="the facts (../shared/domain) do not lie beside the project"
)
def test_it_gives_the_days_of_the_collected_facts() -> None:
    cases = json.loads(FACTS.read_text("utf-8"))["test_vectors"]["cases"]
    twenty = [each for each in cases if each["n"] == RULES.reply_days]
    assert [(each["start"], due(each["start"])) for each in twenty] == [
        (each["start"], each["due"]) for each in twenty
    ]


@pytest.mark.parametrize(
    ("kind", "numbers", "articles"),
    [
        ("correction_asked", {"times": 1, "within": 7, "silence": None}, ["第三十条"]),
        ("third_party_asked", {"silence": 15}, ["第三十三条第三款", "第三十二条"]),
        ("co_agency_asked", {"silence": 15}, ["第三十三条第三款", "第三十四条"]),
        ("extended", {"times": 1, "most_days": 20}, ["第三十三条第二款"]),
        ("fee_notified", {"silence": 20}, [None, "第四十二条"]),
        ("delayed", {}, ["第三十五条"]),
    ],
)
def test_each_event_has_its_numbers_and_articles(
    kind: str, numbers: dict[str, int | None], articles: list[str | None]
) -> None:
    rule = RULES.rule(kind)
    assert rule is not None
    assert {name: getattr(rule, name) for name in numbers} == numbers
    assert [each.article for each in rule.basis] == articles


def test_it_holds_for_requests_received_since_15_may_2019() -> None:
    assert due("2019-05-15") == "2019-06-13"
    with pytest.raises(DataError, match="holds from 2019-05-15"):
        request_clock(RequestHistory(received=date(2019, 5, 14)), [RULES], CALENDAR)
