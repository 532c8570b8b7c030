"""What this plugin supplies, hook by hook. The values are in the modules and files beside it."""

from collections.abc import Iterable

from disclosure_china import data_files
from disclosure_china.classification import CLASSIFICATION
from disclosure_china.page_tags import government_website
from disclosure_china.settings import ChinaSettings
from disclosure_china.workflows import workflows
from disclosure_core import (
    CatalogueLayer,
    Channel,
    Domain,
    HolidayNotice,
    LegalDocument,
    PluginContext,
    RequestRules,
    ReviewRule,
    TableForm,
    Workflow,
    hookimpl,
)


@hookimpl
def disclosure_domains() -> Iterable[Domain]:
    """The 26 domains of basic-level disclosure, and later ones."""
    return data_files.domains()


@hookimpl
def disclosure_items() -> Iterable[CatalogueLayer]:
    """The national layer, read at county portals with its bases, and what nobody has verified."""
    yield data_files.national_layer()
    yield data_files.unverified_layer()


@hookimpl
def disclosure_table_forms() -> Iterable[TableForm]:
    """The words of printed catalogue tables."""
    yield data_files.table_form()


@hookimpl
def disclosure_calendars() -> Iterable[HolidayNotice]:
    """The State Council's holiday arrangements since 2019; earlier years from a library."""
    return (*data_files.holidays_from_library(), *data_files.holiday_notices())


@hookimpl
def disclosure_legal_documents() -> Iterable[LegalDocument]:
    """Laws, regulations and notices that catalogues cite, dated."""
    return data_files.legal_documents()


@hookimpl
def disclosure_request_rules() -> Iterable[RequestRules]:
    """The Regulations on requests for information, since their revision of 2019."""
    return data_files.request_rules()


@hookimpl
def disclosure_settings() -> type[ChinaSettings]:
    """The site's identification code."""
    return ChinaSettings


@hookimpl
def disclosure_channels(context: PluginContext) -> Iterable[Channel]:
    """The government website, in place of core's portal."""
    yield government_website(context.settings)


@hookimpl
def disclosure_review_rules() -> Iterable[ReviewRule]:
    """The way of disclosure of official documents, decided at their source."""
    yield CLASSIFICATION


@hookimpl
def disclosure_workflows(context: PluginContext) -> Iterable[Workflow]:
    """Secrecy review, three reviews, two rounds, classification, rectification and others."""
    return workflows(context.settings.secrecy_levels)
