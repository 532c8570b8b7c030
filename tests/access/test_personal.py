"""Who may ask for personal fields: request handlers and administrators, where they are that."""

from itertools import combinations

from disclosure_core.access.values import PUBLIC, READS_PERSONAL, Actor, AgencyRole, Role
from disclosure_core.access.visibility import personal_visible, visible_to

LABELS = ("public", "staff", "agency:education", "agency:finance")


def opened(actor: Actor, *, personal: bool = True) -> set[str]:
    visible = visible_to(actor, personal=personal)
    return {label for label in LABELS if personal_visible(label, visible)}


def test_the_public_never_opens_anything() -> None:
    assert opened(PUBLIC) == set()


def test_nobody_opens_anything_without_asking() -> None:
    for role in Role:
        assert opened(Actor(name="a", roles={role}), personal=False) == set()
        at = {AgencyRole(agency="education", role=role)}
        assert opened(Actor(name="a", at=at), personal=False) == set()


def test_of_all_roles_together_only_two_open() -> None:
    for pair in combinations(Role, 2):
        expected = set(LABELS) if READS_PERSONAL & set(pair) else set()
        assert opened(Actor(name="a", roles=set(pair))) == expected


def test_a_role_at_one_agency_opens_what_is_that_agencys() -> None:
    for role in Role:
        at = {AgencyRole(agency="education", role=role)}
        expected = {"agency:education"} if role in READS_PERSONAL else set()
        assert opened(Actor(name="a", at=at)) == expected


def test_asking_shows_no_more_records() -> None:
    for role in Role:
        actor = Actor(name="a", roles={role})
        more = visible_to(actor, personal=True) - visible_to(actor)
        assert {each.partition(":")[0] for each in more} <= {"personal"}
