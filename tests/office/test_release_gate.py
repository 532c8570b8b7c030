"""Nothing goes out before the secrecy review of its own agency let just this text out."""

from datetime import timedelta

import attrs
import pytest

from disclosure_core.access.values import Actor, AgencyRole, Role
from disclosure_core.documents.values import Classification, Document, DocumentClass
from disclosure_core.errors import DataError, NotAllowedError, NotFoundError
from disclosure_core.office.documents import DOCUMENT
from disclosure_core.office.office import open_office
from disclosure_core.rendering.markdown import markdown

COUNTY = """
name = "hills"
version = "1"
regions = [{ id = "county", name = "示例县", kind = "county" }]
agencies = [
  { id = "education", name = "县教育局", region = "county" },
  { id = "finance", name = "县财政局", region = "county" },
]
"""
OURS, THEIRS = "hills:education", "hills:finance"
REVIEW = "china:secrecy-review"
NOTICE = Document(title="秋季招生通知", text="名单：甲、乙。\n报名于九月截止。", agency="县教育局")


def person(name, *roles, agency=OURS):
    return Actor(name=name, at={AgencyRole(agency=agency, role=str(each)) for each in roles})


DRAFTER = person("张三", Role.DRAFTER)
HEAD = person("李四", Role.REVIEWER)
OFFICER = person("王五", Role.SECRECY_OFFICER)
PUBLISHER = person("赵六", Role.PUBLISHER)


@pytest.fixture
def settings(settings, tmp_path):
    folder = tmp_path / "hills"
    folder.mkdir()
    (folder / "plugin.toml").write_text(COUNTY, "utf-8")
    return attrs.evolve(settings, folders=(folder,), without=("changsha",), release_after=(REVIEW,))


@pytest.fixture
def office(settings, clock):
    with open_office(settings, actor=DRAFTER, clock=clock) as office:
        yield office


@pytest.fixture
def notice(office):
    return office.documents.draft(NOTICE)


def approve(office, document):
    office.as_actor(HEAD).review.check(document)
    office.as_actor(HEAD).review.approve(document, reason="通过")


def release(office, document):
    approve(office, document)
    return office.as_actor(PUBLISHER).publication.release(document)


def sent_to_review(office, document, clock, *, supervisor=None, assessor=None, process=REVIEW):
    """A case that the head of the section has passed on to the secrecy officer."""
    case = office.cases.open(
        process, DOCUMENT, document, supervisor=supervisor, assessor=assessor
    ).id
    slip = {"carrier": "公文类", "ways": "政府网站", "undertaker-opinion": "拟公开"}
    office.cases.act(case, "submit", fields=slip)
    clock.pass_by(minutes=5)
    office.as_actor(HEAD).cases.act(case, "pass", fields={"section-opinion": "同意"})
    clock.pass_by(minutes=5)
    return case


def conclude(office, case, action="open", actor=OFFICER, **filled):
    filled = {"ground": "open-listed", "fields": {"conclusion": "不涉密"}} | filled
    return office.as_actor(actor).cases.act(case, action, **filled)


def test_what_was_reviewed_and_opened_goes_out(office, notice, clock):
    conclude(office, sent_to_review(office, notice, clock))
    assert release(office, notice).digest == office.documents.record(notice).digest


def test_nothing_goes_out_before_the_secrecy_review_is_concluded(office, notice, clock):
    sent_to_review(office, notice, clock)
    with pytest.raises(NotAllowedError, match="not concluded"):
        release(office, notice)
    assert office.publication.find().total == 0


def test_an_edit_after_the_review_voids_it(office, notice, clock):
    conclude(office, sent_to_review(office, notice, clock))
    office.documents.change(notice, attrs.evolve(NOTICE, text="又改了一处。"), read_version=1)
    with pytest.raises(NotAllowedError, match="not concluded"):
        release(office, notice)


