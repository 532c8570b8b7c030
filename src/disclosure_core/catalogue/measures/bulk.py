"""Put off the search for reference cycles while very many values are made.

Measuring a year makes a million small values that can hold no cycle; Python's collector would walk
all of them again and again, which takes longer than measuring. For the edges (an office, a command,
a benchmark): functions of this room do not touch the interpreter.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """No cycles are looked for inside the block; afterwards as before. Frees nothing less."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
