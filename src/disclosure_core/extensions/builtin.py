"""What the core itself supplies, through the same hooks as any plugin: the plugin ``core``."""

from collections.abc import Iterable
from typing import Any

from disclosure_core.access.appointments import Appointment
from disclosure_core.catalogue.confirmations import Confirmation
from disclosure_core.catalogue.imports import TableImport
from disclosure_core.catalogue.measures.coverage import COVERAGE
from disclosure_core.catalogue.values import (
    CatalogueLayer,
    DisclosureItem,
    Formation,
    Omission,
    Refinement,
    Succession,
)
from disclosure_core.documents.values import Document
from disclosure_core.hookspecs import hookimpl
from disclosure_core.organisation.values import PilotClaim
from disclosure_core.publication.atom import ATOM
from disclosure_core.publication.portal import PORTAL
from disclosure_core.publication.values import Channel, Release
from disclosure_core.records.values import RecordKind
from disclosure_core.review.elements import REQUIRED_ELEMENTS
from disclosure_core.review.values import Refusal, Review, ReviewRule
from disclosure_core.scoring.values import Formula
from disclosure_core.workflow.cases import Case
from disclosure_core.workflow.values import Workflow

_ITEM = """
id domain level1 level2 level3 content bases time_limit agency channels audience audience_detail
modes levels service phases item_type in_force reason source
"""

_REFINEMENT = """
item reason level1 level2 level3 content bases time_limit agency channels audience audience_detail
modes levels service phases item_type source
"""

_LAYER = """
id name level over region items refinements omissions item_types successions waivers twins
unverified replaces version in_force source
"""

_RELEASE = """
id version digest title text items published_at sections agency index_number document_number
formed_on source state withdrawn_for
"""

_RELEASE_WITHHELD = "document not_before"
"""The draft's record, and until when it was held back."""


def _public(
    name: str, value: type[Any], fields: str, *, withheld: str = "", **rest: Any
) -> RecordKind:
    """A kind whose records may be public, with the fields that the public sees."""
    return RecordKind(
        name=name,
        value=value,
        public=True,
        public_fields=tuple(fields.split()),
        withheld_fields=tuple(withheld.split()),
        **rest,
    )


@hookimpl
def disclosure_record_kinds() -> Iterable[RecordKind]:
    """The kinds of records an office keeps of its own."""
    yield _public("item", DisclosureItem, _ITEM, columns=("domain",))
    yield _public("refinement", Refinement, _REFINEMENT)
    yield _public("omission", Omission, "item reason source")
    yield _public(
        "pilot-claim",
        PilotClaim,
        "domain region agency claimed_on printed claimed_by reason basis source",
        columns=("domain",),
    )
    yield _public("succession", Succession, "before after on reason basis source")
    yield _public("region-layer", CatalogueLayer, _LAYER, columns=("region", "level"))
    yield RecordKind(name="table-import", value=TableImport, columns=("file", "digest"))
    yield _public("confirmation", Confirmation, "item layer confirmed_on reason")
    yield RecordKind(name="formation", value=Formation, columns=("item", "reference"))
    yield RecordKind(name="appointment", value=Appointment, columns=("person", "role", "agency"))
    yield RecordKind(
        name="document",
        value=Document,
        search_text=("title", "document_number", "text"),
        columns=("title", "agency"),
    )
    yield RecordKind(
        name="review", value=Review, concerns=("document",), columns=("document", "decision")
    )
    yield RecordKind(
        name="case",
        value=Case,
        concerns=("subject",),
        columns=(
            "workflow",
            "stage",
            "agency",
            "outcome",
            "subject_kind",
            "subject",
            "owner",
            "supervisor",
        ),
    )
    yield RecordKind(name="workflow-definition", value=Workflow, columns=("id",))
    yield RecordKind(name="refusal", value=Refusal, columns=("rule", "door"))
    yield _public(
        "release",
        Release,
        _RELEASE,
        withheld=_RELEASE_WITHHELD,
        concerns=("document",),
        search_text=("title", "document_number", "index_number", "text", "sections"),
        columns=("document", "items", "agency", "state", "published_at", "document_number"),
    )
    yield _public("tombstone", Release, _RELEASE, withheld=_RELEASE_WITHHELD)


@hookimpl
def disclosure_review_rules() -> Iterable[ReviewRule]:
    """The check for content elements; checks of one country's data are plugins'."""
    yield REQUIRED_ELEMENTS


@hookimpl
def disclosure_channels() -> Iterable[Channel]:
    """The portal and the Atom feed."""
    yield PORTAL
    yield ATOM


@hookimpl
def disclosure_formulas() -> Iterable[Formula]:
    """Coverage: items with a release, of all items."""
    yield COVERAGE
