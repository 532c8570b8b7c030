"""The desk: who gets in, what they see and do there, and that a session is only theirs."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta

import pytest
from attrs import evolve
from lxml import html

from disclosure_core import Decision, Document, Role, Site
from disclosure_portal import create_app
from disclosure_portal.sign_in import TRIES, sign_ins_of

PASSWORD = "correct horse battery"
OWN, OTHER = "changsha:education", "changsha:health"


@pytest.fixture
def sign_ins(office):
    """Two people with passwords: one appointed at an agency, one nowhere."""
    kept = sign_ins_of(office.settings.folder)
    kept.set_password("李四", PASSWORD)
    kept.set_password("王五", PASSWORD)
    for role in (Role.REVIEWER, Role.PUBLISHER, Role.DRAFTER):
        office.access.appoint("李四", role, agency=OWN)
    return kept


@pytest.fixture
def client(office, sign_ins):
    return create_app(office).test_client()


def sign_in(client, name="李四", password=PASSWORD):
    return client.post("/desk/sign-in", data={"name": name, "password": password})


def tree(answer):
    return html.document_fromstring(answer.get_data(as_text=True))


def token(client):
    return tree(client.get("/desk")).xpath("//input[@name='token']/@value")[0]


def send(client, path, **fields):
    return client.post(path, data={"token": token(client), **fields})


@pytest.fixture
def draft(office):
    return office.documents.draft(Document(title="教育公告", text="正文", agency=OWN))


@pytest.fixture
def foreign(office):
    id = office.documents.draft(Document(title="卫生公告", text="正文", agency=OTHER))
    office.review.check(id)
    return id


def test_who_has_not_signed_in_is_sent_to_the_door_whatever_they_ask_for(client, draft):
    for path in ("/desk", f"/desk/documents/{draft}", "/desk/documents/no-such"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/desk/sign-in")


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(client):
    wrong, unknown = sign_in(client, password="x" * 12), sign_in(client, name="赵六")
    assert wrong.status_code == unknown.status_code == 403
    assert wrong.data == unknown.data
    assert client.get("/desk").status_code == 303


def test_after_some_wrong_tries_a_name_waits(client):
    for _ in range(TRIES):
        sign_in(client, password="x" * 12)
    assert sign_in(client).status_code == 403


def test_what_is_tried_while_a_name_waits_makes_it_wait_no_longer(sign_ins, office):
    now = office.now()
    for minute in range(14):
        sign_ins.begin("李四", "x" * 12, now=now + timedelta(minutes=minute))
    assert sign_ins.begin("李四", PASSWORD, now=now + timedelta(minutes=14)) is None
    assert sign_ins.begin("李四", PASSWORD, now=now + timedelta(minutes=15)) is not None


def test_tries_at_the_same_moment_are_no_more_than_one_after_another(sign_ins, office):
    now = office.now()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: sign_ins.begin("李四", "x" * 12, now=now), range(8)))
    assert tried(sign_ins, "李四") == TRIES


def test_no_name_that_nobody_can_be_appointed_by_is_written_down(sign_ins, office):
    endless = "李" * 5000
    assert sign_ins.begin(endless, PASSWORD, now=office.now()) is None
    assert tried(sign_ins, endless) == 0


def tried(sign_ins, name):
    """How many tries of a name are counted."""
    with closing(sqlite3.connect(sign_ins.path)) as database:
        counted = "SELECT count(*) FROM failures WHERE name = ?"
        return database.execute(counted, (name,)).fetchone()[0]


def test_passwords_and_tokens_are_nowhere_in_the_file(client, sign_ins):
    sign_in(client)
    kept = sign_ins.path.read_bytes()
    cookie = client.get_cookie("desk", path="/desk").value
    assert PASSWORD.encode() not in kept
    assert cookie.encode() not in kept
    assert sign_ins.path.stat().st_mode & 0o077 == 0


def test_a_sign_in_gives_a_new_token_and_a_sign_out_ends_it(client):
    client.set_cookie("desk", "brought-along", path="/desk")
    sign_in(client)
    first = client.get_cookie("desk", path="/desk").value
    assert first != "brought-along"
    assert send(client, "/desk/sign-out").status_code == 303
    client.set_cookie("desk", first, path="/desk")
    assert client.get("/desk").status_code == 303


def test_the_cookie_is_for_the_desk_alone_and_no_script_reads_it(client):
    given = sign_in(client).headers["Set-Cookie"]
    assert "HttpOnly" in given
    assert "SameSite=Strict" in given
    assert "Path=/desk" in given


def test_behind_a_proxy_the_site_is_known_by_its_public_address(office, sign_ins):
    site = Site(name="示例县人民政府", address="https://www.example.invalid/")
    public = evolve(office, settings=evolve(office.settings, site=site))
    answer = (
        create_app(public)
        .test_client()
        .post(
            "/desk/sign-in",
            data={"name": "李四", "password": PASSWORD},
            headers={"Origin": "https://www.example.invalid"},
        )
    )
    assert answer.status_code == 303
    assert "Secure" in answer.headers["Set-Cookie"]


def test_an_unused_session_ends(sign_ins, office):
    now = office.now()
    kept = sign_ins.begin("李四", PASSWORD, now=now)
    assert sign_ins.session(kept, now=now + timedelta(minutes=29)).name == "李四"
    assert sign_ins.session(kept, now=now + timedelta(minutes=60)) is None


def test_a_new_password_ends_every_session(sign_ins, office):
    kept = sign_ins.begin("李四", PASSWORD, now=office.now())
    sign_ins.set_password("李四", PASSWORD + "!")
    assert sign_ins.session(kept, now=office.now()) is None


def test_the_desk_is_kept_by_no_cache(client):
    sign_in(client)
    answer = client.get("/desk")
    assert answer.cache_control.no_store
    assert answer.cache_control.private


@pytest.mark.parametrize("sent", ["", "x", "李"])
def test_a_form_without_its_token_changes_nothing(client, office, draft, sent):
    sign_in(client)
    answer = client.post(f"/desk/documents/{draft}/check", data={"token": sent})
    assert answer.status_code == 400
    assert office.review.of(draft) is None


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "https://desk.evil.example:443"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_a_form_of_another_site_is_refused(client, headers):
    fields = {"name": "李四", "password": PASSWORD}
    assert client.post("/desk/sign-in", data=fields, headers=headers).status_code == 400


def test_a_person_without_appointment_finds_nothing_at_the_desk(client, draft):
    sign_in(client, name="王五")
    page = client.get("/desk").get_data(as_text=True)
    assert "教育公告" not in page
    assert client.get(f"/desk/documents/{draft}").status_code == 404


def test_staff_see_the_drafts_of_their_agency_only(client, draft, foreign):
    sign_in(client)
    page = client.get("/desk").get_data(as_text=True)
    assert "教育公告" in page
    assert "卫生公告" not in page
    assert client.get(f"/desk/documents/{draft}").status_code == 200
    hidden = client.get(f"/desk/documents/{foreign}")
    absent = client.get("/desk/documents/no-such")
    assert hidden.status_code == absent.status_code == 404
    assert hidden.data.replace(foreign.encode(), b"no-such") == absent.data


@pytest.mark.parametrize("verb", ["check", "approve", "reject", "release"])
def test_nothing_is_done_with_another_agencys_draft(client, office, foreign, verb):
    sign_in(client)
    head = office.store.head()
    answer = send(client, f"/desk/documents/{foreign}/{verb}", reason="可以")
    assert answer.status_code == 404
    assert office.store.head() == head


def test_a_dismissal_holds_with_the_next_request(client, office, draft):
    sign_in(client)
    assert client.get(f"/desk/documents/{draft}").status_code == 200
    for role in (Role.REVIEWER, Role.PUBLISHER, Role.DRAFTER):
        office.access.dismiss("李四", role, agency=OWN, reason="调离")
    assert client.get(f"/desk/documents/{draft}").status_code == 404


def test_a_draft_goes_the_whole_way_and_is_held_back_until_its_instant(client, office, draft):
    sign_in(client)
    page = f"/desk/documents/{draft}"
    assert send(client, f"{page}/check").status_code == 303
    assert send(client, f"{page}/approve", reason="可以").status_code == 303
    assert send(client, f"{page}/release", not_before="2000-01-01T09:00").status_code == 409
    assert send(client, f"{page}/release", not_before="2099-01-01T09:00").status_code == 303
    assert "2099" in client.get(page).get_data(as_text=True)
    assert list(office.delivery.run()) == []
    assert client.get("/documents").get_data(as_text=True).count("教育公告") == 0


@pytest.mark.parametrize("verb", ["approve", "reject"])
def test_a_decision_is_on_the_text_that_the_page_showed(client, office, draft, verb):
    sign_in(client)
    page = f"/desk/documents/{draft}"
    send(client, f"{page}/check")
    form = f"//form[@action='{page}/{verb}']//input[@name='digest']/@value"
    shown = tree(client.get(page)).xpath(form)[0]
    changed = Document(title="教育公告", text="另一正文", agency=OWN)
    office.documents.change(draft, changed, read_version=1)
    office.review.check(draft)
    sent = {"reason": "可以", "digest": shown}
    assert send(client, f"{page}/{verb}", **sent).status_code == 409
    assert office.review.of(draft).decision is Decision.PENDING
    now = office.documents.record(draft).digest
    assert send(client, f"{page}/{verb}", **{**sent, "digest": now}).status_code == 303


def test_a_refusal_is_told_on_the_page(client, draft):
    sign_in(client)
    answer = send(client, f"/desk/documents/{draft}/release")
    assert answer.status_code == 409
    assert tree(answer).xpath("//p[@role='alert']")


def test_documents_for_programs_show_what_is_on_the_list_of_public_fields(office, publish):
    release = publish(office, Document(title="公开一件", text="正文"))
    client = create_app(office).test_client()
    shown = client.get(f"/documents/{release}.json").get_json()
    assert shown["title"] == "公开一件"
    assert "document" not in shown
    assert client.get("/documents.json").get_json()["documents"] == [shown]
    assert client.get("/documents/no-such.json").status_code == 404
