"""Measures with all they rest on; reported figures apart, and called so (指标、报告数据)."""

import pytest

from disclosure_core import Actor, Document, Role
from disclosure_portal import create_app
from disclosure_portal.paging import ROWS

STAFF = Actor(name="staff", roles=frozenset(Role))


def _text(element):
    return " ".join(element.text_content().split())


def _rows(table):
    return [[_text(cell) for cell in row.xpath("./th | ./td")] for row in table.xpath("./tbody/tr")]


def test_every_measure_gives_figure_numerator_denominator_and_basis(read, sample):
    rows = _rows(read("/measures").xpath("//table")[0])
    for row, measure in zip(rows, sample.measures.every(), strict=True):
        assert row[0] == measure.name.text("zh_CN")
        assert row[1] == measure.text.text("zh_CN")
        assert row[2] == str(measure.numerator)
        assert row[3] == ("–" if measure.denominator is None else str(measure.denominator))
        assert row[4] == str(len(measure.excluded))
        assert row[5] == str(measure.basis)


def test_no_measure_tells_what_was_formed_and_not_released(read, sample):
    assert sample.as_actor(STAFF).measures.measure("timeliness").id == "timeliness"
    assert not read("/measures").xpath("//a[contains(@href, 'timeliness')]")
    read("/measures/timeliness", 404)


@pytest.mark.parametrize("id", ["coverage", "lag", "freshness", "elements", "channels", "guide"])
def test_a_measure_says_how_it_is_counted(read, sample, id):
    measure = sample.measures.measure(id)
    [method] = read(f"/measures/{id}").xpath("//section[@aria-labelledby='method']")
    for line in measure.explanation:
        assert line.text("zh_CN") in _text(method)
    assert str(measure.basis) in _text(method)


def test_the_list_behind_a_figure_is_all_there_page_by_page(read, sample):
    expected = [each.name for each in sample.measures.measure("coverage").listed]
    found = []
    path = "/measures/coverage"
    while path:
        page = read(path)
        rows = page.xpath("//section[@aria-labelledby='behind']//tbody/tr")
        assert len(rows) <= ROWS
        found += [row.xpath("./th//a/text()")[0] for row in rows]
        path = next(iter(page.xpath("//a[@rel='next']/@href")), None)
    assert found == expected
    assert len(expected) > ROWS


def test_what_was_not_counted_gives_its_reason(read, sample):
    excluded = sample.measures.measure("coverage").excluded
    rows = _rows(
        read("/measures/coverage?list=excluded").xpath(
            "//section[@aria-labelledby='behind']//table"
        )[0]
    )
    assert [row[-1] for row in rows] == [each.reason.text("zh_CN") for each in excluded]


def test_lag_is_ranked_by_agency(read):
    [table] = read("/measures/lag?by=agency").xpath("//section[@aria-labelledby='apart']//table")
    rows = _rows(table)
    days = [float(row[2].removesuffix("个工作日")) for row in rows]
    assert days == sorted(days)
    assert [row[0] for row in rows][:1] == ["1"]


def test_a_miss_leads_to_its_item(read, sample):
    first = sample.measures.measure("coverage").listed[0]
    assert read("/measures/coverage").xpath(f"//th/a[@href='/items/{first.subject}']")


@pytest.mark.parametrize(("page", "status"), [("0", 404), ("999", 404), ("x", 400), ("-1", 400)])
def test_a_page_that_there_is_none_of_is_refused(read, page, status):
    read(f"/measures/coverage?page={page}", status)


@pytest.mark.parametrize("asked", ["by=nonsense", "list=nonsense", "by=agency&list=counted"])
def test_what_nobody_offers_is_passed_over(read, asked):
    assert read(f"/measures/coverage?{asked}").xpath("//section[@aria-labelledby='behind']")


def test_a_draft_moves_no_figure(county):
    client = create_app(county).test_client()
    paths = ["/measures", *(f"/measures/{each.id}" for each in county.measures.every())]
    paths = [each for each in paths if not each.endswith("timeliness")]
    before = [client.get(path).data for path in paths]
    county.documents.draft(
        Document(title="没公开", text="名单", items=("hills:machines",), formed_on=county.today())
    )
    assert [client.get(path).data for path in paths] == before


def test_a_reported_figure_is_called_reported_and_quotes_its_source(read_county):
    [row] = _rows(read_county("/reported").xpath("//table")[0])
    assert row[0] == "镇街"
    assert row[1] == "报告19 个"
    for words in ("县政府办", "辖19个镇（街）", "县长讲话（2020年11月）"):
        assert words in row[2]


def test_what_is_counted_here_stands_beside_under_its_own_name(read_county):
    [row] = _rows(read_county("/reported").xpath("//table")[0])
    assert "本办组织机构中的镇（街）：1" in row[3].replace("： ", "：")


def test_no_reported_figure_stands_among_the_measures(read):
    text = read("/measures").text_content()
    assert "1598" not in text
    assert "4577" not in text


def test_reported_parts_that_add_up_say_so(read):
    row = next(row for row in _rows(read("/reported").xpath("//table")[0]) if row[0] == "完成事项")
    assert "1598 项" in row[1]
    assert "相符" in row[1]
    assert "324" not in row[1]
