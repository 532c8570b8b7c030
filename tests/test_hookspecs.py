"""Every hook says what it is given, what it gives, what a failure costs, and shows an example."""

import doctest
import inspect
from typing import get_type_hints

import pytest

from disclosure_core import hookspecs
from disclosure_core.hookspecs import PluginContext

HOOKS = [name for name in vars(hookspecs) if name.startswith("disclosure_")]
SECTIONS = ("Args:", "Returns:", "If it raises:", "Example:", ".. versionadded::")


@pytest.mark.parametrize("name", HOOKS)
def test_a_hooks_docstring_has_every_section_in_order(name: str) -> None:
    text = inspect.getdoc(getattr(hookspecs, name)) or ""
    places = [text.find(section) for section in SECTIONS]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_is_given_the_context_alone_and_says_what_it_gives(name: str) -> None:
    hints = get_type_hints(getattr(hookspecs, name))
    assert hints.pop("return") is not None
    assert hints == {"context": PluginContext}


@pytest.mark.parametrize("name", HOOKS)
def test_a_hooks_example_runs(name: str) -> None:
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    for example in doctest.DocTestFinder().find(getattr(hookspecs, name), name, globs={}):
        runner.run(example)
    assert runner.summarize(verbose=False).attempted > 0
    assert runner.summarize(verbose=False).failed == 0
