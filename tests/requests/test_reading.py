"""Reading requests from JSON: strict, and every mistake with its place."""

import json
from datetime import date

import pytest

from disclosure_core import DataError, read_requests

GOOD = {"received": "2024-09-20", "events": [{"on": "2024-09-25", "kind": "correction_asked"}]}


def mistakes(data):
    written = data if isinstance(data, bytes) else json.dumps(data).encode()
    with pytest.raises(DataError) as caught:
        read_requests(written, "a.json")
    return [each.text("en") for each in caught.value.mistakes]


def event(**more):
    return {"received": "2024-09-20", "events": [{"on": "2024-09-25", **more}]}


def test_one_object_is_one_request():
    (read,) = read_requests(json.dumps(GOOD, indent=2).encode(), "a.json")
    assert (read.line, read.history.received) == (None, date(2024, 9, 20))
    assert read.history.events[0].kind == "correction_asked"


def test_an_object_on_each_line_is_several():
    text = json.dumps(GOOD) + "\n\n" + json.dumps(GOOD) + "\n"
    assert [each.line for each in read_requests(text.encode(), "a.json")] == [1, 3]


def test_a_byte_order_mark_is_passed_over():
    assert len(read_requests(b"\xef\xbb\xbf" + json.dumps(GOOD).encode(), "a.json")) == 1


def test_events_may_be_left_out():
    assert read_requests(b'{"received": "2024-09-20"}', "a.json")[0].history.events == ()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "a.json: is empty"),
        (b"{", "a.json line 1: is no JSON"),
        (b'{\n"received": 2024-09-20}', "a.json line 2: is no JSON"),
        (b"[]", "a.json: expected a table of keys, found a list"),
        (
            b'{"received": "2024-09-20", "received": "2024-09-21"}',
            'the keys "received" stand twice',
        ),
        (b'{"received": NaN}', "NaN is no JSON"),
        (b"[" * 100_000, "a.json: is nested too deeply"),
        (b'{"received": ' + b"1" * 5000 + b"}", "a number that is far too long"),
        (b'{"received": "\xd6\xd0"}', "a.json line 1: is no UTF-8"),
        ({}, "a.json received: is missing"),
        ({**GOOD, "recieved": 1}, "extra fields found (recieved); did you mean received?"),
        (
            {"received": "2024-09-20T00:00:00+08:00"},
            'a.json received: expected a day such as 2026-11-24, found "2024-09-20T00:00:00+08:00"',
        ),
        ({"received": "2024-02-30"}, "a.json received: expected a day"),
        ({"received": 20240920}, "a.json received: expected a day"),
        ({"received": None}, "a.json received: expected a day"),
        ({**GOOD, "events": {}}, "a.json events: expected a list"),
        ({**GOOD, "as_of": "tomorrow"}, "a.json as_of: expected a day"),
        ({**GOOD, "as_of": "2024-09-19"}, "lies before the day of receipt"),
        (event(), "a.json events[0].kind: is missing"),
        (event(kind=3), "a.json events[0].kind: expected text, found 3"),
        (event(kind="\x1b[31m"), "events[0].kind: expected at most 100 characters"),
        (event(kind="third_party_asked", party="甲" * 101), "party: expected at most 100"),
        (event(kind="extended"), "events[0].days: is missing; extended needs it"),
        (event(kind="extended", days="5"), 'days: expected a whole number, found "5"'),
        (event(kind="extended", days=True), "days: expected a whole number, found true"),
        (event(kind="delayed"), "events[0].until: is missing; delayed needs it"),
        (event(kind="replied", days=5), "events[0].days: does not belong to replied"),
        (event(kind="corrected", received="2024-09-26"), "received: does not belong to corrected"),
        (event(kind="replied", day=5), "events[0]: extra fields found (day)"),
        ({**GOOD, "events": GOOD["events"] * 2001}, "2001 events of one request"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(data, told):
    assert told in "\n".join(mistakes(data))


def test_all_mistakes_are_told_together_each_with_its_line():
    lines = [json.dumps(each).encode() for each in (GOOD, {}, event(kind=3))]
    assert [each.split(": ")[0] for each in mistakes(b"\n".join(lines))] == [
        "a.json line 2 received",
        "a.json line 3 events[0].kind",
    ]


def test_of_very_many_mistakes_the_first_are_told():
    told = mistakes(b"\n".join([b"{}"] * 300))
    assert len(told) == 51
    assert told[-1] == "a.json: … and 250 more mistakes"


def test_a_file_that_is_too_large_is_refused():
    assert mistakes(b" " * (64 * 1024 * 1024 + 1)) == ["a.json: is larger than 64 MB"]
