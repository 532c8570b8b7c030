"""The meta tags of the national convention, page by page, and the channel that brings them."""

from datetime import UTC, datetime

import pytest

from disclosure_china.page_tags import government_website, page_tags
from disclosure_china.settings import ChinaSettings
from disclosure_core.publication.values import ChannelContext, PublicPage, Release, Site

SITE = Site(
    name="示例县人民政府", address="https://www.example.gov.cn/zwgk", identifier="4301210001"
)
RELEASE = Release(
    id="r1",
    version=1,
    document="d1",
    digest="sha256:abc",
    title="关于示例项目建议书的批复",
    text="审批结果：同意。\n" + "项目名称：示例项目。" * 20,
    items=("china:major-projects-proposal-approval",),
    published_at=datetime(2026, 11, 24, 16, 5, tzinfo=UTC),
    agency="示例县发展和改革局",
)
COLUMN = PublicPage(
    kind="column",
    column="重大建设项目",
    description="重大建设项目领域的公开事项",
    keywords=("重大建设项目", "批准结果"),
)
ARTICLE = PublicPage(
    kind="article",
    column="重大建设项目",
    description="重大建设项目领域的公开事项",
    release=RELEASE,
)


def test_the_home_page_names_the_site_and_no_column():
    home = PublicPage(kind="home", column="首页", description="示例县人民政府")
    assert tuple(page_tags(home, SITE)) == (
        ("SiteName", "示例县人民政府"),
        ("SiteDomain", "www.example.gov.cn"),
        ("SiteIDCode", "4301210001"),
    )


def test_a_column_page_has_the_seven_required_tags():
    assert [name for name, _ in page_tags(COLUMN, SITE)] == [
        "SiteName",
        "SiteDomain",
        "SiteIDCode",
        "ColumnName",
        "ColumnDescription",
        "ColumnKeywords",
        "ColumnType",
    ]


def test_keywords_are_joined_by_commas():
    assert dict(page_tags(COLUMN, SITE))["ColumnKeywords"] == "重大建设项目,批准结果"


def test_a_column_without_a_type_is_part_of_the_disclosure_catalogue():
    assert dict(page_tags(COLUMN, SITE))["ColumnType"] == "信息公开目录"


def test_an_article_adds_its_title_date_and_source():
    tags = dict(page_tags(ARTICLE, SITE))
    assert tags["ArticleTitle"] == "关于示例项目建议书的批复"
    assert tags["ContentSource"] == "示例县发展和改革局"
    assert tags["Url"] == "https://www.example.gov.cn/zwgk/documents/r1"


def test_the_date_is_beijing_time_on_a_24_hour_clock():
    assert dict(page_tags(ARTICLE, SITE))["PubDate"] == "2026-11-25 00:05"


def test_the_description_is_the_beginning_of_the_text_on_one_line():
    description = dict(page_tags(ARTICLE, SITE))["Description"]
    assert description.startswith("审批结果：同意。 项目名称")
    assert len(description) == 100


def test_an_unknown_site_code_is_left_out_rather_than_invented():
    site = Site(name="示例县人民政府", address="https://www.example.gov.cn")
    assert "SiteIDCode" not in dict(page_tags(COLUMN, site))


def test_the_setting_gives_the_code_where_the_site_has_none():
    site = Site(name="示例县人民政府", address="https://www.example.gov.cn")
    channel = government_website(ChinaSettings(site_identifier="4301210002"))
    assert dict(channel.page_tags(COLUMN, site))["SiteIDCode"] == "4301210002"


@pytest.mark.parametrize("code", ["430121", "43012100011", "４３０１２１０００１", "bm1"])
def test_a_code_of_another_form_is_refused(code):
    with pytest.raises(ValueError, match="site_identifier"):
        ChinaSettings(site_identifier=code)


def test_the_channel_takes_the_place_of_the_portal():
    channel = government_website()
    assert (channel.kind, channel.replaces) == ("website", "core:portal")
    assert channel.basis.article == "第二十三条"


@pytest.mark.parametrize("action", ["publish", "withdraw"])
def test_a_receipt_names_the_public_address_and_the_digest(action, tmp_path):
    context = ChannelContext(
        site=SITE, folder=tmp_path, standing=lambda: (), now=datetime(2026, 11, 24, tzinfo=UTC)
    )
    receipt = getattr(government_website(), action)(RELEASE, context)
    assert receipt.address == "https://www.example.gov.cn/zwgk/documents/r1"
    assert receipt.digest == RELEASE.digest
