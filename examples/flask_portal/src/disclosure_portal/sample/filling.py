"""Fills the sample office through the real house: import, draft, review, release, deliver, measure.

Every step looks first at what is there, so an office that was filled is left as it is, and one that
was interrupted is finished. Three people act, each in one role.
"""

from collections.abc import Generator, Iterator

from attrs import evolve, field, frozen

from disclosure_core import (
    Actor,
    DataError,
    Decision,
    DeliveryState,
    DisclosureItem,
    Document,
    Level,
    Message,
    Office,
    ReleaseState,
    Review,
    Role,
    Severity,
    mark_text,
    parse_time_limit,
    structure,
)
from disclosure_portal.sample.materials import (
    MARK,
    SOURCE,
    SampleDocument,
    SampleTown,
    documents,
    planted,
    table_files,
    town,
)

DRAFTER = Actor(name="示例经办人", roles=(Role.DRAFTER,))
REVIEWER = Actor(name="示例审核人", roles=(Role.REVIEWER,))
PUBLISHER = Actor(name="示例发布人", roles=(Role.PUBLISHER,))

STEPS = 7


def _message(message_id: str, /, **facts: object) -> Message:
    return Message(message_id, package="disclosure_portal", **facts)


@frozen(kw_only=True)
class Progress:
    """How far a step is: its name, what is done of how many, and what is worth saying."""

    step: int
    name: Message
    done: int
    total: int
    notes: tuple[Message, ...] = field(default=())

    @property
    def finished(self) -> bool:
        """Whether the step is at its end."""
        return self.done >= self.total


def fill(office: Office) -> Iterator[Progress]:
    """Fill ``office``, telling how far it is.

    Raises:
        DataError: a table or a document does not fit the catalogue.
    """
    yield from _take_in_tables(office.as_actor(DRAFTER))
    yield _enter_a_town(office.as_actor(DRAFTER))
    ids = yield from _draft(office.as_actor(DRAFTER))
    yield from _review(office.as_actor(REVIEWER), ids)
    yield from _release(office.as_actor(PUBLISHER), ids)
    yield from _deliver(office.as_actor(PUBLISHER), ids)
    yield _measure(office.as_actor(PUBLISHER))


def _take_in_tables(office: Office) -> Iterator[Progress]:
    name = _message("Take in printed catalogues")
    known = {each.file for each in office.catalogue.imports()}
    tables = list(table_files())
    yield Progress(step=1, name=name, done=0, total=len(tables))
    for number, (table, path) in enumerate(tables, start=1):
        if table.file not in known:
            office.catalogue.import_table(path, source=table.source)
        notes = (_taken_in(office),) if number == len(tables) else ()
        yield Progress(step=1, name=name, done=number, total=len(tables), notes=notes)


def _taken_in(office: Office) -> Message:
    imports = office.catalogue.imports()
    return _message(
        "{rows} rows from {files} files (xlsx, docx, html, txt), {problems} places to look at",
        rows=sum(each.rows for each in imports),
        files=len(imports),
        problems=sum(each.problems for each in imports),
    )


def _enter_a_town(office: Office) -> Progress:
    """Enter what one town has otherwise, unless it is entered already."""
    sample = town()
    if not office.towns.layer(sample.region).items:
        _keep_differences(office, sample)
    differing = office.towns.layer(sample.region)
    note = _message(
        "{town}: {changed} items changed, {left_out} left out, {added} added; all marked 【示例】",
        town=office.towns.region(sample.region).name,
        changed=len(differing.refinements),
        left_out=len(differing.omissions),
        added=len(differing.items),
    )
    name = _message("Enter what one town has otherwise")
    return Progress(step=2, name=name, done=1, total=1, notes=(note,))


def _keep_differences(office: Office, sample: SampleTown) -> None:
    form = office.registry.table_form
    held = {each.item.id: each.item for each in office.towns.prefilled(sample.region).items}
    for change in sample.changed:
        item = held[change.item]
        limit = parse_time_limit(change.time_limit, form) if change.time_limit else item.time_limit
        content = (*item.content, *change.further_content)
        held[change.item] = evolve(item, time_limit=limit, content=content)
    for left_out in sample.left_out:
        del held[left_out.item]
    added = (
        DisclosureItem(
            id="",
            domain=each.domain,
            level1=each.level1,
            level2=each.level2,
            content=each.content,
            time_limit=parse_time_limit(each.time_limit, form),
            agency=each.agency,
            levels=(Level.TOWN,),
            reason=each.reason,
            source=SOURCE,
        )
        for each in sample.added
    )
    reasons = {each.item: each.reason for each in sample.changed}
    reasons |= {each.item: each.reason for each in sample.left_out}
    office.towns.keep(sample.region, (*held.values(), *added), reasons, file=SOURCE)


