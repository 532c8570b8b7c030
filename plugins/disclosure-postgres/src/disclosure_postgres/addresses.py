"""Where a store is: the address, the same without its password, what the driver is given.

Everything that libpq understands may stand in an address (``?sslmode=verify-full``); what does not
stand there it takes from ``PGPASSWORD``, ``~/.pgpass`` and the like.
"""

from collections.abc import Mapping

import psycopg
from attrs import field, frozen
from psycopg.conninfo import conninfo_to_dict

from disclosure_core import Message, StoreError

PACKAGE = "disclosure_postgres"

_OURS = {
    "application_name": "disclosure",
    "client_encoding": "utf8",
    "connect_timeout": "10",
    # a server whose network is gone is noticed within a minute, not within hours
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "30000",
}
"""What holds where the address says nothing else."""


@frozen
class Address:
    """An address taken apart. ``name`` is how people are told of it; it holds no password."""

    name: str
    parameters: Mapping[str, str] = field(repr=False)


def read_address(address: str) -> Address:
    """Take an address apart.

    Raises:
        StoreError: PostgreSQL does not understand it.
    """
    try:
        given = conninfo_to_dict(address)
    except psycopg.ProgrammingError:  # what it says may quote the password
        scheme = address.partition("://")[0]
        raise StoreError(
            Message(
                "PostgreSQL does not understand the store's address {scheme}://….",
                package=PACKAGE,
                scheme=scheme,
            ),
            fix=Message(
                "write postgresql://USER@HOST/DATABASE; special characters of a password are"
                " percent-encoded.",
                package=PACKAGE,
            ),
        ) from None
    parameters = {key: str(value) for key, value in given.items() if value is not None}
    return Address(_name(parameters), {**_OURS, **parameters})


def _name(parameters: Mapping[str, str]) -> str:
    user, host, port = (parameters.get(key, "") for key in ("user", "host", "port"))
    who = f"{user}@" if user else ""
    where = f"{host}:{port}" if port else host
    return f"postgresql://{who}{where}/{parameters.get('dbname', '')}"
