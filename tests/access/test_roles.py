"""Who holds which role: for the whole office, at one agency, nowhere."""

from disclosure_core.access.values import PUBLIC, Actor, AgencyRole, Role

AT_EDUCATION = Actor(name="李四", at={AgencyRole(agency="county:education", role=Role.REVIEWER)})


def test_a_role_held_for_the_whole_office_is_held_for_every_agency():
    officer = Actor(name="张三", roles={Role.REVIEWER})
    assert officer.holds(Role.REVIEWER)
    assert officer.holds(Role.REVIEWER, "county:education")
    assert not officer.holds(Role.PUBLISHER, "county:education")


def test_a_role_held_at_one_agency_is_held_there_and_nowhere_else():
    assert AT_EDUCATION.holds(Role.REVIEWER, "county:education")
    assert not AT_EDUCATION.holds(Role.REVIEWER, "county:health")
    assert not AT_EDUCATION.holds(Role.REVIEWER)
    assert AT_EDUCATION.holds_anywhere(Role.REVIEWER)


def test_a_plugins_role_is_its_id():
    rater = Actor(name="王五", roles={"hotline:operator"})
    assert rater.holds("hotline:operator", "county:education")
    assert rater.is_staff


def test_everybody_is_a_reader_and_the_public_nothing_else():
    assert PUBLIC.roles == AT_EDUCATION.roles == {Role.READER}
    assert not PUBLIC.is_staff


def test_an_evaluator_is_no_staff():
    assert not Actor(name="评议员", roles={Role.EVALUATOR}).is_staff


def test_staff_of_one_agency_are_staff_but_not_of_the_whole_office():
    assert AT_EDUCATION.is_staff
    assert not AT_EDUCATION.is_office_staff
    assert AT_EDUCATION.agencies == {"county:education"}


def test_the_journal_is_told_where_a_role_was_held():
    assert AT_EDUCATION.acting == "reviewer@county:education"
    assert PUBLIC.acting == "reader"
