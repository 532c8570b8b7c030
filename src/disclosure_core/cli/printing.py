"""Other people's words on a terminal: nothing in them is taken for a command.

A file may hold escape sequences; a terminal would obey them.
"""


def printable(text: str) -> str:
    """``text`` on one line, each character that is not to be seen made a space."""
    return "".join([each if each.isprintable() else " " for each in text])


def printable_lines(text: str) -> str:
    """``text`` with its line ends, each line printable."""
    return "\n".join(printable(line) for line in text.split("\n"))
