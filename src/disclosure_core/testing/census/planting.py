"""Things that nobody outside may see, put into an office, each with words that stand nowhere else.

The words are Latin letters, so that no escaping of HTML, JSON or addresses can hide them.
"""

from collections.abc import Iterator
from datetime import timedelta

from attrs import evolve, frozen

from disclosure_core.access.values import Actor, Role
from disclosure_core.documents.values import Document, Section
from disclosure_core.office.office import Office

EVERY_ROLE = tuple(each for each in Role if each not in (Role.READER, Role.EVALUATOR))


@frozen(kw_only=True)
class Secret:
    """One planted thing: what it is, the words of it, the ids of its records.

    ``gone`` ones were public: the public may know that they were, and their title.
    """

    name: str
    words: tuple[str, ...]
    ids: tuple[str, ...] = ()


@frozen(kw_only=True)
class Known:
    """What is public and planted: a walk that does not find its words sees nothing at all."""

    words: str
    release: str


def agencies_of(office: Office) -> tuple[str, ...]:
    """The agencies that stand today, by id."""
    organisation = office.registry.on(office.today()).organisation
    return tuple(sorted(each.id for each in organisation.agencies))


def plant_public(office: Office) -> Known:
    """A public release."""
    document = _document("census-public")
    return Known(words=_words("census-public"), release=_published(office, document))


def plant_past(office: Office) -> Iterator[Secret]:
    """What was public and is not any more: a withdrawn text, and what a correction took out."""
    withdrawn = _document("census-withdrawn")
    release = _published(office, withdrawn)
    office.publication.withdraw(release, ground="census")
    _deliver(office)
    yield Secret(name="withdrawn", words=(_words("census-withdrawn-text"),))

    redacted = _document("census-redacted")
    kept = _kept(office, evolve(redacted, text=f"{redacted.text} {_words('earlier')}"))
    release = office.publication.release(kept).id
    _deliver(office)
    version = office.documents.record(kept).version
    office.documents.change(kept, redacted, read_version=version)
    _approve(office, kept)
    office.publication.release(kept)
    _deliver(office)
    yield Secret(name="redacted", words=(_words("earlier"),), ids=(kept,))


def plant_hidden(office: Office) -> Iterator[Secret]:
    """What never was public: drafts, an agency's, one approved, one not delivered, one held."""
    yield _secret("draft", office.documents.draft(_document("census-draft")))
    for number, agency in enumerate(agencies_of(office)[:1]):
        name = f"census-agency-{number}"
        kept = _kept(office, evolve(_document(name), agency=agency))
        yield _secret(name.removeprefix("census-"), kept)
    yield _secret("approved", _kept(office, _document("census-approved")))
    for name, not_before in (
        ("undelivered", None),
        ("embargoed", office.now() + timedelta(days=400)),
    ):
        kept = _kept(office, _document(f"census-{name}"))
        release = office.publication.release(kept, not_before=not_before)
        yield _secret(name, kept, release.id)


def _secret(name: str, *ids: str) -> Secret:
    full = f"census-{name}"
    return Secret(name=name, words=(_words(full), _words(f"{full}-text")), ids=ids)


def _words(name: str) -> str:
    """Words that stand nowhere else, of letters only."""
    letters = "".join(each for each in name if each.isalpha())
    digits = "".join("qwxzvkjyub"[int(each)] for each in name if each.isdigit())
    return f"zq{letters}{digits}xv"


def _document(name: str) -> Document:
    return Document(
        title=f"普查 {_words(name)}",
        text=f"正文 {_words(f'{name}-text')}",
        sections=(Section("要素", f"要素 {_words(f'{name}-text')}"),),
    )


def _kept(office: Office, document: Document) -> str:
    kept = office.documents.draft(document)
    _approve(office, kept)
    return kept


def _approve(office: Office, document: str) -> None:
    office.review.check(document)
    office.review.approve(document, reason="census")


def _published(office: Office, document: Document) -> str:
    release = office.publication.release(_kept(office, document))
    _deliver(office)
    return release.id


def _deliver(office: Office) -> None:
    for _ in office.delivery.run():
        pass


def appoint_to_another_agency(office: Office, person: str) -> str | None:
    """Give a person every role at an agency that nothing hidden is planted for.

    Answers the words of a draft of that agency, which they may see; ``None`` where there is no
    second agency.
    """
    for agency in agencies_of(office)[1:2]:
        for role in EVERY_ROLE:
            office.access.appoint(person, role, agency=agency)
        office.documents.draft(evolve(_document("census-own"), agency=agency))
        return _words("census-own")
    return None


def with_every_role(office: Office) -> Office:
    """The office as somebody who may do everything."""
    return office.as_actor(Actor(name="census", roles=EVERY_ROLE))
