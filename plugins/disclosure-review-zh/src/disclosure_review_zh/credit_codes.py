"""Unified social credit codes (统一社会信用代码): 18 characters that are nobody's personal number.

Some consist of digits only and could be taken for a mistyped ID number. GB 32100 gives their form
and check character.
"""

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = tuple(3**n % 31 for n in range(17))

LENGTH = 18

DEPARTMENTS = frozenset("12345679ANY")
"""First character: the department that registers the body; 9 is for market bodies."""


def is_credit_code(characters: str) -> bool:
    """Whether ``characters`` are a credit code: department, region, right check character."""
    if len(characters) != LENGTH or characters[0] not in DEPARTMENTS:
        return False
    if not characters[2:8].isdecimal() or not set(characters) <= set(ALPHABET):
        return False
    total = sum(
        weight * ALPHABET.index(character)
        for weight, character in zip(WEIGHTS, characters[:17], strict=True)
    )
    return ALPHABET[-total % 31] == characters[17]
