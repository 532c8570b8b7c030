"""Which rows of two catalogues are one item, what shows it, and what cannot be told."""

from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve

from disclosure_core.catalogue.comparison.alignment import align_items
from disclosure_core.catalogue.comparison.likeness import THRESHOLD
from disclosure_core.catalogue.comparison.values import MatchedBy
from disclosure_core.catalogue.comparison.words import COMPARISON_WORDS
from disclosure_core.catalogue.values import Succession
from disclosure_core.legal import LegalBasis


def only(alignment):
    (match,) = alignment.matches
    return match


def test_the_same_id_is_the_same_item_whatever_it_is_called(item):
    before = item("政策文件", "法律法规", id="china:law")
    after = item("政策依据", "国家法律", id="china:law")
    assert only(align_items([before], [after])).matched_by is MatchedBy.ID


def test_an_id_that_stands_twice_proves_nothing(item):
    twice = [item("政策文件", "标准", id="a"), item("计划实施", "任务分配", id="a")]
    match = only(align_items(twice, [item("计划实施", "任务分配", id="a")]))
    assert match.left.level2 == "任务分配"


def test_what_replaced_an_item_is_matched_by_the_succession(item):
    succession = Succession(before=("a",), after=("b",), on=date(2026, 1, 1), reason="指引修订")
    before = item("政策文件", "旧名", id="a")
    after = item("计划实施", "任务", id="b")
    match = only(align_items([before], [after], successions=[succession]))
    assert match.matched_by is MatchedBy.SUCCESSION
    assert "指引修订" in str(match.why)


def test_a_succession_is_read_either_way_round(item):
    succession = Succession(before=("a",), after=("b",), on=date(2026, 1, 1), reason="指引修订")
    before, after = item("政策文件", "旧名", id="a"), item("计划实施", "任务", id="b")
    match = only(align_items([after], [before], successions=[succession]))
    assert match.matched_by is MatchedBy.SUCCESSION


def test_of_a_split_every_part_says_where_it_came_from(item):
    succession = Succession(before=("a",), after=("b", "c"), on=date(2026, 1, 1), reason="拆分")
    after = [item("申请", id="b"), item("公示", id="c")]
    aligned = align_items([item("补助", "审核", id="a")], after, successions=[succession])
    assert [str(each.note) for each in aligned.right_only] == ["拆分 (from 2026-01-01 on)"] * 2


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param("资 金　补助标准", MatchedBy.SAME_NAMES, id="white space"),
        pytest.param("资金、补助标准", MatchedBy.SIGNS_ASIDE, id="punctuation"),
        pytest.param("資金補助標準", MatchedBy.SIGNS_ASIDE, id="traditional characters"),
        pytest.param("资金补助标准信息", MatchedBy.SYNONYMS, id="an ending that says nothing"),
        pytest.param("相关资金补助标准", MatchedBy.SYNONYMS, id="a filler"),
    ],
)
def test_a_name_printed_otherwise_is_the_same_name(item, printed, expected):
    words = evolve(COMPARISON_WORDS, simplified={"資": "资", "補": "补", "標": "标", "準": "准"})
    left = item("条件与标准", "资金补助标准")
    right = item("条件与标准", printed, content=("另一要素",))
    assert only(align_items([left], [right], words=words)).matched_by is expected


def test_a_renamed_item_is_found_by_its_likeness(item):
    left = item("条件与标准", "农村危房改造对象申请条件")
    match = only(align_items([left], [item("条件、标准与程序", "农村危房改造申请条件")]))
    assert match.matched_by is MatchedBy.SIMILARITY
    assert THRESHOLD <= match.score < 1


def test_nothing_beneath_the_threshold_is_matched_but_the_nearest_is_told(item):
    left = item("条件与标准", "农村危房改造对象申请条件")
    right = item("计划实施", "农村危房改造对象公示名单", content=("户主", "危房等级"))
    aligned = align_items([left], [right])
    assert aligned.matches == ()
    assert aligned.left_only[0].nearest.item is right
    assert aligned.left_only[0].nearest.score < THRESHOLD


