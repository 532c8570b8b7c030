"""The staff's cases: what waits for somebody, and one case with what may be done (办件).

An area within the desk's, so that only who has signed in gets here. Everything is asked of the
office as that person; the buttons that are dead say why in the office's own words.
"""

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from disclosure_core import DisclosureError, NotFoundError, Office, PublicPage
from disclosure_portal.language import current, tag_text
from disclosure_portal.pages.office import public_office

area = Blueprint("cases", __name__, url_prefix="/cases")

FIELD = "field."
"""How the names of a slip's fields begin in a form."""

Page = str | tuple[str, int] | Answer


def _office() -> Office:
    office = public_office()
    return office.as_actor(office.access.actor(g.session.name))


def _page() -> PublicPage:
    name = tag_text("Cases")
    return PublicPage(kind="column", column=name, description=name)


@area.get("")
def cases() -> str:
    """What waits for the person, and the other open cases that they may see."""
    office = _office()
    tasks = office.cases.tasks()
    waiting = {each.case.id for each in tasks}
    others = [each for each in office.cases.lists.cases() if each.case.id not in waiting]
    return render_template(
        "desk_cases.html", page=_page(), session=g.session, tasks=tasks, others=others
    )


@area.get("/<id>")
def case(id: str) -> str:
    """One case: where it stands, what may be done and why not the rest, what happened."""
    return _shown(id)


def _shown(id: str, alert: str = "") -> str:
    office = _office()
    kept = office.cases.kept(id)
    return render_template(
        "desk_case.html",
        page=_page(),
        session=g.session,
        kept=kept,
        stage=kept.workflow.stage(kept.case.stage or ""),
        outcome=kept.workflow.outcome(kept.case.outcome or ""),
        clock=office.cases.clock(id),
        actions=office.cases.next_actions(id),
        opinions=office.cases.next_opinions(id),
        writing=office.cases.next_comments(id),
        told=office.cases.explain(id),
        alert=alert,
    )


@area.post("/<id>/<verb>")
def act(id: str, verb: str) -> Page:
    """Take an action, comment, answer or give an opinion, on the case as it was looked at."""
    office = _office()
    form = request.form
    read = form.get("version", type=int)
    text = form.get("text", "")
    try:
        if verb == "act":
            office.cases.act(
                id,
                form.get("action", ""),
                reason=form.get("reason") or None,
                ground=form.get("ground") or None,
                fields={
                    key.removeprefix(FIELD): value
                    for key, value in form.items()
                    if key.startswith(FIELD) and value
                },
                read_version=read,
            )
        elif verb == "comment":
            office.cases.comment(id, text, about=form.get("about", ""), read_version=read)
        elif verb == "answer":
            office.cases.answer(id, form.get("number", 0, type=int), text, read_version=read)
        elif verb == "opinion":
            agrees = form.get("agrees") == "yes"
            office.cases.give_opinion(id, agrees=agrees, text=text or None, read_version=read)
        else:
            abort(404)
    except NotFoundError:
        raise
    except DisclosureError as error:
        return _shown(id, alert=error.text(current())), 409
    return redirect(url_for("desk.cases.case", id=id), code=303)
