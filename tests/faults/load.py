"""The mixed load of one program: puts, removals, batches, deliveries, searches, backups (混合负载).

Two of them work in the same store. Each has records of its own, and both count up one record; each
change also notes its number in the same transaction, so that one sees afterwards which changes are
there, whole.
"""

import random
import time
import traceback
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.faults.places import Place
from tests.faults.telling import Teller

from disclosure_core.errors import StaleVersionError, StoreError
from disclosure_core.records.store import Store
from disclosure_core.records.values import Change, Claim, Query, RecordKind

NOTICE = RecordKind(
    name="faults:notice",
    value=dict,
    public=True,
    search_text=("title", "number", "text"),
    columns=("agency", "year"),
)
NOTE = RecordKind(name="faults:note", value=dict)
"""Which change of a writer came last, and the common counter."""

VISIT = RecordKind(name="faults:visit", value=dict, search_text=("matter",), personal=("visitor",))
"""Records with a personal field, which is erased now and then."""

KINDS = (NOTICE, NOTE, VISIT)
COUNTER = "counter"
EVERYTHING = frozenset({"public", "staff"})
WITH_PERSONAL = EVERYTHING | {"personal"}

WORDS = (
    *("预算", "决算", "公开", "公示", "办法", "通知", "义务教育", "招生", "学区", "临时救助"),
    *("社会保险", "补贴", "征地", "补偿", "安置", "行政处罚", "许可", "目录", "政策", "解读"),
    *("纪要", "食品", "安全", "抽检", "环境", "监测", "扶贫", "项目", "资金", "养老", "服务"),
)
AGENCIES = ("财政局", "教育局", "民政局", "人社局")
LEASE = timedelta(milliseconds=150)


def work(place: Place, writer: str, seed: int, teller: Teller) -> None:
    """Change the store until somebody kills this program, or the database is gone."""
    chance = random.Random(seed)
    try:
        with closing(place.open(*KINDS)) as store:
            teller.say("opened")
            desk = _Desk(store, writer, chance, teller)
            while True:
                desk.turn(place.folder)
    except StoreError as error:
        teller.say("lost", why="".join(traceback.format_exception(error)))


