"""How an official document is disclosed agrees with what is printed on it and what it carries."""

from datetime import date

import attrs
import pytest

from disclosure_china.classification import CLASSIFICATION, PRINTED
from disclosure_core import (
    Classification,
    DataError,
    Document,
    DocumentClass,
    Draft,
    OtherDocument,
    Severity,
)

OPEN = Classification(document_class=DocumentClass.PROACTIVE, ground="open-listed")
ON_REQUEST = Classification(document_class=DocumentClass.ON_REQUEST, reason="涉及特定对象")
CLOSED = Classification(
    document_class=DocumentClass.CLOSED, reason="讨论稿", ground="process-information"
)
PAPER = Document(
    title="关于开展秋季招生的通知", text="请遵照执行。", document_number="长教发〔2026〕3号"
)


def found(classification, text="请遵照执行。\n（此件公开发布）"):
    document = attrs.evolve(PAPER, text=text, classification=classification)
    draft = Draft(document=document, on=date(2026, 11, 24))
    return [(each.kind, each.severity) for each in CLASSIFICATION.check(draft)]


WRONG = ("document_class", Severity.BLOCK)


@pytest.mark.parametrize(
    "decided", [OPEN, ON_REQUEST, CLOSED], ids=lambda each: each.document_class
)
def test_what_is_printed_as_it_was_decided_is_clean(decided):
    assert found(decided, f"请遵照执行。\n（{PRINTED[decided.document_class]}）") == []


@pytest.mark.parametrize(
    "printed",
    [
        "此件依申请公开",
        "（此件依申请公开）",
        "( 此件 依申请公开 )",
        "此件不予公开。",
        "（此件不公开）",
    ],
)
def test_what_is_printed_otherwise_blocks(printed):
    assert found(OPEN, f"请遵照执行。\n{printed}") == [WRONG]
    assert found(None, f"请遵照执行。\n{printed}") == [WRONG]


def test_prose_about_ways_of_disclosure_is_no_mark():
    assert found(None, "此件依申请公开的，应当说明理由。") == []


def test_an_unclassified_document_marked_as_open_is_clean():
    assert found(None) == []


def test_a_mark_that_is_not_printed_is_asked_for():
    assert found(OPEN, "请遵照执行。") == [("document_class_unmarked", Severity.ADVISE)]


@pytest.mark.parametrize(
    ("original", "expected"),
    [
        (DocumentClass.PROACTIVE, []),
        (None, []),
        (DocumentClass.ON_REQUEST, [WRONG]),
        (DocumentClass.CLOSED, [WRONG]),
    ],
)
def test_what_forwards_another_follows_it_and_an_unmarked_one_is_judged_anew(original, expected):
    forwarded = OtherDocument(name="湘教发〔2026〕9号", document_class=original)
    assert found(attrs.evolve(OPEN, forwards=forwarded)) == expected


def test_what_is_open_to_all_carries_nothing_that_is_not():
    annex = OtherDocument(name="附件2：名单", document_class=DocumentClass.CLOSED)
    assert found(attrs.evolve(OPEN, carries=(annex,))) == [WRONG]


@pytest.mark.parametrize("ground", ["sensitive", "process-information"])
def test_a_ground_that_does_not_open_is_no_ground_for_opening(ground):
    assert found(attrs.evolve(OPEN, ground=ground)) == [WRONG]


def test_keeping_closed_takes_a_reason_and_a_ground():
    with pytest.raises(DataError) as caught:
        Classification(document_class=DocumentClass.CLOSED)
    assert [each.place for each in caught.value.mistakes] == ["reason", "ground"]


def test_giving_on_request_takes_a_reason():
    with pytest.raises(DataError) as caught:
        Classification(document_class=DocumentClass.ON_REQUEST, reason=" ")
    assert [each.place for each in caught.value.mistakes] == ["reason"]
