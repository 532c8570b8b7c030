"""The kit fails a plugin for each thing it promises to look at, and passes a sound one."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest
from attrs import evolve

from disclosure_core import (
    Agency,
    CatalogueLayer,
    DisclosureItem,
    Document,
    Domain,
    Draft,
    Finding,
    LegalBasis,
    Level,
    Message,
    Organisation,
    Place,
    RecordKind,
    Region,
    ReviewRule,
    Severity,
    hookimpl,
)
from disclosure_core.testing.plugin import PluginContract

BASIS = LegalBasis(document="政府信息公开条例", article="第十五条")
PHONE = re.compile(r"1\d{10}")
CLEAN = Draft(document=Document(title="公告", text="联系人见公示栏"), on=date(2026, 3, 2))
CAUGHT = evolve(CLEAN, document=Document(title="公告", text="电话13800000000"))
GREEN = Path(__file__).parents[1] / "data" / "plugins" / "green-county"


def find_phones(draft: Draft) -> list[Finding]:
    return [
        Finding(
            kind="mobile",
            severity=Severity.BLOCK,
            what=Message("A mobile number."),
            where=Place(part="text", start=found.start(), end=found.end()),
        )
        for found in PHONE.finditer(draft.document.text)
    ]


def plugin(
    check: Callable[[Draft], Any] = find_phones, *, id: str = "no-phone", **hooks: Any
) -> Any:
    """A plugin with one rule, and what else is given."""

    @hookimpl
    def disclosure_review_rules() -> list[ReviewRule]:
        return [ReviewRule(id=id, name=Message("No phones"), check=check, basis=BASIS)]

    return SimpleNamespace(disclosure_review_rules=disclosure_review_rules, **hooks)


def gives(*values: object) -> Any:
    """A hook that gives these values."""

    def hook() -> list[object]:
        return list(values)

    return hookimpl(hook)


class TestSoundPlugin(PluginContract):
    plugin = plugin()
    name = "county-demo"
    clean = CLEAN
    caught_by: ClassVar = {"no-phone": CAUGHT}


GREEN_DRAFT = Draft(
    document=Document(
        title="资金分配", text="水库名称：东湖", index_number="1", formed_on=date(2026, 1, 5)
    ),
    items=(
        DisclosureItem(id="green:resettlement-funds", domain="green:reservoirs", level1="资金"),
    ),
    on=date(2026, 3, 2),
)


@pytest.fixture
def contract() -> Callable[..., PluginContract]:
    """A contract of one plugin, whose tests are called by hand."""

    def make(tested: Any, **more: Any) -> PluginContract:
        told = {"name": "demo", "clean": CLEAN, "caught_by": {"no-phone": CAUGHT}, **more}
        return type("Contract", (PluginContract,), {"plugin": tested, **told})()

    return make


def fails(test: Callable[[], None]) -> str:
    with pytest.raises(pytest.fail.Exception) as caught:
        test()
    return str(caught.value)


Make = Callable[..., PluginContract]


def test_a_misspelt_hook_fails(contract: Make) -> None:
    made = contract(plugin(disclosure_itmes=gives()))
    told = fails(made.test_its_hooks_exist_and_take_known_arguments)
    assert "did you mean disclosure_items?" in told


def test_a_hook_that_gives_something_else_fails(contract: Make) -> None:
    made = contract(plugin(disclosure_domains=gives("water")))
    assert "gave str, expected Domain" in fails(made.test_every_hook_answers_with_what_it_should)


def test_a_plugin_without_hooks_fails(contract: Make) -> None:
    assert "no hook" in fails(contract(SimpleNamespace()).test_it_implements_something)


def test_a_public_kind_with_a_field_nobody_decided_on_fails(contract: Make) -> None:
    kind = RecordKind(name="finding", value=Place, public=True, public_fields=("part", "start"))
    made = contract(plugin(disclosure_record_kinds=gives(kind)))
    told = fails(made.test_the_public_fields_of_its_kinds_are_decided)
    assert told == "the kind finding: say whether the public sees end, line"


def test_a_doubled_id_fails(contract: Make) -> None:
    domain = Domain(id="a", name="甲", basis=BASIS)
    made = contract(plugin(disclosure_domains=gives(domain, domain)))
    told = fails(made.test_its_ids_are_unique_and_its_references_lead_somewhere)
    assert 'The domain "demo:a" is supplied more than once.' in told


def test_a_reference_to_nothing_of_its_own_fails(contract: Make) -> None:
    item = DisclosureItem(id="i", domain="watre", level1="甲", bases=(BASIS,))
    layer = CatalogueLayer(id="l", name="本县", level=Level.COUNTY, items=(item,))
    made = contract(plugin(disclosure_items=gives(layer)))
    told = fails(made.test_its_ids_are_unique_and_its_references_lead_somewhere)
    assert "demo:i refers to the domain demo:watre" in told


def test_a_reference_to_another_plugin_is_not_the_kits_to_judge(contract: Make) -> None:
    item = DisclosureItem(id="i", domain="china:works", level1="甲", bases=(BASIS,))
    layer = CatalogueLayer(id="l", name="本县", level=Level.COUNTY, over="china:all", items=(item,))
    made = contract(plugin(disclosure_items=gives(layer)))
    made.test_its_ids_are_unique_and_its_references_lead_somewhere()


@pytest.mark.parametrize(
    ("hook", "value", "id"),
    [
        ("disclosure_domains", Domain(id="a", name="甲"), "demo:a"),
        (
            "disclosure_items",
            CatalogueLayer(
                id="l",
                name="本县",
                level=Level.COUNTY,
                items=(DisclosureItem(id="i", domain="x:d", level1="甲"),),
            ),
            "demo:i",
        ),
        (
            "disclosure_organisations",
            Organisation(
                regions=(Region(id="r", name="县", level="county", source="统计局"),),
                agencies=(Agency(id="a", name="局", region="r"),),
            ),
            "demo:a",
        ),
    ],
)
def test_data_without_basis_or_source_fails(
    contract: Make, hook: str, value: object, id: str
) -> None:
    made = contract(plugin(**{hook: gives(value)}))
    told = fails(made.test_everything_says_where_it_comes_from)
    assert told.endswith(f": {id} has neither basis nor source")


def test_a_rule_without_an_example_fails(contract: Make) -> None:
    made = contract(plugin(), caught_by={})
    assert fails(made.test_every_rule_has_an_example) == (
        "the rule no-phone has no example in caught_by"
    )


def test_an_example_of_no_rule_fails(contract: Make) -> None:
    made = contract(plugin(), caught_by={"no-phone": CAUGHT, "no-phnoe": CAUGHT})
    assert "caught_by names no-phnoe" in fails(made.test_every_rule_has_an_example)


def test_a_rule_that_misses_its_example_fails(contract: Make) -> None:
    made = contract(plugin(lambda draft: ()))
    assert "finds nothing in its example" in fails(made.test_each_rule_catches_its_example)


def test_a_rule_that_finds_something_in_the_clean_draft_fails(contract: Make) -> None:
    made = contract(plugin(), clean=CAUGHT)
    assert "A mobile number." in fails(made.test_each_rule_passes_the_clean_draft)


def test_rules_without_a_clean_draft_fail(contract: Make) -> None:
    made = contract(plugin(), clean=None)
    assert "``clean``" in fails(made.test_each_rule_passes_the_clean_draft)


def test_a_finding_outside_the_text_fails(contract: Make) -> None:
    def beyond(draft: Draft) -> list[Finding]:
        return [
            evolve(each, where=Place(part="text", start=5, end=999)) for each in find_phones(draft)
        ]

    told = fails(contract(plugin(beyond)).test_findings_are_findings_and_stand_where_they_say)
    assert "text[5:999]" in told


def test_an_answer_that_is_no_finding_fails(contract: Make) -> None:
    made = contract(plugin(lambda draft: ["phone"]))
    told = fails(made.test_findings_are_findings_and_stand_where_they_say)
    assert "gives str, expected Finding" in told


def test_a_rule_that_remembers_fails(contract: Make) -> None:
    seen: list[Draft] = []

    def once(draft: Draft) -> list[Finding]:
        seen.append(draft)
        return find_phones(draft) if len(seen) == 1 else []

    told = fails(contract(plugin(once)).test_the_same_draft_gives_the_same_findings)
    assert "does not find the same twice" in told


@pytest.mark.parametrize(
    ("trap", "which"),
    [
        (lambda text: text[0], "empty"),
        (lambda text: 1 / (len(text) < 100_000), "very long"),
        (lambda text: bytes(text.replace("\0", "\ud800"), "utf-8"), "NUL"),
        (lambda text: text.encode("gbk") if "𠮷" in text else None, "rare characters"),
    ],
)
def test_a_rule_that_raises_on_odd_text_fails(
    contract: Make, trap: Callable[[str], object], which: str
) -> None:
    def check(draft: Draft) -> list[Finding]:
        trap(draft.document.text)
        return find_phones(draft)

    told = fails(contract(plugin(check)).test_odd_text_raises_nothing)
    assert f"the rule no-phone raises on {which} text" in told


class TestDataOnlyPlugin(PluginContract):
    plugin = GREEN
    clean = GREEN_DRAFT
    caught_by: ClassVar = {
        "has-index-number": evolve(GREEN_DRAFT, document=Document(title="无号", text="水库名称")),
        "names-the-reservoir": evolve(GREEN_DRAFT, document=Document(title="资金", text="金额")),
    }
