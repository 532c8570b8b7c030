"""Everything a plugin may supply, on one page.

A hook returns frozen values, not live wiring. It is asked once, when the office opens, plugin by
plugin: one that raises never loses another's answers. What it returns is checked, given the
plugin's name as a prefix (``china:work-safety``) and frozen into a
:class:`~disclosure_core.extensions.registry.Registry`. All mistakes of all plugins are reported
together, and then the office does not open.

Every hook may leave ``context`` out of its signature, and may be a generator. ``None`` means
nothing.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pluggy
from attrs import field, frozen

from disclosure_core.calendar.values import HolidayNotice
from disclosure_core.catalogue.lint.values import LintRule
from disclosure_core.catalogue.tables.values import TableForm
from disclosure_core.catalogue.values import CatalogueLayer, Domain
from disclosure_core.legal import LegalDocument
from disclosure_core.organisation.values import Organisation
from disclosure_core.publication.values import Channel
from disclosure_core.records.store import StoreFactory
from disclosure_core.records.values import RecordKind
from disclosure_core.requests.values import RequestRules
from disclosure_core.review.values import ReviewRule
from disclosure_core.scoring.values import Formula
from disclosure_core.workflow.values import Workflow

PROJECT = "disclosure"
"""The pluggy project name and the entry point group."""

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@frozen(kw_only=True)
class PluginContext:
    """What a hook is told: its own name, the day the law is read at, its own settings."""

    plugin: str
    on: date
    settings: Any = None
    options: Mapping[str, object] = field(factory=dict)


@hookspec
def disclosure_domains(context: PluginContext) -> Iterable[Domain]:
    """Contribute domains of disclosure (领域).

    Args:
        context: Your name, the day the law is read at, your settings.

    Returns:
        Domains in any order; they are shown by number, then id.

    If it raises:
        The office does not open. A lost domain would silently shrink every count over it.

    Example:
        >>> from disclosure_core import Domain, hookimpl
        >>> @hookimpl
        ... def disclosure_domains():
        ...     yield Domain(id="work-safety", name="安全生产", number=21)

    .. versionadded:: 0.1
    """
    raise NotImplementedError


@hookspec
def disclosure_items(context: PluginContext) -> Iterable[CatalogueLayer]:
    """Contribute catalogue layers: items, refinements, omissions (目录层).

    A base layer has items only. A layer ``over`` another adds items, refines fields of those
    beneath, or leaves some out, each with a reason. One that ``replaces`` another, such as last
    year's, stands in its place beneath all that lay over it, from the day it is in force; it may
    supply the same ids. Its ``successions`` say what became of items that were split or merged.

    Args:
        context: Your name, the day the law is read at, your settings.

    Returns:
        Layers in any order; they are stacked by what they lie over.

    If it raises:
        The office does not open; the error names plugin, file and field.

    Example:
        >>> from disclosure_core import CatalogueLayer, DisclosureItem, Level, hookimpl
        >>> @hookimpl
        ... def disclosure_items():
        ...     item = DisclosureItem(id="laws", domain="china:work-safety", level1="政策文件")
        ...     yield CatalogueLayer(id="own", name="本县", level=Level.COUNTY, items=(item,))

    .. versionadded:: 0.1
    """
    raise NotImplementedError


@hookspec
def disclosure_table_forms(context: PluginContext) -> Iterable[TableForm]:
    """Contribute the words of printed tables: headers, marks, ditto signs, phrases (表式).

    The table reader in ``catalogue.tables`` understands tables; which words stand for which column
    is country's practice and comes from here.

    Args:
        context: Your name, the day the law is read at, your settings.

    Returns:
        Table forms. Their words are used together; a word with two meanings is a conflict.

    If it raises:
        The office does not open.

    Example:
        >>> from disclosure_core import TableForm, hookimpl
        >>> @hookimpl
        ... def disclosure_table_forms():
        ...     yield TableForm(id="plain", columns={"agency": ("公开主体", "责任单位")})

    .. versionadded:: 0.1
    """
    raise NotImplementedError


@hookspec
def disclosure_organisations(context: PluginContext) -> Iterable[Organisation]:
    """Contribute what you know of the organisation of a place (组织机构), dated.

    Regions (区域), agencies (公开主体), service points (服务场所), who answers for disclosure
    (责任人: names of posts that a public source prints, no private numbers), renames and mergers
    (沿革), domains claimed as pilots (试点领域), and figures that somebody reported (报告数据, with
    their source; nothing takes them for measurements). A renamed bureau is two entries with one id
    and periods in force, and an ``OrganisationChange`` on the day between.

    Args:
        context: Your name, the day the law is read at, your settings.

    Returns:
        Organisations; they are joined into one tree. Parents and agencies may be another plugin's
        (``province:city``).

    If it raises:
        The office does not open. So too where the tree contradicts itself: a ring, two roots in one
        organisation, a town within a village, one id twice on a day, a change that its entries do
        not bear out, a reference to what nobody supplies. All are told together.

    Example:
        >>> from datetime import date
        >>> from disclosure_core import Agency, Organisation, OrganisationChange, Period, Region
        >>> from disclosure_core import RegionKind, hookimpl
        >>> @hookimpl
        ... def disclosure_organisations():
        ...     county = Region(id="own", name="示例县", level="county", kind=RegionKind.COUNTY)
        ...     until, since = Period(until=date(2019, 2, 28)), Period(since=date(2019, 3, 1))
        ...     planning = Agency(id="land", name="县国土资源局", region="own", in_force=until)
        ...     renamed = Agency(id="land", name="县自然资源局", region="own", in_force=since)
        ...     change = OrganisationChange(
        ...         before=("land",), after=("land",), on=date(2019, 3, 1), reason="机构改革"
        ...     )
        ...     yield Organisation(
        ...         regions=(county,), agencies=(planning, renamed), changes=(change,)
        ...     )

    .. versionadded:: 0.1
    """
    raise NotImplementedError


@hookspec
def disclosure_record_kinds(context: PluginContext) -> Iterable[RecordKind]:
    """Contribute kinds of records that your plugin keeps in the store (记录种类).

    Args:
        context: Your name, the day the law is read at, your settings.

    Returns:
        Record kinds: value class, schema version and upgrades, public view, search text.

    If it raises:
        The office does not open.

    Example:
        >>> from attrs import frozen
        >>> from disclosure_core import RecordKind, hookimpl
        >>> @frozen
        ... class Visit:
        ...     place: str
        >>> @hookimpl
        ... def disclosure_record_kinds():
        ...     yield RecordKind(name="visit", value=Visit, columns=("place",))

    .. versionadded:: 0.1
    """
    raise NotImplementedError


@hookspec
def disclosure_review_rules(context: PluginContext) -> Iterable[ReviewRule]:
    """Contribute checks that look at a draft before it is published (审核规则).

    Args:
        context: Your name, the day the law is read at, your settings.

    Returns:
        Rules in any order; they run in order of id.

    If it raises:
        The office does not open. A lost rule could let a draft out. A *check* that raises while it
        runs holds the draft for a person; it never passes it.

    Example:
        >>> from disclosure_core import LegalBasis, Message, ReviewRule, hookimpl
        >>> basis = LegalBasis(document="政府信息公开条例", article="第十五条")
        >>> @hookimpl
        ... def disclosure_review_rules():
        ...     name = Message("No phone numbers")
        ...     yield ReviewRule(id="no-phone", name=name, check=lambda draft: (), basis=basis)

    .. versionadded:: 0.1
    """
    raise NotImplementedError


@hookspec
def disclosure_channels(context: PluginContext) -> Iterable[Channel]:
    """Contribute ways to the public (公开渠道).

    Args:
        context: Your name, the day the law is read at, your settings.

    Returns:
        Channels: publish, and where they can, withdraw and verify.

    If it raises:
        The office does not open. A *publish* that raises while it runs is retried later; the other
        channels go on.

    Example:
        >>> from disclosure_core import Channel, LegalBasis, Message, Receipt, hookimpl
        >>> basis = LegalBasis(document="政府信息公开条例", article="第二十三条")
        >>> def pin_up(release, context):
        ...     return Receipt(reference=release.id)
        >>> @hookimpl
        ... def disclosure_channels():
        ...     name = Message("Notice board")
        ...     yield Channel(
        ...         id="board", name=name, kind="bulletin_board", publish=pin_up, basis=basis
        ...     )

    .. versionadded:: 0.1
    """
    raise NotImplementedError


@hookspec
def disclosure_formulas(context: PluginContext) -> Iterable[Formula]:
    """Contribute scoring formulas (评分公式): expressions, never Python callables.

    Args:
        context: Your name, the day the law is read at, your settings.

    Returns:
        Formulas. Each cites its basis and its period in force.

    If it raises:
        The office does not open. A formula that cannot be evaluated gives "not scored" with the
        reason, never 0.

    Example:
        >>> from disclosure_core import Formula, Indicator, LegalBasis, Message
        >>> from disclosure_core import column, hookimpl, rate
        >>> basis = LegalBasis(document="政府信息公开条例", article="第四十六条")
        >>> on_time, due = column("on_time").sum(), column("due").sum()
        >>> timeliness = rate(on_time, due, undefined="nothing was due")
        >>> @hookimpl
        ... def disclosure_formulas():
        ...     indicator = Indicator(id="timeliness", name=Message("On time"), value=timeliness)
        ...     yield Formula(
        ...         id="timeliness", name=Message("On time"), indicators=(indicator,), basis=basis
        ...     )

    .. versionadded:: 0.1
    """
    raise NotImplementedError


@hookspec
def disclosure_calendars(context: PluginContext) -> Iterable[HolidayNotice]:
    """Contribute dated notices of holidays and make-up working days (节假日安排).

    Args:
        context: Your name, the day the law is read at, your settings.

    Returns:
        One notice a year; a regional one layers over the national one of its year, and over those
        of the regions it lies in. A notice that changes another names its document number as
        ``amends``. One that was not taken from an official document has ``official=False`` and a
        ``source``; an official one takes its place. Two that disagree otherwise are a conflict.

    If it raises:
        The office does not open. A year without a notice is provisional, never guessed in silence.

    Example:
        >>> from datetime import date
        >>> from disclosure_core import HolidayNotice, LegalBasis, hookimpl
        >>> @hookimpl
        ... def disclosure_calendars():
        ...     basis = LegalBasis(document="关于2026年部分节假日安排的通知")
        ...     yield HolidayNotice(
        ...         year=2026, days_off={date(2026, 1, 1)}, make_up_days=(), basis=basis
        ...     )

    .. versionadded:: 0.1
    """
    raise NotImplementedError


@hookspec
def disclosure_legal_documents(context: PluginContext) -> Iterable[LegalDocument]:
    """Contribute texts to the controlled, dated list of legal bases (依据文件).

    The catalogue's lint holds every printed basis against this list: whether it is there, in force
    on the day, and whether the article is about disclosure.

    Args:
        context: Your name, the day the law is read at, your settings.

    Returns:
        One value a text: a law that was revised is two, each with the days it is in force.

    If it raises:
        The office does not open: every basis would look unknown. Two texts of one title in force on
        one day are a conflict.

    Example:
        >>> from datetime import date
        >>> from disclosure_core import LegalDocument, Period, hookimpl
        >>> @hookimpl
        ... def disclosure_legal_documents():
        ...     yield LegalDocument(
        ...         title="长沙县政务公开办法",
        ...         number="长县政发〔2020〕1号",
        ...         in_force=Period(since=date(2020, 3, 1), until=date(2025, 2, 28)),
        ...     )

    .. versionadded:: 0.1
    """
    raise NotImplementedError


@hookspec
def disclosure_lint_rules(context: PluginContext) -> Iterable[LintRule]:
    """Contribute rules of the catalogue's lint (目录检查规则).

    A rule looks at all items at once and gives findings; ``item.finding(field, what, fix)`` makes
    one. Its code becomes ``yourname:code``, and waivers name it so.

    Args:
        context: Your name, the day the law is read at, your settings.

    Returns:
        Rules in any order; they run after the library's own, in order of code.

    If it raises:
        The office does not open. A *check* that raises while it runs is itself an error among the
        findings; the other rules go on.

    Example:
        >>> from disclosure_core import LintRule, Message, hookimpl
        >>> def no_hotline(matter):
        ...     for each in matter.items:
        ...         if "12345" not in "".join(each.item.content):
        ...             yield each.finding("content", Message("the hotline is not named"))
        >>> @hookimpl
        ... def disclosure_lint_rules():
        ...     yield LintRule(code="hotline", name=Message("Hotline named"), check=no_hotline)

    .. versionadded:: 0.1
    """
    raise NotImplementedError


@hookspec
def disclosure_request_rules(context: PluginContext) -> Iterable[RequestRules]:
    """Contribute the law of requests for information: periods and what may happen (依申请公开规则).

    The clock of a request is counted by the rules in force on its day of receipt.

    Args:
        context: Your name, the day the law is read at, your settings.

    Returns:
        One value for each text of the law, with the days of receipt it holds for. A kind of event
        that it has no rule for is not allowed under it.

    If it raises:
        The office does not open: every due day would be wrong. Two that hold for one day are a
        conflict, unless one ``replaces`` the other.

    Example:
        >>> from datetime import date
        >>> from disclosure_core import EventRule, LegalBasis, Period
        >>> from disclosure_core import RequestEventKind, RequestRules, hookimpl
        >>> def article(number):
        ...     return LegalBasis(document="政府信息公开条例", article=number)
        >>> @hookimpl
        ... def disclosure_request_rules():
        ...     extension = EventRule(
        ...         kind=RequestEventKind.EXTENDED,
        ...         basis=(article("第二十四条"),),
        ...         times=1,
        ...         most_days=15,
        ...     )
        ...     yield RequestRules(
        ...         id="requests-2008",
        ...         name="政府信息公开条例（2007年）",
        ...         basis=LegalBasis(document="政府信息公开条例", number="国令第492号"),
        ...         in_force=Period(since=date(2008, 5, 1), until=date(2019, 5, 14)),
        ...         reply_days=15,
        ...         reply_basis=article("第二十四条"),
        ...         events=(extension,),
        ...     )

    .. versionadded:: 0.1
    """
    raise NotImplementedError


@hookspec
def disclosure_workflows(context: PluginContext) -> Iterable[Workflow]:
    """Contribute processes that cases go through: stages, roles, actions, clocks (工作流).

    A definition is data. An open case stays under the definition it was opened under, also when
    yours changes. ``disclosure_core.testing.workflows.WorkflowContract`` tries a definition out.

    Args:
        context: Your name, the day the law is read at, your settings.

    Returns:
        Definitions. A role that core does not have stands among ``own_roles``; kinds of records
        that core has are named in full (``core:document``). The days of a clock with a ``setting``
        are the office's to change, under ``[workflow_days]``.

    If it raises:
        The office does not open. So too where a definition contradicts itself: a stage that nobody
        comes to, a case that could not end, a circle without a limit. All are told together.

    Example:
        >>> from disclosure_core import Action, LegalBasis, Outcome, Stage, StageRole, Workflow
        >>> from disclosure_core import hookimpl
        >>> @hookimpl
        ... def disclosure_workflows():
        ...     decide = Action(id="agree", name="同意", outcome="agreed")
        ...     stage = Stage(
        ...         id="review",
        ...         name="审核",
        ...         roles=(StageRole(role="reviewer"),),
        ...         actions=(decide,),
        ...     )
        ...     yield Workflow(
        ...         id="one-step",
        ...         name="一步审核",
        ...         basis=LegalBasis(document="政府信息公开条例", article="第十七条"),
        ...         subjects=("core:document",),
        ...         stages=(stage,),
        ...         outcomes=(Outcome(id="agreed", name="同意"),),
        ...     )

    .. versionadded:: 0.1
    """
    raise NotImplementedError


@hookspec
def disclosure_stores(context: PluginContext) -> Iterable[StoreFactory]:
    """Contribute stores on other databases (存储): what opens an address of your scheme.

    ``store = "postgresql://…"`` in an office's settings, and the addresses that ``disclosure store
    copy`` is given, are opened by whoever supplies their scheme; ``sqlite`` is the library's own.
    What passes ``disclosure_core.testing.store.StoreContract`` is a store.

    Args:
        context: Your name, the day the law is read at, your settings.

    Returns:
        One factory a scheme. An address may hold a password: it is yours to keep out of errors.

    If it raises:
        The office does not open. Two plugins with one scheme are a conflict.

    Example:
        >>> from disclosure_core import StoreFactory, hookimpl
        >>> def open_in_cellar(address, kinds):
        ...     raise NotImplementedError
        >>> @hookimpl
        ... def disclosure_stores():
        ...     yield StoreFactory(scheme="cellar", open=open_in_cellar)

    .. versionadded:: 0.1
    """
    raise NotImplementedError


@hookspec
def disclosure_settings(context: PluginContext) -> type[Any]:
    """Declare your plugin's settings: one attrs class, each field with a default (设置).

    The office's settings file gives them under ``[plugins.NAME]``; an unknown key is an error.

    Args:
        context: Your name, the day the law is read at; no settings yet.

    Returns:
        The class. Your other hooks get an instance as ``context.settings``.

    If it raises:
        The office does not open.

    Example:
        >>> from attrs import frozen
        >>> from disclosure_core import hookimpl
        >>> @frozen
        ... class BoardSettings:
        ...     boards: int = 1
        >>> @hookimpl
        ... def disclosure_settings():
        ...     return BoardSettings

    .. versionadded:: 0.1
    """
    raise NotImplementedError


@hookspec
def disclosure_commands(context: PluginContext) -> Iterable[Any]:
    """Contribute click commands, shown under ``disclosure PLUGIN …`` (命令).

    Args:
        context: Your name, the day the law is read at; no settings, the office is not open.

    Returns:
        ``click.Command`` values with names of their own.

    If it raises:
        The command is left out and named in ``disclosure plugins list``; nothing else is lost.

    Example:
        >>> import click
        >>> from disclosure_core import hookimpl
        >>> @click.command()
        ... def count():
        ...     click.echo("12 boards")
        >>> @hookimpl
        ... def disclosure_commands():
        ...     yield count

    .. versionadded:: 0.1
    """
    raise NotImplementedError
