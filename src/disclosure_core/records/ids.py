"""Ids of records: opaque, sortable by time, never used again (记录标识)."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Digits and letters without i, l, o and u, which are misread or spell words."""

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_RANDOM_BYTES = 10
_LENGTH = 26


def new_id(
    now: datetime | None = None, randomness: Callable[[int], bytes] = secrets.token_bytes
) -> str:
    """26 characters: 48 bits of milliseconds since 1970, then 80 random bits (ULID).

    Ids of different milliseconds sort by time; those of one millisecond in no order.

    Args:
        now: The instant, timezone-aware; the present one if ``None``.
        randomness: Gives as many random bytes as it is asked for.

    >>> new_id(datetime(2026, 11, 24, tzinfo=UTC), lambda count: bytes(count))
    '01m85dmb000000000000000000'
    """
    milliseconds = ((now or datetime.now(UTC)) - _BEGINNING) // timedelta(milliseconds=1)
    number = (milliseconds << 8 * _RANDOM_BYTES) | int.from_bytes(randomness(_RANDOM_BYTES))
    letters = []
    for _ in range(_LENGTH):
        number, rest = divmod(number, 32)
        letters.append(ALPHABET[rest])
    return "".join(reversed(letters))
