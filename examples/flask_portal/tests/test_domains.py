"""A domain's page: what is in it, sorted and chosen without a script (领域页)."""

import pytest


def _titles(page):
    return {link.text for link in page.xpath("//section[@class='group']//li//a")}


def test_counts_service_items_others_and_those_nobody_sorted(read_county):
    figures = {
        each.find("dt").text: each.find("dd").text
        for each in read_county("/domains/hills:subsidy").xpath("(//dl[@class='figures'])[1]/div")
    }
    assert figures == {"政务服务事项": "1", "非政务服务事项": "2", "未分类": "1"}


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("phase=result", {"种粮补贴发放结果", "农机补贴发放结果"}),
        ("phase=management", {"举报电话"}),
        ("level=town", {"种粮补贴发放结果", "农机补贴发放结果"}),
        ("mode=on_request", {"补贴申领指南"}),
        ("kind=service", {"补贴申领指南"}),
        ("kind=unsorted", {"举报电话"}),
        ("phase=result&kind=service", set()),
        ("level=village&mode=proactive", {"种粮补贴发放结果", "农机补贴发放结果"}),
    ],
)
def test_items_are_chosen_by_phase_level_way_and_kind(read_county, asked, titles):
    assert _titles(read_county(f"/domains/hills:subsidy?{asked}")) == titles


def test_items_that_say_nothing_can_be_chosen_too(read):
    page = read("/domains/china:planning?level=none")
    assert 0 < len(_titles(page)) < len(_titles(read("/domains/china:planning")))


@pytest.mark.parametrize("asked", ["phase=nonsense", "level=", "mode=<script>", "unknown=1"])
def test_an_answer_that_nobody_offers_shows_everything(read_county, asked):
    assert len(_titles(read_county(f"/domains/hills:subsidy?{asked}"))) == 4


def test_the_form_keeps_what_was_chosen_and_says_how_many_fit(read_county):
    page = read_county("/domains/hills:subsidy?phase=result")
    [chosen] = page.xpath("//select[@name='phase']/option[@selected]")
    assert chosen.get("value") == "result"
    assert chosen.text.endswith("(2)")
    assert "4 个事项中有 2 个符合条件" in page.xpath("//p[@role='status']")[0].text_content()


def test_the_other_language_keeps_what_was_chosen(read_county):
    [link] = read_county("/domains/hills:subsidy?phase=result&level=town").find_class("language")
    english = read_county(link.get("href"))
    assert len(_titles(english)) == 2
    assert english.get("lang") == "en"


def test_every_question_has_a_label(read_county):
    page = read_county("/domains/hills:subsidy")
    for select in page.xpath("//select"):
        assert page.xpath(f"//label[@for='{select.get('id')}']")


def test_says_what_is_left_out_here_and_why(read_county):
    [section] = read_county("/domains/hills:subsidy").xpath(
        "//section[@aria-labelledby='left-out']"
    )
    assert "渔业补贴发放结果" in section.text_content()
    assert "本县没有渔业" in section.text_content()


def test_a_domain_claimed_as_pilot_says_so(read):
    assert "长沙县，5月份" in read("/domains/china:compulsory-education").text_content()


def test_limits_are_chinese_on_a_chinese_page(read):
    limits = read("/domains/china:planning").xpath("//ul[@class='items']//p/text()")
    assert "20个工作日内" in "".join(limits)


def test_names_level_1_with_its_number_of_items(read_county):
    headings = [
        " ".join(each.text_content().split())
        for each in read_county("/domains/hills:subsidy").xpath("//section[@class='group']/h2")
    ]
    assert headings == ["补贴发放 2 项", "监督渠道 1 项", "办事 1 项"]
