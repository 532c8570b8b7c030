"""Resident ID numbers: found however they are printed, and not taken for anything else."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.documents.values import Document, sections_of
from disclosure_core.review.values import Draft, Severity
from disclosure_review_zh import MOBILE_NUMBER, RESIDENT_ID_NUMBER

TODAY = date(2026, 11, 24)

VALID = "11010519491231002X"
SLIPPED = "110105194912310021"
FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
NEITHER_DIGIT_NOR_LETTER = st.sampled_from(["", "，", "身份证号：", "\n", "（", "、", "。", "\t"])


REGIONS = ("110105", "430121", "650102", "810000", "440304")


def draft(text="", *, title="公示", sections=None):
    return Draft(
        document=Document(title=title, text=text, sections=sections_of(sections or {})), on=TODAY
    )


def with_check_character(seventeen):
    """ISO 7064 MOD 11-2 by its recursion, not by the table of weights that the rule uses."""
    product = 0
    for digit in seventeen:
        product = (product + int(digit)) * 2 % 11
    check = (12 - product) % 11
    return seventeen + ("X" if check == 10 else str(check))


identity_numbers = st.builds(
    lambda region, born, serial: with_check_character(f"{region}{born:%Y%m%d}{serial:03}"),
    st.sampled_from(REGIONS),
    st.dates(min_value=date(1900, 1, 1), max_value=TODAY),
    st.integers(0, 999),
)


def found(text="", **parts):
    return list(RESIDENT_ID_NUMBER.check(draft(text, **parts)))


def kinds(text="", **parts):
    return [finding.kind for finding in found(text, **parts)]


class TestFound:
    @pytest.mark.parametrize(
        "text",
        [
            VALID,
            "身份证号11010519491231002X，男",
            "11010519491231002x",
            VALID.translate(FULL_WIDTH),
            "110105 19491231 002X",
            "110105-19491231-002X",
            "110105 1949 1231 002X",
            "110105　19491231　002X",
            "1101 0519 4912 3100 2X",
            "1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X",
            "11010519491231002 X",
            "11010519 491231002X",
            "110105\u200b19491231002X",
            "11010\u2060519491231002X",
            "ID11010519491231002X",
            "张三-11010519491231002X-13812345678",
            "11010519491231002X 13812345678",
            "1.11010519491231002X",
        ],
        ids=lambda text: text.encode("unicode_escape").decode()[:40],
    )
    def test_a_right_number_however_it_is_printed(self, text):
        assert kinds(text) == ["id18"]

    def test_a_right_number_blocks(self):
        assert found(VALID)[0].severity is Severity.BLOCK

    def test_a_number_in_id_form_with_a_slip_is_held(self):
        finding = found(SLIPPED)[0]
        assert (finding.kind, finding.severity) == ("id_unverified", Severity.HOLD)

    def test_title_and_sections_are_looked_at_too(self):
        places = [
            finding.where.part
            for finding in found(VALID, title=f"关于{VALID}", sections={"批复单位": VALID})
        ]
        assert places == ["title", "text", "批复单位"]

    def test_every_number_of_a_list_is_found_with_its_line(self):
        lines = [finding.where.line for finding in found(f"名单\n张三 {VALID}\n\n李四 {VALID}\n")]
        assert lines == [2, 4]

    def test_the_place_is_the_number_as_printed_and_no_more(self):
        text = "身份证 110105 19491231 002X 。"
        where = found(text)[0].where
        assert text[where.start : where.end] == "110105 19491231 002X"

    def test_the_excerpt_shows_two_characters_at_each_end(self):
        assert found(VALID)[0].excerpt == "11**************2X"


class TestNotFound:
    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("110105********002X", id="masked"),
            pytest.param("统一社会信用代码91350100M000100Y43", id="credit code with letters"),
            pytest.param("2019-430121-47-03-012345", id="project code"),
            pytest.param("项目代码2019-110105-19-49-123100", id="project code like a birthday"),
            pytest.param("1101051949123100211", id="19 digits"),
            pytest.param("0110105194912310021", id="a digit before"),
            pytest.param("430121001002GB00012F00010001", id="real estate unit"),
            pytest.param("430121 001002 GB00012 F00010001", id="real estate unit with spaces"),
            pytest.param("202011241234567890", id="serial that begins with a date"),
            pytest.param("990105194912310021", id="no such province"),
            pytest.param("11010519491331002X", id="no such month"),
            pytest.param("110105202702280028", id="not born yet"),
            pytest.param("110105189912310026", id="older than anybody"),
            pytest.param("DA110105194912310021", id="archive code"),
            pytest.param("110105194912310021-03", id="serial with a part number"),
            pytest.param("110105\n194912310021", id="figures on two lines"),
            pytest.param("1101\t0519\t4912\t3100\t21", id="cells of a table"),
            pytest.param("11 010519 4 91231 0021", id="figures of a row"),
        ],
    )
    def test_what_is_no_id_number_passes(self, text):
        assert kinds(text) == []

    # 11, region 110119, body 010112346: in ID form, with the check character of GB 32100.
    def test_a_credit_code_that_is_called_so_is_told_from_a_slip(self):
        assert kinds("统一社会信用代码：111101190101123460") == []

    def test_a_credit_code_that_nothing_calls_so_is_held(self):
        assert kinds("111101190101123460") == ["id_unverified"]

    def test_a_slip_is_not_excused_by_being_called_a_credit_code(self):
        assert kinds(f"统一社会信用代码：{SLIPPED}") == ["id_unverified"]


class TestLaws:
    @given(identity_numbers, NEITHER_DIGIT_NOR_LETTER, NEITHER_DIGIT_NOR_LETTER)
    def test_every_right_number_blocks(self, number, before, after):
        assert kinds(before + number + after) == ["id18"]

    @given(identity_numbers, st.sampled_from("0123456789X"))
    def test_another_check_character_makes_it_unverified(self, number, check):
        expected = "id18" if check == number[-1] else "id_unverified"
        assert kinds(number[:-1] + check) == [expected]

    @given(identity_numbers, st.integers(1, 17), st.sampled_from([" ", "-", "　", " - "]))
    def test_one_gap_anywhere_hides_nothing(self, number, place, gap):
        assert kinds(number[:place] + gap + number[place:]) == ["id18"]

    @given(identity_numbers, st.text(alphabet="0123456789", min_size=1, max_size=5))
    def test_a_number_inside_a_longer_one_is_not_one(self, number, more):
        assert kinds(more + number) == []
        assert kinds(number[:-1] + "0" + more) == []

    @given(identity_numbers)
    def test_no_mobile_number_is_seen_inside_one(self, number):
        assert list(MOBILE_NUMBER.check(draft(number))) == []

    @given(st.text(alphabet="0123456789Xx -－０\u200b\n号", max_size=80))
    def test_a_place_always_lies_in_the_text_and_begins_and_ends_with_the_number(self, text):
        for finding in found(text):
            piece = text[finding.where.start : finding.where.end]
            assert piece.strip(" -－\u200b\n号") == piece

    @given(st.text(max_size=200))
    def test_no_text_makes_it_fail(self, text):
        found(text)


@pytest.mark.parametrize("piece", ["1", "1 ", "1-", "a1", "1\u200b", "110105 1949 "])
def test_time_grows_with_the_text_and_not_faster(piece):
    def seconds(size):
        text = piece * (size // len(piece))
        began = time.perf_counter()
        found(text)
        return time.perf_counter() - began

    seconds(1_000)
    assert seconds(400_000) < 40 * max(seconds(40_000), 0.005)


class TestCalledOtherwise:
    """A permit number may have the right check character by chance; a person decides."""

    PERMIT = with_check_character("43012120260302010")

    @pytest.mark.parametrize(
        "name", ["施工许可证号：", "项目代码", "合同编号: ", "许可证编号（正本）："]
    )
    def test_a_number_of_a_thing_is_held_and_not_blocked(self, name):
        (finding,) = found(f"{name}{self.PERMIT}")
        assert (finding.kind, finding.severity) == ("id_unverified", Severity.HOLD)

    @pytest.mark.parametrize(
        "text",
        [
            "身份证号：{}",
            "项目负责人身份证号{}",
            "张某，{}",
            "许可证号见附件。联系人 {}",
            "许可证号01，张某{}",
            "项目负责人李四{}",
        ],
    )
    def test_the_number_of_a_person_is_still_blocked(self, text):
        (finding,) = found(text.format(self.PERMIT))
        assert (finding.kind, finding.severity) == ("id18", Severity.BLOCK)
