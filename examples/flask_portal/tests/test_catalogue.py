"""Domains and items: every field of a duty, and where it came from."""

import pytest


def _fields(page):
    """Names and values of the list of an item's fields."""
    listing = page.find_class("fields")[0]
    names = [" ".join(each.text_content().split()) for each in listing.findall("dt")]
    values = [" ".join(each.text_content().split()) for each in listing.findall("dd")]
    return dict(zip(names, values, strict=True))


def _item(office, *path):
    return next(each.item.id for each in office.catalogue.current().items if each.item.path == path)


def test_lists_all_domains_in_force_by_number(read, sample):
    rows = read("/domains").xpath("//table//tbody/tr/th")
    assert [" ".join(row.text_content().split()) for row in rows] == [
        domain.name for domain in sample.catalogue.domains
    ]


def test_a_domain_groups_its_items_by_level_1(read):
    domain = read("/domains/china:social-assistance")
    groups = {
        group.find("h2/span").text: [link.text for link in group.xpath(".//li//a")]
        for group in domain.find_class("group")
    }
    assert groups == {
        "综合业务": ["政策法规文件", "监督检查", "办事指南"],
        "最低生活保障": ["政策法规文件", "办事指南", "审核信息", "审批信息"],
        "特困人员救助供养": ["办事指南", "审核信息"],
        "临时救助": ["办事指南", "审核审批信息"],
    }


def test_a_domain_says_by_word_which_items_are_public(read):
    items = read("/domains/china:social-assistance").find_class("items")[0].findall("li")
    marks = [each.find_class("mark")[0].text for each in items]
    assert marks == ["未公开", "已公开", "未公开"]


def test_an_item_shows_every_field_of_its_duty(read, sample):
    item = _item(sample, "养老服务通用政策", "养老服务扶持政策措施清单")
    fields = _fields(read(f"/items/{item}"))
    assert "扶持对象" in fields["公开内容（要素）"]
    assert "政府信息公开条例" in fields["公开依据"]
    assert "10个工作日" in fields["公开时限"]
    assert "制定或获取扶持政策措施之日起10个工作日内" in fields["公开时限"]
    assert fields["公开主体"].startswith("县级民政部门 ")
    assert "政府网站政务服务中心" in fields["公开渠道（必选）"]
    assert fields["事项标识"] == item


def test_an_item_links_the_page_it_was_read_from(read, sample):
    item = _item(sample, "养老服务通用政策", "养老服务扶持政策措施清单")
    [link] = read(f"/items/{item}").xpath("//dl/dt[.='条目出处']/following-sibling::dd[1]//a")
    assert link.get("href") == (
        "https://yunyang.gov.cn/bm_257/xmzj/zwgk_62088/zfxxgkml/jczfxxgk_1/ylfw/bzml/202401/"
        "t20240118_12836675.html"
    )


def test_a_refined_field_says_which_layer_set_it_and_why(read):
    fields = _fields(read("/items/china:planning-service-guide"))
    channels = next(text for name, text in fields.items() if name.startswith("公开渠道"))
    assert "便民服务站" in channels
    assert "长沙县政务公开事项目录" in channels
    assert "设有政务公开专区" in channels


def test_a_field_that_no_layer_refined_names_none(read):
    assert (
        "确定这一内容的目录" not in _fields(read("/items/china:planning-master-plan"))["公开时限"]
    )


def test_an_item_lists_the_releases_that_fulfil_it(read, sample):
    item = _item(sample, "招生管理", "招生范围")
    titles = [link.text for link in read(f"/items/{item}").xpath("//ul[@class='releases']/li/a")]
    assert titles == ["【示例】2026年乡镇初中招生范围公告", "【示例】2026年城区小学招生范围公告"]


def test_an_item_without_a_release_says_so(read, sample):
    item = _item(sample, "查询服务", "居民身份证办理进度查询")
    assert "本事项还没有公开的信息" in read(f"/items/{item}").text_content()


def test_an_item_that_nobody_has_verified_is_not_found(read, sample):
    unverified = sample.confirmations.unconfirmed()[0].item.id
    assert "没有这个页面" in read(f"/items/{unverified}", 404).find(".//h1").text


def test_no_domain_shows_items_that_nobody_has_verified(read, sample):
    for each in sample.catalogue.domains:
        shown = set(read(f"/domains/{each.id}").xpath("//a/@href"))
        unverified = {f"/items/{one.item.id}" for one in sample.confirmations.unconfirmed()}
        assert shown & unverified == set()


@pytest.mark.parametrize("path", ["/domains/china:no-such", "/items/no-such"])
def test_what_does_not_exist_is_not_found(read, path):
    assert "没有这个页面" in read(path, 404).find(".//h1").text
