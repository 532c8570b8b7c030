"""What plugins supply together: full ids, conflicts, references, what is in force on a day."""

from datetime import date

import pytest

from disclosure_core.errors import ConflictError, NotFoundError, RegistryError
from disclosure_core.extensions.asking import expected_types
from disclosure_core.extensions.collecting import load_registry
from disclosure_core.extensions.plugins import PluginState
from disclosure_core.settings import Settings

from .conftest import ON, Look, Site

NATIONAL = """
@hookimpl
def disclosure_domains():
    yield Domain(id="works", name="重大建设项目", number=2)
    yield Domain(id="plans", name="规划", number=1)
    yield Domain(id="other", name="其他")
@hookimpl
def disclosure_items():
    item = DisclosureItem(id="approval", domain="works", level1="批准服务")
    yield CatalogueLayer(id="base", name="全国", level=Level.NATIONAL, items=(item,))
"""
COUNTY = """
@hookimpl
def disclosure_organisations():
    yield Organisation(
        regions=(
            Region(id="county", name="示例县", level="county"),
            Region(id="town", name="示例镇", level="town", within="county"),
        ),
        agencies=(
            Agency(id="housing", name="住建局", region="county", domains=("national:works",)),
        ),
    )
@hookimpl
def disclosure_items():
    yield CatalogueLayer(
        id="own", name="本县", level=Level.COUNTY, over="national:base", region="county",
        items=(DisclosureItem(id="lamps", domain="national:works", level1="路灯"),),
        refinements=(Refinement(item="national:approval", reason="本县审批", agency="审批局"),),
        omissions=(Omission(item="lamps", reason="无"),),
    )
"""
RULE = """
@hookimpl
def disclosure_review_rules():
    yield ReviewRule(
        id="{id}", name=Message("Rule"), check=lambda draft: (), basis=BASIS, {more}
    )
"""


def own_errors(looked) -> list[str]:
    return [str(error) for error in looked.errors if error.plugin != "core"]


def rule(identity: str, more: str = "") -> str:
    return RULE.format(id=identity, more=more)


def test_references_without_a_colon_are_to_the_plugins_own_things(site: Site, look: Look) -> None:
    site.install("national", NATIONAL)
    site.install("county", COUNTY)
    looked = look()
    assert own_errors(looked) == []
    registry = looked.registry
    layer = registry.layer("county:own")
    assert (layer.over, layer.region) == ("national:base", "county:county")
    assert [each.domain for each in layer.items] == ["national:works"]
    assert [each.item for each in layer.refinements] == ["national:approval"]
    assert [each.item for each in layer.omissions] == ["county:lamps"]
    assert [each.within for each in registry.regions] == [None, "county:county"]
    assert registry.agencies[0].domains == ("national:works",)
    assert registry.layer("national:base").items[0].domain == "national:works"


def test_the_order_is_fixed(site: Site, look: Look) -> None:
    site.install("county", COUNTY)
    site.install("national", NATIONAL)
    registry = look().registry
    assert [each.id for each in registry.domains] == [
        "national:plans",
        "national:works",
        "national:other",
    ]
    assert [each.id for each in registry.layers] == ["national:base", "county:own"]


def test_a_layer_over_nothing_is_told_with_the_one_that_was_meant(site: Site, look: Look) -> None:
    site.install("national", NATIONAL)
    site.install("county", COUNTY.replace("national:base", "national:bsae"))
    (error,) = own_errors(look())
    assert (
        "county:own refers to the layer national:bsae, which nobody supplies; did you mean "
        "national:base?"
    ) in error


def test_every_reference_that_leads_nowhere_is_told(site: Site, look: Look) -> None:
    site.install("national", NATIONAL)
    site.install("county", COUNTY.replace("national:works", "national:wroks"))
    errors = "\n".join(own_errors(look()))
    assert "county:lamps refers to the domain national:wroks" in errors
    assert "county:housing refers to the domain national:wroks" in errors


def test_what_needs_a_plugin_left_out_says_so(site: Site, look: Look) -> None:
    site.install("national", NATIONAL)
    site.install("county", COUNTY)
    errors = own_errors(look(without=("national",)))
    assert "county:own needs the layer national:base, and the plugin national is left out" in (
        "\n".join(errors)
    )


