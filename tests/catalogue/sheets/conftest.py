"""The names and words that the tables of these tests are written and read with."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from disclosure_core.catalogue.sheets.cells import Wording
from disclosure_core.catalogue.sheets.layout import CatalogueExport
from disclosure_core.catalogue.tables.forms import form_from
from disclosure_core.catalogue.values import (
    Audience,
    ChannelKind,
    DisclosureItem,
    DisclosureMode,
    Domain,
    ItemChannel,
    ItemType,
    Level,
    Phase,
    TimeLimit,
    TimeLimitKind,
)
from disclosure_core.legal import LegalBasis

ROOT = Path(__file__).parents[3]
WORDS = ROOT / "plugins" / "disclosure-china" / "src" / "disclosure_china"

PERMIT = ItemType(
    id="demo:permit",
    name="行政许可",
    content=("办理依据",),
    basis=LegalBasis(document="行政许可法", number="主席令第7号"),
)


def wording_of_the_form():
    """The words of the standard catalogue, two domains and a type of item."""
    form = form_from(
        tomllib.loads((WORDS / "table_form.toml").read_text("utf-8")),
        characters=tomllib.loads((WORDS / "traditional.toml").read_text("utf-8")),
    )
    domains = (
        Domain(id="demo:planning", name="城乡规划", number=1),
        Domain(id="demo:relief", name="救灾", number=2),
    )
    return Wording(form=form, domains=domains, item_types=(PERMIT,))


@pytest.fixture(scope="session")
def wording():
    return wording_of_the_form()


def item(number=1, *, level1="规划编制", domain="demo:planning", **given):
    """An item as printed catalogues have it."""
    values = {
        "level2": f"详细规划{number}",
        "content": ("规划批准文件", "规划文本及图纸"),
        "bases": (LegalBasis(document="城乡规划法", number="主席令第74号", article="第八条"),),
        "time_limit": TimeLimit(
            kind=TimeLimitKind.WORKING_DAYS, days=20, printed="信息形成之日起20个工作日内"
        ),
        "agency": "自然资源局",
        "channels": (
            ItemChannel(kind=ChannelKind.WEBSITE, printed="政府网站"),
            ItemChannel(kind=ChannelKind.GAZETTE, printed="政府公报", required=False),
            ItemChannel(kind=ChannelKind.READING_POINT, printed="公开查阅点"),
        ),
        "audience": (Audience.SOCIETY,),
        "modes": (DisclosureMode.PROACTIVE,),
        "levels": (Level.COUNTY,),
        "phases": (Phase.DECISION, Phase.RESULT),
        "item_type": "demo:permit",
        "service": False,
        "source": "示例来源",
    }
    return DisclosureItem(
        id=f"{domain}-{number}", domain=domain, level1=level1, **{**values, **given}
    )


@pytest.fixture
def made():
    return item


@pytest.fixture
def export(wording):
    def make(*items, **given):
        return CatalogueExport(
            place="示例县", on=date(2026, 11, 24), wording=wording, items=items, **given
        )

    return make
