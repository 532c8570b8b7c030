"""Files to grids: one reader a format, none of which understands what a table means.

The door is :mod:`~disclosure_core.catalogue.tables.readers.files`.
"""
