"""An office's own obligations: from drafts and records, met by what it released."""

from datetime import date

import attrs
import pytest

from disclosure_core.access.values import PUBLIC, Actor, Role
from disclosure_core.catalogue.measures.owed import ObligationState
from disclosure_core.catalogue.values import Formation
from disclosure_core.documents.values import Document, Section
from disclosure_core.errors import DataError, NotAllowedError, NotFoundError
from disclosure_core.legal import Period

FORMED = date(2026, 10, 9)


@pytest.fixture
def item(office):
    """An item that has content elements and a limit in working days."""
    return next(
        each.item
        for each in office.catalogue.current().items
        if each.item.content and each.item.time_limit.days == 20
    )


@pytest.fixture
def document(item):
    return Document(
        title="办事指南",
        text="本指南适用于本县。",
        items=(item.id,),
        agency="县发展和改革局",
        document_number="示发〔2026〕1号",
        formed_on=FORMED,
        sections=tuple(Section(each, f"{each}见附表。") for each in item.content),
    )


def released(office, document):
    id = office.documents.draft(document)
    office.review.check(id)
    office.review.approve(id)
    release = office.publication.release(id)
    list(office.delivery.run())
    return release


def owed(office, item):
    return [each for each in office.measures.obligations().all if each.item.id == item.id]


def test_a_draft_with_a_day_of_forming_is_owed_and_overdue(office, document, item):
    office.documents.draft(document)
    (each,) = owed(office, item)
    assert (each.due.day, each.reference) == (date(2026, 11, 5), "示发〔2026〕1号")
    assert (each.state, each.agency) == (ObligationState.OVERDUE, "县发展和改革局")


def test_its_release_meets_it_late_and_says_how_late(office, document, item):
    release = released(office, document)
    (each,) = owed(office, item)
    assert (each.state, each.release, each.days_late) == (
        ObligationState.MET_LATE,
        release.id,
        19,
    )


def test_a_correction_does_not_make_a_timely_release_late(office, clock, document, item):
    timely = attrs.evolve(document, formed_on=date(2026, 11, 20))
    id = office.documents.draft(timely)
    for text in ("第一版", "第二版"):
        version = office.documents.record(id).version
        office.documents.change(id, attrs.evolve(timely, text=text), read_version=version)
        office.review.check(id)
        office.review.approve(id)
        office.publication.release(id)
        list(office.delivery.run())
        clock.pass_by(days=60)
    (each,) = owed(office, item)
    assert (each.state, each.released_on) == (ObligationState.MET, date(2026, 11, 24))


def test_what_is_recorded_by_hand_is_owed(office, item):
    office.formations.record(Formation(item=item.id, on=FORMED, reference="甲1号"))
    assert [each.reference for each in owed(office, item)] == ["甲1号"]


def test_a_record_stands_in_place_of_the_draft_it_names(office, document, item):
    office.documents.draft(document)
    by_hand = Formation(item=item.id, on=date(2026, 10, 12), reference="示发〔2026〕1号")
    office.formations.record(by_hand)
    assert [each.start for each in owed(office, item)] == [date(2026, 10, 12)]


def test_the_same_is_not_recorded_twice(office, item):
    formation = Formation(item=item.id, on=FORMED, reference="甲1号")
    office.formations.record(formation)
    with pytest.raises(DataError, match="recorded already"):
        office.formations.record(formation)


def test_nothing_is_recorded_of_the_future_or_without_a_name(office, item):
    with pytest.raises(DataError) as error:
        office.formations.record(Formation(item=item.id, on=date(2026, 11, 25), reference=" "))
    assert [each.place for each in error.value.mistakes] == ["on", "reference"]


def test_an_item_that_does_not_hold_here_is_refused(office):
    with pytest.raises(NotFoundError):
        office.formations.record(Formation(item="nope", on=FORMED, reference="甲1号"))


def test_only_a_drafter_records(office, item):
    reviewer = office.as_actor(Actor(name="李四", roles=frozenset({Role.REVIEWER})))
    with pytest.raises(NotAllowedError):
        reviewer.formations.record(Formation(item=item.id, on=FORMED, reference="甲1号"))


def test_the_public_does_not_learn_what_was_formed_and_not_released(office, document):
    office.documents.draft(document)
    public = office.as_actor(PUBLIC)
    for ask in (
        public.measures.obligations,
        public.formations.all,
        lambda: public.measures.measure("timeliness"),
    ):
        with pytest.raises(NotAllowedError):
            ask()
    assert "timeliness" not in {each.id for each in public.measures.every()}


def test_the_measured_coverage_is_the_scored_one(office, document):
    released(office, document)
    measure, scored = office.measures.measure("coverage"), office.scoring.coverage()
    assert (measure.numerator, measure.denominator) == (scored.released, scored.items)
    assert measure.published == str(scored.mark.published)


def test_sections_and_words_of_a_release_are_the_elements_it_shows(office, document, item):
    released(office, document)
    measure = office.measures.measure("elements")
    assert [each.subject for each in measure.counted] == [item.id]
    assert measure.value == 1


def test_the_lag_is_counted_from_the_days_of_the_release(office, document):
    released(office, document)
    measure = office.measures.measure("lag")
    assert (measure.numerator, measure.denominator) == (33, 1)


def test_every_line_of_the_guides_is_accounted_for(office, document):
    released(office, document)
    measure = office.measures.measure("guide")
    lines = sum(
        len(layer.items)
        for layer in office.registry.layers
        if layer.level == "national" and not layer.unverified
    )
    assert sum(each.count for each in measure.tallies) == measure.denominator == lines


def test_the_public_is_told_of_releases_and_not_of_what_is_formed_alone(office, document, item):
    office.documents.draft(document)
    seen = [each for each in office.measures.public_obligations().all if each.item.id == item.id]
    assert seen == []
    release = released(office, document)
    (told,) = [each for each in office.measures.public_obligations().all if each.item.id == item.id]
    assert (told.release, told.state) == (release.id, ObligationState.MET_LATE)


def test_staff_and_public_are_told_the_same_in_public(office, document):
    office.documents.draft(document)
    public = office.as_actor(PUBLIC)
    assert public.measures.public_obligations() == office.measures.public_obligations()


def test_the_public_sees_the_periods_that_fall_due_next(office):
    due = [each.due.day for each in office.measures.public_obligations().all if each.due]
    assert min(due) < date(2026, 11, 24) < max(due) <= date(2027, 11, 24)


def test_what_a_release_fulfils_is_asked_anew_on_a_day_with_another_catalogue(
    office, document, item, clock
):
    last_day = attrs.evolve(item, in_force=Period(until=office.today()))
    layers = tuple(
        attrs.evolve(
            layer, items=tuple(last_day if each.id == item.id else each for each in layer.items)
        )
        for layer in office.registry.layers
    )
    ending = attrs.evolve(office, registry=attrs.evolve(office.registry, layers=layers))
    released(ending, attrs.evolve(document, sections=(), text="\n".join(item.content)))
    assert {each.elements for each in ending.publication.fulfilments()} == {item.content}
    clock.pass_by(days=1)
    assert {each.elements for each in ending.publication.fulfilments()} == {()}
