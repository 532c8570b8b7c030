"""A county whose bureaus were reformed on 2019-03-01, as real counties' were."""

from datetime import date

import pytest

from disclosure_core.legal import LegalBasis, Period
from disclosure_core.organisation.tree import OrganisationTree
from disclosure_core.organisation.values import (
    Agency,
    Organisation,
    OrganisationChange,
    PostRole,
    Region,
    RegionKind,
    Responsible,
    ServicePoint,
    ServicePointKind,
)

REFORM = date(2019, 3, 1)
BEFORE, AFTER = Period(until=date(2019, 2, 28)), Period(since=REFORM)
BASIS = LegalBasis(document="示例县机构改革方案", article="第二条")


def region(id, name, kind, within=None, **more):
    level = {"town": "town", "street": "town", "community": "village"}.get(kind, kind)
    level = "park" if kind == "park" else level
    return Region(id=id, name=name, level=level, kind=RegionKind(kind), within=within, **more)


COUNTY = Organisation(
    regions=(
        region("county", "示例县", "county"),
        region("north", "北镇", "town", "county"),
        region("south", "南街道", "street", "county"),
        region("well", "井村", "village", "north"),
        region("mill", "磨坊社区", "community", "south"),
        region("bay", "湾村", "village", "north"),
        region("zone", "示例园区", "park", "county"),
    ),
    agencies=(
        Agency(
            id="planning",
            name="示例县规划局",
            names=("县规划局",),
            region="county",
            in_force=BEFORE,
        ),
        Agency(id="land", name="示例县国土资源局", region="county", in_force=BEFORE),
        Agency(id="resources", name="示例县自然资源局", region="county", in_force=AFTER),
        Agency(id="health", name="示例县卫生和计划生育局", region="county", in_force=BEFORE),
        Agency(id="health", name="示例县卫生健康局", region="county", in_force=AFTER),
        Agency(id="prices", name="示例县物价局", region="county", in_force=BEFORE),
        Agency(id="youth", name="示例县卫生监督所", region="county", in_force=AFTER),
        Agency(id="north-government", name="北镇人民政府", region="north"),
    ),
    service_points=(
        ServicePoint(
            id="hall",
            name="示例县政务服务大厅",
            kind=ServicePointKind.SERVICE_HALL,
            region="county",
            hours="工作日9:00—17:00",
        ),
        ServicePoint(
            id="old-hall",
            name="旧大厅",
            kind=ServicePointKind.SERVICE_HALL,
            region="county",
            in_force=BEFORE,
        ),
    ),
    responsible=(
        Responsible(agency="health", role=PostRole.OFFICER, name="丙", source="领导分工"),
        Responsible(
            agency="health", role=PostRole.HEAD, name="甲", source="领导分工", in_force=BEFORE
        ),
        Responsible(
            agency="health", role=PostRole.HEAD, name="乙", source="领导分工", in_force=AFTER
        ),
    ),
    changes=(
        OrganisationChange(
            before=("planning", "land"),
            after=("resources",),
            on=REFORM,
            reason="机构改革",
            basis=BASIS,
        ),
        OrganisationChange(
            before=("health",), after=("health", "youth"), on=REFORM, reason="机构改革"
        ),
        OrganisationChange(before=("prices",), on=REFORM, reason="职责划走"),
    ),
)


@pytest.fixture
def county():
    return COUNTY


@pytest.fixture
def today():
    return OrganisationTree.of(COUNTY, on=date(2026, 11, 24))


@pytest.fixture
def before():
    return OrganisationTree.of(COUNTY, on=date(2018, 6, 1))
