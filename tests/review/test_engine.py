"""What running review rules promises, and core's own rule."""

from datetime import date

import attrs
import pytest

from disclosure_core.catalogue.values import DisclosureItem
from disclosure_core.documents.values import Document, sections_of
from disclosure_core.legal import LegalBasis, Period
from disclosure_core.messages import Message
from disclosure_core.review.elements import REQUIRED_ELEMENTS
from disclosure_core.review.engine import RULE_FAILED, review
from disclosure_core.review.values import Draft, Finding, Place, ReviewRule, Severity

BASIS = LegalBasis(document="政府信息公开条例", article="第十七条")
GUIDE = DisclosureItem(
    id="china:guide",
    domain="china:major-projects",
    level1="批准服务信息",
    level2="办事指南",
    content=("申报材料清单", "办理时限等"),
)
DRAFT = Draft(
    document=Document(title="办事指南", text="申报材料清单：两份。"),
    items=(GUIDE,),
    on=date(2026, 11, 24),
)


def finder(id: str, *findings: tuple[Severity, str, int]) -> ReviewRule:
    def check(draft: Draft):
        for severity, part, start in findings:
            yield Finding(
                kind="word",
                severity=severity,
                what=Message("found"),
                where=Place(part=part, start=start, end=start + 1),
            )

    return ReviewRule(id=id, name=Message("finder"), check=check, basis=BASIS)


def failing(draft: Draft):
    yield from ()
    raise RuntimeError("11010519491231002X")


def test_a_draft_that_no_rule_minds_may_be_released():
    report = review(DRAFT, [finder("a:quiet")], digest="sha256:1")
    assert report.findings == ()
    assert report.may_be_released


def test_findings_come_gravest_first_then_by_place_whatever_the_order_of_rules():
    rules = [
        finder("b:second", (Severity.HOLD, "text", 5), (Severity.BLOCK, "text", 9)),
        finder("a:first", (Severity.HOLD, "title", 1), (Severity.ADVISE, "title", 0)),
    ]
    expected = [("block", 9), ("hold", 1), ("hold", 5), ("advise", 0)]
    for order in (rules, rules[::-1]):
        report = review(DRAFT, order, digest="sha256:1")
        assert [(each.severity, each.where.start) for each in report.findings] == expected


def test_each_finding_names_its_rule():
    report = review(DRAFT, [finder("a:rule", (Severity.HOLD, "text", 0))], digest="sha256:1")
    assert report.findings[0].rule == "a:rule"


def test_a_rule_that_raises_holds_the_draft():
    rule = ReviewRule(id="a:bad", name=Message("bad"), check=failing, basis=BASIS)
    report = review(DRAFT, [rule], digest="sha256:1")
    assert [(each.kind, each.severity) for each in report.findings] == [
        (RULE_FAILED, Severity.HOLD)
    ]
    assert not report.may_be_released


def test_what_a_failing_rule_said_is_not_repeated():
    rule = ReviewRule(id="a:bad", name=Message("bad"), check=failing, basis=BASIS)
    text = str(review(DRAFT, [rule], digest="sha256:1").findings[0].what)
    assert "1101" not in text


def test_other_rules_still_look_when_one_raises():
    bad = ReviewRule(id="a:bad", name=Message("bad"), check=failing, basis=BASIS)
    report = review(DRAFT, [bad, finder("b:ok", (Severity.BLOCK, "text", 0))], digest="sha256:1")
    assert report.severity is Severity.BLOCK
    assert report.rules == ("a:bad", "b:ok")


def test_a_rule_not_in_force_does_not_look():
    rule = attrs.evolve(
        finder("a:old", (Severity.BLOCK, "text", 0)), in_force=Period(until=date(2020, 1, 1))
    )
    assert review(DRAFT, [rule], digest="sha256:1").rules == ()


@pytest.mark.parametrize(
    ("text", "sections", "missing"),
    [
        ("申报材料清单：两份。办理时限：五日。", {}, []),
        ("", {"申报材料清单": "两份", "办理时限": "五日"}, []),
        ("申报 材料\n清单与办理时限", {}, []),
        ("申报材料清单", {"办理时限": "  "}, ["办理时限等"]),
        ("", {}, ["申报材料清单", "办理时限等"]),
    ],
    ids=["in the text", "as sections", "broken lines", "an empty section", "nothing"],
)
def test_every_content_element_must_be_in_the_draft(text, sections, missing):
    document = Document(title="办事指南", text=text, sections=sections_of(sections))
    report = review(attrs.evolve(DRAFT, document=document), [REQUIRED_ELEMENTS], digest="sha256:1")
    assert [each.what.facts["element"] for each in report.findings] == missing
