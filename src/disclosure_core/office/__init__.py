"""Store, registry and actor put together (公开办)."""