class _Desk:
    """One writer's next change, and what the writer's own records are by now."""

    def __init__(self, store: Store, writer: str, chance: random.Random, teller: Teller) -> None:
        self._store = store
        self._writer = writer
        self._chance = chance
        self._teller = teller
        self._number = noted(store, writer)
        self._own = {
            record.id: dict(record.body)
            for record in store.each(Query(kind=NOTICE.name), visible=EVERYTHING)
            if record.id.startswith(f"{writer}-")
        }

    def turn(self, folder: Path) -> None:
        dice = self._chance.random()
        if dice < 0.03:
            self._back_up(folder)
        elif dice < 0.15:
            self._search()
        elif dice < 0.35:
            self._deliver()
        elif dice < 0.5:
            self._visit()
        else:
            self._change()

    def _change(self) -> None:
        count = self._chance.choice((1, 1, 2, 3, 8, 60))
        puts = [
            [self._some_id(), _body(self._chance), self._chance.choice(("public", "staff"))]
            for _ in range(count)
        ]
        put = {each[0] for each in puts}
        gone = [each for each in self._own if each not in put]
        removes = self._chance.sample(gone, k=min(len(gone), self._chance.choice((0, 0, 1, 4))))
        enqueues = [
            f"{self._writer}-{self._number + 1}-{index}"
            for index in range(self._chance.choice((0, 0, 1, 3)))
        ]
        counted = self._chance.random() < 0.3
        done = self._attempt(puts=puts, removes=removes, enqueues=enqueues, counted=counted)
        if done:
            for id in removes:
                del self._own[id]
            self._own.update({id: body for id, body, _ in puts})

    def _visit(self) -> None:
        """Take down a visit, or erase who the visitors of an older one were."""
        id = f"{self._writer}-{self._chance.randrange(12)}"
        if self._chance.random() < 0.4:
            if self._store.history(VISIT.name, id, visible=EVERYTHING):
                self._attempt(erases=[id])
            return
        visitor = f"欧阳{self._writer}{self._number + 1:06}"
        matter = self._chance.choice(WORDS)
        self._attempt(visits=[[id, {"matter": matter, "visitor": visitor}]])

    def _deliver(self) -> None:
        now = datetime.now(UTC)
        claims = self._store.claim(now=now, lease_until=now + LEASE, limit=4)
        if not claims:
            return
        self._teller.say("claimed", claims=[[each.key, each.number] for each in claims])
        if self._chance.random() < 0.1:
            time.sleep(LEASE.total_seconds())  # slow enough that somebody else takes over
        states = [self._chance.choice(("delivered", "delivered", "pending")) for _ in claims]
        self._attempt(settled=claims, states=states)

    def _attempt(
        self,
        *,
        puts: list[list[Any]] = [],  # noqa: B006 - never changed
        removes: list[str] = [],  # noqa: B006
        enqueues: list[str] = [],  # noqa: B006
        counted: bool = False,
        settled: tuple[Claim, ...] = (),
        states: list[str] = [],  # noqa: B006
        visits: list[list[Any]] = [],  # noqa: B006
        erases: list[str] = [],  # noqa: B006
    ) -> bool:
        number = self._number = self._number + 1
        self._teller.say(
            "tried",
            number=number,
            puts=puts,
            removes=removes,
            enqueues=enqueues,
            counted=counted,
            visits=visits,
            erases=erases,
            settles=[
                [claim.key, claim.number, state]
                for claim, state in zip(settled, states, strict=True)
            ],
        )
        change = Change(
            who=self._writer, role="drafter", why=f"change {number}", at=datetime.now(UTC)
        )
        seen = self._counter() if counted else None
        try:
            with self._store.transaction(change) as writing:
                for id, body, visibility in puts:
                    writing.put(NOTICE.name, id, body, visibility=visibility)
                for id in removes:
                    writing.remove(NOTICE.name, id)
                for id, body in visits:
                    writing.put(VISIT.name, id, body, visibility="staff")
                for id in erases:
                    writing.erase(VISIT.name, id)
                for key in enqueues:
                    assert writing.enqueue(key, {"key": key}, release=key, due_at=change.at)
                for claim, state in zip(settled, states, strict=True):
                    writing.settle(claim, {"key": claim.key}, state=state, due_at=change.at)
                if seen is not None:
                    version, count = seen
                    writing.put(
                        NOTE.name,
                        COUNTER,
                        {"count": count + 1},
                        visibility="staff",
                        expected_version=version,
                    )
                writing.put(NOTE.name, self._writer, {"number": number}, visibility="staff")
        except StaleVersionError:
            self._teller.say("void", number=number)
            return False
        self._teller.say("done", number=number)
        head = self._store.head()
        assert head is not None
        self._teller.say("head", sequence=head.sequence, digest=head.digest)
        return True

    def _counter(self) -> tuple[int, int]:
        """Version and count of the common counter, read before the change that raises it."""
        versions = self._store.history(NOTE.name, COUNTER, visible=EVERYTHING)
        return (versions[-1].version, versions[-1].body["count"]) if versions else (0, 0)

    def _search(self) -> None:
        word = self._chance.choice(WORDS)
        found = {
            each.id
            for each in self._store.each(Query(kind=NOTICE.name, search=word), visible=EVERYTHING)
            if each.id.startswith(f"{self._writer}-")
        }
        assert found == {id for id, body in self._own.items() if contains(body, word)}, word

    def _back_up(self, folder: Path) -> None:
        path = folder / f"backup-{self._writer}-{self._number}-{self._chance.randrange(10**9)}.db"
        self._teller.say("backing up", name=path.name)
        self._store.backup(path)
        self._teller.say("backed up", name=path.name)

    def _some_id(self) -> str:
        return f"{self._writer}-{self._chance.randrange(120)}"


def noted(store: Store, writer: str) -> int:
    """The number of a writer's last change that is in the store."""
    with suppress(LookupError):
        return int(store.history(NOTE.name, writer, visible=EVERYTHING)[-1].body["number"])
    return 0


def _body(chance: random.Random) -> dict[str, Any]:
    long = chance.random() < 0.05
    return {
        "title": "".join(chance.choices(WORDS, k=3)),
        "number": f"长政办发〔{chance.randrange(2019, 2027)}〕{chance.randrange(1, 90)}号",
        "agency": chance.choice(AGENCIES),
        "year": chance.randrange(2019, 2027),
        "text": "".join(chance.choices(WORDS, k=3000 if long else 12)),
    }


def contains(body: dict[str, Any], word: str) -> bool:
    """Brute force: whether a word stands in what is searched."""
    return any(word in str(body.get(key, "")) for key in NOTICE.search_text)
