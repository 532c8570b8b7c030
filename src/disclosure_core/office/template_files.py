"""The files of an exported template as texts: ``plugin.toml``, tables, README."""

from collections.abc import Mapping, Sequence
from datetime import date

from attrs import evolve, frozen

from disclosure_core.catalogue.tables.values import TableForm
from disclosure_core.catalogue.template import Blank, Template
from disclosure_core.codec import unstructure
from disclosure_core.extensions.folder import FILE_NAME
from disclosure_core.extensions.folder.toml_text import toml_lines, toml_tables, without_empty
from disclosure_core.extensions.folder.writing import WrittenRows, written_rows
from disclosure_core.messages import Message

README = "README.md"
FORMS = "table_forms.toml"
TYPES = "item_types.toml"
NO_WORDS = TableForm(id="words")
"""What understands no more than numbers of days and the kinds of channels by name."""


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
    form, rows = _rows(template, form)
    files = {name: text for written in rows.values() for name, text in written.files.items()}
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
        **{section: list(written.names) for section, written in rows.items() if written.files},
    }
    if template.item_types:
        layer["item_types"] = TYPES
        files[TYPES] = _tables("item_types", template.item_types)
    if template.over is None and form != NO_WORDS:
        head["table_forms"] = FORMS
        files[FORMS] = _tables("table_forms", [form])
    domains = [
        evolve(each, source=each.source or heading.source) for each in (template.domain,) if each
    ]
    tables = [toml_lines(head), _tables("domains", domains), toml_tables("layers", [layer])]
    files[FILE_NAME] = "\n".join(filter(None, tables))
    files[README] = _readme(template, heading)
    return TemplateFiles(files=files, exact=sum(written.exact for written in rows.values()))


def _rows(template: Template, form: TableForm) -> tuple[TableForm, dict[str, WrittenRows]]:
    """The files of rows, and the words they are to be read by.

    A template that stands alone does without words where all its rows can be read so.
    """
    words: tuple[TableForm, ...] = (form,)
    if template.over is None:
        words = (NO_WORDS, evolve(NO_WORDS, time=form.time, channels=form.channels))
    for form in words:
        rows = {
            "items": written_rows("items", template.items, form),
            "refinements": written_rows("refinements", template.refinements, form),
        }
        if not any(written.exact for written in rows.values()):
            break
    return form, rows


def _tables(section: str, values: Sequence[object]) -> str:
    return toml_tables(section, [without_empty(unstructure(each)) for each in values])


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
