"""A slip has every field of its form, those that nobody filled in yet as blanks."""

from datetime import UTC, datetime

import pytest

from disclosure_core.access.values import Actor
from disclosure_core.codec import structure
from disclosure_core.rendering.html import page
from disclosure_core.rendering.markdown import markdown
from disclosure_core.reports.case_slip import case_slip
from disclosure_core.workflow.cases import Subject
from disclosure_core.workflow.moving import advance
from disclosure_core.workflow.opening import open_case
from disclosure_core.workflow.values import Workflow

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SUBJECT = Subject(kind="core:document", id="1", digest="sha256:ab")
DRAFTER = Actor(name="张三", roles={"drafter"})
REVIEWER = Actor(name="李四", roles={"reviewer"})
DEFINITION = {
    "id": "look",
    "name": "保密审查",
    "basis": {"document": "政府信息公开条例", "article": "第十七条"},
    "subjects": ["core:document"],
    "outcomes": [{"id": "open", "name": "公开", "permits_release": True}],
    "grounds": [
        {
            "id": "listed",
            "name": "应当主动公开",
            "basis": {"document": "政府信息公开条例", "article": "第二十条"},
            "effect": "must_open",
        }
    ],
    "stages": [
        {
            "id": "filling",
            "name": "填报",
            "roles": [{"role": "drafter"}],
            "actions": [
                {
                    "id": "submit",
                    "name": "送审",
                    "to": "review",
                    "fields": [
                        {"id": "carrier", "name": "载体形式"},
                        {"id": "day", "name": "拟公开时间", "need": "optional"},
                    ],
                }
            ],
        },
        {
            "id": "review",
            "name": "审查",
            "roles": [{"role": "reviewer"}],
            "submission": True,
            "actions": [
                {
                    "id": "open",
                    "name": "同意公开",
                    "outcome": "open",
                    "ground": "required",
                    "reason": "optional",
                    "fields": [{"id": "opinion", "name": "审查意见"}],
                }
            ],
        },
    ],
}


@pytest.fixture
def workflow():
    return structure(DEFINITION, Workflow)


@pytest.fixture
def submitted(workflow):
    case = open_case(workflow, SUBJECT, DRAFTER, id="1", at=AT, title="<招生>通知", agency="教育局")
    return advance(workflow, case, "submit", DRAFTER, at=AT, fields={"carrier": "公文类"})


def rows(workflow, case):
    (table,) = case_slip(workflow, case).blocks
    return [tuple(cell.text("zh_CN") for cell in row) for row in table.rows]


def test_a_field_that_nobody_filled_in_yet_is_blank(workflow, submitted):
    assert ("审查", "审查意见", "", "", "") in rows(workflow, submitted)


def test_each_field_says_who_filled_it_in_and_when(workflow, submitted):
    assert ("填报", "载体形式", "公文类", "张三", "2026年11月24日") in rows(workflow, submitted)


def test_the_conclusion_names_its_ground_with_document_and_article(workflow, submitted):
    case = advance(
        workflow,
        submitted,
        "open",
        REVIEWER,
        at=AT,
        ground="listed",
        reason="不涉密",
        fields={"opinion": "可以公开"},
    )
    told = [row[2] for row in rows(workflow, case) if row[3] == "李四"]
    assert told == [
        "可以公开",
        "同意公开",
        "应当主动公开（《政府信息公开条例》第二十条）",
        "不涉密",
    ]
    facts = {each.name.text("en"): each.value for each in case_slip(workflow, case).facts}
    assert facts["outcome"].text("zh_CN") == "公开"


def test_what_people_wrote_is_escaped_on_the_page(workflow, submitted):
    assert "<招生>" not in page(case_slip(workflow, submitted), "zh_CN")


def test_it_names_the_digest_of_what_was_decided_on(workflow, submitted):
    assert "sha256:ab" in markdown(case_slip(workflow, submitted), "zh_CN")