def test_putting_the_reviewed_text_back_makes_it_the_reviewed_text_again(office, notice, clock):
    conclude(office, sent_to_review(office, notice, clock))
    office.documents.change(notice, attrs.evolve(NOTICE, text="改"), read_version=1)
    office.documents.change(notice, NOTICE, read_version=2)
    assert release(office, notice).text == NOTICE.text


def test_an_edit_while_it_is_reviewed_keeps_the_officer_from_concluding(office, notice, clock):
    case = sent_to_review(office, notice, clock)
    office.documents.change(notice, attrs.evolve(NOTICE, text="改"), read_version=1)
    with pytest.raises(NotAllowedError, match="changed since"):
        conclude(office, case)


def test_what_must_stay_closed_does_not_go_out(office, notice, clock):
    case = sent_to_review(office, notice, clock)
    conclude(office, case, "not", ground="state-secret", reason="两项涉密", fields={})
    with pytest.raises(NotAllowedError, match="不予公开"):
        release(office, notice)


def test_a_later_conclusion_on_the_same_text_counts(office, notice, clock):
    conclude(office, sent_to_review(office, notice, clock))
    clock.pass_by(hours=1)
    later = sent_to_review(office, notice, clock)
    conclude(office, later, "not", ground="state-secret", reason="核出涉密", fields={})
    with pytest.raises(NotAllowedError, match="不予公开"):
        release(office, notice)


def test_partly_lets_out_the_reduced_text_only(office, notice, clock):
    case = sent_to_review(office, notice, clock)
    conclude(office, case, "partly", ground="privacy", reason="删去名单", fields={})
    with pytest.raises(NotAllowedError, match="not concluded"):
        release(office, notice)
    reduced = attrs.evolve(NOTICE, text="报名于九月截止。")
    office.documents.change(notice, reduced, read_version=1)
    office.cases.act(case, "submit-reduced", fields={"left-out": "名单"})
    conclude(office, case, "confirm-reduced", ground="privacy", reason="名单已删", fields={})
    assert "甲" not in release(office, notice).text
    office.documents.change(notice, NOTICE, read_version=2)
    with pytest.raises(NotAllowedError, match="not concluded"):
        release(office, notice)


@pytest.mark.parametrize("ground", [None, "open", "sensitive", "state-secret"])
def test_a_conclusion_cites_a_ground_of_the_list_that_fits_it(office, notice, clock, ground):
    case = sent_to_review(office, notice, clock)
    with pytest.raises(DataError) as caught:
        conclude(office, case, ground=ground)
    assert [each.place for each in caught.value.mistakes] == ["ground"]


def test_what_was_decided_to_stay_closed_stays_so_however_it_is_edited(settings, clock):
    asked = attrs.evolve(settings, release_after=())
    with open_office(asked, actor=DRAFTER, clock=clock) as office:
        document = office.documents.draft(NOTICE)
        case = sent_to_review(office, document, clock)
        conclude(office, case, "not", ground="state-secret", reason="涉密", fields={})
        office.documents.change(document, attrs.evolve(NOTICE, text="改一字"), read_version=1)
        with pytest.raises(NotAllowedError, match="不予公开"):
            release(office, document)
        clock.pass_by(hours=1)
        conclude(office, sent_to_review(office, document, clock))
        assert release(office, document).text == "改一字"


def test_the_text_that_was_closed_does_not_go_out_because_another_was_opened(office, notice, clock):
    closed = sent_to_review(office, notice, clock)
    conclude(office, closed, "not", ground="state-secret", reason="涉密", fields={})
    office.documents.change(notice, attrs.evolve(NOTICE, text="另一稿"), read_version=1)
    clock.pass_by(hours=1)
    conclude(office, sent_to_review(office, notice, clock))
    office.documents.change(notice, NOTICE, read_version=2)
    with pytest.raises(NotAllowedError, match="不予公开"):
        release(office, notice)


