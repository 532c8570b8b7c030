"""``disclosure new``: a folder for a new office, with its settings file."""

import json
from pathlib import Path

import click

from disclosure_core.cli.options import common_options
from disclosure_core.cli.texts import command, current_language, option, tell
from disclosure_core.errors import DataError
from disclosure_core.messages import Message
from disclosure_core.settings import DEFAULT_ADDRESS, FILE_NAME, load_settings

HEADINGS = {
    "name": Message("The office's name, as reports print it."),
    "region": Message("The id of its region; `disclosure plugins show NAME` lists them."),
    "folders": Message("Folders that are plugins: plugin.toml with tables beside it."),
    "site": Message("The public site that releases and feeds name."),
}


@command("new", help=Message("Make a folder for a new office."))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@option("--name", required=True, help=Message("The office's name."))
@option("--region", help=Message("The id of its region."))
@option("--address", default=DEFAULT_ADDRESS, help=Message("The address of its public site."))
@common_options
def new(folder: Path, name: str, region: str | None, address: str) -> None:
    """Write the settings; the store is made when it is first used."""
    file = folder / FILE_NAME
    if file.exists():
        raise DataError(
            Message("{file} is there already; nothing was changed.", file=file),
            fix=Message("choose another folder, or edit the file."),
        )
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text(_settings(name, region, address), "utf-8")
    load_settings(file)
    tell(Message("made {file}", file=file))


def _settings(name: str, region: str | None, address: str) -> str:
    """The file; JSON texts are TOML texts."""
    language = current_language()

    def line(key: str, value: object, *, given: bool = True) -> str:
        written = f"{key} = {json.dumps(value, ensure_ascii=False)}"
        return f"# {HEADINGS[key].text(language)}\n{'' if given else '# '}{written}\n"

    site = (
        f"# {HEADINGS['site'].text(language)}\n[site]\n"
        f"name = {json.dumps(name, ensure_ascii=False)}\n"
        f"address = {json.dumps(address, ensure_ascii=False)}\n"
    )
    parts = (
        line("name", name),
        line("region", region or "plugin:region", given=region is not None),
        line("folders", [], given=False),
        site,
    )
    return "\n".join(parts)
