"""Items as two catalogues may print them."""

from collections.abc import Callable

import pytest

from disclosure_core.catalogue.values import DisclosureItem, TimeLimit, TimeLimitKind
from disclosure_core.legal import LegalBasis

REGULATIONS = LegalBasis(document="政府信息公开条例", number="国令第711号", article="第二十条")


@pytest.fixture
def item() -> Callable[..., DisclosureItem]:
    """Makes an item of 农村危房改造 as a file gives it: without an id."""

    def made(*names: str, **fields: object) -> DisclosureItem:
        path = dict(zip(("level1", "level2", "level3"), names, strict=False))
        usual = {
            "id": "",
            "domain": "china:dilapidated-rural-housing",
            "content": ("申请条件", "补助标准"),
            "bases": (REGULATIONS,),
            "time_limit": TimeLimit(
                kind=TimeLimitKind.WORKING_DAYS, days=20, printed="20个工作日内"
            ),
            "agency": "住房和城乡建设局",
        }
        return DisclosureItem(**(usual | path | fields))

    return made
