"""Secrecy marks turn a document away wherever they stand alone, and nothing else does."""

import time
from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core import Document, Draft, Section, Severity
from disclosure_review_zh.secrecy_marks import HEAD_LINES, SECRECY_MARKS

PLAIN = Document(title="关于做好防汛工作的通知", text="各镇（街）：\n请做好防汛工作。")
HEADING = "关于做好某项工作的通知"

MARKS = (
    "机密★10年",
    "秘密★1年6个月",
    "绝密★30年",
    "绝密",
    "机密",
    "秘密",
    "秘密★",
    "秘密★6个月",
    "机密★长期",
    "绝密★启用前",
    "机密 ★ 10 年",
    "机 密 ★ 10年",
    "机　密★１０年",
    "绝　密",
    "秘\u200b密★1年",
    "机密☆10年",
    "机密⭐️10年",
    "机密＊10年",
    "机密*10年",
    "★机密★",
    "機密★十年",
    "祕密★壹年",
    "秘密★一年六个月",
    "秘密10年",
    "秘密 10年",
    "机密（20年）",
    "【机密】",
    "（秘密★5年）",
    "〔绝密★30年〕",
    "密级：机密",
    "密级：机密★20年",
    "密级和保密期限：秘密★3年",
    "密级： 秘密",
    "| 密级 | 机密 |",
    "000012    机密★10年",
    "000012 机密★10年 特急",
    "机密 特急",
    "第 12 份  秘密★1年",
    "绝密    第12份",
    "机密★10年  长政办〔2020〕8号",
    "**机密★10年**",
    "机\n密",
    "秘密★2030-12-31",
)

PROSE = (
    "严禁泄露国家秘密。",
    "根据《中华人民共和国保守国家秘密法》制定本办法。",
    "不得侵犯商业秘密和个人隐私。",
    "商业秘密",
    "国家秘密",
    "机密级文件由专人保管，秘密级文件由科室保管。",
    "国家秘密的密级分为绝密、机密、秘密三级。",
    "绝密、机密、秘密",
    "涉密文件应当在首页左上角标注“机密★10年”字样。",
    "“机密★10年”是标志的一种写法。",
    "机密★10年是指保密期限为十年。",
    "秘密★10年、机密★20年等标志应当规范标注。",
    "机密性与完整性要求",
    "秘密级",
    "保密期限",
    "密级：公开",
    "密级：无",
    "星级评定：★★★★★",
    "★秘密花园民宿（五星）",
    "* 机密文件的管理",
    "保密审查意见：不涉及国家秘密，可以公开。",
    "申请人认为该信息属于商业秘密",
    "选举采用无记名投票（秘密投票）方式",
    "飞 机 密集降落",
    "解密后的机密文件共 12 件",
)

INTERNAL = (
    "内部资料 注意保密",
    "内部资料，注意保密",
    "内部资料",
    "内部文件　不得外传",
    "【内部】",
    "（供内部使用）",
    "工作秘密★3年",
    "核心商密★5年",
)


def found(document):
    draft = Draft(document=document, on=date(2026, 11, 24))
    return list(SECRECY_MARKS.check(draft))


def severities(document):
    return [each.severity for each in found(document)]


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize(
    "bearing",
    [
        lambda mark: {"text": f"{mark}\n{HEADING}\n各镇（街）："},
        lambda mark: {"text": f"长沙县人民政府文件\n\n  {mark}  \n{HEADING}"},
        lambda mark: {"title": mark},
        lambda mark: {"sections": (Section("内容", f"{mark}\n见附表。"),)},
        lambda mark: {"source": mark},
    ],
    ids=["first-line", "below-the-head", "title", "section", "source"],
)
def test_a_mark_that_stands_alone_refuses(mark, bearing):
    assert Severity.REFUSE in severities(attrs.evolve(PLAIN, **bearing(mark)))


@pytest.mark.parametrize(
    "title",
    [
        "机密★10年 关于印发方案的通知",
        "机密★10年关于印发方案的通知",
        "【秘密】关于印发方案的通知",
        "关于印发方案的通知（机密★10年）",
        "关于印发方案的通知（秘密）",
        "秘密 关于印发方案的通知",
        "关于印发方案的通知 机密★10年",
    ],
)
def test_a_mark_before_or_after_a_title_refuses(title):
    assert severities(attrs.evolve(PLAIN, title=title)) == [Severity.REFUSE]
    assert severities(attrs.evolve(PLAIN, text=title)) == [Severity.REFUSE]


@pytest.mark.parametrize("prose", PROSE)
@pytest.mark.parametrize("part", ["title", "text"])
def test_running_prose_is_no_mark(prose, part):
    assert found(attrs.evolve(PLAIN, **{part: prose})) == []


def test_a_starred_mark_refuses_however_far_down_it_stands():
    text = "第一段。\n" * 200 + "机密★10年\n附件一"
    assert severities(attrs.evolve(PLAIN, text=text)) == [Severity.REFUSE]


def test_a_bare_level_counts_among_the_first_lines_only():
    above = "一行。\n" * (HEAD_LINES - 1)
    assert severities(attrs.evolve(PLAIN, text=above + "秘密")) == [Severity.REFUSE]
    assert found(attrs.evolve(PLAIN, text=above + "一行。\n秘密")) == []


@pytest.mark.parametrize("mark", INTERNAL)
def test_a_mark_of_internal_use_holds_for_a_person(mark):
    assert severities(attrs.evolve(PLAIN, text=f"{mark}\n{HEADING}")) == [Severity.HOLD]


def test_prose_about_internal_matters_is_no_mark():
    text = "内部管理规定另行制定。\n请注意保密工作要求。\n内部审计报告已公开。"
    assert found(attrs.evolve(PLAIN, text=text)) == []


def test_the_finding_says_the_line_and_repeats_nothing_of_the_document():
    (finding,) = found(attrs.evolve(PLAIN, text=f"{HEADING}\n\n机密★10年"))
    assert (finding.where.part, finding.where.line, finding.excerpt) == ("text", 3, "")
    assert "10" not in finding.what.text("zh_CN") + finding.what.text("en")


gaps = st.text(alphabet=" \t\u3000\u200b\u200d\ufeff\u2060", max_size=3)


@given(
    st.sampled_from("绝机秘"),
    st.sampled_from("★☆*＊"),
    st.integers(1, 30),
    st.booleans(),
    st.lists(gaps, min_size=5, max_size=5),
)
def test_no_spacing_or_width_hides_a_mark(level, star, years, wide, spaces):
    number = str(years)
    if wide:
        number = number.translate({ord(str(digit)): ord("０") + digit for digit in range(10)})
    pieces = zip(("", level, "密", star, number), spaces, strict=True)
    mark = "".join(piece + gap for piece, gap in pieces) + "年"
    assert severities(attrs.evolve(PLAIN, text=f"{mark}\n{HEADING}")) == [Severity.REFUSE]


@given(st.lists(st.sampled_from([each for each in PROSE if each.endswith("。")]), max_size=30))
def test_prose_of_any_length_and_order_is_no_mark(sentences):
    assert found(attrs.evolve(PLAIN, text="".join(sentences))) == []


def test_a_line_of_many_marks_and_urgencies_does_not_keep_the_door_busy():
    many = 20_000
    line = "|".join(["特急"] * many + ["甲"] + ["机密★"] * many + ["乙"] + ["特急"] * many)
    began = time.monotonic()
    assert found(attrs.evolve(PLAIN, text=line)) == []
    assert time.monotonic() - began < 20  # comparing each with each took minutes
