"""The processes of the talk in an office: two rounds, rectification, the three flows."""

import attrs
import pytest

from disclosure_core.access.values import Actor, AgencyRole, Role
from disclosure_core.documents.values import Document
from disclosure_core.errors import NotAllowedError
from disclosure_core.office.documents import DOCUMENT
from disclosure_core.office.office import open_office

COUNTY = """
name = "hills"
version = "1"
regions = [{ id = "county", name = "示例县", kind = "county" }]
agencies = [{ id = "education", name = "县教育局", region = "county" }]
"""
AGENCY = "hills:education"
LIST = Document(title="义务教育公开事项清单", text="招生入学", agency="县教育局")


def person(name, *roles):
    return Actor(name=name, at={AgencyRole(agency=AGENCY, role=str(each)) for each in roles})


DRAFTER = person("张三", Role.DRAFTER)
HEAD = person("李四", Role.REVIEWER)
PUBLISHER = person("赵六", Role.PUBLISHER)
GROUP = Actor(name="政务公开小组", roles={Role.DISCLOSURE_OFFICE})
SUPERVISOR = Actor(name="督查室", roles={Role.SUPERVISOR})


@pytest.fixture
def office(settings, clock, tmp_path):
    folder = tmp_path / "hills"
    folder.mkdir()
    (folder / "plugin.toml").write_text(COUNTY, "utf-8")
    settings = attrs.evolve(settings, folders=(folder,), without=("changsha",))
    with open_office(settings, actor=DRAFTER, clock=clock) as office:
        yield office


@pytest.fixture
def document(office):
    return office.documents.draft(LIST)


def returned(office, document, clock):
    """A list that went up once and came down with two comments."""
    case = office.cases.open("china:two-rounds", DOCUMENT, document).id
    office.cases.act(case, "submit")
    clock.pass_by(days=1)
    group = office.as_actor(GROUP)
    group.cases.comment(case, "补充招生入学的依据条款", about="text")
    group.cases.comment(case, "名称与参考目录不一致", about="title")
    group.cases.act(case, "return")
    clock.pass_by(days=1)
    return case


def test_a_list_goes_up_and_down_twice_and_the_rounds_are_compared(office, document, clock):
    case = returned(office, document, clock)
    mended = attrs.evolve(LIST, text="招生入学（义务教育法第十二条）")
    office.documents.change(document, mended, read_version=1)
    office.cases.answer(case, 1, "已补")
    with pytest.raises(NotAllowedError, match="without an answer: 2"):
        office.cases.act(case, "submit")
    office.cases.answer(case, 2, "参考目录用旧称，仍用现名")
    office.cases.act(case, "submit")
    (changed,) = office.cases.compare(case, 1, 2)
    assert (changed.field, changed.after) == ("text", mended.text)
    assert [each.text for each in changed.comments] == ["补充招生入学的依据条款"]
    confirmed = office.as_actor(GROUP).cases.act(case, "confirm")
    assert confirmed.outcome == "confirmed"
    assert [each.version for each in confirmed.submissions] == [1, 2]


def test_the_group_does_not_confirm_what_was_changed_behind_its_back(office, document, clock):
    case = returned(office, document, clock)
    for number in (1, 2):
        office.cases.answer(case, number, "已改")
    office.cases.act(case, "submit")
    office.documents.change(document, attrs.evolve(LIST, text="另一份"), read_version=1)
    with pytest.raises(NotAllowedError, match="changed since"):
        office.as_actor(GROUP).cases.act(case, "confirm")


def notified(office, document):
    """A finding of which the agency was given notice."""
    supervisor = office.as_actor(SUPERVISOR)
    case = supervisor.cases.open("china:rectification", DOCUMENT, document).id
    told = {"problem": "栏目三个月未更新", "demand": "十个工作日内更新"}
    supervisor.cases.act(case, "notify", reason="监测发现", fields=told)
    return case


