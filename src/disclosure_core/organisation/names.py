"""Which agency a printed name means on a day, and what became of one that is gone (机构名称).

A name is looked for among the agencies that stand that day first. One that only an agency of
another day had is *former* or *later*; a former one is followed through its renames and mergers to
what stands that day. Nothing is guessed: two agencies with one name are both answered.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum

from attrs import frozen

from disclosure_core.messages import Message
from disclosure_core.organisation.values import Agency, Organisation, OrganisationChange

_SPACE = re.compile(r"\s+")


class NameState(StrEnum):
    """How a name stands on a day (名称状态)."""

    CURRENT = "current"
    """现用"""
    FORMER = "former"
    """曾用"""
    LATER = "later"
    """尚未启用"""
    UNKNOWN = "unknown"
    """查无此名"""


@frozen(kw_only=True)
class Resolution:
    """What a name means on a day (名称解析).

    ``agencies`` are those that stand that day: none for an unknown name or one whose agency is
    gone, several where the name is shared or its agency was split. ``entries`` are those that had
    the name. ``note`` says in words what happened, where the name is not current.
    """

    asked: str
    on: date
    state: NameState
    agencies: tuple[Agency, ...] = ()
    entries: tuple[Agency, ...] = ()
    note: Message | None = None

    @property
    def agency(self) -> Agency | None:
        """The one agency that is meant; ``None`` where there is none or are several."""
        return self.agencies[0] if len(self.agencies) == 1 else None


@frozen(kw_only=True, eq=False)
class AgencyNames:
    """All names of all agencies of all days, indexed (机构名称索引)."""

    by_name: Mapping[str, tuple[Agency, ...]]
    by_id: Mapping[str, tuple[Agency, ...]]
    changes: Mapping[str, tuple[OrganisationChange, ...]]

    @classmethod
    def of(cls, organisation: Organisation) -> "AgencyNames":
        """The names of ``organisation``."""
        by_name: dict[str, dict[Agency, None]] = {}
        by_id: dict[str, list[Agency]] = {}
        changes: dict[str, list[OrganisationChange]] = {}
        for agency in organisation.agencies:
            by_id.setdefault(agency.id, []).append(agency)
            for name in (agency.name, *agency.names):
                by_name.setdefault(_folded(name), {})[agency] = None
        for change in organisation.changes:
            for unit in change.before:
                changes.setdefault(unit, []).append(change)
        return cls(
            by_name={name: tuple(agencies) for name, agencies in by_name.items()},
            by_id={unit: tuple(entries) for unit, entries in by_id.items()},
            changes={unit: tuple(listed) for unit, listed in changes.items()},
        )

    def resolve(
        self, name: str, *, on: date, near: Callable[[Agency], bool] | None = None
    ) -> Resolution:
        """What ``name`` means on ``on``; spaces in it do not matter.

        Args:
            name: As printed.
            on: The day.
            near: Which agencies are meant first: where some of those that have the name are, the
                others are not meant. Every county has its 县教育局.
        """
        entries = self.by_name.get(_folded(name), ())
        if near is not None:
            entries = tuple(each for each in entries if near(each)) or entries
        standing = tuple(each for each in entries if each.in_force.covers(on))
        if standing:
            return Resolution(
                asked=name, on=on, state=NameState.CURRENT, agencies=standing, entries=standing
            )
        former = _ended(entries, on)
        if former:
            return self._former(name, former, on)
        if entries:
            since = min(each.in_force.since for each in entries if each.in_force.since is not None)
            note = Message("not before {since}: {name}", since=since, name=entries[0].name)
            return Resolution(asked=name, on=on, state=NameState.LATER, entries=entries, note=note)
        return Resolution(asked=name, on=on, state=NameState.UNKNOWN)

    def _former(self, name: str, entries: Sequence[Agency], on: date) -> Resolution:
        found: dict[str, Agency] = {}
        for entry in entries:
            for each in self._successors(entry, on):
                found[each.id] = each
        last = max(entries, key=lambda each: each.in_force.until or date.max)
        until = last.in_force.until
        now = tuple(each.name for each in found.values())
        note = (
            Message("until {until} {name}, now {now}", until=until, name=name, now=now)
            if now
            else Message("until {until} {name}, and nothing came after", until=until, name=name)
        )
        return Resolution(
            asked=name,
            on=on,
            state=NameState.FORMER,
            agencies=tuple(found.values()),
            entries=tuple(entries),
            note=note,
        )

    def _successors(self, entry: Agency, on: date) -> Iterator[Agency]:
        """What stands on ``on`` of an agency or of those it gave way to since ``entry`` ended."""
        ended = entry.in_force.until or date.min
        waiting, seen = [(entry.id, ended)], {entry.id}
        while waiting:
            unit, after = waiting.pop(0)
            standing = [each for each in self.by_id.get(unit, ()) if each.in_force.covers(on)]
            if standing:
                yield standing[0]
                continue
            for change in self.changes.get(unit, ()):
                if after <= change.on <= on:
                    later = [each for each in change.after if each not in seen]
                    seen.update(later)
                    waiting += [(each, change.on) for each in later]


def _ended(entries: Iterable[Agency], on: date) -> tuple[Agency, ...]:
    return tuple(
        each for each in entries if each.in_force.until is not None and each.in_force.until < on
    )


def _folded(name: str) -> str:
    return _SPACE.sub("", name)
