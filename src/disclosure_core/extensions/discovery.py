"""Find plugins: installed ones by entry point, and folders that the settings name.

Imports each in a guard, so that one that cannot be imported is a fact to report. Plugins left out
are not imported. Asks nothing of them.
"""

import importlib.util
import traceback
from collections.abc import Collection, Iterable
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from attrs import evolve

from disclosure_core.errors import ConflictError, DataError, PluginError
from disclosure_core.extensions import folder as folders_module
from disclosure_core.extensions.plugins import CORE, NAME, Found
from disclosure_core.hookspecs import PROJECT
from disclosure_core.messages import Message
from disclosure_core.version import VERSION

BUILTIN = "disclosure_core.extensions.builtin"


def find_plugins(
    *,
    folders: Iterable[Path] = (),
    without: Collection[str] = (),
    instead: Path | None = None,
) -> tuple[Found, ...]:
    """Every plugin there is, the core first, then by name; those ``without`` untouched.

    ``instead`` is a folder that stands in the place of the plugin of its name, if there is one.
    """
    found = [_builtin(), *_installed(without), *_in_folders(folders, without)]
    for newer in _in_folders([instead] if instead is not None else [], ()):
        found = [each for each in found if each.name == CORE or each.name != newer.name]
        found.append(newer)
    return tuple(sorted(_apart(found), key=lambda each: (each.name != CORE, each.name)))


def installed_names() -> tuple[str, ...]:
    """The names of installed plugins, none of them imported."""
    return tuple(sorted({point.name for point in entry_points(group=PROJECT)} - {CORE}))


def load_installed(name: str) -> Found | None:
    """One installed plugin, loaded; ``None`` where none has that name."""
    found = [_loaded(point) for point in entry_points(group=PROJECT) if point.name == name]
    return found[0] if found else None


def reason_of(error: BaseException) -> str:
    """An error of somebody else's code on one line, with the place where it was raised."""
    if isinstance(error, SyntaxError):
        return f"SyntaxError: {error.msg} ({error.filename}, line {error.lineno})"
    told = " ".join(str(error).split())
    return f"{type(error).__name__}: {told}" if told else type(error).__name__


def place_of(error: BaseException, *, near: str = "") -> str:
    """``file:line`` where the error was raised, in the folder of the file ``near`` if it can be."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [each for each in frames if Path(each.filename).parent == Path(near).parent]
    for frame in (*reversed(own), *reversed(frames)):
        return f"{short_path(frame.filename)}:{frame.lineno}"
    return ""


def short_path(filename: str) -> str:
    """The last two parts of a path: enough to find a plugin's file."""
    return "/".join(Path(filename).parts[-2:])


def _builtin() -> Found:
    found = Found(name=CORE, version=VERSION, origin="disclosure-core")
    try:
        return evolve(found, module=import_module(BUILTIN))
    except Exception as error:
        return evolve(found, error=_not_imported(found, BUILTIN, error))


def _installed(without: Collection[str]) -> Iterable[Found]:
    for point in entry_points(group=PROJECT):
        if point.name == CORE and point.value == BUILTIN:
            continue
        yield evolve(_described(point), left_out=True) if point.name in without else _loaded(point)


def _described(point: EntryPoint) -> Found:
    distribution = point.dist
    if distribution is None:
        return Found(name=point.name, origin=point.value)
    return Found(
        name=point.name,
        version=distribution.version,
        origin=f"{distribution.name} {distribution.version}",
        requires=tuple(distribution.requires or ()),
    )


def _loaded(point: EntryPoint) -> Found:
    found = _described(point)
    try:
        if (folder := _data_folder(point)) is not None:
            return evolve(found, folder=folder)
        return evolve(found, module=point.load())
    # A plugin may leave with SystemExit while it is imported; only the user's own stop goes on.
    except (Exception, SystemExit) as error:
        return evolve(found, error=_not_imported(found, point.value, error))


def _data_folder(point: EntryPoint) -> Path | None:
    """The folder of a package without Python but with a ``plugin.toml``; it is not imported."""
    if point.attr:
        return None
    spec = importlib.util.find_spec(point.module)
    if spec is None or spec.origin is not None:
        return None
    for location in spec.submodule_search_locations or ():
        if (Path(location) / folders_module.FILE_NAME).is_file():
            return Path(location)
    return None


def _not_imported(found: Found, what: str, error: BaseException) -> PluginError:
    return PluginError(
        Message(
            "{plugin} {version}: {module} cannot be imported: {reason}",
            plugin=found.name,
            version=found.version or "",
            module=what,
            reason=reason_of(error),
        ),
        plugin=found.name,
        version=found.version,
        fix=Message("reinstall disclosure-core.")
        if found.name == CORE
        else Message(
            "mend or reinstall {origin}, or start with --without {plugin}.",
            origin=found.origin,
            plugin=found.name,
        ),
    )


def _in_folders(folders: Iterable[Path], without: Collection[str]) -> Iterable[Found]:
    for folder in folders:
        try:
            name, version = folders_module.name_of(folder)
        except DataError as error:
            yield Found(
                name=folder.name,
                origin=str(folder),
                left_out=folder.name in without,
                error=folders_module.plugin_error(folder.name, None, error),
            )
        else:
            yield Found(
                name=name,
                version=version,
                origin=str(folder),
                folder=folder,
                left_out=name in without,
            )


def _apart(found: Iterable[Found]) -> Iterable[Found]:
    """Each plugin with its own name; a second of the same name, or a bad name, is an error."""
    first: dict[str, Found] = {}
    for each in found:
        if each.left_out or each.error is not None:
            yield each
        elif (before := first.setdefault(each.name, each)) is not each:
            yield evolve(each, error=_same_name(before, each), module=None, folder=None)
        elif not NAME.fullmatch(each.name):
            yield evolve(each, error=_bad_name(each), module=None, folder=None)
        else:
            yield each


def _same_name(first: Found, second: Found) -> ConflictError:
    return ConflictError(
        Message("Two plugins are called {name}.", name=first.name),
        plugin=second.name,
        providers=(first.origin, second.origin),
        why=Message("A plugin's name is the prefix of its ids, and an id means one thing."),
        fix=Message("uninstall one of them, or rename it."),
    )


def _bad_name(found: Found) -> PluginError:
    return PluginError(
        Message(
            "{name} cannot be a plugin's name: small ASCII letters, digits and single hyphens, "
            "beginning with a letter.",
            name=found.name,
        ),
        plugin=found.name,
        version=found.version,
        fix=Message("rename it in its entry point or plugin.toml."),
    )
