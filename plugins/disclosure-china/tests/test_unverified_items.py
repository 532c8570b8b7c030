"""What nobody has verified says so, has no basis, and stands under no confirmed name."""

import re
from collections import Counter
from pathlib import Path

import pytest

from disclosure_china import data_files
from disclosure_core.catalogue.values import DisclosureItem

LAYER = data_files.unverified_layer()
NATIONAL = data_files.national_layer()
DOMAINS = {domain.id for domain in data_files.domains()}
IDS = (Path(__file__).parent / "data" / "unverified_ids.txt").read_text("utf-8").split()
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def test_the_layer_lies_over_the_national_one_and_is_unverified():
    assert (LAYER.id, LAYER.over, LAYER.unverified) == ("unverified", "national", True)


def test_the_national_layer_is_verified():
    assert not NATIONAL.unverified


def test_ids_are_unique_among_all_items():
    ids = Counter(item.id for item in (*LAYER.items, *NATIONAL.items))
    assert [id for id, count in ids.items() if count > 1] == []


def test_an_id_that_was_given_once_is_unverified_or_confirmed_but_never_lost():
    known = {item.id for item in (*LAYER.items, *NATIONAL.items)}
    assert set(IDS) - known == set()


def test_every_id_stands_in_the_list_that_later_versions_are_held_to():
    assert {item.id for item in LAYER.items} - set(IDS) == set()


def test_no_name_stands_among_the_confirmed_items_too():
    names = Counter((item.domain, item.path) for item in (*LAYER.items, *NATIONAL.items))
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("item", LAYER.items, ids=lambda item: item.id)
class TestEveryUnverifiedItem:
    def test_has_a_kebab_id_that_begins_with_its_known_domain(self, item: DisclosureItem):
        assert KEBAB.fullmatch(item.id)
        assert item.domain in DOMAINS
        assert item.id.startswith(f"{item.domain}-")

    def test_carries_no_legal_basis(self, item: DisclosureItem):
        assert item.bases == ()

    def test_says_that_it_is_unverified(self, item: DisclosureItem):
        assert item.source.startswith("未核实：")
