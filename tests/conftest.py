"""What tests may need of the machine they run on, and what happens where it is missing."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# A slow moment of a shared machine is no failure; benchmarks measure time. New examples are tried
# where somebody can look at them; CI tries the same ones each time.
settings.register_profile("founders", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("founders")

PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "java": ("java",),
    "postgres": (
        "initdb",
        *sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb")), reverse=True),
    ),
}
"""Names a test may require, and the programs of which one must be there."""


@pytest.fixture(scope="session")
def require() -> Callable[[str], str]:
    """``require("chromium")``: the path of the program; the test is skipped where there is none.

    Under ``DISCLOSURE_REQUIRE=postgres,java,chromium`` a test that would be skipped for one of the
    names given fails instead, so that CI cannot pass by lacking what it should have tested.
    """
    demanded = {name for name in os.environ.get("DISCLOSURE_REQUIRE", "").split(",") if name}
    if unknown := demanded - PROGRAMS.keys():
        raise pytest.UsageError(f"DISCLOSURE_REQUIRE names {sorted(unknown)}, not {[*PROGRAMS]}")

    def find(name: str) -> str:
        found = next((path for each in PROGRAMS[name] if (path := shutil.which(each))), None)
        if found is None and name in demanded:
            pytest.fail(f"needs {name}, and DISCLOSURE_REQUIRE demands it", pytrace=False)
        if found is None:
            pytest.skip(f"needs {name}, which is not installed")
        return found

    return find
