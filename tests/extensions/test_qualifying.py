"""Ids without a colon become their plugin's own; whatever is checked by id is written in full."""

from datetime import date
from decimal import Decimal

import pytest

from disclosure_core.catalogue.values import (
    CatalogueLayer,
    DisclosureItem,
    ItemType,
    Level,
    Omission,
    Refinement,
    Succession,
    Twin,
    Waiver,
)
from disclosure_core.extensions.asking import Answer
from disclosure_core.extensions.claims import claims_of, references_of
from disclosure_core.extensions.qualifying import qualified
from disclosure_core.legal import LegalBasis
from disclosure_core.organisation.values import (
    Agency,
    Organisation,
    OrganisationChange,
    PilotClaim,
    PostRole,
    Region,
    RegionKind,
    ReportedFigure,
    Responsible,
    ServicePoint,
    ServicePointKind,
)

BASIS = LegalBasis(document="政府信息公开条例", number="国令第711号", article="第二十条")
LAYER = CatalogueLayer(
    id="county",
    name="本县",
    level=Level.COUNTY,
    over="national",
    region="county",
    replaces="older",
    items=(DisclosureItem(id="plans", domain="safety", level1="预案", item_type="plan"),),
    refinements=(Refinement(item="drills", item_type="drill", reason="本县另有名称"),),
    omissions=(Omission(item="mines", reason="本县无矿山"),),
    item_types=(ItemType(id="plan", name="预案", content=("名称",), basis=BASIS),),
    successions=(Succession(before=("old",), after=("new",), on=date(2026, 1, 1), reason="合并"),),
    waivers=(Waiver(rule="no_basis", item="plans", reason="待定"),),
    twins=(Twin(government="plans", village="village-plans"),),
)
ORGANISATION = Organisation(
    regions=(
        Region(id="town", name="示例镇", level=Level.TOWN, kind=RegionKind.TOWN, within="county"),
    ),
    agencies=(
        Agency(id="office", name="办公室", region="town", within="bureau", domains=("safety",)),
    ),
    service_points=(
        ServicePoint(
            id="hall",
            name="大厅",
            kind=ServicePointKind.SERVICE_HALL,
            region="town",
            agency="office",
        ),
    ),
    responsible=(Responsible(agency="office", role=PostRole.HEAD, name="某人", source="公开页"),),
    changes=(
        OrganisationChange(
            before=("bureau",), after=("office",), on=date(2026, 1, 1), reason="机构改革"
        ),
    ),
    pilots=(PilotClaim(domain="safety", region="town", agency="office"),),
    reported_figures=(
        ReportedFigure(
            id="total",
            name="公开条数",
            value=Decimal(3),
            unit="条",
            reporter="办公室",
            source="通报",
            parts=("first", "second"),
            region="town",
        ),
    ),
)


def _answer(value: object) -> Answer:
    return Answer(
        value=qualified(value, "own"), plugin="own", version=None, hook="test", place="here"
    )


@pytest.mark.parametrize("value", [LAYER, ORGANISATION])
def test_everything_checked_by_id_has_the_plugins_name(value: object) -> None:
    answer = _answer(value)
    ids = [each.id for each in (*claims_of(answer), *references_of(answer))]
    assert ids
    assert [each for each in ids if not each.startswith("own:")] == []
