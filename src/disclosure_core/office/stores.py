"""Open the store at an address, and copy one office's store to another (存储的打开与迁移).

SQLite is the library's own; other schemes are opened by the plugins that supply them.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from attrs import evolve, frozen

from disclosure_core.errors import StoreError
from disclosure_core.extensions.registry import Registry
from disclosure_core.messages import Message
from disclosure_core.records.store import Store
from disclosure_core.records.values import Checkpoint
from disclosure_core.settings import store_file
from disclosure_core.store.sqlite import open_sqlite_store

KNOWN_PLUGINS = {"postgresql": "disclosure-postgres", "postgres": "disclosure-postgres"}
"""Who opens a scheme, for those who have not installed it yet."""

T = TypeVar("T")


def open_store(address: str, registry: Registry, *, folder: Path) -> Store:
    """The store at an address or path, made there if it is not yet.

    Args:
        address: ``sqlite:///office.sqlite``, a path, or an address whose scheme a plugin opens.
        registry: Supplies the kinds of records, and what opens other databases.
        folder: What a relative path of a SQLite file lies beneath.

    Raises:
        DataError: it is no address.
        StoreError: no plugin opens its scheme, or the store cannot be opened.
    """
    path = store_file(address, folder)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        return open_sqlite_store(path, registry.record_kinds)
    scheme = address.partition("://")[0]
    for factory in registry.stores:
        if factory.scheme == scheme:
            return factory.open(address, registry.record_kinds)
    raise _nobody_opens(scheme, registry)


def _nobody_opens(scheme: str, registry: Registry) -> StoreError:
    known = KNOWN_PLUGINS.get(scheme)
    schemes = ("sqlite", *(each.scheme for each in registry.stores))
    return StoreError(
        Message("No plugin opens stores at {scheme}://.", scheme=scheme),
        fix=Message("install it: pip install {what}", what=f"'{known}[binary]'")
        if known
        else Message("write an address that begins with one of {schemes}.", schemes=schemes),
    )


@frozen(kw_only=True)
class Copied:
    """What was copied (迁移结果): how many of each, where both journals end.

    ``missed`` counts journal entries that the source got while it was copied.
    """

    versions: int
    entries: int
    deliveries: int
    checkpoint: Checkpoint
    missed: int


def no_step(*_: int) -> None:
    """Tell nobody how many of how many things were copied."""


def copy_store(
    source: Store, target: Store, *, step: Callable[[int, int], None] = no_step
) -> Copied:
    """Copy everything that ``source`` keeps into the empty ``target``, verified, or nothing.

    Args:
        source: Read as of one instant; it may be in use.
        target: Empty.
        step: Told now and then how many of how many things were copied.

    Raises:
        StoreError: the source has nothing, or the target is not empty.
        JournalError: the source does not agree with its journal; nothing was copied.
    """
    if source.head() is None:
        raise StoreError(Message("The store to copy from is empty."))
    counts = {"versions": 0, "entries": 0, "deliveries": 0}

    def counted(name: str, series: Iterable[T], whole: int) -> Iterator[T]:
        for each in series:
            counts[name] += 1
            step(sum(counts.values()), whole)
            yield each

    with source.contents() as contents:
        whole = 2 * contents.head.sequence  # each entry, and about one version or delivery of it
        checkpoint = target.take_in(
            evolve(
                contents,
                versions=counted("versions", contents.versions, whole),
                entries=counted("entries", contents.entries, whole),
                deliveries=counted("deliveries", contents.deliveries, whole),
            )
        )
    last = source.head()
    missed = last.sequence - checkpoint.sequence if last else 0
    return Copied(**counts, checkpoint=checkpoint, missed=missed)
