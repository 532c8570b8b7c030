"""The lint of the office's catalogue and of files before they are taken in (目录检查).

Puts together what the rules rest on: the controlled list of bases, domains, the agencies of the
region, the national guideline. Changes nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from attrs import evolve, frozen

from disclosure_core.catalogue.bases.resolving import (
    BasisReading,
    BasisState,
    LegalList,
    resolve_basis,
    state_on,
    successor_on,
)
from disclosure_core.catalogue.lint.matters import (
    LintGround,
    matter_of_catalogue,
    matter_of_layers,
)
from disclosure_core.catalogue.lint.running import RULES, WAIVER_RULES, lint
from disclosure_core.catalogue.lint.tables import matter_of_table
from disclosure_core.catalogue.lint.values import LintMatter, LintReport, LintRule
from disclosure_core.catalogue.tables.values import TableReading
from disclosure_core.catalogue.values import CatalogueLayer, Domain
from disclosure_core.extensions.folder import FolderPlugin
from disclosure_core.extensions.qualifying import qualified
from disclosure_core.extensions.registry import Registry
from disclosure_core.legal import LegalBasis, LegalDocument
from disclosure_core.office.catalogue import OfficeCatalogue
from disclosure_core.office.desk import Desk
from disclosure_core.office.layers import OfficeLayers
from disclosure_core.organisation.names import AgencyNames
from disclosure_core.organisation.tree import OrganisationTree
from disclosure_core.organisation.values import Organisation, Region


@frozen(kw_only=True)
class ListedBasis:
    """A text of the controlled list as it stands on a day (依据清单条目)."""

    text: LegalDocument
    state: BasisState
    successor: LegalDocument | None = None


@frozen
class OfficeLint:
    """Looking for what is wrong with the catalogue (目录检查)."""

    desk: Desk

    def catalogue(
        self,
        *,
        on: date | None = None,
        domain: str | None = None,
        rules: Sequence[LintRule] | None = None,
    ) -> LintReport:
        """What is wrong with the catalogue that holds here, waived findings apart.

        Args:
            on: The day the law is read at; today if not given.
            domain: Only the items of this domain, by its id or name.
            rules: The rules to run; all of the library and of plugins if not given.

        Raises:
            NotFoundError: there is no such domain.
            DataError: several are called so.
        """
        day = on or self.desk.today()
        if domain is not None:
            domain = OfficeCatalogue(self.desk).domain(domain).id
        held = OfficeCatalogue(self.desk).current(day)
        layers = OfficeLayers(self.desk)
        standing = tuple(layers.layer(each, on=day) for each in held.layers)
        ids = {each.id for each in standing}
        others = (each for each in self.desk.registry.layers if each.id not in ids)
        ground = evolve(self._ground(day), layers=(*standing, *others))
        return self._run(matter_of_catalogue(held, ground, domain=domain), rules)

    def table(
        self,
        reading: TableReading,
        *,
        on: date | None = None,
        domain: Domain | None = None,
        rules: Sequence[LintRule] | None = None,
    ) -> LintReport:
        """What is wrong with the tables of a file, before they are taken in."""
        ground = self._ground(on or self.desk.today())
        return self._run(matter_of_table(reading, ground, domain=domain), rules)

    def layers(
        self,
        own: Sequence[CatalogueLayer],
        *,
        on: date | None = None,
        rules: Sequence[LintRule] | None = None,
    ) -> LintReport:
        """What is wrong with some layers, as they would hold over those of the plugins."""
        return self._run(matter_of_layers(own, self._ground(on or self.desk.today())), rules)

    def bases(self, on: date | None = None) -> tuple[ListedBasis, ...]:
        """The controlled list of legal bases, each text with its state on a day."""
        return listed_bases(self.desk.registry, on or self.desk.today())

    def readings(
        self, bases: Iterable[LegalBasis], on: date | None = None
    ) -> tuple[BasisReading, ...]:
        """What each basis means by the controlled list, and whether it holds on a day (today)."""
        day = on or self.desk.today()
        registry = self.desk.registry
        documents = self.desk.memory.recall(
            "list of bases",
            None,
            lambda: LegalList(registry.legal_documents, registry.table_form.simplified),
        )
        return tuple(resolve_basis(each, documents, day) for each in bases)

    def _run(self, matter: LintMatter, rules: Sequence[LintRule] | None) -> LintReport:
        known = lint_rules(self.desk.registry)
        chosen = known if rules is None else rules
        return lint(matter, chosen, known=all_codes(self.desk.registry))

    def _ground(self, day: date) -> LintGround:
        return lint_ground(self.desk.registry, on=day, region=self.desk.settings.region)


def lint_rules(registry: Registry) -> tuple[LintRule, ...]:
    """The library's rules and those of plugins, in the order they are told."""
    return (*RULES, *registry.lint_rules)


