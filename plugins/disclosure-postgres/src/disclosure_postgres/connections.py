"""Connections to a PostgreSQL database: made alike, lent to one thread at a time.

Every connection commits durably (``synchronous_commit`` is never off), reads only our schema, and
gives up after a while when another program holds what it waits for.
"""

import os
import select
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.pq import TransactionStatus

from disclosure_core import Message, StoreError
from disclosure_postgres.addresses import PACKAGE, Address
from disclosure_postgres.failures import database_errors

Connection = psycopg.Connection[tuple[Any, ...]]

PATIENCE = timedelta(seconds=10)
"""How long a program waits while another one writes."""


class Connections:
    """Connections to one database, lent out and taken back; made when they are needed."""

    def __init__(self, address: Address, patience: timedelta = PATIENCE) -> None:
        self.name = address.name
        self._address = address
        self._patience = patience
        self._idle: list[Connection] = []
        self._guard = threading.Lock()
        self._closed = False
        self._process = os.getpid()
        self._inherited: list[Connection] = []

    @contextmanager
    def lend(self) -> Iterator[Connection]:
        """A connection that nobody else uses until the block ends.

        Raises:
            StoreError: the database cannot be reached, or the store is closed.
        """
        connection = self._take()
        try:
            yield connection
        finally:
            self._give_back(connection)

    def _take(self) -> Connection:
        self._leave_behind_what_was_forked()
        while True:
            with self._guard:
                if self._closed:
                    raise StoreError(Message("The store {name} is closed.", name=self.name))
                idle = self._idle.pop() if self._idle else None
            if idle is None:
                return self._connect()
            if _alive(idle):
                return idle
            idle.close()

    def _leave_behind_what_was_forked(self) -> None:
        """A child uses none of its parent's connections, nor closes them."""
        if self._process != os.getpid():
            self._process = os.getpid()
            self._guard = threading.Lock()  # the parent's may have been held
            self._inherited += self._idle
            self._idle = []

    def _give_back(self, connection: Connection) -> None:
        if connection.closed or not _cleared(connection):
            connection.close()
            return
        with self._guard:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()

    def _connect(self) -> Connection:
        with database_errors(self.name):
            told = make_conninfo("", **self._address.parameters)
            connection = psycopg.connect(told, autocommit=True)
            try:
                self._prepare(connection)
            except BaseException:
                connection.close()
                raise
            return connection

    def _prepare(self, connection: Connection) -> None:
        found = connection.execute(
            "SELECT current_schema(), current_setting('server_encoding'),"
            " current_setting('synchronous_commit')"
        ).fetchone()
        schema, encoding, durable = found or (None, "", "")
        if schema is None:
            raise StoreError(
                Message(
                    "{name}: no schema of the search path exists.", package=PACKAGE, name=self.name
                ),
                fix=Message("make it with CREATE SCHEMA, or name another one.", package=PACKAGE),
            )
        if encoding != "UTF8":
            raise StoreError(
                Message(
                    "{name} keeps text as {encoding}, which cannot hold all of it.",
                    package=PACKAGE,
                    name=self.name,
                    encoding=encoding,
                ),
                fix=Message("make the database with ENCODING 'UTF8'.", package=PACKAGE),
            )
        patience = f"{int(self._patience.total_seconds() * 1000)}ms"
        for setting, value in (
            ("search_path", '"' + schema.replace('"', '""') + '"'),
            ("TimeZone", "UTC"),
            ("lock_timeout", patience),
            # the planner takes the long arrays and texts of search for cheap to look at
            ("enable_seqscan", "off"),
            ("synchronous_commit", "on" if durable == "off" else durable),
        ):
            connection.execute("SELECT set_config(%s, %s, false)", (setting, value))

    def close(self) -> None:
        """Close all; those lent out when they come back."""
        with self._guard:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()


def _alive(connection: Connection) -> bool:
    """Whether an idle connection can be used; a server that has left says so on the socket."""
    if connection.closed:
        return False
    said, _, _ = select.select([connection.fileno()], [], [], 0)
    if not said:
        return True
    try:
        connection.execute("SELECT 1")
    except psycopg.Error:
        return False
    return True


def _cleared(connection: Connection) -> bool:
    """Whether what was not committed is undone."""
    try:
        if connection.info.transaction_status != TransactionStatus.IDLE:
            connection.execute("ROLLBACK")
    except psycopg.Error:
        return False
    return connection.info.transaction_status == TransactionStatus.IDLE
