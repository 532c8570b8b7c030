"""The law of requests from plugins: one for each day of receipt."""

from datetime import date
from pathlib import Path

from disclosure_core import Calendar, RequestEvent, RequestHistory, request_clock

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


OLDER = """
name = "older"
[[request_rules]]
id = "requests-2008"
name = "政府信息公开条例（2007年）"
basis = "《政府信息公开条例》（国令第492号）"
in_force = { since = 2008-05-01, until = 2019-05-14 }
reply_days = 15
reply_basis = { document = "政府信息公开条例", article = "第二十四条" }
[[request_rules.events]]
kind = "third_party_asked"
basis = [{ document = "政府信息公开条例", article = "第二十四条" }]
"""


def test_a_folder_plugin_may_supply_the_older_law(look: Look, tmp_path: Path) -> None:
    folder = tmp_path / "older"
    folder.mkdir()
    (folder / "plugin.toml").write_text(OLDER, "utf-8")
    looked = look(folder)
    assert not own_errors(looked)
    asked = RequestEvent(on=date(2019, 3, 6), kind="third_party_asked")
    history = RequestHistory(received=date(2019, 3, 4), events=(asked,))
    clock = request_clock(history, looked.registry.request_rules, Calendar())
    assert (clock.rules.id, clock.days_used) == ("older:requests-2008", 2)
    assert clock.due is None  # that law names no number of days for an answer
