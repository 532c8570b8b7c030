"""Random histories: the clock against a counter of its own kind, and laws that hold for all."""

from datetime import date, timedelta

from attrs import evolve
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.requests.day_counter import DayCounter
from tests.requests.law import CALENDAR, RULES, event

from disclosure_core import RequestEvent, RequestHistory, request_clock

KINDS = [each.kind.value for each in RULES.events]
RESTARTS = ("correction_asked", "fee_notified")


@st.composite
def histories(draw, kinds=KINDS, most=9):
    """Events in order, lawful or not, some days apart."""
    received = draw(st.dates(date(2024, 1, 1), date(2025, 3, 31)))
    day, events = received, []
    for kind in draw(st.lists(st.sampled_from(kinds), max_size=most)):
        day += timedelta(days=draw(st.integers(0, 14)))
        events.append(RequestEvent(on=day, kind=kind, **draw(facts(kind, day))))
    last = events[-1].on if events else received
    as_of = draw(st.none() | st.dates(received, last + timedelta(days=70)))
    return RequestHistory(received=received, events=tuple(events), as_of=as_of)


@st.composite
def facts(draw, kind, day):
    ahead = st.integers(-1, 40).map(lambda days: day + timedelta(days=days))
    if kind in ("third_party_asked", "co_agency_asked"):
        return {
            "received": draw(st.none() | st.integers(0, 6).map(lambda n: day + n * timedelta(1)))
        }
    if kind == "extended":
        return {"days": draw(st.integers(1, 20) | st.sampled_from([0, 21]))}
    if kind == "delayed":
        return {"until": draw(ahead)}
    if kind == "correction_asked":
        return {"until": draw(st.none() | ahead)}
    return {}


def counted(history, as_of=None):
    return request_clock(history, RULES, CALENDAR, as_of=as_of)


def told(clock):
    return {
        "state": clock.state.value,
        "days_used": clock.days_used,
        "due": clock.due.day if clock.due else None,
        "late": clock.late,
        "problems": [each.index for each in clock.problems],
    }


def walked(history, as_of):
    known = evolve(history, events=tuple(e for e in history.events if e.on <= as_of))
    return DayCounter(known, CALENDAR.is_working_day).walk(as_of)


@settings(max_examples=600, deadline=None)
@given(histories())
def test_it_agrees_with_a_counter_that_walks_day_by_day(history):
    clock = counted(history)
    assert told(clock) == walked(history, clock.as_of)


@settings(max_examples=250, deadline=None)
@given(
    histories(
        [
            "third_party_asked",
            "third_party_asked",
            "third_party_answered",
            "co_agency_asked",
            "co_agency_answered",
            "extended",
            "replied",
        ]
    )
)
def test_it_agrees_where_consultations_overlap(history):
    clock = counted(history)
    assert told(clock) == walked(history, clock.as_of)


@settings(max_examples=25, deadline=None)
@given(histories())
def test_each_day_shows_what_was_known_on_it(history):
    clock = counted(history)
    for ahead in range((clock.as_of - history.received).days + 1):
        day = history.received + timedelta(days=ahead)
        known = tuple(each for each in history.events if each.on <= day)
        assert told(counted(history, day)) == told(
            counted(evolve(history, events=known, as_of=None), day)
        )
        assert told(counted(history, day)) == walked(history, day)


@settings(max_examples=120, deadline=None)
@given(histories(["third_party_asked", "co_agency_asked", "extended"], most=4), st.data())
def test_one_more_pause_never_makes_the_day_earlier(history, data):
    before = counted(history)
    day = data.draw(st.dates(history.received, history.received + timedelta(days=40)))
    more = RequestEvent(on=day, kind="third_party_asked", party="one more")
    events = tuple(sorted((*history.events, more), key=lambda each: each.on))
    as_of = max(before.as_of, day)
    longer = counted(evolve(history, events=events, as_of=as_of))
    assert before.due is not None
    assert longer.due is not None
    assert longer.due.day >= before.due.day


@settings(max_examples=120, deadline=None)
@given(histories())
@example(
    RequestHistory(
        received=date(2024, 9, 20),
        events=(event("09-25", "third_party_asked"), event("10-12", "third_party_answered")),
    )
)
def test_the_days_it_explains_are_those_it_counts(history):
    clock = counted(history)
    explained = clock.explain()
    here = [each for each in explained if each.day > clock.start and each.counted]
    end = min(clock.as_of, clock.course.ended[1]) if clock.course.ended else clock.as_of
    assert len([each for each in here if each.day <= end]) == clock.days_used
    assert [each.number for each in here] == list(range(1, len(here) + 1))
    if clock.due and clock.course.term.agreed is None:
        assert len([each for each in here if each.day <= clock.due.day]) == clock.days_given
    days = [each.day for each in explained]
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]


@settings(max_examples=120, deadline=None)
@given(histories())
def test_a_pause_lists_the_working_days_between_its_ends(history):
    clock = counted(history)
    for each in clock.pauses:
        last = each.last or max(clock.as_of, each.first - timedelta(days=1))
        between = (each.first + timedelta(days=n) for n in range((last - each.first).days + 1))
        assert each.working_days == sum(map(CALENDAR.is_working_day, between))
