"""The clock of a request: each rule of the law, and each combination that the law leaves open."""

from datetime import date

import pytest
from tests.requests.law import CALENDAR, RULES, clock, day, due, event

from disclosure_core import (
    DataError,
    LegalBasis,
    Period,
    RequestHistory,
    RequestRules,
    request_clock,
    request_rules_on,
)
from disclosure_core.requests.as_json import clock_as_json

ASKED, ANSWERED = "third_party_asked", "third_party_answered"
CO_ASKED, CO_ANSWERED = "co_agency_asked", "co_agency_answered"
OLD = RequestRules(
    id="requests-2008",
    name="政府信息公开条例（2007年）",
    basis=LegalBasis(document="政府信息公开条例", number="国令第492号"),
    in_force=Period(since=date(2008, 5, 1), until=date(2019, 5, 14)),
    reply_days=15,
    reply_basis=LegalBasis(document="政府信息公开条例", article="第二十四条"),
    events=(),
)


def problems(found):
    return [(each.index, str(each.what)) for each in found.problems]


def pauses(found):
    return [
        (each.kind.value, each.first.isoformat(), each.last and each.last.isoformat())
        for each in found.pauses
    ]


class TestReply:
    """Art. 33(2): 20 working days; Civil Code 201: the first day is not counted."""

    def test_it_is_due_on_the_20th_working_day_after_receipt(self):
        assert due("09-20") == "2024-10-23"

    def test_the_day_of_receipt_is_day_0(self):
        found = clock("09-20")
        assert (found.days_used, found.state.value, found.late) == (0, "running", False)

    def test_days_used_are_those_up_to_the_day_asked_about(self):
        assert clock("09-20", as_of="09-30").days_used == 7

    def test_a_reply_on_the_last_day_is_in_time(self):
        found = clock("09-20", ("10-23", "replied"))
        assert (found.state.value, found.late, found.days_used) == ("replied", False, 20)

    def test_a_reply_a_day_later_is_late_and_used_a_day_more(self):
        found = clock("09-20", ("10-24", "replied"))
        assert (found.late, found.days_used) == (True, 21)

    def test_without_a_reply_it_is_late_from_the_day_after(self):
        assert not clock("09-20", as_of="10-23").late
        assert clock("09-20", as_of="10-24").late

    def test_a_late_reply_stays_as_late_as_it_was(self):
        found = clock("09-20", ("10-25", "replied"), as_of="2025-06-01")
        assert (found.late, found.days_used, found.as_of) == (True, 22, date(2025, 6, 1))

    def test_a_withdrawn_request_uses_no_more_days(self):
        found = clock("09-20", ("09-24", "withdrawn"), as_of="12-01")
        assert (found.state.value, found.days_used, found.late) == ("withdrawn", 2, False)

    def test_a_due_day_in_a_year_without_notice_is_provisional(self):
        found = clock("2025-12-08", as_of="2025-12-08")
        assert found.due.day == date(2026, 1, 5)
        assert found.due.provisional
        assert not clock("2025-12-01").due.provisional