def test_what_needs_a_broken_plugin_is_not_blamed_for_it(site: Site, look: Look) -> None:
    site.install("national", "raise RuntimeError")
    site.install("county", COUNTY)
    (error,) = own_errors(look())
    assert error.startswith("national 1.2.0:")


def test_layers_that_lie_over_each_other_are_told(site: Site, look: Look) -> None:
    site.install(
        "ring",
        """
        @hookimpl
        def disclosure_items():
            yield CatalogueLayer(id="a", name="甲", level=Level.CITY, over="b")
            yield CatalogueLayer(id="b", name="乙", level=Level.COUNTY, over="a")
        """,
    )
    (error,) = own_errors(look())
    assert "each layer refers to the next, in a ring: ring:a, ring:b" in error


def test_a_region_within_itself_is_told(site: Site, look: Look) -> None:
    site.install(
        "ring",
        """
        @hookimpl
        def disclosure_organisations():
            yield Organisation(regions=(Region(id="a", name="甲", level="town", within="a"),))
        """,
    )
    assert "each region refers to the next, in a ring: ring:a." in own_errors(look())[0]


def test_an_id_twice_is_a_conflict_that_names_both_places(site: Site, look: Look) -> None:
    module = site.install("two", rule("same") + rule("same").replace("_rules", "_rules2"))
    site.install(
        "three",
        """
        @hookimpl
        def disclosure_domains():
            yield Domain(id="same", name="甲")
            yield Domain(id="same", name="乙")
        """,
    )
    looked = look()
    (error,) = [each for each in looked.errors if isinstance(each, ConflictError)]
    assert 'The domain "three:same" is supplied more than once.' in str(error)
    assert len(error.providers) == 2
    assert all(each.startswith("three 1.2.0    ") for each in error.providers)
    assert module not in str(error)


def test_one_id_may_have_two_entries_in_force_one_after_the_other(site: Site, look: Look) -> None:
    site.install(
        "dated",
        """
        @hookimpl
        def disclosure_domains():
            yield Domain(id="a", name="旧", in_force=Period(until=date(2025, 12, 31)))
            yield Domain(id="a", name="新", in_force=Period(since=date(2026, 1, 1)))
        """,
    )
    looked = look()
    assert own_errors(looked) == []
    assert looked.registry.on(date(2025, 6, 1)).domain("dated:a").name == "旧"
    assert looked.registry.on(date(2026, 6, 1)).domain("dated:a").name == "新"


def test_a_replaced_thing_gives_way_from_the_day_its_replacement_is_in_force(
    site: Site, look: Look
) -> None:
    site.install("base", rule("old"))
    site.install(
        "county", rule("new", 'replaces="base:old", in_force=Period(since=date(2026, 7, 1))')
    )
    registry = look().registry

    def own_rules(day: date) -> list[str]:
        return [each.id for each in registry.on(day).rules if not each.id.startswith("core:")]

    assert own_rules(date(2026, 6, 30)) == ["base:old"]
    assert own_rules(date(2026, 7, 1)) == ["county:new"]


def test_two_that_replace_one_thing_are_a_conflict_naming_both(site: Site, look: Look) -> None:
    site.install("base", rule("old"))
    first = site.install("east", rule("new", 'replaces="base:old"'))
    second = site.install("west", rule("new", 'replaces="base:old"'), version="0.3")
    looked = look()
    (error,) = [each for each in looked.errors if each.plugin != "core"]
    assert isinstance(error, ConflictError)
    assert [each.split("    ")[0] for each in error.providers] == ["east 1.2.0", "west 0.3"]
    assert f"{first}.py:" in error.providers[0]
    assert f"{second}.py:" in error.providers[1]
    states = {each.name: each.state for each in looked.plugins}
    assert states["east"] is states["west"] is PluginState.CONFLICT
    assert states["base"] is PluginState.OK


def test_replacing_what_is_not_there_is_told(site: Site, look: Look) -> None:
    site.install("county", rule("new", 'replaces="base:old"'))
    assert "county:new refers to the rule base:old, which nobody supplies" in own_errors(look())[0]


