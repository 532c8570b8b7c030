"""The guide page: a search box, the domains, what is new, where to ask."""

from disclosure_portal import create_app


def test_offers_a_labelled_search_box(read):
    guide = read("/")
    box = guide.get_element_by_id("q")
    assert guide.xpath("//form[@role='search']//label[@for='q']")
    assert box.get("name") == "q"
    assert box.getparent().getparent().get("action") == "/search"


def test_has_a_tile_for_each_domain_with_items_and_its_counts(read, sample):
    tiles = {
        tile.find_class("tile-name")[0].text: tile.find_class("tile-count")[0].text
        for tile in read("/").find_class("tile")
    }
    measured = {each.domain.name: each for each in sample.scoring.coverage().domains if each.items}
    assert tiles.keys() == measured.keys()
    assert tiles["户籍管理"] == "17 个事项，已公开 0 个"
    assert tiles["养老服务"] == "6 个事项，已公开 3 个"


def test_lists_the_newest_releases_with_day_and_agency(read, sample):
    newest = sample.publication.published(limit=1).releases[0]
    first = read("/").find_class("releases")[0].find("li")
    assert first.find("a").text == newest.title
    assert first.find("a").get("href") == f"/documents/{newest.id}"
    assert newest.agency in first.text_content()


def test_says_where_to_ask(read):
    assert "12345政务服务便民热线" in read("/").find_class("ask")[0].text_content()


def test_says_on_every_page_that_the_sample_is_no_official_site(read):
    for path in ("/", "/domains", "/documents", "/search", "/coverage", "/coverage/bulletin"):
        assert "示例数据，非官方网站" in read(path).find_class("notice")[0].text_content()


def test_an_empty_office_says_that_nothing_was_released(office):
    guide = create_app(office).test_client().get("/").get_data(as_text=True)
    assert "还没有公开的信息" in guide
    assert "示例数据" not in guide, "the notice is the sample's, not the portal's"
