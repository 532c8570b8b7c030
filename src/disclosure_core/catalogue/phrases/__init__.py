"""Parsers of the phrases printed in catalogue tables: time limits, channels (短语)."""
