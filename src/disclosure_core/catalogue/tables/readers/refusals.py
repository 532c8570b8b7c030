"""The errors of files that cannot be read, each with what was found and what to do.

Every reader raises these; none returns half a file.
"""

from disclosure_core.errors import UnreadableFileError
from disclosure_core.messages import Message

SAVE_AGAIN = Message(
    "open it in the program it was made with, save it again as .xlsx, .docx, .html, .md, .csv or "
    ".txt, and read that file."
)


def too_large(
    file: str, *, what: Message, limit: int, fix: Message | None = None
) -> UnreadableFileError:
    """The error of a file that goes beyond a limit; ``what`` names the thing counted."""
    return UnreadableFileError(
        Message(
            "{file}: {what}; at most {limit} are read, and nothing was taken from it.",
            file=file,
            what=what,
            limit=f"{limit:,}",
        ),
        file=file,
        fix=fix
        or Message("split the file, or leave out the pictures and the sheets without a catalogue."),
    )


def damaged(file: str, *, what: Message) -> UnreadableFileError:
    """The error of a file whose format is known but broken."""
    return UnreadableFileError(
        Message("{file}: the file is damaged: {what}", file=file, what=what),
        file=file,
        fix=Message(
            "open it in the program it was made with and save it again, or ask for a copy."
        ),
    )


def without_table(file: str, *, expected: Message) -> UnreadableFileError:
    """The error of a file that holds no table."""
    return UnreadableFileError(
        Message(
            "{file}: there is no table in it; expected {expected}.", file=file, expected=expected
        ),
        file=file,
        fix=Message(
            "check that this is the right file; a table copied as plain text is read from a .txt "
            "file."
        ),
    )


def another_format(file: str, *, found: Message, fix: Message = SAVE_AGAIN) -> UnreadableFileError:
    """The error of a file in a format that no reader here reads."""
    return UnreadableFileError(
        Message(
            "{file}: this is {found}; expected a table in .xlsx, .xls, .docx, .html, .md, .csv or "
            ".txt.",
            file=file,
            found=found,
        ),
        file=file,
        fix=fix,
    )


def empty(file: str) -> UnreadableFileError:
    """The error of a file with nothing in it."""
    return UnreadableFileError(
        Message("{file}: the file is empty; expected a table of disclosure items.", file=file),
        file=file,
        fix=Message("check that it was saved and copied completely."),
    )
