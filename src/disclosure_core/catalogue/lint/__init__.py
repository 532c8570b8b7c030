"""The lint of a catalogue (目录检查): nothing twice, nothing left out, bases right."""

from disclosure_core.catalogue.lint.matters import (
    LintGround,
    matter_of_catalogue,
    matter_of_layers,
)
from disclosure_core.catalogue.lint.running import CODES, RULES, lint
from disclosure_core.catalogue.lint.tables import matter_of_table
from disclosure_core.catalogue.lint.values import (
    AbsentColumn,
    LintedItem,
    LintFinding,
    LintMatter,
    LintReport,
    LintRule,
    LintSeverity,
    WaivedFinding,
)

__all__ = [
    "CODES",
    "RULES",
    "AbsentColumn",
    "LintFinding",
    "LintGround",
    "LintMatter",
    "LintReport",
    "LintRule",
    "LintSeverity",
    "LintedItem",
    "WaivedFinding",
    "lint",
    "matter_of_catalogue",
    "matter_of_layers",
    "matter_of_table",
]
