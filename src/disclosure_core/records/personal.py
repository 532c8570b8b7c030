"""Personal fields of a record, set apart from its body so that they can be erased (个人信息).

The body keeps a commitment (承诺值) in a field's place, the value lies elsewhere with its salt.
What the journal digests is the body with its commitments: destroying salt and value leaves every
digest true, and says nothing of what the value was.

A commitment is HMAC-SHA-256 of the value's canonical JSON, keyed with 32 random bytes made for this
field of this version. Keyed, because a bare digest of a phone number or a name is found by trying
them all; without the salt every value is as likely as any other. HMAC, because it was proven to
hide its message under a secret key and cannot be lengthened, which ``sha256(salt + value)`` can; it
binds, because another value with a salt of its own would be a collision of SHA-256.

Pure but for :func:`set_apart`, which asks for random bytes. Keeps nothing.
"""

import hmac
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from attrs import frozen

from disclosure_core.errors import DataError
from disclosure_core.messages import Message
from disclosure_core.records.digest import canonical

ALGORITHM = "hmac-sha256"

SALT_BYTES = 32

WITHHELD = "personal:withheld"
"""Stands in a body for a personal field that the reader did not ask for or may not see."""

ERASED = "personal:erased"
"""Stands in a body for a personal field that was lawfully erased."""

MARKS = frozenset({WITHHELD, ERASED})

REFERENCE_BEGINS = f'{{"commitment":"{ALGORITHM}:'
"""How the canonical text of a commitment in a body begins."""

_REFERENCE_KEYS = {"commitment", "key"}
_KEY_BYTES = 16


@frozen
class Reference:
    """What a body keeps of a personal field: its commitment, and the key its value lies under."""

    commitment: str
    key: str


@frozen
class PersonalField:
    """A personal field set apart: ``field`` is its place in the body, ``value`` canonical JSON.

    Without ``salt`` and ``value`` it was erased.
    """

    key: str
    field: str
    salt: bytes | None
    value: str | None


@frozen(kw_only=True)
class Opening:
    """What proves to somebody which value a commitment was made of (承诺开启)."""

    version: int
    field: str
    commitment: str
    salt: bytes
    value: Any


def commitment_of(salt: bytes, value: object) -> str:
    """The commitment to a value: ``hmac-sha256:`` and 64 hexadecimal digits.

    >>> commitment_of(bytes(32), "13800000000")[:27]
    'hmac-sha256:fad50c5984c6132'

    Raises:
        DataError: the value is not plain JSON.
    """
    return _commitment(salt, canonical(value))


def _commitment(salt: bytes, text: str) -> str:
    return f"{ALGORITHM}:{hmac.digest(salt, text.encode(), 'sha256').hex()}"


def opens(commitment: str, salt: bytes, value: object) -> bool:
    """Whether a commitment was made of this value with this salt; ``False`` for other algorithms.

    Raises:
        DataError: the value is not plain JSON.
    """
    return hmac.compare_digest(commitment.encode(), commitment_of(salt, value).encode())


def committed(reference: Reference, salt: bytes, text: str) -> bool:
    """Whether a reference in a body was made of a value's canonical text with this salt."""
    return hmac.compare_digest(reference.commitment.encode(), _commitment(salt, text).encode())


@frozen
class SetApart:
    """A body with commitments in the place of its personal fields, and these fields."""

    body: dict[str, Any]
    fields: tuple[PersonalField, ...]


