"""The libraries that write office files: asked for only when one is written."""

from importlib import import_module
from typing import Any

from disclosure_core.errors import DisclosureError
from disclosure_core.messages import Message


class MissingExportError(DisclosureError):
    """A format cannot be written because its library is not installed; ``library`` names it."""

    code = "missing-export"

    def __init__(self, library: str, format: str) -> None:
        super().__init__(
            Message(
                "{format} cannot be written: {library} is not installed.",
                format=format,
                library=library,
            ),
            fix=Message('install it with `pip install "disclosure-core[export]"`.'),
        )
        self.library = library


def needed(module: str, library: str, format: str) -> Any:
    """The module of a library that only exports need.

    Raises:
        MissingExportError: it is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExportError(library, format) from error
