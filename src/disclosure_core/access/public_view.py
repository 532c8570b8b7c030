"""What of a record the public sees (公开视图): by an allow-list of fields, a kind at a time.

JSON of a record is taken from here. A feed and a table of the catalogue write the fields of their
form out one by one; tests hold them to the same list. A field that nobody decided on is not shown;
:func:`undecided` names it, and a test of each plugin fails on it.
"""

from typing import Any

import attrs

from disclosure_core.access.values import Visibility
from disclosure_core.errors import NotFoundError
from disclosure_core.messages import Message
from disclosure_core.records.values import Record, RecordKind


def public_view(record: Record, kind: RecordKind) -> dict[str, Any]:
    """The fields of a public record that the public sees.

    Raises:
        NotFoundError: the record is not public; as for one that is not there.
    """
    if record.visibility != Visibility.PUBLIC or not kind.public:
        raise NotFoundError(Message("There is no {kind} {id}.", kind=record.kind, id=record.id))
    return {name: record.body[name] for name in kind.public_fields if name in record.body}


def undecided(kind: RecordKind) -> tuple[str, ...]:
    """Fields of a kind's value that nobody has said to be public or withheld; none is right.

    Names said to be both, or that the value does not have, are among them.
    """
    if not kind.public:
        return ()
    said = (*kind.public_fields, *kind.withheld_fields)
    has = {each.name for each in attrs.fields(kind.value)} if attrs.has(kind.value) else set(said)
    twice = {each for each in said if said.count(each) > 1}
    return tuple(sorted(has ^ set(said) | twice))
