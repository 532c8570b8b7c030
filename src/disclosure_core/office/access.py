"""The office's people: who is appointed, who somebody is who signs in, why they may do something.

Appointments are records: each change of them is in the journal. Secrets that people sign in with
are no business of the office's; the portal, or whatever signs people in, keeps them.
"""

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from disclosure_core.access.appointments import (
    Appointment,
    actor_of,
    check_person,
    ended,
)
from disclosure_core.access.explaining import Explanation, explain_permission
from disclosure_core.access.permissions import Permission
from disclosure_core.access.values import (
    EVERY_AGENCY,
    Actor,
    Visibility,
    agency_label,
    agency_of,
    role_name,
)
from disclosure_core.access.visibility import label_visible
from disclosure_core.codec import structure, unstructure
from disclosure_core.errors import DataError, NotFoundError
from disclosure_core.legal import Period
from disclosure_core.messages import Message
from disclosure_core.office.agencies import agency_id, required_agency
from disclosure_core.office.desk import Desk
from disclosure_core.office.documents import DOCUMENT
from disclosure_core.office.releases import RELEASE
from disclosure_core.organisation.words import period_text
from disclosure_core.records.ids import new_id
from disclosure_core.records.values import Query, Record

APPOINTMENT = "core:appointment"

_ALL = frozenset({Visibility.STAFF.value, EVERY_AGENCY})
"""Where appointments stand. Who somebody is must not depend on who asks."""


@frozen
class OfficeAccess:
    """Appointments, and what they allow (人员与权限)."""

    desk: Desk

    def appoint(
        self,
        person: str,
        role: str,
        *,
        agency: str | None = None,
        since: date | None = None,
        until: date | None = None,
        basis: str | None = None,
    ) -> Appointment:
        """Appoint somebody, from today on unless another day is named.

        Args:
            person: The name they sign in with.
            role: A role of core, or a plugin's ``plugin:local-name``.
            agency: Id or name of an agency; the whole office where none is named.
            since: The first day.
            until: The last day; open where none is named.
            basis: What appoints them.

        Raises:
            NotAllowedError: the actor is no administrator there.
            NotFoundError: there is no such agency.
            DataError: no such role, no name, or they hold the post on one of these days already.
        """
        place = None if agency is None else required_agency(self.desk, agency)
        self.desk.permit(Permission.APPOINT, place)
        made = Appointment(
            person=person,
            role=role,
            agency=place,
            in_force=Period(since=since or self.desk.today(), until=until),
            basis=(basis or "").strip() or None,
        )
        with self.desk.store.transaction(self.desk.change("appointment")) as transaction:
            _refuse_overlap(made, [each for _, each in self._kept(made.person)])
            transaction.put(
                APPOINTMENT,
                new_id(self.desk.now()),
                unstructure(made),
                visibility=agency_label(place),
            )
        return made

    def dismiss(
        self,
        person: str,
        role: str,
        *,
        agency: str | None = None,
        on: date | None = None,
        reason: str,
    ) -> None:
        """End an appointment: from ``on`` (today, at once) it does not hold any more.

        Raises:
            NotAllowedError: the actor is no administrator there.
            NotFoundError: there is no such agency, or no such appointment that day or later.
            DataError: there is no reason.
        """
        place = None if agency is None else required_agency(self.desk, agency)
        self.desk.permit(Permission.APPOINT, place)
        if not reason.strip():
            raise DataError(Message("A reason is needed: it is kept in the journal."))
        day = on or self.desk.today()
        post = (person.strip(), role, place)
        with self.desk.store.transaction(self.desk.change(reason.strip())) as transaction:
            standing = [
                (record, each)
                for record, each in self._kept(post[0])
                if each.post == post and (each.in_force.until or date.max) >= day
            ]
            if not standing:
                raise NotFoundError(
                    Message("{person} does not hold that post.", person=post[0]),
                    fix=Message("`disclosure access list` shows who holds what."),
                )
            for record, each in standing:
                left = ended(each, on=day)
                if left is None:
                    transaction.remove(APPOINTMENT, record.id, expected_version=record.version)
                    continue
                transaction.put(
                    APPOINTMENT,
                    record.id,
                    unstructure(left),
                    visibility=record.visibility,
                    expected_version=record.version,
                )

    def appointments(self, *, on: date | None = None) -> tuple[Appointment, ...]:
        """The appointments that the actor may see, by name: of all times, or those of a day."""
        query = Query(kind=APPOINTMENT, sort="person", newest_first=False)
        found = (
            structure(record.body, Appointment)
            for record in self.desk.store.each(query, visible=self.desk.visible)
        )
        return tuple(each for each in found if on is None or each.in_force.covers(on))

    def actor(self, person: str) -> Actor:
        """Who somebody is who has signed in: the roles that appointments give them today.

        Whoever calls has made sure that it is them. Without an appointment they are a reader.
        """
        name = check_person(person)
        held = (each for _, each in self._kept(name))
        return actor_of(name, held, on=self.desk.today())

    def explain(
        self,
        person: str,
        action: Permission,
        *,
        record: Record | None = None,
        agency: str | None = None,
    ) -> Explanation:
        """Whether somebody may do something today, and every condition that decided.

        Args:
            person: Who.
            action: What.
            record: With what; the actor who asks must have been able to see it.
            agency: At which agency, by id or name, where no record is named.

        Raises:
            NotAllowedError: it is about somebody else, and the actor does not work there: the
                answer tells what they are appointed to.
            NotFoundError: there is no such agency.
        """
        whose = self._agency_of(record) if record is not None else None
        place = required_agency(self.desk, agency) if agency is not None else whose
        name = check_person(person)
        own = name == self.desk.actor.name
        if not own:
            self.desk.permit(Permission.READ, place)
        told = (
            each
            for kept, each in self._kept(name)
            if own or label_visible(kept.visibility, self.desk.actor)
        )
        return explain_permission(
            self.actor(name), action, record, agency=place, appointments=told, on=self.desk.today()
        )

    def record(self, named: str) -> Record:
        """The record that a person means: a draft or release by its id, else ``kind/id``.

        Raises:
            NotFoundError: there is none that the actor may see.
        """
        kind, slash, rest = named.partition("/")
        for each, name in [(kind, rest)] if slash else [(DOCUMENT, named), (RELEASE, named)]:
            try:
                return self.desk.store.get(each, name, visible=self.desk.visible)
            except NotFoundError:
                continue
        raise NotFoundError(
            Message("There is no record {name}.", name=named),
            fix=Message("name a draft or release by its id, anything else as kind/id."),
        )

    def _agency_of(self, record: Record) -> str | None:
        """Whose a record is, by its visibility; of a public one, by the agency that it names."""
        if (whose := agency_of(record.visibility)) is not None:
            return whose
        named = record.body.get("agency")
        return agency_id(self.desk, named) if isinstance(named, str) else None

    def _kept(self, person: str) -> Iterator[tuple[Record, Appointment]]:
        query = Query(kind=APPOINTMENT, where={"person": person}, newest_first=False)
        for record in self.desk.store.each(query, visible=_ALL):
            yield record, structure(record.body, Appointment)


def _refuse_overlap(made: Appointment, kept: list[Appointment]) -> None:
    for each in kept:
        if each.post == made.post and each.in_force.overlaps(made.in_force):
            raise DataError(
                Message(
                    "{person} is {role} there already: {days}.",
                    person=made.person,
                    role=role_name(made.role),
                    days=period_text(each.in_force),
                ),
                fix=Message("dismiss them first, or name other days."),
            )
