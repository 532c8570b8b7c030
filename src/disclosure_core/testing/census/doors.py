"""Where one can go in an application: its rules, and the addresses, forms and links in answers."""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from itertools import product
from urllib.parse import quote, urljoin, urlsplit

from attrs import define, field, frozen

from disclosure_core.testing.census.client import Answer

_PLACE = re.compile(r"<(?:[^<>:]+:)?([^<>]+)>")
_XML_ADDRESS = re.compile(r"<(?:loc|link|id)>\s*([^<\s]+)\s*<|\bhref=[\"']([^\"']+)[\"']")
_JSON_ADDRESS = re.compile(r'"((?:https?://|/)[^"\s\\]*)"')


@frozen
class Rule:
    """A route: its path with ``<names>`` of what is filled in, and the methods it takes."""

    path: str
    methods: frozenset[str] = frozenset({"GET"})

    def filled(self, values: Iterable[str]) -> Iterator[str]:
        """Its addresses with each of the values in every place."""
        names = _PLACE.findall(self.path)
        for each in values if names else ("",):
            yield _PLACE.sub(quote(each, safe=":@"), self.path)

    def fits(self, path: str) -> bool:
        """Whether a path is one of its addresses."""
        pattern = _PLACE.sub("\0", self.path)
        return bool(re.fullmatch("[^/]+".join(map(re.escape, pattern.split("\0"))), path))

    def one_place_filled(self, path: str, values: Iterable[str]) -> Iterator[str]:
        """An address of it with one place changed to each of the values, place by place."""
        places = [n for n, part in enumerate(self.path.split("/")) if _PLACE.search(part)]
        for place, value in product(places, tuple(values)):
            parts = path.split("/")
            parts[place] = quote(value, safe=":@")
            yield "/".join(parts)


def rules_of(app: object) -> tuple[Rule, ...]:
    """The routes of an application that tells them by ``url_map.iter_rules()``, as Flask's do."""
    url_map = getattr(app, "url_map", None)
    if url_map is None:
        return ()
    return tuple(
        Rule(each.rule, frozenset(each.methods or ("GET",)))
        for each in url_map.iter_rules()
        if each.endpoint != "static"
    )


@define
class _Page(HTMLParser):
    """Links and forms of a page."""

    links: list[str] = field(factory=list)
    forms: list[tuple[str, str, list[str]]] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        HTMLParser.__init__(self, convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        self.links += [given[key] for key in ("href", "src") if given.get(key)]
        if tag == "form":
            method = given.get("method", "get").upper()
            self.forms.append((method, given.get("action", ""), []))
        elif tag in ("input", "textarea") and self.forms and given.get("name"):
            kind = "text" if tag == "textarea" else given.get("type", "text")
            self.forms[-1][2].extend([given["name"]] if kind in ("text", "search", "") else [])


@frozen(kw_only=True)
class Doors:
    """Addresses an answer leads to, and its forms: method, address, names of text fields."""

    links: tuple[str, ...] = ()
    forms: tuple[tuple[str, str, tuple[str, ...]], ...] = ()


def doors_of(path: str, answer: Answer, hosts: Iterable[str]) -> Doors:
    """Where an answer leads, within the application.

    Args:
        path: What was asked for.
        answer: What was answered.
        hosts: Names the application goes by; addresses elsewhere are left alone.
    """
    kind = answer.header("content-type")
    found = [answer.header("location")]
    forms: list[tuple[str, str, tuple[str, ...]]] = []
    if "html" in kind:
        page = _Page()
        page.feed(answer.text)
        found += page.links
        for method, action, fields in page.forms:
            target = _within(path, action or path, hosts)
            if target is not None:
                forms.append((method, target, tuple(fields)))
    elif "xml" in kind:
        found += [one or other for one, other in _XML_ADDRESS.findall(answer.text)]
    elif "json" in kind:
        found += _JSON_ADDRESS.findall(answer.text)
    links = (_within(path, each, hosts) for each in found if each)
    return Doors(links=tuple(dict.fromkeys(each for each in links if each)), forms=tuple(forms))


def _within(path: str, link: str, hosts: Iterable[str]) -> str | None:
    parts = urlsplit(urljoin(f"http://localhost{path}", link))
    if parts.scheme not in ("http", "https") or parts.hostname not in {"localhost", *hosts}:
        return None
    return f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