class TestCorrection:
    """Art. 30: one notice within 7 working days; a full period from the corrected request."""

    def test_nothing_is_due_while_it_is_waited_for(self):
        found = clock("09-20", ("09-25", "correction_asked"), as_of="10-31")
        assert (found.due, found.state.value, found.late) == (None, "awaiting_correction", False)
        assert found.days_used == 3

    def test_the_corrected_request_begins_a_full_period(self):
        assert due("09-20", ("09-25", "correction_asked"), ("10-08", "corrected")) == "2024-11-04"

    def test_the_notice_may_go_out_on_the_7th_working_day(self):
        assert clock("09-20", ("09-30", "correction_asked")).problems == ()

    def test_a_notice_on_the_8th_is_a_problem_and_stops_the_clock_all_the_same(self):
        found = clock("09-20", ("10-08", "correction_asked"))
        assert problems(found) == [(0, "8 working days after receipt; it is to be done within 7")]
        assert found.problems[0].basis[0].article == "第三十条"
        assert (found.due, found.state.value) == (None, "awaiting_correction")

    def test_a_pause_does_not_lengthen_the_7_days(self):
        found = clock("09-20", ("09-23", ASKED), ("10-08", "correction_asked"))
        assert [each[0] for each in problems(found)] == [1]

    def test_a_second_notice_is_a_problem_and_moves_nothing(self):
        found = clock(
            "09-20", ("09-23", "correction_asked"), ("09-24", "corrected"),
            ("09-25", "correction_asked"),
        )  # fmt: skip
        assert problems(found) == [(2, "a correction was asked for on 2024-09-23 already")]
        assert (found.state.value, found.start) == ("running", date(2024, 9, 24))

    def test_earlier_pauses_and_extensions_are_dropped(self):
        found = clock(
            "09-20", ("09-23", ASKED), ("09-23", "extended", {"days": 10}),
            ("09-24", "correction_asked"), ("10-08", "corrected"),
        )  # fmt: skip
        assert found.due.day == date(2024, 11, 4)
        assert (found.pauses, found.state.value) == ((), "running")

    def test_an_answer_to_the_request_as_it_was_moves_nothing(self):
        events = (("09-23", ASKED), ("09-24", "correction_asked"), ("10-08", "corrected"))
        assert due("09-20", *events, ("10-12", ANSWERED)) == "2024-11-04"

    def test_the_new_period_may_be_extended_once_more(self):
        events = (("09-23", "extended", {"days": 10}), ("09-24", "correction_asked"))
        later = (("10-08", "corrected"), ("10-09", "extended", {"days": 1}))
        assert due("09-20", *events, *later) == "2024-11-05"

    def test_a_correction_that_nobody_asked_for_is_a_problem(self):
        found = clock("09-20", ("09-25", "corrected"))
        assert problems(found) == [(0, "no correction was asked for")]
        assert found.due.day == date(2024, 10, 23)

    def test_it_is_abandoned_after_the_day_the_notice_names(self):
        events = ("09-20", ("09-25", "correction_asked", {"until": "10-18"}))
        assert clock(*events, as_of="10-18").state.value == "awaiting_correction"
        found = clock(*events, as_of="10-19")
        assert (found.state.value, found.due, found.late) == ("abandoned", None, False)

    def test_without_a_day_named_it_is_never_abandoned_by_the_clock(self):
        found = clock("09-20", ("09-25", "correction_asked"), as_of="2025-09-25")
        assert found.state.value == "awaiting_correction"

    def test_who_takes_a_correction_after_its_day_has_accepted_the_reason(self):
        asked = ("09-25", "correction_asked", {"until": "10-18"})
        assert due("09-20", asked, ("10-21", "corrected")) == "2024-11-18"

    def test_an_abandoned_request_cannot_be_extended(self):
        asked = ("09-25", "correction_asked", {"until": "10-18"})
        found = clock("09-20", asked, ("10-21", "extended", {"days": 5}))
        assert problems(found) == [
            (1, "the request counts as abandoned since 2024-10-18, the last day of its wait")
        ]


