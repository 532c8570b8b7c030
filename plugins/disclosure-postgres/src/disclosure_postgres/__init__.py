"""The store of an office on PostgreSQL 15 and later, and on databases that speak its protocol."""
