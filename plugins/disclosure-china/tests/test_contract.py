"""The plugin keeps to what every plugin must keep to."""

from datetime import date
from typing import ClassVar

from disclosure_china import plugin as china
from disclosure_core import Document, Draft
from disclosure_core.testing.plugin import PluginContract


class TestContract(PluginContract):
    plugin = china
    name = "china"
    options: ClassVar = {"site_identifier": "4301210001"}
    clean = Draft(
        document=Document(title="通知", text="请遵照执行。\n（此件公开发布）"),
        on=date(2026, 11, 24),
    )
    caught_by: ClassVar = {
        "classification": Draft(
            document=Document(title="通知", text="请遵照执行。\n（此件依申请公开）"),
            on=date(2026, 11, 24),
        )
    }
