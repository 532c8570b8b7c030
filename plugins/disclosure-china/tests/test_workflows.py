"""The national processes: who does what in which order, and what each conclusion must cite."""

from datetime import UTC, datetime

import pytest

from disclosure_china.data_files import legal_documents
from disclosure_china.settings import ChinaSettings
from disclosure_china.workflows import LEVELS, grounds, workflows
from disclosure_core import Actor, DataError, Force, NotAllowedError
from disclosure_core.access.values import AgencyRole
from disclosure_core.catalogue.bases.keys import article_number
from disclosure_core.workflow.cases import Subject
from disclosure_core.workflow.commenting import answer, comment
from disclosure_core.workflow.moving import advance
from disclosure_core.workflow.opening import open_case

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
OURS, THEIRS = "county:education", "county:finance"
WITHHOLDING = {each.id for each in grounds() if each.effect != Force.MUST_OPEN}
OPENING = {each.id for each in grounds() if each.effect == Force.MUST_OPEN}


def person(name, role, agency=OURS):
    return Actor(name=name, at={AgencyRole(agency=agency, role=role)})


DRAFTER = person("张三", "drafter")
HEAD = person("李四", "reviewer")
OFFICER = person("王五", "secrecy_officer")
LEADER = person("赵六", "publisher")
GROUP = Actor(name="政务公开小组", roles={"disclosure_office"})
SUPERVISOR = Actor(name="督查室", roles={"supervisor"})


def definition(id, levels=3):
    return next(each for each in workflows(levels) if each.id == id)


def subject(text="一稿", kind="core:document"):
    return Subject(kind=kind, id="1", digest=f"sha256:{text}", version=1)


class Course:
    """A case on its way, step by step."""

    def __init__(self, id, opener, levels=3, kind="core:document"):
        self.workflow = definition(id, levels)
        self.kind = kind
        self.text = "一稿"
        self.case = open_case(self.workflow, subject(kind=kind), opener, id="1", at=AT, agency=OURS)

    def do(self, action, actor, *, reason=None, ground=None, **fields):
        slip = {key.replace("_", "-"): each for key, each in fields.items()}
        self.case = advance(
            self.workflow,
            self.case,
            action,
            actor,
            at=AT,
            subject=subject(self.text, self.kind),
            reason=reason,
            ground=ground,
            fields=slip,
        )
        return self

    def submit(self):
        return self.do(
            "submit", DRAFTER, carrier="公文类", ways="政府网站", undertaker_opinion="拟公开"
        )

    @property
    def outcome(self):
        """How it ended for the text as it is now."""
        return self.case.outcome_on(subject(self.text).digest)


def secrecy_review(levels=3):
    course = Course("secrecy-review", DRAFTER, levels).submit()
    if levels > 2:
        course.do("pass", HEAD, section_opinion="同意")
    if levels > 3:
        course.do("pass", OFFICER, secrecy_opinion="公开", secrecy_grounds="不涉密")
    return course


class TestGrounds:
    def test_each_says_what_it_does_and_where_it_is_written(self):
        assert {each.effect for each in grounds()} == set(Force)
        assert all(each.basis.article for each in grounds())

    def test_what_must_stay_closed_is_article_14_and_what_may_article_16(self):
        articles = {each.id: each.basis.article for each in grounds()}
        forces = {each.id: each.effect for each in grounds()}
        assert (articles["state-secret"], forces["state-secret"]) == ("第十四条", Force.MUST_NOT)
        assert forces["privacy"] == Force.MUST_NOT_UNLESS
        assert articles["process-information"].startswith("第十六条")
        assert forces["process-information"] == Force.MAY_REFUSE

    def test_two_overrides_stand_with_article_15(self):
        privacy = next(each for each in grounds() if each.id == "privacy")
        assert len(privacy.conditions) == 2


class TestEveryDefinition:
    @pytest.mark.parametrize("workflow", workflows(), ids=lambda each: each.id)
    def test_it_says_where_it_was_read(self, workflow):
        assert workflow.source
        assert workflow.grounds == grounds()

    @pytest.mark.parametrize("id", ["secrecy-review", "classification", "information-management"])
    def test_what_opens_cites_an_opening_ground_and_what_withholds_another(self, id):
        for stage in definition(id, 4).stages:
            for action in stage.actions:
                cited = set(action.grounds)
                if action.outcome in ("open", "proactive", "for-release"):
                    assert cited <= OPENING
                    assert action.ground == "required"
                elif action.outcome in ("partly", "not", "closed"):
                    assert cited <= WITHHOLDING
                    assert (action.ground, action.reason) == ("required", "required")

    def test_the_three_office_processes_of_the_talk_are_there(self):
        assert {"information-management", "information-release", "supervision"} <= {
            each.id for each in workflows()
        }


