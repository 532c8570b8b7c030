"""Laws of stacking: what may be done in two steps, in any order, or twice."""

from datetime import date

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_core.catalogue.layers import Catalogue, CatalogueItem, refined, stack
from disclosure_core.catalogue.values import (
    CatalogueLayer,
    DisclosureItem,
    Level,
    Omission,
    Refinement,
    TimeLimit,
    TimeLimitKind,
)
from disclosure_core.catalogue.versions import changes_between
from disclosure_core.legal import Period

TODAY = date(2026, 11, 24)
LEVELS = list(Level)
NAMES = [f"item-{number}" for number in range(6)]
LIMITS = [
    TimeLimit(kind=TimeLimitKind.WORKING_DAYS, days=days, printed=f"{days}个工作日")
    for days in (7, 20)
]
words = st.sampled_from(["甲", "乙", "丙"])
periods = st.sampled_from([Period(), Period(since=date(2027, 1, 1))])
few_towers = settings(max_examples=40)  # each is a whole catalogue with its layers


@st.composite
def refinements(draw):
    return Refinement(
        item=draw(st.sampled_from(NAMES)),
        reason=draw(words),
        agency=draw(st.none() | words | st.just("")),
        level1=draw(st.none() | words),
        content=draw(st.none() | st.lists(words, max_size=2).map(tuple)),
        time_limit=draw(st.none() | st.sampled_from(LIMITS)),
        source=draw(st.none() | words),
    )


@st.composite
def towers(draw):
    """Layers over each other, one a level, that define each item at most once."""
    height = draw(st.integers(1, 5))
    owners = [draw(st.integers(0, height - 1)) for _ in NAMES]
    layers = []
    for depth in range(height):
        items = [
            DisclosureItem(id=name, domain="d", level1=name, in_force=draw(periods))
            for name, owner in zip(NAMES, owners, strict=True)
            if owner == depth
        ]
        omitted = draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True))
        layers.append(
            CatalogueLayer(
                id=f"layer-{depth}",
                name=f"{depth}",
                level=LEVELS[depth],
                over=f"layer-{depth - 1}" if depth else None,
                items=tuple(items),
                refinements=tuple(draw(st.lists(refinements(), max_size=4))),
                omissions=tuple(Omission(item=name, reason="不适用") for name in omitted),
                source=draw(st.none() | words),
            )
        )
    return layers


def stacked(layers, **more) -> Catalogue:
    return stack(layers, on=TODAY, strict=False, **more)


def plain(catalogue: Catalogue) -> Catalogue:
    """Without what both ways may name otherwise: an id is unknown until it is defined."""
    return evolve(catalogue, idle=(), known=frozenset())


@few_towers
@given(towers(), st.integers(0, 5))
def test_stacking_in_two_steps_is_stacking_in_one(layers, cut):
    beneath = stacked(layers[:cut])
    assert plain(stacked(layers[cut:], upon=beneath)) == plain(stacked(layers))


@few_towers
@given(towers(), st.randoms())
def test_the_order_in_which_layers_are_given_does_not_matter(layers, random):
    assert stacked(random.sample(layers, len(layers))) == stacked(layers)


@few_towers
@given(towers(), st.integers(0, 4))
def test_a_layer_that_says_nothing_changes_nothing(layers, place):
    over = layers[min(place, len(layers) - 1)]
    silent = CatalogueLayer(id="silent", name="无", level=over.level, over=over.id)
    changed = stacked([*layers, silent])
    assert evolve(changed, layers=()) == evolve(stacked(layers), layers=())


@few_towers
@given(towers())
def test_layers_about_different_items_may_be_laid_in_either_order(layers):
    first = [Refinement(item=name, agency="甲", reason="x") for name in NAMES[:3]]
    second = [Refinement(item=name, agency="乙", reason="y") for name in NAMES[3:]]
    top = layers[-1]

    def tower(lower, upper) -> Catalogue:
        return stacked(
            [
                *layers,
                CatalogueLayer(
                    id="lower", name="下", level=top.level, over=top.id, refinements=tuple(lower)
                ),
                CatalogueLayer(
                    id="upper", name="上", level=top.level, over="lower", refinements=tuple(upper)
                ),
            ]
        )

    one, other = tower(first, second), tower(second, first)
    assert [each.item for each in one.items] == [each.item for each in other.items]


@given(refinements(), words)
def test_refining_twice_the_same_is_refining_once(refinement, agency):
    item = DisclosureItem(id=refinement.item, domain="d", level1="x", agency=agency)
    once = refined(CatalogueItem(item=item, layer="a"), refinement, "b")
    assert refined(once, refinement, "b") == once


@few_towers
@given(towers())
def test_only_what_a_layer_says_has_its_name(layers):
    catalogue = stacked(layers)
    said = {(layer.id, refinement.item) for layer in layers for refinement in layer.refinements}
    for holding in catalogue.items:
        assert all((layer, holding.item.id) in said for layer in holding.origins.values())


@few_towers
@given(towers())
def test_nothing_changes_between_a_catalogue_and_itself(layers):
    catalogue = stacked(layers)
    assert not changes_between(catalogue, catalogue)


@few_towers
@given(towers(), towers())
def test_what_is_added_one_way_is_gone_the_other(before, after):
    one, other = stacked(before), stacked(after)
    there, back = changes_between(one, other), changes_between(other, one)
    assert [each.item.id for each in there.added] == [each.id for each in back.gone]
    assert [
        (each.id, {change.field: (change.before, change.after) for change in each.fields})
        for each in sorted(there.changed, key=lambda each: each.id)
    ] == [
        (each.id, {change.field: (change.after, change.before) for change in each.fields})
        for each in sorted(back.changed, key=lambda each: each.id)
    ]
