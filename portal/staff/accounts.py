"""Signing in and out, and the companies of who is signed in."""

from flask import Blueprint, request
from flask_wtf import FlaskForm
from werkzeug.utils import redirect
from werkzeug.wrappers import Response
from wtforms import EmailField, HiddenField, PasswordField

from portal.domain.errors import Invalid, TooMany
from portal.office import passkeys
from portal.web import guards, members
from portal.web.pages import page
from portal.words import gettext
from portal.words import lazy_gettext as _l

bp = Blueprint("accounts", __name__)
HOME = "/staff/"


class SignInForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF carries no types
    """Address and password; no field says by itself what was wrong."""

    email = EmailField(_l("Email address"))
    password = PasswordField(_l("Password"))
    next = HiddenField()


@bp.get("/staff/login")
@guards.anyone
def sign_in_form() -> Response:
    """The sign-in page; who is signed in goes on."""
    if members.member() is not None:
        return redirect(HOME, 303)
    form = SignInForm(formdata=None, next=members.safe_next(request.args.get("next", "")))
    return shown(form)


@bp.post("/staff/login")
@guards.anyone
def sign_in() -> Response:
    """A new session, the page that asks for the second factor, or one refusal for every cause."""
    form = SignInForm()
    next_path = members.safe_next(form.next.data or "")
    try:
        if not members.begin(form.email.data or "", form.password.data or ""):
            return redirect(f"{members.SECOND_PATH}?next={members.quoted(next_path)}", 303)
    except Invalid:
        return refused(form, 422, gettext("That address and password do not go together. Check both and try again."))
    except TooMany:
        return refused(form, 429, gettext("Too many tries. Wait a few minutes and try again."))
    return redirect(next_path or HOME, 303)


@bp.post("/staff/logout")
@guards.anyone
def sign_out() -> Response:
    """The session ends, here and on the server."""
    members.end()
    return redirect(members.SIGN_IN_PATH, 303)


@bp.get("/staff/")
@members.anybodys_page
def companies() -> Response:
    """Straight to the queue of the one company, or the list of several."""
    who = members.member()
    memberships = who.memberships if who else ()
    if len(memberships) == 1:
        return redirect(f"/staff/{memberships[0].slug}/requests", 303)
    return page("staff/companies.html", memberships=memberships)


def refused(form: SignInForm, status: int, sentence: str) -> Response:
    """The sign-in page again, with a sentence of no field."""
    form.form_errors.append(sentence)
    form.next.data = members.safe_next(form.next.data or "")
    return shown(form, status)


def shown(form: SignInForm, status: int = 200) -> Response:
    """The sign-in page; a passkey is offered where browsers make them, whoever is there."""
    site = passkeys.site_of(guards.settings().staff_base_url)
    return page("staff/login.html", status=status, page_error=status != 200, form=form, passkeys=site is not None)
