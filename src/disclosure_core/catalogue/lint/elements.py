"""Rules of the elements of an item: names, content, channels, audience, mode, levels, domain."""

from collections.abc import Iterator

from disclosure_core.catalogue.lint.checks import filled_in
from disclosure_core.catalogue.lint.law import CHANNELS, ELEMENTS
from disclosure_core.catalogue.lint.values import (
    LintFinding,
    LintMatter,
    LintRule,
    LintSeverity,
)
from disclosure_core.catalogue.values import Audience, ChannelKind
from disclosure_core.messages import Message

_COLUMNS = {
    "domain": Message("domain"),
    "bases": Message("legal basis"),
    "time_limit": Message("time limit"),
    "agency": Message("responsible agency"),
    "channels": Message("channels"),
    "content": Message("content"),
    "audience": Message("audience"),
    "modes": Message("mode of disclosure"),
    "levels": Message("level of government"),
}
"""Columns that a catalogue must have, by the field they fill, as people call them."""

_STANDARD_OTHER = "其他"
"""The last channel of the standard form, which may say what it is behind a colon."""


def _absent_columns(matter: LintMatter) -> Iterator[LintFinding]:
    for each in matter.absent:
        if each.field in _COLUMNS:
            yield LintFinding(
                what=Message("the table has no column for {field}", field=_COLUMNS[each.field]),
                fix=Message("add the column; a catalogue must say it of every item"),
                field=each.field,
                file=each.file,
                place=each.place,
            )


def _names(matter: LintMatter) -> Iterator[LintFinding]:
    for each in matter.items:
        item = each.item
        if not item.level1.strip():
            yield each.finding(
                "level1", Message("no first-level item is named"), Message("name the item")
            )
        elif item.level3 and not item.level2:
            yield each.finding(
                "level3",
                Message("a third level stands without a second"),
                Message("name the second level, or move “{name}” up to it", name=item.level3),
            )


def _unknown_domain(matter: LintMatter) -> Iterator[LintFinding]:
    known = {domain.id for domain in matter.domains}
    for each in matter.items:
        if "domain" in each.unsettled:
            continue
        if not each.item.domain:
            yield each.finding(
                "domain", Message("the item is in no domain"), Message("say which domain it is of")
            )
        elif known and each.item.domain not in known:
            yield each.finding(
                "domain",
                Message("there is no domain {domain}", domain=each.item.domain),
                Message("name one of the known domains, or let a plugin supply it"),
            )


def _unknown_channels(matter: LintMatter) -> Iterator[LintFinding]:
    for each in matter.items:
        if "channels" in each.unsettled:
            continue
        unknown = [
            one
            for one in each.item.channels
            if one.kind is ChannelKind.OTHER and not one.printed.startswith(_STANDARD_OTHER)
        ]
        for channel in unknown:
            yield each.finding(
                "channels",
                Message("“{channel}” is no channel that is known", channel=channel.printed),
                Message("write it as the standard form does, or say what it is"),
            )


def _group_unnamed(matter: LintMatter) -> Iterator[LintFinding]:
    for each in matter.items:
        if (
            Audience.SPECIFIC_GROUP in each.item.audience
            and not (each.item.audience_detail or "").strip()
            and not each.unsettled & {"audience", "audience_detail"}
        ):
            yield each.finding(
                "audience_detail",
                Message("the audience is a particular group, and it is not said which"),
                Message("name the group: applicants, households concerned"),
            )


ELEMENT_RULES = (
    LintRule(
        code="row_unread",
        name=Message("Every row of a table is understood"),
        check=lambda matter: matter.unread,
    ),
    LintRule(
        code="cell_blank",
        name=Message("No cell of a workbook is left empty"),
        check=lambda matter: matter.blank,
    ),
    LintRule(
        code="domain_unknown",
        name=Message("Every item is of a known domain"),
        check=_unknown_domain,
        severity=LintSeverity.ERROR,
    ),
    LintRule(
        code="names_gap",
        name=Message("Names begin at level 1 and leave no level out"),
        check=_names,
        severity=LintSeverity.ERROR,
        basis=ELEMENTS,
    ),
    LintRule(
        code="column_absent",
        name=Message("A table has a column for every element"),
        check=_absent_columns,
        basis=ELEMENTS,
    ),
    LintRule(
        code="content_empty",
        name=Message("Every item says what a release must show"),
        check=filled_in(
            "content",
            Message("no content is given"),
            Message("list the elements that a release must show"),
        ),
        basis=ELEMENTS,
    ),
    LintRule(
        code="channels_none",
        name=Message("Every item has a channel"),
        check=filled_in(
            "channels",
            Message("no channel is given"),
            Message("name the channels; what is disclosed proactively needs one of article 23"),
        ),
        basis=CHANNELS,
    ),
    LintRule(
        code="channel_unknown",
        name=Message("The channels are known"),
        check=_unknown_channels,
        severity=LintSeverity.ADVICE,
        basis=CHANNELS,
    ),
    LintRule(
        code="audience_missing",
        name=Message("Every item says to whom it is disclosed"),
        check=filled_in(
            "audience",
            Message("it is not said to whom the item is disclosed"),
            Message("mark the whole of society, or name the group"),
        ),
        basis=ELEMENTS,
    ),
    LintRule(
        code="audience_detail_missing",
        name=Message("A particular group is named"),
        check=_group_unnamed,
        severity=LintSeverity.ADVICE,
        basis=ELEMENTS,
    ),
    LintRule(
        code="modes_missing",
        name=Message("Every item says whether it is disclosed proactively or on request"),
        check=filled_in(
            "modes",
            Message("it is not said whether proactively or on request"),
            Message("mark one of the two"),
        ),
        basis=ELEMENTS,
    ),
    LintRule(
        code="levels_missing",
        name=Message("Every item says which level of government discloses it"),
        check=filled_in(
            "levels",
            Message("it is not said which level of government discloses the item"),
            Message("mark the levels: county, town, village"),
        ),
        basis=ELEMENTS,
    ),
)
"""The rules of an item's elements."""
