"""Rules, findings and the draft they look at (审核)."""

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum

from attrs import field, frozen, validators

from disclosure_core.catalogue.values import DisclosureItem
from disclosure_core.documents.values import Document
from disclosure_core.legal import ALWAYS, LegalBasis, Period
from disclosure_core.messages import Message


class Severity(StrEnum):
    """What a finding does to a draft (严重程度), gravest first."""

    REFUSE = "refuse"
    """拒收: must not be in the office at all; nothing of it is kept"""
    BLOCK = "block"
    """不得发布: must be mended, nobody can wave it through"""
    HOLD = "hold"
    """待人工判断: a person decides"""
    ADVISE = "advise"
    """建议: does not stop the release"""


@frozen(kw_only=True)
class Place:
    """Where in a draft: the part, and characters ``start`` to ``end`` of it (end not included).

    ``part`` is ``title``, ``text``, a section's name, or an attachment's path; ``line`` counts from
    1. A finding about something absent has no characters.
    """

    part: str
    start: int | None = None
    end: int | None = None
    line: int | None = None

    def __str__(self) -> str:
        if self.start is None:
            return self.part
        return f"{self.part}[{self.start}:{self.end}]"


@frozen(kw_only=True)
class Finding:
    """One thing a rule found (审核意见).

    ``kind`` is a word of the documented vocabulary (``id18``, ``mobile``, ``element_missing``).
    ``excerpt`` is masked: a finding never repeats what it hides. ``rule`` is filled by the engine.
    """

    kind: str
    severity: Severity
    what: Message
    where: Place
    excerpt: str = ""
    mend: Message | None = None
    rule: str = ""


@frozen(kw_only=True)
class Draft:
    """What the rules look at: a document with the items it is to fulfil, and the day of the law."""

    document: Document
    items: tuple[DisclosureItem, ...] = ()
    on: date

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Every text of the draft with the name of its part, in reading order."""
        return (
            ("title", self.document.title),
            ("text", self.document.text),
            *((each.name, each.text) for each in self.document.sections),
        )


@frozen(kw_only=True)
class ReviewRule:
    """A check on one draft (审核规则). Finds; never changes it, never decides.

    A ``check`` that raises holds the draft for a person; it never passes it.

    Attributes:
        at_door: It also looks at every document before anything of it is kept. A finding of
            REFUSE then turns the document away, and so does a check that raises.
    """

    id: str
    name: Message
    check: Callable[[Draft], Iterable[Finding]] = field(validator=validators.is_callable())
    basis: LegalBasis
    in_force: Period = ALWAYS
    replaces: str | None = None
    at_door: bool = False


@frozen(kw_only=True)
class Refusal:
    """That a document was turned away at the door (拒收记录): the fact, nothing of the document.

    No text, no file name and no digest: a digest of a short text gives the text away to whoever
    guesses it. Who tried and when is in the journal.

    Attributes:
        rule: The rule that turned it away.
        door: Where it came in: ``draft``, ``change``, ``check``.
        document: The kept document that was to be changed, by its opaque id.
    """

    rule: str
    door: str
    document: str | None = None


@frozen(kw_only=True)
class ReviewReport:
    """All findings on one draft in a fixed order, and the rules that looked (审核结果).

    ``digest`` is the digest of the document reviewed: a changed text needs a new review.
    """

    digest: str
    findings: tuple[Finding, ...]
    rules: tuple[str, ...]

    @property
    def severity(self) -> Severity | None:
        """The gravest severity found; ``None`` for a clean draft."""
        found = {finding.severity for finding in self.findings}
        return next((severity for severity in Severity if severity in found), None)

    @property
    def may_be_released(self) -> bool:
        """Whether nothing blocks the draft and nothing waits for a person."""
        return self.severity in (None, Severity.ADVISE)


class Decision(StrEnum):
    """What a person decided on a review (审核决定)."""

    PENDING = "pending"
    """待决定"""
    APPROVED = "approved"
    """通过"""
    REJECTED = "rejected"
    """退回"""


@frozen(kw_only=True)
class Review:
    """A review of one document with its decision (审核): bound to the digest that was looked at."""

    document: str
    report: ReviewReport
    decision: Decision = Decision.PENDING
    decided_by: str | None = None
    reason: str | None = None
