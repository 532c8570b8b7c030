"""An unverified layer holds items without a basis, and nothing that changes confirmed ones."""

from .conftest import Look, Site

NATIONAL = """
@hookimpl
def disclosure_domains():
    yield Domain(id="works", name="重大建设项目", number=2)
@hookimpl
def disclosure_items():
    yield CatalogueLayer(
        id="base", name="全国", level=Level.NATIONAL,
        items=(DisclosureItem(id="approval", domain="works", level1="批准服务"),),
    )
    yield CatalogueLayer(
        id="unverified", name="未核实", level=Level.NATIONAL, over="base", unverified=True,
        items=(DisclosureItem(id="guess", domain="works", level1="监督", {item}),), {layer}
    )
"""
COUNTY = """
@hookimpl
def disclosure_items():
    yield CatalogueLayer(
        id="own", name="本县", level=Level.COUNTY, over="national:unverified",
        refinements=(Refinement(item="national:guess", reason="机构职责", {refinement}),),
        omissions=(Omission(item="national:guess", reason="无"),),
    )
"""


def national(item: str = "", layer: str = "") -> str:
    return NATIONAL.format(item=item, layer=layer)


def mistakes(looked) -> list[str]:
    errors = [error for error in looked.errors if error.plugin != "core"]
    return [f"{each.place}: {each.what}" for error in errors for each in error.mistakes]


def test_an_unverified_layer_of_items_without_a_basis_is_taken(site: Site, look: Look) -> None:
    site.install("national", national())
    looked = look()
    assert mistakes(looked) == []
    assert looked.registry.layer("national:unverified").unverified


def test_an_unverified_item_with_a_basis_is_refused(site: Site, look: Look) -> None:
    site.install("national", national(item="bases=(BASIS,)"))
    (mistake,) = mistakes(look())
    assert mistake.startswith("national:guess: an unverified item has no legal basis, but cites 《")


def test_an_unverified_layer_that_changes_confirmed_items_is_refused(
    site: Site, look: Look
) -> None:
    site.install(
        "national",
        national(layer='omissions=(Omission(item="approval", reason="无"),), replaces="base"'),
    )
    assert mistakes(look()) == [
        "omissions: an unverified layer holds items only, and changes no others",
        "replaces: an unverified layer stands for no other",
    ]


def test_a_layer_over_an_unverified_one_may_refine_and_omit_its_items(
    site: Site, look: Look
) -> None:
    site.install("national", national())
    site.install("county", COUNTY.format(refinement='agency="县住建局"'))
    assert mistakes(look()) == []


def test_a_refinement_cannot_give_an_unverified_item_its_basis(site: Site, look: Look) -> None:
    site.install("national", national())
    site.install("county", COUNTY.format(refinement="bases=(BASIS,)"))
    assert mistakes(look()) == [
        "national:guess: gives an unverified item a legal basis; only a person confirms one"
    ]
