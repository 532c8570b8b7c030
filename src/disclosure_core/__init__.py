"""What county governments disclose: catalogue, review, publication and scores (基层政务公开).

The public names, nothing else. Each is loaded from its room when it is first used, so that
importing this package loads no dataframe, web or document library.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from disclosure_core.version import VERSION

__version__ = VERSION

if TYPE_CHECKING:
    from disclosure_core.access.appointments import Appointment as Appointment
    from disclosure_core.access.explaining import Explanation as Explanation
    from disclosure_core.access.explaining import explain_permission as explain_permission
    from disclosure_core.access.permissions import PERMISSIONS as PERMISSIONS
    from disclosure_core.access.permissions import Permission as Permission
    from disclosure_core.access.permissions import permits as permits
    from disclosure_core.access.public_view import public_view as public_view
    from disclosure_core.access.values import PUBLIC as PUBLIC
    from disclosure_core.access.values import Actor as Actor
    from disclosure_core.access.values import AgencyRole as AgencyRole
    from disclosure_core.access.values import Role as Role
    from disclosure_core.access.values import Visibility as Visibility
    from disclosure_core.access.values import agency_label as agency_label
    from disclosure_core.access.values import agency_of as agency_of
    from disclosure_core.access.values import role_name as role_name
    from disclosure_core.access.visibility import visible as visible
    from disclosure_core.access.visibility import visible_to as visible_to
    from disclosure_core.calendar.calendar_days import add_calendar_days as add_calendar_days
    from disclosure_core.calendar.clocks import Clock as Clock
    from disclosure_core.calendar.clocks import Stop as Stop
    from disclosure_core.calendar.dates import date_from as date_from
    from disclosure_core.calendar.day_table import due_dates as due_dates
    from disclosure_core.calendar.day_table import working_days_between as working_days_between
    from disclosure_core.calendar.frames import with_due_dates as with_due_dates
    from disclosure_core.calendar.frames import with_working_days as with_working_days
    from disclosure_core.calendar.preview import CalendarPreview as CalendarPreview
    from disclosure_core.calendar.preview import MovedDeadline as MovedDeadline
    from disclosure_core.calendar.preview import preview_deadlines as preview_deadlines
    from disclosure_core.calendar.regional import calendar_in as calendar_in
    from disclosure_core.calendar.values import DayCount as DayCount
    from disclosure_core.calendar.values import Deadline as Deadline
    from disclosure_core.calendar.values import DueDate as DueDate
    from disclosure_core.calendar.values import HolidayNotice as HolidayNotice
    from disclosure_core.calendar.working_days import Calendar as Calendar
    from disclosure_core.calendar.working_days import CountedDay as CountedDay
    from disclosure_core.calendar.working_days import DayKind as DayKind
    from disclosure_core.catalogue.bases.resolving import BasisReading as BasisReading
    from disclosure_core.catalogue.bases.resolving import BasisState as BasisState
    from disclosure_core.catalogue.bases.resolving import LegalList as LegalList
    from disclosure_core.catalogue.bases.resolving import resolve_basis as resolve_basis
    from disclosure_core.catalogue.comparison.alignment import align_items as align_items
    from disclosure_core.catalogue.comparison.comparing import (
        compare_catalogues as compare_catalogues,
    )
    from disclosure_core.catalogue.comparison.twins import Correspondence as Correspondence
    from disclosure_core.catalogue.comparison.twins import correspondence_of as correspondence_of
    from disclosure_core.catalogue.comparison.values import (
        CatalogueComparison as CatalogueComparison,
    )
    from disclosure_core.catalogue.comparison.values import CatalogueSide as CatalogueSide
    from disclosure_core.catalogue.comparison.words import COMPARISON_WORDS as COMPARISON_WORDS
    from disclosure_core.catalogue.comparison.words import ComparisonWords as ComparisonWords
    from disclosure_core.catalogue.confirmations import Confirmation as Confirmation
    from disclosure_core.catalogue.differences import differences as differences
    from disclosure_core.catalogue.differences import with_differences as with_differences
    from disclosure_core.catalogue.history import SUCCESSION_KINDS as SUCCESSION_KINDS
    from disclosure_core.catalogue.history import ItemHistory as ItemHistory
    from disclosure_core.catalogue.history import carried_fulfilments as carried_fulfilments
    from disclosure_core.catalogue.history import check_history as check_history
    from disclosure_core.catalogue.layers import Catalogue as Catalogue
    from disclosure_core.catalogue.layers import CatalogueItem as CatalogueItem
    from disclosure_core.catalogue.layers import FieldOrigin as FieldOrigin
    from disclosure_core.catalogue.layers import IdleKind as IdleKind
    from disclosure_core.catalogue.layers import IdleWord as IdleWord
    from disclosure_core.catalogue.layers import OmittedItem as OmittedItem
    from disclosure_core.catalogue.layers import stack as stack
    from disclosure_core.catalogue.lint import AbsentColumn as AbsentColumn
    from disclosure_core.catalogue.lint import LintedItem as LintedItem
    from disclosure_core.catalogue.lint import LintFinding as LintFinding
    from disclosure_core.catalogue.lint import LintMatter as LintMatter
    from disclosure_core.catalogue.lint import LintReport as LintReport
    from disclosure_core.catalogue.lint import LintRule as LintRule
    from disclosure_core.catalogue.lint import LintSeverity as LintSeverity
    from disclosure_core.catalogue.lint import WaivedFinding as WaivedFinding
    from disclosure_core.catalogue.lint import lint as lint
    from disclosure_core.catalogue.measures.coverage import Coverage as Coverage
    from disclosure_core.catalogue.measures.coverage_rows import CoverageRow as CoverageRow
    from disclosure_core.catalogue.measures.every import MeasuredCatalogue as MeasuredCatalogue
    from disclosure_core.catalogue.measures.every import measured as measured
    from disclosure_core.catalogue.measures.freshness import SiteColumn as SiteColumn
    from disclosure_core.catalogue.measures.freshness import SiteColumnKind as SiteColumnKind
    from disclosure_core.catalogue.measures.grouping import Group as Group
    from disclosure_core.catalogue.measures.grouping import grouped as grouped
    from disclosure_core.catalogue.measures.owed import Obligation as Obligation
    from disclosure_core.catalogue.measures.owed import Obligations as Obligations
    from disclosure_core.catalogue.measures.owed import ObligationState as ObligationState
    from disclosure_core.catalogue.measures.owed import due_text as due_text
    from disclosure_core.catalogue.measures.values import Counted as Counted
    from disclosure_core.catalogue.measures.values import Excluded as Excluded
    from disclosure_core.catalogue.measures.values import Grouping as Grouping
    from disclosure_core.catalogue.measures.values import Measure as Measure
    from disclosure_core.catalogue.measures.values import MeasureUnit as MeasureUnit
    from disclosure_core.catalogue.phrases.channel import ChannelReading as ChannelReading
    from disclosure_core.catalogue.phrases.channel import read_channel as read_channel
    from disclosure_core.catalogue.phrases.time_limit import parse_time_limit as parse_time_limit
    from disclosure_core.catalogue.prefilled import Prefilled as Prefilled
    from disclosure_core.catalogue.prefilled import prefilled as prefilled
    from disclosure_core.catalogue.prefilled import turned_layer_id as turned_layer_id
    from disclosure_core.catalogue.sheets.cells import Wording as Wording
    from disclosure_core.catalogue.sheets.changed import CellChange as CellChange
    from disclosure_core.catalogue.sheets.changed import ChangedItem as ChangedItem
    from disclosure_core.catalogue.sheets.changed import TableChanges as TableChanges
    from disclosure_core.catalogue.sheets.items import read_exported as read_exported
    from disclosure_core.catalogue.sheets.layout import CatalogueExport as CatalogueExport
    from disclosure_core.catalogue.sheets.needed import MissingExportError as MissingExportError
    from disclosure_core.catalogue.sheets.writing import ExportFormat as ExportFormat
    from disclosure_core.catalogue.sheets.writing import exported as exported
    from disclosure_core.catalogue.tables.forms import form_from as form_from
    from disclosure_core.catalogue.tables.values import TableForm as TableForm
    from disclosure_core.catalogue.tables.values import TimeLimitWords as TimeLimitWords
    from disclosure_core.catalogue.values import Audience as Audience
    from disclosure_core.catalogue.values import CatalogueLayer as CatalogueLayer
    from disclosure_core.catalogue.values import ChannelKind as ChannelKind
    from disclosure_core.catalogue.values import DisclosureItem as DisclosureItem
    from disclosure_core.catalogue.values import DisclosureMode as DisclosureMode
    from disclosure_core.catalogue.values import Domain as Domain
    from disclosure_core.catalogue.values import Formation as Formation
    from disclosure_core.catalogue.values import FormationKind as FormationKind
    from disclosure_core.catalogue.values import Fulfilment as Fulfilment
    from disclosure_core.catalogue.values import ItemChannel as ItemChannel
    from disclosure_core.catalogue.values import ItemType as ItemType
    from disclosure_core.catalogue.values import Level as Level
    from disclosure_core.catalogue.values import Omission as Omission
    from disclosure_core.catalogue.values import Phase as Phase
    from disclosure_core.catalogue.values import Refinement as Refinement
    from disclosure_core.catalogue.values import Succession as Succession
    from disclosure_core.catalogue.values import SuccessionKind as SuccessionKind
    from disclosure_core.catalogue.values import TimeLimit as TimeLimit
    from disclosure_core.catalogue.values import TimeLimitClause as TimeLimitClause
    from disclosure_core.catalogue.values import TimeLimitKind as TimeLimitKind
    from disclosure_core.catalogue.values import Twin as Twin
    from disclosure_core.catalogue.values import Waiver as Waiver
    from disclosure_core.catalogue.versions import CatalogueChanges as CatalogueChanges
    from disclosure_core.catalogue.versions import changes_between as changes_between
    from disclosure_core.catalogue.versions import layers_replacing as layers_replacing
    from disclosure_core.catalogue.words import AUDIENCES as AUDIENCES
    from disclosure_core.catalogue.words import CHANNELS as CHANNELS
    from disclosure_core.catalogue.words import FIELD_NAMES as FIELD_NAMES
    from disclosure_core.catalogue.words import LEVELS as LEVELS
    from disclosure_core.catalogue.words import MODES as MODES
    from disclosure_core.catalogue.words import PHASES as PHASES
    from disclosure_core.catalogue.words import limit_in_words as limit_in_words
    from disclosure_core.codec import structure as structure
    from disclosure_core.codec import unstructure as unstructure
    from disclosure_core.documents.values import Classification as Classification
    from disclosure_core.documents.values import Document as Document
    from disclosure_core.documents.values import DocumentClass as DocumentClass
    from disclosure_core.documents.values import OtherDocument as OtherDocument
    from disclosure_core.documents.values import Section as Section
    from disclosure_core.documents.values import sections_of as sections_of
    from disclosure_core.errors import CalendarGapError as CalendarGapError
    from disclosure_core.errors import ConflictError as ConflictError
    from disclosure_core.errors import DataError as DataError
    from disclosure_core.errors import DisclosureError as DisclosureError
    from disclosure_core.errors import JournalError as JournalError
    from disclosure_core.errors import Mistake as Mistake
    from disclosure_core.errors import NotAllowedError as NotAllowedError
    from disclosure_core.errors import NotFoundError as NotFoundError
    from disclosure_core.errors import PluginError as PluginError
    from disclosure_core.errors import RefusedAtDoorError as RefusedAtDoorError
    from disclosure_core.errors import RegistryError as RegistryError
    from disclosure_core.errors import StaleVersionError as StaleVersionError
    from disclosure_core.errors import StoreError as StoreError
    from disclosure_core.errors import UnreadableFileError as UnreadableFileError
    from disclosure_core.exact import Rounding as Rounding
    from disclosure_core.exact import percent as percent
    from disclosure_core.exact import round_exact as round_exact
    from disclosure_core.extensions.collecting import load_registry as load_registry
    from disclosure_core.extensions.folder import FolderPlugin as FolderPlugin
    from disclosure_core.extensions.folder import read_folder as read_folder
    from disclosure_core.extensions.registry import Registry as Registry
    from disclosure_core.hookspecs import PluginContext as PluginContext
    from disclosure_core.hookspecs import hookimpl as hookimpl
    from disclosure_core.legal import ALWAYS as ALWAYS
    from disclosure_core.legal import Dated as Dated
    from disclosure_core.legal import LegalArticle as LegalArticle
    from disclosure_core.legal import LegalBasis as LegalBasis
    from disclosure_core.legal import LegalDocument as LegalDocument
    from disclosure_core.legal import Period as Period
    from disclosure_core.legal import value_on as value_on
    from disclosure_core.messages import DEFAULT_LANGUAGE as DEFAULT_LANGUAGE
    from disclosure_core.messages import Message as Message
    from disclosure_core.office.office import Office as Office
    from disclosure_core.office.office import open_office as open_office
    from disclosure_core.office.tables import ImportOptions as ImportOptions
    from disclosure_core.office.versions import VersionPreview as VersionPreview
    from disclosure_core.organisation.figures import PartsCheck as PartsCheck
    from disclosure_core.organisation.figures import PartsState as PartsState
    from disclosure_core.organisation.figures import check_parts as check_parts
    from disclosure_core.organisation.history import History as History
    from disclosure_core.organisation.history import history_of as history_of
    from disclosure_core.organisation.names import AgencyNames as AgencyNames
    from disclosure_core.organisation.names import NameState as NameState
    from disclosure_core.organisation.names import Resolution as Resolution
    from disclosure_core.organisation.tree import OrganisationTree as OrganisationTree
    from disclosure_core.organisation.values import Agency as Agency
    from disclosure_core.organisation.values import Bound as Bound
    from disclosure_core.organisation.values import ChangeKind as ChangeKind
    from disclosure_core.organisation.values import Organisation as Organisation
    from disclosure_core.organisation.values import OrganisationChange as OrganisationChange
    from disclosure_core.organisation.values import OwnMeasure as OwnMeasure
    from disclosure_core.organisation.values import PilotClaim as PilotClaim
    from disclosure_core.organisation.values import PostRole as PostRole
    from disclosure_core.organisation.values import Region as Region
    from disclosure_core.organisation.values import RegionKind as RegionKind
    from disclosure_core.organisation.values import ReportedFigure as ReportedFigure
    from disclosure_core.organisation.values import Responsible as Responsible
    from disclosure_core.organisation.values import ServicePoint as ServicePoint
    from disclosure_core.organisation.values import ServicePointKind as ServicePointKind
    from disclosure_core.organisation.words import BOUND_WORDS as BOUND_WORDS
    from disclosure_core.organisation.words import ORGANISATION_CHANGES as ORGANISATION_CHANGES
    from disclosure_core.organisation.words import PARTS_STATES as PARTS_STATES
    from disclosure_core.organisation.words import POST_ROLES as POST_ROLES
    from disclosure_core.organisation.words import REGION_KINDS as REGION_KINDS
    from disclosure_core.organisation.words import SERVICE_POINTS as SERVICE_POINTS
    from disclosure_core.organisation.words import period_text as period_text
    from disclosure_core.publication.atom import FEED_NAME as FEED_NAME
    from disclosure_core.publication.values import Channel as Channel
    from disclosure_core.publication.values import ChannelContext as ChannelContext
    from disclosure_core.publication.values import ChannelDifference as ChannelDifference
    from disclosure_core.publication.values import DeliveryState as DeliveryState
    from disclosure_core.publication.values import PublicPage as PublicPage
    from disclosure_core.publication.values import Receipt as Receipt
    from disclosure_core.publication.values import Release as Release
    from disclosure_core.publication.values import ReleaseState as ReleaseState
    from disclosure_core.publication.values import Site as Site
    from disclosure_core.records.contents import Contents as Contents
    from disclosure_core.records.contents import KeptDelivery as KeptDelivery
    from disclosure_core.records.contents import KeptVersion as KeptVersion
    from disclosure_core.records.excerpts import Piece as Piece
    from disclosure_core.records.excerpts import excerpt as excerpt
    from disclosure_core.records.excerpts import marked as marked
    from disclosure_core.records.personal import ERASED as ERASED
    from disclosure_core.records.personal import WITHHELD as WITHHELD
    from disclosure_core.records.personal import opens as opens
    from disclosure_core.records.retention import Retention as Retention
    from disclosure_core.records.retention import RetentionEnd as RetentionEnd
    from disclosure_core.records.store import OpenStore as OpenStore
    from disclosure_core.records.store import Store as Store
    from disclosure_core.records.store import StoreFactory as StoreFactory
    from disclosure_core.records.store import Transaction as Transaction
    from disclosure_core.records.values import AnyOf as AnyOf
    from disclosure_core.records.values import Between as Between
    from disclosure_core.records.values import Change as Change
    from disclosure_core.records.values import Checkpoint as Checkpoint
    from disclosure_core.records.values import Claim as Claim
    from disclosure_core.records.values import JournalEntry as JournalEntry
    from disclosure_core.records.values import Json as Json
    from disclosure_core.records.values import OutboxEntry as OutboxEntry
    from disclosure_core.records.values import Page as Page
    from disclosure_core.records.values import Query as Query
    from disclosure_core.records.values import Rank as Rank
    from disclosure_core.records.values import Record as Record
    from disclosure_core.records.values import RecordKind as RecordKind
    from disclosure_core.rendering.values import Report as Report
    from disclosure_core.rendering.values import day_text as day_text
    from disclosure_core.requests.as_json import clock_as_json as clock_as_json
    from disclosure_core.requests.clock import RequestClock as RequestClock
    from disclosure_core.requests.clock import request_clock as request_clock
    from disclosure_core.requests.explaining import RequestDay as RequestDay
    from disclosure_core.requests.reading import WrittenRequest as WrittenRequest
    from disclosure_core.requests.reading import read_requests as read_requests
    from disclosure_core.requests.rules import request_rules_on as request_rules_on
    from disclosure_core.requests.values import EventProblem as EventProblem
    from disclosure_core.requests.values import EventRule as EventRule
    from disclosure_core.requests.values import Pause as Pause
    from disclosure_core.requests.values import PauseKind as PauseKind
    from disclosure_core.requests.values import RequestEvent as RequestEvent
    from disclosure_core.requests.values import RequestEventKind as RequestEventKind
    from disclosure_core.requests.values import RequestHistory as RequestHistory
    from disclosure_core.requests.values import RequestRules as RequestRules
    from disclosure_core.requests.values import RequestState as RequestState
    from disclosure_core.review.values import Decision as Decision
    from disclosure_core.review.values import Draft as Draft
    from disclosure_core.review.values import Finding as Finding
    from disclosure_core.review.values import Place as Place
    from disclosure_core.review.values import Refusal as Refusal
    from disclosure_core.review.values import Review as Review
    from disclosure_core.review.values import ReviewReport as ReviewReport
    from disclosure_core.review.values import ReviewRule as ReviewRule
    from disclosure_core.review.values import Severity as Severity
    from disclosure_core.scoring.ledger import mark_text as mark_text
    from disclosure_core.scoring.values import Formula as Formula
    from disclosure_core.scoring.values import Indicator as Indicator
    from disclosure_core.scoring.values import Unit as Unit
    from disclosure_core.scoring.values import WhenUndefined as WhenUndefined
    from disclosure_core.scoring.values import column as column
    from disclosure_core.scoring.values import count_where as count_where
    from disclosure_core.scoring.values import flag as flag
    from disclosure_core.scoring.values import rate as rate
    from disclosure_core.settings import FILE_NAME as FILE_NAME
    from disclosure_core.settings import Secret as Secret
    from disclosure_core.settings import Settings as Settings
    from disclosure_core.settings import load_settings as load_settings
    from disclosure_core.workflow.asking import NextAction as NextAction
    from disclosure_core.workflow.asking import NextOpinion as NextOpinion
    from disclosure_core.workflow.asking import next_actions as next_actions
    from disclosure_core.workflow.asking import next_opinions as next_opinions
    from disclosure_core.workflow.cases import Case as Case
    from disclosure_core.workflow.cases import CaseParty as CaseParty
    from disclosure_core.workflow.cases import Comment as Comment
    from disclosure_core.workflow.cases import Move as Move
    from disclosure_core.workflow.cases import Opinion as Opinion
    from disclosure_core.workflow.cases import Subject as Subject
    from disclosure_core.workflow.cases import Submission as Submission
    from disclosure_core.workflow.clocks import CaseClock as CaseClock
    from disclosure_core.workflow.clocks import clock_of as clock_of
    from disclosure_core.workflow.commenting import NextComments as NextComments
    from disclosure_core.workflow.commenting import answer as answer
    from disclosure_core.workflow.commenting import comment as comment
    from disclosure_core.workflow.commenting import next_comments as next_comments
    from disclosure_core.workflow.explaining import explain_case as explain_case
    from disclosure_core.workflow.moving import advance as advance
    from disclosure_core.workflow.moving import give_opinion as give_opinion
    from disclosure_core.workflow.moving import replay as replay
    from disclosure_core.workflow.opening import open_case as open_case
    from disclosure_core.workflow.rounds import ChangedField as ChangedField
    from disclosure_core.workflow.rounds import Round as Round
    from disclosure_core.workflow.rounds import compare_submissions as compare_submissions
    from disclosure_core.workflow.rounds import rounds as rounds
    from disclosure_core.workflow.values import Action as Action
    from disclosure_core.workflow.values import Escalation as Escalation
    from disclosure_core.workflow.values import Force as Force
    from disclosure_core.workflow.values import FormField as FormField
    from disclosure_core.workflow.values import Ground as Ground
    from disclosure_core.workflow.values import Need as Need
    from disclosure_core.workflow.values import OpinionRule as OpinionRule
    from disclosure_core.workflow.values import Outcome as Outcome
    from disclosure_core.workflow.values import OwnRole as OwnRole
    from disclosure_core.workflow.values import Requirement as Requirement
    from disclosure_core.workflow.values import RoleScope as RoleScope
    from disclosure_core.workflow.values import Stage as Stage
    from disclosure_core.workflow.values import StageClock as StageClock
    from disclosure_core.workflow.values import StageRole as StageRole
    from disclosure_core.workflow.values import Workflow as Workflow


_NAMES = {
    "records.contents": (
        "Contents",
        "KeptDelivery",
        "KeptVersion",
    ),
    "records.excerpts": (
        "Piece",
        "excerpt",
        "marked",
    ),
    "organisation.words": (
        "BOUND_WORDS",
        "ORGANISATION_CHANGES",
        "PARTS_STATES",
        "POST_ROLES",
        "REGION_KINDS",
        "SERVICE_POINTS",
        "period_text",
    ),
    "access.appointments": ("Appointment",),
    "access.explaining": (
        "Explanation",
        "explain_permission",
    ),
    "access.permissions": (
        "PERMISSIONS",
        "Permission",
        "permits",
    ),
    "access.public_view": ("public_view",),
    "access.values": (
        "PUBLIC",
        "Actor",
        "AgencyRole",
        "Role",
        "Visibility",
        "agency_label",
        "agency_of",
        "role_name",
    ),
    "access.visibility": ("visible", "visible_to"),
    "calendar.clocks": (
        "Clock",
        "Stop",
    ),
    "calendar.values": (
        "DayCount",
        "Deadline",
        "DueDate",
        "HolidayNotice",
    ),
    "catalogue.bases.resolving": (
        "BasisReading",
        "BasisState",
        "LegalList",
        "resolve_basis",
    ),
    "catalogue.comparison.alignment": ("align_items",),
    "catalogue.comparison.comparing": ("compare_catalogues",),
    "catalogue.comparison.twins": (
        "Correspondence",
        "correspondence_of",
    ),
    "catalogue.comparison.values": (
        "CatalogueComparison",
        "CatalogueSide",
    ),
    "catalogue.comparison.words": (
        "COMPARISON_WORDS",
        "ComparisonWords",
    ),
    "catalogue.measures.coverage": ("Coverage",),
    "catalogue.measures.coverage_rows": ("CoverageRow",),
    "catalogue.measures.every": (
        "MeasuredCatalogue",
        "measured",
    ),
    "catalogue.measures.freshness": (
        "SiteColumn",
        "SiteColumnKind",
    ),
    "catalogue.measures.grouping": (
        "Group",
        "grouped",
    ),
    "catalogue.measures.owed": (
        "Obligation",
        "ObligationState",
        "Obligations",
        "due_text",
    ),
    "catalogue.measures.values": (
        "Counted",
        "Excluded",
        "Grouping",
        "Measure",
        "MeasureUnit",
    ),
    "catalogue.confirmations": ("Confirmation",),
    "catalogue.layers": (
        "Catalogue",
        "CatalogueItem",
        "FieldOrigin",
        "IdleKind",
        "IdleWord",
        "OmittedItem",
        "stack",
    ),
    "catalogue.lint": (
        "AbsentColumn",
        "LintFinding",
        "LintMatter",
        "LintReport",
        "LintRule",
        "LintSeverity",
        "LintedItem",
        "WaivedFinding",
        "lint",
    ),
    "catalogue.sheets.cells": ("Wording",),
    "catalogue.sheets.changed": (
        "CellChange",
        "ChangedItem",
        "TableChanges",
    ),
    "catalogue.sheets.items": ("read_exported",),
    "catalogue.sheets.layout": ("CatalogueExport",),
    "catalogue.sheets.needed": ("MissingExportError",),
    "catalogue.sheets.writing": (
        "ExportFormat",
        "exported",
    ),
    "catalogue.tables.forms": ("form_from",),
    "catalogue.tables.values": (
        "TableForm",
        "TimeLimitWords",
    ),
    "catalogue.values": (
        "Audience",
        "CatalogueLayer",
        "ChannelKind",
        "DisclosureItem",
        "DisclosureMode",
        "Domain",
        "Formation",
        "FormationKind",
        "Fulfilment",
        "ItemChannel",
        "ItemType",
        "Level",
        "Omission",
        "Phase",
        "Refinement",
        "Succession",
        "SuccessionKind",
        "TimeLimit",
        "TimeLimitClause",
        "TimeLimitKind",
        "Twin",
        "Waiver",
    ),
    "catalogue.words": (
        "AUDIENCES",
        "CHANNELS",
        "FIELD_NAMES",
        "LEVELS",
        "MODES",
        "PHASES",
        "limit_in_words",
    ),
    "codec": (
        "structure",
        "unstructure",
    ),
    "documents.values": (
        "Classification",
        "Document",
        "DocumentClass",
        "OtherDocument",
        "Section",
        "sections_of",
    ),
    "errors": (
        "CalendarGapError",
        "ConflictError",
        "DataError",
        "DisclosureError",
        "JournalError",
        "Mistake",
        "NotAllowedError",
        "NotFoundError",
        "PluginError",
        "RefusedAtDoorError",
        "RegistryError",
        "StaleVersionError",
        "StoreError",
        "UnreadableFileError",
    ),
    "exact": (
        "Rounding",
        "percent",
        "round_exact",
    ),
    "extensions.collecting": ("load_registry",),
    "extensions.folder": (
        "FolderPlugin",
        "read_folder",
    ),
    "extensions.registry": ("Registry",),
    "hookspecs": (
        "PluginContext",
        "hookimpl",
    ),
    "legal": (
        "ALWAYS",
        "Dated",
        "LegalArticle",
        "LegalBasis",
        "LegalDocument",
        "Period",
        "value_on",
    ),
    "messages": (
        "DEFAULT_LANGUAGE",
        "Message",
    ),
    "office.office": (
        "Office",
        "open_office",
    ),
    "organisation.figures": (
        "PartsCheck",
        "PartsState",
        "check_parts",
    ),
    "organisation.history": (
        "History",
        "history_of",
    ),
    "organisation.names": (
        "AgencyNames",
        "NameState",
        "Resolution",
    ),
    "organisation.tree": ("OrganisationTree",),
    "organisation.values": (
        "Agency",
        "Bound",
        "ChangeKind",
        "Organisation",
        "OrganisationChange",
        "OwnMeasure",
        "PilotClaim",
        "PostRole",
        "Region",
        "RegionKind",
        "ReportedFigure",
        "Responsible",
        "ServicePoint",
        "ServicePointKind",
    ),
    "publication.atom": ("FEED_NAME",),
    "requests.as_json": ("clock_as_json",),
    "requests.clock": (
        "RequestClock",
        "request_clock",
    ),
    "requests.explaining": ("RequestDay",),
    "requests.reading": (
        "WrittenRequest",
        "read_requests",
    ),
    "requests.rules": ("request_rules_on",),
    "requests.values": (
        "EventProblem",
        "EventRule",
        "Pause",
        "PauseKind",
        "RequestEvent",
        "RequestEventKind",
        "RequestHistory",
        "RequestRules",
        "RequestState",
    ),
    "publication.values": (
        "Channel",
        "ChannelContext",
        "ChannelDifference",
        "DeliveryState",
        "PublicPage",
        "Receipt",
        "Release",
        "ReleaseState",
        "Site",
    ),
    "records.personal": ("ERASED", "WITHHELD", "opens"),
    "records.retention": ("Retention", "RetentionEnd"),
    "records.store": (
        "OpenStore",
        "Store",
        "StoreFactory",
        "Transaction",
    ),
    "records.values": (
        "AnyOf",
        "Between",
        "Change",
        "Checkpoint",
        "Claim",
        "JournalEntry",
        "Json",
        "OutboxEntry",
        "Page",
        "Query",
        "Rank",
        "Record",
        "RecordKind",
    ),
    "rendering.values": (
        "Report",
        "day_text",
    ),
    "review.values": (
        "Decision",
        "Draft",
        "Finding",
        "Place",
        "Refusal",
        "Review",
        "ReviewReport",
        "ReviewRule",
        "Severity",
    ),
    "scoring.ledger": ("mark_text",),
    "scoring.values": (
        "Formula",
        "Indicator",
        "Unit",
        "WhenUndefined",
        "column",
        "count_where",
        "flag",
        "rate",
    ),
    "settings": (
        "FILE_NAME",
        "Secret",
        "Settings",
        "load_settings",
    ),
    "calendar.calendar_days": ("add_calendar_days",),
    "calendar.dates": ("date_from",),
    "calendar.day_table": (
        "due_dates",
        "working_days_between",
    ),
    "calendar.frames": (
        "with_due_dates",
        "with_working_days",
    ),
    "calendar.preview": (
        "CalendarPreview",
        "MovedDeadline",
        "preview_deadlines",
    ),
    "calendar.regional": ("calendar_in",),
    "calendar.working_days": (
        "Calendar",
        "CountedDay",
        "DayKind",
    ),
    "catalogue.differences": (
        "differences",
        "with_differences",
    ),
    "catalogue.history": (
        "ItemHistory",
        "SUCCESSION_KINDS",
        "carried_fulfilments",
        "check_history",
    ),
    "catalogue.phrases.channel": (
        "ChannelReading",
        "read_channel",
    ),
    "catalogue.phrases.time_limit": ("parse_time_limit",),
    "catalogue.prefilled": (
        "Prefilled",
        "prefilled",
        "turned_layer_id",
    ),
    "catalogue.versions": (
        "CatalogueChanges",
        "changes_between",
        "layers_replacing",
    ),
    "office.tables": ("ImportOptions",),
    "office.versions": ("VersionPreview",),
    "workflow.asking": (
        "NextAction",
        "NextOpinion",
        "next_actions",
        "next_opinions",
    ),
    "workflow.cases": (
        "Case",
        "CaseParty",
        "Comment",
        "Move",
        "Opinion",
        "Subject",
        "Submission",
    ),
    "workflow.clocks": (
        "CaseClock",
        "clock_of",
    ),
    "workflow.commenting": (
        "NextComments",
        "answer",
        "comment",
        "next_comments",
    ),
    "workflow.explaining": ("explain_case",),
    "workflow.moving": (
        "advance",
        "give_opinion",
        "replay",
    ),
    "workflow.opening": ("open_case",),
    "workflow.rounds": (
        "ChangedField",
        "Round",
        "compare_submissions",
        "rounds",
    ),
    "workflow.values": (
        "Action",
        "Escalation",
        "Force",
        "FormField",
        "Ground",
        "Need",
        "OpinionRule",
        "Outcome",
        "OwnRole",
        "Requirement",
        "RoleScope",
        "Stage",
        "StageClock",
        "StageRole",
        "Workflow",
    ),
}
_ROOMS = {name: room for room, names in _NAMES.items() for name in names}

__all__ = sorted(_ROOMS)


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
