"""What every kept thing shares: id, kind, version, digest, journal (记录)."""
