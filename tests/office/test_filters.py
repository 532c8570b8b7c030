"""Lists of what is public, narrowed by domain, agency, region and day."""

from datetime import date

import pytest

from disclosure_core.documents.values import Document
from disclosure_core.errors import DataError, NotFoundError, StoreError

EDUCATION, COUNTY, TOWN = "长沙县教育局", "长沙县", "北山镇"


@pytest.fixture
def titles(office, clock):
    """Releases a day apart, and the titles that a question finds, in their order."""
    by_domain = {}
    for each in office.catalogue.current().items:
        by_domain.setdefault(each.item.domain, each.item.id)
    planning, budget = by_domain["china:planning"], by_domain["china:budget"]
    for title, agency, items in (
        ("规划公告", "县住房和城乡建设局", (planning,)),
        ("预算公开", EDUCATION, (budget,)),
        ("校舍规划与预算", "县教育局", (planning, budget)),
        ("镇预算公开", "北山镇人民政府", (budget,)),
        ("无主公告", None, ()),
    ):
        _publish(office, title, agency, items)
        clock.pass_by(days=1)

    def found(**asked):
        return [each.title for each in office.publication.published(**asked).releases]

    return found


def _publish(office, title, agency, items):
    kept = office.documents.draft(Document(title=title, text="全文", agency=agency, items=items))
    office.review.check(kept)
    office.review.approve(kept, reason="a test")
    office.publication.release(kept)
    list(office.delivery.run())


@pytest.mark.parametrize("named", ["china:budget", "财政预决算"])
def test_a_domain_has_the_releases_of_its_items(titles, named):
    assert titles(domain=named) == ["镇预算公开", "校舍规划与预算", "预算公开"]


@pytest.mark.parametrize("named", ["changsha:education", EDUCATION, "县教育局"])
def test_an_agency_is_found_by_any_of_its_names(titles, named):
    assert titles(agency=named) == ["校舍规划与预算", "预算公开"]


def test_an_agency_that_nobody_knows_is_found_as_it_is_written(office, titles):
    _publish(office, "来函", "某临时指挥部", ())
    assert titles(agency="某临时指挥部") == ["来函"]
    assert titles(agency="无此机构") == []


@pytest.mark.parametrize("named", ["changsha:beishan", TOWN])
def test_a_region_has_the_releases_of_its_agencies(titles, named):
    assert titles(region=named) == ["镇预算公开"]


def test_a_region_takes_in_the_regions_within(titles):
    assert titles(region=COUNTY) == ["镇预算公开", "校舍规划与预算", "预算公开", "规划公告"]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (date(2026, 11, 27), None, ["无主公告", "镇预算公开"]),
        (None, date(2026, 11, 25), ["预算公开", "规划公告"]),
        (date(2026, 11, 25), date(2026, 11, 26), ["校舍规划与预算", "预算公开"]),
        (date(2026, 11, 26), date(2026, 11, 26), ["校舍规划与预算"]),
        (date(2027, 1, 1), date.max, []),
    ],
)
def test_days_take_in_the_first_and_the_last(titles, since, until, expected):
    assert titles(since=since, until=until) == expected


def test_all_filters_and_words_must_hold(titles):
    assert titles(domain="财政预决算", agency=EDUCATION) == ["校舍规划与预算", "预算公开"]
    assert titles(domain="财政预决算", agency=EDUCATION, search="规划") == ["校舍规划与预算"]
    assert titles(agency=EDUCATION, region=TOWN) == []
    assert titles(domain="财政预决算", region=TOWN, since=date(2026, 11, 28)) == []


def test_an_item_of_another_domain_is_not_found(office, titles):
    items = {each.item.domain: each.item.id for each in office.catalogue.current().items}
    assert titles(item=items["china:budget"], domain="城乡规划") == []


def test_the_best_come_first_when_asked(office, titles):
    _publish(office, "公告", None, ())
    assert titles(search="规划", rank="relevance") == ["校舍规划与预算", "规划公告"]


def test_a_page_goes_on_with_its_filters(office, titles):
    asked = {"domain": "财政预决算", "limit": 2}
    first = office.publication.published(**asked)
    second = office.publication.published(**asked, after=first.next)
    assert [each.title for each in second.releases] == ["预算公开"]
    assert first.total == 3
    with pytest.raises(DataError):
        office.publication.published(domain="城乡规划", limit=2, after=first.next)


def test_what_is_not_known_is_said(titles):
    with pytest.raises(NotFoundError, match="region"):
        titles(region="无此地")
    with pytest.raises(NotFoundError, match="domain"):
        titles(domain="无此领域")
    with pytest.raises(DataError, match="2026-11-01"):
        titles(since=date(2026, 11, 2), until=date(2026, 11, 1))
    with pytest.raises(StoreError, match="relevance"):
        titles(rank="relevance")
