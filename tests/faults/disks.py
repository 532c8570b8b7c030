"""Small disks that can be filled, for tests: a file system in memory, where that is allowed."""

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from attrs import frozen

NOBODY = 65534


@frozen
class SmallDisk:
    """A file system of its own."""

    folder: Path

    def resize(self, kibibytes: int) -> None:
        self._mount("remount", f"size={kibibytes}k")

    def write_protect(self) -> None:
        self._mount("remount", "ro")

    def fill(self) -> None:
        """Take all the room that is left."""
        with (
            (self.folder / "filler").open("wb", buffering=0) as filler,
            contextlib.suppress(OSError),
        ):
            while filler.write(b"\0" * 4096):
                pass

    def empty(self) -> None:
        """Give back what :meth:`fill` took."""
        (self.folder / "filler").unlink()

    def _mount(self, *options: str) -> None:
        subprocess.run(["mount", "-o", ",".join(options), str(self.folder)], check=True)


@contextmanager
def small_disk(kibibytes: int) -> Iterator[SmallDisk | None]:
    """A disk for the block; ``None`` where nothing may be mounted."""
    folder = Path(tempfile.mkdtemp(prefix="disclosure-disk-"))
    try:
        mounted = os.geteuid() == 0 and shutil.which("mount") is not None
        if mounted:
            done = subprocess.run(
                ["mount", "-t", "tmpfs", "-o", f"size={kibibytes}k", "disclosure", str(folder)],
                capture_output=True,
                check=False,
            )
            mounted = done.returncode == 0
        yield SmallDisk(folder) if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)
        folder.rmdir()


@contextmanager
def without_privileges() -> Iterator[None]:
    """As somebody who may not write everywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
