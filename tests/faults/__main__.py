"""The full run: ``python -m tests.faults --kills 500 --store sqlite|postgres [--seed N]``.

Prints one JSON object; ends with 1 and what did not hold where something did not.
"""

import argparse
import itertools
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from attrs import asdict
from tests.faults.places import (
    Place,
    PostgresPlace,
    SqlitePlace,
    postgres_server,
    scratch_folder,
)
from tests.faults.runs import run

WITHOUT_SERVER = 3
"""The exit status where PostgreSQL is asked for and not installed."""


@contextmanager
def places(store: str, beneath: Path | None = None) -> Iterator[Callable[[], Place] | None]:
    """What makes a new place for each store of a run; ``None`` without a PostgreSQL server."""
    with ExitStack() as stack:
        base = stack.enter_context(scratch_folder(beneath))
        names = itertools.count()

        def folder() -> Path:
            made = base / f"store-{next(names)}"
            made.mkdir()
            return made

        if store == "sqlite":
            yield lambda: SqlitePlace(folder())
            return
        server = stack.enter_context(postgres_server())
        yield None if server is None else lambda: PostgresPlace(server, folder())


def main() -> int:
    """Run and report."""
    options = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    options.add_argument("--kills", type=int, default=500)
    options.add_argument("--store", choices=("sqlite", "postgres"), default="sqlite")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument(
        "--folder", type=Path, help="where the stores are put, a temporary one else"
    )
    chosen = options.parse_args()
    with places(chosen.store, chosen.folder) as new_place:
        if new_place is None:
            sys.stderr.write("There is no PostgreSQL server here; install one.\n")
            return WITHOUT_SERVER
        report = run(new_place, chosen.kills, seed=chosen.seed, tell=_tell)
    told = {"store": chosen.store, "seed": chosen.seed, **asdict(report)}
    sys.stdout.write(json.dumps(told) + "\n")
    return 0


def _tell(kills: int) -> None:
    if sys.stderr.isatty() or kills % 50 == 0:
        sys.stderr.write(f"\r{kills} killed")
        sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
