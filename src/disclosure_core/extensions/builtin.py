"""What the core itself supplies, through the same hooks as any plugin: the plugin ``core``."""

from collections.abc import Iterable

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


@hookimpl
def disclosure_record_kinds() -> Iterable[RecordKind]:
    """The kinds of records an office keeps of its own."""
    yield RecordKind(name="item", value=DisclosureItem, public=True, columns=("domain",))
    yield RecordKind(name="refinement", value=Refinement, public=True)
    yield RecordKind(name="omission", value=Omission, public=True)
    yield RecordKind(name="pilot-claim", value=PilotClaim, public=True, columns=("domain",))
    yield RecordKind(name="succession", value=Succession, public=True)
    yield RecordKind(
        name="region-layer", value=CatalogueLayer, public=True, columns=("region", "level")
    )
    yield RecordKind(name="table-import", value=TableImport, columns=("file", "digest"))
    yield RecordKind(name="confirmation", value=Confirmation, public=True)
    yield RecordKind(name="formation", value=Formation, columns=("item", "reference"))
    yield RecordKind(name="appointment", value=Appointment, columns=("person", "role", "agency"))
    yield RecordKind(
        name="document",
        value=Document,
        search_text=("title", "document_number", "text"),
        columns=("title", "agency"),
    )
    yield RecordKind(name="review", value=Review, columns=("document", "decision"))
    yield RecordKind(name="refusal", value=Refusal, columns=("rule", "door"))
    yield RecordKind(
        name="release",
        value=Release,
        public=True,
        search_text=("title", "document_number", "index_number", "text", "sections"),
        columns=("document", "items", "agency", "state", "published_at", "document_number"),
    )

    yield RecordKind(name="tombstone", value=Release, public=True)


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
