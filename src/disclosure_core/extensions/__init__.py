"""Finding plugins, collecting what they supply, freezing it (扩展)."""
