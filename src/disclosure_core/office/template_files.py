"""The files of an exported template as texts: ``plugin.toml``, tables, README."""

from collections.abc import Mapping
from datetime import date

from attrs import evolve, frozen

from disclosure_core.catalogue.tables.values import TableForm
from disclosure_core.catalogue.template import Blank, Template
from disclosure_core.codec import unstructure
from disclosure_core.extensions.folder import FILE_NAME
from disclosure_core.extensions.folder.toml_text import toml_lines, toml_tables, without_empty
from disclosure_core.extensions.folder.writing import written_rows
from disclosure_core.messages import Message

README = "README.md"
FORMS = "table_forms.toml"
TYPES = "item_types.toml"


@frozen(kw_only=True)
class Heading:
    """What a template says of itself: name, domain, who exported it when, what it needs."""

    name: str
    domain: str
    office: str
    on: date
    needs: tuple[str, ...]
    language: str

    @property
    def title(self) -> str:
        """The title of the plugin."""
        return Message("{domain}: items as a template", domain=self.domain).text(self.language)

    @property
    def source(self) -> str:
        """Where its rows are from, for rows that say no other source."""
        return Message(
            "{office}, exported on {on}", office=self.office, on=self.on.isoformat()
        ).text(self.language)


@frozen(kw_only=True)
class TemplateFiles:
    """Texts by file name, and how many rows no table could hold."""

    files: Mapping[str, str]
    exact: int


def template_files(template: Template, heading: Heading, form: TableForm) -> TemplateFiles:
    """The files of a template.

    Args:
        template: What was worked out.
        heading: What it says of itself.
        form: The words by which printed limits and channels are understood here. A template that
            stands alone takes them along.
    """
    alone = template.over is None
    if alone:
        form = TableForm(id="words", time=form.time, channels=form.channels)
    items = written_rows("items", template.items, form)
    refinements = written_rows("refinements", template.refinements, form)
    files: dict[str, str] = {}
    head: dict[str, object] = {
        "name": heading.name,
        "title": heading.title,
        "version": heading.on.isoformat(),
    }
    layer: dict[str, object] = {
        "id": "items",
        "name": heading.title,
        "level": "county",
        "over": template.over,
        "source": heading.source,
    }
    if template.items:
        layer["items"] = list(items.names)
        files |= items.files
    if template.refinements:
        layer["refinements"] = list(refinements.names)
        files |= refinements.files
    if template.item_types:
        layer["item_types"] = TYPES
        files[TYPES] = toml_tables(
            "item_types", [without_empty(unstructure(each)) for each in template.item_types]
        )
    if alone and form != TableForm(id="words"):
        head["table_forms"] = FORMS
        files[FORMS] = toml_tables("table_forms", [without_empty(unstructure(form))])
    tables = [toml_lines(head)]
    if template.domain is not None:
        domain = evolve(template.domain, source=template.domain.source or heading.source)
        tables.append(toml_tables("domains", [without_empty(unstructure(domain))]))
    tables.append(toml_tables("layers", [layer]))
    readme = _readme(template, heading)
    exact = (items.exact if template.items else 0) + (
        refinements.exact if template.refinements else 0
    )
    return TemplateFiles(files={FILE_NAME: "\n".join(tables), **files, README: readme}, exact=exact)


def _readme(template: Template, heading: Heading) -> str:
    """What it is, what to fill in, what to look at, how to load it."""
    parts: list[Message | str] = [
        f"# {heading.title}",
        Message(
            "Worked out by {office}, exported on {on}. {items} items of its own, {refinements} "
            "shared items said otherwise.",
            office=heading.office,
            on=heading.on.isoformat(),
            items=len(template.items),
            refinements=len(template.refinements),
        ),
    ]
    if heading.needs:
        parts.append(Message("It needs the plugins: {plugins}.", plugins=heading.needs))
    parts += [Message("## To be filled in"), *_blanks(template.blanks)]
    if template.cited:
        parts += [
            Message("## Documents to be looked at"),
            Message("Whether each of them binds your county too:"),
            "\n".join(f"- {basis}" for basis in template.cited),
        ]
    if template.omitted:
        parts += [
            Message("## Left out where it was worked out, and not left out here"),
            "\n".join(
                f"- {' ▸ '.join(each.item.path)}: {each.reason}" for each in template.omitted
            ),
        ]
    parts += [
        Message("## To load it"),
        Message(
            "Name this folder under folders in the office's settings, then run `disclosure doctor`."
        ),
    ]
    texts = [each.text(heading.language) if isinstance(each, Message) else each for each in parts]
    return "\n\n".join(texts) + "\n"


def _blanks(blanks: tuple[Blank, ...]) -> list[Message | str]:
    if not blanks:
        return [Message("Nothing: no name of the place stands in it.")]
    said = Message(
        "These words stand for names of the place it comes from. Put yours in their stead:"
    )
    listed = "\n".join(
        f"- `{each.word}` ({len(each.items)}): {'、'.join(each.stood_for)}" for each in blanks
    )
    return [said, listed]