def told_rules(registry: Registry) -> tuple[LintRule, ...]:
    """Every rule that a finding can be of: those that run, and those of waivers."""
    return (*RULES, *WAIVER_RULES, *registry.lint_rules)


def all_codes(registry: Registry) -> tuple[str, ...]:
    """Every code a finding can have."""
    return tuple(rule.code for rule in told_rules(registry))


def with_folder(registry: Registry, plugin: FolderPlugin) -> Registry:
    """The registry as it would be with a folder plugin that is not installed, or not as it is now.

    Takes in what a lint rests on: domains, bases, organisation. The folder's layers are what is
    looked at.
    """
    domains = {each.id: each for each in registry.domains}
    domains |= {each.id: each for each in (qualified(one, plugin.name) for one in plugin.domains)}
    documents = dict.fromkeys((*registry.legal_documents, *plugin.legal_documents))
    others = (each for each in registry.organisations if not _is_of(each, plugin.name))
    return evolve(
        registry,
        domains=tuple(domains.values()),
        legal_documents=tuple(documents),
        organisations=(*others, qualified(plugin.organisation, plugin.name)),
    )


def _is_of(organisation: Organisation, plugin: str) -> bool:
    ids = [
        *(each.id for each in organisation.regions),
        *(each.id for each in organisation.agencies),
    ]
    return any(each.startswith(f"{plugin}:") for each in ids)


def lint_ground(registry: Registry, *, on: date, region: str | None = None) -> LintGround:
    """What a lint rests on, by what the plugins supply.

    Args:
        registry: What they supply, of all days.
        on: The day the law is read at.
        region: The office's region. Agencies are looked for in it, within it and above it;
            without a region, or where nobody entered any, nothing is said of an agency's name.
    """
    tree = OrganisationTree.of(registry.organisation, on=on)
    chain = tree.chain(region)
    known = [each for each in tree.regions if each.id in chain]
    around = {*chain, *(each.id for each in _within(tree, region))}
    agencies = tuple(each for each in registry.agencies if each.region in around)
    return LintGround(
        on=on,
        bases=LegalList(registry.legal_documents, registry.table_form.simplified),
        domains=registry.on(on).domains,
        agencies=AgencyNames.of(evolve(registry.organisation, agencies=agencies))
        if agencies
        else None,
        region_names=tuple(each.name for each in known),
        layers=tuple(
            each for each in registry.layers if each.region is None or each.region in chain
        ),
    )


def _within(tree: OrganisationTree, region: str | None) -> Iterator[Region]:
    known = region is not None and any(each.id == region for each in tree.regions)
    return tree.descendants(region or "") if known else iter(())


def listed_bases(registry: Registry, on: date) -> tuple[ListedBasis, ...]:
    """The controlled list of legal bases, each text with its state on a day."""
    documents = LegalList(registry.legal_documents, registry.table_form.simplified)
    return tuple(
        ListedBasis(
            text=text,
            state=state_on(text, on),
            successor=None if text.in_force.covers(on) else successor_on(text, documents, on),
        )
        for text in registry.legal_documents
    )
