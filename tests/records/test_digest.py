"""One value has one canonical text, and one digest that names its algorithm."""

import hashlib
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.errors import DataError
from disclosure_core.records.digest import canonical, digest, digest_bytes, plain

letters = st.text(st.characters(codec="utf-8"), max_size=8)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | letters,
    lambda each: st.lists(each, max_size=4) | st.dictionaries(letters, each, max_size=4),
    max_leaves=12,
)


@given(value=json_values)
def test_canonical_text_reads_back_as_the_value(value: object) -> None:
    assert json.loads(canonical(value)) == value


@given(value=st.dictionaries(letters, st.integers(), min_size=2, max_size=5))
def test_the_order_of_keys_does_not_matter(value: dict[str, int]) -> None:
    turned = dict(reversed(value.items()))
    assert digest(turned) == digest(value)


@given(value=json_values)
def test_canonical_text_is_canonical_already(value: object) -> None:
    assert canonical(json.loads(canonical(value))) == canonical(value)


def test_the_text_has_sorted_keys_no_spaces_and_real_letters() -> None:
    value = {"b": ("预算", None), "a": {"y": True, "x": -1}}
    assert canonical(value) == '{"a":{"x":-1,"y":true},"b":["预算",null]}'


def test_control_characters_are_escaped_as_rfc_8785_says() -> None:
    assert canonical('\x00\b\t\n\f\r\x1f"\\/\x7f') == '"\\u0000\\b\\t\\n\\f\\r\\u001f\\"\\\\/\x7f"'


def test_the_digest_is_sha_256_of_the_canonical_text() -> None:
    expected = hashlib.sha256('{"标题":"预算"}'.encode()).hexdigest()
    assert digest({"标题": "预算"}) == f"sha256:{expected}"


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ({"rows": [{"share": 0.5}]}, "body.rows[0].share"),
        ({"on": date(2026, 1, 1)}, "body.on"),
        ({"at": datetime(2026, 1, 1, tzinfo=UTC)}, "body.at"),
        ({"sum": Decimal("1.5")}, "body.sum"),
        ({"raw": b"x"}, "body.raw"),
        ({"text": "\udc80"}, "body.text"),
        ({"a": {2026: "x"}}, "body.a"),
        ([[[]] * 2, {1}], "body[1]"),
    ],
    ids=lambda each: str(each)[:30],
)
def test_what_is_not_plain_json_is_refused_with_its_place(value: object, place: str) -> None:
    with pytest.raises(DataError) as refused:
        digest(value)
    assert str(refused.value).startswith(f"{place}:")


def test_bottomless_values_are_refused() -> None:
    value: list[object] = []
    value.append(value)
    with pytest.raises(DataError, match="64 levels"):
        digest(value)


def test_plain_values_are_fresh_dicts_and_lists() -> None:
    given_value = MappingProxyType({"items": ("a", "b")})
    assert plain(given_value) == {"items": ["a", "b"]}


EXAMPLES = {
    b"abc": "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
    b"abcd" * 16: "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732",
}
"""The two worked examples of GB/T 32905-2016, appendix A."""


@pytest.fixture(params=["as the platform has it", "as cryptography has it"])
def platform(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The platform as it is, and one whose OpenSSL has no SM3."""
    if request.param == "as cryptography has it":
        monkeypatch.setattr(hashlib, "algorithms_available", {"sha256"})


@pytest.mark.usefixtures("platform")
@pytest.mark.parametrize(("data", "expected"), EXAMPLES.items(), ids=["short", "long"])
def test_sm3_is_that_of_the_standard(data: bytes, expected: str) -> None:
    assert digest_bytes(data, "sm3") == f"sm3:{expected}"