def test_a_caller_may_set_the_threshold(item):
    left, right = item("政策解读", "政策宣讲解读材料"), item("政策解读", "政策宣讲材料汇编")
    assert align_items([left], [right], threshold=Fraction(99, 100)).matches == ()
    assert only(align_items([left], [right], threshold=Fraction(1, 2))).right is right


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("上级政策解读", "本级政策解读"),
        ("行政许可结果公示", "行政处罚结果公示"),
        ("环境影响报告书审批", "环境影响报告表审批"),
        ("财政预算公开说明", "财政决算公开说明"),
        ("死亡注销", "服现役注销"),
    ],
)
def test_names_of_contrary_words_are_never_one_item(item, left, right):
    aligned = align_items([item("政策", left)], [item("政策", right)])
    assert aligned.matches == ()


def test_a_guide_to_one_service_is_not_the_guide_to_another(item):
    left, right = item("特困供养", "办事指南"), item("最低生活保障", "办事指南")
    assert align_items([left], [right]).matches == ()


def test_items_of_different_domains_are_different_items(item):
    aligned = align_items(
        [item("政策文件", "标准", domain="a")], [item("政策文件", "标准", domain="b")]
    )
    assert aligned.matches == ()


def test_a_row_without_a_domain_is_held_against_all_of_them(item):
    rows = [item("政策文件", "标准", domain="")]
    catalogue = [item("政策文件", "标准"), item("计划实施", "任务分配", domain="b")]
    assert only(align_items(rows, catalogue)).right is catalogue[0]


def test_a_row_without_a_domain_that_fits_two_of_them_is_ambiguous(item):
    rows = [item("政策文件", "标准", domain="")]
    catalogue = [item("政策文件", "标准", domain=each) for each in ("a", "b")]
    aligned = align_items(rows, catalogue)
    assert aligned.matches == ()
    assert aligned.ambiguous[0].right == tuple(catalogue)


def test_items_of_one_name_are_told_apart_by_what_else_they_say(item):
    left = [
        item("行政许可", "母婴保健许可", content=("办事指南", "过程信息")),
        item("行政许可", "母婴保健许可", content=("许可证信息",)),
    ]
    right = [
        item("行政许可", "母婴保健许可", content=("许可证信息", "有效期")),
        item("行政许可", "母婴保健许可", content=("办事指南", "过程信息", "法规文件")),
    ]
    aligned = align_items(left, right)
    assert [(x.left, x.right) for x in aligned.matches] == [
        (left[0], right[1]),
        (left[1], right[0]),
    ]


def test_what_cannot_be_told_apart_is_left_to_a_person(item):
    left = [item("行政许可", "许可", content=("甲",))]
    right = [item("行政许可", "许可", content=(each,)) for each in ("乙", "丙")]
    aligned = align_items(left, right)
    assert aligned.matches == aligned.left_only == aligned.right_only == ()
    assert aligned.ambiguous[0].left == tuple(left)
    assert aligned.ambiguous[0].right == tuple(right)


def test_of_two_renamed_items_each_gets_its_own_partner(item):
    left = [
        item("救助", "受灾人员冬春生活救助对象", content=("冬春救助",)),
        item("救助", "受灾人员应急生活救助对象", content=("应急救助",)),
    ]
    right = [
        item("救助", "受灾人员应急期生活救助对象", content=("应急救助",)),
        item("救助", "受灾群众冬春生活救助对象", content=("冬春救助",)),
    ]
    aligned = align_items(left, right)
    assert [(x.left, x.right) for x in aligned.matches] == [
        (left[0], right[1]),
        (left[1], right[0]),
    ]


def test_a_law_cited_in_full_and_in_short_counts_as_the_same_basis(item):
    short = item("征收", "征收补偿决定文书", bases=(LegalBasis(document="土地管理法"),))
    full = item(
        "征收", "征收补偿决定文本", bases=(LegalBasis(document="中华人民共和国土地管理法"),)
    )
    other = evolve(full, bases=(LegalBasis(document="城乡规划法"),))
    assert only(align_items([short], [full])).score > only(align_items([short], [other])).score
