"""The exposure census: plants what must stay hidden, walks every door, says what came out.

An application is walked as the public, as somebody who signed in without an appointment, and as
staff of another agency: once with what is public only, then with the hidden things planted. What
an answer holds is searched for the planted words and ids, and both walks are held against each
other: hidden things may change nothing, no count and no header either.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import quote
from wsgiref.types import WSGIApplication

from attrs import field, frozen

from disclosure_core.access.values import PUBLIC
from disclosure_core.catalogue.sheets.writing import ExportFormat
from disclosure_core.office.office import Office
from disclosure_core.testing.census.client import Answer, Client, readable
from disclosure_core.testing.census.doors import Rule, rules_of
from disclosure_core.testing.census.planting import (
    Known,
    Secret,
    appoint_to_another_agency,
    plant_hidden,
    plant_past,
    plant_public,
    with_every_role,
)
from disclosure_core.testing.census.walking import Walk

ABSENT = "zqabsentxv"
"""A word and an id that nothing has."""

MAY_DIFFER = (r"T\d\d:\d\d:\d\d(\.\d+)?", r"\d\d:\d\d:\d\d GMT")
"""The time of day, which differs from one answer to the next."""

_FOLLOW_FROM_BODY = frozenset({"content-length", "etag", "date", "set-cookie"})
"""Headers that are made of the body or of the moment, and say nothing that the body does not."""

SignIn = Callable[[Client, str], None]
"""Signs a reader in as a person."""


@frozen(kw_only=True)
class Leak:
    """One thing that came out (泄露): who got it, where, what it was."""

    viewer: str
    door: str
    what: str

    def __str__(self) -> str:
        return f"{self.viewer}, {self.door}: {self.what}"


@frozen(kw_only=True)
class Census:
    """What a census found (暴露普查).

    Attributes:
        leaks: What came out; nothing is right.
        doors: How many addresses and files were looked at, by viewer.
        planted: What was planted.
    """

    leaks: tuple[Leak, ...]
    doors: dict[str, int]
    planted: tuple[str, ...]


@frozen(kw_only=True)
class _Setting:
    """What all walks of a census share."""

    office: Office
    make_app: Callable[[Office], WSGIApplication]
    rules: tuple[Rule, ...] | None
    starts: tuple[str, ...]
    values: tuple[str, ...]
    differ: re.Pattern[str]
    hosts: frozenset[str] = field(default=frozenset())

    def walk(self, sign_in: Callable[[Client], None] | None, values: Iterable[str]) -> Walk:
        """A walk of a new application over the office as it is now."""
        app = self.make_app(self.office)
        client = Client(app)
        if sign_in is not None:
            sign_in(client)
        rules = rules_of(app) if self.rules is None else self.rules
        return Walk(client, rules, self.hosts).through((*self.values, *values), self.starts)

    def plain(self, answer: Answer, *echoed: str) -> tuple[object, ...]:
        """What two answers are compared by: what may differ and what was asked for is masked."""
        text = answer.text
        headers = "\n".join(
            f"{key.lower()}: {value}"
            for key, value in sorted(answer.headers)
            if key.lower() not in _FOLLOW_FROM_BODY
        )
        for each in echoed:
            for spelled in {each, quote(each, safe=""), quote(each)}:
                text, headers = text.replace(spelled, "…"), headers.replace(spelled, "…")
        return answer.status, self.differ.sub("…", headers), self.differ.sub("…", text)


def exposure_census(
    office: Office,
    make_app: Callable[[Office], WSGIApplication],
    *,
    sign_in: SignIn | None = None,
    rules: Iterable[Rule] | None = None,
    starts: Iterable[str] = ("/",),
    values: Iterable[str] = (),
    may_differ: Iterable[str] = (),
    files: Callable[[Office], Iterable[Path]] = lambda _: (),
) -> Census:
    """Walk an application over an office of its own and say what comes out that must not.

    The office is changed: give a new one, in a folder of the test's own.

    Args:
        office: An open office.
        make_app: Makes the application of an office; asked anew for every walk.
        sign_in: Signs a reader in as a person; without it only the public walks.
        rules: The application's routes, where it does not tell them by ``url_map``.
        starts: Where links are followed from.
        values: What else to fill into routes, such as the id of an item or a region.
        may_differ: Regular expressions of what differs between two answers by right, such as a
            checkpoint of the journal.
        files: Writes or names files that leave the office; the exports of the catalogue and what
            channels write are looked through anyway.
    """
    office = with_every_role(office)
    known = plant_public(office)
    past = tuple(plant_past(office))
    setting = _Setting(
        office=office,
        make_app=make_app,
        rules=None if rules is None else tuple(rules),
        starts=tuple(starts),
        values=(*values, known.release, ABSENT),
        differ=re.compile("|".join((*MAY_DIFFER, *may_differ))),
        hosts=frozenset(host for host in [_host(office.settings.site.address)] if host is not None),
    )
    viewers = tuple(_viewers(office, sign_in, known))
    before = [setting.walk(each.enter, ()) for each in viewers]
    hidden = tuple(plant_hidden(office))
    secrets = (*past, *hidden)
    ids = tuple(one for each in secrets for one in each.ids)
    leaks: list[Leak] = []
    doors: dict[str, int] = {}
    for viewer, earlier in zip(viewers, before, strict=True):
        walk = setting.walk(viewer.enter, ids)
        leaks += _Look(setting, viewer, walk, secrets).leaks(earlier)
        doors[viewer.name] = len(walk.answers)
    written = tuple(_written(office, files))
    leaks += _in_files(written, secrets)
    doors["files"] = len(written)
    return Census(
        leaks=tuple(dict.fromkeys(leaks)),
        doors=doors,
        planted=tuple(each.name for each in secrets),
    )


def _host(address: str) -> str | None:
    found = re.match(r"https?://([^/:]+)", address)
    return found[1] if found else None


@frozen(kw_only=True)
class _Viewer:
    """Somebody who walks: how they enter, and words that they must find, or the walk is blind."""

    name: str
    finds: tuple[str, ...]
    enter: Callable[[Client], None] | None = None


def _viewers(office: Office, sign_in: SignIn | None, known: Known) -> Iterator[_Viewer]:
    yield _Viewer(name="public", finds=(known.words,))
    if sign_in is None:
        return
    nobody, other = "census-nobody", "census-other-agency"
    own = appoint_to_another_agency(office, other)
    yield _Viewer(
        name="signed in, not appointed",
        finds=(known.words,),
        enter=lambda client: sign_in(client, nobody),
    )
    if own is not None:
        yield _Viewer(
            name="staff of another agency",
            finds=(known.words, own),
            enter=lambda client: sign_in(client, other),
        )


@frozen
class _Look:
    """Looks through what one viewer was answered."""

    setting: _Setting
    viewer: _Viewer
    walk: Walk
    secrets: tuple[Secret, ...]

    def leaks(self, before: Walk) -> Iterator[Leak]:
        for words in self.viewer.finds:
            if not any(words in each.text.lower() for each in self.walk.answers.values()):
                yield self._leak("/", f"the walk is blind: it does not find {words}, as it should")
        for path, answer in self.walk.answers.items():
            yield from self._words_in(path, answer)
        yield from self._differences(before)
        yield from self._hidden_and_absent()

    def _leak(self, door: str, what: str) -> Leak:
        return Leak(viewer=self.viewer.name, door=door, what=what)

    def _words_in(self, path: str, answer: Answer) -> Iterator[Leak]:
        """Words and ids in status, headers and body, but for those that were asked for."""
        shown = "\n".join((*(f"{k}: {v}" for k, v in answer.headers), answer.text)).lower()
        for secret in self.secrets:
            for each in (*secret.words, *secret.ids):
                if each.lower() in shown and each.lower() not in path.lower():
                    kind = "words" if each in secret.words else "the id"
                    yield self._leak(path, f"{kind} of what is hidden: {secret.name}")

    def _differences(self, before: Walk) -> Iterator[Leak]:
        """Answers that are others since there is something hidden."""
        for path, answer in before.answers.items():
            now = self.walk.answers.get(path)
            if now is None:
                now = self.walk.client.get(path)
            if self.setting.plain(now) != self.setting.plain(answer):
                yield self._leak(path, "answers otherwise since something hidden was planted")
        ids = self._ids()
        for path in self.walk.answers.keys() - before.answers.keys():
            if not any(each in path for each in ids):
                yield self._leak(path, "an address that was not there before")

    def _hidden_and_absent(self) -> Iterator[Leak]:
        """Whatever is asked about something hidden is answered as about what is not there."""
        for hidden in self._ids():
            for path in [each for each in self.walk.answers if hidden in each]:
                yield from self._same(path, path.replace(hidden, ABSENT), hidden)
            yield from self._posted(hidden)
        words = [word for each in self.secrets for word in each.words[:2]]
        for word in words:
            for asked, absent in zip(
                (*self.walk.searches(word), *self.walk.queries(word)),
                (*self.walk.searches(ABSENT), *self.walk.queries(ABSENT)),
                strict=True,
            ):
                yield from self._same(asked, absent, word)

    def _ids(self) -> tuple[str, ...]:
        return tuple(one for each in self.secrets for one in each.ids)

    def _same(self, asked: str, absent: str, echoed: str) -> Iterator[Leak]:
        shown = self.setting.plain(self._answer(asked), echoed)
        if shown != self.setting.plain(self._answer(absent), ABSENT):
            yield self._leak(asked, "hidden and absent are answered otherwise")

    def _answer(self, path: str) -> Answer:
        return self.walk.answers.get(path) or self.walk.client.get(path)

    def _posted(self, hidden: str) -> Iterator[Leak]:
        """Forms sent about something hidden: answered as about what is not there, and no change."""
        store, client = self.setting.office.store, self.walk.client
        for asked, absent in zip(self.walk.posts(hidden), self.walk.posts(ABSENT), strict=True):
            head = store.head()
            shown = self.setting.plain(client.post(asked), hidden)
            if store.head() != head:
                yield self._leak(f"POST {asked}", "something hidden was changed")
            if shown != self.setting.plain(client.post(absent), ABSENT):
                yield self._leak(f"POST {asked}", "hidden and absent are answered otherwise")


def _written(
    office: Office, files: Callable[[Office], Iterable[Path]]
) -> Iterator[tuple[str, bytes]]:
    """What leaves the office as files: what channels wrote, the catalogue, what else is named."""
    public = office.as_actor(PUBLIC)
    for each in ExportFormat:
        yield f"catalogue.{each}", public.tables.export(each)
    paths = [office.settings.folder / "channels", *files(public)]
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                yield str(file), file.read_bytes()


def _in_files(written: Iterable[tuple[str, bytes]], secrets: Iterable[Secret]) -> Iterator[Leak]:
    for name, contents in written:
        shown = readable(contents).lower()
        for secret in secrets:
            if any(each.lower() in shown for each in (*secret.words, *secret.ids)):
                yield Leak(viewer="files", door=name, what=f"holds what is hidden: {secret.name}")
