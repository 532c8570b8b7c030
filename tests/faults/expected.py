"""What must be in the store after a kill, from what the killed programs had said (应有状态).

A change that was acknowledged is there. The one that was under way is there whole, or not at all:
which, the number noted with it says. Everything else follows.
"""

from typing import Any

from attrs import Factory, define
from tests.faults.load import contains

from disclosure_core.records.personal import ERASED

Said = list[dict[str, Any]]


@define
class Expected:
    """The records, deliveries and counters of all rounds so far.

    Attributes:
        bodies: Notices that stand, by id.
        visibilities: Theirs.
        versions: How many versions every notice ever had.
        numbers: The number of each writer's last change.
        count: The common counter.
        states: The state of every delivery.
        settled: How often each was settled.
        heads: Ends of the journal that somebody saw.
        visits: The bodies of every version of records with a personal field, oldest first.
        erased: Visitors of whom nothing may be left.
    """

    bodies: dict[str, dict[str, Any]] = Factory(dict)
    visibilities: dict[str, str] = Factory(dict)
    versions: dict[str, int] = Factory(dict)
    numbers: dict[str, int] = Factory(dict)
    count: int = 0
    states: dict[str, str] = Factory(dict)
    settled: dict[str, int] = Factory(dict)
    heads: dict[int, str] = Factory(dict)
    visits: dict[str, list[dict[str, Any]]] = Factory(dict)
    erased: set[str] = Factory(set)
    acknowledged: int = 0
    uncertain_kept: int = 0
    uncertain_lost: int = 0
    void: int = 0

    def follow(self, writer: str, said: Said, noted: int) -> None:
        """Take in what a writer said until it was killed; ``noted`` is what the store has of it."""
        tried: dict[int, dict[str, Any]] = {}
        for each in said:
            match each["what"]:
                case "tried":
                    tried[each["number"]] = each
                case "void":
                    del tried[each["number"]]
                    self.void += 1
                case "done":
                    self._apply(tried.pop(each["number"]))
                    self.numbers[writer] = each["number"]
                    self.acknowledged += 1
                case "head":
                    before = self.heads.setdefault(each["sequence"], each["digest"])
                    assert before == each["digest"], "two programs saw two journals"
        assert len(tried) <= 1
        last = self.numbers.get(writer, 0)
        for number, change in tried.items():
            assert noted in {last, number}, f"{writer}: {noted} is noted, {last} was acknowledged"
            if noted == number:
                self._apply(change)
                self.numbers[writer] = number
                self.uncertain_kept += 1
            else:
                self.uncertain_lost += 1
        assert noted == self.numbers.get(writer, 0), f"{writer}: acknowledged changes are missing"

    def _apply(self, change: dict[str, Any]) -> None:
        for id, body, visibility in change["puts"]:
            self.bodies[id] = body
            self.visibilities[id] = visibility
            self.versions[id] = self.versions.get(id, 0) + 1
        for id in change["removes"]:
            del self.bodies[id], self.visibilities[id]
            self.versions[id] += 1
        for key in change["enqueues"]:
            assert key not in self.states
            self.states[key] = "pending"
            self.settled[key] = 0
        for id, body in change["visits"]:
            self.visits.setdefault(id, []).append(body)
        for id in change["erases"]:
            self._erase(id)
        self.count += change["counted"]

    def _erase(self, id: str) -> None:
        self.erased.update(body["visitor"] for body in self.visits[id])
        self.erased.discard(ERASED)
        self.visits[id] = [{**body, "visitor": ERASED} for body in self.visits[id]]

    def settle(self, said: list[tuple[str, Said]]) -> None:
        """Take in what was settled, by the programs together: the numbers of claims are in order.

        Raises:
            AssertionError: two programs settled the same delivery for good.
        """
        done = []
        for writer, each in said:
            kept = {line["number"] for line in each if line["what"] == "done"}
            kept.add(self.numbers.get(writer, 0))
            done += [
                (claim, key, state)
                for line in each
                if line["what"] == "tried" and line["number"] in kept
                for key, claim, state in line["settles"]
            ]
        for _, key, state in sorted(done):
            assert self.states[key] == "pending", f"{key} was settled after it was {state}"
            self.states[key] = state
            self.settled[key] += 1

    def answering(self, word: str) -> set[str]:
        """Brute force: the notices in which a word stands."""
        return {id for id, body in self.bodies.items() if contains(body, word)}
