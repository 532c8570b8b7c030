"""``disclosure catalogue confirm``, and what ``list`` says of unverified items."""

import json

import pytest

ITEM = "china:tax-calendar"
ADDRESS = "https://www.example.gov.cn/zwgk/ml.html"
BASIS = "《政府信息公开条例》（国令第711号）第二十条"


@pytest.fixture
def office(run):
    """``office("catalogue", "list")`` in an office that was just made."""
    assert run("new", "here", "--name", "示例县政务公开办公室").exit_code == 0
    return lambda *arguments: run("--settings", "here/disclosure.toml", *arguments)


def listed(office, *options):
    result = office("catalogue", "list", "--json", *options)
    return {item["id"]: item for item in map(json.loads, result.stdout.splitlines())}


def confirm(office, *options, item=ITEM):
    return office("catalogue", "confirm", item, *options)


def test_the_list_leaves_unverified_items_out(office):
    items = listed(office)
    assert ITEM not in items
    assert {item["unverified"] for item in items.values()} == {False}


def test_the_list_takes_them_in_where_asked_and_says_so_of_each(office):
    items = listed(office, "--include-unverified")
    assert items[ITEM]["unverified"] is True
    assert items[ITEM]["bases"] == []
    assert items["china:tax-laws"]["unverified"] is False


def test_the_list_for_people_counts_unverified_items_apart(office):
    plain = office("--lang", "en", "catalogue", "list", "--domain", "china:tax")
    more = office(
        "--lang", "en", "catalogue", "list", "--domain", "china:tax", "--include-unverified"
    )
    assert "items: 5\n" in plain.stdout
    assert "items: 5\n" in more.stdout
    assert "items that nobody has verified: 10\n" in more.stdout
    assert "办税日历  (unverified)\n" in more.stdout


def test_a_confirmed_item_is_answered_as_it_holds(office):
    result = confirm(office, "--source", ADDRESS, "--basis", BASIS, "--reason", "已核对", "--json")
    answer = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (answer["item"]["id"], answer["item"]["source"]) == (ITEM, ADDRESS)
    assert answer["item"]["bases"][0]["article"] == "第二十条"
    assert (answer["layer"], answer["reason"]) == ("china:unverified", "已核对")


def test_a_confirmed_item_is_listed_from_then_on(office):
    confirm(office, "--source", ADDRESS, "--basis", BASIS)
    assert listed(office)[ITEM]["layer"] == "office:own"


def test_several_bases_are_all_kept(office):
    confirm(office, "--source", ADDRESS, "--basis", BASIS, "--basis", "《税收征收管理法》")
    documents = [each["document"] for each in listed(office)[ITEM]["bases"]]
    assert documents == ["政府信息公开条例", "税收征收管理法"]


def test_a_person_is_told_what_was_confirmed(office):
    result = confirm(office, "--lang", "en", "--source", ADDRESS, "--basis", BASIS)
    assert result.stdout == (
        f"confirmed {ITEM}: 纳税服务 ▸ 办税日历. Basis: {BASIS}. Source: {ADDRESS}\n"
    )


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--source", ADDRESS), "no legal basis is given"),
        (("--source", "目录.html", "--basis", BASIS), "expected an address such as https://"),
        (("--source", "", "--basis", BASIS), "the address is empty"),
        (("--source", ADDRESS, "--basis", "《条例"), "expected one title in 《》"),
        (("--source", ADDRESS, "--basis", "《条例》（711"), "expected one title in 《》"),
        (("--source", ADDRESS, "--basis", "条例第二十条"), "expected one title in 《》"),
        (("--source", ADDRESS, "--basis", "《》"), "the title of the document is empty"),
        (("--basis", BASIS), "--source"),
    ],
    ids=[
        "no basis",
        "relative",
        "empty",
        "half a title",
        "half a number",
        "bare",
        "no title",
        "no source",
    ],
)
def test_what_is_missing_is_told_and_nothing_is_kept(office, options, told):
    result = confirm(office, "--lang", "en", *options)
    assert result.exit_code == 2
    assert told in result.stderr
    assert ITEM not in listed(office)


@pytest.mark.parametrize("item", ["china:tax-laws", "china:nothing", "tax-calendar"])
def test_what_is_verified_or_unknown_is_refused(office, item):
    assert confirm(office, "--source", ADDRESS, "--basis", BASIS, item=item).exit_code == 2
