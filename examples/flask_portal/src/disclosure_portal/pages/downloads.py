"""The catalogue as files in the official form: whole, of a domain, of a town (目录下载)."""

from flask import Blueprint, Flask, Response, abort, current_app

from disclosure_core import ExportFormat, exported
from disclosure_portal.downloading import MOST_ITEMS, KeptFiles, sent
from disclosure_portal.failures import Answer, failure_page
from disclosure_portal.pages.office import public_office

area = Blueprint("downloads", __name__)

NAME = "{place}{domain}基层政务公开标准目录（{on}）"
"""What a file is called, by the title of the official form."""

_KEY = "disclosure_catalogue_files"


def keep_files(app: Flask) -> None:
    """Let ``app`` keep the files it made last."""
    app.extensions[_KEY] = KeptFiles()


@area.get("/catalogue.<format>")
def whole(format: str) -> Response | Answer:
    """Everything that holds here."""
    return _file(format)


@area.get("/domains/<id>/catalogue.<format>")
def domain(id: str, format: str) -> Response | Answer:
    """One domain."""
    return _file(format, domain=public_office().catalogue.domain(id).id)


@area.get("/towns/<id>/catalogue.<format>")
def town(id: str, format: str) -> Response | Answer:
    """What a town or village discloses."""
    return _file(format, region=public_office().towns.region(id).id)


def _file(named: str, *, domain: str | None = None, region: str | None = None) -> Response | Answer:
    if named not in {each.value for each in ExportFormat}:
        abort(404)
    office = public_office()
    chosen = ExportFormat(named)
    items = (office.towns.catalogue(region) if region else office.catalogue.current()).items
    held = [each for each in items if domain in (None, each.item.domain)]
    if not held:
        abort(404)
    if len(held) > MOST_ITEMS:
        return failure_page(413)
    files: KeptFiles = current_app.extensions[_KEY]
    key = (office.journal_head(), office.today(), domain, region, chosen)

    def made() -> tuple[str, bytes]:
        export = office.tables.to_export(domains=(domain,) if domain else (), region=region)
        called = f"{office.catalogue.domain(domain).name}领域" if domain else ""
        return NAME.format(place=export.place, domain=called, on=export.on), exported(
            export, chosen
        )

    plain = (domain or region or "catalogue").replace(":", "-")
    return sent(files.file(key, made), chosen, plain)
