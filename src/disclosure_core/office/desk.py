"""What every area of the office works with: settings, registry, store, actor and clock.

The one place where the clock is read. Areas are given a desk and nothing else.
"""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from attrs import field, frozen

from disclosure_core.access.permissions import Permission, permits, roles_for
from disclosure_core.access.values import Actor, role_name
from disclosure_core.access.visibility import visible_to
from disclosure_core.errors import NotAllowedError
from disclosure_core.extensions.registry import Registry
from disclosure_core.messages import Message
from disclosure_core.office.memory import Memory
from disclosure_core.records.store import Store
from disclosure_core.records.values import Change
from disclosure_core.settings import Settings


@frozen(kw_only=True)
class Desk:
    """An office as one actor sees it (办公桌面).

    ``clock`` answers the instant, timezone-aware; tests give their own.
    """

    settings: Settings
    registry: Registry
    store: Store
    actor: Actor
    clock: Callable[[], datetime]
    memory: Memory = field(factory=Memory, repr=False, eq=False)

    def now(self) -> datetime:
        """The instant, in the office's time zone."""
        return self.clock().astimezone(ZoneInfo(self.settings.timezone))

    def today(self) -> date:
        """The local date."""
        return self.now().date()

    @property
    def visible(self) -> frozenset[str]:
        """The visibilities of records that the actor may see."""
        return frozenset(visible_to(self.actor))

    def journal_head(self) -> str:
        """The digest of the last journal entry: the same as long as no record has changed."""
        head = self.store.head()
        return head.digest if head else ""

    def change(self, why: str) -> Change:
        """Who changes something now, and why, for the journal."""
        return Change(
            who=self.actor.name,
            role=self.actor.acting,
            why=why,
            at=self.now(),
            algorithm=self.settings.journal_digest,
        )

    def permit(self, action: Permission, agency: str | None = None) -> None:
        """Refuse what no role that the actor holds there allows.

        Args:
            action: What is to be done.
            agency: Whose matter it is; ``None`` for the whole office's.

        Raises:
            NotAllowedError: the actor may not do it there.
        """
        if not permits(self.actor, action, agency):
            raise self._refusal(action, agency)

    def permit_somewhere(self, action: Permission) -> None:
        """Refuse who may do something nowhere, before a record is looked for.

        Raises:
            NotAllowedError: the actor may do it for no agency.
        """
        if not any(permits(self.actor, action, each) for each in (None, *self.actor.agencies)):
            raise self._refusal(action, None)

    def _refusal(self, action: Permission, agency: str | None) -> NotAllowedError:
        return NotAllowedError(
            Message(
                "{actor} may not do this: it takes the role {role}.",
                actor=self.actor.name,
                role=tuple(role_name(each) for each in roles_for(action)),
            )
            if agency is None
            else Message(
                "{actor} may not do this at {agency}: it takes the role {role}.",
                actor=self.actor.name,
                agency=agency,
                role=tuple(role_name(each) for each in roles_for(action)),
            ),
            fix=Message("`disclosure access explain NAME ACTION` tells why."),
        )

    def require(self, role: str, agency: str | None = None) -> None:
        """Refuse what only ``role`` may do, for an agency or the whole office.

        Raises:
            NotAllowedError: the actor does not hold the role there.
        """
        if not self.actor.holds(role, agency):
            raise NotAllowedError(
                Message(
                    "{actor} may not do this: it takes the role {role}.",
                    actor=self.actor.name,
                    role=role_name(role),
                )
            )
