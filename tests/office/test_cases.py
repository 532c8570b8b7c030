"""Cases kept: each change journaled on the version that was read, seen by whom it concerns."""

import pytest
from attrs import evolve
from tests.office.conftest import EVERYTHING
from tests.workflow.county import write_county

from disclosure_core import (
    Actor,
    CaseParty,
    DataError,
    Document,
    NotAllowedError,
    NotFoundError,
    StaleVersionError,
)
from disclosure_core.access.values import AgencyRole
from disclosure_core.office.office import Office, open_office

BUREAU = "county:education"


@pytest.fixture
def settings(settings, tmp_path):
    """The settings with a county that has agencies and two processes."""
    return evolve(settings, folders=(write_county(tmp_path / "county"),), region="county:own")


def person(name: str, *roles: str, agency: str = BUREAU) -> Actor:
    return Actor(name=name, at={AgencyRole(agency=agency, role=each) for each in roles})


DRAFTER = person("李四", "drafter")
REVIEWER = Actor(name="王五", roles={"disclosure_office"})
STRANGER = person("路人", "drafter", "reviewer", agency="county:finance")


@pytest.fixture
def document(office: Office) -> str:
    drafted = Document(title="教育目录", text="义务教育招生入学", agency="县教育局")
    return office.as_actor(DRAFTER).documents.draft(drafted)


@pytest.fixture
def case(office: Office, document: str) -> str:
    opened = office.as_actor(DRAFTER).cases.open("county:two-rounds", "core:document", document)
    return opened.id


def changed(office: Office, document: str) -> None:
    drafter = office.as_actor(DRAFTER)
    record = drafter.documents.record(document)
    text = evolve(drafter.documents.document(document), text="义务教育招生入学政策")
    drafter.documents.change(document, text, read_version=record.version)


def test_a_case_takes_title_and_agency_of_what_it_is_about(office: Office, case: str) -> None:
    kept = office.cases.case(case)
    assert (kept.title, kept.agency, kept.owner) == ("教育目录", BUREAU, "李四")


def test_each_change_of_a_case_is_journaled(office: Office, case: str) -> None:
    office.as_actor(DRAFTER).cases.act(case, "hand-in")
    entries = office.store.entries_about("core:case", case)
    assert [(each.who, each.why) for each in entries] == [
        ("李四", "county:two-rounds open"),
        ("李四", "county:two-rounds hand-in"),
    ]


def test_the_same_record_has_one_open_case_of_a_process(
    office: Office, document: str, case: str
) -> None:
    with pytest.raises(NotAllowedError, match=case):
        office.as_actor(DRAFTER).cases.open("county:two-rounds", "core:document", document)


def test_a_case_that_was_changed_meanwhile_is_refused(office: Office, case: str) -> None:
    drafter = office.as_actor(DRAFTER)
    version = drafter.cases.kept(case).version
    drafter.cases.act(case, "hand-in", read_version=version)
    with pytest.raises(StaleVersionError):
        office.as_actor(REVIEWER).cases.act(case, "confirm", read_version=version)


def test_who_acts_on_what_was_changed_meanwhile_is_told_that_first(
    office: Office, case: str
) -> None:
    drafter = office.as_actor(DRAFTER)
    version = drafter.cases.kept(case).version
    drafter.cases.act(case, "hand-in", read_version=version)
    with pytest.raises(StaleVersionError, match="changed since it was read"):
        drafter.cases.act(case, "hand-in", read_version=version)


def test_a_case_of_another_agency_answers_like_none(office: Office, case: str) -> None:
    stranger = office.as_actor(STRANGER)
    with pytest.raises(NotFoundError) as hidden:
        stranger.cases.case(case)
    with pytest.raises(NotFoundError) as absent:
        stranger.cases.case("none")
    assert str(hidden.value).replace(case, "none") == str(absent.value)


def test_a_case_of_another_agency_is_in_no_list(office: Office, case: str) -> None:
    assert office.as_actor(STRANGER).cases.lists.cases() == ()


def test_nobody_opens_a_case_about_what_another_agency_owns(office: Office, document: str) -> None:
    with pytest.raises(DataError, match="belongs to county:education"):
        office.cases.open("county:two-rounds", "core:document", document, agency="county:health")


def test_an_edited_document_voids_its_review(office: Office, document: str, case: str) -> None:
    office.as_actor(DRAFTER).cases.act(case, "hand-in")
    changed(office, document)
    with pytest.raises(NotAllowedError, match="was changed since it was handed in"):
        office.as_actor(REVIEWER).cases.act(case, "confirm")


def test_two_rounds_are_compared_with_the_comments_between_them(
    office: Office, document: str, case: str
) -> None:
    drafter, reviewer = office.as_actor(DRAFTER).cases, office.as_actor(REVIEWER).cases
    drafter.act(case, "hand-in")
    reviewer.comment(case, "应写明政策", about="text")
    reviewer.act(case, "send-back", reason="见意见")
    changed(office, document)
    drafter.answer(case, 1, "已补充")
    drafter.act(case, "hand-in")
    (difference,) = reviewer.compare(case, 1, 2)
    assert (difference.field, difference.before, difference.after) == (
        "text",
        "义务教育招生入学",
        "义务教育招生入学政策",
    )
    assert [each.answer for each in difference.comments] == ["已补充"]