class TestSecrecyReview:
    @pytest.mark.parametrize("levels", LEVELS)
    def test_it_has_as_many_levels_as_the_office_set(self, levels):
        conclude = LEADER if levels == 4 else OFFICER
        course = secrecy_review(levels)
        course.do("open", conclude, ground="open-listed", conclusion="不涉密")
        assert course.outcome == "open"
        assert course.workflow.outcome("open").permits_release

    def test_other_numbers_of_levels_are_no_settings(self):
        with pytest.raises(ValueError, match="secrecy_levels"):
            ChinaSettings(secrecy_levels=5)

    def test_the_reviewer_belongs_to_the_agency_that_publishes(self):
        stranger = person("钱七", "secrecy_officer", THEIRS)
        whole_office = Actor(name="孙八", roles={"secrecy_officer"})
        for other in (stranger, whole_office):
            with pytest.raises(NotAllowedError, match="secrecy officer"):
                secrecy_review().do("open", other, ground="open-listed", conclusion="公开")

    def test_who_filled_it_in_does_not_conclude(self):
        both = Actor(name=DRAFTER.name, at={AgencyRole(agency=OURS, role="secrecy_officer")})
        with pytest.raises(NotAllowedError, match="somebody else"):
            secrecy_review().do("open", both, ground="open-listed", conclusion="公开")

    def test_no_conclusion_without_a_ground(self):
        with pytest.raises(DataError) as caught:
            secrecy_review().do("not", OFFICER, reason="涉密")
        assert [each.place for each in caught.value.mistakes] == ["ground"]

    @pytest.mark.parametrize("ground", ["sensitive", "open-listed", "条例第十四条"])
    def test_a_ground_outside_the_list_is_refused(self, ground):
        with pytest.raises(DataError) as caught:
            secrecy_review().do("not", OFFICER, reason="敏感", ground=ground)
        assert [each.place for each in caught.value.mistakes] == ["ground"]

    def test_the_conclusion_keeps_its_basis_with_it(self):
        course = secrecy_review().do("not", OFFICER, reason="三项指标涉密", ground="state-secret")
        assert course.outcome == "not"
        assert not course.workflow.outcome("not").permits_release
        assert course.case.moves[-1].basis.article == "第十四条"

    def test_partly_stands_on_the_reduced_text_and_on_no_other(self):
        course = secrecy_review().do("partly", OFFICER, reason="删去名单", ground="privacy")
        with pytest.raises(NotAllowedError, match="last handed in"):
            course.do("submit-reduced", DRAFTER, left_out="名单")
        course.text = "删减稿"
        course.do("submit-reduced", DRAFTER, left_out="名单")
        course.do("confirm-reduced", OFFICER, reason="已删去名单", ground="privacy")
        assert course.outcome == "partly"
        course.text = "一稿"
        assert course.outcome is None

    def test_what_cannot_be_decided_goes_to_a_higher_authority(self):
        course = secrecy_review().do("refer", OFFICER, reason="定密不明", authority="县保密局")
        course.do("not", OFFICER, reason="县保密局复函：属秘密级", ground="state-secret")
        assert course.outcome == "not"

    def test_an_edit_while_it_is_looked_at_stops_every_conclusion(self):
        course = secrecy_review()
        course.text = "改过"
        with pytest.raises(NotAllowedError, match="changed since"):
            course.do("open", OFFICER, ground="open-listed", conclusion="不涉密")
        course.do("return", OFFICER, reason="送审后有改动").submit()
        course.do("pass", HEAD, section_opinion="同意")
        course.do("open", OFFICER, ground="open-listed", conclusion="不涉密")
        assert course.outcome == "open"

    def test_an_edit_after_the_conclusion_leaves_nothing_concluded(self):
        course = secrecy_review().do("open", OFFICER, ground="open-listed", conclusion="不涉密")
        course.text = "改过"
        assert course.outcome is None

    def test_the_slip_has_the_fields_of_the_form(self):
        course = secrecy_review(4)
        course.do("open", LEADER, ground="open-listed", conclusion="同意公开")
        filled = {key for move in course.case.moves for key in move.fields}
        assert filled == {
            "carrier",
            "ways",
            "undertaker-opinion",
            "section-opinion",
            "secrecy-opinion",
            "secrecy-grounds",
            "conclusion",
        }


class TestThreeReviews:
    READERS = (person("校一", "drafter"), person("校二", "drafter"), person("校三", "drafter"))
    REVIEWERS = (HEAD, person("周九", "reviewer"), LEADER)
    CHECKS = (
        {"policy": "无问题", "law": "不涉及"},
        {"politics": "无问题", "secrecy": "无问题"},
        {"opinion": "无"},
    )

    def to_review(self, last, reviewers=REVIEWERS):
        course = Course("three-reviews", DRAFTER).do("submit", DRAFTER)
        for number in range(1, last + 1):
            reader = self.READERS[number - 1]
            course.do("pass", reader, **{f"wording_{number}": "无误"})
            if number < last:
                course.do("pass", reviewers[number - 1], **self.CHECKS[number - 1])
        return course

    def test_three_reviews_and_three_proofreadings_pass_it(self):
        course = self.to_review(3).do("pass", LEADER, **self.CHECKS[2])
        assert course.outcome == "passed"
        assert [each.left for each in course.case.moves[2:]] == [
            "proof-1",
            "review-1",
            "proof-2",
            "review-2",
            "proof-3",
            "review-3",
        ]

    def test_the_levels_are_different_people(self):
        with pytest.raises(NotAllowedError, match="somebody else"):
            self.to_review(2).do("pass", HEAD, **self.CHECKS[1])

    def test_nobody_reads_the_proof_of_their_own_draft(self):
        course = Course("three-reviews", DRAFTER).do("submit", DRAFTER)
        with pytest.raises(NotAllowedError, match="somebody else"):
            course.do("pass", DRAFTER, wording_1="无误")

    def test_a_check_left_open_does_not_pass(self):
        with pytest.raises(DataError) as caught:
            self.to_review(1).do("pass", HEAD, policy="无问题")
        assert [each.place for each in caught.value.mistakes] == ["fields.law"]


