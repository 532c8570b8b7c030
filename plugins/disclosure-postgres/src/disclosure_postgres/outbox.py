"""The outbox in PostgreSQL: deliveries kept, claimed under a lease, settled (发件箱).

Claiming takes rows that nobody else is taking at the moment (``SKIP LOCKED``), in one statement:
two workers never claim the same delivery, and neither waits. A delivery is free again when its
lease has run out.
"""

from datetime import datetime
from typing import Any

from disclosure_core.records.values import PENDING, Claim, OutboxEntry
from disclosure_core.store.rules import void_claim
from disclosure_core.store.transactions import Held
from disclosure_postgres.connections import Connection
from disclosure_postgres.texts import kept_text, read_body, read_text

_ENTRY = "key, release, body::text, state, due_at, claims, leased_until, changed_at"


def insert(
    connection: Connection,
    key: str,
    release: str,
    body: str,
    digest: str,
    due_at: datetime,
    at: datetime,
) -> bool:
    """Keep a new delivery; ``False`` where there is one of that key."""
    found = connection.execute(
        """
        INSERT INTO outbox (key, release, version, state, due_at, claims, changed_at, body, digest)
        VALUES (%s, %s, 1, %s, %s, 0, %s, %s::jsonb, %s)
        ON CONFLICT (key) DO NOTHING RETURNING number
        """,
        (key, kept_text(release), PENDING, due_at, at, body, digest),
    ).fetchone()
    return found is not None


def claim(
    connection: Connection, now: datetime, lease_until: datetime, limit: int
) -> tuple[Claim, ...]:
    """Lease what is due and free, the longest due first."""
    rows = connection.execute(
        """
        WITH free AS (
            SELECT number FROM outbox
            WHERE state = %(pending)s AND due_at <= %(now)s
              AND (leased_until IS NULL OR leased_until <= %(now)s)
            ORDER BY due_at, key LIMIT %(limit)s
            FOR UPDATE SKIP LOCKED
        )
        UPDATE outbox AS o SET claims = o.claims + 1, leased_until = %(until)s
        FROM free WHERE o.number = free.number
        RETURNING o.due_at, o.key, o.release, o.body::text, o.claims
        """,
        {"pending": PENDING, "now": now, "until": lease_until, "limit": limit},
    ).fetchall()
    return tuple(
        Claim(key=key, release=read_text(release), body=read_body(body), number=number)
        for _, key, release, body, number in sorted(rows)
    )


def held(connection: Connection, claimed: Claim) -> Held:
    """The delivery that a claim holds, held until the transaction ends.

    Raises:
        StaleVersionError: the claim is void.
    """
    found = connection.execute(
        """
        SELECT version, digest, due_at FROM outbox
        WHERE key = %s AND release = %s AND claims = %s AND leased_until IS NOT NULL
        FOR UPDATE
        """,
        (claimed.key, kept_text(claimed.release), claimed.number),
    ).fetchone()
    if found is None:
        raise void_claim(claimed.key)
    return Held(*found)


def settle(
    connection: Connection,
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
        UPDATE outbox SET version = version + 1, state = %s, due_at = %s, leased_until = NULL,
            changed_at = %s, body = %s::jsonb, digest = %s
        WHERE key = %s
        """,
        (kept_text(state), due_at, at, body, digest, claimed.key),
    )


def entries(
    connection: Connection, state: str | None, release: str | None
) -> tuple[OutboxEntry, ...]:
    """Entries in a state, about a release, oldest first."""
    rows = connection.execute(
        f"""
        SELECT {_ENTRY} FROM outbox
        WHERE (%(state)s::text IS NULL OR state = %(state)s)
          AND (%(release)s::text IS NULL OR release = %(release)s)
        ORDER BY number
        """,  # noqa: S608 - our own names
        {"state": state and kept_text(state), "release": release and kept_text(release)},
    )
    return tuple(_entry(row) for row in rows)


def _entry(row: tuple[Any, ...]) -> OutboxEntry:
    key, release, body, state, due_at, claims, leased_until, changed_at = row
    return OutboxEntry(
        key=key,
        release=read_text(release),
        body=read_body(body),
        state=read_text(state),
        due_at=due_at,
        claims=claims,
        leased_until=leased_until,
        changed_at=changed_at,
    )
