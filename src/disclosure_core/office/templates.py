"""Export a domain of the office's catalogue as a folder that another county can load (领域模板).

The folder is a data-only plugin: ``plugin.toml``, tables, and a README that lists what must be
filled in. It is made beside its place, read back, and only then put there: whole or not at all.
Nothing that exists is written over.
"""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from attrs import frozen

from disclosure_core.access.permissions import Permission
from disclosure_core.catalogue.layers import Catalogue
from disclosure_core.catalogue.tables.values import TableForm
from disclosure_core.catalogue.template import Blank, Shared, Template, template_of
from disclosure_core.catalogue.values import CatalogueLayer, Level
from disclosure_core.errors import DataError
from disclosure_core.extensions.folder import read_folder
from disclosure_core.extensions.plugins import NAME
from disclosure_core.legal import LegalBasis
from disclosure_core.messages import Message
from disclosure_core.office.catalogue import OfficeCatalogue
from disclosure_core.office.desk import Desk
from disclosure_core.office.organisation import OfficeOrganisation
from disclosure_core.office.template_files import Heading, template_files
from disclosure_core.organisation.local_names import local_names
from disclosure_core.organisation.tree import OrganisationTree

_PLACE_LEVELS = (Level.COUNTY, Level.TOWN, Level.VILLAGE)


@frozen(kw_only=True)
class ExportedTemplate:
    """What was exported (导出结果): where, how many rows, what is to be filled in and looked at.

    ``exact`` are rows that stand in a TOML file because no cell of a table holds all they say.
    ``needs`` are the plugins that the folder builds on.
    """

    folder: Path
    name: str
    items: int
    refinements: int
    exact: int
    omitted: int
    needs: tuple[str, ...] = ()
    blanks: tuple[Blank, ...] = ()
    cited: tuple[LegalBasis, ...] = ()


@frozen
class OfficeTemplates:
    """Exporting domains for others (领域模板)."""

    desk: Desk

    def export(
        self, domain: str, folder: Path, *, name: str | None = None, alone: bool = False
    ) -> ExportedTemplate:
        """Write the office's catalogue of ``domain`` as a folder plugin.

        Args:
            domain: Id or name of the domain.
            folder: The folder to make; it must not exist.
            name: The plugin's name and the prefix of its ids; the domain's id and ``-template``
                where not given.
            alone: Repeat shared items in full, for a county without the plugin they are from.

        Raises:
            NotAllowedError: the actor may not change the catalogue.
            NotFoundError: there is no such domain.
            DataError: the folder exists or cannot be made, the name is none, or the domain has no
                item here. Nothing was written.
        """
        self.desk.permit(Permission.KEEP_CATALOGUE)
        found = OfficeOrganisation(self.desk).domain(domain)
        chosen = name or f"{found.id.rpartition(':')[2]}-template"
        if not NAME.fullmatch(chosen):
            raise DataError(
                Message(
                    "{value} is not a name: small ASCII letters, digits, single hyphens",
                    value=chosen,
                )
            )
        _refuse_existing(folder)
        catalogue = OfficeCatalogue(self.desk).current()
        shared = Shared() if alone else self._shared(catalogue)
        template = template_of(
            catalogue,
            found,
            shared=shared,
            names=self._local_names(),
            item_types=[each for layer in self._layers() for each in layer.item_types],
            language=self.desk.settings.language,
        )
        if not template.items and not template.refinements:
            raise DataError(
                Message(
                    "Nothing was worked out for {domain} here: there is nothing to export.",
                    domain=found.name,
                ),
                fix=Message("import or refine its items first, or export with --alone."),
            )
        heading = Heading(
            name=chosen,
            domain=found.name,
            office=self.desk.settings.name,
            on=self.desk.today(),
            needs=tuple(sorted(shared.plugins)) if template.over is not None else (),
            language=self.desk.settings.language,
        )
        return self._write(template, heading, folder)

    def _write(self, template: Template, heading: Heading, folder: Path) -> ExportedTemplate:
        form = self.desk.registry.on(self.desk.today()).table_form
        made = template_files(template, heading, form)
        _put(folder, made.files, None if template.over is None else form, heading.name)
        return ExportedTemplate(
            folder=folder,
            name=heading.name,
            items=len(template.items),
            refinements=len(template.refinements),
            exact=made.exact,
            omitted=len(template.omitted),
            needs=heading.needs,
            blanks=template.blanks,
            cited=template.cited,
        )

    def _layers(self) -> tuple[CatalogueLayer, ...]:
        return self.desk.registry.on(self.desk.today()).layers

    def _shared(self, catalogue: Catalogue) -> Shared:
        """Layers above the county's level that hold everywhere."""
        layers = {each.id: each for each in self._layers()}
        ids = [
            each
            for each in catalogue.layers
            if (layer := layers.get(each)) is not None
            and layer.region is None
            and layer.level not in _PLACE_LEVELS
        ]
        return Shared(
            layers=frozenset(ids),
            over=ids[-1] if ids else None,
            plugins=frozenset(each.partition(":")[0] for each in ids),
        )

    def _local_names(self) -> Mapping[str, str]:
        """Names of the office's region, of what lies in it and of what it lies in."""
        tree = OfficeOrganisation(self.desk).tree()
        return local_names(
            self.desk.registry.organisation,
            _local_regions(tree, self.desk.settings.region),
            language=self.desk.settings.language,
        )


def _local_regions(tree: OrganisationTree, region: str | None) -> tuple[str, ...]:
    tops = (region,) if region is not None else tuple(each.id for each in tree.roots)
    return tuple(
        each
        for top in tops
        for each in (*tree.chain(top), *(region.id for region in tree.descendants(top)))
    )


def _refuse_existing(folder: Path) -> None:
    if folder.exists() or folder.is_symlink():
        raise DataError(
            Message("{file} is there already; nothing was changed.", file=folder),
            fix=Message("name a folder that does not exist."),
        )


def _put(folder: Path, files: Mapping[str, str], form: TableForm | None, name: str) -> None:
    """Make the folder beside its place, read it back, and move it there."""
    beside: Path | None = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=".template-", dir=folder.parent))
        for file, text in files.items():
            (beside / file).write_text(text, "utf-8", newline="")
        read_folder(beside, form=form, name=name)
        _refuse_existing(folder)
        beside.chmod(0o755)
        beside.rename(folder)
    except OSError as error:
        raise DataError(
            Message("{file} cannot be made: {reason}", file=folder, reason=error.strerror or "")
        ) from None
    finally:
        if beside is not None:
            shutil.rmtree(beside, ignore_errors=True)
