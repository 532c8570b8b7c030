"""A plugin's own settings: its class, asked first, and the office's file read by it."""

from collections.abc import Mapping
from typing import Any

from attrs import has

from disclosure_core.codec import structure
from disclosure_core.errors import DataError, Mistake, PluginError
from disclosure_core.extensions.asking import Answer, Answers, ask
from disclosure_core.extensions.plugins import Found
from disclosure_core.hookspecs import PluginContext
from disclosure_core.messages import Message

SETTINGS = "disclosure_settings"


def own_settings(
    found: Found, hooks: Mapping[str, Any], context: PluginContext
) -> tuple[Any, Answers]:
    """A plugin's settings as its class reads them; with mistakes in them, the class's defaults."""
    if SETTINGS not in hooks:
        return None, Answers()
    answers = ask(found, SETTINGS, hooks[SETTINGS], context)
    if not answers.values:
        return None, answers
    answer = answers.values[0]
    cls = answer.value
    try:
        if not has(cls):
            raise DataError(Message("{cls} is no attrs class", cls=cls.__name__))
        cls()
    except (DataError, TypeError) as error:
        told = _refused(answer, DataError(Message("{reason}", reason=str(error))))
        return None, answers + Answers(errors=(told,))
    try:
        return structure(dict(context.options), cls, place=f"plugins.{found.name}"), answers
    except DataError as error:
        return cls(), answers + Answers(errors=(_refused(answer, error),))


def _refused(answer: Answer, error: DataError) -> PluginError:
    return PluginError(
        Message(
            "{plugin}: its settings cannot be used: {what}", plugin=answer.plugin, what=error.what
        ),
        plugin=answer.plugin,
        version=answer.version,
        hook=SETTINGS,
        mistakes=error.mistakes or (Mistake(answer.place, "", error.what),),
        fix=Message("correct [plugins.{plugin}] in the settings.", plugin=answer.plugin)
        if error.mistakes
        else Message("return an attrs class, each of its fields with a default."),
    )
