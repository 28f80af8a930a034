"""The second step of signing in, and signing in by a passkey alone.

What was begun waits on the server for minutes and belongs to one browser: its secret is in that browser's cookie.
"""

from flask import Blueprint, request, session
from flask_wtf import FlaskForm
from werkzeug.utils import redirect
from werkzeug.wrappers import Response
from wtforms import HiddenField, StringField

from portal.domain.errors import Conflict, Invalid, NotFound, TooMany
from portal.office import factors, passkeys
from portal.office.passkeys import Site
from portal.staff.accounts import HOME, SignInForm, refused
from portal.web import agents, guards, members
from portal.web.limits import limit
from portal.web.pages import page
from portal.words import gettext
from portal.words import lazy_gettext as _l

bp = Blueprint("staff_second", __name__)
WAITING, CHALLENGE = "waiting", "passkey"


class CodeForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF carries no types
    """A code of the app, or one of the recovery codes."""

    code = StringField(_l("Code"))
    next = HiddenField()


@bp.get("/staff/login/code")
@guards.anyone
def form() -> Response:
    """The page that asks for the second factor; without a password that was shown, the sign-in page."""
    if factors.waiting(guards.store(), session.get(WAITING, "")) is None:
        return _begin_anew()
    return _shown(CodeForm(formdata=None, next=members.safe_next(request.args.get("next", ""))))


@bp.post("/staff/login/code")
@guards.anyone
def take() -> Response:
    """The session, or the page again; five wrong codes end what was begun."""
    given = CodeForm()
    pending = factors.waiting(guards.store(), session.get(WAITING, ""))
    if pending is None:
        return _over(gettext("It took too long, or was begun in another browser. Sign in again."))
    try:
        members.remember(factors.finish(guards.store(), pending, given.code.data or ""))
    except Invalid:
        said = gettext("This code does not fit. A code works once: wait for the next one and try again.")
        given.code.errors = [said]
        return _shown(given, 422)
    except (TooMany, Conflict):
        return _over(gettext("Five codes did not fit. Sign in again."), 429)
    return redirect(members.safe_next(given.next.data or "") or HOME, 303)


@bp.post("/staff/login/passkey/challenge")
@guards.anyone
@limit("120 per hour")
def challenge() -> Response:
    """What the browser asks its authenticator, as JSON; the same for everybody."""
    session[CHALLENGE], asked = passkeys.ask_to_sign_in(guards.store(), site())
    return Response(asked, mimetype="application/json")


@bp.post("/staff/login/passkey")
@guards.anyone
@limit("120 per hour")
def by_passkey() -> Response:
    """The session of whose passkey it is, or one refusal for every cause."""
    given = SignInForm()
    store, waiting = guards.store(), session.get(WAITING, "")
    try:
        signed_in = passkeys.sign_in(
            store, site(), session.pop(CHALLENGE, ""), request.form.get("passkey", ""), members.network(),
            agents.words_of(request.user_agent.string), factors.waiting(store, waiting),
        )  # fmt: skip
    except (Invalid, Conflict):
        said = gettext("This passkey was not accepted. Try again, or sign in with address and password.")
        return refused(SignInForm(formdata=None, next=given.next.data or ""), 422, said)
    members.remember(signed_in)
    return redirect(members.safe_next(given.next.data or "") or HOME, 303)


def site() -> Site:
    """The relying party; `NotFound` where the staff's pages have an address that passkeys do not work at."""
    found = passkeys.site_of(guards.settings().staff_base_url)
    if found is None:
        raise NotFound("not_found")
    return found


def _shown(given: CodeForm, status: int = 200) -> Response:
    there = passkeys.site_of(guards.settings().staff_base_url) is not None
    given.next.data = members.safe_next(given.next.data or "")
    return page("staff/second.html", status=status, page_error=status != 200, form=given, passkeys=there)


def _over(sentence: str, status: int = 422) -> Response:
    session.pop(WAITING, None)
    return refused(SignInForm(formdata=None, next=request.form.get("next", "")), status, sentence)


def _begin_anew() -> Response:
    session.pop(WAITING, None)
    back = members.quoted(members.safe_next(request.args.get("next", "")))
    return redirect(f"{members.SIGN_IN_PATH}?next={back}" if back else members.SIGN_IN_PATH, 303)
