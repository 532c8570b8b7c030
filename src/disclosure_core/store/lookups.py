"""What a record is looked up by, worked out from its body and its kind's declaration. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

from disclosure_core.errors import DataError, StoreError
from disclosure_core.messages import Message
from disclosure_core.records.bigrams import CUTTING, joined_text
from disclosure_core.records.digest import digest, plain
from disclosure_core.records.values import RecordKind
from disclosure_core.store.rules import findable

ColumnValue = tuple[str, int, str | int | None]
"""A column's name, the position of a value in it, the value."""


def upgraded(kind: RecordKind, body: dict[str, Any], written_in: int) -> dict[str, Any]:
    """A body in the kind's present schema.

    Raises:
        StoreError: it was written in a newer schema, or an upgrade is missing.
    """
    if written_in > kind.schema_version:
        raise newer_schema(kind, written_in)
    for schema in range(written_in, kind.schema_version):
        upgrade = kind.upgrades.get(schema)
        if upgrade is None:
            raise StoreError(
                Message(
                    "The kind {kind} has no upgrade from schema {schema}.",
                    kind=kind.name,
                    schema=schema,
                ),
                fix=Message("add it to the kind's upgrades."),
            )
        body = plain(upgrade(body))
    return body


def newer_schema(kind: RecordKind, schema: int) -> StoreError:
    """The error of records that a newer version wrote."""
    return StoreError(
        Message(
            "Records of the kind {kind} were written in schema {schema}; {known} is known.",
            kind=kind.name,
            schema=schema,
            known=kind.schema_version,
        ),
        why=Message("A newer version of the library or of a plugin wrote them."),
        fix=Message("install that version."),
    )


def declaration_of(kind: RecordKind) -> str:
    """A digest of all that decides how records of a kind are looked up."""
    return digest(
        {
            "schema_version": kind.schema_version,
            "columns": kind.columns,
            "search_text": kind.search_text,
            "cutting": CUTTING,
            # who does not know what is personal must not write it
            **({"personal": kind.personal} if kind.personal else {}),
        }
    )


def searched_text(kind: RecordKind, body: Mapping[str, Any]) -> str:
    """The text of a body that search looks into."""
    return joined_text(body.get(key) for key in kind.search_text)


def column_values(kind: RecordKind, body: Mapping[str, Any]) -> list[ColumnValue]:
    """What a body is filtered and sorted by.

    Raises:
        DataError: a column holds what cannot be filtered or sorted by.
    """
    return [
        (name, position, value)
        for name in kind.columns
        for position, value in enumerate(_distinct(body.get(name), kind.name, name))
    ]


def _distinct(value: object, kind: str, name: str) -> Iterable[str | int | None]:
    values = value if isinstance(value, list) else [value]
    return dict.fromkeys(_column_value(each, kind, name) for each in values) or [None]


def _column_value(value: object, kind: str, name: str) -> str | int | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int) and findable(value):
        return int(value)
    raise DataError(
        Message(
            "The column {column} of {kind} cannot hold {type}.",
            column=name,
            kind=kind,
            type=type(value).__name__,
        ),
        fix=Message(
            "a column holds text, whole numbers, truth values, nothing, or a list of these."
        ),
    )
