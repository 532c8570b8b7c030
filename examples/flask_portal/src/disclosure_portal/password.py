"""``disclosure-portal-password``: sets what somebody signs in with (设置登录密码)."""

import sys
from pathlib import Path

import click

from disclosure_core import DisclosureError, Message, load_settings
from disclosure_portal.sign_in import sign_ins_of


@click.command()
@click.argument("settings", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.argument("name")
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language."
)
@click.password_option(help="The password; asked for if not given.")
def main(settings: Path, name: str, lang: str, password: str) -> None:
    """Let NAME sign in at the portal of the office in SETTINGS, a disclosure.toml.

    What they may do there is said by their appointments: `disclosure access appoint`.
    """
    language = "en" if lang == "en" else "zh_CN"
    try:
        sign_ins_of(load_settings(settings).folder).set_password(name.strip(), password)
    except DisclosureError as error:
        click.echo(error.text(language), err=True)
        sys.exit(2)
    kept = Message("{name} can sign in.", package="disclosure_portal", name=name.strip())
    click.echo(kept.text(language))
