"""Settings: small things a store remembers about itself, versioned and journaled like records."""

from contextlib import closing

import pytest

from disclosure_core.errors import DataError
from disclosure_core.records.settings import SETTING
from disclosure_core.records.store import Store
from disclosure_core.store.sqlite import open_sqlite_store
from disclosure_core.testing.store.kinds import NOTICE, STAFF, Contract, MakeStore, change


class SettingContract(Contract):
    """Every store keeps settings, whatever kinds it is opened with."""

    def test_a_new_store_has_none(self, store: Store) -> None:
        assert store.settings() == {}

    def test_a_setting_is_what_it_was_given_last(self, store: Store) -> None:
        for value in ("一", "二"):
            with store.transaction(change()) as transaction:
                transaction.keep_setting("office", value)
        assert store.settings() == {"office": "二"}

    @pytest.mark.parametrize("value", ["", "长沙县", 0, 2**40, True, False, None])
    def test_a_setting_keeps_its_type(self, store: Store, value: str | int | bool | None) -> None:
        with store.transaction(change()) as transaction:
            transaction.keep_setting("value", value)
        kept = store.settings()["value"]
        assert (kept, type(kept)) == (value, type(value))

    def test_settings_are_kept_with_the_change_or_not_at_all(self, store: Store) -> None:
        with pytest.raises(ZeroDivisionError):
            _keep_and_break_off(store)
        assert store.settings() == {}

    def test_a_setting_has_a_history_and_is_journaled(self, store: Store) -> None:
        for value in (1, 2):
            with store.transaction(change()) as transaction:
                transaction.keep_setting("count", value)
        versions = store.history(SETTING.name, "count", visible=STAFF)
        assert [each.body for each in versions] == [{"value": 1}, {"value": 2}]
        assert [(each.kind, each.version) for each in store.journal()] == [
            (SETTING.name, 1),
            (SETTING.name, 2),
        ]
        assert store.verify().sequence == 2

    def test_the_public_sees_no_setting(self, store: Store) -> None:
        with store.transaction(change()) as transaction:
            transaction.keep_setting("office", "长沙县")
        assert store.history(SETTING.name, "office", visible=frozenset({"public"})) == ()

    @pytest.mark.parametrize("value", [1.5, [1], {"a": 1}, "长" * 10_001])
    def test_what_is_no_small_plain_value_is_refused(self, store: Store, value: object) -> None:
        with store.transaction(change()) as transaction, pytest.raises(DataError, match="big"):
            transaction.keep_setting("big", value)  # type: ignore[arg-type]
        assert store.settings() == {}

    def test_another_opening_reads_it(self, make_store: MakeStore) -> None:
        first = make_store(NOTICE)
        with first.transaction(change()) as transaction:
            transaction.keep_setting("office", "长沙县")
        assert make_store(NOTICE).settings() == {"office": "长沙县"}

    def test_a_copy_has_them(self, store: Store) -> None:
        with store.transaction(change()) as transaction:
            transaction.keep_setting("office", "长沙县")
        with (
            closing(open_sqlite_store(":memory:", [NOTICE])) as other,
            store.contents() as contents,
        ):
            other.take_in(contents)
            assert other.settings() == {"office": "长沙县"}


def _keep_and_break_off(store: Store) -> None:
    with store.transaction(change()) as transaction:
        transaction.keep_setting("office", "长沙县")
        raise ZeroDivisionError
