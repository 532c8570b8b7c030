"""Reading data: every mistake is reported, each with its place, and nothing is guessed."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from attrs import field, frozen, validators

from disclosure_core.calendar.values import HolidayNotice
from disclosure_core.catalogue.values import DisclosureItem, Domain
from disclosure_core.codec import structure
from disclosure_core.errors import DataError
from disclosure_core.messages import Message


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


@frozen(kw_only=True)
class Shelf:
    name: str = field(default="a", validator=validators.min_len(1))
    count: int = 1
    open: bool = True
    price: Decimal = Decimal(0)
    share: Fraction = Fraction(0)
    since: date | None = None
    read_at: datetime | None = None
    colour: Colour = Colour.RED
    labels: tuple[str, ...] = ()
    days: frozenset[date] = frozenset()
    by_colour: Mapping[Colour, tuple[str, ...]] = field(factory=dict)
    width: int | str = 1
    folder: Path = Path()
    pair: tuple[int, str] = (1, "a")
    anything: Any = None


@frozen(kw_only=True)
class Room:
    shelves: tuple[Shelf, ...] = ()


def mistakes(data: object, cls: type = Shelf, **where: str) -> list[str]:
    with pytest.raises(DataError) as caught:
        structure(data, cls, **where)
    return [each.text("en") for each in caught.value.mistakes]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"count": "3"}, 'count: expected a whole number, found "3"'),
        ({"count": True}, "count: expected a whole number, found true"),
        ({"count": 3.0}, "count: expected a whole number, found 3.0"),
        ({"open": "yes"}, 'open: expected true or false, found "yes"'),
        ({"open": 1}, "open: expected true or false, found 1"),
        ({"name": 5}, "name: expected text, found 5"),
        ({"name": None}, "name: expected text, found nothing"),
        ({"name": ""}, "name: must not be empty"),
        ({"labels": "abc"}, 'labels: expected a list, found "abc"'),
        ({"labels": ["a", 2]}, "labels[1]: expected text, found 2"),
        ({"since": "2026-2-1"}, 'since: expected a day such as 2026-11-24, found "2026-2-1"'),
        ({"since": "2026-02-30"}, 'since: expected a day such as 2026-11-24, found "2026-02-30"'),
        (
            {"read_at": "2026-11-24T09:00:00"},
            (
                "read_at: expected an instant with its offset, such as +08:00, "
                'found "2026-11-24T09:00:00"'
            ),
        ),
        ({"colour": "gren"}, "colour: gren is not known here; did you mean green?"),
        ({"colour": 7}, "colour: expected one of red, green, found 7"),
        ({"price": 1.5}, 'price: expected an exact number as text, such as "12.50", found 1.5'),
        ({"price": "NaN"}, 'price: expected an exact number as text, such as "12.50", found "NaN"'),
        (
            {"share": "1e999999999"},
            'share: expected an exact number as text, such as "2/3" or "12.5", found "1e999999999"',
        ),
        (
            {"share": "1/00"},
            'share: expected an exact number as text, such as "2/3" or "12.5", found "1/00"',
        ),
        ({"by_colour": {"red": "a"}}, 'by_colour.red: expected a list, found "a"'),
        ({"by_colour": {"blu": []}}, 'by_colour.blu: expected one of red, green, found "blu"'),
        ({"pair": [1]}, "pair: expected a list of 2, found a list"),
        ({"pair": [1, 2]}, "pair[1]: expected text, found 2"),
        ({"width": []}, "width: expected a whole number, found a list"),
        ("words", 'expected a table of keys, found "words"'),
    ],
)
def test_a_wrong_value_is_told_with_its_place_and_what_was_expected(
    data: object, told: str
) -> None:
    assert mistakes(data) == [told]


def test_all_mistakes_are_told_together() -> None:
    data = {"shelves": [{"count": "x"}, {"nmae": "a", "open": 3}]}
    assert mistakes(data, Room) == [
        'shelves[0].count: expected a whole number, found "x"',
        "shelves[1].open: expected true or false, found 3",
        "shelves[1]: extra fields found (nmae); did you mean name?",
    ]


def test_a_key_that_resembles_none_is_told_with_the_known_ones() -> None:
    (told,) = mistakes({"id": "a", "name": "b", "zzz": 1}, Domain)
    assert told.startswith("extra fields found (zzz); known are id, name, names")


def test_a_missing_key_is_told_where_it_should_stand() -> None:
    data = {"id": "a", "level1": "b"}
    assert mistakes(data, DisclosureItem, file="plugin.toml", place="items[0]") == [
        "plugin.toml items[0].domain: is missing"
    ]


def test_what_a_class_refuses_as_a_whole_is_told_at_its_place() -> None:
    in_force = {"since": date(2026, 1, 1), "until": date(2025, 1, 1)}
    assert mistakes({"id": "a", "name": "b", "in_force": in_force}, Domain) == [
        "in_force: A period ends on 2025-01-01, before it begins on 2026-01-01."
    ]


def test_two_fields_that_their_validators_refuse_are_both_told() -> None:
    @frozen(kw_only=True)
    class Two:
        first: int = field(validator=validators.ge(1))
        second: int = field(validator=validators.le(9))

    assert [each.split(":")[0] for each in mistakes({"first": 0, "second": 10}, Two)] == [
        "first",
        "second",
    ]


def test_a_long_wrong_value_is_shortened() -> None:
    (told,) = mistakes({"count": "长" * 5000})
    assert len(told) < 100


def test_the_error_names_the_file_and_counts() -> None:
    with pytest.raises(DataError) as caught:
        structure({"count": "a", "open": "b"}, Shelf, file="plugin.toml")
    assert str(caught.value).splitlines()[0] == "plugin.toml: 2 mistakes, nothing was loaded"


def test_a_day_of_toml_is_taken_as_it_is() -> None:
    assert structure({"since": date(2026, 11, 24)}, Shelf).since == date(2026, 11, 24)


def test_an_instant_is_not_taken_for_a_day() -> None:
    (told,) = mistakes({"since": datetime.fromisoformat("2026-11-24T00:00:00+08:00")})
    assert told.startswith("since: expected a day")


def test_a_plain_text_becomes_a_message_that_shows_its_braces() -> None:
    assert structure("有 {x} 号", Message).text("en") == "有 {x} 号"


def test_a_class_that_nobody_can_read_is_its_authors_mistake() -> None:
    @frozen
    class Wire:
        call: type

    with pytest.raises(TypeError, match="Unsupported type"):
        structure({"call": 1}, Wire)


def test_what_a_validator_refuses_is_told_beside_wrong_types() -> None:
    assert mistakes({"name": "", "count": "x", "lables": []}) == [
        'count: expected a whole number, found "x"',
        "extra fields found (lables); did you mean labels?",
        "name: must not be empty",
    ]


def test_a_validator_that_looks_at_a_wrong_field_is_passed_over() -> None:
    data = {"year": 2026, "days_off": "x", "make_up_days": ["2026-01-01"]}
    assert mistakes({**data, "basis": {"document": "通知"}}, HolidayNotice) == [
        'days_off: expected a list, found "x"'
    ]
