"""Mobile numbers: found however they are printed, and not taken for anything else."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.documents.values import Document, sections_of
from disclosure_core.review.values import Draft, Severity
from disclosure_review_zh import MOBILE_NUMBER

TODAY = date(2026, 11, 24)

mobile_numbers = st.builds(
    lambda second, rest: f"1{second}{rest:09}", st.integers(3, 9), st.integers(0, 999_999_999)
)


def draft(text="", *, title="公示", sections=None):
    return Draft(
        document=Document(title=title, text=text, sections=sections_of(sections or {})), on=TODAY
    )


def found(text="", **parts):
    return list(MOBILE_NUMBER.check(draft(text, **parts)))


def printed(text):
    return [text[finding.where.start : finding.where.end] for finding in found(text)]


class TestFound:
    @pytest.mark.parametrize(
        ("text", "number"),
        [
            ("联系电话13812345678。", "13812345678"),
            ("138 1234 5678", "138 1234 5678"),
            ("138-1234-5678", "138-1234-5678"),
            ("138－1234－5678", "138－1234－5678"),
            ("138 - 1234 - 5678", "138 - 1234 - 5678"),
            ("138 12345678", "138 12345678"),
            ("1381234 5678", "1381234 5678"),
            ("138-123-45678", "138-123-45678"),
            ("1 3 8 1 2 3 4 5 6 7 8", "1 3 8 1 2 3 4 5 6 7 8"),
            ("１３８１２３４５６７８", "１３８１２３４５６７８"),
            ("138\u200b1234\u200b5678", "138\u200b1234\u200b5678"),
            ("13\u200b812345678", "13\u200b812345678"),
            ("+8613812345678", "13812345678"),
            ("008613812345678", "13812345678"),
            ("+86 138 1234 5678", "138 1234 5678"),
            ("+86-138-1234-5678", "138-1234-5678"),
            ("+86138 1234 5678", "138 1234 5678"),
            ("（86）13812345678", "13812345678"),
            ("tel13812345678", "13812345678"),
            ("wx13812345678", "13812345678"),
            ("010-13812345678", "13812345678"),
            ("李四，19912345678（微信同号）", "19912345678"),
        ],
    )
    def test_a_number_however_it_is_printed(self, text, number):
        assert printed(text) == [number]

    def test_two_numbers_joined_in_any_way_are_two(self):
        for joint in (" ", "-", "/", "、", "\n", "\t"):
            assert len(found(f"13812345678{joint}13987654321")) == 2, joint

    def test_it_is_held_for_a_person_and_not_blocked(self):
        finding = found("13812345678")[0]
        assert (finding.kind, finding.severity) == ("mobile", Severity.HOLD)

    def test_the_excerpt_hides_the_middle(self):
        assert found("+86 138 1234 5678")[0].excerpt == "138****5678"

    def test_place_names_part_and_line(self):
        finding = found("公示\n电话：13812345678", sections={})[0]
        assert (finding.where.part, finding.where.line) == ("text", 2)


class TestNotFound:
    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("138****5678", id="masked"),
            pytest.param("138xxxx5678", id="masked with letters"),
            pytest.param("12345", id="hotline"),
            pytest.param("0731-84012345", id="fixed line"),
            pytest.param("400-812-3456", id="service number"),
            pytest.param("12812345678", id="no such range"),
            pytest.param("113812345678", id="a digit before"),
            pytest.param("138123456789", id="a digit after"),
            pytest.param("11010519491231002X", id="resident ID number"),
            pytest.param("91430121138123456X", id="credit code"),
            pytest.param("2019-430121-47-03-012345", id="project code"),
            pytest.param("2020-13812345678-01", id="serial number"),
            pytest.param("GB13812345678", id="standard or archive code"),
            pytest.param("13812345678A", id="code that ends in a letter"),
            pytest.param("长政办发〔2020〕13812345678号", id="document number"),
            pytest.param("合同第13812345678号", id="contract number"),
            pytest.param("总投资13812345678元", id="amount"),
            pytest.param("13812345678.00", id="amount with cents"),
            pytest.param("￥13812345678", id="amount with its sign"),
            pytest.param("0.13812345678", id="decimal fraction"),
            pytest.param("1500 2000 300", id="figures of a row"),
            pytest.param("138\n12345678", id="figures on two lines"),
            pytest.param("8613812345678", id="13 digits without a plus sign"),
        ],
    )
    def test_what_is_no_mobile_number_passes(self, text):
        assert printed(text) == []


class TestLaws:
    @given(mobile_numbers, st.sampled_from(["", "电话", "（", "、", "\n", "\t", "："]))
    def test_every_number_is_found(self, number, before):
        assert printed(f"{before}{number}。") == [number]

    @given(mobile_numbers, st.sampled_from([" ", "-", "　", "‑"]))
    def test_the_usual_grouping_hides_nothing(self, number, gap):
        assert len(found(gap.join((number[:3], number[3:7], number[7:])))) == 1

    @given(mobile_numbers, st.text(alphabet="0123456789", min_size=1, max_size=8))
    def test_a_number_inside_a_longer_one_is_not_one(self, number, more):
        assert printed(number + more) == []

    @given(mobile_numbers)
    def test_the_excerpt_never_repeats_the_number(self, number):
        assert number not in found(number)[0].excerpt

    @given(st.text(max_size=200))
    def test_no_text_makes_it_fail(self, text):
        found(text)
