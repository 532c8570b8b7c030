"""Run all rules of the lint in one pass and set apart what layers waive.

A waiver that waives nothing, or names no rule, is a finding itself: a list of waivers that nobody
looks at would hide what it no longer explains.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from disclosure_core.catalogue.lint.bases import BASIS_RULES
from disclosure_core.catalogue.lint.elements import ELEMENT_RULES
from disclosure_core.catalogue.lint.limits import LIMIT_RULES
from disclosure_core.catalogue.lint.reasons import REASON_RULES, is_reason
from disclosure_core.catalogue.lint.repetition import REPETITION_RULES
from disclosure_core.catalogue.lint.responsibility import RESPONSIBILITY_RULES
from disclosure_core.catalogue.lint.values import (
    LintFinding,
    LintMatter,
    LintReport,
    LintRule,
    LintSeverity,
    WaivedFinding,
)
from disclosure_core.catalogue.values import Waiver
from disclosure_core.messages import Message

RULES: tuple[LintRule, ...] = (
    *BASIS_RULES,
    *REPETITION_RULES,
    *ELEMENT_RULES,
    *LIMIT_RULES,
    *RESPONSIBILITY_RULES,
    *REASON_RULES,
)
"""The rules of the lint, in the order their findings of one item are told."""

WAIVER_UNUSED = LintRule(
    code="waiver_unused",
    name=Message("A waiver waives something"),
    check=lambda _: (),
)
"""Not a check of its own: what waivers match is known only when all rules have run."""

WAIVER_UNKNOWN = LintRule(
    code="waiver_unknown",
    name=Message("A waiver names a rule of the lint"),
    check=lambda _: (),
)
"""As above."""

WAIVER_RULES = (WAIVER_UNUSED, WAIVER_UNKNOWN)
"""The rules of waivers, which are told beside whatever rules run."""

CODES = tuple(rule.code for rule in (*RULES, *WAIVER_RULES))
"""Every code a finding can have."""


@frozen
class _LayerWaiver:
    layer: str
    number: int
    waiver: Waiver
    source: str = ""


def lint(
    matter: LintMatter,
    rules: Sequence[LintRule] = RULES,
    *,
    known: Collection[str] = CODES,
) -> LintReport:
    """What ``rules`` find in ``matter``, waived findings apart.

    A rule that is left out neither finds anything nor makes a waiver of it look unused. A check
    that raises is told as an error of its rule.

    Args:
        matter: The items and all that rules may look at.
        rules: The rules, in the order their findings of one item are told.
        known: The codes of all rules there are, those left out too.
    """
    found = _ordered(matter, rules)
    waivers = tuple(_waivers(matter))
    kept, waived = _set_apart(found, waivers)
    used = {waiver for _, waiver in waived}
    if not matter.partial:
        kept += _about_waivers(waivers, used, asked={rule.code for rule in rules}, known=known)
    return LintReport(
        items=len(matter.items),
        on=matter.on,
        findings=tuple(kept),
        waived=tuple(
            WaivedFinding(finding=finding, waiver=each.waiver, layer=each.layer)
            for finding, each in waived
        ),
    )


def _waivers(matter: LintMatter) -> Iterator[_LayerWaiver]:
    for layer in matter.layers:
        for number, waiver in enumerate(layer.waivers):
            if waiver.in_force.covers(matter.on):
                source = waiver.source or layer.source or ""
                yield _LayerWaiver(layer.id, number, waiver, source)


def _ordered(matter: LintMatter, rules: Sequence[LintRule]) -> list[LintFinding]:
    """All findings in the order of their items, then of their rules; those of no item last."""
    last = len(matter.items)
    found = [each for rule in rules for each in _found_by(rule, matter)]
    return sorted(found, key=lambda each: last if each.number is None else each.number)


def _found_by(rule: LintRule, matter: LintMatter) -> Iterator[LintFinding]:
    for finding in _checked(rule, matter):
        yield evolve(
            finding,
            code=rule.code,
            severity=finding.severity or rule.severity,
            basis=finding.basis or rule.basis,
        )


def _checked(rule: LintRule, matter: LintMatter) -> Iterable[LintFinding]:
    try:
        return list(rule.check(matter))
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        return (
            LintFinding(
                what=Message("the rule could not run: {reason}", reason=reason),
                fix=Message("tell who wrote the rule; what it looks for was not looked at"),
                severity=LintSeverity.ERROR,
            ),
        )


def _set_apart(
    found: Iterable[LintFinding], waivers: Iterable[_LayerWaiver]
) -> tuple[list[LintFinding], list[tuple[LintFinding, _LayerWaiver]]]:
    by_item: dict[tuple[str, str], _LayerWaiver] = {}
    by_layer: defaultdict[str, dict[str, _LayerWaiver]] = defaultdict(dict)
    for each in waivers:
        if not is_reason(each.waiver.reason):
            continue  # told as a waiver without a reason, and waives nothing
        if each.waiver.item is None:
            by_layer[each.waiver.rule].setdefault(each.layer, each)
        else:
            by_item.setdefault((each.waiver.rule, each.waiver.item), each)
    kept: list[LintFinding] = []
    waived: list[tuple[LintFinding, _LayerWaiver]] = []
    for finding in found:
        waiver = _waiver_of(finding, by_item, by_layer)
        if waiver is None:
            kept.append(finding)
        else:
            waived.append((finding, waiver))
    return kept, waived


def _waiver_of(
    finding: LintFinding,
    by_item: Mapping[tuple[str, str], _LayerWaiver],
    by_layer: Mapping[str, Mapping[str, _LayerWaiver]],
) -> _LayerWaiver | None:
    if finding.item is not None and (finding.code, finding.item) in by_item:
        return by_item[finding.code, finding.item]
    layers = by_layer.get(finding.code, {})
    return next((layers[each] for each in sorted(finding.layers) if each in layers), None)


def _about_waivers(
    waivers: Iterable[_LayerWaiver],
    used: Collection[_LayerWaiver],
    *,
    asked: Collection[str],
    known: Collection[str],
) -> Iterator[LintFinding]:
    for each in waivers:
        waiver = each.waiver
        if waiver.rule not in asked and waiver.rule in known:
            continue
        if waiver.rule not in asked:
            rule = WAIVER_UNKNOWN
            what = Message("a waiver names {rule}, which is no rule", rule=waiver.rule)
            fix = Message("`disclosure catalogue lint --rules` lists the rules")
        elif each not in used and is_reason(waiver.reason):
            rule = WAIVER_UNUSED
            what = Message("a waiver of {rule} waives nothing", rule=waiver.rule)
            fix = Message("take it out: what it accepted is no longer there")
        else:
            continue
        yield LintFinding(
            code=rule.code,
            severity=LintSeverity.WARNING,
            what=what,
            fix=fix,
            item=waiver.item,
            file=each.layer,
            place=each.source,
            layers=frozenset((each.layer,)),
        )
