"""What must no longer be kept: shown first, destroyed only when due, never while on hold."""

import itertools
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from attrs import evolve

from disclosure_core.access.values import Actor, Role
from disclosure_core.access.visibility import visible_to
from disclosure_core.errors import DataError, NotAllowedError, NotFoundError, StoreError
from disclosure_core.legal import LegalBasis
from disclosure_core.office.office import Office, open_office
from disclosure_core.records.personal import ERASED, WITHHELD
from disclosure_core.records.retention import Retention
from disclosure_core.settings import Settings

from .conftest import EVERYTHING, Clock

SOURCE = """
from attrs import frozen
from disclosure_core import LegalBasis, RecordKind, Retention, hookimpl

BASIS = LegalBasis(document="机关文件材料归档范围和文书档案保管期限规定")

@frozen
class Visit:
    on: str | None
    visitor: str | None = None

@hookimpl
def disclosure_record_kinds():
    yield RecordKind(
        name="visit", value=Visit, personal=("visitor",), columns=("on",),
        retention=Retention(years=3, end="erase", counted_from="on", basis=BASIS),
    )
    yield RecordKind(
        name="call", value=Visit, personal=("visitor",),
        retention=Retention(months=6, end="purge", basis=BASIS),
    )
"""

_numbers = itertools.count()


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plugin with a kind whose visitors are erased, and one that is purged."""
    folder = tmp_path / "site"
    info = folder / "places-1.0.dist-info"
    info.mkdir(parents=True)
    module = f"places_{next(_numbers)}"
    (folder / f"{module}.py").write_text(dedent(SOURCE), "utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: places\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[disclosure]\nplaces = {module}\n")
    monkeypatch.syspath_prepend(str(folder))


@pytest.fixture
def office(settings: Settings, clock: Clock, places: None) -> Iterator[Office]:
    with open_office(settings, actor=EVERYTHING, clock=clock) as opened:
        yield opened


VISIT, CALL = "places:visit", "places:call"


def keep(office: Office, kind: str, name: str, on: str | None) -> None:
    body = {"on": on, "visitor": "欧阳若男"}
    with office.store.transaction(office.change("登记")) as transaction:
        transaction.put(kind, name, body, visibility="staff")


def visitor(office: Office, kind: str, name: str) -> Any:
    visible = visible_to(office.actor, personal=True)
    return office.store.get(kind, name, visible=visible).body["visitor"]


def test_what_is_due_is_shown_and_nothing_is_changed(office: Office) -> None:
    keep(office, VISIT, "old", "2023-11-23")
    keep(office, VISIT, "today", "2023-11-24")
    before = office.store.head()
    plan = office.retention.due()
    assert [(each.id, each.since) for each in plan.due] == [("old", date(2026, 11, 24))]
    assert (plan.due[0].end.value, plan.due[0].personal) == ("erase", 1)
    assert office.store.head() == before
    assert visitor(office, VISIT, "old") == "欧阳若男"


def test_a_day_to_come_can_be_looked_at_and_not_acted_on(office: Office) -> None:
    keep(office, VISIT, "v1", "2023-12-31")
    assert office.retention.due().due == ()
    plan = office.retention.due(date(2027, 1, 1))
    assert [each.id for each in plan.due] == ["v1"]
    with pytest.raises(DataError, match="cannot be destroyed before"):
        office.retention.destroy(plan)
    assert visitor(office, VISIT, "v1") == "欧阳若男"


def test_only_what_is_due_is_destroyed(office: Office, clock: Clock) -> None:
    keep(office, VISIT, "old", "2020-01-01")
    keep(office, VISIT, "new", "2026-01-01")
    keep(office, CALL, "c1", None)
    clock.pass_by(days=200)
    keep(office, CALL, "c2", None)
    done = office.retention.destroy(office.retention.due())
    assert [(each.kind, each.id) for each in done.records] == [(CALL, "c1"), (VISIT, "old")]
    assert (done.refused, done.not_wiped) == ((), None)
    assert visitor(office, VISIT, "old") == ERASED
    assert visitor(office, VISIT, "new") == visitor(office, CALL, "c2") == "欧阳若男"
    with pytest.raises(NotFoundError):
        visitor(office, CALL, "c1")
    assert office.retention.due().due == ()
    office.journal.verify()


def test_the_journal_cites_the_basis(office: Office) -> None:
    keep(office, VISIT, "old", "2020-01-01")
    office.retention.destroy(office.retention.due())
    *_, entry = office.journal.entries()
    assert entry.kind == "erase"
    assert "《机关文件材料归档范围和文书档案保管期限规定》" in entry.why


def test_more_than_a_batch_is_destroyed_and_told_step_by_step(office: Office) -> None:
    for number in range(3):
        with office.store.transaction(office.change("登记")) as transaction:
            for each in range(150):
                body = {"on": "2020-01-01", "visitor": "x"}
                name = f"{number}-{each:03}"
                transaction.put(VISIT, name, body, visibility="staff")
    steps: list[tuple[int, int]] = []
    done = office.retention.destroy(office.retention.due(), step=lambda *told: steps.append(told))
    assert len(done.records) == 450
    assert steps == [(200, 450), (400, 450), (450, 450)]


def test_what_is_on_hold_is_left_and_named(office: Office) -> None:
    keep(office, VISIT, "held", "2020-01-01")
    assert office.retention.hold(VISIT, "held", why="行政诉讼")
    plan = office.retention.due()
    assert (plan.due, [each.id for each in plan.held]) == ((), ["held"])
    office.retention.destroy(plan)
    assert visitor(office, VISIT, "held") == "欧阳若男"
    assert office.retention.unhold(VISIT, "held", why="已结案")
    assert [each.id for each in office.retention.due().due] == ["held"]
    assert [each.why for each in office.journal.entries()][1:] == ["行政诉讼", "已结案"]


def test_a_hold_or_a_change_after_the_look_saves_a_record(office: Office, clock: Clock) -> None:
    for name in ("held", "changed", "left"):
        keep(office, CALL, name, None)
    clock.pass_by(days=200)
    plan = office.retention.due()
    office.retention.hold(CALL, "held", why="行政诉讼")
    keep(office, CALL, "changed", None)
    done = office.retention.destroy(plan)
    assert [each.id for each in done.records] == ["left"]
    assert {each.record.id for each in done.refused} == {"held", "changed"}
    assert visitor(office, CALL, "held") == visitor(office, CALL, "changed") == "欧阳若男"


def test_a_change_after_the_look_saves_the_personal_fields_of_a_record(office: Office) -> None:
    for name in ("changed", "left"):
        keep(office, VISIT, name, "2020-01-01")
    plan = office.retention.due()
    keep(office, VISIT, "changed", "2026-11-01")
    done = office.retention.destroy(plan)
    assert [each.id for each in done.records] == ["left"]
    assert [each.record.id for each in done.refused] == ["changed"]
    assert visitor(office, VISIT, "changed") == "欧阳若男"


def test_a_record_that_does_not_say_its_day_is_kept_and_counted(office: Office) -> None:
    keep(office, VISIT, "v1", None)
    keep(office, VISIT, "v2", "去年")
    plan = office.retention.due(date(2090, 1, 1))
    assert (plan.due, plan.undated) == ((), {VISIT: 2})


def test_a_removed_record_is_due_too(office: Office, clock: Clock) -> None:
    keep(office, CALL, "c1", None)
    with office.store.transaction(office.change("误登")) as transaction:
        transaction.remove(CALL, "c1")
    clock.pass_by(days=200)
    assert [each.id for each in office.retention.due().due] == ["c1"]


def test_settings_say_otherwise_than_the_plugin(settings: Settings, places: None) -> None:
    basis = LegalBasis(document="示例县档案管理办法")
    longer = evolve(settings, retention={VISIT: Retention(years=10, end="purge", basis=basis)})
    with open_office(longer, actor=EVERYTHING, clock=Clock()) as office:
        keep(office, VISIT, "old", "2020-01-01")
        assert office.retention.due().due == ()
        (due,) = office.retention.due(date(2036, 11, 25)).due
        assert (due.end.value, due.basis, due.since) == ("purge", basis, date(2036, 11, 25))


@pytest.mark.parametrize(
    "told",
    [
        {"places:visits": Retention(end="keep", basis=LegalBasis(document="办法"))},
        {
            VISIT: Retention(
                years=1, end="purge", basis=LegalBasis(document="办法"), counted_from="visitor"
            )
        },
    ],
    ids=["no such kind", "by a personal field"],
)
def test_settings_that_make_no_sense_are_refused(
    settings: Settings, places: None, told: dict[str, Retention]
) -> None:
    with (
        open_office(evolve(settings, retention=told), actor=EVERYTHING) as office,
        pytest.raises(DataError),
    ):
        office.retention.due()


def test_kinds_without_a_period_are_named(office: Office) -> None:
    assert "core:document" in office.retention.due().kept_for_good
    assert VISIT not in office.retention.due().kept_for_good


def test_erasing_on_demand_does_not_wait_for_the_time_to_be_over(office: Office) -> None:
    keep(office, VISIT, "v1", "2026-11-01")
    assert office.retention.erase(VISIT, "v1", why="本人要求删除").values == 1
    assert visitor(office, VISIT, "v1") == ERASED
    assert office.retention.erase(VISIT, "v1", why="本人要求删除").values == 0


@pytest.mark.parametrize("done", ["erase", "hold", "unhold"])
def test_an_act_takes_a_reason(office: Office, done: str) -> None:
    keep(office, VISIT, "v1", "2026-11-01")
    with pytest.raises(DataError, match="reason"):
        getattr(office.retention, done)(VISIT, "v1", why=" ")


ACTS: tuple[Callable[[Office], object], ...] = (
    lambda office: office.retention.due(),
    lambda office: office.retention.erase(VISIT, "v1", why="x"),
    lambda office: office.retention.hold(VISIT, "v1", why="x"),
    lambda office: office.retention.unhold(VISIT, "v1", why="x"),
)


def test_only_an_administrator_may_look_destroy_or_hold(office: Office) -> None:
    keep(office, VISIT, "v1", "2020-01-01")
    for role in set(Role) - {Role.ADMINISTRATOR}:
        other = office.as_actor(Actor(name="李敏", roles={role}))
        for act in ACTS:
            with pytest.raises(NotAllowedError):
                act(other)
    assert office.retention.due().due != ()


def test_an_unknown_kind_is_named(office: Office) -> None:
    with pytest.raises(StoreError, match="places:visits"):
        office.retention.due(kinds=["places:visits"])


def test_the_offices_own_pages_and_lists_never_ask_for_personal_fields(office: Office) -> None:
    keep(office, VISIT, "v1", "2026-11-01")
    assert office.store.get(VISIT, "v1", visible=office.visible).body["visitor"] == WITHHELD


def test_a_purged_document_leaves_its_review_and_release_standing(
    settings: Settings, clock: Clock
) -> None:
    basis = LegalBasis(document="示例县档案管理办法")
    short = evolve(
        settings, retention={"core:document": Retention(days=1, end="purge", basis=basis)}
    )
    with open_office(short, actor=EVERYTHING, clock=clock) as office:
        draft = office.documents.draft(_document())
        office.review.check(draft)
        clock.pass_by(days=3)
        office.retention.destroy(office.retention.due(kinds=["core:document"]))
        with pytest.raises(NotFoundError):
            office.documents.document(draft)
        with pytest.raises(NotFoundError):
            office.review.check(draft)
        assert office.documents.newest().records == ()
        office.journal.verify()


def _document() -> Any:
    from disclosure_core.documents.values import Document

    return Document(title="关于低保的通知", text="正文")
