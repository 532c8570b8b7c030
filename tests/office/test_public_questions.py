"""What public pages ask of an office: releases and items by word or item, layers, imports."""

import csv

import pytest

from disclosure_core.access.values import PUBLIC
from disclosure_core.documents.values import Document
from disclosure_core.errors import DataError, NotFoundError
from disclosure_core.office.layers import OWN_LAYER

ADDRESS = "https://county.invalid/catalogue.html"


@pytest.fixture
def items(office):
    """The ids of two items."""
    return [each.item.id for each in office.catalogue.current().items[:2]]


@pytest.fixture
def publish(office):
    def through_the_house(title, *items, delivered=True):
        kept = office.documents.draft(Document(title=title, text="全文", items=items))
        office.review.check(kept)
        office.review.approve(kept, reason="a test")
        release = office.publication.release(kept)
        if delivered:
            list(office.delivery.run())
        return release

    return through_the_house


def titles(page):
    return [release.title for release in page.releases]


def test_published_releases_come_newest_first(office, publish, clock):
    for title in ("第一件", "第二件"):
        publish(title)
        clock.pass_by(minutes=1)
    assert titles(office.publication.published()) == ["第二件", "第一件"]


def test_published_releases_can_be_asked_by_item(office, publish, items):
    first, second = items
    publish("只有甲", first)
    publish("甲和乙", first, second)
    assert set(titles(office.publication.published(item=first))) == {"只有甲", "甲和乙"}
    assert titles(office.publication.published(item=second)) == ["甲和乙"]


def test_published_releases_can_be_asked_by_words(office, publish):
    publish("低保公示")
    publish("招生公告")
    assert titles(office.publication.published(search="低保")) == ["低保公示"]


def test_what_is_withdrawn_or_not_delivered_is_not_among_them_even_for_the_staff(office, publish):
    office.publication.withdraw(publish("已撤下").id, ground="有误")
    publish("未送达", delivered=False)
    assert office.publication.published().total == 0


def test_pages_of_published_releases_follow_each_other(office, publish):
    for number in range(5):
        publish(f"第{number}件")
    first = office.publication.published(limit=3)
    second = office.publication.published(limit=3, after=first.next)
    assert (first.total, len(first.releases), len(second.releases), second.next) == (5, 3, 2, None)
    assert not set(titles(first)) & set(titles(second))


def test_items_are_found_by_name_and_by_content(office):
    found = office.catalogue.search("乡村建设 许可证")
    assert {each.item.level2 for each in found} >= {"乡村建设规划许可证"}
    assert all(
        "许可证" in "".join((*each.item.path, *each.item.content))
        for each in office.catalogue.search("许可证")
    )


def test_too_long_a_search_for_items_is_refused(office):
    with pytest.raises(DataError):
        office.catalogue.search("长" * 501)


def test_a_layer_says_its_name(office):
    layer = office.catalogue.current().items[0].layer
    assert office.catalogue.layer(layer).id == layer
    assert office.catalogue.layer(OWN_LAYER).name == office.settings.name
    with pytest.raises(NotFoundError):
        office.catalogue.layer("no:such")


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "目录.csv"
    header = (
        "序号",
        "一级事项",
        "二级事项",
        "公开内容",
        "公开依据",
        "公开时限",
        "公开主体",
        "公开渠道",
    )
    row = (
        "1",
        "宣传教育",
        "安全生产月",
        "文件",
        "《安全生产法》",
        "20个工作日内",
        "县应急管理局",
        "■政府网站",
    )
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("安全生产领域基层政务公开标准目录",), header, row])
    return path


def test_an_item_says_where_its_table_was_found_if_that_was_told(office, table):
    taken = office.catalogue.import_table(table, source=ADDRESS)
    assert office.catalogue.item(taken.added[0]).item.source == ADDRESS


def test_the_tables_taken_in_are_listed_for_the_staff_only(office, table):
    office.catalogue.import_table(table, source=ADDRESS)
    [kept] = office.catalogue.imports()
    assert (kept.file, kept.source, kept.rows) == ("目录.csv", ADDRESS, 1)
    assert office.as_actor(PUBLIC).catalogue.imports() == ()
