"""Data-only plugins: a folder with ``plugin.toml`` and tables beside it, no Python (数据插件)."""

from disclosure_core.extensions.folder.keys import FILE_NAME, name_of
from disclosure_core.extensions.folder.plugin import FolderPlugin
from disclosure_core.extensions.folder.reading import (
    FolderReading,
    look_through_folder,
    plugin_error,
    read_folder,
)

__all__ = [
    "FILE_NAME",
    "FolderPlugin",
    "FolderReading",
    "look_through_folder",
    "name_of",
    "plugin_error",
    "read_folder",
]
