"""Where the office keeps cases, and who may read one (办件卷宗).

A case belongs to its agency: its staff and the whole office's see it. Beside them, the staff of an
agency that the case names as a party see it and what it is about, for they are asked about it; to
anybody else a case that is not theirs and one that is not there answer alike.

An open case stays under the definition it was opened under, which is kept beside it: a plugin's
newer one does not change the rules of a case under way.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from disclosure_core.access.values import (
    EVERY_AGENCY,
    Actor,
    Visibility,
    agency_label,
    agency_of,
)
from disclosure_core.access.visibility import label_visible
from disclosure_core.codec import structure, unstructure
from disclosure_core.errors import DataError, NotFoundError
from disclosure_core.messages import Message
from disclosure_core.office.desk import Desk
from disclosure_core.records.store import Transaction
from disclosure_core.records.values import Query, Record
from disclosure_core.workflow.cases import Case, CaseParty, Subject
from disclosure_core.workflow.days import mistaken_days
from disclosure_core.workflow.values import Workflow

CASE = "core:case"
DEFINITION = "core:workflow-definition"

_ALL_STAFF = frozenset({*map(str, Visibility), EVERY_AGENCY})


@frozen(kw_only=True)
class KeptCase:
    """A case with the version of its record, and the definition it goes by (在卷办件)."""

    case: Case
    version: int
    workflow: Workflow


@frozen
class CaseFiles:
    """Cases in the store, as the actor may see them."""

    desk: Desk

    def kept(self, id: str) -> KeptCase:
        """A case.

        Raises:
            NotFoundError: there is none that the actor may see.
        """
        record = self._readable(id)
        case = structure(record.body, Case)
        return KeptCase(case=case, version=record.version, workflow=self.definition(case))

    def each(self, where: Mapping[str, str | None]) -> Iterator[KeptCase]:
        """Every case that the actor may see, of those with these values in their columns."""
        query = Query(kind=CASE, where=dict(where), limit=1000, newest_first=False)
        for record in self.desk.store.each(query, visible=_ALL_STAFF):
            if self._may_read(record):
                case = structure(record.body, Case)
                yield KeptCase(case=case, version=record.version, workflow=self.definition(case))

    def keep(
        self, case: Case, transaction: Transaction, workflow: Workflow, *, read_version: int
    ) -> None:
        """Write a case, and its definition with its first version."""
        if read_version == 0:
            self._keep_definition(workflow, case.definition, transaction)
        transaction.put(
            CASE,
            case.id,
            unstructure(case),
            visibility=agency_label(case.agency),
            expected_version=read_version,
        )

    def definition(self, case: Case) -> Workflow:
        """The definition that a case was opened under.

        Raises:
            NotFoundError: it is not kept, which only a damaged store can bring about.
        """
        standing = self._standing().get(case.definition)
        if standing is not None:
            return standing

        def from_store() -> Workflow:
            record = self.desk.store.get(DEFINITION, _name(case.definition), visible=_ALL_STAFF)
            return structure(record.body, Workflow)

        question = f"workflow definition {case.definition}"
        return self.desk.memory.recall(question, case.definition, from_store)

    def subject(self, kind: str, id: str) -> tuple[Subject, Record]:
        """A record that a case is to be about, as the actor may see it.

        Raises:
            NotFoundError: there is none that the actor may see.
        """
        record = self.desk.store.get(kind, id, visible=self.desk.visible)
        return _as_subject(record), record

    def subject_of(self, case: Case, *, version: int | None = None) -> Record | None:
        """The record that a case is about, as anybody may see it who may see the case.

        ``None`` where it is there no more.
        """
        try:
            return self.desk.store.get(
                case.subject_kind, case.subject, visible=_ALL_STAFF, version=version
            )
        except NotFoundError:
            return None

    def present_subject(self, case: Case) -> Subject:
        """What a case is about as it is now; a digest that nothing has, where it is gone."""
        record = self.subject_of(case)
        if record is not None:
            return _as_subject(record)
        return Subject(kind=case.subject_kind, id=case.subject, digest="")

    def days(self) -> Mapping[str, int]:
        """The days that the office gives itself.

        Raises:
            DataError: it names clocks that no workflow has, or gives itself too many days.
        """
        given = self.desk.settings.workflow_days
        workflows = self.desk.registry.workflows
        if mistakes := tuple(mistaken_days(workflows, given)):
            raise DataError(Message("The settings of days cannot be used."), mistakes)
        return given

    def _readable(self, id: str) -> Record:
        try:
            record = self.desk.store.get(CASE, id, visible=_ALL_STAFF)
        except NotFoundError:
            record = None
        if record is None or not self._may_read(record):
            # Asked again as nobody, so that what is hidden and what is absent answer alike.
            return self.desk.store.get(CASE, id, visible=frozenset())
        return record

    def _may_read(self, record: Record) -> bool:
        parties = tuple(structure(each, CaseParty) for each in record.body.get("parties", ()))
        return may_read_case(self.desk.actor, record.visibility, parties)

    def _keep_definition(self, workflow: Workflow, digest: str, transaction: Transaction) -> None:
        try:
            self.desk.store.get(DEFINITION, _name(digest), visible=_ALL_STAFF)
        except NotFoundError:
            transaction.put(
                DEFINITION,
                _name(digest),
                unstructure(workflow),
                visibility=Visibility.STAFF.value,
                expected_version=0,
            )

    def _standing(self) -> Mapping[str, Workflow]:
        """The definitions of the plugins in use, by digest; the registry does not change."""
        workflows = self.desk.registry.workflows
        return self.desk.memory.recall(
            "workflow definitions",
            id(workflows),
            lambda: {each.digest(): each for each in workflows},
        )


def may_read_case(actor: Actor, visibility: str, parties: tuple[CaseParty, ...]) -> bool:
    """Whether somebody may see a case of this visibility that names these parties."""
    asked = {each.agency for each in parties}
    return label_visible(visibility, actor) or bool(asked & actor.agencies)


def agency_of_subject(record: Record, asked: str | None) -> str | None:
    """Whose case it is: the agency whose the subject is, which nobody else can be.

    Raises:
        DataError: another agency is named.
    """
    own = agency_of(record.visibility)
    if own is not None and asked is not None and asked != own:
        raise DataError(
            Message(
                "{subject} belongs to {own}; {asked} has no case about it.",
                subject=record.id,
                own=own,
                asked=asked,
            )
        )
    return own or asked


def _as_subject(record: Record) -> Subject:
    return Subject(kind=record.kind, id=record.id, digest=record.digest, version=record.version)


def _name(digest: str) -> str:
    return digest.replace(":", "-")


def title_of(body: Mapping[str, Any]) -> str:
    """What a record calls itself, where it does."""
    title = body.get("title") or body.get("name") or ""
    return title if isinstance(title, str) else ""