class TestConsultation:
    """Art. 33(3): time for consulting is not counted; Art. 32, 34: 15 working days."""

    def test_days_after_the_asking_up_to_the_answer_are_not_counted(self):
        assert due("09-20", ("09-25", ASKED), ("09-27", ANSWERED)) == "2024-10-25"

    def test_an_answer_on_a_holiday_ends_the_pause_that_day(self):
        assert due("09-20", ("09-29", ASKED), ("10-05", ANSWERED)) == "2024-10-24"

    def test_an_answer_on_the_day_of_asking_stops_nothing(self):
        found = clock("09-20", ("09-25", ASKED), ("09-25", ANSWERED))
        assert (found.due.day, found.pauses) == (date(2024, 10, 23), ())

    def test_silence_takes_15_working_days_from_the_asking(self):
        found = clock("09-20", ("09-25", ASKED), as_of="09-26")
        assert pauses(found) == [("third_party", "2024-09-26", "2024-10-21")]
        assert found.due.day == date(2024, 11, 13)
        assert found.pauses[0].working_days == 15

    def test_the_15_days_run_from_the_day_the_letter_was_received(self):
        found = clock("09-20", ("09-25", CO_ASKED, {"received": "09-27"}))
        assert pauses(found) == [("co_agency", "2024-09-26", "2024-10-23")]
        assert found.due.day == date(2024, 11, 15)

    def test_it_is_consulting_up_to_the_last_of_the_15_days(self):
        asked = ("09-20", ("09-25", ASKED))
        assert clock(*asked, as_of="10-21").state.value == "consulting"
        assert clock(*asked, as_of="10-22").state.value == "running"

    def test_an_answer_after_the_15_days_moves_nothing_and_is_no_problem(self):
        silent = due("09-20", ("09-25", ASKED), as_of="10-25")
        assert due("09-20", ("09-25", ASKED), ("10-25", ANSWERED)) == silent

    def test_third_party_and_agency_at_one_time_are_counted_once(self):
        found = clock(
            "09-20", ("09-23", ASKED), ("09-25", CO_ASKED), ("09-27", ANSWERED),
            ("09-29", CO_ANSWERED),
        )  # fmt: skip
        assert found.due.day == date(2024, 10, 30)
        assert [each.working_days for each in found.pauses] == [4, 3]
        assert found.days_used == 1

    def test_an_answer_belongs_to_the_question_asked_first(self):
        found = clock("09-20", ("09-23", ASKED), ("09-25", ASKED), ("09-26", ANSWERED))
        assert pauses(found) == [
            ("third_party", "2024-09-24", "2024-09-26"),
            ("third_party", "2024-09-26", "2024-10-21"),
        ]

    def test_or_to_the_party_it_names(self):
        found = clock(
            "09-20", ("09-23", ASKED, {"party": "甲"}), ("09-25", ASKED, {"party": "乙"}),
            ("09-26", ANSWERED, {"party": "乙"}),
        )  # fmt: skip
        assert pauses(found) == [
            ("third_party", "2024-09-24", "2024-10-17"),
            ("third_party", "2024-09-26", "2024-09-26"),
        ]

    def test_a_party_asked_twice_is_a_problem(self):
        found = clock("09-20", ("09-23", ASKED, {"party": "甲"}), ("09-25", ASKED, {"party": "甲"}))
        assert problems(found) == [(1, "甲 was asked on 2024-09-23 and has not answered yet")]

    def test_an_answer_without_a_question_is_a_problem(self):
        found = clock("09-20", ("09-23", CO_ASKED), ("09-25", ANSWERED))
        assert problems(found) == [(1, "nobody was asked who has not answered yet")]

    def test_a_letter_received_before_it_was_sent_is_a_problem(self):
        found = clock("09-20", ("09-25", ASKED, {"received": "09-24"}))
        assert problems(found) == [(0, "the letter was received on 2024-09-24, before it was sent")]

    def test_asked_on_the_last_day_no_day_is_left(self):
        found = clock("09-20", ("10-23", ASKED), ("10-24", "replied"))
        assert (found.due.day, found.late) == (date(2024, 10, 23), True)

    def test_asked_when_late_it_stays_late(self):
        found = clock("09-20", ("10-25", ASKED), as_of="10-28")
        assert (found.late, found.state.value, found.problems) == (True, "consulting", ())

    def test_a_reply_during_a_pause_is_in_time(self):
        found = clock("09-20", ("09-25", ASKED), ("09-27", "replied"), as_of="12-31")
        assert (found.late, found.days_used, found.state.value) == (False, 3, "replied")


class TestExtension:
    """Art. 33(2): at most 20 working days, told to the applicant."""

    def test_its_days_are_added_to_the_end(self):
        assert due("09-20", ("10-21", "extended", {"days": 20})) == "2024-11-20"

    def test_it_may_be_made_on_the_last_day(self):
        assert due("09-20", ("10-23", "extended", {"days": 1})) == "2024-10-24"

    def test_a_pause_in_the_days_it_added_is_not_counted_either(self):
        events = (("10-21", "extended", {"days": 10}), ("10-25", ASKED), ("10-28", ANSWERED))
        assert due("09-20", *events) == "2024-11-07"

    def test_a_pause_over_the_old_last_day_is_counted_once(self):
        events = (("10-22", ASKED), ("10-23", "extended", {"days": 5}), ("10-25", ANSWERED))
        assert due("09-20", *events) == "2024-11-04"

    @pytest.mark.parametrize("days", [21, 0, -3])
    def test_more_than_20_days_or_none_is_a_problem(self, days):
        found = clock("09-20", ("10-21", "extended", {"days": days}))
        assert problems(found) == [(0, f"{days} working days; expected 1 to 20")]
        assert found.due.day == date(2024, 10, 23)

    def test_a_second_one_is_a_problem(self):
        found = clock(
            "09-20", ("10-21", "extended", {"days": 5}), ("10-22", "extended", {"days": 5})
        )
        assert problems(found) == [(1, "the period was extended already")]
        assert found.due.day == date(2024, 10, 30)

    def test_what_has_ended_cannot_be_extended(self):
        found = clock("09-20", ("10-24", "extended", {"days": 5}))
        assert problems(found) == [(0, "the period had ended on 2024-10-23 already")]
        assert found.late