def test_an_id_in_another_plugins_name_is_refused(site: Site, look: Look) -> None:
    site.install("county", rule("base:old"))
    (error,) = own_errors(look())
    assert "the rule base:old has another plugin's name" in error
    assert 'replaces="base:old"' in error


@pytest.mark.parametrize("identity", ["No Phone", "no_phone", "", "-a", "禁止电话"])
def test_an_id_that_is_no_id_is_refused(site: Site, look: Look, identity: str) -> None:
    site.install("county", rule(identity))
    assert any("cannot be the id of a rule" in each for each in own_errors(look()))


NOTICE = """
        @hookimpl
        def disclosure_calendars():
            yield HolidayNotice(
                year=2031, days_off=[date(2031, 1, %s)], make_up_days=(), basis=BASIS, amends=%s
            )
        """


def test_two_notices_for_one_year_that_disagree_are_a_conflict(site: Site, look: Look) -> None:
    site.install("one", NOTICE % (1, None))
    site.install("two", NOTICE % (2, None))
    (error,) = own_errors(look())
    assert "two notices for 2031 disagree on 2031-01-01, 2031-01-02" in error


def test_two_notices_for_one_year_that_say_the_same_are_none(site: Site, look: Look) -> None:
    site.install("one", NOTICE % (1, None))
    site.install("two", NOTICE % (1, None))
    assert not own_errors(look())


def test_a_notice_that_amends_another_is_no_conflict(site: Site, look: Look) -> None:
    site.install("one", NOTICE % (1, None))
    site.install("two", NOTICE % (2, '"国办发明电〔2030〕1号"'))
    assert not own_errors(look())


def test_two_texts_of_one_title_in_force_on_one_day_are_a_conflict(site: Site, look: Look) -> None:
    source = """
        @hookimpl
        def disclosure_legal_documents():
            yield LegalDocument(title="本县办法", in_force=Period(%s))
        """
    site.install("one", source % "since=date(2019, 5, 15)")
    site.install("two", source % "until=date(2019, 5, 15)")
    assert any(
        'The legal document "本县办法" is supplied more than once' in each
        for each in own_errors(look())
    )


def test_texts_of_one_title_one_after_the_other_are_one_dated_list(site: Site, look: Look) -> None:
    source = """
        @hookimpl
        def disclosure_legal_documents():
            yield LegalDocument(title="本县办法", number=%r, in_force=Period(%s))
        """
    site.install("one", source % ("二号", "since=date(2019, 5, 15)"))
    site.install("two", source % ("一号", "until=date(2019, 5, 14)"))
    looked = look()
    assert own_errors(looked) == []
    assert [each.number for each in looked.registry.on(ON).legal_documents] == ["一号", "二号"]


def test_a_header_word_with_two_meanings_is_a_conflict(site: Site, look: Look) -> None:
    source = """
        @hookimpl
        def disclosure_table_forms():
            yield TableForm(id="f", columns={%r: ("经办",)})
        """
    site.install("one", source % "agency")
    site.install("two", source % "content")
    (error,) = own_errors(look())
    assert "The column header 经办 means agency to one plugin and content to another" in error


CELLAR = """
@hookimpl
def disclosure_stores():
    yield StoreFactory(scheme=%r, open=lambda address, kinds: None)
"""


def test_two_that_open_the_same_addresses_are_a_conflict(site: Site, look: Look) -> None:
    site.install("one", CELLAR % "cellar")
    site.install("two", CELLAR % "cellar")
    (error,) = own_errors(look())
    assert "Stores at cellar:// are supplied more than once" in error
    assert "one 1.2.0" in error
    assert "two 1.2.0" in error


@pytest.mark.parametrize("scheme", ["sqlite", "Cellar", "cellar://", ""])
def test_a_store_is_opened_by_a_scheme_of_its_own(site: Site, look: Look, scheme: str) -> None:
    site.install("one", CELLAR % scheme)
    (error,) = own_errors(look())
    assert "cannot be the scheme of a plugin's stores" in error


