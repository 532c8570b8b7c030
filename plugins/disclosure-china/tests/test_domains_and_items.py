"""The national catalogue data: complete in what it claims, with a source for every row."""

import re
from collections import Counter
from pathlib import Path

import pytest

from disclosure_china import data_files
from disclosure_core.catalogue.phrases.time_limit import parse_time_limit
from disclosure_core.catalogue.values import DisclosureItem, Level, TimeLimitKind

DOMAINS = data_files.domains()
NUMBERED = tuple(domain for domain in DOMAINS if domain.number is not None)
LAYER = data_files.national_layer()
TYPES = data_files.item_types()
FORM = data_files.table_form()
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PACKAGE = Path(data_files.__file__).parent
IDS = (Path(__file__).parent / "data" / "item_ids.txt").read_text("utf-8").split()

NO_CONTENT = "# the page prints no content elements"
NO_LIMIT = "# the page prints no time limit"

READ_OTHERWISE: dict[str, str] = {}
"""Items whose printed limit a person read otherwise than the words alone, and why."""


def blocks() -> dict[str, str]:
    """The text of each item's table in its file, comments and all, by the item's id."""
    found = {}
    for file in (*data_files.item_files(), *data_files.later_files("items.toml")):
        _, *tables = (PACKAGE / file).read_text("utf-8").split("[[items]]\n")
        found |= {table.split('"', 2)[1]: table for table in tables}
    return found


BLOCKS = blocks()


def reads_back(item: DisclosureItem) -> bool:
    """Whether the words of an item's limit alone say the same kind and days."""
    read = parse_time_limit(item.time_limit.printed, FORM)
    return (read.kind, read.days) == (item.time_limit.kind, item.time_limit.days)


def test_there_are_26_domains_numbered_in_order():
    assert [domain.number for domain in NUMBERED] == list(range(1, 27))


def test_later_domains_come_after_the_26_without_a_number():
    assert {domain.name for domain in DOMAINS[26:]} == {
        "交通运输",
        "旅游",
        "自然资源",
        "乡村振兴",
        "新闻出版版权",
    }


def test_domain_names_and_their_other_names_are_never_shared():
    names = [name for domain in DOMAINS for name in (domain.name, *domain.names)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("domain", DOMAINS, ids=lambda domain: domain.id)
def test_a_domain_says_where_its_name_was_read(domain):
    assert KEBAB.fullmatch(domain.id)
    assert domain.source


@pytest.mark.parametrize("domain", NUMBERED, ids=lambda domain: domain.id)
def test_the_notice_of_2019_names_the_26(domain):
    assert domain.basis.number == "国办发〔2019〕54号"


@pytest.mark.parametrize("domain", DOMAINS, ids=lambda domain: domain.id)
def test_every_domain_has_items(domain):
    assert [item for item in LAYER.items if item.domain == domain.id]


def test_the_layer_is_the_national_one_and_lies_over_nothing():
    assert (LAYER.id, LAYER.level, LAYER.over) == ("national", Level.NATIONAL, None)


def test_item_ids_are_unique():
    assert [id for id, count in Counter(item.id for item in LAYER.items).items() if count > 1] == []


def test_an_id_that_was_given_once_is_never_lost():
    """An item that ends keeps its entry, with its period in force."""
    assert set(IDS) - {item.id for item in LAYER.items} == set()


def test_every_id_stands_in_the_list_that_later_versions_are_held_to():
    assert {item.id for item in LAYER.items} - set(IDS) == set()


def test_no_item_stands_twice_under_one_name():
    names = Counter((item.domain, item.path) for item in LAYER.items)
    assert [name for name, count in names.items() if count > 1] == []


def test_types_of_items_cite_the_article_that_names_their_elements():
    assert {each.basis.document for each in TYPES} == {"政府信息公开条例"}
    assert all(each.basis.article.startswith("第二十条第（") for each in TYPES)


def test_an_administrative_licence_shows_basis_conditions_steps_and_outcome():
    licence = next(each for each in TYPES if each.id == "administrative-licence")
    assert licence.content == ("依据", "条件", "程序", "办理结果")


@pytest.mark.parametrize("item", LAYER.items, ids=lambda item: item.id)
class TestEveryItem:
    def test_has_a_kebab_id_that_begins_with_its_domain(self, item: DisclosureItem):
        assert KEBAB.fullmatch(item.id)
        assert item.id.startswith(f"{item.domain}-")

    def test_is_of_a_known_domain_and_type(self, item: DisclosureItem):
        assert item.domain in {domain.id for domain in DOMAINS}
        assert item.item_type in {None, *(each.id for each in TYPES)}

    def test_has_a_legal_basis(self, item: DisclosureItem):
        assert item.bases

    def test_has_content_or_says_why_not(self, item: DisclosureItem):
        assert item.content or NO_CONTENT in BLOCKS[item.id]

    def test_names_documents_without_their_brackets(self, item: DisclosureItem):
        assert not [basis for basis in item.bases if set("《》") & set(basis.document)]

    def test_names_no_document_twice(self, item: DisclosureItem):
        documents = [basis.document for basis in item.bases]
        assert len(documents) == len(set(documents))

    def test_says_where_it_was_read(self, item: DisclosureItem):
        assert re.match(r"https?://\S+ （.+）$", item.source or "")

    def test_keeps_the_printed_words_of_its_time_limit_or_says_there_are_none(
        self, item: DisclosureItem
    ):
        limit = item.time_limit
        none = limit.kind is TimeLimitKind.UNSPECIFIED and NO_LIMIT in BLOCKS[item.id]
        assert limit.printed or none

    def test_its_printed_limit_reads_back_to_the_same_kind_and_days(self, item: DisclosureItem):
        assert reads_back(item) is (item.id not in READ_OTHERWISE)

    def test_a_county_is_among_its_levels_where_any_is_given(self, item: DisclosureItem):
        assert not item.levels or Level.COUNTY in item.levels


def test_a_limit_of_two_parts_keeps_both():
    item = next(item for item in LAYER.items if item.id == "major-projects-proposal-approval")
    assert [clause.days for clause in item.time_limit.clauses] == [20, 7]
