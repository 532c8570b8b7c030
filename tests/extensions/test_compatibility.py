"""A plugin's requirement of this core is read as an installer would read it."""

import pytest

from disclosure_core.extensions.compatibility import unmet_requirement


@pytest.mark.parametrize(
    ("requirement", "version", "met"),
    [
        ("disclosure-core", "0.1.0", True),
        ("disclosure-core>=0.1", "0.1.0", True),
        ("disclosure-core>=0.1,<0.2", "0.1.9", True),
        ("disclosure-core>=0.1,<0.2", "0.2.0", False),
        ("disclosure_core (>=0.2)", "0.1.0", False),
        ("disclosure-core[frames]>=1.0; python_version > '3'", "0.9", False),
        ("disclosure-core==0.1", "0.1.0", True),
        ("disclosure-core!=0.1.0", "0.1.0", False),
        ("disclosure-core>0.1.0", "0.1.1", True),
        ("disclosure-core-extra>=9", "0.1.0", True),
        ("attrs>=99", "0.1.0", True),
        ("disclosure-core~=9.0", "0.1.0", True),  # left to the installer
    ],
)
def test_a_requirement_is_met_or_not(requirement: str, version: str, met: bool) -> None:
    assert (unmet_requirement([requirement], version) is None) is met
