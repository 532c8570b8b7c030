"""Programs killed at random instants of a mixed load: a short run of ``python -m tests.faults``.

Nothing acknowledged is lost, nothing is half there, the journal verifies, the outbox loses nothing
and settles nothing twice, the search index says what the records say. On PostgreSQL the server is
killed too, now and then.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.faults.__main__ import WITHOUT_SERVER

ROOT = Path(__file__).parents[2]
KILLS = 12


@pytest.mark.parametrize("store", ["sqlite", "postgres"])
def test_a_store_whose_programs_are_killed_holds_what_it_acknowledged(store: str) -> None:
    asked = ["--kills", str(KILLS), "--store", store, "--seed", str(os.getpid())]
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults", *asked],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    if done.returncode == WITHOUT_SERVER:
        if "postgres" in os.environ.get("DISCLOSURE_REQUIRE", "").split(","):
            pytest.fail("needs postgres, and DISCLOSURE_REQUIRE demands it", pytrace=False)
        pytest.skip("needs a PostgreSQL server, which is not installed")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["kills"] == KILLS
    assert report["acknowledged"] > 0
