"""The law and the calendar that these tests count by: the facts again, not the plugin's file."""

from datetime import date

from disclosure_core import (
    Calendar,
    EventRule,
    HolidayNotice,
    LegalBasis,
    Period,
    RequestEvent,
    RequestEventKind,
    RequestHistory,
    RequestRules,
    request_clock,
)

NOTICE = LegalBasis(document="节假日安排的通知")


def article(number):
    return LegalBasis(document="政府信息公开条例", number="国令第711号", article=number)


def rule(kind, *articles, **numbers):
    return EventRule(
        kind=RequestEventKind(kind), basis=tuple(article(each) for each in articles), **numbers
    )


RULES = RequestRules(
    id="requests-2019",
    name="政府信息公开条例",
    basis=LegalBasis(document="政府信息公开条例", number="国令第711号"),
    in_force=Period(since=date(2019, 5, 15)),
    reply_days=20,
    reply_basis=article("第三十三条第二款"),
    events=(
        rule("correction_asked", "第三十条", times=1, within=7),
        rule("corrected", "第三十条"),
        rule("third_party_asked", "第三十三条第三款", "第三十二条", silence=15),
        rule("third_party_answered", "第三十二条"),
        rule("co_agency_asked", "第三十三条第三款", "第三十四条", silence=15),
        rule("co_agency_answered", "第三十四条"),
        rule("extended", "第三十三条第二款", times=1, most_days=20),
        rule("fee_notified", "第四十二条", silence=20),
        rule("fee_paid", "第四十二条"),
        rule("delayed", "第三十五条"),
        rule("replied", "第三十六条"),
        rule("withdrawn"),
    ),
)


def days(*texts):
    return [date.fromisoformat(f"20{each}") for text in texts for each in text.split()]


OFF = days(
    "24-02-12 24-02-13 24-02-14 24-02-15 24-02-16 24-04-04 24-04-05 24-05-01 24-05-02 24-05-03",
    "24-06-10 24-09-16 24-09-17 24-10-01 24-10-02 24-10-03 24-10-04 24-10-07 24-01-01",
    "25-01-01 25-01-28 25-01-29 25-01-30 25-01-31 25-02-03 25-02-04 25-04-04 25-05-01 25-05-02",
    "25-05-05 25-06-02 25-10-01 25-10-02 25-10-03 25-10-06 25-10-07 25-10-08",
)
WORKED = days(
    "24-02-04 24-02-18 24-04-07 24-04-28 24-05-11 24-09-14 24-09-29 24-10-12",
    "25-01-26 25-02-08 25-04-27 25-09-28 25-10-11",
)
CALENDAR = Calendar.from_notices(
    HolidayNotice(
        year=year,
        days_off=[each for each in OFF if each.year == year],
        make_up_days=[each for each in WORKED if each.year == year],
        basis=NOTICE,
    )
    for year in (2024, 2025)
)


def event(on, kind, **more):
    """``event("09-25", "extended", days=10)``, of 2024 unless a year is written."""
    dates = {key: day(each) for key, each in more.items() if key in ("received", "until")}
    return RequestEvent(on=day(on), kind=kind, **{**more, **dates})


def day(text):
    if isinstance(text, date):
        return text
    return date.fromisoformat(text if len(text) > len("09-25") else f"2024-{text}")


def clock(received, *events, as_of=None):
    """The clock of a request of 2024: ``clock("09-20", ("09-25", "correction_asked"))``."""
    made = tuple(event(each[0], each[1], **(each[2] if len(each) > 2 else {})) for each in events)
    history = RequestHistory(
        received=day(received), events=made, as_of=day(as_of) if as_of else None
    )
    return request_clock(history, RULES, CALENDAR)


def due(received, *events, as_of=None):
    found = clock(received, *events, as_of=as_of)
    assert found.problems == ()
    return found.due.day.isoformat() if found.due else None
