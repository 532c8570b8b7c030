"""What is known of a plugin: its name, its origin, its state, what it supplies."""

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from attrs import field, frozen

from disclosure_core.errors import PluginError
from disclosure_core.messages import Message

CORE = "core"
"""The name of the plugin that this library itself is."""

NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
"""A plugin's name, and the local part of an id: small ASCII letters, digits, single hyphens."""


class PluginState(StrEnum):
    """Whether a plugin can be used (插件状态)."""

    OK = "ok"
    BROKEN = "broken"
    """it cannot be imported or read, or what it supplies is wrong"""
    CONFLICT = "conflict"
    """it and another plugin claim the same thing"""
    LEFT_OUT = "left_out"
    """by --without or by the settings"""


@frozen(kw_only=True)
class Plugin:
    """A plugin as it was found and asked (插件).

    Attributes:
        name: The name of its entry point or of its ``plugin.toml``; the prefix of its ids.
        version: Its version, where it says one.
        title: A name for people, where it gives one.
        origin: Where it is from: a distribution, a folder.
        state: Whether it can be used.
        hooks: The hooks it implements.
        supplies: How many values each hook gave.
        errors: What is wrong with it.
        warnings: What is odd about it, and does not stop it.
    """

    name: str
    version: str | None = None
    title: str | None = None
    origin: str
    state: PluginState
    hooks: tuple[str, ...] = ()
    supplies: Mapping[str, int] = field(factory=dict)
    errors: tuple[PluginError, ...] = ()
    warnings: tuple[Message, ...] = ()


@frozen(kw_only=True)
class Found:
    """A plugin where it was found: loaded (``module``), a folder still to read, or broken.

    ``error`` says why it cannot be loaded; ``left_out`` plugins are not touched at all.
    """

    name: str
    version: str | None = None
    origin: str
    module: object = None
    folder: Path | None = None
    error: PluginError | None = None
    left_out: bool = False
    requires: tuple[str, ...] = ()
