"""``disclosure reports``: bulletins as files that can be printed, sent and checked."""

from collections.abc import Callable
from pathlib import Path

import click

from disclosure_core.cli.opening import office_options, opened_office
from disclosure_core.cli.texts import current_language, group, option, tell
from disclosure_core.errors import DataError
from disclosure_core.messages import Message
from disclosure_core.rendering.html import page
from disclosure_core.rendering.markdown import markdown
from disclosure_core.rendering.values import Report

RENDERERS = {".html": page, ".htm": page, ".md": markdown}
"""What writes a report, by the ending of the file's name."""


@group("reports", help=Message("Bulletins about the office."))
def reports() -> None:
    """The group; its verbs are below."""


output_option = option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=Message("A .html or .md file to write; Markdown on standard output if not given."),
)


@reports.command("coverage", help=Message("The coverage bulletin."))
@output_option
@option("--ranked", is_flag=True, help=Message("Rank the domains."))
@office_options
def coverage(output: Path | None, ranked: bool) -> None:
    """Figures, method, ledger and misses, as of today."""
    render = _renderer(output)
    with opened_office() as office:
        report = office.reports.coverage_bulletin(ranked=ranked)
    _write(render(report, current_language()), output)


@reports.command("slip", help=Message("The form of a case, as it was filled in."))
@click.argument("case")
@output_option
@office_options
def slip(case: str, output: Path | None) -> None:
    """All its fields, those that nobody filled in yet as blanks."""
    render = _renderer(output)
    with opened_office() as office:
        report = office.reports.case_slip(case)
    _write(render(report, current_language()), output)


def _renderer(output: Path | None) -> Callable[[Report, str], str]:
    render = markdown if output is None else RENDERERS.get(output.suffix.lower())
    if render is None:
        raise DataError(
            Message("{file}: there is no report of this kind.", file=output),
            fix=Message("name a file that ends in {known}.", known=tuple(RENDERERS)),
        )
    return render


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text)
        return
    output.write_text(text, "utf-8")
    tell(Message("written to {file}", file=output))