def test_the_process_that_replaces_another_has_its_last_word(settings, clock):
    asked = attrs.evolve(settings, release_after=())
    with open_office(asked, actor=DRAFTER, clock=clock) as office:
        document = office.documents.draft(NOTICE)
        closed = sent_to_review(office, document, clock)
        conclude(office, closed, "not", ground="state-secret", reason="涉密", fields={})
        clock.pass_by(hours=1)
        workflows = office.registry.workflows
        ours = attrs.evolve(office.registry.workflow(REVIEW), id="hills:review", replaces=REVIEW)
        replaced = attrs.evolve(office.registry, workflows=(*workflows, ours))
        office = attrs.evolve(office, registry=replaced)
        with pytest.raises(NotAllowedError, match="不予公开"):
            release(office, document)
        with pytest.raises(NotFoundError):
            sent_to_review(office, document, clock)
        conclude(office, sent_to_review(office, document, clock, process="hills:review"))
        assert release(office, document).text == NOTICE.text


def test_a_document_classified_by_its_signer_as_on_request_does_not_go_out(settings, clock):
    asked = attrs.evolve(settings, release_after=())
    with open_office(asked, actor=DRAFTER, clock=clock) as office:
        document = office.documents.draft(NOTICE)
        case = office.cases.open("china:classification", DOCUMENT, document).id
        office.cases.act(case, "propose", fields={"attribute": "依申请公开"})
        office.as_actor(HEAD).cases.act(case, "pass")
        office.as_actor(PUBLISHER).cases.act(case, "on-request", reason="涉及特定对象")
        with pytest.raises(NotAllowedError, match="依申请公开"):
            release(office, document)


def test_the_officer_of_another_agency_neither_sees_nor_concludes_it(office, notice, clock):
    case = sent_to_review(office, notice, clock)
    stranger = person("钱七", Role.SECRECY_OFFICER, agency=THEIRS)
    with pytest.raises(NotFoundError):
        conclude(office, case, actor=stranger)
    whole_office = Actor(name="孙八", roles={Role.SECRECY_OFFICER})
    with pytest.raises(NotAllowedError, match="secrecy officer"):
        conclude(office, case, actor=whole_office)


def test_the_case_says_who_answers_watches_and_rates(office, notice, clock):
    case = sent_to_review(office, notice, clock, supervisor="督查室", assessor="公开办")
    conclude(office, case)
    kept = office.cases.case(case)
    assert (kept.owner, kept.supervisor, kept.assessor, kept.outcome) == (
        "张三",
        "督查室",
        "公开办",
        "open",
    )
    assert kept.moves[-1].basis.article == "第二十条"


def test_the_slip_shows_what_everybody_wrote_and_the_way_of_disclosure(office, clock):
    decided = Classification(document_class=DocumentClass.PROACTIVE, ground="open-listed")
    document = office.documents.draft(attrs.evolve(NOTICE, classification=decided))
    case = sent_to_review(office, document, clock)
    conclude(office, case)
    slip = markdown(office.reports.case_slip(case), "zh_CN")
    for written in ("秋季招生通知", "公文类", "同意", "不涉密", "第二十条", "主动公开", "王五"):
        assert written in slip


def test_a_process_that_nobody_supplies_lets_nothing_out(settings, clock):
    asked = attrs.evolve(settings, release_after=("hills:secrecy",))
    with open_office(asked, actor=DRAFTER, clock=clock) as office:
        document = office.documents.draft(NOTICE)
        with pytest.raises(NotAllowedError, match="hills:secrecy"):
            release(office, document)


def test_an_office_that_asks_for_no_process_releases_after_its_review(settings, clock):
    asked = attrs.evolve(settings, release_after=())
    with open_office(asked, actor=DRAFTER, clock=clock) as office:
        assert release(office, office.documents.draft(NOTICE)).title == NOTICE.title


def test_the_review_is_late_after_the_days_that_the_office_gave_it(settings, clock):
    asked = attrs.evolve(settings, workflow_days={"china:secrecy-review": 2})
    with open_office(asked, actor=DRAFTER, clock=clock) as office:
        case = sent_to_review(office, office.documents.draft(NOTICE), clock)
        due = office.cases.clock(case).due.day
        assert due - office.today() == timedelta(days=2)
