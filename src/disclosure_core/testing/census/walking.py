"""Goes through every door of an application as one viewer, and keeps what each answered."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from attrs import define, field

from disclosure_core.testing.census.client import Answer, Client
from disclosure_core.testing.census.doors import Rule, doors_of

ALIKE = 8
"""Addresses of one shape that links are followed to, at most; those planted are all asked for."""


@define
class Walk:
    """What one viewer is answered, address by address (走查)."""

    client: Client
    rules: tuple[Rule, ...]
    hosts: frozenset[str] = frozenset()
    answers: dict[str, Answer] = field(factory=dict)
    forms: dict[tuple[str, str], tuple[str, ...]] = field(factory=dict)
    _shapes: Counter[object] = field(factory=Counter, init=False)

    def through(self, values: Iterable[str], starts: Iterable[str] = ("/",)) -> "Walk":
        """Ask for every rule with every value, and for all that answers lead to."""
        asked = tuple(values)
        for start in (*starts, "/robots.txt", "/sitemap.xml"):
            self._follow(start)
        for rule in self.rules:
            if rule.methods & {"GET", "HEAD"}:
                for path in rule.filled(asked):
                    self._follow(path, always=True)
        for path in self._variations(asked):
            self._follow(path, always=True)
        return self

    def _variations(self, values: tuple[str, ...]) -> Iterator[str]:
        """One address of each rule with several places, and each value in each of them."""
        for rule in self.rules:
            if rule.path.count("<") > 1:
                known = next((each for each in [*self.answers] if rule.fits(each)), None)
                if known is not None:
                    yield from rule.one_place_filled(known, values)

    def _follow(self, start: str, *, always: bool = False) -> None:
        waiting = deque([start])
        while waiting:
            path = waiting.popleft()
            if path in self.answers or (path is not start and not self._wanted(path)):
                continue
            if always and path is start:
                self._shapes[self._shape(path)] += 1
            answer = self.answers[path] = self.client.get(path)
            found = doors_of(urlsplit(path).path, answer, self.hosts)
            for method, target, names in found.forms:
                self.forms[method, urlsplit(target).path] = names
            waiting.extend(each for each in found.links if each not in self.answers)

    def _wanted(self, path: str) -> bool:
        shape = self._shape(path)
        self._shapes[shape] += 1
        return self._shapes[shape] <= ALIKE

    def _shape(self, path: str) -> object:
        parts = urlsplit(path)
        keys = tuple(sorted({key for key, _ in parse_qsl(parts.query, keep_blank_values=True)}))
        rule = next((each.path for each in self.rules if each.fits(parts.path)), None)
        return (rule or (parts.path.split("/")[1], parts.path.count("/")), keys)

    def searches(self, words: str) -> Iterator[str]:
        """Every form that is sent by GET, filled with words, as an address."""
        for (method, path), names in self.forms.items():
            if method == "GET" and names:
                yield f"{path}?{urlencode(dict.fromkeys(names, words))}"

    def posts(self, value: str) -> Iterator[str]:
        """Every address that takes a form by POST, with a value filled in."""
        for rule in self.rules:
            if "POST" in rule.methods and "<" in rule.path:
                yield from rule.filled((value,))

    def queries(self, value: str) -> Iterator[str]:
        """Every address that was asked with a query, with one of its values changed."""
        seen: set[tuple[str, str]] = set()
        for path in [*self.answers]:
            parts = urlsplit(path)
            pairs = parse_qsl(parts.query, keep_blank_values=True)
            for place, (key, _) in enumerate(pairs):
                if (parts.path, key) in seen or len(seen) > ALIKE * 4:
                    continue
                seen.add((parts.path, key))
                changed = [*pairs[:place], (key, value), *pairs[place + 1 :]]
                yield f"{parts.path}?{urlencode(changed, quote_via=quote)}"
