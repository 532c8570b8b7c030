"""Organisations of several plugins make one tree; what does not fit is told with plugin and id."""

from datetime import date

from .conftest import Look, Site

CITY = """
@hookimpl
def disclosure_organisations():
    yield Organisation(
        regions=(Region(id="city", name="示例市", level="city", source="市"),),
        agencies=(Agency(id="office", name="市政府办公室", region="city", source="市"),),
    )
"""


def own_errors(survey):
    return [str(each) for each in survey.errors]


def county(**more):
    """A county within the city, with more sections written as Python."""
    sections = "".join(f"        {name}=({value}),\n" for name, value in more.items())
    return (
        "from disclosure_core import OrganisationChange, PilotClaim, ReportedFigure, ServicePoint\n"
        "from disclosure_core import ServicePointKind\n"
        "@hookimpl\n"
        "def disclosure_organisations():\n"
        "    yield Organisation(\n"
        "        regions=(Region(id='own', name='县', level='county', within='city:city'),),\n"
        f"{sections}"
        "    )\n"
    )


def test_a_county_lies_within_another_plugin_s_city(site: Site, look: Look) -> None:
    site.install("city", CITY)
    site.install("county", county())
    survey = look()
    assert own_errors(survey) == []
    assert [each.within for each in survey.registry.organisation.regions if each.within] == [
        "city:city"
    ]


def test_every_id_of_an_organisation_is_written_in_full(site: Site, look: Look) -> None:
    site.install("city", CITY)
    point = "ServicePoint(id='hall', name='大厅', kind=ServicePointKind.LIBRARY, region='own'),"
    figure = (
        "ReportedFigure(id='a', name='甲', value=1, unit='项', reporter='县', source='讲话', "
        "parts=('b',), region='own'), "
        "ReportedFigure(id='b', name='乙', value=1, unit='项', reporter='县', source='讲话'),"
    )
    pilot = "PilotClaim(domain='water', region='own', agency='city:office'),"
    site.install(
        "county",
        county(service_points=point, reported_figures=figure, pilots=pilot)
        + "\n@hookimpl\ndef disclosure_domains():\n    yield Domain(id='water', name='水利')\n",
    )
    survey = look()
    whole = survey.registry.organisation
    assert own_errors(survey) == []
    assert [(each.id, each.region) for each in whole.service_points] == [
        ("county:hall", "county:own")
    ]
    assert whole.reported_figures[0].parts == ("county:b",)
    assert whole.pilots[0].domain == "county:water"
    assert whole.pilots[0].agency == "city:office"


def test_a_change_that_names_what_nobody_supplies_is_told(site: Site, look: Look) -> None:
    site.install("city", CITY)
    change = (
        "OrganisationChange(before=('old',), after=('city:office',), on=date(2020, 1, 1), "
        "reason='改革'),"
    )
    site.install("county", county(changes=change))
    (error,) = own_errors(look())
    assert "refers to the region or agency county:old, which nobody supplies" in error


def test_a_city_within_another_plugin_s_county_is_told(site: Site, look: Look) -> None:
    site.install("city", CITY.replace('level="city"', 'level="village"'))
    site.install("county", county())
    (error,) = own_errors(look())
    assert error.startswith("county: its organisation contradicts itself.")
    assert "county:own.within: 县 (county level) cannot lie within 示例市 (village level)" in error


def test_two_counties_of_two_plugins_are_two_trees(site: Site, look: Look) -> None:
    site.install("city", CITY)
    site.install("other", CITY.replace("city", "town"))
    assert own_errors(look()) == []


def test_the_registry_of_a_day_has_what_stands_that_day(site: Site, look: Look) -> None:
    site.install(
        "city",
        """
        @hookimpl
        def disclosure_organisations():
            ended = Period(until=date(2019, 12, 31))
            yield Organisation(
                regions=(
                    Region(id="city", name="市", level="city"),
                    Region(id="old", name="老县", level="county", within="city", in_force=ended),
                ),
            )
        """,
    )
    registry = look().registry
    assert len(registry.on(date(2019, 12, 31)).regions) == 2
    assert len(registry.on(date(2020, 1, 1)).regions) == 1
