"""What a program says about its work through a pipe, line by line, so that it outlives a kill.

A line is written in one call and short or not, it is only read when it is whole. ``tried`` comes
before a change is begun and holds all of it; ``done`` comes after it was committed; ``void`` says
that it was undone; ``claimed`` and ``head`` say what a read showed.
"""

import json
import os
from typing import Any


class Teller:
    """The writing end."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe

    def say(self, what: str, **facts: Any) -> None:
        line = json.dumps({"what": what, **facts}, ensure_ascii=False).encode() + b"\n"
        while line:
            line = line[os.write(self._pipe, line) :]


def lines(heard: bytes) -> list[dict[str, Any]]:
    """Everything that was said whole."""
    whole, _, _ = heard.rpartition(b"\n")
    return [json.loads(each) for each in whole.split(b"\n")] if whole else []
