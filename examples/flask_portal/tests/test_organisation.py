"""The organisation: its tree, agencies, domains and service points, and what became of them."""

import pytest


def _text(element):
    return " ".join(element.text_content().split())


def test_the_tree_shows_county_towns_agencies_and_service_points(read_county):
    text = _text(read_county("/organisation").get_element_by_id("content"))
    for words in (
        "示例县",
        "县自然资源局",
        "县政务服务大厅",
        "㮾梨街道",
        "㮾梨街道办事处",
        "大元村",
    ):
        assert words in text


def test_a_service_point_says_where_and_when(read_county):
    text = _text(read_county("/organisation").get_element_by_id("content"))
    assert "示例路1号" in text
    assert "工作日9:00至17:00" in text


def test_an_agency_leads_to_the_domains_it_answers_for(read_county):
    page = read_county("/organisation/hills:land")
    assert page.xpath("//dl//a[@href='/domains/hills:subsidy']/text()") == ["涉农补贴"]


def test_an_agency_names_who_answers_with_the_office_number(read_county):
    text = _text(read_county("/organisation/hills:land").get_element_by_id("content"))
    assert "主要负责人" in text
    assert "张三 0731-84011111" in text


def test_a_renamed_agency_shows_its_history(read_county):
    [history] = read_county("/organisation/hills:land").xpath(
        "//section[@aria-labelledby='history']"
    )
    for words in ("县国土资源局", "县自然资源局", "2019年3月1日 更名", "机构改革"):
        assert words in _text(history)


def test_an_old_name_leads_to_the_agency(read_county):
    page = read_county("/organisation/县国土资源局", 302)
    assert page.xpath("//a/@href") == ["/organisation/hills:land"]


def test_a_source_that_is_no_web_address_is_no_link(read_county):
    page = read_county("/organisation/hills:land")
    assert "javascript:alert(1)" in page.text_content()
    assert not [each for each in page.xpath("//a/@href") if "javascript" in each]


def test_a_place_leads_to_its_catalogue(read_county):
    assert read_county("/organisation/hills:street").xpath("//a[@href='/towns/hills:street']")


def test_places_and_agencies_are_found_by_search(read_county):
    for words, path in (("㮾", "hills:street"), ("自然资源", "hills:land")):
        links = read_county(f"/search?q={words}").xpath(
            "//ul[contains(@class,'found-units')]//@href"
        )
        assert f"/organisation/{path}" in links


@pytest.mark.parametrize("id", ["no-such", "hills:no-such", "china:planning", "..%2f"])
def test_what_is_not_there_is_not_found(read_county, id):
    read_county(f"/organisation/{id}", 404)


def test_parks_of_the_sample_are_in_the_tree(read):
    text = _text(read("/organisation").get_element_by_id("content"))
    for words in ("㮾梨街道", "黄花综保区", "三一云谷政务服务点", "长沙县教育局"):
        assert words in text
