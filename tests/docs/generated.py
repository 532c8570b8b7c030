"""Parts of pages that are made from the code: signatures, what hooks promise, fields of values.

A page holds such a part between ``<!-- generated: WHAT NAME -->`` and ``<!-- end -->``, so that it
can be read where the page lies, and a test compares it with the code. With ``REFRESH_SAMPLES=1``
the test writes it anew.
"""

import ast
import enum
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

import attrs

from disclosure_core import errors, hookspecs
from disclosure_core.catalogue.lint.running import RULES, WAIVER_RULES
from disclosure_core.cli.catalogue.lint_texts import SEVERITIES

PART = re.compile(
    r"<!-- generated: (?P<what>\S+)(?: (?P<name>\S+))? -->\n(?P<text>.*?)<!-- end -->", re.DOTALL
)
SECTION = re.compile(r"^(Args|Returns|If it raises|Example):\n((?:    .*\n|\n)*)", re.MULTILINE)


def hook_names() -> list[str]:
    """Every hook of the specification, in the order it stands there."""
    return [name for name in vars(hookspecs) if name.startswith("disclosure_")]


def signature(name: str) -> str:
    """The exact signature of a hook."""
    source = inspect.getsource(getattr(hookspecs, name))
    declared = re.search(r"^def .*?:$", source, re.MULTILINE | re.DOTALL)
    assert declared
    return f"```python\n{declared[0]} ...\n```\n"


def hook(name: str) -> str:
    """A hook as its specification tells it: signature, purpose, returns, failure, example."""
    told = plain(inspect.getdoc(getattr(hookspecs, name)) or "")
    purpose = told[: told.index("Args:")].strip()
    sections = {title: dedent(text) for title, text in SECTION.findall(f"{told}\n")}
    return (
        f"{signature(name)}\n{purpose}\n\n"
        f"**Returns:** {sections['Returns']}\n\n"
        f"**If it raises:** {sections['If it raises']}\n\n"
        f"```python\n{sections['Example']}\n```\n"
    )


def value(path: str) -> str:
    """A value as its docstring tells it, then its fields with what is said of each."""
    told, _, attributes = plain(inspect.getdoc(found(path)) or "").partition("\nAttributes:\n")
    return f"{told.strip()}\n\n{fields(path, meanings(attributes))}"


def meanings(attributes: str) -> dict[str, str]:
    """What the section *Attributes* of a docstring says of each field."""
    said = {}
    for names, text in re.findall(r"^    ([\w, ]+): (.*(?:\n     .*)*)", attributes, re.MULTILINE):
        for name in names.split(", "):
            said[name] = " ".join(text.split())
    return said


def fields(path: str, said: Mapping[str, str] = MappingProxyType({})) -> str:
    """A value's fields with types and defaults, and what is said of them; a choice's words."""
    kind = found(path)
    if issubclass(kind, enum.Enum):
        return "".join(f"- `{member.value}`{words(kind, member.name)}\n" for member in kind)
    table = "| field | type | default |\n|---|---|---|\n"
    if said:
        table = "| field | type | default | meaning |\n|---|---|---|---|\n"
    for each in attrs.fields(kind):
        row = f"| `{each.name}` | `{type_of(each)}` | {default_of(kind, each)} |"
        table += f"{row} {said.get(each.name, '')} |\n" if said else f"{row}\n"
    return table


def error_codes(_name: str) -> str:
    """Every error with its code and what it means."""
    rows = "".join(
        f"| `{kind.code}` | `{kind.__name__}` | {on_one_line(inspect.getdoc(kind) or '')} |\n"
        for kind in error_classes()
        if kind is not errors.DisclosureError
    )
    return f"| code | class | when |\n|---|---|---|\n{rows}"


def error_classes() -> Iterator[type[errors.DisclosureError]]:
    """Every error class, in the order of the module."""
    for kind in vars(errors).values():
        if isinstance(kind, type) and issubclass(kind, errors.DisclosureError):
            yield kind


def lint_rules(language: str) -> str:
    """Every rule of the catalogue's lint in ``language``: code, severity, what it asks, basis."""
    rows = "".join(
        f"| `{rule.code}` | {SEVERITIES[rule.severity].text(language)} "
        f"| {rule.name.text(language)} | {rule.basis or ''} |\n"
        for rule in (*RULES, *WAIVER_RULES)
    )
    head = (
        "| 代码 | 程度 | 要求 | 依据 |"
        if language == "zh_CN"
        else "| code | severity | asks | basis |"
    )
    return f"{head}\n|---|---|---|---|\n{rows}"


def found(path: str) -> type:
    """The class at a dotted path below ``disclosure_core``."""
    module, _, name = path.rpartition(".")
    kind: type = getattr(import_module(f"disclosure_core.{module}"), name)
    return kind


def type_of(one: attrs.Attribute) -> str:
    """A field's type as it is written in the code."""
    text = one.type if isinstance(one.type, str) else inspect.formatannotation(one.type)
    return re.sub(r"(?:\w+\.)+(\w+)", r"\1", text).replace("|", r"\|")


def default_of(kind: type, one: attrs.Attribute) -> str:
    """A field's default as the code writes it; nothing where the field must be given."""
    if one.default is attrs.NOTHING:
        return ""
    if isinstance(one.default, attrs.Factory) and one.default.takes_self:
        return "`…`"  # it follows from the fields above
    if isinstance(one.default, attrs.Factory):
        made = one.default.factory()
        return f"`{made}`" if isinstance(made, Path) else f"`{made!r}`"
    if isinstance(one.default, enum.Enum):
        return f"`{one.default.value}`"
    named = vars(import_module(kind.__module__)).items()
    constant = next((name for name, it in named if it is one.default and name.isupper()), None)
    if constant is None and attrs.has(type(one.default)):
        return f"`{type(one.default).__name__}()`"
    return f"`{constant or repr(one.default)}`"


def words(kind: type, member: str) -> str:
    """What the code says about a member of an enumeration, in the string below it."""
    body = ast.parse(inspect.getsource(kind)).body[0]
    assert isinstance(body, ast.ClassDef)
    for line, below in zip(body.body, body.body[1:], strict=False):
        if (
            isinstance(line, ast.Assign)
            and ast.unparse(line.targets[0]) == member
            and isinstance(below, ast.Expr)
            and isinstance(below.value, ast.Constant)
        ):
            return f": {' '.join(str(below.value.value).split())}"
    return ""


def plain(docstring: str) -> str:
    """A docstring without Sphinx roles, with code in single backticks."""
    text = re.sub(r":\w+:`~?(?:[\w.]*\.)?([\w]+)`", r"`\1`", docstring)
    return text.replace("``", "`")


def on_one_line(docstring: str) -> str:
    """A docstring as a cell of a table."""
    return " ".join(plain(docstring).split())


def dedent(text: str) -> str:
    """A section's text at the left margin."""
    return inspect.cleandoc(f"\n{text}").strip()


MAKERS: dict[str, Callable[[str], str]] = {
    "hook": hook,
    "signature": signature,
    "value": value,
    "fields": fields,
    "errors": error_codes,
    "lint": lint_rules,
}


def refreshed(page: str) -> str:
    """The text of a page with every generated part as the code has it now."""

    def anew(part: re.Match[str]) -> str:
        name = part["name"] or ""
        mark = f"<!-- generated: {part['what']}{' ' if name else ''}{name} -->"
        return f"{mark}\n{MAKERS[part['what']](name)}<!-- end -->"

    return PART.sub(anew, page)
