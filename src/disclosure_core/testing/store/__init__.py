"""The conformance kit of a store: what passes it is a store (存储合规测试).

Use it by giving the fixture ``make_store``::

    class TestMyStore(StoreContract):
        @pytest.fixture
        def make_store(self, tmp_path):
            with ExitStack() as opened:
                yield lambda *kinds: opened.enter_context(closing(open_my_store(tmp_path, kinds)))

Every call opens the same store once more, empty when the test begins, as another program would.
"""

import pytest

_PARTS = (
    "kinds",
    "records",
    "transactions",
    "queries",
    "filters",
    "agencies",
    "searching",
    "ranking",
    "past",
    "journal",
    "outbox",
    "copying",
    "personal",
    "settings",
)
pytest.register_assert_rewrite(*(f"{__name__}.{part}" for part in _PARTS))

from disclosure_core.testing.store.agencies import AgencyContract  # noqa: E402 - after rewriting
from disclosure_core.testing.store.copying import CopyContract  # noqa: E402
from disclosure_core.testing.store.filters import FilterContract  # noqa: E402
from disclosure_core.testing.store.journal import JournalContract  # noqa: E402
from disclosure_core.testing.store.kinds import MakeStore  # noqa: E402
from disclosure_core.testing.store.outbox import OutboxContract  # noqa: E402
from disclosure_core.testing.store.past import PastContract  # noqa: E402
from disclosure_core.testing.store.personal import PersonalContract  # noqa: E402
from disclosure_core.testing.store.queries import QueryContract  # noqa: E402
from disclosure_core.testing.store.ranking import RankContract  # noqa: E402
from disclosure_core.testing.store.records import RecordContract  # noqa: E402
from disclosure_core.testing.store.searching import SearchContract  # noqa: E402
from disclosure_core.testing.store.settings import SettingContract  # noqa: E402
from disclosure_core.testing.store.transactions import TransactionContract  # noqa: E402

__all__ = ["MakeStore", "StoreContract"]


class StoreContract(
    RecordContract,
    TransactionContract,
    QueryContract,
    FilterContract,
    AgencyContract,
    SearchContract,
    RankContract,
    PastContract,
    JournalContract,
    OutboxContract,
    CopyContract,
    PersonalContract,
    SettingContract,
):
    """All that a store must do."""
