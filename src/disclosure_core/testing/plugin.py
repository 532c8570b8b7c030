"""The conformance kit of a plugin: what passes it can be installed beside others (插件合规测试).

Use it in the plugin's own tests::

    CLEAN = Draft(document=Document(title="2026年预算", text="收入合计12300元"), on=DAY)

    class TestContract(PluginContract):
        plugin = county_demo
        clean = CLEAN
        caught_by = {"no-id-numbers": Draft(document=Document(title="名单", text=ID), on=DAY)}

``plugin`` is a module, any object with hooks, or the path of a data-only plugin's folder. Every
rule needs an example that it catches; a rule without one fails.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar

import pytest
from attrs import evolve

from disclosure_core.access.public_view import undecided
from disclosure_core.documents.values import Document, sections_of
from disclosure_core.extensions.asking import Answer, Answers, ask, hooks_of
from disclosure_core.extensions.checking import mistakes_in, owner_of
from disclosure_core.extensions.claims import references_of
from disclosure_core.extensions.folder import FolderPlugin, read_folder
from disclosure_core.extensions.own_settings import SETTINGS, own_settings
from disclosure_core.extensions.plugins import Found
from disclosure_core.extensions.qualifying import qualified
from disclosure_core.hookspecs import PluginContext
from disclosure_core.organisation.values import Organisation
from disclosure_core.records.values import RecordKind
from disclosure_core.review.values import Draft, Finding, ReviewRule

ODD_TEXTS: Mapping[str, str] = {
    "empty": "",
    "white space": " \t\r\n\u3000\u00a0",
    "very long": "公开" * 100_000,
    "very long without a break": "1" * 200_000,
    "NUL": "a\x00b\x00",
    "right-to-left marks": "\u202e身份证\u200f号码\u2066",
    "rare characters": "𠮷 㐂 𰻞 ﷽ \U0010fffd \ufeff",
    "combining marks": "é" + "\u0301" * 1_000,
    "full-width digits": "１１０１０１",
    "broken brackets": "《（【{{}}%s%(x)s\\",
}
"""Texts that a rule must bear: whatever may come out of a file."""


class PluginContract:
    """What every plugin must keep to. Subclass it and set ``plugin``; where it has rules, more.

    Attributes:
        plugin: Module, object with hooks, or folder.
        name: The name it is installed by; taken from the plugin where it is not given.
        options: The plugin's own settings, as an office would write them.
        on: The day the law is read at.
        clean: A draft in which none of its rules finds anything.
        caught_by: By a rule's local id, a draft in which it finds something.
    """

    plugin: ClassVar[ModuleType | Path | Any]
    name: ClassVar[str] = ""
    options: ClassVar[Mapping[str, object]] = {}
    on: ClassVar[date | None] = None
    clean: ClassVar[Draft | None] = None
    caught_by: ClassVar[Mapping[str, Draft]] = {}

    def test_its_hooks_exist_and_take_known_arguments(self) -> None:
        """Misspelt hooks, hooks without their mark and unknown arguments."""
        _nothing(hooks_of(self._found()).errors)

    def test_every_hook_answers_with_what_it_should(self) -> None:
        """A hook that raises, or gives something else than its specification says."""
        _nothing(self._asked().errors)

    def test_it_implements_something(self) -> None:
        """A plugin without a hook does nothing and says nothing."""
        if not hooks_of(self._found()).hooks:
            pytest.fail("the plugin implements no hook: are they marked with @hookimpl?")

    def test_its_ids_are_unique_and_its_references_lead_somewhere(self) -> None:
        """Ids twice, ids that are no ids, references to own things that are not there."""
        answers = self._qualified()
        foreign = {owner_of(each.id) for answer in answers for each in references_of(answer)}
        _nothing(mistakes_in(answers, broken=foreign - {self._found().name}))

    def test_everything_says_where_it_comes_from(self) -> None:
        """A rule without its basis, a row of data without its source."""
        _nothing(
            f"{answer.place}: {what} has neither basis nor source"
            for answer in self._qualified()
            for what in _without_origin(answer)
        )

    def test_every_rule_has_an_example(self) -> None:
        """A rule that no example shows at work may never have worked."""
        ids = {rule.id for rule in self._rules()}
        _nothing(
            [
                f"the rule {each} has no example in caught_by"
                for each in sorted(ids - set(self.caught_by))
            ]
            + [
                f"caught_by names {each}, which is no rule"
                for each in sorted(set(self.caught_by) - ids)
            ]
        )

    def test_each_rule_catches_its_example(self) -> None:
        """A rule that finds nothing in its own example."""
        _nothing(
            f"the rule {rule.id} finds nothing in its example"
            for rule in self._rules()
            if rule.id in self.caught_by and not list(rule.check(self.caught_by[rule.id]))
        )

    def test_each_rule_passes_the_clean_draft(self) -> None:
        """A rule that finds something where nothing is."""
        if not self._rules():
            return
        if self.clean is None:
            pytest.fail("give a draft in which nothing is to be found, as ``clean``")
        _nothing(
            f"the rule {rule.id} finds in the clean draft: {finding.what}"
            for rule in self._rules()
            for finding in rule.check(self.clean)
        )

    def test_the_public_fields_of_its_kinds_are_decided(self) -> None:
        """A field of a public kind that nobody has said to be public or withheld."""
        _nothing(
            f"the kind {answer.value.name}: say whether the public sees {', '.join(fields)}"
            for answer in self._asked().values
            if isinstance(answer.value, RecordKind) and (fields := undecided(answer.value))
        )

    def test_findings_are_findings_and_stand_where_they_say(self) -> None:
        """A finding outside the text, or an answer that is no finding."""
        _nothing(
            f"the rule {rule.id}: {wrong}"
            for rule in self._rules()
            if rule.id in self.caught_by
            for wrong in _misplaced(rule, self.caught_by[rule.id])
        )

    def test_the_same_draft_gives_the_same_findings(self) -> None:
        """A rule that remembers, or that depends on an order that changes."""
        _nothing(
            f"the rule {rule.id} does not find the same twice"
            for rule in self._rules()
            if rule.id in self.caught_by
            and list(rule.check(self.caught_by[rule.id]))
            != list(rule.check(self.caught_by[rule.id]))
        )

    def test_odd_text_raises_nothing(self) -> None:
        """A rule that raises holds the draft for a person: it must not on any text."""
        base = self.clean or Draft(document=Document(title="题", text=""), on=self._day())
        _nothing(
            f"the rule {rule.id} raises on {which} text: {error!r}"
            for rule in self._rules()
            for which, text in ODD_TEXTS.items()
            if (error := _raised(rule, _with_text(base, text))) is not None
        )

    def _found(self) -> Found:
        plugin = self.plugin
        if isinstance(plugin, Path):
            plugin = read_folder(plugin)
        name = self.name or (
            plugin.name if isinstance(plugin, FolderPlugin) else _local_name(plugin)
        )
        return Found(name=name, origin="tests", module=plugin)

    def _day(self) -> date:
        return self.on or date.today()  # noqa: DTZ011  (a test of today's plugin)

    def _asked(self) -> Answers:
        found = self._found()
        hooks = hooks_of(found).hooks
        context = PluginContext(plugin=found.name, on=self._day(), options=self.options)
        settings, answers = own_settings(found, hooks, context)
        context = evolve(context, settings=settings)
        for hook, functions in sorted(hooks.items()):
            if hook != SETTINGS:
                answers += ask(found, hook, functions, context)
        return answers

    def _qualified(self) -> list[Answer]:
        name = self._found().name
        return [
            evolve(answer, value=qualified(answer.value, name)) for answer in self._asked().values
        ]

    def _rules(self) -> list[ReviewRule]:
        return [each.value for each in self._asked().values if isinstance(each.value, ReviewRule)]


def _nothing(mistakes: Iterable[object]) -> None:
    told = [str(each) for each in mistakes]
    if told:
        pytest.fail("\n".join(told), pytrace=False)


def _local_name(plugin: Any) -> str:
    name = getattr(plugin, "__name__", type(plugin).__name__)
    return str(name).removesuffix(".plugin").rpartition(".")[2].replace("_", "-").lower()


def _without_origin(answer: Answer) -> Iterator[str]:
    value = answer.value
    if isinstance(value, RecordKind):
        return  # how something is kept is no rule and no fact
    if isinstance(value, Organisation):
        listed: tuple[Any, ...] = (
            *value.regions,
            *value.agencies,
            *value.service_points,
            *value.changes,
            *value.pilots,
        )
    else:
        listed = (value, *getattr(value, "items", ()))
    for each in listed:
        origins = [
            getattr(each, name) for name in ("basis", "bases", "source") if hasattr(each, name)
        ]
        if origins and not any(origins) and not _has_cited_items(each):
            yield str(getattr(each, "id", each))


def _has_cited_items(value: Any) -> bool:
    """A layer cites its source through its items, each of which is looked at by itself."""
    return bool(getattr(value, "items", ()))


def _misplaced(rule: ReviewRule, draft: Draft) -> Iterator[str]:
    parts = dict(draft.parts)
    for finding in rule.check(draft):
        if not isinstance(finding, Finding):
            yield f"gives {type(finding).__name__}, expected Finding"
            continue
        place = finding.where
        if place.start is None or place.end is None or place.part not in parts:
            continue
        length = len(parts[place.part])
        if not 0 <= place.start < place.end <= length:
            yield f"finds something at {place}, and {place.part} has {length} characters"


def _with_text(draft: Draft, text: str) -> Draft:
    document = evolve(
        draft.document, title=text[:200] or "题", text=text, sections=sections_of({"内容": text})
    )
    return evolve(draft, document=document)


def _raised(rule: ReviewRule, draft: Draft) -> Exception | None:
    try:
        for _ in rule.check(draft):
            pass
    except Exception as error:
        return error
    return None
