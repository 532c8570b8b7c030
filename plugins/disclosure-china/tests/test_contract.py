"""The plugin keeps to what every plugin must keep to."""

from typing import ClassVar

from disclosure_china import plugin as china
from disclosure_core.testing.plugin import PluginContract


class TestContract(PluginContract):
    plugin = china
    name = "china"
    options: ClassVar = {"site_identifier": "4301210001"}
