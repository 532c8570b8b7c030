"""Cases at the desk: what waits, what may be done, and why not the rest."""

import pytest
from lxml import html

from disclosure_core import Document, Role
from disclosure_portal import create_app
from disclosure_portal.sign_in import sign_ins_of

PASSWORD = "correct horse battery"
OWN, OTHER = "changsha:education", "changsha:health"


@pytest.fixture
def client(office):
    """A browser of somebody who drafts at an agency, signed in."""
    sign_ins_of(office.settings.folder).set_password("李四", PASSWORD)
    office.access.appoint("李四", Role.DRAFTER, agency=OWN)
    opened = create_app(office).test_client()
    opened.post("/desk/sign-in", data={"name": "李四", "password": PASSWORD})
    return opened


def opened(office, agency):
    """A case of two rounds about a draft of an agency."""
    draft = office.documents.draft(Document(title="事项目录", text="正文", agency=agency))
    return office.cases.open("china:two-rounds", "core:document", draft).id


def tree(answer):
    assert answer.status_code == 200
    return html.document_fromstring(answer.get_data(as_text=True))


def send(client, case, verb, **fields):
    page = tree(client.get(f"/desk/cases/{case}"))
    token = page.xpath("//input[@name='token']/@value")[0]
    version = page.xpath("//input[@name='version']/@value")[0]
    data = {"token": token, "version": version, **fields}
    return client.post(f"/desk/cases/{case}/{verb}", data=data)


def test_what_waits_for_somebody_is_listed_with_its_clock(client, office):
    case = opened(office, OWN)
    page = tree(client.get("/desk/cases"))
    assert page.xpath(f"//a[@href='/desk/cases/{case}']")


def test_a_case_of_another_agency_and_none_are_answered_alike(client, office):
    case = opened(office, OTHER)
    hidden, absent = client.get(f"/desk/cases/{case}"), client.get("/desk/cases/none")
    assert hidden.status_code == absent.status_code == 404
    assert hidden.data.replace(case.encode(), b"none") == absent.data


def test_a_case_shows_what_may_be_done_and_takes_it(client, office):
    case = opened(office, OWN)
    (action, *_) = tree(client.get(f"/desk/cases/{case}")).xpath("//input[@name='action']/@value")
    assert send(client, case, "act", action=action).status_code == 303
    assert office.cases.case(case).stage != "draft"


def test_what_may_not_be_done_says_why(client, office):
    case = opened(office, OWN)
    send(client, case, "act", action=office.cases.next_actions(case)[0].action.id)
    told = tree(client.get(f"/desk/cases/{case}")).text_content()
    office_actions = office.as_actor(office.access.actor("李四")).cases.next_actions(case)
    assert all(why.text("zh_CN") in told for each in office_actions for why in each.why_not)


def test_nothing_on_a_slip_is_chosen_for_somebody(client, office):
    draft = office.documents.draft(Document(title="通知", text="正文", agency=OWN))
    own = office.as_actor(office.access.actor("李四"))
    case = own.cases.open("china:classification", "core:document", draft).id
    page = tree(client.get(f"/desk/cases/{case}"))
    first = {each.name: each.xpath("option[1]/@value") for each in page.xpath("//form//select")}
    assert first["field.attribute"] == first["field.original"] == [""]


def test_who_may_not_comment_is_shown_no_form_for_it(client, office):
    case = opened(office, OWN)
    send(client, case, "act", action="submit")
    page = tree(client.get(f"/desk/cases/{case}"))
    assert office.cases.next_comments(case).may_comment
    assert not page.xpath("//form[contains(@action, '/comment')]")


def answer_forms(client, case):
    return tree(client.get(f"/desk/cases/{case}")).xpath("//form[contains(@action, '/answer')]")


def test_a_comment_has_a_form_for_its_answer_until_it_is_answered(client, office):
    case = opened(office, OWN)
    send(client, case, "act", action="submit")
    office.cases.comment(case, "应写明依据", about="text")
    office.cases.act(case, "return")
    waiting = answer_forms(client, case)
    send(client, case, "answer", number="1", text="已写明")
    assert (len(waiting), answer_forms(client, case)) == (1, [])


def test_who_may_not_answer_is_shown_no_form_for_it(client, office):
    case = opened(office, OWN)
    send(client, case, "act", action="submit")
    office.cases.comment(case, "应写明依据", about="text")
    office.cases.act(case, "return")
    sign_ins_of(office.settings.folder).set_password("赵六", PASSWORD)
    office.access.appoint("赵六", Role.REVIEWER, agency=OWN)
    other = create_app(office).test_client()
    other.post("/desk/sign-in", data={"name": "赵六", "password": PASSWORD})
    assert answer_forms(other, case) == []


def test_a_case_that_changed_meanwhile_is_not_decided_on(client, office):
    case = opened(office, OWN)
    page = tree(client.get(f"/desk/cases/{case}"))
    action = office.cases.next_actions(case)[0].action.id
    token = page.xpath("//input[@name='token']/@value")[0]
    office.as_actor(office.access.actor("李四")).cases.act(case, action)
    stale = client.post(
        f"/desk/cases/{case}/act", data={"token": token, "version": "1", "action": action}
    )
    assert stale.status_code == 409


def test_who_has_not_signed_in_sees_no_case(office):
    case = opened(office, OWN)
    stranger = create_app(office).test_client()
    assert stranger.get(f"/desk/cases/{case}").headers["Location"] == "/desk/sign-in"
