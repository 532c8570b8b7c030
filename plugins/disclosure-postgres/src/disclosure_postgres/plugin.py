"""What this plugin supplies: stores at addresses such as ``postgresql://office@db/office``."""

from collections.abc import Iterable

from disclosure_core import Message, RecordKind, Store, StoreError, StoreFactory, hookimpl


def open_store(address: str, kinds: Iterable[RecordKind]) -> Store:
    """The store at ``address``; the driver is loaded only when one is opened.

    Raises:
        StoreError: there is no libpq for the driver, or the store cannot be opened.
    """
    try:
        from disclosure_postgres.store import open_postgres_store
    except ImportError as error:  # psycopg says so when it finds no libpq
        raise StoreError(
            Message("PostgreSQL's client library is missing.", package="disclosure_postgres"),
            fix=Message(
                "install one with it: pip install {what}",
                package="disclosure_postgres",
                what="'disclosure-postgres[binary]'",
            ),
        ) from error
    return open_postgres_store(address, kinds)


@hookimpl
def disclosure_stores() -> Iterable[StoreFactory]:
    """Both spellings that PostgreSQL's own programs understand."""
    yield StoreFactory(scheme="postgresql", open=open_store)
    yield StoreFactory(scheme="postgres", open=open_store)
