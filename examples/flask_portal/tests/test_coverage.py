"""Coverage as the office's bulletin has it: figures, chart, ledger, misses."""

from disclosure_core.scoring.ledger import mark_text


def test_shows_the_rate_of_each_domain_that_the_office_measured(read, sample):
    page = read("/coverage")
    shown = {
        row.find("th").text_content(): row.findall("td")[2].text_content()
        for row in page.xpath("(//table)[1]/tbody/tr")
    }
    for each in sample.scoring.coverage().domains:
        if each.items:
            assert shown[each.domain.name] == mark_text(each.mark).text("zh_CN")


def test_the_sample_spreads_from_nothing_to_half(sample):
    rates = {
        each.domain.name: each.mark.published
        for each in sample.scoring.coverage().domains
        if each.items
    }
    assert rates["户籍管理"] == 0
    assert rates["养老服务"] == 50
    assert len(set(rates.values())) >= 6


def test_the_chart_has_title_and_description(read):
    [chart] = read("/coverage").xpath("//*[local-name()='svg'][@role='img']")
    assert chart.xpath("./*[local-name()='title']")
    assert "户籍管理" in chart.xpath("./*[local-name()='desc']")[0].text


def test_the_ledger_opens_without_a_script(read):
    ledger = read("/coverage").xpath("//details[.//summary]")
    assert any("养老服务" in each.find("summary").text_content() for each in ledger)


def test_a_miss_leads_to_its_item(read, sample):
    page = read("/coverage")
    missed = sample.scoring.coverage().misses[0].item.id
    assert page.xpath(f"//a[@href='/items/{missed}']")


def test_the_bulletin_stands_alone_for_printing(read):
    page = read("/coverage/bulletin")
    assert len(page.xpath("//h1")) == 1
    assert not page.xpath("//nav | //form")
    assert page.xpath("//link[@rel='stylesheet']")
