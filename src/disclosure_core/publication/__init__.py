"""Releases, deliveries, channels (发布)."""
