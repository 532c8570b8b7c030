"""Hold a store after a kill against what must be in it."""

import random
import shutil
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path

from tests.faults.expected import Expected, Said
from tests.faults.load import (
    AGENCIES,
    COUNTER,
    EVERYTHING,
    KINDS,
    NOTE,
    NOTICE,
    VISIT,
    WITH_PERSONAL,
    WORDS,
    noted,
)
from tests.faults.places import Place

from disclosure_core.records.personal import ERASED, WITHHELD
from disclosure_core.records.store import Store
from disclosure_core.records.values import OUTBOX, Checkpoint, Query
from disclosure_core.store.sqlite import open_sqlite_store

PUBLIC = frozenset({"public"})


def check(place: Place, expected: Expected, said: dict[str, Said], chance: random.Random) -> None:
    """Everything that must hold; nothing that was killed holds anybody up.

    Raises:
        AssertionError: something is lost, doubled, half there, or does not agree.
    """
    place.wait_for_the_dead()
    with closing(place.open(*KINDS)) as store:
        for writer, each in said.items():
            expected.follow(writer, each, noted(store, writer))
        expected.settle([*said.items()])
        _records(store, expected)
        _found(store, expected, chance)
        _visits(store, expected)
        _deliveries(store, expected)
        _journal(store, expected)
    place.sound()
    place.nothing_left_of(expected.erased)
    _backups(place, said)


def _records(store: Store, expected: Expected) -> None:
    kept = {each.id: each for each in store.each(Query(kind=NOTICE.name), visible=EVERYTHING)}
    assert {id: each.body for id, each in kept.items()} == expected.bodies
    assert {id: each.visibility for id, each in kept.items()} == expected.visibilities
    assert {id: each.version for id, each in kept.items()} == {
        id: expected.versions[id] for id in kept
    }
    with suppress(LookupError):
        count = store.history(NOTE.name, COUNTER, visible=EVERYTHING)[-1].body["count"]
        assert count == expected.count, "an update of the counter was lost"


def _found(store: Store, expected: Expected, chance: random.Random) -> None:
    for word in (*chance.sample(WORDS, 5), *chance.choice(WORDS)):
        query = Query(kind=NOTICE.name, search=word, limit=1000)
        found = {each.id for each in store.each(query, visible=EVERYTHING)}
        assert found == expected.answering(word), f"search for {word}"
        public = {id for id in found if expected.visibilities[id] == "public"}
        assert {each.id for each in store.each(query, visible=PUBLIC)} == public
        assert store.count(query, visible=PUBLIC) == len(public)
    agency = chance.choice(AGENCIES)
    query = Query(kind=NOTICE.name, where={"agency": agency})
    assert {each.id for each in store.each(query, visible=EVERYTHING)} == {
        id for id, body in expected.bodies.items() if body["agency"] == agency
    }


def _visits(store: Store, expected: Expected) -> None:
    for id, bodies in expected.visits.items():
        history = store.history(VISIT.name, id, visible=WITH_PERSONAL)
        assert [each.body for each in history] == bodies, "personal fields"
        withheld = store.history(VISIT.name, id, visible=EVERYTHING)
        assert {each.body["visitor"] for each in withheld} <= {WITHHELD, ERASED}


def _deliveries(store: Store, expected: Expected) -> None:
    kept = {each.key: each.state for each in store.deliveries()}
    assert kept == expected.states, "the outbox lost, doubled or changed a delivery"
    journaled = Counter(each.id for each in store.journal() if each.kind == OUTBOX)
    assert journaled == {key: 1 + times for key, times in expected.settled.items()}


def _journal(store: Store, expected: Expected) -> None:
    heads = [Checkpoint(*each) for each in sorted(expected.heads.items())]
    reached = store.verify(heads[-20:])
    assert not heads or reached.sequence >= heads[-1].sequence


def _backups(place: Place, said: dict[str, Said]) -> None:
    """A backup that was acknowledged is there; each that has its name is a whole store."""
    names = {line["name"] for each in said.values() for line in each if line["what"] == "backed up"}
    there: set[str] = set()
    for path in [*place.folder.glob("backup-*")]:
        if path.suffix == ".db":
            there.add(path.name)
            with closing(open_sqlite_store(path, KINDS)) as copy:
                copy.verify()
        _forget(path)
    assert names <= there, "a backup that was acknowledged is not there"


def _forget(path: Path) -> None:
    for each in path.parent.glob(f"{path.name}*"):
        if each.is_dir():  # of a program that was killed while it wrote a backup
            shutil.rmtree(each)
        else:
            each.unlink()
