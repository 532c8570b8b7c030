"""Towns: the prefilled catalogue, what a town leaves out and what it says otherwise, with why."""

from disclosure_portal.sample.materials import town


def _section(page, id):
    return page.xpath(f"//section[@aria-labelledby='{id}']")[0]


def _rows(table):
    return [
        [" ".join(cell.text_content().split()) for cell in row.xpath("./th | ./td")]
        for row in table.xpath("./tbody/tr")
    ]


def test_lists_towns_with_their_villages(read_county):
    page = read_county("/towns")
    links = page.xpath("//ul[@class='items']//a")
    assert [link.text for link in links] == ["㮾梨街道", "大元村"]
    assert links[0].get("href") == "/towns/hills:street"


def test_says_which_towns_entered_differences(read):
    rows = read("/towns").xpath("//ul[@class='items']/li")
    assert [each.find(".//a").text for each in rows if each.find_class("mark")] == ["㮾梨街道"]


def test_what_a_town_says_otherwise_stands_beside_what_is_above_with_the_reason(read_county):
    section = _section(read_county("/towns/hills:street"), "otherwise")
    [row] = _rows(section.xpath("./div/table")[0])
    assert row[:2] == ["农机补贴发放结果", "公开时限"]
    assert "20个工作日内" in row[2]
    assert "10个工作日内" in row[3]
    assert row[4].startswith("街道提前公开")


def test_what_follows_from_the_organisation_stands_apart(read_county):
    section = _section(read_county("/towns/hills:street"), "otherwise")
    rows = {row[0]: row for row in _rows(section.xpath(".//details//table")[0])}
    row = rows["农机补贴发放结果"]
    assert row[:4] == ["农机补贴发放结果", "公开主体", "街道办事处", "㮾梨街道办事处"]


def test_what_is_left_out_gives_its_reason_and_who_left_it_out(read_county):
    left_out = _section(read_county("/towns/hills:street"), "left-out").text_content()
    for words in ("种粮补贴发放结果", "街道没有种粮户", "渔业补贴发放结果", "本县没有渔业"):
        assert words in left_out


def test_lists_what_the_town_discloses_and_nothing_else(read_county):
    items = _section(read_county("/towns/hills:street"), "all-items")
    names = items.xpath(".//ul[@class='items']//a[contains(@href, 'items/hills:')]/text()")
    assert names == ["补贴发放 · 农机补贴发放结果"]


def test_a_village_adds_what_is_its_own(read_county):
    items = _section(read_county("/towns/hills:village"), "all-items")
    assert "农机补贴发放结果公示" in items.text_content()
    assert "本地新增" in items.text_content()


def test_a_town_can_be_asked_for_by_its_name(read_county, county):
    page = read_county("/towns/㮾梨街道", 302)
    assert page.xpath("//a/@href") == ["/towns/hills:street"]


def test_what_is_no_town_is_not_found(read_county):
    for path in ("/towns/hills:county", "/towns/no-such", "/towns/china:planning"):
        assert "没有这个页面" in read_county(path, 404).find(".//h1").text


def test_items_whose_level_nobody_gave_are_told_as_undecided(read, sample):
    undecided = sample.towns.prefilled("changsha:langli").undecided
    section = _section(read("/towns/changsha:langli"), "undecided")
    assert f"有 {len(undecided)} 个事项没有标明公开层级" in section.text_content()


def test_all_that_the_sample_enters_for_a_town_is_marked_as_invented(read, sample):
    entered = sample.towns.layer(town().region)
    assert (len(entered.refinements), len(entered.omissions), len(entered.items)) == (2, 1, 1)
    for each in (*entered.refinements, *entered.omissions, *entered.items):
        assert each.reason.startswith("【示例】")
    page = read("/towns/changsha:langli")
    assert "【示例】街道承诺提前公开" in _section(page, "otherwise").text_content()
    assert "【示例】街道不承办新型职业农民培育" in _section(page, "left-out").text_content()


def test_the_guide_leads_to_the_towns(read_county):
    [section] = read_county("/").xpath("//section[@aria-labelledby='by-town']")
    assert [each.text for each in section.xpath(".//a")] == ["㮾梨街道"]
