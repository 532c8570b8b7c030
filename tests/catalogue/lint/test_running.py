"""What a layer waives is set apart with its reason; a waiver that waives nothing is told."""

from collections.abc import Iterator
from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from disclosure_core.catalogue.lint.running import CODES, RULES, lint
from disclosure_core.catalogue.lint.values import (
    LintFinding,
    LintMatter,
    LintReport,
    LintRule,
    LintSeverity,
)
from disclosure_core.catalogue.values import CatalogueLayer, Level, Waiver
from disclosure_core.legal import Period
from disclosure_core.messages import Message

from .conftest import ITEM, MATTER, Lint, linted

FAULTY = evolve(ITEM, modes=())
REASON = "县政府2026年3月会议纪要同意"


def layer(*waivers: Waiver) -> tuple[CatalogueLayer, ...]:
    return (CatalogueLayer(id="own:county", name="本县", level=Level.COUNTY, waivers=waivers),)


def codes(report: LintReport) -> list[str]:
    return [each.code for each in report.findings]


def test_a_waived_finding_is_listed_apart_with_its_reason(look: Lint) -> None:
    waiver = Waiver(rule="modes_missing", item="own:penalties", reason=REASON)
    report = look(FAULTY, layers=layer(waiver))
    assert codes(report) == []
    assert [(each.finding.code, each.reason) for each in report.waived] == [
        ("modes_missing", REASON)
    ]
    assert sum(report.counts.values()) == 0


def test_a_waiver_of_one_item_waives_nothing_of_another(look: Lint) -> None:
    waiver = Waiver(rule="modes_missing", item="own:other", reason=REASON)
    assert codes(look(FAULTY, layers=layer(waiver))) == ["modes_missing", "waiver_unused"]


def test_a_waiver_without_an_item_is_for_all_items_of_its_layer() -> None:
    waivers = layer(Waiver(rule="modes_missing", reason=REASON))
    own = linted(FAULTY, layers=frozenset({"own:county"}))
    others = linted(FAULTY, layers=frozenset({"china:national"}))
    assert codes(lint(evolve(MATTER, items=own, layers=waivers))) == []
    assert codes(lint(evolve(MATTER, items=others, layers=waivers))) == [
        "modes_missing",
        "waiver_unused",
    ]


def test_a_waiver_holds_on_its_days_only(look: Lint) -> None:
    ended = Waiver(
        rule="modes_missing",
        item="own:penalties",
        reason=REASON,
        in_force=Period(until=date(2026, 11, 23)),
    )
    assert codes(look(FAULTY, layers=layer(ended))) == ["modes_missing"]


def test_a_waiver_without_a_reason_waives_nothing_and_is_told(look: Lint) -> None:
    waiver = Waiver(rule="modes_missing", item="own:penalties", reason="无")
    assert codes(look(FAULTY, layers=layer(waiver))) == ["modes_missing", "reason_missing"]


@pytest.mark.parametrize("rule", ["modes_mising", ""])
def test_a_waiver_of_no_rule_is_told(look: Lint, rule: str) -> None:
    report = look(ITEM, layers=layer(Waiver(rule=rule, reason=REASON)))
    assert codes(report) == ["waiver_unknown"]
    assert report.findings[0].severity is LintSeverity.WARNING


def test_a_waiver_of_a_rule_that_was_not_run_is_not_told() -> None:
    waivers = layer(Waiver(rule="modes_missing", item="own:penalties", reason=REASON))
    only = [rule for rule in RULES if rule.code == "no_basis"]
    assert codes(lint(evolve(MATTER, items=linted(ITEM), layers=waivers), only)) == []


def no_website(matter: LintMatter) -> Iterator[LintFinding]:
    for each in matter.items:
        yield each.finding("channels", Message("every item"))


HOTLINE = LintRule(code="own:hotline", name=Message("Hotline"), check=no_website)


def test_a_rule_of_a_plugin_finds_and_is_waived_by_its_full_code() -> None:
    matter = evolve(MATTER, items=linted(ITEM))
    rules, known = (*RULES, HOTLINE), (*CODES, "own:hotline")
    assert codes(lint(matter, rules, known=known)) == ["own:hotline"]
    waivers = layer(Waiver(rule="own:hotline", item="own:penalties", reason=REASON))
    assert codes(lint(evolve(matter, layers=waivers), rules, known=known)) == []


def test_a_check_that_raises_is_an_error_of_its_rule_and_costs_no_other() -> None:
    def broken(matter: LintMatter) -> Iterator[LintFinding]:
        yield matter.items[0].finding("agency", Message("found before it broke"))
        raise RuntimeError("no such column")

    rule = LintRule(code="own:broken", name=Message("Broken"), check=broken)
    report = lint(evolve(MATTER, items=linted(FAULTY)), (*RULES, rule), known=CODES)
    assert [(each.code, each.severity) for each in report.findings] == [
        ("modes_missing", LintSeverity.WARNING),
        ("own:broken", LintSeverity.ERROR),
    ]
    assert "RuntimeError: no such column" in report.findings[1].what.text("en")


def test_a_finding_bears_the_code_severity_and_basis_of_its_rule(look: Lint) -> None:
    (finding,) = look(evolve(ITEM, agency=None)).findings
    assert finding.severity is LintSeverity.WARNING
    assert str(finding.basis) == "《政府信息公开条例》（国令第711号）第十条"


def test_findings_are_counted_by_severity_and_code(look: Lint) -> None:
    report = look(evolve(ITEM, agency=None, bases=()))
    assert report.counts == {
        LintSeverity.ERROR: 1,
        LintSeverity.WARNING: 1,
        LintSeverity.ADVICE: 0,
    }
    assert report.by_code == {"agency_missing": 1, "no_basis": 1}


@given(st.sets(st.sampled_from(["agency", "content", "modes", "levels", "audience", "channels"])))
def test_waivers_move_findings_and_lose_none(emptied: set[str]) -> None:
    empty = {name: None if name == "agency" else () for name in sorted(emptied)}
    items = linted(evolve(ITEM, **empty))
    found = lint(evolve(MATTER, items=items)).findings
    waivers = layer(*(Waiver(rule=each.code, item=each.item, reason=REASON) for each in found))
    report = lint(evolve(MATTER, items=items, layers=waivers))
    assert report.findings == ()
    assert [each.finding for each in report.waived] == list(found)
