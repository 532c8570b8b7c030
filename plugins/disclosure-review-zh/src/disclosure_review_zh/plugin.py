"""What this plugin supplies: one rule a line. The rules are in the modules beside it."""

from collections.abc import Iterable

from disclosure_core import ReviewRule, hookimpl
from disclosure_review_zh.identity_numbers import RESIDENT_ID_NUMBER
from disclosure_review_zh.mobile_numbers import MOBILE_NUMBER
from disclosure_review_zh.secrecy_marks import SECRECY_MARKS


@hookimpl
def disclosure_review_rules() -> Iterable[ReviewRule]:
    """Personal numbers that must not go out, and secrecy marks that must not come in."""
    yield RESIDENT_ID_NUMBER
    yield MOBILE_NUMBER
    yield SECRECY_MARKS
