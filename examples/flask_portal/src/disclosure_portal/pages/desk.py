"""The staff's desk: the drafts somebody may see, and what they may do with one (工作台).

Everything is asked of the office as the person who signed in, with the appointments of today. What
they may not see and what does not exist are answered alike.
"""

import secrets
from datetime import datetime
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    current_app,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as Answer

from disclosure_core import (
    DataError,
    DisclosureError,
    Message,
    NotFoundError,
    Office,
    Permission,
    PublicPage,
    agency_of,
    permits,
    role_name,
)
from disclosure_portal.language import current, tag_text, text
from disclosure_portal.pages.office import public_office
from disclosure_portal.safety import cursor
from disclosure_portal.sign_in import LONGEST, Session, SignIns, sign_ins_of

area = Blueprint("desk", __name__, url_prefix="/desk")

COOKIE = "desk"
LARGEST_FORM = 16 * 1024
"""Bytes of a form, at most."""

OPEN_DOORS = ("desk.sign_in", "desk.enter")

Page = str | tuple[str, int] | Answer


def keep_sign_ins(app: Flask, office: Office) -> None:
    """Let the desk ask who signs in, in the office's folder."""
    app.extensions["disclosure_sign_ins"] = sign_ins_of(office.settings.folder)


def _sign_ins() -> SignIns:
    found: SignIns = current_app.extensions["disclosure_sign_ins"]
    return found


def _now() -> datetime:
    return public_office().now()


def _office() -> Office:
    """The office as who has signed in sees it."""
    office = public_office()
    return office.as_actor(office.access.actor(_session().name))


def _session() -> Session:
    found: Session = g.session
    return found


@area.before_request
def require_session() -> Answer | None:
    """Send who has not signed in to the door, whatever they asked for."""
    request.max_content_length = LARGEST_FORM
    if request.method == "POST":
        _refuse_other_sites()
    if request.endpoint in OPEN_DOORS:
        return None
    found = _sign_ins().session(request.cookies.get(COOKIE, ""), now=_now())
    if found is None:
        return redirect(url_for("desk.sign_in"), code=303)
    g.session = found
    sent = request.form.get("token", "")
    if request.method == "POST" and not secrets.compare_digest(
        sent.encode(), found.form_token.encode()
    ):
        abort(400)
    return None


def _public_address() -> SplitResult:
    """Where the office says that readers find the site, whatever a proxy makes of it here."""
    return urlsplit(public_office().settings.site.address)


def _refuse_other_sites() -> None:
    """A form is sent from this site's own pages; a browser says where it comes from."""
    origin = request.headers.get("Origin")
    public = _public_address()
    here = (f"http://{request.host}", f"https://{request.host}")
    foreign = origin not in (None, *here, f"{public.scheme}://{public.netloc}")
    if foreign or request.headers.get("Sec-Fetch-Site", "same-origin") == "cross-site":
        abort(400)


@area.after_request
def keep_private(answer: Response) -> Response:
    """What staff see is kept by nobody."""
    answer.cache_control.no_store = True
    answer.cache_control.private = True
    return answer


def _page() -> PublicPage:
    name = tag_text("Desk")
    return PublicPage(kind="column", column=name, description=name)


@area.get("/sign-in")
def sign_in() -> str:
    """The door."""
    return render_template("sign_in.html", page=_page(), longest=LONGEST)


@area.post("/sign-in")
def enter() -> Page:
    """Open a session with a new token, whatever cookie was brought."""
    name, password = request.form.get("name", "").strip(), request.form.get("password", "")
    token = _sign_ins().begin(name, password, now=_now())
    if token is None:
        alert = text(
            "Name and password do not fit, or there were too many tries. Wait and try again."
        )
        return render_template("sign_in.html", page=_page(), longest=LONGEST, alert=alert), 403
    answer = redirect(url_for("desk.desk"), code=303)
    secure = request.is_secure or _public_address().scheme == "https"
    answer.set_cookie(COOKIE, token, path="/desk", httponly=True, samesite="Strict", secure=secure)
    return answer


@area.post("/sign-out")
def leave() -> Answer:
    """End the session, here and for every copy of its token."""
    _sign_ins().end(request.cookies.get(COOKIE, ""))
    answer = redirect(url_for("desk.sign_in"), code=303)
    answer.delete_cookie(COOKIE, path="/desk")
    return answer


@area.get("")
def desk() -> str:
    """What somebody is appointed to, and the drafts they may see."""
    office = _office()
    actor = office.actor
    whole = text("the whole office")
    posts = [(role_name(each), whole) for each in sorted(actor.roles - {"reader"})]
    posts += [(role_name(each.role), each.agency) for each in sorted(actor.at)]
    drafts = office.documents.newest(after=cursor()) if actor.is_staff else None
    return render_template(
        "desk.html", page=_page(), session=_session(), posts=posts, drafts=drafts
    )


@area.get("/documents/<id>")
def draft(id: str) -> str:
    """One draft, what was found in it, and what this person may do with it."""
    return _shown(id)


def _shown(id: str, alert: str = "") -> str:
    office = _office()
    record = office.documents.record(id)
    agency = agency_of(record.visibility)
    may = {each.value for each in Permission if permits(office.actor, each, agency)}
    return render_template(
        "desk_document.html",
        page=_page(),
        session=_session(),
        id=id,
        digest=record.digest,  # read before the text, so never of a later one than is shown
        document=office.documents.document(id),
        review=office.review.of(id),
        release=office.publication.of_document(id),
        may=may,
        alert=alert,
        timezone=office.settings.timezone,
    )


@area.post("/documents/<id>/<verb>")
def act(id: str, verb: str) -> Page:
    """Check, approve, reject or release a draft; a refusal is told on the draft's page.

    A decision is on the text that the page showed, and on no later one.
    """
    office = _office()
    office.documents.record(id)
    reason = request.form.get("reason", "").strip()
    looked_at = request.form.get("digest") or None
    try:
        if verb == "check":
            office.review.check(id)
        elif verb == "approve":
            office.review.approve(id, reason=reason or None, looked_at=looked_at)
        elif verb == "reject":
            office.review.reject(id, reason=_needed(reason), looked_at=looked_at)
        elif verb == "release":
            office.publication.release(id, not_before=_instant(office))
        else:
            abort(404)
    except NotFoundError:
        raise
    except DisclosureError as error:
        return _shown(id, alert=error.text(current())), 409
    return redirect(url_for("desk.draft", id=id), code=303)


def _needed(reason: str) -> str:
    if not reason:
        raise DataError(Message("Give a reason.", package="disclosure_portal"))
    return reason


def _instant(office: Office) -> datetime | None:
    """The instant of a form, which is of the office's own clock."""
    written = request.form.get("not_before", "").strip()
    if not written:
        return None
    try:
        return datetime.fromisoformat(written).replace(tzinfo=ZoneInfo(office.settings.timezone))
    except ValueError:
        raise DataError(Message("This is no day and time.", package="disclosure_portal")) from None
