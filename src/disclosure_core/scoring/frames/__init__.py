"""A formula on the caller's own dataframe: pandas, Polars (eager, lazy), PyArrow, DuckDB.

The published marks are the same digit for digit as in the exact reading, because only whole
numbers are computed with: a mark is an integer in units of its last printed place. Lazy stays
lazy, and nothing is collected. Importing this loads narwhals; no engine is loaded but the
caller's.
"""

from disclosure_core.scoring.frames.scores import score

__all__ = ["score"]