def set_apart(
    body: Mapping[str, Any],
    fields: Iterable[str],
    standing: Callable[[], Mapping[str, Any]],
    randomness: Callable[[int], bytes] = secrets.token_bytes,
) -> SetApart:
    """Take the personal fields out of a body.

    A field that holds :data:`WITHHELD` or :data:`ERASED`, as it was read, stays as it stands: its
    value is committed to anew, an erased one stays erased. A field that holds nothing is left.

    Args:
        body: Fresh plain JSON.
        fields: Keys of the body, dotted where they lie deeper.
        standing: Gives the body that stands now, its personal fields open; asked only for fields
            that are to stay.
        randomness: Gives as many random bytes as it is asked for.

    Raises:
        DataError: a field is to stay and there is none; it lies in what is no mapping; or
            the body holds a commitment of its own.
    """
    _refuse_references(body)
    kept = dict(body)
    apart = []
    for field in fields:
        parent = _parent(kept, field)
        name = field.rpartition(".")[2]
        if parent is None or parent.get(name) is None:
            continue
        value = parent[name]
        if isinstance(value, str) and value in MARKS:
            value = _staying(standing(), field, value)
        if value == ERASED or value is None:
            parent[name] = value
            continue
        made = PersonalField(
            randomness(_KEY_BYTES).hex(), field, randomness(SALT_BYTES), canonical(value)
        )
        parent[name] = {
            "commitment": _commitment(made.salt or b"", made.value or ""),
            "key": made.key,
        }
        apart.append(made)
    return SetApart(kept, tuple(apart))


def _refuse_references(value: object) -> None:
    if reference_of(value) is not None:
        raise DataError(
            Message("The body holds a commitment; only the store puts commitments into bodies."),
            fix=Message("put the field's value, or what was read in its place."),
        )
    if isinstance(value, Mapping):
        for each in value.values():
            _refuse_references(each)
    elif isinstance(value, list | tuple):
        for each in value:
            _refuse_references(each)


def _parent(body: dict[str, Any], field: str) -> dict[str, Any] | None:
    """The mapping a field lies in, copied on the way; ``None`` where there is none."""
    *way, _ = field.split(".")
    for name in way:
        below = body.get(name)
        if below is None:
            return None
        if not isinstance(below, Mapping):
            raise DataError(
                Message(
                    "The personal field {field} cannot be set apart: {name} is no mapping.",
                    field=field,
                    name=name,
                )
            )
        body[name] = dict(below)
        body = body[name]
    return body


def _staying(body: Mapping[str, Any], field: str, mark: str) -> Any:
    """What stands in a field; an erased one must be put as erased or withheld."""
    value: Any = body
    for name in field.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    if value is None or (mark == ERASED and value != ERASED):
        raise DataError(
            Message(
                "The personal field {field} is to stay as it was, and there is none.", field=field
            ),
            fix=Message("put its value, or leave it out."),
        )
    return value


def reference_of(value: object) -> Reference | None:
    """The reference in a field of a kept body; ``None`` where something else stands."""
    if not isinstance(value, Mapping) or set(value) != _REFERENCE_KEYS:
        return None
    commitment, key = value["commitment"], value["key"]
    if not (isinstance(commitment, str) and isinstance(key, str)):
        return None
    return Reference(commitment, key) if commitment.startswith(f"{ALGORITHM}:") else None


def references_in(body: Mapping[str, Any], place: str = "") -> Iterator[tuple[str, Reference]]:
    """The personal fields of a kept body: each one's place, dotted, and its reference."""
    for name, value in body.items():
        if isinstance(value, Mapping):
            reference = reference_of(value)
            if reference is not None:
                yield f"{place}{name}", reference
            else:
                yield from references_in(value, f"{place}{name}.")


def in_place(body: Mapping[str, Any], put: Callable[[Reference], Any]) -> dict[str, Any]:
    """A kept body with something else in the place of each reference."""
    shown: dict[str, Any] = {}
    for name, value in body.items():
        reference = reference_of(value)
        if reference is not None:
            shown[name] = put(reference)
        elif isinstance(value, Mapping):
            shown[name] = in_place(value, put)
        else:
            shown[name] = value
    return shown


def withheld(body: Mapping[str, Any], fields: Iterable[str]) -> dict[str, Any]:
    """A body whose personal fields are withheld, whatever stands there, but for erased ones.

    What lies in something else than a mapping is withheld with it.
    """
    shown = dict(body)
    for field in fields:
        first, _, rest = field.partition(".")
        value = shown.get(first)
        if value is None or (isinstance(value, str) and value == ERASED):
            continue
        if rest and isinstance(value, Mapping):
            shown[first] = withheld(value, (rest,))
        else:
            shown[first] = WITHHELD
    return shown