class TestTwoRounds:
    def first_return(self):
        course = Course("two-rounds", DRAFTER, kind="core:item").do("submit", DRAFTER)
        course.case = comment(
            course.workflow, course.case, GROUP, text="写明条款", at=AT, about="bases"
        )
        return course.do("return", GROUP)

    def test_it_goes_up_and_down_twice_each_time_as_a_version(self):
        course = self.first_return()
        course.case = answer(
            course.workflow, course.case, DRAFTER, number=1, text="已补第二十条", at=AT
        )
        course.text = "二稿"
        course.do("submit", DRAFTER).do("confirm", GROUP)
        assert course.case.outcome == "confirmed"
        assert [each.digest for each in course.case.submissions] == [
            "sha256:一稿",
            "sha256:二稿",
        ]

    def test_nothing_is_returned_without_comments(self):
        course = Course("two-rounds", DRAFTER, kind="core:item").do("submit", DRAFTER)
        with pytest.raises(NotAllowedError, match="comment"):
            course.do("return", GROUP)

    def test_nothing_is_handed_in_again_before_every_comment_is_answered(self):
        with pytest.raises(NotAllowedError, match="comments without an answer: 1"):
            self.first_return().do("submit", DRAFTER)

    def test_nothing_is_confirmed_in_the_first_round(self):
        course = Course("two-rounds", DRAFTER, kind="core:item").do("submit", DRAFTER)
        with pytest.raises(NotAllowedError, match="no action confirm"):
            course.do("confirm", GROUP)


class TestClassification:
    def signed(self):
        course = Course("classification", DRAFTER).do("propose", DRAFTER, attribute="不予公开")
        return course.do("pass", HEAD)

    def test_the_signer_decides_what_the_drafter_proposed(self):
        course = self.signed().do("proactive", LEADER, ground="open-public-interest")
        assert course.outcome == "proactive"

    def test_keeping_closed_takes_a_reason_and_a_ground(self):
        with pytest.raises(DataError) as caught:
            self.signed().do("closed", LEADER)
        assert {each.place for each in caught.value.mistakes} == {"reason", "ground"}


class TestRectification:
    def answered(self):
        course = Course("rectification", SUPERVISOR)
        course.do("notify", SUPERVISOR, reason="栏目逾期", problem="未更新", demand="五日内更新")
        return course.do("answer", DRAFTER, measures="已更新")

    def test_a_finding_is_closed_once_it_was_rechecked(self):
        course = self.answered().do("close", SUPERVISOR, seen="已更新")
        assert course.case.outcome == "closed"

    def test_what_was_not_mended_is_opened_again(self):
        course = self.answered().do("reopen", SUPERVISOR, reason="仍有缺项")
        assert course.case.stage == "notified"

    def test_another_agency_does_not_answer_for_it(self):
        course = Course("rectification", SUPERVISOR)
        course.do("notify", SUPERVISOR, reason="栏目逾期", problem="未更新", demand="更新")
        with pytest.raises(NotAllowedError):
            course.do("answer", person("钱七", "drafter", THEIRS), measures="已更新")


def test_an_agency_may_object_to_its_marks_once():
    course = Course("supervision", LEADER)
    course.do("report", LEADER, self_check="已自查").do("announce", GROUP, result="扣0.1分")
    course.do("object", LEADER, reason="该项已公开")
    other = Actor(name="复核组", roles={"disclosure_office"})
    course.do("decide", other, reason="申诉成立", result="不扣分")
    assert course.case.outcome == "confirmed"


@pytest.mark.parametrize("each", workflows(4), ids=lambda each: each.id)
def test_days_that_no_text_sets_are_said_to_be_ours(each):
    assert all(stage.clock.basis is None for stage in each.stages if stage.clock)
    assert "期限" in each.source
    assert "推定" in each.source


@pytest.mark.parametrize(
    ("id", "about"),
    [
        ("secrecy-review", "公开审查机制"),
        ("classification", "公开审查机制"),
        ("information-management", "政府信息资源的规范化、标准化、信息化管理"),
        ("information-release", "主动公开的期限：20个工作日"),
        ("supervision", "考核、社会评议和责任追究"),
        ("rectification", "监督检查"),
    ],
)
def test_a_process_rests_on_the_article_that_is_about_it(id, about):
    regulations = next(each for each in legal_documents() if each.number == "国令第711号")
    cited = definition(id).basis
    assert cited.number == regulations.number
    assert regulations.article(article_number(cited.article)).about == about
