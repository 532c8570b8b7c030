"""``disclosure workflow open``, ``act``, ``comment``, ``answer``, ``opinion``: taking cases on."""

import json
from collections.abc import Mapping

import click

from disclosure_core.access.values import agency_of
from disclosure_core.cli.opening import office_options
from disclosure_core.cli.options import json_option
from disclosure_core.cli.texts import command, option, tell
from disclosure_core.cli.workflow.acting import acting_office, appointed_option, in_every_role
from disclosure_core.cli.workflow.showing import case_as_json
from disclosure_core.errors import DataError
from disclosure_core.messages import Message
from disclosure_core.office.office import Office
from disclosure_core.workflow.cases import Case, CaseParty


@command("open", help=Message("Open a case about a record: RECORD is its id, or kind/id."))
@click.argument("workflow")
@click.argument("record")
@option("--agency", help=Message("The id of the agency whose case it is."))
@option(
    "--party",
    "parties",
    multiple=True,
    metavar="NAME=AGENCY",
    help=Message("An agency that the process asks; may be given again."),
)
@option("--title", help=Message("What lists call it."))
@option("--owner", help=Message("Who answers for it."))
@option("--supervisor", help=Message("Who watches over it."))
@option("--assessor", help=Message("Who rates it."))
@appointed_option
@json_option
@office_options
def open_case(
    workflow: str,
    record: str,
    agency: str | None,
    parties: tuple[str, ...],
    title: str | None,
    owner: str | None,
    supervisor: str | None,
    assessor: str | None,
    appointed: bool,
    as_json: bool,
) -> None:
    """Answer the new case's id."""
    kind, _, id = record.rpartition("/")  # noqa: A001
    named = _pairs(parties, "--party")
    with acting_office(appointed=appointed) as office:
        opened = (office if appointed else _for_subject(office, kind, id, agency)).cases.open(
            workflow,
            kind or "core:document",
            id,
            title=title,
            agency=agency,
            parties=[CaseParty(name=name, agency=each) for name, each in named],
            owner=owner,
            supervisor=supervisor,
            assessor=assessor,
        )
    _tell(opened, as_json=as_json)


def _for_subject(office: Office, kind: str, id: str, agency: str | None) -> Office:
    """In every role for the agency whose the record is, as for the others."""
    record = office.store.get(kind or "core:document", id, visible=office.visible)
    own = agency_of(record.visibility) or agency
    return office if own is None else in_every_role(office, (own,))


@command("act", help=Message("Take an action in a case."))
@click.argument("case")
@click.argument("action")
@option("--reason", help=Message("Why."))
@option("--ground", help=Message("The id of the ground it is taken on."))
@option(
    "--field",
    "fields",
    multiple=True,
    metavar="FIELD=TEXT",
    help=Message("A field of the slip; may be given again."),
)
@option("--version", type=int, help=Message("The version you looked at; refused if it changed."))
@appointed_option
@json_option
@office_options
def act(
    case: str,
    action: str,
    reason: str | None,
    ground: str | None,
    fields: tuple[str, ...],
    version: int | None,
    appointed: bool,
    as_json: bool,
) -> None:
    """The case after it."""
    slip: Mapping[str, str] = dict(_pairs(fields, "--field"))
    with acting_office(appointed=appointed, case=case) as office:
        after = office.cases.act(
            case, action, reason=reason, ground=ground, fields=slip, read_version=version
        )
    _tell(after, as_json=as_json)


@command("comment", help=Message("Comment on what a case is about, or on one field of it."))
@click.argument("case")
@click.argument("text")
@option("--about", default="", metavar="FIELD", help=Message("The key of the field."))
@appointed_option
@json_option
@office_options
def comment(case: str, text: str, about: str, appointed: bool, as_json: bool) -> None:
    """The case with the comment."""
    with acting_office(appointed=appointed, case=case) as office:
        after = office.cases.comment(case, text, about=about)
    if as_json:
        _tell(after, as_json=True)
    else:
        tell(Message("comment {number}", number=after.comments[-1].number))


@command("answer", help=Message("Answer a comment."))
@click.argument("case")
@click.argument("number", type=int)
@click.argument("text")
@appointed_option
@json_option
@office_options
def answer(case: str, number: int, text: str, appointed: bool, as_json: bool) -> None:
    """The case with the answer."""
    with acting_office(appointed=appointed, case=case) as office:
        after = office.cases.answer(case, number, text)
    if as_json:
        _tell(after, as_json=True)
    else:
        tell(Message("comments without an answer: {count}", count=len(after.unanswered)))


@command("opinion", help=Message("Give an opinion that is asked of you."))
@click.argument("case")
@option("--agree/--disagree", "agrees", required=True, help=Message("Whether you agree."))
@option("--text", help=Message("Why; needed where you do not agree."))
@appointed_option
@json_option
@office_options
def opinion(case: str, agrees: bool, text: str | None, appointed: bool, as_json: bool) -> None:
    """The case with the opinion, and what follows from it."""
    with acting_office(appointed=appointed, case=case) as office:
        after = office.cases.give_opinion(case, agrees=agrees, text=text)
    _tell(after, as_json=as_json)


def _pairs(texts: tuple[str, ...], name: str) -> list[tuple[str, str]]:
    """Each ``NAME=TEXT`` in two."""
    pairs = []
    for each in texts:
        key, parted, value = each.partition("=")
        if not parted or not key:
            raise DataError(Message("{option} {text}: expected NAME=TEXT.", option=name, text=each))
        pairs.append((key, value))
    return pairs


def _tell(case: Case, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(case_as_json(case), ensure_ascii=False))
    elif case.outcome is not None:
        tell(Message("{case}: ended, {outcome}", case=case.id, outcome=case.outcome))
    else:
        tell(Message("{case}: {stage}", case=case.id, stage=case.stage))
