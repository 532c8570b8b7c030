"""PostgreSQL keeps the store's contract, and the plugin that of plugins."""

from disclosure_core.testing.plugin import PluginContract
from disclosure_core.testing.store import StoreContract
from disclosure_postgres import plugin


class TestPostgres(StoreContract):
    """``make_store`` stands in ``conftest.py``."""


class TestPlugin(PluginContract):
    plugin = plugin
    name = "postgres"
