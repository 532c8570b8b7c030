"""The command line: disclosure ROOM VERB (命令行)."""

from disclosure_core.cli.main import main

__all__ = ["main"]
