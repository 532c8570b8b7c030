"""Backups of the office's store, and the condition it is in (备份与检查).

Restoring is done without opening the office: what stands there may not open any more. See
:func:`disclosure_core.store.restoring.restore_backup`.
"""

import shutil
from datetime import datetime
from pathlib import Path

from attrs import frozen

from disclosure_core.access.permissions import Permission
from disclosure_core.errors import JournalError
from disclosure_core.office.desk import Desk
from disclosure_core.records.settings import LAST_BACKUP, LAST_BACKUP_CHECKPOINT, LAST_RESTORE
from disclosure_core.records.values import Checkpoint
from disclosure_core.settings import store_file
from disclosure_core.store.migrating import COPIES
from disclosure_core.store.restoring import verify_backup
from disclosure_core.store.sqlite import SqliteStore

FOLDER = "backups"
"""Where backups go that are given no name, beneath the office's folder."""


@frozen(kw_only=True)
class BackedUp:
    """A backup that was written and verified (备份结果).

    Attributes:
        path: Its file.
        size: Bytes of it.
        checkpoint: Where its journal ends.
    """

    path: Path
    size: int
    checkpoint: Checkpoint


@frozen(kw_only=True)
class Condition:
    """The condition of a store (存储状况).

    Attributes:
        damages: What SQLite finds wrong with the file, in its words; empty on other databases,
            which look after their files themselves.
        checkpoint: Where the journal ends; ``None`` where it does not verify.
        broken: What does not agree with the journal.
        size: Bytes that the file takes; ``None`` on other databases.
        free: Bytes free on its disk; ``None`` on other databases.
        needed: Bytes that should be free for a newer version to take it forward.
        last_backup: When it was backed up last, by :meth:`OfficeBackups.back_up`.
        last_restore: When a backup was put in its place.
    """

    damages: tuple[str, ...]
    checkpoint: Checkpoint | None
    broken: JournalError | None
    size: int | None
    free: int | None
    last_backup: datetime | None
    last_restore: datetime | None

    @property
    def needed(self) -> int | None:
        """Bytes that should be free on its disk."""
        return None if self.size is None else COPIES * self.size

    @property
    def short_of_space(self) -> bool:
        """Whether a newer version could not take it forward for want of room."""
        return self.needed is not None and self.free is not None and self.free < self.needed

    @property
    def sound(self) -> bool:
        """Whether there is nothing to do."""
        return not self.damages and self.broken is None and not self.short_of_space


@frozen
class OfficeBackups:
    """Copies of the whole store, and whether it is whole (备份)."""

    desk: Desk

    def back_up(self, path: Path | None = None) -> BackedUp:
        """Write a backup while the store is in use, and verify it.

        Args:
            path: Where; a file named after the instant in the folder ``backups`` if not given.

        Raises:
            NotAllowedError: the actor may not.
            StoreError: there is something at ``path`` already, it cannot be written, or what was
                written is damaged.
            JournalError: the store does not agree with its journal; no backup is left.
        """
        self.desk.permit(Permission.ADMINISTER)
        chosen = path if path is not None else self._own_path()
        self.desk.store.backup(chosen)
        try:
            checkpoint = verify_backup(chosen)
        except BaseException:
            chosen.unlink(missing_ok=True)
            raise
        change = self.desk.change(f"backed up to {chosen.name}")
        with self.desk.store.transaction(change) as writing:
            writing.keep_setting(LAST_BACKUP, change.at.isoformat())
            writing.keep_setting(
                LAST_BACKUP_CHECKPOINT, f"{checkpoint.sequence}:{checkpoint.digest}"
            )
        return BackedUp(path=chosen, size=chosen.stat().st_size, checkpoint=checkpoint)

    def check(self) -> Condition:
        """Look whether the file is whole, the journal verifies, and there is room left.

        Reads everything.

        Raises:
            NotAllowedError: the actor may not.
        """
        self.desk.permit(Permission.ADMINISTER)
        store = self.desk.store
        damages = store.damages() if isinstance(store, SqliteStore) else ()
        broken, checkpoint = None, None
        try:
            checkpoint = store.verify()
        except JournalError as error:
            broken = error
        file = store_file(self.desk.settings.store, self.desk.settings.folder)
        kept = store.settings()
        return Condition(
            damages=damages,
            checkpoint=checkpoint,
            broken=broken,
            size=None if file is None else _size(file),
            free=None if file is None else shutil.disk_usage(file.parent).free,
            last_backup=_instant(kept.get(LAST_BACKUP)),
            last_restore=_instant(kept.get(LAST_RESTORE)),
        )

    def _own_path(self) -> Path:
        folder = self.desk.settings.folder / FOLDER
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder / f"office-{self.desk.now():%Y%m%d-%H%M%S}.sqlite"


def _size(file: Path) -> int:
    beside = file.with_name(f"{file.name}-wal")
    return sum(each.stat().st_size for each in (file, beside) if each.exists())


def _instant(kept: object) -> datetime | None:
    return datetime.fromisoformat(kept) if isinstance(kept, str) else None