def test_tasks_are_those_that_wait_for_the_actor(office: Office, case: str) -> None:
    drafter, reviewer = office.as_actor(DRAFTER).cases, office.as_actor(REVIEWER).cases
    before = ([each.case.id for each in drafter.tasks()], reviewer.tasks())
    drafter.act(case, "hand-in")
    after = (drafter.tasks(), [each.case.id for each in reviewer.tasks()])
    assert (before, after) == (([case], ()), ((), [case]))


def test_tasks_come_by_their_due_day(office: Office, clock, case: str) -> None:
    clock.pass_by(days=1)
    drafter = office.as_actor(DRAFTER)
    later = drafter.documents.draft(Document(title="后来", text="甲", agency="县教育局"))
    second = drafter.cases.open("county:two-rounds", "core:document", later)
    assert [each.case.id for each in drafter.cases.tasks()] == [case, second.id]


def test_lists_are_narrowed_by_stage_role_and_day(office: Office, case: str) -> None:
    lists = office.cases.lists
    (listed,) = lists.cases(stage="sorting", role="drafter", agency=BUREAU)
    assert lists.cases(due_by=listed.due) == (listed,)
    assert lists.cases(role="reviewer") == lists.cases(stage="office-review") == ()


def test_reminders_and_escalations_come_due(office: Office, clock, case: str) -> None:
    office.as_actor(DRAFTER).cases.act(case, "hand-in")
    lists = office.cases.lists
    at_first = (len(lists.reminders_due()), len(lists.escalations_due()))
    clock.pass_by(days=6)
    reminded = len(lists.reminders_due())
    clock.pass_by(days=6)
    (told,) = lists.escalations_due()
    assert (at_first, reminded) == ((0, 0), 1)
    assert [each.role for each in told.seats] == ["supervisor"]


def test_an_office_sets_itself_other_days(settings, clock) -> None:
    own = evolve(settings, workflow_days={"county:sorting-days": 3})
    with open_office(own, actor=EVERYTHING, clock=clock) as office:
        drafted = office.documents.draft(Document(title="目录", text="甲"))
        opened = office.cases.open("county:two-rounds", "core:document", drafted)
        clock_of_case = office.cases.clock(opened.id)
    assert clock_of_case is not None
    assert clock_of_case.days == 3


def test_days_of_a_clock_that_no_workflow_has_are_told(settings, clock) -> None:
    own = evolve(settings, workflow_days={"county:sorting-day": 3})
    with open_office(own, actor=EVERYTHING, clock=clock) as office:
        drafted = office.documents.draft(Document(title="目录", text="甲"))
        with pytest.raises(DataError, match="did you mean county:sorting-days"):
            office.cases.open("county:two-rounds", "core:document", drafted)


def test_an_open_case_stays_under_its_definition(settings, clock) -> None:
    with open_office(settings, actor=EVERYTHING, clock=clock) as office:
        drafted = office.documents.draft(Document(title="目录", text="甲"))
        opened = office.cases.open("county:two-rounds", "core:document", drafted)
    file = settings.folders[0] / "two-rounds.toml"
    file.write_text(file.read_text("utf-8").replace("科局梳理", "部门梳理"), "utf-8")
    with open_office(settings, actor=EVERYTHING, clock=clock) as office:
        stage = office.cases.lists.cases()[0].stage
        assert stage is not None
        assert str(stage.name) == "科局梳理"
        assert str(office.registry.workflow(opened.workflow).first.name) == "部门梳理"


def test_who_is_asked_for_an_opinion_sees_the_case(office: Office, document: str) -> None:
    parties = [
        CaseParty(name="co-agency", agency=f"county:{each}") for each in ("health", "finance")
    ]
    drafter = office.as_actor(DRAFTER).cases
    opened = drafter.open("county:countersigned", "core:document", document, parties=parties)
    drafter.act(opened.id, "circulate")
    asked = office.as_actor(person("钱七", "reviewer", agency="county:health")).cases
    assert [each.case.id for each in asked.tasks()] == [opened.id]


def test_the_deciding_opinion_ends_the_case(office: Office, document: str) -> None:
    parties = [
        CaseParty(name="co-agency", agency=f"county:{each}") for each in ("health", "finance")
    ]
    drafter = office.as_actor(DRAFTER).cases
    opened = drafter.open("county:countersigned", "core:document", document, parties=parties)
    drafter.act(opened.id, "circulate")
    for agency in ("county:health", "county:finance"):
        asked = office.as_actor(person(f"人{agency}", "reviewer", agency=agency)).cases
        asked.give_opinion(opened.id, agrees=True)
    assert office.cases.case(opened.id).outcome == "agreed"
