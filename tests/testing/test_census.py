"""The exposure census finds a leak at every kind of door, and none in what is tight."""

import json
from collections.abc import Iterable
from urllib.parse import parse_qs

import pytest

from disclosure_core.access.values import PUBLIC, Actor, Role
from disclosure_core.errors import DisclosureError, NotFoundError
from disclosure_core.messages import Message
from disclosure_core.office.office import Office, open_office
from disclosure_core.publication.values import ReleaseState, Site
from disclosure_core.records.values import Query
from disclosure_core.settings import Settings
from disclosure_core.testing.census import Rule, exposure_census

EVERYTHING = Actor(name="王主任", roles=frozenset(Role))

RULES = (
    Rule("/"),
    Rule("/documents"),
    Rule("/documents/<id>"),
    Rule("/documents/<id>/history"),
    Rule("/api/documents"),
    Rule("/feed.atom"),
    Rule("/search"),
    Rule("/short/<id>"),
    Rule("/desk"),
    Rule("/desk/<id>"),
    Rule("/desk/<id>/approve", frozenset({"POST"})),
)


class Portal:
    """A tiny application on an office; ``leak`` names the one door that is not tight."""

    def __init__(self, office: Office, leak: str = "") -> None:
        self.office, self.leak = office, leak

    def __call__(self, environ, start_response) -> Iterable[bytes]:
        cookies = environ.get("HTTP_COOKIE", "")
        person = parse_qs(cookies).get("who", [None])[0]
        actor = self.office.access.actor(person) if person else PUBLIC
        self.seen = self.office.as_actor(actor)
        self.headers = [("Content-Type", "text/html; charset=utf-8")]
        try:
            status, body = self.answer(environ)
        except DisclosureError:
            status, body = "404 Not Found", "nothing here"
            if self.leak == "error page":
                body = self.told(environ["PATH_INFO"])
        start_response(status, self.headers)
        return [body if isinstance(body, bytes) else body.encode()]

    def told(self, path: str) -> str:
        """An error page that says more of what is hidden than of what is absent."""
        name = path.rpartition("/")[2]
        hidden = self.office.publication.find(where={"document": name}).records
        return "you may not see this" if hidden else "nothing here"

    def open_to(self, *doors: str) -> Office:
        """The office as the reader sees it; all of it where that door leaks."""
        return self.office if self.leak in doors else self.seen

    def answer(self, environ) -> tuple[str, str | bytes]:
        path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
        query = parse_qs(environ["QUERY_STRING"])
        first, _, rest = path.strip("/").partition("/")
        name, _, verb = rest.partition("/")
        if first == "sign-in":
            self.headers.append(("Set-Cookie", f"who={query['who'][0]}; Path=/"))
            return "200 OK", "hello"
        if first == "desk":
            return self.desk(name, verb, method)
        if first == "short":
            return self.short(name)
        if first == "documents" and name:
            return self.document(name, verb)
        return getattr(self, path.strip("/").replace("/", "_").replace(".", "_") or "front")(query)

    def front(self, _) -> tuple[str, str]:
        office = self.open_to("count")
        total = office.store.count(Query(kind="core:release"), visible=office.visible)
        if self.leak == "header":
            self.headers.append(("X-Newest", self.titles(self.office)[0]))
        form = '<form action="/search"><input name="q"></form>'
        return "200 OK", f'{total}<a href="/documents">all</a><a href="/desk">desk</a>{form}'

    def titles(self, office: Office, **asked) -> list[str]:
        query = Query(kind="core:release", **asked)
        return [
            each.body["title"]
            for each in office.store.each(query, visible=office.visible)
            if each.body["state"] == ReleaseState.PUBLISHED
        ]

    def documents(self, _) -> tuple[str, str]:
        releases = self.open_to("page").publication.find(limit=50).records
        links = (f'<a href="/documents/{each.id}">{each.body["title"]}</a>' for each in releases)
        return "200 OK", "".join(links)

    def document(self, name: str, verb: str) -> tuple[str, str]:
        if verb == "history":
            office = self.open_to("history")
            kept = office.store.history("core:release", name, visible=office.visible)
            if not kept:
                raise NotFoundError(Message("There is no record {name}.", name="x"))
            return "200 OK", kept[0 if self.leak == "history" else -1].body["text"]
        release = self.open_to("known address").publication.released(name)
        return "200 OK", f"{release.title} {release.text}"

    def api_documents(self, _) -> tuple[str, str]:
        self.headers[0] = ("Content-Type", "application/json")
        return "200 OK", json.dumps({"documents": self.titles(self.open_to("api"))})

    def feed_atom(self, _) -> tuple[str, str]:
        self.headers[0] = ("Content-Type", "application/atom+xml")
        return "200 OK", "".join(f"<t>{each}</t>" for each in self.titles(self.open_to("feed")))

    def sitemap_xml(self, _) -> tuple[str, str]:
        self.headers[0] = ("Content-Type", "application/xml")
        found = self.open_to("sitemap").publication.find(limit=50).records
        return "200 OK", "".join(f"<loc>/documents/{each.id}</loc>" for each in found)

    def robots_txt(self, _) -> tuple[str, str]:
        return "200 OK", "User-agent: *"

    def search(self, query) -> tuple[str, str]:
        words = query.get("q", [""])[0]
        found = self.titles(self.open_to("search"), search=words or None)
        return "200 OK", f"{words}: {len(found)}"

    def short(self, name: str) -> tuple[str, str]:
        release = self.open_to("redirect").publication.released(name)
        self.headers.append(("Location", f"/documents/{name}?title={release.title[3:]}"))
        return "302 Found", ""

    def desk(self, name: str, verb: str, method: str) -> tuple[str, str]:
        if not self.seen.actor.is_staff:
            raise NotFoundError(Message("There is no record {name}.", name="x"))
        office = self.open_to("desk")
        if verb == "approve" and method == "POST":
            self.open_to("post").review.approve(name, reason="census")
            return "200 OK", "done"
        if name:
            return "200 OK", office.documents.document(name).title
        drafts = office.documents.newest().records
        return "200 OK", "".join(f'<a href="/desk/{each.id}">draft</a>' for each in drafts)


