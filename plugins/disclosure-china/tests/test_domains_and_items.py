"""The national catalogue data: complete in what it claims, with a source for every row."""

import re

import pytest

from disclosure_china import data_files
from disclosure_core.catalogue.values import DisclosureItem, Level, TimeLimitKind

DOMAINS = data_files.domains()
LAYER = data_files.national_layer()
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def test_there_are_26_domains_numbered_in_order():
    assert [domain.number for domain in DOMAINS] == list(range(1, 27))


def test_domain_names_and_their_other_names_are_never_shared():
    names = [name for domain in DOMAINS for name in (domain.name, *domain.names)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("domain", DOMAINS, ids=lambda domain: domain.id)
def test_a_domain_says_what_names_it_and_how_sure_that_is(domain):
    assert KEBAB.fullmatch(domain.id)
    assert domain.basis.number == "国办发〔2019〕54号"
    assert domain.source


def test_the_layer_is_the_national_one_and_lies_over_nothing():
    assert (LAYER.id, LAYER.level, LAYER.over) == ("national", Level.NATIONAL, None)


def test_the_first_three_domains_have_items():
    numbers = {domain.id: domain.number for domain in DOMAINS}
    assert {numbers[item.domain] for item in LAYER.items} == {1, 2, 3}


def test_item_ids_are_unique():
    ids = [item.id for item in LAYER.items]
    assert len(ids) == len(set(ids))


def test_no_item_stands_twice_under_one_name():
    names = [(item.domain, item.path) for item in LAYER.items]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("item", LAYER.items, ids=lambda item: item.id)
class TestEveryItem:
    def test_has_a_kebab_id_that_begins_with_its_domain(self, item: DisclosureItem):
        assert KEBAB.fullmatch(item.id)
        assert item.id.startswith(f"{item.domain}-")

    def test_has_content_and_a_legal_basis(self, item: DisclosureItem):
        assert item.content
        assert item.bases

    def test_names_documents_without_their_brackets(self, item: DisclosureItem):
        assert not [basis for basis in item.bases if set("《》") & set(basis.document)]

    def test_says_where_it_was_read(self, item: DisclosureItem):
        assert re.match(r"https?://\S+ （.+）$", item.source or "")

    def test_keeps_the_printed_words_of_its_time_limit(self, item: DisclosureItem):
        limit = item.time_limit
        assert limit.printed
        assert limit.kind is not TimeLimitKind.UNSPECIFIED
        assert limit.days is None or str(limit.days) in limit.printed


def test_a_limit_of_two_parts_keeps_both():
    item = next(item for item in LAYER.items if item.id == "major-projects-proposal-approval")
    assert [clause.days for clause in item.time_limit.clauses] == [20, 7]
