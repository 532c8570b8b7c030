"""Review rules for Chinese official text, as a plugin (发布审核规则).

Each rule stands in a module of its own and finds one kind of thing. Rules never change a draft and
never decide; they say where something stands and what to do about it.
"""

from disclosure_review_zh.identity_numbers import RESIDENT_ID_NUMBER
from disclosure_review_zh.mobile_numbers import MOBILE_NUMBER

__all__ = ["MOBILE_NUMBER", "RESIDENT_ID_NUMBER"]
