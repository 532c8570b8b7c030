"""The door of the office: what must not be in here at all is turned away (涉密文件不得录入).

Every way in asks it before anything is kept, indexed or written to a log. Of a document that is
turned away only the fact is kept, and journaled in the same transaction.
"""

from typing import NoReturn

from disclosure_core.access.values import Visibility
from disclosure_core.codec import unstructure
from disclosure_core.documents.values import Document
from disclosure_core.errors import RefusedAtDoorError
from disclosure_core.messages import Message
from disclosure_core.office.desk import Desk
from disclosure_core.records.ids import new_id
from disclosure_core.review.door import TurnedAway, turned_away
from disclosure_core.review.values import Draft, Refusal

REFUSAL = "core:refusal"


def refuse_at_door(
    desk: Desk,
    document: Document,
    *,
    door: str,
    visibility: str = Visibility.STAFF,
    changing: str | None = None,
) -> None:
    """Let ``document`` in, or turn it away.

    Args:
        desk: The office and who acts in it.
        document: What is to come in; nothing of it is kept here.
        door: Which way in, for the journal: ``draft``, ``change``, ``check``.
        visibility: Who may see that it was refused.
        changing: The id of the kept document that it is to change.

    Raises:
        RefusedAtDoorError: a rule at the door turns the document away, or could not finish.
    """
    today = desk.today()
    away = turned_away(Draft(document=document, on=today), desk.registry.on(today).rules)
    if away is not None:
        refusal = Refusal(rule=away.rule.id, door=door, document=changing)
        _refuse(desk, away, refusal, visibility)


def _refuse(desk: Desk, away: TurnedAway, refusal: Refusal, visibility: str) -> NoReturn:
    with desk.store.transaction(desk.change("refused at the door")) as transaction:
        transaction.put(REFUSAL, new_id(desk.now()), unstructure(refusal), visibility=visibility)
    what = (
        Message("The rule “{rule}” could not finish; the document was refused.", rule=away.rule.id)
        if away.failed
        else Message("The document was refused at the door: {rule}.", rule=away.rule.name)
    )
    raise RefusedAtDoorError(
        what,
        rule=away.rule.id,
        why=Message("Nothing of it was kept; that it was refused is in the journal."),
        fix=Message("take it to whoever keeps such documents in your agency; never put it in here.")
        if not away.failed
        else Message("mend or replace the plugin of the rule, then bring the document again."),
    )
