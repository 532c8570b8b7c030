"""Words of the organisation that only the terminal says."""

from collections.abc import Mapping

from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message
from disclosure_core.organisation.names import NameState

STATES: Mapping[NameState, Message] = {
    NameState.CURRENT: Message("current name"),
    NameState.FORMER: Message("former name"),
    NameState.LATER: Message("later name"),
    NameState.UNKNOWN: Message("unknown name"),
}


def basis_text(basis: LegalBasis) -> Message:
    """A basis on a line of its own."""
    return Message("  basis: {basis}", basis=basis)
