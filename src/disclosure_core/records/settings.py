"""Small things a store remembers about itself, such as its last backup (存储设置).

Each is a record of the kind :data:`SETTING`, which every store keeps without being asked: so it is
versioned, journaled, copied and backed up like any other, and only the staff see it. Not for the
office's own settings, which stand in ``disclosure.toml``, nor for anything large or secret.
"""

from collections.abc import Mapping

from attrs import frozen

from disclosure_core.errors import DataError
from disclosure_core.messages import Message
from disclosure_core.records.values import Json, RecordKind

SettingValue = str | int | bool | None
"""What a setting may be."""

LONGEST = 10_000
"""Characters of a text, at most."""


@frozen
class KeptSetting:
    """What a setting of the store was given last (设置值)."""

    value: SettingValue


SETTING = RecordKind(name="setting", value=KeptSetting)
"""The kind of records that settings of a store are."""

LAST_BACKUP = "last-backup"
"""The instant of the last backup that was written and verified, as ISO 8601."""

LAST_BACKUP_CHECKPOINT = "last-backup-checkpoint"
"""Where the journal of that backup ends: ``12:sha256:…``."""

LAST_RESTORE = "last-restore"
"""The instant at which a backup was put in the place of the store, as ISO 8601."""


def setting_body(name: str, value: SettingValue) -> Json:
    """The body of the record that keeps a setting.

    Raises:
        DataError: the value is of another type, or too long.
    """
    if value is not None and not isinstance(value, str | int):
        raise DataError(
            Message("The setting {name} cannot be {type}.", name=name, type=type(value).__name__),
            fix=Message("a setting is a text, a whole number, a truth value or nothing."),
        )
    if isinstance(value, str) and len(value) > LONGEST:
        raise DataError(
            Message(
                "The setting {name} has {length} characters; {most} are allowed.",
                name=name,
                length=len(value),
                most=LONGEST,
            )
        )
    return {"value": value}


def setting_value(body: Json) -> SettingValue:
    """The setting that a record keeps."""
    value: SettingValue = body["value"]
    return value


def with_setting(kinds: Mapping[str, RecordKind]) -> dict[str, RecordKind]:
    """The kinds of a store, with the one it keeps without being asked."""
    return {**kinds, SETTING.name: SETTING}
