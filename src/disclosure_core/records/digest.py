"""Canonical JSON and digests that name their algorithm (规范化文本与摘要).

The canonical text of a value is JSON with sorted keys, no spaces and UTF-8 letters; for the values
allowed here it is the form of RFC 8785. A digest is the name of its algorithm, a colon and 64
hexadecimal digits: ``sha256:…``, or ``sm3:…`` for SM3 (GB/T 32905-2016, 密码杂凑算法), which is
taken from Python's OpenSSL or, where that has none, from ``cryptography``.

Floats are refused: they have no one exact text. So are dates and other objects: what is digested
is what is written, nothing converted on the way.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from disclosure_core.errors import DataError
from disclosure_core.messages import Message

ALGORITHM = "sha256"
"""What digests are made with unless an office says otherwise."""

SM3 = "sm3"

ALGORITHMS = (ALGORITHM, SM3)
"""All that a digest may be made with: both give 256 bits."""

_encode = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
).encode

_DEEPEST = 64


def plain(value: object, place: str = "body", depth: int = 0) -> Any:
    """``value`` as fresh plain JSON: mappings to dicts, tuples to lists.

    Args:
        value: What is to be written.
        place: How an error names it.
        depth: How deep it lies; 64 levels at most.

    Raises:
        DataError: something in it is not plain JSON, with its place.
    """
    if value is None or value is True or value is False:
        return value
    if isinstance(value, str):
        return _text(value, place)
    if isinstance(value, int):
        return int(value)
    if depth >= _DEEPEST:
        raise DataError(
            Message("{place}: nested deeper than {most} levels.", place=place, most=_DEEPEST)
        )
    if isinstance(value, Mapping):
        return {
            _key(key, place): plain(each, f"{place}.{key}", depth + 1)
            for key, each in value.items()
        }
    if isinstance(value, list | tuple):
        return [plain(each, f"{place}[{index}]", depth + 1) for index, each in enumerate(value)]
    raise DataError(
        Message(
            "{place}: {type} is not a plain JSON value.", place=place, type=type(value).__name__
        ),
        fix=Message("write decimals, dates and instants as text."),
    )


def _text(value: str, place: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise DataError(
            Message(
                "{place}: the text has a half character at {at} that cannot be written.",
                place=place,
                at=error.start,
            )
        ) from None
    return str(value)


def _key(key: object, place: str) -> str:
    if not isinstance(key, str):
        raise DataError(
            Message(
                "{place}: the key {key} is {type}, not text.",
                place=place,
                key=repr(key),
                type=type(key).__name__,
            )
        )
    return _text(key, place)


def canonical(value: object) -> str:
    """The canonical JSON text of a value.

    >>> canonical({"title": "预算", "items": ("b", "a"), "pages": 3})
    '{"items":["b","a"],"pages":3,"title":"预算"}'

    Raises:
        DataError: it is not plain JSON.
    """
    return canonical_plain(plain(value))


def canonical_plain(value: Any) -> str:
    """The canonical text of what :func:`plain` returned."""
    return _encode(value)


class Hashed(Protocol):
    """Bytes that were put through an algorithm."""

    def hexdigest(self) -> str:
        """What came out, as hexadecimal digits."""


def hasher(algorithm: str) -> Callable[[bytes], Hashed]:
    """What puts bytes through an algorithm.

    Raises:
        DataError: there is no such algorithm, or this computer does not have it.
    """
    if algorithm == ALGORITHM:
        return hashlib.sha256
    if algorithm == SM3:
        return _sm3()
    raise DataError(
        Message("{algorithm} is no algorithm for digests.", algorithm=repr(algorithm)),
        fix=Message("write one of {algorithms}.", algorithms=", ".join(ALGORITHMS)),
    )


def _sm3() -> Callable[[bytes], Hashed]:
    if SM3 in hashlib.algorithms_available:
        try:
            hashlib.new(SM3)
        except ValueError:  # OpenSSL knows it, but its settings forbid it
            pass
        else:
            return lambda data: hashlib.new(SM3, data)
    try:
        from cryptography.hazmat.primitives import hashes
    except ImportError:
        raise DataError(
            Message("This computer has no SM3, in which a digest is or is to be made."),
            fix=Message("install it: pip install {what}", what="'disclosure-core[sm3]'"),
        ) from None
    return lambda data: _Finished(hashes.Hash(hashes.SM3()), data)


class _Finished:
    """What ``cryptography`` made of bytes, as :class:`Hashed`."""

    def __init__(self, made: Any, data: bytes) -> None:
        made.update(data)
        self._digest: bytes = made.finalize()

    def hexdigest(self) -> str:
        return self._digest.hex()


def algorithm_of(digest: str) -> str:
    """The algorithm that a digest names."""
    return digest.partition(":")[0]


def digest_bytes(data: bytes, algorithm: str = ALGORITHM) -> str:
    """The digest of bytes.

    Raises:
        DataError: there is no such algorithm, or this computer does not have it.
    """
    return f"{algorithm}:{hasher(algorithm)(data).hexdigest()}"


def digest_text(text: str, algorithm: str = ALGORITHM) -> str:
    """The digest of a text's UTF-8 bytes.

    >>> digest_text("abc")[:23]
    'sha256:ba7816bf8f01cfea'

    Raises:
        DataError: there is no such algorithm, or this computer does not have it.
    """
    return digest_bytes(text.encode(), algorithm)


def is_digest_of(digest: str, text: str) -> bool:
    """Whether a digest is that of a text, by the algorithm that it names.

    Raises:
        DataError: this computer does not have the algorithm.
    """
    algorithm = algorithm_of(digest)
    return algorithm in ALGORITHMS and digest_text(text, algorithm) == digest


def digest(value: object, algorithm: str = ALGORITHM) -> str:
    """The digest of a value's canonical JSON.

    Raises:
        DataError: it is not plain JSON, or there is no such algorithm here.
    """
    return digest_text(canonical(value), algorithm)
