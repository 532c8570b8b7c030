"""Confirming items that nobody has verified (核实): what is open, and what was confirmed.

A confirmed item holds in the office's own layer from then on, with the basis and the address that
a person gave. Nothing is confirmed by a program.
"""

from collections.abc import Sequence

from attrs import frozen

from disclosure_core.access.permissions import Permission
from disclosure_core.access.values import Visibility
from disclosure_core.catalogue.confirmations import Confirmation, confirmed
from disclosure_core.catalogue.layers import Catalogue, CatalogueItem
from disclosure_core.codec import structure, unstructure
from disclosure_core.errors import NotAllowedError, NotFoundError
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message
from disclosure_core.office.desk import Desk
from disclosure_core.office.layers import CONFIRMATION, OfficeLayers
from disclosure_core.records.values import Query


@frozen
class OfficeConfirmations:
    """Unverified items and their confirmations (待核实事项)."""

    desk: Desk

    def unconfirmed(self) -> tuple[CatalogueItem, ...]:
        """The items of the office's region that nobody has confirmed yet, in catalogue order."""
        return tuple(each for each in self._with_unverified().items if each.unverified)

    def kept(self) -> tuple[Confirmation, ...]:
        """The confirmations so far, oldest first."""
        query = Query(kind=CONFIRMATION, newest_first=False)
        return tuple(
            structure(record.body, Confirmation)
            for record in self.desk.store.each(query, visible=self.desk.visible)
        )

    def confirm(
        self,
        item: str,
        *,
        source: str,
        bases: Sequence[LegalBasis],
        reason: str | None = None,
    ) -> Confirmation:
        """Confirm an unverified item: from now on it holds in the office's own layer.

        Args:
            item: The item's id.
            source: The address it was read at.
            bases: The legal bases printed there.
            reason: What else is to be said; kept in the journal too.

        Raises:
            NotAllowedError: the actor may not change the catalogue, the item is verified, or was
                confirmed already.
            NotFoundError: there is no such item.
            DataError: no basis, an address that nobody can open, or an item of that name that
                holds already.
        """
        self.desk.permit(Permission.KEEP_CATALOGUE)
        change = self.desk.change(reason or f"confirmation of {item}")
        with self.desk.store.transaction(change) as transaction:
            known = self._open(item)
            confirmation = confirmed(
                known,
                source=source,
                bases=bases,
                on=self.desk.today(),
                reason=reason,
                beside=[
                    each.item for each in OfficeLayers(self.desk).stacked(self.desk.today()).items
                ],
            )
            transaction.put(
                CONFIRMATION, item, unstructure(confirmation), visibility=Visibility.PUBLIC
            )
        return confirmation

    def _open(self, id: str) -> CatalogueItem:
        """The unverified item of that id."""
        for each in self.kept():
            if each.item.id == id:
                raise NotAllowedError(
                    Message("{item} was confirmed already, on {on}.", item=id, on=each.confirmed_on)
                )
        known = self._with_unverified().item(id)
        if known is None:
            raise NotFoundError(
                Message("There is no unverified item {item}.", item=id),
                fix=Message("`disclosure catalogue list --include-unverified` shows them."),
            )
        if not known.unverified:
            raise NotAllowedError(
                Message("{item} holds already; there is nothing to confirm.", item=id)
            )
        return known

    def _with_unverified(self) -> Catalogue:
        return OfficeLayers(self.desk).stacked(self.desk.today(), include_unverified=True)
