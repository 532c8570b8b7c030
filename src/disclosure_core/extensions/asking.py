"""Ask one plugin its hooks, inside a guard: answers and errors both come back as values.

pluggy stops at the first plugin that raises and loses the others' answers, and a generator raises
only after it; so each plugin is asked alone and its generators are used up here. What comes back
is checked against the hook's own annotation.
"""

import inspect
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from types import SimpleNamespace
from typing import Any, get_args, get_origin, get_type_hints

import pluggy
from attrs import field, frozen

from disclosure_core import hookspecs
from disclosure_core.codec import type_mistakes
from disclosure_core.errors import Mistake, PluginError
from disclosure_core.extensions.discovery import place_of, reason_of, short_path
from disclosure_core.extensions.folder import FolderPlugin
from disclosure_core.extensions.folder.rows import Entry
from disclosure_core.extensions.plugins import Found
from disclosure_core.hookspecs import PROJECT, PluginContext
from disclosure_core.messages import Message

_PREFIX = f"{PROJECT}_"


@frozen(kw_only=True)
class Answer:
    """One value a plugin gave: which hook, and the place that says so.

    ``entries`` says for each section of a layer read from a folder where its entries stand.
    """

    value: Any
    plugin: str
    version: str | None
    hook: str
    place: str
    entries: Mapping[str, tuple[Entry, ...]] = field(factory=dict, repr=False)


@frozen(kw_only=True)
class Answers:
    """What a plugin gave to one hook or to all, and what went wrong."""

    values: tuple[Answer, ...] = ()
    errors: tuple[PluginError, ...] = ()

    def __add__(self, other: "Answers") -> "Answers":
        return Answers(values=self.values + other.values, errors=self.errors + other.errors)


@frozen(kw_only=True)
class Implemented:
    """The functions that rightly implement each hook, and what is wrong with the others."""

    hooks: Mapping[str, tuple[Any, ...]]
    errors: tuple[PluginError, ...] = ()


@cache
def expected_types() -> Mapping[str, Any]:
    """Each hook's name with the type of one value of it, as the hook's own annotation says."""
    expected = {}
    for name, spec in vars(hookspecs).items():
        if name.startswith(_PREFIX):
            returned = get_type_hints(spec)["return"]
            expected[name] = get_args(returned)[0] if _gives_many(returned) else returned
    return expected


def hooks_of(found: Found) -> Implemented:
    """Look through a plugin for hooks: misspelt, unmarked and wrongly declared ones are errors."""
    manager = pluggy.PluginManager(PROJECT)
    hooks: dict[str, tuple[Any, ...]] = {}
    errors = []
    for attribute in dir(found.module):
        options = manager.parse_hookimpl_opts(found.module, attribute)
        function = inspect.getattr_static(found.module, attribute, None)
        if options is None:
            if attribute.startswith(_PREFIX) and inspect.isfunction(function):
                errors.append(_not_marked(found, attribute))
            continue
        name = options.get("specname") or attribute
        if name not in expected_types():
            errors.append(_unknown_hook(found, name))
        elif wrong := _unknown_arguments(found, attribute, name):
            errors.append(wrong)
        else:
            hooks[name] = (*hooks.get(name, ()), getattr(found.module, attribute))
    return Implemented(hooks=hooks, errors=tuple(errors))


def ask(found: Found, hook: str, functions: Iterable[Any], context: PluginContext) -> Answers:
    """Ask one hook of one plugin; whatever it raises becomes an error that names both."""
    return sum((_ask(found, hook, each, context) for each in functions), Answers())


def _ask(found: Found, hook: str, function: Any, context: PluginContext) -> Answers:
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hookspecs)
    try:
        manager.register(SimpleNamespace(**{hook: function}), found.name)
        (given,) = getattr(manager.hook, hook)(context=context) or (None,)
        values = _used_up(given, hook)
    except _WrongAnswerError as error:
        return Answers(errors=(_wrong_answer(found, hook, error),))
    except (Exception, SystemExit) as error:
        return Answers(errors=(_raised(found, hook, function, error),))
    answers = []
    errors = []
    for index, value in enumerate(values):
        place = _place(found, hook, index, function)
        if not _fits(value, expected_types()[hook]):
            errors.append(_wrong_answer(found, hook, _WrongAnswerError(_kind(value))))
        elif mistakes := type_mistakes(value, file=place):
            errors.append(_mistyped(found, hook, value, mistakes))
        else:
            answers.append(
                Answer(
                    value=value,
                    plugin=found.name,
                    version=found.version,
                    hook=hook,
                    place=place,
                    entries=_entries(found, hook, index),
                )
            )
    return Answers(values=tuple(answers), errors=tuple(errors))


class _WrongAnswerError(Exception):
    """The answer as a whole is not what the hook asks for; holds what was got."""


def _gives_many(returned: Any) -> bool:
    return get_origin(returned) in (Iterable, get_origin(Iterable[Any]))


