"""From places in a text to findings: part, line, masked excerpt."""

from collections.abc import Iterable, Iterator

from attrs import frozen

from disclosure_core import Finding, Message, Place, Severity

PACKAGE = "disclosure_review_zh"


@frozen(kw_only=True)
class Sighting:
    """What a rule saw in one text: kind, severity, words, place, masked excerpt."""

    kind: str
    severity: Severity
    what: Message
    mend: Message
    start: int
    end: int
    excerpt: str


def findings(part: str, text: str, sightings: Iterable[Sighting]) -> Iterator[Finding]:
    """The findings that ``sightings``, in the order of the text, make in one part of a draft."""
    line, counted = 1, 0
    for seen in sightings:
        line += text.count("\n", counted, seen.start)
        counted = seen.start
        yield Finding(
            kind=seen.kind,
            severity=seen.severity,
            what=seen.what,
            where=Place(part=part, start=seen.start, end=seen.end, line=line),
            excerpt=seen.excerpt,
            mend=seen.mend,
        )


def masked(characters: str, *, first: int, last: int) -> str:
    """``characters`` with all but the ``first`` and ``last`` of them hidden."""
    hidden = len(characters) - first - last
    return characters[:first] + "*" * hidden + characters[len(characters) - last :]