class TestFee:
    """国办函〔2020〕109号: 20 working days to pay; 条例 Art. 42."""

    def test_nothing_is_due_until_it_is_paid(self):
        found = clock("09-20", ("09-25", "fee_notified"), as_of="10-10")
        assert (found.due, found.state.value, found.days_used) == (None, "awaiting_payment", 3)
        assert pauses(found) == [("fee", "2024-09-26", None)]

    def test_the_day_of_payment_is_day_0_of_a_full_period(self):
        found = clock("09-20", ("09-25", "fee_notified"), ("10-08", "fee_paid"))
        assert (found.due.day, found.start) == (date(2024, 11, 4), date(2024, 10, 8))
        assert pauses(found) == [("fee", "2024-09-26", "2024-10-08")]

    def test_it_may_be_paid_up_to_the_20th_working_day(self):
        notified = ("09-20", ("09-25", "fee_notified"))
        assert clock(*notified, ("10-28", "fee_paid")).problems == ()
        assert clock(*notified, as_of="10-28").state.value == "awaiting_payment"

    def test_unpaid_it_is_abandoned_the_day_after(self):
        found = clock("09-20", ("09-25", "fee_notified"), as_of="10-29")
        assert (found.state.value, found.due, found.late) == ("abandoned", None, False)

    def test_a_later_payment_is_a_problem_and_begins_nothing(self):
        found = clock("09-20", ("09-25", "fee_notified"), ("10-29", "fee_paid"))
        assert [each[0] for each in problems(found)] == [1]
        assert found.state.value == "abandoned"

    def test_a_reply_may_still_close_it(self):
        found = clock("09-20", ("09-25", "fee_notified"), ("11-01", "replied"))
        assert (found.state.value, found.problems, found.late) == ("replied", (), False)

    def test_a_consultation_that_is_open_goes_on_after_payment(self):
        events = (("09-24", ASKED), ("09-25", "fee_notified"), ("09-26", "fee_paid"))
        assert due("09-20", *events, ("09-30", ANSWERED)) == "2024-11-01"

    def test_an_extension_does_not_outlive_the_period_it_was_for(self):
        events = (("09-23", "extended", {"days": 10}), ("09-25", "fee_notified"))
        assert due("09-20", *events, ("10-08", "fee_paid")) == "2024-11-04"

    def test_a_notice_after_the_last_day_is_a_problem(self):
        found = clock("09-20", ("10-24", "fee_notified"))
        assert problems(found) == [(0, "the period had ended on 2024-10-23 already")]
        assert (found.state.value, found.late) == ("running", True)

    def test_a_payment_that_nobody_asked_for_is_a_problem(self):
        assert problems(clock("09-20", ("09-25", "fee_paid"))) == [(0, "no fee is owed")]

    def test_notified_twice_is_a_problem(self):
        found = clock("09-20", ("09-25", "fee_notified"), ("09-26", "fee_notified"))
        assert problems(found) == [(1, "a fee was notified on 2024-09-25 and is not paid yet")]

    def test_a_corrected_request_owes_no_fee_from_before(self):
        events = (("09-23", "correction_asked"), ("09-24", "fee_notified"))
        assert due("09-20", *events, ("10-08", "corrected")) == "2024-11-04"


class TestDelay:
    """Art. 35: a reasonable later day for what is asked far too often."""

    def test_the_day_agreed_is_due(self):
        assert due("09-20", ("10-10", "delayed", {"until": "12-31"})) == "2024-12-31"

    def test_a_consultation_does_not_move_it(self):
        events = (("10-10", "delayed", {"until": "12-31"}), ("10-11", ASKED))
        assert due("09-20", *events) == "2024-12-31"

    def test_it_takes_the_place_of_an_extension(self):
        events = (("10-09", "extended", {"days": 20}), ("10-10", "delayed", {"until": "11-29"}))
        assert due("09-20", *events) == "2024-11-29"

    def test_an_extension_of_it_is_a_problem(self):
        found = clock(
            "09-20", ("10-10", "delayed", {"until": "12-31"}), ("10-11", "extended", {"days": 5})
        )
        assert problems(found) == [
            (1, "the reply was put off to 2024-12-31, which takes its place")
        ]

    def test_a_day_gone_by_is_a_problem(self):
        found = clock("09-20", ("10-10", "delayed", {"until": "10-09"}))
        assert problems(found) == [(0, "names 2024-10-09, a day that has gone by")]

    def test_a_corrected_request_forgets_it(self):
        events = (("09-23", "delayed", {"until": "12-31"}), ("09-24", "correction_asked"))
        assert due("09-20", *events, ("10-08", "corrected")) == "2024-11-04"


