"""Kill the programs that work in a store at random instants, again and again, and look each time.

The programs are forked, not started, so that hundreds of runs take minutes; each opens the store
itself, and a kill may come while it does.
"""

import os
import random
import selectors
import signal
import time
from collections.abc import Callable, Iterable

from attrs import define, field, frozen
from tests.faults.checking import check
from tests.faults.expected import Expected, Said
from tests.faults.load import work
from tests.faults.places import Place
from tests.faults.telling import Teller, lines

WRITERS = ("one", "other")
LIVES = (1, 4, 25)
"""Through how many kills a store may live, before a new one comes: opening the first time, too."""


@frozen
class Program:
    """A program that works in the store, and the pipe on which it tells what it did."""

    process: int
    pipe: int
    heard: bytearray = field(factory=bytearray)

    def kill(self) -> None:
        os.kill(self.process, signal.SIGKILL)

    def ended(self) -> int:
        """Wait for its end; its exit status, negative for a signal."""
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])


@define
class Report:
    """What the runs came to."""

    kills: int = 0
    server_kills: int = 0
    acknowledged: int = 0
    uncertain_kept: int = 0
    uncertain_lost: int = 0
    void: int = 0
    deliveries: int = 0
    settled: int = 0
    stores: int = 0
    seconds: float = 0

    def add(self, expected: Expected) -> None:
        """Add what a store that is done with had seen."""
        self.stores += 1
        self.acknowledged += expected.acknowledged
        self.uncertain_kept += expected.uncertain_kept
        self.uncertain_lost += expected.uncertain_lost
        self.void += expected.void
        self.deliveries += len(expected.states)
        self.settled += sum(expected.settled.values())


def run(
    new_place: Callable[[], Place],
    kills: int,
    *,
    seed: int,
    tell: Callable[[int], None] = lambda _: None,
) -> Report:
    """Kill so often, on as many stores as that takes.

    Raises:
        AssertionError: something did not hold; the message begins with seed and kill.
    """
    chance = random.Random(seed)
    report = Report()
    began = time.monotonic()
    while report.kills < kills:
        place, expected = new_place(), Expected()
        for _ in range(min(chance.choice(LIVES), kills - report.kills)):
            try:
                _one_kill(place, expected, chance, report)
            except AssertionError as error:
                raise AssertionError(f"seed {seed}, kill {report.kills}: {error}") from error
            tell(report.kills)
        report.add(expected)
    report.seconds = time.monotonic() - began
    return report


def _one_kill(place: Place, expected: Expected, chance: random.Random, report: Report) -> None:
    server_dies = chance.random() < 0.2
    programs = {each: _start(place, each, chance.randrange(10**9)) for each in WRITERS}
    _hear(programs.values(), chance.uniform(0, place.longest))
    report.kills += 1
    if server_dies and place.kill_server():
        report.server_kills += 1
        _hear(programs.values(), 0.05)
        for each in programs.values():  # one that had no connection open may have gone on
            each.kill()
    elif chance.random() < 0.3:  # one goes on for a while without the other
        first, second = chance.sample(WRITERS, 2)
        programs[first].kill()
        _hear([programs[second]], chance.uniform(0, 0.2))
        programs[second].kill()
    else:
        for each in programs.values():
            each.kill()
        server_dies = False
    said = {}
    for writer, program in programs.items():
        _hear_the_rest(program)
        said[writer] = lines(bytes(program.heard))
        _ended_as_it_must(program, said[writer], server_dies)
    check(place, expected, said, chance)


def _ended_as_it_must(program: Program, said: Said, server_died: bool) -> None:
    status = program.ended()
    if server_died:
        assert status in {0, -signal.SIGKILL}, f"a program failed with {status}"
        return
    lost = [each["why"] for each in said if each["what"] == "lost"]
    assert not lost, lost
    assert status == -signal.SIGKILL, f"a program failed with {status}"


def _start(place: Place, writer: str, seed: int) -> Program:
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        status = 1
        try:
            os.close(reading)
            work(place, writer, seed, Teller(writing))
            status = 0
        except BaseException:
            import traceback

            traceback.print_exc()
        finally:
            os._exit(status)
    os.close(writing)
    return Program(process, reading)


def _hear(programs: Iterable[Program], seconds: float) -> None:
    """Listen for so long, so that nobody has to wait with a full pipe."""
    until = time.monotonic() + seconds
    with selectors.DefaultSelector() as listening:
        for each in programs:
            listening.register(each.pipe, selectors.EVENT_READ, each)
        while listening.get_map() and (left := until - time.monotonic()) > 0:
            for key, _ in listening.select(left):
                said = os.read(key.data.pipe, 65536)
                key.data.heard.extend(said)
                if not said:
                    listening.unregister(key.fd)


def _hear_the_rest(program: Program) -> None:
    while said := os.read(program.pipe, 65536):
        program.heard.extend(said)
    os.close(program.pipe)
