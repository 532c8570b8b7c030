"""What belongs to one agency is seen by its staff and the whole office's, and by nobody else."""

from typing import Any

import pytest
from attrs import evolve

from disclosure_core.errors import NotFoundError, StoreError
from disclosure_core.records.store import Store
from disclosure_core.records.values import Query
from disclosure_core.testing.store.kinds import NOTICE, PUBLIC, STAFF, Contract, found, put

EDUCATION = PUBLIC | {"agency:county:education"}
HEALTH = PUBLIC | {"agency:county:health"}
BOTH = EDUCATION | HEALTH
OFFICE = STAFF | {"agency:*"}
"""What staff of the whole office see: what is theirs, and what is any agency's."""

QUERY = Query(kind=NOTICE.name)

QUESTIONS: tuple[dict[str, Any], ...] = (
    {},
    {"search": "预算"},
    {"search": "预算 长政办〔2020〕8号"},
    {"search": "长政办〔2020〕8号"},
    {"where": {"agency": "财政局"}},
    {"where": {"agency": "财政局"}, "search": "预", "sort": "year"},
    {"sort": "year", "newest_first": False},
)


class AgencyContract(Contract):
    """Records of an agency."""

    @pytest.fixture
    def kept(self, store: Store) -> Store:
        """Six records: two of each of two agencies, a public one, one of the whole office."""
        labels = ("county:education", "county:health")
        for number, label in enumerate((*labels, *labels)):
            put(store, str(number), _body(number), visibility=f"agency:{label}")
        put(store, "4", _body(4), visibility="public")
        put(store, "5", _body(5), visibility="staff")
        return store

    @pytest.mark.parametrize("asked", QUESTIONS)
    @pytest.mark.parametrize(
        ("visible", "ids"),
        [
            (PUBLIC, {"4"}),
            (STAFF, {"4", "5"}),
            (EDUCATION, {"0", "2", "4"}),
            (HEALTH, {"1", "3", "4"}),
            (BOTH, {"0", "1", "2", "3", "4"}),
            (OFFICE, {"0", "1", "2", "3", "4", "5"}),
            (frozenset({"agency:*"}), {"0", "1", "2", "3"}),
            (frozenset({"agency:county"}), set()),
        ],
    )
    def test_lists_searches_and_counts_keep_to_ones_own_agency(
        self, kept: Store, asked: dict[str, Any], visible: frozenset[str], ids: set[str]
    ) -> None:
        query = evolve(QUERY, **asked)
        assert set(found(kept, visible, **asked)) == ids
        assert kept.find(evolve(query, count_to=10), visible=visible).total == len(ids)
        assert kept.count(query, visible=visible) == len(ids)

    @pytest.mark.parametrize("asked", QUESTIONS)
    @pytest.mark.parametrize("visible", [EDUCATION, OFFICE])
    def test_pages_go_on_among_what_is_seen(
        self, kept: Store, asked: dict[str, Any], visible: frozenset[str]
    ) -> None:
        whole = found(kept, visible, **asked)
        assert found(kept, visible, limit=1, **asked) == whole

    def test_another_agencys_and_an_absent_record_answer_alike(self, kept: Store) -> None:
        for version in (None, 1):
            with pytest.raises(NotFoundError) as hidden:
                kept.get(NOTICE.name, "1", visible=EDUCATION, version=version)
            with pytest.raises(NotFoundError) as absent:
                kept.get(NOTICE.name, "9", visible=EDUCATION, version=version)
            assert str(hidden.value).replace("1", "9") == str(absent.value).replace("1", "9")
        assert kept.history(NOTICE.name, "1", visible=EDUCATION) == ()
        assert kept.get(NOTICE.name, "1", visible=HEALTH).id == "1"
        assert kept.get(NOTICE.name, "1", visible=OFFICE, version=1).id == "1"

    def test_a_record_that_moved_to_another_agency_is_gone_for_the_first(self, kept: Store) -> None:
        put(kept, "0", _body(0), visibility="agency:county:health")
        assert set(found(kept, EDUCATION, search="预算")) == {"2", "4"}
        assert kept.history(NOTICE.name, "0", visible=EDUCATION) == ()
        assert [each.version for each in kept.history(NOTICE.name, "0", visible=HEALTH)] == [2]
        assert len(kept.history(NOTICE.name, "0", visible=OFFICE)) == 2
        assert set(found(kept, HEALTH, search="预算")) == {"0", "1", "3", "4"}

    def test_publishing_shows_the_public_the_last_version_only(self, kept: Store) -> None:
        put(kept, "0", _body(0), visibility="public")
        assert set(found(kept, PUBLIC, search="预算")) == {"0", "4"}
        assert [each.version for each in kept.history(NOTICE.name, "0", visible=PUBLIC)] == [2]

    @pytest.mark.parametrize("label", ["agency:", "agency:*", "agency", "", "everybody"])
    def test_what_is_no_visibility_is_refused(self, store: Store, label: str) -> None:
        with pytest.raises(StoreError, match="visibilit"):
            put(store, "x", visibility=label)


def _body(number: int) -> dict[str, Any]:
    return {
        "title": "预算",
        "number": "长政办〔2020〕8号",
        "agency": "财政局",
        "year": 2020 + number % 3,
    }
