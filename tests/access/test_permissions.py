"""What each role may do, and that an explanation says what the doors do."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.access.appointments import Appointment, actor_of, ended
from disclosure_core.access.explaining import explain_permission
from disclosure_core.access.permissions import (
    PERMISSION_NAMES,
    PERMISSIONS,
    Permission,
    permissions_of,
    permits,
    roles_for,
)
from disclosure_core.access.values import PUBLIC, ROLE_NAMES, Actor, AgencyRole, Role
from disclosure_core.access.visibility import visible, visible_to
from disclosure_core.errors import DataError
from disclosure_core.legal import Period
from disclosure_core.records.values import Record

EDUCATION, HEALTH = "county:education", "county:health"
DAY = date(2026, 11, 24)


def record(visibility):
    return Record(
        kind="core:document",
        id="1",
        version=1,
        body={},
        digest="sha256:0",
        visibility=visibility,
        changed_at=datetime(2026, 11, 24, tzinfo=UTC),
    )


roles = st.sampled_from([*Role, "hotline:operator"])
agencies = st.sampled_from([EDUCATION, HEALTH])
actors = st.builds(
    Actor,
    name=st.just("张三"),
    roles=st.frozensets(roles, max_size=2),
    at=st.frozensets(st.builds(AgencyRole, agency=agencies, role=roles), max_size=3),
)
records = st.sampled_from(
    [record(each) for each in ("public", "staff", f"agency:{EDUCATION}", f"agency:{HEALTH}")]
)


def test_every_role_and_every_action_of_core_is_decided():
    assert set(PERMISSIONS) == set(Role) == set(ROLE_NAMES)
    assert set(PERMISSION_NAMES) == set(Permission)
    assert all(roles_for(action) for action in Permission)


@pytest.mark.parametrize("role", Role)
def test_every_role_may_what_a_reader_may(role):
    assert permissions_of(role) >= permissions_of(Role.READER)


def test_the_public_may_read_what_is_public_and_nothing_else():
    assert [each for each in Permission if permits(PUBLIC, each)] == [Permission.READ_PUBLIC]


def test_only_administrators_appoint():
    assert roles_for(Permission.APPOINT) == (Role.ADMINISTRATOR,)


def test_a_supervisor_changes_nothing():
    assert permissions_of(Role.SUPERVISOR) == {Permission.READ_PUBLIC, Permission.READ}


def test_a_plugins_role_is_staff_and_may_nothing_of_cores():
    assert permissions_of("hotline:operator") == {Permission.READ_PUBLIC, Permission.READ}


@given(actors, records)
def test_reading_is_permitted_where_a_record_is_seen(actor, kept):
    explained = explain_permission(actor, Permission.READ, kept)
    assert explained.allowed == visible(kept, actor)


@given(actors, st.sampled_from(list(Permission)), st.sampled_from([None, EDUCATION, HEALTH]))
def test_an_explanation_says_what_the_door_does(actor, action, agency):
    explained = explain_permission(actor, action, agency=agency)
    assert explained.allowed == permits(actor, action, agency)
    assert all(each.says.text("en") for each in explained.conditions)


@given(actors, records)
def test_the_stores_labels_and_the_door_agree(actor, kept):
    labels = visible_to(actor)
    by_label = kept.visibility in labels or (
        kept.visibility.startswith("agency:") and "agency:*" in labels
    )
    assert by_label == visible(kept, actor)


def test_a_reviewer_of_one_agency_is_told_that_the_draft_is_anothers():
    reviewer = Actor(name="李四", at={AgencyRole(agency=EDUCATION, role=Role.REVIEWER)})
    explained = explain_permission(reviewer, Permission.DECIDE, record(f"agency:{HEALTH}"))
    assert not explained.allowed
    assert [each.name for each in explained.conditions if not each.holds] == ["role", "visibility"]


def test_an_appointment_that_has_ended_is_told_with_its_days():
    past = Appointment(person="李四", role=Role.REVIEWER, in_force=Period(until=date(2025, 12, 31)))
    actor = actor_of("李四", [past], on=DAY)
    explained = explain_permission(actor, Permission.DECIDE, appointments=[past], on=DAY)
    assert not explained.allowed
    assert [each.text("en") for each in explained.notes] == [
        "reviewer, the whole office, until 2025-12-31: not in force on 2026-11-24."
    ]


def test_appointments_hold_on_their_days_and_at_their_place():
    kept = [
        Appointment(person="李四", role=Role.REVIEWER, agency=EDUCATION),
        Appointment(person="李四", role=Role.PUBLISHER, in_force=Period(since=date(2026, 12, 1))),
        Appointment(person="王五", role=Role.ADMINISTRATOR),
    ]
    actor = actor_of("李四", kept, on=DAY)
    assert actor.at == {AgencyRole(agency=EDUCATION, role=Role.REVIEWER)}
    assert actor.roles == {Role.READER}
    assert actor_of("李四", kept, on=date(2026, 12, 1)).holds(Role.PUBLISHER, HEALTH)


def test_a_person_nobody_appointed_is_a_reader():
    assert actor_of("赵六", [], on=DAY).roles == {Role.READER}


@pytest.mark.parametrize("role", ["reader", "boss", "", ":x", "x:"])
def test_nobody_is_appointed_to_what_is_no_role(role):
    with pytest.raises(DataError, match="role"):
        Appointment(person="李四", role=role)


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 101])
def test_a_name_must_be_printable(name):
    with pytest.raises(DataError, match="name"):
        Appointment(person=name, role=Role.DRAFTER)


def test_an_ended_appointment_does_not_hold_from_that_day_on():
    held = Appointment(person="李四", role=Role.DRAFTER, in_force=Period(since=date(2026, 1, 1)))
    left = ended(held, on=DAY)
    assert left.in_force == Period(since=date(2026, 1, 1), until=date(2026, 11, 23))
    assert ended(held, on=date(2026, 1, 1)) is None