def _draft(office: Office) -> Generator[Progress, None, dict[str, str]]:
    """Keep the documents as drafts; answers the id of each by its title."""
    name = _message("Draft documents")
    stopped = planted()
    wanted = [*documents(), stopped.blocked, stopped.held, stopped.withdrawn]
    ids = _kept_documents(office)
    yield Progress(step=3, name=name, done=0, total=len(wanted))
    for number, sample in enumerate(wanted, start=1):
        document = sample.document(_items_of(sample, office))
        if document.title not in ids:
            ids[document.title] = office.documents.draft(document)
        yield Progress(step=3, name=name, done=number, total=len(wanted))
    return ids


def _kept_documents(office: Office) -> dict[str, str]:
    ids: dict[str, str] = {}
    after = None
    while True:
        page = office.documents.newest(limit=200, after=after)
        ids |= {structure(each.body, Document).title: each.id for each in page.records}
        if page.next is None:
            return ids
        after = page.next


def _items_of(sample: SampleDocument, office: Office) -> tuple[str, ...]:
    return tuple(_item_id(each, sample, office) for each in sample.items)


def _item_id(named: str, sample: SampleDocument, office: Office) -> str:
    """The id of an item that is named by id, or by domain and names.

    Raises:
        DataError: no such item holds.
    """
    catalogue = office.catalogue.current()
    if catalogue.item(named) is not None:
        return named
    domain, _, names = named.partition(":")
    domains = {each.id for each in office.catalogue.domains if each.name == domain}
    for each in catalogue.items:
        if each.item.domain in domains and each.item.path == tuple(names.split("/")):
            return each.item.id
    raise DataError(
        _message(
            "The sample “{title}” is for the item {item}, which does not hold.",
            title=sample.title,
            item=named,
        )
    )


def _review(office: Office, ids: dict[str, str]) -> Iterator[Progress]:
    name = _message("Review drafts, approve the clean ones")
    notes: list[Message] = []
    yield Progress(step=4, name=name, done=0, total=len(ids))
    for number, (title, kept) in enumerate(ids.items(), start=1):
        review = office.review.of(kept) or office.review.check(kept)
        if review.decision is Decision.PENDING and review.report.may_be_released:
            review = office.review.approve(kept)
        notes += _stopped(title, review)
        last = tuple(notes) if number == len(ids) else ()
        yield Progress(step=4, name=name, done=number, total=len(ids), notes=last)


def _stopped(title: str, review: Review) -> Iterator[Message]:
    """What stopped a draft, if anything did."""
    if review.decision is Decision.APPROVED:
        return
    grave = review.report.severity
    words = next(each.what for each in review.report.findings if each.severity is grave)
    form = "blocked: {title}. {finding}" if grave is Severity.BLOCK else "held: {title}. {finding}"
    yield _message(form, title=title.removeprefix(MARK), finding=words)


def _release(office: Office, ids: dict[str, str]) -> Iterator[Progress]:
    name = _message("Release what was approved")
    approved = [kept for kept in ids.values() if _is_approved(office, kept)]
    yield Progress(step=5, name=name, done=0, total=len(approved))
    for number, kept in enumerate(approved, start=1):
        if office.publication.of_document(kept) is None:
            office.publication.release(kept)
        yield Progress(step=5, name=name, done=number, total=len(approved))


def _is_approved(office: Office, id: str) -> bool:
    review = office.review.of(id)
    return review is not None and review.decision is Decision.APPROVED


def _deliver(office: Office, ids: dict[str, str]) -> Iterator[Progress]:
    name = _message("Deliver to the site and the feed")
    waiting = len(office.publication.deliveries(state=DeliveryState.PENDING))
    yield Progress(step=6, name=name, done=0, total=waiting + 1)
    for done, _ in enumerate(_delivered(office), start=1):
        yield Progress(step=6, name=name, done=min(done, waiting), total=waiting + 1)
    notes = _withdraw(office, ids)
    yield Progress(step=6, name=name, done=waiting + 1, total=waiting + 1, notes=notes)


def _delivered(office: Office) -> Iterator[None]:
    """Work through the outbox until nothing is due."""
    while True:
        some = False
        for _ in office.delivery.run():
            some = True
            yield
        if not some:
            return


def _withdraw(office: Office, ids: dict[str, str]) -> tuple[Message, ...]:
    """Withdraw the one release that shows what a withdrawal leaves."""
    sample = planted().withdrawn
    release = office.publication.of_document(ids[f"{MARK}{sample.title}"])
    if release is None or sample.ground is None:
        return ()
    if release.state is ReleaseState.PUBLISHED:
        office.publication.withdraw(release.id, ground=sample.ground)
        for _ in _delivered(office):
            pass
    return (_message("withdrawn: {title}", title=sample.title),)


def _measure(office: Office) -> Progress:
    coverage = office.scoring.coverage()
    head = office.journal.verify()
    return Progress(
        step=7,
        name=_message("Measure coverage, verify the journal"),
        done=1,
        total=1,
        notes=(
            _message(
                "{released} of {items} items are public ({rate})",
                released=coverage.released,
                items=coverage.items,
                rate=mark_text(coverage.mark),
            ),
            _message("journal: {entries} entries, all in order", entries=head.sequence),
        ),
    )
