"""Who signs in at the portal: passwords, and the sessions they open (登录).

What somebody may do is not here: their appointments say so, asked for anew with every request.
Passwords are kept as salted scrypt hashes and sessions as digests of their tokens, in a small
database beside the office, apart from its records.
"""

import hashlib
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from attrs import frozen
from werkzeug.security import check_password_hash, generate_password_hash

from disclosure_core import DataError, Message

SHORTEST = 12
LONGEST = 200
"""Characters of a password."""

LONGEST_NAME = 100
"""Characters of a name, at most: as long as one that can be appointed."""

TRIES = 5
"""Wrong passwords for one name, after which it waits."""

WAIT = timedelta(minutes=15)

IDLE = timedelta(minutes=30)
"""How long a session lives unused."""

LONGEST_SESSION = timedelta(hours=10)

_NOBODY = generate_password_hash(secrets.token_hex())
"""Compared with where a name is unknown, so that both take the same time."""

_TABLES = """
CREATE TABLE IF NOT EXISTS passwords (name TEXT PRIMARY KEY, hash TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS failures (name TEXT NOT NULL, at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS sessions (
    digest TEXT PRIMARY KEY, name TEXT NOT NULL, began REAL NOT NULL, seen REAL NOT NULL
);
"""


@frozen(kw_only=True)
class Session:
    """Somebody who is signed in. ``form_token`` goes with every form they send."""

    name: str
    form_token: str


@frozen
class SignIns:
    """Passwords and sessions of an office's portal, in the file at ``path``."""

    path: Path

    def set_password(self, name: str, password: str) -> None:
        """Set somebody's password and end their sessions.

        Raises:
            DataError: it is too short or too long.
        """
        if not SHORTEST <= len(password) <= LONGEST:
            raise DataError(
                Message(
                    "A password has {shortest} to {longest} characters.",
                    package="disclosure_portal",
                    shortest=SHORTEST,
                    longest=LONGEST,
                )
            )
        hashed = generate_password_hash(password)
        with self._open() as database:
            database.execute("INSERT OR REPLACE INTO passwords VALUES (?, ?)", (name, hashed))
            database.execute("DELETE FROM sessions WHERE name = ?", (name,))
            database.execute("DELETE FROM failures WHERE name = ?", (name,))

    def begin(self, name: str, password: str, *, now: datetime) -> str | None:
        """Open a session and answer its token; ``None`` where name and password do not fit.

        A wrong password and an unknown name are answered alike. After some tries a name waits,
        whoever tries it and whatever they say; what is tried while it waits is not looked at.
        """
        if len(name) > LONGEST_NAME or not self._may_try(name, now=now):
            return None
        with self._open() as database:
            row = database.execute("SELECT hash FROM passwords WHERE name = ?", (name,)).fetchone()
        fits = check_password_hash(row[0] if row else _NOBODY, password[:LONGEST])
        return self._opened(name, now=now) if row is not None and fits else None

    def _may_try(self, name: str, *, now: datetime) -> bool:
        """Whether a name waits no longer. Counts the try before it is looked at.

        So that many tries at the same moment are no more than those one after another.
        """
        since = (now - WAIT).timestamp()
        with self._open() as database:
            database.execute("DELETE FROM failures WHERE at <= ?", (since,))  # locks: counted alone
            (tries,) = database.execute(
                "SELECT count(*) FROM failures WHERE name = ?", (name,)
            ).fetchone()
            if tries >= TRIES:
                return False
            database.execute("INSERT INTO failures VALUES (?, ?)", (name, now.timestamp()))
            return True

    def _opened(self, name: str, *, now: datetime) -> str:
        """The token of a new session of somebody whose password fitted."""
        token = secrets.token_urlsafe(32)
        instant = now.timestamp()
        with self._open() as database:
            database.execute("DELETE FROM failures WHERE name = ?", (name,))
            database.execute(
                "DELETE FROM sessions WHERE began < ?", (instant - LONGEST_SESSION.total_seconds(),)
            )
            database.execute(
                "INSERT INTO sessions VALUES (?, ?, ?, ?)", (_digest(token), name, instant, instant)
            )
        return token

    def session(self, token: str, *, now: datetime) -> Session | None:
        """The session of a token; ``None`` where it has ended or never was."""
        if not token or not self.path.exists():
            return None
        with self._open() as database:
            row = database.execute(
                "SELECT name, began, seen FROM sessions WHERE digest = ?", (_digest(token),)
            ).fetchone()
            if row is None:
                return None
            name, began, seen = row
            instant = now.timestamp()
            idle = instant - seen > IDLE.total_seconds()
            if idle or instant - began > LONGEST_SESSION.total_seconds():
                database.execute("DELETE FROM sessions WHERE digest = ?", (_digest(token),))
                return None
            database.execute(
                "UPDATE sessions SET seen = ? WHERE digest = ?", (instant, _digest(token))
            )
        return Session(name=name, form_token=_digest(f"form {token}"))

    def end(self, token: str) -> None:
        """End a session."""
        with self._open() as database:
            database.execute("DELETE FROM sessions WHERE digest = ?", (_digest(token),))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """The database, made for this account's eyes only; committed when the block ends."""
        if not self.path.exists():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        with closing(sqlite3.connect(self.path, timeout=10)) as database:
            database.executescript(_TABLES)
            with database:
                yield database


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def sign_ins_of(folder: Path) -> SignIns:
    """The sign-ins of the office in a folder."""
    return SignIns(folder / "portal" / "sign-in.sqlite")
