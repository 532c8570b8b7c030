"""Texts are kept without NUL, read back as they were, and sort as before."""

from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.records.digest import canonical
from disclosure_postgres.texts import kept_body, kept_text, read_body, read_text

texts = st.text(st.sampled_from("\x00\x01\x02a政𠮷\\u0"), max_size=8)
bodies = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
)


@given(texts)
def test_a_text_is_read_as_it_was(text: str) -> None:
    assert "\x00" not in kept_text(text)
    assert read_text(kept_text(text)) == text


@given(texts, texts)
def test_texts_sort_as_before(one: str, other: str) -> None:
    assert (kept_text(one) < kept_text(other)) == (one < other)


@given(bodies)
def test_a_body_is_read_as_it_was(body: object) -> None:
    kept = kept_body(body, canonical(body))
    assert read_body(kept) == body
    assert "\\u0000" not in kept.replace("\\\\", "")
