"""The measures, each with all it rests on; figures that others reported, apart (指标、报告数据)."""

from attrs import frozen
from flask import Blueprint, abort, render_template, request

from disclosure_core import DEFAULT_LANGUAGE, Grouping, Measure, PublicPage, grouped
from disclosure_portal.language import tag_text
from disclosure_portal.pages.coverage import COLUMN_TYPE
from disclosure_portal.pages.office import public_office
from disclosure_portal.paging import paged

area = Blueprint("measures", __name__)

LISTS = ("listed", "counted", "excluded")
"""The lists behind a figure: what is missing, everything counted, what was left out."""


@frozen
class Names:
    """Names of what figures are told apart by."""

    domains: dict[str, str]

    def of(self, key: str | None) -> str | None:
        """A domain by its name, anything else as it is called."""
        return self.domains.get(key, key) if key is not None else None


@area.get("/measures")
def measures() -> str:
    """Every measure with its figure, numerator and denominator."""
    return render_template(
        "measures.html",
        page=_page(tag_text("Measures")),
        measures=public_office().measures.every(),
    )


@area.get("/measures/<id>")
def measure(id: str) -> str:
    """One measure with its method, its basis and the lists behind it."""
    office = public_office()
    found = next((each for each in office.measures.every() if each.id == id), None)
    if found is None:
        abort(404)
    asked = request.args.get("list")
    shown = asked if asked in LISTS else LISTS[0]
    by = request.args.get("by")
    groups = grouped(found, Grouping(by)) if by in {each.value for each in Grouping} else ()
    return render_template(
        "measure.html",
        page=_page(found.name.text(DEFAULT_LANGUAGE)),
        measure=found,
        shown=shown,
        rows=paged(getattr(found, shown)),
        by=by if groups else None,
        groups=groups,
        ways=_ways(found),
        names=Names({each.id: each.name for each in office.catalogue.domains}),
        held=office.catalogue.current(),
    )


@area.get("/reported")
def reported() -> str:
    """What others reported, quoted with its source, and what is counted here beside it."""
    return render_template(
        "reported.html",
        page=_page(tag_text("Reported figures")),
        figures=public_office().organisation.figures(),
    )


def _ways(measure: Measure) -> tuple[Grouping, ...]:
    """By what the things counted can be told apart."""
    return tuple(
        each for each in Grouping if any(getattr(one, each.value) for one in measure.counted)
    )


def _page(name: str) -> PublicPage:
    return PublicPage(
        kind="column",
        column=name,
        description=tag_text("How the office stands with its duties to disclose."),
        column_type=COLUMN_TYPE,
    )
