"""The day-by-day working: each day, whether it counts, and why with the article."""

from tests.requests.law import clock


def explained(found):
    return {each.day.isoformat()[5:]: each for each in found.explain()}


def reason(found, day):
    return str(explained(found)[day].reason)


def articles(found, day):
    return [each.article for each in explained(found)[day].basis]


def test_it_begins_with_day_0_and_ends_with_the_last_day():
    days = clock("09-20").explain()
    assert str(days[0].reason).startswith("day 0: the request is received")
    assert [each.article for each in days[0].basis] == ["第二百零一条", "第三十三条第二款"]
    assert str(days[-1].reason) == "working day: the last day"
    assert days[-1].number == 20


def test_make_up_days_count_and_holidays_do_not():
    found = clock("09-20")
    assert (reason(found, "09-29"), explained(found)["09-29"].number) == ("make-up working day", 6)
    assert (reason(found, "10-01"), explained(found)["10-01"].counted) == ("holiday", False)


def test_a_day_in_a_pause_names_all_that_stop_it_with_their_articles():
    found = clock("09-20", ("09-25", "third_party_asked"), ("09-25", "co_agency_asked"))
    assert reason(found, "09-26") == (
        "not counted: a third party is being asked, an agency that made it too is being asked"
    )
    assert articles(found, "09-26") == ["第三十三条第三款", "第三十二条", "第三十四条"]
    assert reason(found, "09-28") == (
        "weekend; a third party is being asked, an agency that made it too is being asked"
    )


def test_a_corrected_request_begins_another_counting():
    found = clock("09-20", ("09-24", "correction_asked"), ("09-27", "corrected"))
    days = explained(found)
    assert [days[day].counting for day in ("09-24", "09-26", "09-27", "09-29")] == [1, 1, 2, 2]
    assert [days[day].number for day in ("09-24", "09-26", "09-27", "09-29")] == [2, None, None, 1]
    assert reason(found, "09-26") == "not counted: waiting for the applicant's correction"
    assert reason(found, "09-27").startswith("day 0: the corrected request is received")
    assert articles(found, "09-27") == ["第二百零一条", "第三十条"]


def test_days_of_an_extension_say_so():
    found = clock("09-20", ("10-21", "extended", {"days": 5}))
    assert reason(found, "10-24") == "working day, by the extension"
    assert articles(found, "10-24") == ["第三十三条第二款"]


def test_days_after_the_last_one_are_told_until_the_day_asked_about():
    found = clock("09-20", as_of="10-25")
    assert reason(found, "10-25") == "working day, after the last day"
    assert explained(found)["10-25"].number == 22


def test_the_day_agreed_is_told_with_its_article():
    found = clock("09-20", ("10-10", "delayed", {"until": "11-30"}))
    assert reason(found, "11-30") == "the day agreed, on which the reply is due"
    assert articles(found, "11-30") == ["第三十五条"]


def test_a_year_without_notice_is_provisional():
    found = clock("2025-12-30", as_of="2025-12-30")
    assert [each.provisional for each in found.explain()][:4] == [False, False, True, True]


def test_only_so_many_days_are_told_as_are_asked_for():
    assert len(clock("09-20", as_of="2025-12-31").explain(10)) == 10
