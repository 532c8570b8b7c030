"""Items and domains, printed tables in, layers, coverage (目录)."""