def test_a_finding_is_answered_rechecked_reopened_and_closed(office, document):
    case = notified(office, document)
    supervisor = office.as_actor(SUPERVISOR)
    office.cases.act(case, "answer", fields={"measures": "已更新"})
    supervisor.cases.act(case, "reopen", reason="仍缺附件")
    office.cases.act(case, "answer", fields={"measures": "附件已补"})
    closed = supervisor.cases.act(case, "close", fields={"seen": "已更新，附件齐全"})
    assert closed.outcome == "closed"
    assert [each.action for each in closed.moves] == [
        "open",
        "notify",
        "answer",
        "reopen",
        "answer",
        "close",
    ]


def test_an_order_that_is_late_is_reminded_of_and_then_told_to_the_supervisor(
    office, document, clock
):
    case = notified(office, document)
    lists = office.as_actor(SUPERVISOR).cases.lists
    assert office.cases.clock(case).due.day.isoformat() == "2026-12-08"
    assert (lists.reminders_due(), lists.escalations_due()) == ((), ())
    clock.pass_by(days=13)
    assert {each.listed.case.id for each in lists.reminders_due()} == {case}
    assert lists.escalations_due() == ()
    clock.pass_by(days=3)
    (late,) = lists.escalations_due()
    assert (late.listed.case.id, [each.role for each in late.seats]) == (case, ["supervisor"])


FLOWS = {
    "information-management": [
        (DRAFTER, "register", {"fields": {"formed-on": "2026-11-24"}}),
        (HEAD, "release", {"ground": "open-listed"}),
    ],
    "information-release": [
        (DRAFTER, "ask", {"fields": {"channels": "政府网站"}}),
        (HEAD, "pass", {}),
        (PUBLISHER, "clear", {}),
    ],
    "supervision": [
        (DRAFTER, "report", {"fields": {"self-check": "已自查"}}),
        (GROUP, "announce", {"fields": {"result": "扣0.1分"}}),
        (PUBLISHER, "accept", {}),
    ],
}


@pytest.mark.parametrize(
    ("flow", "outcome"),
    [
        ("information-management", "for-release"),
        ("information-release", "cleared"),
        ("supervision", "confirmed"),
    ],
)
def test_each_office_process_goes_from_hand_to_hand_to_its_outcome(office, document, flow, outcome):
    case = office.cases.open(f"china:{flow}", DOCUMENT, document).id
    for actor, action, filled in FLOWS[flow]:
        waiting = [each.case.id for each in office.as_actor(actor).cases.tasks()]
        assert waiting == [case]
        ended = office.as_actor(actor).cases.act(case, action, **filled)
    assert ended.outcome == outcome


def test_a_county_stands_its_own_process_in_the_place_of_ours(settings, clock, tmp_path):
    own = """
[[workflows]]
id = "release"
name = "本县信息发布"
replaces = "china:information-release"
basis = "《政府信息公开条例》第二十六条"
subjects = ["core:document"]
outcomes = [{ id = "cleared", name = "同意", permits_release = true }]
[[workflows.stages]]
id = "only"
name = "一步"
roles = [{ role = "publisher" }]
actions = [{ id = "clear", name = "同意", outcome = "cleared" }]
"""
    folder = tmp_path / "hills"
    folder.mkdir()
    (folder / "plugin.toml").write_text(COUNTY + own, "utf-8")
    settings = attrs.evolve(
        settings,
        folders=(folder,),
        without=("changsha",),
        release_after=("china:information-release",),
    )
    with open_office(settings, actor=PUBLISHER, clock=clock) as office:
        document = office.as_actor(DRAFTER).documents.draft(LIST)
        office.as_actor(HEAD).review.check(document)
        office.as_actor(HEAD).review.approve(document, reason="通过")
        with pytest.raises(NotAllowedError, match="本县信息发布"):
            office.publication.release(document)
        office.cases.act(office.cases.open("hills:release", DOCUMENT, document).id, "clear")
        assert office.publication.release(document).title == LIST.title
