"""Meta tags of 政府网站发展指引 (国办发〔2017〕47号): each kind of page has those it must have."""

import re

import pytest

HOME = {"SiteName", "SiteDomain", "SiteIDCode"}
COLUMN = HOME | {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}
ARTICLE = COLUMN | {"ArticleTitle", "PubDate", "ContentSource"}

COLUMN_TYPES = (
    "首页 概况信息 机构职能 负责人信息 工作动态 政策文件 信息公开指南 信息公开目录 信息公开年报 "
)
COLUMN_TYPES += "依申请公开 数据发布 数据开放 政策解读 回应关切 办事服务 咨询投诉 征集调查 在线访谈"


def _tags(page):
    return {tag.get("name"): tag.get("content") for tag in page.xpath("//head/meta[@name]")}


def test_the_home_page_names_the_site(read):
    tags = _tags(read("/"))
    assert tags.keys() >= HOME
    assert not tags.keys() & (ARTICLE - HOME)
    assert tags["SiteDomain"] == "portal.example"
    assert re.fullmatch(r"bm\d{8}|\d{10}|[A-Z]\d{9}", tags["SiteIDCode"])


@pytest.mark.parametrize(
    "path",
    [
        "/domains",
        "/domains/china:planning",
        "/items/china:planning-master-plan",
        "/documents",
        "/search",
        "/search?q=低保",
        "/coverage",
        "/coverage/bulletin",
        "/towns",
        "/towns/changsha:langli",
        "/organisation",
        "/organisation/changsha:education",
        "/measures",
        "/measures/lag",
        "/reported",
    ],
)
def test_a_column_page_names_its_column(read, path):
    tags = _tags(read(path))
    assert tags.keys() >= COLUMN
    assert all(tags[name] for name in COLUMN)
    assert tags["ColumnType"] in COLUMN_TYPES.split()


def test_a_document_names_its_article(read, sample):
    release = sample.publication.published(limit=1).releases[0]
    tags = _tags(read(f"/documents/{release.id}"))
    assert tags.keys() >= ARTICLE
    assert tags["ArticleTitle"] == release.title
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", tags["PubDate"])
    assert tags["ContentSource"] == release.agency


def test_the_tags_are_chinese_whatever_the_reader_s_language(read):
    for path in ("/domains", "/documents", "/search", "/coverage", "/towns", "/measures/lag"):
        chinese = _tags(read(f"{path}?lang=zh"))
        assert _tags(read(f"{path}?lang=en")) == chinese
        assert not chinese["ColumnName"].isascii()
