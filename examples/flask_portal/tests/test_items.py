"""An item's page: every field with its layer, the state of its bases, what was due, its past."""

from datetime import timedelta

import pytest

from disclosure_core import Document


def _field(page, name):
    """The entry of a field, by its name."""
    terms = page.find_class("with-origins")[0].findall("dt")
    [term] = [each for each in terms if each.text_content().strip() == name]
    return term.getnext()


def _text(element):
    return " ".join(element.text_content().split())


def test_each_field_says_which_catalogue_sets_it(read_county):
    page = read_county("/items/hills:machines")
    for name in ("公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开方式", "五公开环节"):
        assert "示例县目录" in _text(_field(page, name)), name


def test_a_refined_field_gives_layer_reason_and_source(read_county):
    content = _field(read_county("/items/hills:hotline"), "公开内容（要素）")
    assert "受理时间" in _text(content)
    for words in ("示例县本级目录", "县政府要求"):
        assert words in _text(content)
    [link] = content.xpath(".//a")
    assert link.get("href") == "https://hills.example/notice"


def test_a_source_is_a_link_only_if_it_is_a_web_address(read_county):
    page = read_county("/items/hills:grain")
    assert "javascript:alert(3)" in _text(_field(page, "条目出处"))
    assert not [each for each in page.xpath("//a/@href") if "javascript" in each.lower()]


@pytest.mark.parametrize(
    ("item", "state"),
    [
        ("hills:machines", "有效"),
        ("hills:grain", "已失效"),
        ("hills:hotline", "不在依据清单内"),
    ],
)
def test_a_basis_says_how_it_stands_today(read_county, item, state):
    basis = _field(read_county(f"/items/{item}"), "公开依据")
    assert [each.text for each in basis.find_class("mark")] == [state]


def test_a_basis_that_ended_names_what_holds_in_its_place(read_county):
    basis = _text(_field(read_county("/items/hills:grain"), "公开依据"))
    assert "现行文件： 《政府信息公开条例》（国令第711号）" in basis
    assert "失效日期： 2019年5月14日" in basis


def test_the_past_of_an_item_leads_to_what_it_was_split_from(read_county):
    [past] = read_county("/items/hills:grain").xpath("//section[@aria-labelledby='past']")
    assert "2026年1月1日 拆分" in _text(past)
    assert "分开公开" in _text(past)
    assert "种粮和农机补贴名册" in _text(past)


def test_an_item_that_gave_way_says_what_came_after(read_county):
    page = read_county("/items/hills:old-list", 410)
    assert page.find(".//h1").text == "种粮和农机补贴名册"
    assert "本事项已不再有效" in page.text_content()
    after = {link.text for link in page.xpath("//section[@aria-labelledby='past']//a")}
    assert {"种粮补贴发放结果", "农机补贴发放结果"} <= after


def test_an_item_that_is_left_out_says_why(read_county):
    page = read_county("/items/hills:fishing", 410)
    assert "本县没有渔业" in page.text_content()
    assert not page.xpath("//dl//a[contains(@href, 'javascript')]")


def test_the_village_twin_is_named_with_where_they_differ(read_county):
    page = read_county("/items/hills:machines")
    [twin] = page.xpath("//section[starts-with(@aria-labelledby, 'twin')]")
    assert "农机补贴发放结果公示" in _text(twin)
    assert "不一致" in _text(twin)
    assert "金额" in _text(twin)


def test_a_release_shows_by_when_it_was_due_and_how_late_it_came(county, publish, read_county):
    formed = county.today() - timedelta(days=80)
    publish(
        county,
        Document(
            title="农机补贴公示", text="名单；金额", items=("hills:machines",), formed_on=formed
        ),
    )
    [due] = read_county("/items/hills:machines").xpath("//section[@aria-labelledby='due']")
    assert "农机补贴公示" in _text(due)
    assert "逾期" in _text(due)
    assert "个工作日" in _text(due)


def test_a_period_without_a_release_is_told_as_not_found(read_county):
    [due] = read_county("/items/hills:hotline").xpath("//section[@aria-labelledby='due']")
    states = [each.text for each in due.find_class("mark")]
    assert "未见公开" in states
    assert states.count("未到期") == 1, "of what is still to come only the next"


def test_a_draft_moves_no_due_date(county, read_county):
    before = read_county("/items/hills:machines")
    county.documents.draft(
        Document(
            title="未公开的公示", text="名单", items=("hills:machines",), formed_on=county.today()
        )
    )
    assert _text(read_county("/items/hills:machines")) == _text(before)


def test_the_address_of_the_page_stands_in_its_code(read_county):
    page = read_county("/items/hills:machines?lang=zh&page=9")
    [address] = page.xpath("//figure[@class='qr']//a/@href")
    assert address == "http://portal.example/items/hills:machines"
    assert page.xpath("//*[local-name()='svg' and contains(@class, 'qr-code')]")


def test_an_item_of_a_town_shows_the_towns_words(read_county):
    page = read_county("/towns/hills:street/items/hills:machines")
    limit = _text(_field(page, "公开时限"))
    assert "10个工作日内" in limit
    assert "街道提前公开" in limit
    assert page.xpath("//a[@href='/items/hills:machines']")


@pytest.mark.parametrize(
    "path",
    [
        "/items/hills:rumour",
        "/towns/hills:street/items/hills:rumour",
        "/towns/hills:street/items/hills:grain",
        "/towns/no-such/items/hills:machines",
    ],
)
def test_what_does_not_hold_there_is_not_found(read_county, path):
    assert "没有这个页面" in read_county(path, 404).find(".//h1").text
