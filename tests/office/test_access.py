"""Appointments in an office, and what staff of one agency reach: their own and nothing else."""

from datetime import date

import pytest

from disclosure_core.access.permissions import Permission
from disclosure_core.access.values import PUBLIC, Actor, AgencyRole, Role
from disclosure_core.errors import DataError, NotAllowedError, NotFoundError


@pytest.fixture
def agencies(office):
    """Two agencies of the county."""
    first, second, *_ = office.registry.on(office.today()).organisation.agencies
    return first.id, second.id


def test_somebody_appointed_signs_in_with_their_roles(office, agencies):
    own, other = agencies
    office.access.appoint("李四", Role.REVIEWER, agency=own, basis="县政府办〔2026〕3号")
    actor = office.access.actor("李四")
    assert actor.holds(Role.REVIEWER, own)
    assert not actor.holds(Role.REVIEWER, other)


def test_an_appointment_of_later_days_does_not_hold_yet(office):
    office.access.appoint("李四", Role.DRAFTER, since=date(2026, 12, 1))
    assert office.access.actor("李四").roles == {Role.READER}


def test_a_dismissal_holds_at_once(office, clock):
    office.access.appoint("李四", Role.DRAFTER)
    clock.pass_by(days=3)
    office.access.dismiss("李四", Role.DRAFTER, reason="调离")
    assert not office.access.actor("李四").is_staff
    kept = office.access.appointments()
    assert [each.in_force.until for each in kept] == [date(2026, 11, 26)]


def test_a_dismissal_on_the_first_day_leaves_nothing_in_force(office):
    office.access.appoint("李四", Role.DRAFTER)
    office.access.dismiss("李四", Role.DRAFTER, reason="误录")
    assert office.access.appointments() == ()
    office.access.appoint("李四", Role.DRAFTER)
    assert office.access.actor("李四").is_staff


def test_appointments_and_dismissals_are_in_the_journal(office):
    office.access.appoint("李四", Role.DRAFTER)
    office.access.dismiss("李四", Role.DRAFTER, reason="误录")
    kept = [each for each in office.store.journal() if each.kind == "core:appointment"]
    assert [(each.why, each.who) for each in kept] == [
        ("appointment", "王主任"),
        ("误录", "王主任"),
    ]


def test_nobody_holds_a_post_twice_on_a_day(office):
    office.access.appoint("李四", Role.DRAFTER, until=date(2026, 12, 31))
    with pytest.raises(DataError, match="already"):
        office.access.appoint("李四", Role.DRAFTER, since=date(2026, 12, 31))
    office.access.appoint("李四", Role.DRAFTER, since=date(2027, 1, 1))


@pytest.mark.parametrize("role", [each for each in Role if each is not Role.ADMINISTRATOR])
def test_only_an_administrator_appoints_and_dismisses(office, role):
    somebody = office.as_actor(Actor(name="钱七", roles={role}))
    with pytest.raises(NotAllowedError, match="administrator"):
        somebody.access.appoint("钱七", Role.ADMINISTRATOR)
    with pytest.raises(NotAllowedError, match="administrator"):
        somebody.access.dismiss("李四", Role.DRAFTER, reason="x")


def test_an_agencys_administrator_appoints_at_that_agency_only(office, agencies):
    own, other = agencies
    office.access.appoint("李四", Role.ADMINISTRATOR, agency=own)
    chief = office.as_actor(office.access.actor("李四"))
    chief.access.appoint("王五", Role.DRAFTER, agency=own)
    for place in (other, None):
        with pytest.raises(NotAllowedError):
            chief.access.appoint("王五", Role.DRAFTER, agency=place)


def test_appointments_are_listed_to_who_may_see_them(office, agencies):
    own, other = agencies
    office.access.appoint("李四", Role.DRAFTER, agency=own)
    office.access.appoint("王五", Role.DRAFTER, agency=other)
    office.access.appoint("赵六", Role.SUPERVISOR)
    seen = office.as_actor(office.access.actor("李四")).access.appointments()
    assert [each.person for each in seen] == ["李四"]
    assert len(office.access.appointments()) == 3
    assert office.as_actor(PUBLIC).access.appointments() == ()


def test_who_somebody_is_does_not_depend_on_who_asks(office, agencies):
    office.access.appoint("李四", Role.DRAFTER, agency=agencies[0])
    assert office.as_actor(PUBLIC).access.actor("李四") == office.access.actor("李四")


def test_an_agency_may_be_named_as_it_is_called(office, agencies):
    name = office.organisation.tree().agency(agencies[0]).name
    assert office.access.appoint("李四", Role.DRAFTER, agency=name).agency == agencies[0]
    with pytest.raises(NotFoundError, match="无此局"):
        office.access.appoint("李四", Role.DRAFTER, agency="无此局")


def test_a_permission_is_explained_with_the_appointments(office, agencies):
    own, other = agencies
    office.access.appoint("李四", Role.DRAFTER, agency=own)
    allowed = office.access.explain("李四", Permission.DRAFT, agency=own)
    refused = office.access.explain("李四", Permission.DRAFT, agency=other)
    assert (allowed.allowed, refused.allowed) == (True, False)
    assert "counts at that agency only" in refused.notes[0].text("en")


def test_nobody_learns_from_an_explanation_what_others_elsewhere_are_appointed_to(office, agencies):
    own, other = agencies
    office.access.appoint("李四", Role.DRAFTER, agency=own)
    office.access.appoint("李四", Role.REVIEWER, agency=other)
    office.access.appoint("王五", Role.DRAFTER, agency=own)
    colleague = office.as_actor(office.access.actor("王五"))
    (note,) = colleague.access.explain("李四", Permission.DRAFT, agency=own).notes
    assert own in note.text("en")
    for asker, place in ((colleague, other), (colleague, None), (office.as_actor(PUBLIC), own)):
        with pytest.raises(NotAllowedError):
            asker.access.explain("李四", Permission.DECIDE, agency=place)


def test_everybody_may_ask_what_they_themselves_may_do(office, agencies):
    own, other = agencies
    office.access.appoint("李四", Role.DRAFTER, agency=own)
    asker = office.as_actor(office.access.actor("李四"))
    refused = asker.access.explain("李四", Permission.DRAFT, agency=other)
    assert not refused.allowed
    assert len(refused.notes) == 1


def test_an_actor_of_one_agency_is_not_taken_for_the_office(agencies):
    own, _ = agencies
    actor = Actor(name="李四", at={AgencyRole(agency=own, role=Role.DRAFTER)})
    assert not actor.is_office_staff
