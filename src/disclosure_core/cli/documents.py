"""``disclosure documents``: drafts kept, listed and shown.

A draft is a TOML file with the fields of a document: ``title``, ``text``, ``items``, ``agency``, …
and ``[sections]`` by the name of the content element.
"""

import json
import tomllib
from pathlib import Path

import click

from disclosure_core.cli.opening import office_options, opened_office
from disclosure_core.cli.options import json_option
from disclosure_core.cli.texts import group, option, tell
from disclosure_core.codec import structure, unstructure
from disclosure_core.documents.values import Document
from disclosure_core.errors import UnreadableFileError
from disclosure_core.messages import Message

LARGEST_DRAFT = 5_000_000
"""Bytes of a draft's file that are read."""


@group("documents", help=Message("Drafts: keep, list, show."))
def documents() -> None:
    """The group; its verbs are below."""


@documents.command("draft", help=Message("Keep the document of a TOML file as a draft."))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@option("--item", "items", multiple=True, help=Message("The id of an item it is to fulfil."))
@json_option
@office_options
def draft(file: Path, items: tuple[str, ...], as_json: bool) -> None:
    """Answer the new document's id."""
    document = read_draft(file, items)
    with opened_office() as office:
        id = office.documents.draft(document)  # noqa: A001
    if as_json:
        click.echo(json.dumps({"id": id}))
    else:
        tell(Message("kept as {id}", id=id))


@documents.command("list", help=Message("List drafts, those changed last first."))
@option("--limit", type=click.IntRange(1, 1000), default=50, help=Message("How many at most."))
@json_option
@office_options
def list_documents(limit: int, as_json: bool) -> None:
    """One line a document."""
    with opened_office() as office:
        page = office.documents.newest(limit=limit)
    if as_json:
        listed = [
            {"id": each.id, "version": each.version, "title": each.body["title"]}
            for each in page.records
        ]
        click.echo(json.dumps({"documents": listed, "total": page.total}, ensure_ascii=False))
        return
    for each in page.records:
        click.echo(f"{each.id}  v{each.version}  {each.body['title']}")
    tell(Message("documents: {total}", total=page.total))


@documents.command("show", help=Message("Show one draft as JSON."))
@click.argument("document")
@office_options
def show(document: str) -> None:
    """The record as kept, with its version and digest."""
    with opened_office() as office:
        record = office.documents.record(document)
    shown = {"id": record.id, "version": record.version, "digest": record.digest}
    click.echo(json.dumps(shown | {"document": record.body}, ensure_ascii=False, indent=2))


def read_draft(file: Path, items: tuple[str, ...] = ()) -> Document:
    """The document of a TOML file; ``items`` are added to those it names.

    Raises:
        UnreadableFileError: the file is absent, too large or not TOML.
        DataError: fields are missing, unknown or wrong; all of them are named.
    """
    try:
        if file.stat().st_size > LARGEST_DRAFT:
            raise UnreadableFileError(
                Message("{file} is larger than a draft can be.", file=file), file=str(file)
            )
        data = tomllib.loads(file.read_text("utf-8-sig"))
    except OSError as error:
        raise UnreadableFileError(
            Message("{file} cannot be read: {reason}", file=file, reason=error.strerror),
            file=str(file),
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableFileError(
            Message("{file} is not TOML: {reason}", file=file, reason=str(error)),
            file=str(file),
            fix=Message('begin with title = "…" and text = """…""".'),
        ) from None
    if items:
        data["items"] = [*data.get("items", ()), *items]
    if isinstance(sections := data.get("sections"), dict):
        data["sections"] = [{"name": name, "text": text} for name, text in sections.items()]
    document = structure(data, Document, file=str(file))
    return structure(unstructure(document) | {"source": document.source or file.name}, Document)
