"""The core is a plugin like any other and keeps to the same contract."""

from datetime import date
from typing import ClassVar

from attrs import evolve

from disclosure_core.catalogue.values import DisclosureItem
from disclosure_core.documents.values import Document
from disclosure_core.extensions import builtin
from disclosure_core.review.values import Draft
from disclosure_core.testing.plugin import PluginContract

ITEM = DisclosureItem(id="china:budget", domain="china:finance", level1="预算", content=("收入表",))
CLEAN = Draft(
    document=Document(title="2026年预算", text="收入表：合计12300元"),
    items=(ITEM,),
    on=date(2026, 3, 2),
)


class TestCore(PluginContract):
    plugin = builtin
    name = "core"
    clean = CLEAN
    caught_by: ClassVar = {
        "required-elements": evolve(CLEAN, document=Document(title="2026年预算", text="见附件"))
    }