class TestProblems:
    def test_events_out_of_order_are_told_and_counted_by_their_days(self):
        found = clock("09-20", ("09-27", ANSWERED), ("09-25", ASKED))
        assert problems(found) == [
            (1, "stands after an event of 2024-09-27; it was counted by its day")
        ]
        assert found.due.day == date(2024, 10, 25)

    def test_an_event_before_the_receipt_moves_nothing(self):
        found = clock("09-20", ("09-19", "replied"))
        assert problems(found) == [(0, "lies before the day of receipt, 2024-09-20")]
        assert found.state.value == "running"

    @pytest.mark.parametrize("ending", ["replied", "withdrawn"])
    def test_nothing_happens_after_the_end(self, ending):
        found = clock("09-20", ("09-25", ending), ("09-26", "extended", {"days": 5}))
        assert [each[0] for each in problems(found)] == [1]
        assert found.due.day == date(2024, 10, 23)

    def test_an_unknown_kind_is_told_with_the_one_that_was_meant(self):
        found = clock("09-20", ("09-25", "extend"))
        assert problems(found) == [(0, "there is no event extend; did you mean extended?")]

    def test_every_problem_is_told_in_the_order_of_the_history(self):
        found = clock("09-20", ("09-25", "corrected"), ("09-24", "fee_paid"), ("09-26", "unknown"))
        assert [each.index for each in found.problems] == [0, 1, 1, 2]


class TestKnownOnADay:
    def test_later_events_are_not_looked_at(self):
        events = (("09-25", ASKED), ("09-27", ANSWERED), ("09-30", "nonsense"))
        found = clock("09-20", *events, as_of="09-26")
        assert (found.state.value, found.due.day) == ("consulting", date(2024, 11, 13))
        assert found.problems == ()

    def test_the_last_event_is_the_day_if_none_is_given(self):
        assert clock("09-20", ("09-25", ASKED)).as_of == date(2024, 9, 25)

    def test_a_day_before_the_receipt_is_refused(self):
        with pytest.raises(DataError, match="before the day of receipt"):
            clock("09-20", as_of="09-19")


class TestLaw:
    def test_a_request_from_before_the_law_is_refused_with_that_reason(self):
        history = RequestHistory(received=date(2019, 5, 14))
        with pytest.raises(DataError, match="2019-05-14: 政府信息公开条例 holds from 2019-05-15"):
            request_clock(history, [RULES], CALENDAR)

    def test_with_the_older_law_it_is_counted_by_that(self):
        found = request_clock(RequestHistory(received=date(2019, 5, 14)), [RULES, OLD], CALENDAR)
        assert (found.rules.id, found.days_given) == ("requests-2008", 15)

    def test_an_event_that_the_older_law_does_not_know_is_a_problem(self):
        told = event("2019-05-20", "fee_notified")
        history = RequestHistory(received=date(2019, 5, 14), events=(told,))
        found = request_clock(history, [RULES, OLD], CALENDAR)
        assert problems(found) == [(0, "政府信息公开条例（2007年） does not know fee_notified")]

    def test_rules_that_stand_for_others_hold(self):
        instead = RequestRules(
            id="own", name="Own", basis=RULES.basis, reply_days=10, replaces="requests-2019",
            reply_basis=RULES.reply_basis, events=(), in_force=Period(since=day("01-01")),
        )  # fmt: skip
        assert request_rules_on([RULES, instead], day("02-01")).id == "own"
        assert request_rules_on([RULES, instead], date(2023, 2, 1)).id == "requests-2019"

    def test_without_any_law_it_says_so(self):
        with pytest.raises(DataError, match="No plugin in use brings the law"):
            request_rules_on([], date(2024, 1, 1))

    def test_one_kind_is_ruled_once(self):
        with pytest.raises(DataError, match="more than once: replied"):
            RequestRules(
                id="x", name="X", basis=RULES.basis, reply_days=1, reply_basis=RULES.basis,
                events=(RULES.rule("replied"), RULES.rule("replied")),
            )  # fmt: skip


def test_as_json_names_each_pause_with_its_articles():
    told = clock_as_json(clock("09-20", ("09-25", ASKED), ("09-27", ANSWERED)), "en")
    assert told["due"] == "2024-10-25"
    assert told["pauses"] == [
        {
            "kind": "third_party",
            "from": "2024-09-26",
            "to": "2024-09-27",
            "working_days": 2,
            "article": "《政府信息公开条例》（国令第711号）第三十三条第三款、第三十二条",
        }
    ]
