"""The outbox in SQLite: deliveries kept, claimed under a lease, settled (发件箱).

Every function runs inside a write transaction, which SQLite gives to one program at a time: two
workers never claim the same delivery. A delivery is free again when its lease has run out.
"""

import json
import sqlite3
from datetime import datetime

from disclosure_core.records.journal import instant_text
from disclosure_core.records.values import PENDING, Claim, OutboxEntry
from disclosure_core.store.rules import void_claim
from disclosure_core.store.transactions import Held


def insert(
    connection: sqlite3.Connection,
    key: str,
    release: str,
    body: str,
    digest: str,
    due_at: datetime,
    at: datetime,
) -> bool:
    """Keep a new delivery; ``False`` where there is one of that key."""
    return bool(
        connection.execute(
            """
            INSERT OR IGNORE INTO outbox
                (key, release, version, state, due_at, claims, leased_until, changed_at,
                 body, digest)
            VALUES (?, ?, 1, ?, ?, 0, NULL, ?, ?, ?)
            """,
            (key, release, PENDING, instant_text(due_at), instant_text(at), body, digest),
        ).rowcount
    )


def claim(
    connection: sqlite3.Connection, now: datetime, lease_until: datetime, limit: int
) -> tuple[Claim, ...]:
    """Lease what is due and free, the longest due first."""
    free = connection.execute(
        """
        SELECT key, release, body, claims + 1 FROM outbox
        WHERE state = ? AND due_at <= ? AND (leased_until IS NULL OR leased_until <= ?)
        ORDER BY due_at, key LIMIT ?
        """,
        (PENDING, instant_text(now), instant_text(now), limit),
    ).fetchall()
    connection.executemany(
        "UPDATE outbox SET claims = ?, leased_until = ? WHERE key = ?",
        [(number, instant_text(lease_until), key) for key, _, _, number in free],
    )
    return tuple(
        Claim(key=key, release=release, body=json.loads(body), number=number)
        for key, release, body, number in free
    )


def held(connection: sqlite3.Connection, claimed: Claim) -> Held:
    """The delivery that a claim holds.

    Raises:
        StaleVersionError: the claim is void.
    """
    found = connection.execute(
        """
        SELECT version, digest, due_at FROM outbox
        WHERE key = ? AND release = ? AND claims = ? AND leased_until IS NOT NULL
        """,
        (claimed.key, claimed.release, claimed.number),
    ).fetchone()
    if found is None:
        raise void_claim(claimed.key)
    version, digest, due_at = found
    return Held(version, digest, datetime.fromisoformat(due_at))


def settle(
    connection: sqlite3.Connection,
    claimed: Claim,
    body: str,
    digest: str,
    state: str,
    due_at: datetime,
    at: datetime,
) -> None:
    """Write back a claimed delivery and end its lease."""
    connection.execute(
        """
        UPDATE outbox SET version = version + 1, state = ?, due_at = ?, leased_until = NULL,
            changed_at = ?, body = ?, digest = ?
        WHERE key = ?
        """,
        (state, instant_text(due_at), instant_text(at), body, digest, claimed.key),
    )


def entries(
    connection: sqlite3.Connection, state: str | None, release: str | None
) -> tuple[OutboxEntry, ...]:
    """Entries in a state, about a release, oldest first."""
    rows = connection.execute(
        """
        SELECT key, release, body, state, due_at, claims, leased_until, changed_at
        FROM outbox
        WHERE (:state IS NULL OR state = :state) AND (:release IS NULL OR release = :release)
        ORDER BY number
        """,
        {"state": state, "release": release},
    )
    return tuple(_entry(*row) for row in rows)


def _entry(
    key: str,
    release: str,
    body: str,
    state: str,
    due_at: str,
    claims: int,
    leased_until: str | None,
    changed_at: str,
) -> OutboxEntry:
    return OutboxEntry(
        key=key,
        release=release,
        body=json.loads(body),
        state=state,
        due_at=datetime.fromisoformat(due_at),
        claims=claims,
        leased_until=datetime.fromisoformat(leased_until) if leased_until else None,
        changed_at=datetime.fromisoformat(changed_at),
    )
