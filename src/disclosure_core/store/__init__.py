"""The SQLite form of the Store (存储)."""
