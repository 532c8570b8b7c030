"""Personal fields taken out of a body: commitments that hide, bind and can be opened."""

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.errors import DataError
from disclosure_core.legal import LegalBasis
from disclosure_core.records.personal import (
    ERASED,
    MARKS,
    WITHHELD,
    commitment_of,
    committed,
    in_place,
    opens,
    references_in,
    set_apart,
    withheld,
)
from disclosure_core.records.retention import Retention
from disclosure_core.records.values import RecordKind

SALT = bytes(range(32))

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def nothing() -> dict[str, object]:
    return {}


def test_a_commitment_can_be_made_with_the_standard_library_alone() -> None:
    made = hmac.new(SALT, b'"13807314289"', hashlib.sha256).hexdigest()
    assert commitment_of(SALT, "13807314289") == f"hmac-sha256:{made}"


@given(value=plain, salt=st.binary(min_size=32, max_size=32))
def test_a_commitment_is_opened_by_its_salt_and_value(value: object, salt: bytes) -> None:
    assert opens(commitment_of(salt, value), salt, value)


@given(value=plain, other=plain)
def test_a_commitment_is_not_opened_by_another_value(value: object, other: object) -> None:
    from disclosure_core.records.digest import canonical

    same = canonical(value) == canonical(other)
    assert opens(commitment_of(SALT, value), SALT, other) is same


def test_a_commitment_is_not_opened_by_another_salt_or_algorithm() -> None:
    made = commitment_of(SALT, "a")
    assert not opens(made, bytes(32), "a")
    assert not opens(made.replace("hmac-sha256", "sha256"), SALT, "a")
    assert not opens("", SALT, "a")


@given(value=plain.filter(lambda each: each is not None and each not in list(MARKS)))
def test_what_is_taken_out_of_a_body_goes_back_in(value: object) -> None:
    body = {"open": "x", "deep": {"er": {"secret": value}, "more": 1}}
    apart = set_apart(body, ("deep.er.secret",), nothing)
    (field,) = apart.fields
    ((place, reference),) = references_in(apart.body)
    assert place == field.field == "deep.er.secret"
    assert committed(reference, field.salt or b"", field.value or "")
    assert in_place(apart.body, lambda _: value) == body
    assert body["deep"] == {"er": {"secret": value}, "more": 1}


def test_only_what_is_named_is_taken_out() -> None:
    body = {"name": "a", "phone": "b", "other": {"name": "c"}}
    apart = set_apart(body, ("name",), nothing)
    assert {place for place, _ in references_in(apart.body)} == {"name"}
    assert {**apart.body, "name": "a"} == body


@given(name=st.text(), phone=st.text())
def test_withholding_leaves_nothing_of_the_value(name: str, phone: str) -> None:
    body = {"name": name, "contact": {"phone": phone, "by": 1}}
    assert withheld(body, ("name", "contact.phone")) == {
        "name": ERASED if name == ERASED else WITHHELD,
        "contact": {"phone": ERASED if phone == ERASED else WITHHELD, "by": 1},
    }


def test_what_is_no_mapping_is_withheld_whole() -> None:
    assert withheld({"contact": ["13807314289"]}, ("contact.phone",)) == {"contact": WITHHELD}


BASIS = LegalBasis(document="政府信息公开条例")


@pytest.mark.parametrize(
    "declared",
    [
        {"personal": ("name",), "search_text": ("name",)},
        {"personal": ("contact.phone",), "search_text": ("contact",)},
        {"personal": ("name",), "columns": ("name",)},
        {"personal": ("name",), "public": True, "public_fields": ("name",)},
        {"personal": ("contact.phone",), "public": True, "public_fields": ("contact",)},
        {"personal": ("name", "name.first")},
        {"personal": ("",)},
        {"personal": ("a..b",)},
        {
            "personal": ("born",),
            "retention": Retention(years=1, end="purge", basis=BASIS, counted_from="born"),
        },
        {
            "personal": ("person",),
            "retention": Retention(years=1, end="purge", basis=BASIS, counted_from="person.born"),
        },
    ],
    ids=str,
)
def test_a_kind_that_would_let_personal_fields_out_is_refused(declared: dict[str, object]) -> None:
    with pytest.raises(DataError):
        RecordKind(name="visit", value=dict, **declared)  # type: ignore[arg-type]