@pytest.fixture
def office(tmp_path):
    settings = Settings(
        name="示例县政务公开办公室",
        folder=tmp_path / "office",
        site=Site(name="示例县人民政府", address="https://example.invalid"),
    )
    with open_office(settings, actor=EVERYTHING) as office:
        yield office


def sign_in(client, person):
    assert client.get(f"/sign-in?who={person}").status == 200


def census(office, leak="", **more):
    return exposure_census(
        office, lambda it: Portal(it, leak), sign_in=sign_in, rules=RULES, **more
    )


def test_a_tight_application_leaks_nothing(office):
    found = census(office)
    assert found.leaks == ()
    assert set(found.planted) == {
        *("withdrawn", "redacted", "draft", "agency-0", "approved", "undelivered", "embargoed"),
    }
    assert all(found.doors.values())
    assert set(found.doors) == {
        *("public", "signed in, not appointed", "staff of another agency", "files"),
    }


@pytest.mark.parametrize(
    ("leak", "door"),
    [
        ("page", "/documents"),
        ("known address", "/documents/"),
        ("api", "/api/documents"),
        ("feed", "/feed.atom"),
        ("sitemap", "/sitemap.xml"),
        ("count", "/"),
        ("search", "/search"),
        ("header", "/"),
        ("redirect", "/short/"),
        ("error page", "/documents/"),
        ("history", "/history"),
    ],
)
def test_a_leak_at_a_door_is_found_by_the_public(office, leak, door):
    found = census(office, leak).leaks
    assert any(each.viewer == "public" and door in each.door for each in found), found


@pytest.mark.parametrize(("leak", "door"), [("desk", "/desk"), ("post", "POST /desk/")])
def test_a_leak_between_agencies_is_found(office, leak, door):
    found = census(office, leak).leaks
    assert {each.viewer for each in found} == {"staff of another agency"}
    assert any(door in each.door for each in found)


def test_a_file_that_holds_a_draft_is_found(office, tmp_path):
    def export(_):
        path = tmp_path / "all.json"
        drafts = office.documents.newest().records
        path.write_text(json.dumps([each.body["title"] for each in drafts]), "utf-8")
        return [path]

    found = census(office, files=export).leaks
    assert {each.viewer for each in found} == {"files"}


def test_an_application_that_shows_nothing_at_all_is_no_proof(office):
    def silent(_):
        def app(environ, start_response):
            start_response("404 Not Found", [("Content-Type", "text/plain")])
            return [b""]

        return app

    found = exposure_census(office, silent, rules=RULES).leaks
    assert ["blind" in each.what for each in found] == [True]


def test_a_sign_in_that_does_not_work_is_no_proof(office):
    found = exposure_census(office, Portal, sign_in=lambda *_: None, rules=RULES).leaks
    assert [(each.viewer, "blind" in each.what) for each in found] == [
        ("staff of another agency", True)
    ]
