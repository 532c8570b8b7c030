"""The law of requests from plugins: one for each day of receipt."""

from datetime import date

from .conftest import Look, Site


def own_errors(looked) -> list[str]:
    return [str(error) for error in looked.errors if error.plugin != "core"]


LAW = """
        @hookimpl
        def disclosure_request_rules():
            yield RequestRules(
                id="law", name="Law", basis=BASIS, reply_days=15, reply_basis=BASIS, events=(),
                in_force=Period(since=date(1990, 1, 1), until=date(%s, 12, 31)), replaces=%s,
            )
        """


def test_two_laws_of_requests_for_one_day_are_a_conflict(site: Site, look: Look) -> None:
    site.install("one", LAW % (1991, None))
    site.install("two", LAW % (1990, None))
    (error,) = own_errors(look())
    assert "one:law and two:law hold for the same days of receipt" in error


def test_a_law_of_requests_that_stands_for_another_is_no_conflict(site: Site, look: Look) -> None:
    site.install("one", LAW % (1991, None))
    site.install("two", LAW % (1990, '"one:law"'))
    looked = look()
    assert not own_errors(looked)
    standing = looked.registry.on(date(1990, 5, 1)).request_rules
    assert [each.id for each in standing] == ["two:law"]
