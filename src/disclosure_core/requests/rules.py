"""Which law of requests holds: the one in force on the day of receipt (从受理日适用法律).

Pure: rules in, one of them out.
"""

from collections.abc import Iterable
from datetime import date

from disclosure_core.errors import DataError
from disclosure_core.messages import Message
from disclosure_core.requests.values import RequestRules


def request_rules_on(rules: Iterable[RequestRules], received: date) -> RequestRules:
    """The rules for a request received on a day.

    Args:
        rules: All that are known; what another of them replaces is passed over on its days.
        received: The day of receipt.

    Raises:
        DataError: none is in force that day. A request from before the law that is known is not
            counted by it: the law of its own day had other periods and other articles.
    """
    known = tuple(rules)
    standing = [each for each in known if each.in_force.covers(received)]
    replaced = {each.replaces for each in standing}
    held = [each for each in standing if each.id not in replaced]
    if held:
        return held[0]
    if not known:
        raise DataError(
            Message("No plugin in use brings the law of requests."),
            fix=Message("install a plugin that does, such as disclosure-china."),
        )
    raise DataError(
        Message(
            "No law of requests is known for one received on {received}: {known}.",
            received=received,
            known=tuple(_told(each) for each in known),
        ),
        why=Message("A request is counted by the law in force on the day it was received."),
        fix=Message("add a plugin that supplies the law of that day."),
    )


def _told(rules: RequestRules) -> Message:
    period = rules.in_force
    if period.since and period.until:
        return Message(
            "{name} holds from {since} to {until}",
            name=rules.name,
            since=period.since,
            until=period.until,
        )
    if period.since:
        return Message("{name} holds from {since} on", name=rules.name, since=period.since)
    return Message("{name} held until {until}", name=rules.name, until=period.until)
