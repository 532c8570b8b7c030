"""What holds of any two catalogues, whatever is in them."""

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.catalogue.comparison.comparing import compare_catalogues
from disclosure_core.catalogue.values import DisclosureItem, TimeLimit, TimeLimitKind
from disclosure_core.legal import LegalBasis

WORDS = (
    "政策",
    "文件",
    "解读",
    "上级",
    "本级",
    "许可",
    "处罚",
    "标准",
    "申请",
    "条件",
    "信息",
    "补助",
)
SIGNS = ("、", "，", "（", "）", "·", "：", "  ", "　", "《", "》", "-", "/", "。")

names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map("".join)
items = st.builds(
    DisclosureItem,
    id=st.just(""),
    domain=st.sampled_from(("a", "b", "")),
    level1=names,
    level2=st.none() | names,
    content=st.lists(names, max_size=3).map(tuple),
    bases=st.lists(st.builds(LegalBasis, document=names), max_size=2).map(tuple),
    time_limit=st.builds(
        TimeLimit, kind=st.just(TimeLimitKind.WORKING_DAYS), days=st.sampled_from((10, 20))
    ),
    agency=st.none() | names,
)
catalogues = st.lists(items, max_size=8)


def many(things):
    return sorted(map(repr, things))


@given(catalogues)
def test_a_catalogue_differs_in_nothing_from_itself(catalogue):
    assert compare_catalogues(catalogue, catalogue).identical


@given(catalogues, catalogues)
def test_every_item_of_either_side_stands_in_one_place(left, right):
    found = compare_catalogues(left, right)
    matches = [*found.same, *(each.match for each in found.changed)]
    ambiguous = found.ambiguous
    ours = [*(x.left for x in matches), *(x.item for x in found.missing)]
    theirs = [*(x.right for x in matches), *(x.item for x in found.extra)]
    assert many([*ours, *(x for each in ambiguous for x in each.left)]) == many(left)
    assert many([*theirs, *(x for each in ambiguous for x in each.right)]) == many(right)


@given(catalogues, catalogues)
def test_the_other_way_round_missing_and_extra_change_places(left, right):
    found, turned = compare_catalogues(left, right), compare_catalogues(right, left)
    assert many(x.item for x in found.missing) == many(x.item for x in turned.extra)
    assert many(x.item for x in found.extra) == many(x.item for x in turned.missing)
    assert many((x.match.left, x.match.right) for x in found.changed) == many(
        (x.match.right, x.match.left) for x in turned.changed
    )
    assert len(found.same) == len(turned.same)


@st.composite
def reprinted(draw):
    """A catalogue, and the same printed by somebody else: signs, width, order of rows and sets."""
    catalogue = draw(catalogues)

    def again(text):
        place = draw(st.integers(0, len(text)))
        signed = text[:place] + draw(st.sampled_from(SIGNS)) + text[place:]
        return signed.translate(WIDE) if draw(st.booleans()) else signed

    other = [
        evolve(
            each,
            level1=again(each.level1),
            level2=each.level2 and again(each.level2),
            content=tuple(draw(st.permutations([again(word) for word in each.content]))),
            bases=tuple(draw(st.permutations(each.bases))),
            agency=each.agency and again(each.agency),
        )
        for each in catalogue
    ]
    return catalogue, draw(st.permutations(other))


WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


@given(reprinted())
def test_printing_it_otherwise_makes_no_difference(both):
    catalogue, other = both
    assert compare_catalogues(catalogue, other).identical


@given(catalogues, st.data())
def test_taking_some_items_away_gives_exactly_those_as_missing(catalogue, data):
    kept = [each for each in catalogue if data.draw(st.booleans())]
    found = compare_catalogues(catalogue, kept)
    assert len(found.missing) == len(catalogue) - len(kept)
    assert found.counts["same"] == len(kept)


@given(catalogues, catalogues, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_says_nothing(left, right, chance):
    found = compare_catalogues(left, right)
    shuffled = right[:]
    chance.shuffle(shuffled)
    again = compare_catalogues(left, shuffled)
    assert found.counts == again.counts
