"""Pages in Chromium, on a desk and on a phone: no axe violations, nothing to scroll sideways."""

from collections.abc import Iterator
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from disclosure_core import Actor, Document, Role
from disclosure_core.publication.values import ReleaseState
from disclosure_portal import create_app
from disclosure_portal.sign_in import sign_ins_of

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

PATHS = {  # English last: its cookie stays for the rest of a visit
    "guide": "/",
    "domains": "/domains",
    "domain": "/domains/china:planning",
    "item": "/items/china:planning-master-plan",
    "domain, chosen": "/domains/china:planning?phase=service",
    "item with a history of due days": "/items/changsha:website-monitoring-results",
    "item left out": "/items/china:planning-township-plan",
    "towns": "/towns",
    "town": "/towns/changsha:langli",
    "item of a town": "/towns/changsha:langli/items/china:planning-village-plan",
    "organisation": "/organisation",
    "place": "/organisation/changsha:langli",
    "agency": "/organisation/changsha:education",
    "measures": "/measures",
    "measure": "/measures/lag?by=agency",
    "measure, not counted": "/measures/coverage?list=excluded",
    "reported figures": "/reported",
    "documents": "/documents",
    "document": "/documents/{document}",
    "withdrawn": "/documents/{withdrawn}",
    "search": "/search?q=规划",
    "search that finds nothing": "/search?q=没有这样的词",
    "coverage": "/coverage",
    "bulletin": "/coverage/bulletin",
    "sign in": "/desk/sign-in",
    "not found": "/nothing",
    "guide in English": "/?lang=en",
}


@pytest.fixture(scope="module")
def address(app) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser(chromium) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def ids(sample):
    staff = sample.as_actor(Actor(name="staff", roles=frozenset(Role)))
    withdrawn = staff.publication.find(where={"state": ReleaseState.WITHDRAWN.value}).records[0]
    return {
        "document": sample.publication.published(limit=1).releases[0].id,
        "withdrawn": withdrawn.id,
    }


@pytest.mark.parametrize(("width", "colours"), [(1280, "light"), (360, "light"), (360, "dark")])
def test_no_page_breaks_a_rule_of_accessibility(browser, address, ids, width, colours):
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=colours, reduced_motion="reduce"
    )
    page = context.new_page()
    broken = {}
    for name, path in PATHS.items():
        page.goto(address + path.format(**ids))
        found = Axe().run(page, options=RULES).response["violations"]
        if found:
            broken[name] = [
                (rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found
            ]
    context.close()
    assert broken == {}


@pytest.fixture
def desk(office):
    """The address of a portal at whose desk somebody with every role can sign in."""
    for role in (Role.REVIEWER, Role.PUBLISHER, Role.DRAFTER):
        office.access.appoint("李四", role)
    sign_ins_of(office.settings.folder).set_password("李四", "correct horse battery")
    office.documents.draft(Document(title="教育公告", text="正文"))
    server = make_server("127.0.0.1", 0, create_app(office), threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/desk"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("width", [1280, 360])
def test_a_draft_goes_over_the_desk_and_no_page_of_it_breaks_a_rule(browser, desk, width):
    page = browser.new_page(viewport={"width": width, "height": 800}, java_script_enabled=True)
    page.goto(desk)
    page.get_by_label("姓名").fill("李四")
    page.get_by_label("密码").fill("correct horse battery")
    page.get_by_role("button", name="登录").click()
    broken = {"desk": Axe().run(page, options=RULES).response["violations"]}
    page.get_by_role("link", name="教育公告").click()
    page.get_by_role("button", name="规则检查").click()
    broken["checked"] = Axe().run(page, options=RULES).response["violations"]
    page.get_by_role("button", name="通过").click()
    page.get_by_label("定时发布").fill("2099-01-01T09:00")
    page.get_by_role("button", name="发布", exact=True).click()
    assert "2099" in page.content()
    broken["released"] = Axe().run(page, options=RULES).response["violations"]
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(over) == 0
    page.close()
    assert {name: [each["id"] for each in found] for name, found in broken.items() if found} == {}


@pytest.mark.parametrize("width", [360, 320])
def test_no_page_scrolls_sideways_on_a_phone(browser, address, ids, width):
    page = browser.new_page(viewport={"width": width, "height": 740})
    for name, path in PATHS.items():
        page.goto(address + path.format(**ids))
        over = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert over == 0, name
    page.close()


def test_a_search_goes_from_the_keyboard_to_a_document(browser, address):
    page = browser.new_page(viewport={"width": 1280, "height": 800}, java_script_enabled=False)
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "跳到正文"
    page.get_by_role("searchbox").fill("招生范围")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="【示例】2026年城区小学招生范围公告").click()
    assert page.get_by_role("heading", level=1).inner_text() == "【示例】2026年城区小学招生范围公告"
    page.close()


def test_nothing_is_asked_of_another_site(browser, address, ids):
    page = browser.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for path in PATHS.values():
        page.goto(address + path.format(**ids))
    page.close()
    assert [each for each in asked if not each.startswith(address)] == []


def test_a_printed_document_keeps_its_qr_code_and_drops_the_navigation(browser, address, ids):
    page = browser.new_page()
    page.goto(f"{address}/documents/{ids['document']}")
    page.emulate_media(media="print")
    assert page.locator(".qr-code").is_visible()
    assert not page.locator(".nav").is_visible()
    page.close()
