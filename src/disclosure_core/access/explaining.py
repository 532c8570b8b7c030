"""Why somebody may do something, or not (权限说明): each condition that decided, in words.

Pure, and by the same table and the same visibility as the office's own doors: it can say nothing
else than they do.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from attrs import frozen

from disclosure_core.access.appointments import Appointment
from disclosure_core.access.permissions import (
    PERMISSION_NAMES,
    Permission,
    permissions_of,
    permits,
    roles_for,
)
from disclosure_core.access.values import Actor, Visibility, agency_of, role_name
from disclosure_core.access.visibility import visible
from disclosure_core.messages import Message
from disclosure_core.organisation.words import period_text
from disclosure_core.records.values import Record


@frozen(kw_only=True)
class Condition:
    """One condition of a permission: what it asks (``name``), whether it holds, in words."""

    name: str
    holds: bool
    says: Message


@frozen(kw_only=True)
class Explanation:
    """Whether somebody may do something, and by which conditions (权限说明).

    ``allowed`` is true where every condition holds.
    """

    actor: str
    action: Permission
    allowed: bool
    conditions: tuple[Condition, ...]
    notes: tuple[Message, ...] = ()

    @property
    def verdict(self) -> Message:
        """The answer as a sentence."""
        what = PERMISSION_NAMES[self.action]
        if self.allowed:
            return Message("{actor} may {action}.", actor=self.actor, action=what)
        return Message("{actor} may not {action}.", actor=self.actor, action=what)


def explain_permission(
    actor: Actor,
    action: Permission,
    record: Record | None = None,
    *,
    agency: str | None = None,
    appointments: Iterable[Appointment] = (),
    on: date | None = None,
) -> Explanation:
    """Whether an actor may do something with a record, or at an agency, and why.

    Args:
        actor: Who acts, with the roles held now.
        action: What is to be done.
        record: What it is to be done with.
        agency: Whose matter it is, where no record says so; ``None`` for the whole office's.
        appointments: The person's appointments of all times, so that one not in force is told.
        on: The day it is asked for, where appointments are given.
    """
    place, needed = agency, action
    if record is not None:
        place = agency_of(record.visibility) or agency
        if action is Permission.READ and record.visibility == Visibility.PUBLIC:
            needed = Permission.READ_PUBLIC
    conditions = (_role_condition(actor, needed, place), *_record_conditions(actor, record))
    own = tuple(each for each in appointments if each.person == actor.name)
    return Explanation(
        actor=actor.name,
        action=action,
        allowed=all(each.holds for each in conditions),
        conditions=conditions,
        notes=tuple(_notes(own, needed, place, on)),
    )


def _role_condition(actor: Actor, action: Permission, agency: str | None) -> Condition:
    needed = tuple(role_name(each) for each in roles_for(action))
    whole = [each for each in sorted(actor.roles) if action in permissions_of(each)]
    there = [
        each.role
        for each in sorted(actor.at)
        if each.agency == agency and action in permissions_of(each.role)
    ]
    if whole:
        says = Message("{role} for the whole office allows it.", role=role_name(whole[0]))
    elif there:
        says = Message("{role} at {agency} allows it.", role=role_name(there[0]), agency=agency)
    elif agency is None:
        says = Message(
            "It takes one of these roles for the whole office: {roles}. None is held.", roles=needed
        )
    else:
        says = Message(
            "It takes one of these roles at {agency} or for the whole office: {roles}. "
            "None is held.",
            agency=agency,
            roles=needed,
        )
    return Condition(name="role", holds=permits(actor, action, agency), says=says)


def _record_conditions(actor: Actor, record: Record | None) -> Iterator[Condition]:
    if record is None:
        return
    agency = agency_of(record.visibility)
    seen = visible(record, actor)
    if record.visibility == Visibility.PUBLIC:
        says = Message("The record is public.")
    elif agency is None and seen:
        says = Message("The record is the whole office's, and so is the person.")
    elif agency is None:
        says = Message("The record is for the staff of the whole office.")
    elif seen:
        says = Message(
            "The record is for the staff of {agency} and of the whole office.", agency=agency
        )
    else:
        says = Message("The record is another agency's: {agency}.", agency=agency)
    yield Condition(name="visibility", holds=seen, says=says)


def _notes(
    appointments: Iterable[Appointment], action: Permission, agency: str | None, on: date | None
) -> Iterator[Message]:
    """What each appointment contributes: where it holds, and whether it is in force."""
    for each in appointments:
        where = each.agency or Message("the whole office")
        facts: dict[str, Any] = {
            "role": role_name(each.role),
            "where": where,
            "days": period_text(each.in_force),
        }
        if on is not None and not each.in_force.covers(on):
            yield Message("{role}, {where}, {days}: not in force on {day}.", **facts, day=on)
        elif action not in permissions_of(each.role):
            yield Message("{role}, {where}, {days}: does not include it.", **facts)
        elif each.agency not in (None, agency):
            yield Message("{role}, {where}, {days}: counts at that agency only.", **facts)
        else:
            yield Message("{role}, {where}, {days}: includes it.", **facts)