def test_every_hook_reaches_the_registry(site: Site, look: Look) -> None:
    site.install(
        "all",
        NATIONAL
        + COUNTY.replace("national:", "")
        .replace("def disclosure_items", "def more_items")
        .replace(
            "@hookimpl\ndef more_items", '@hookimpl(specname="disclosure_items")\ndef more_items'
        )
        + rule("r")
        + """
import click
@frozen
class Visit:
    place: str
@frozen
class Own:
    size: int = 4
@hookimpl
def disclosure_table_forms():
    yield TableForm(id="f", columns={"agency": ("经办",)})
@hookimpl
def disclosure_record_kinds():
    yield RecordKind(name="visit", value=Visit)
@hookimpl
def disclosure_channels():
    yield Channel(
        id="board", name=Message("Board"), kind="bulletin_board", basis=BASIS,
        publish=lambda release, context: Receipt(),
    )
@hookimpl
def disclosure_formulas():
    value = rate(column("a").sum(), column("b").sum(), undefined="nothing")
    indicator = Indicator(id="i", name=Message("I"), value=value)
    yield Formula(id="f", name=Message("F"), indicators=(indicator,), basis=BASIS)
@hookimpl
def disclosure_calendars():
    yield HolidayNotice(year=2031, days_off=(), make_up_days=(), basis=BASIS, region="county")
@hookimpl
def disclosure_legal_documents():
    yield LegalDocument(title="本县办法")
@hookimpl
def disclosure_lint_rules():
    yield LintRule(code="hotline", name=Message("Hotline"), check=lambda matter: ())
@hookimpl
def disclosure_request_rules():
    yield RequestRules(
        id="old", name="Old", basis=BASIS, reply_days=15, reply_basis=BASIS, events=(),
        in_force=Period(since=date(1990, 1, 1), until=date(1990, 12, 31)),
    )
@hookimpl
def disclosure_workflows():
    agree = Action(id="agree", name="同意", outcome="agreed")
    stage = Stage(
        id="review", name="审核", roles=(StageRole(role="reviewer"),), actions=(agree,)
    )
    yield Workflow(
        id="one-step", name="一步审核", basis=BASIS, subjects=("visit",), stages=(stage,),
        outcomes=(Outcome(id="agreed", name="同意"),),
    )
@hookimpl
def disclosure_stores():
    yield StoreFactory(scheme="cellar", open=lambda address, kinds: None)
@hookimpl
def disclosure_settings():
    return Own
@hookimpl
def disclosure_commands():
    yield click.Command("count")
""",
    )
    looked = look()
    assert own_errors(looked) == []
    registry = looked.registry
    assert "all:f" in [each.id for each in registry.table_forms]
    assert "all:visit" in [each.name for each in registry.record_kinds]
    assert registry.channel("all:board").kind == "bulletin_board"
    assert registry.formula("all:f").indicators[0].id == "i"
    assert registry.rule("all:r").basis.article == "第二十条"
    assert [(each.year, each.region) for each in registry.calendars] == [(2031, "all:county")]
    assert "本县办法" in [each.title for each in registry.legal_documents]
    assert "all:hotline" in [each.code for each in registry.lint_rules]
    assert "all:old" in [each.id for each in registry.request_rules]
    assert registry.workflow("all:one-step").subjects == ("all:visit",)
    assert "cellar" in [each.scheme for each in registry.stores]
    assert registry.settings["all"].size == 4
    assert [each.name for each in registry.commands["all"]] == ["count"]
    assert registry.organisation.agencies[0].id == "all:housing"
    plugin = next(each for each in looked.plugins if each.name == "all")
    assert set(plugin.hooks) == set(expected_types())


def test_an_id_nobody_supplies_is_not_found(look: Look) -> None:
    with pytest.raises(NotFoundError, match="No plugin supplies county:x"):
        look().registry.rule("county:x")


def test_the_office_does_not_open_with_a_mistake(site: Site) -> None:
    site.install("bad", "raise RuntimeError('no')")
    with pytest.raises(RegistryError) as caught:
        load_registry(Settings(), on=ON)
    assert "bad" in {error.plugin for error in caught.value.errors}
    assert "--without" in str(caught.value)
