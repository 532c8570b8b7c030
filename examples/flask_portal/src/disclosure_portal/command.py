"""``disclosure-portal``: opens the sample office, fills it the first time, and serves it (命令).

For trying out and for CI. The server is Werkzeug's, made for development; README says how to serve
an office of one's own with a server made for it.
"""

import logging
import socket
import sys
from pathlib import Path

import click
from flask import Flask
from werkzeug.serving import make_server

from disclosure_core import DisclosureError, Message, Office
from disclosure_portal.app import create_app
from disclosure_portal.checking import check_pages
from disclosure_portal.sample.filling import STEPS, Progress, fill
from disclosure_portal.sample.opening import APPEARANCE, open_sample_office

FIRST_PORT = 8000
PORTS_TRIED = 50

BAR = 24
"""Characters of a progress bar."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=FIRST_PORT,
    show_default=True,
    help="Port; the next free one where it is taken.",
)
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("office"),
    show_default=True,
    help="Where the sample office is kept.",
)
@click.option(
    "--address", help="Public address in QR codes and the feed; the server's if not given."
)
@click.option("--check", is_flag=True, help="Fill the office, ask for every page once, and end.")
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language."
)
def main(host: str, port: int, folder: Path, address: str | None, check: bool, lang: str) -> None:
    """Show the portal on a sample office (政务公开门户示例)."""
    language = "en" if lang == "en" else "zh_CN"
    chosen = free_port(host, port)
    site = address or f"http://{_reachable(host)}:{chosen}"
    try:
        with open_sample_office(folder, site) as office:
            _fill(office, folder, language)
            app = create_app(office, appearance=APPEARANCE)
            if check:
                _check(app, language)
            else:
                _serve(app, host, chosen, site, language)
    except DisclosureError as error:
        click.echo(error.text(language), err=True)
        sys.exit(2)


def _say(language: str, message_id: str, /, **facts: object) -> None:
    click.echo(Message(message_id, package="disclosure_portal", **facts).text(language))


def free_port(host: str, first: int) -> int:
    """The first free port from ``first`` on; any free one where those near it are all taken."""
    near = range(first, min(first + PORTS_TRIED, 65536)) if first else ()
    for port in (*near, 0):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise click.ClickException(
        Message("No port is free on {host}.", package="disclosure_portal", host=host).text()
    )


def _reachable(host: str) -> str:
    """A name for ``host`` that a browser can open."""
    return "127.0.0.1" if host in ("0.0.0.0", "::", "") else host  # noqa: S104 - read, not bound


def _fill(office: Office, folder: Path, language: str) -> None:
    _say(language, "Sample office in the folder {folder}", folder=folder)
    for progress in fill(office):
        _show(progress, language)


def _show(progress: Progress, language: str) -> None:
    """One line a step: redrawn on a terminal, written once elsewhere."""
    if not (progress.finished or sys.stdout.isatty()):
        return
    share = BAR * progress.done // progress.total if progress.total else BAR
    bar = "█" * share + "·" * (BAR - share)
    line = f"  [{progress.step}/{STEPS}] {bar} {progress.done:>3}/{progress.total:<3} "
    end = "\n" if progress.finished else ""
    start = "\r" if sys.stdout.isatty() else ""
    click.echo(f"{start}{line}{progress.name.text(language)}{end}", nl=False)
    if progress.finished:
        for note in progress.notes:
            click.echo(f"        {note.text(language)}")


def _check(app: Flask, language: str) -> None:
    failures = check_pages(app)
    for path, status in failures:
        _say(language, "{path} answered {status}", path=path, status=status)
    if failures:
        sys.exit(1)
    _say(language, "Every page answers.")


def _serve(app: Flask, host: str, port: int, site: str, language: str) -> None:
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    server = make_server(host, port, app, threaded=True)
    _say(language, "The portal is at {address}  (Ctrl+C ends it)", address=f"{site}/")
    _say(
        language,
        "This server is for trying out; the README names others for an office of your own.",
    )
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo()
    finally:
        server.server_close()