def _used_up(given: Any, hook: str) -> tuple[Any, ...]:
    if given is None:
        return ()
    if not _gives_many(get_type_hints(getattr(hookspecs, hook))["return"]):
        return (given,)
    if isinstance(given, (str, bytes, Mapping)) or not isinstance(given, Iterable):
        raise _WrongAnswerError(_kind(given))
    return tuple(given)


def _fits(value: object, expected: Any) -> bool:
    if expected is Any:
        return True
    if get_origin(expected) is type:
        return isinstance(value, type)
    return isinstance(value, expected)


def _kind(value: object) -> str:
    return f"class {value.__name__}" if isinstance(value, type) else type(value).__name__


def _place(found: Found, hook: str, index: int, function: Any) -> str:
    plugin = found.module
    if isinstance(plugin, FolderPlugin):
        return plugin.place(hook, index)
    code = _code(function)
    return f"{short_path(code.co_filename)}:{code.co_firstlineno}" if code else found.origin


def _entries(found: Found, hook: str, index: int) -> Mapping[str, tuple[Entry, ...]]:
    return found.module.entries(hook, index) if isinstance(found.module, FolderPlugin) else {}


def _code(function: Any) -> Any:
    return getattr(inspect.unwrap(getattr(function, "__func__", function)), "__code__", None)


def _title(found: Found) -> str:
    return f"{found.name} {found.version}" if found.version else found.name


def _not_marked(found: Found, name: str) -> PluginError:
    return PluginError(
        Message("{plugin}: {hook} is not marked as a hook.", plugin=_title(found), hook=name),
        plugin=found.name,
        version=found.version,
        hook=name,
        why=Message("What it supplies would be missing without a word."),
        fix=Message(
            "put @hookimpl above it, or give it a name that does not begin with disclosure_."
        ),
    )


def _unknown_hook(found: Found, name: str) -> PluginError:
    near = get_close_matches(name, expected_types(), n=1)
    return PluginError(
        Message("{plugin}: there is no hook {hook}.", plugin=_title(found), hook=name),
        plugin=found.name,
        version=found.version,
        hook=name,
        fix=Message("did you mean {meant}?", meant=near[0])
        if near
        else Message("the hooks are {hooks}.", hooks=tuple(expected_types())),
    )


def _unknown_arguments(found: Found, attribute: str, hook: str) -> PluginError | None:
    known = [*inspect.signature(getattr(hookspecs, hook)).parameters]
    given = inspect.signature(getattr(found.module, attribute)).parameters.values()
    wrong = tuple(
        each.name
        for each in given
        if each.default is each.empty
        and each.kind not in (each.VAR_POSITIONAL, each.VAR_KEYWORD)
        and each.name not in known
    )
    if not wrong:
        return None
    near = get_close_matches(wrong[0], known, n=1, cutoff=0.4)
    return PluginError(
        Message(
            "{plugin}: {hook} takes {wrong}, which no hook of that name is given.",
            plugin=_title(found),
            hook=hook,
            wrong=wrong,
        ),
        plugin=found.name,
        version=found.version,
        hook=hook,
        fix=Message("did you mean {meant}?", meant=near[0])
        if near
        else Message("it may take {known}, or nothing.", known=tuple(known)),
    )


def _wrong_answer(found: Found, hook: str, error: _WrongAnswerError) -> PluginError:
    expected = expected_types()[hook]
    name = "class" if get_origin(expected) is type else getattr(expected, "__name__", "value")
    return PluginError(
        Message(
            "{plugin}: {hook} gave {got}, expected {expected}.",
            plugin=_title(found),
            hook=hook,
            got=error.args[0],
            expected=name,
        ),
        plugin=found.name,
        version=found.version,
        hook=hook,
        fix=Message("return a list of {expected}, or yield them one by one.", expected=name)
        if get_origin(expected) is not type
        else Message("return the class itself."),
    )


def _mistyped(found: Found, hook: str, value: object, mistakes: tuple[Mistake, ...]) -> PluginError:
    return PluginError(
        Message(
            "{plugin}: {hook} gave a {kind} that does not hold what it should.",
            plugin=_title(found),
            hook=hook,
            kind=type(value).__name__,
        ),
        plugin=found.name,
        version=found.version,
        hook=hook,
        mistakes=mistakes,
    )


def _raised(found: Found, hook: str, function: Any, error: BaseException) -> PluginError:
    told = PluginError(
        Message(
            "{plugin}: {hook} raised {reason} at {place}.",
            plugin=_title(found),
            hook=hook,
            reason=reason_of(error),
            place=place_of(error, near=getattr(_code(function), "co_filename", "")),
        ),
        plugin=found.name,
        version=found.version,
        hook=hook,
        mistakes=getattr(error, "mistakes", ()),
        fix=Message("mend {plugin}, or start with --without {plugin}.", plugin=found.name),
    )
    told.__cause__ = error
    return told
