"""The page of an invitation's link: looking at it changes nothing, joining uses it up."""

from typing import Any

from flask import Blueprint, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response
from wtforms import PasswordField, StringField

from portal import code_words
from portal.domain.errors import Conflict, Invalid, LinkDead, Refused
from portal.domain.members import Member
from portal.office import team
from portal.staff import team_words
from portal.staff.case_view import blame
from portal.staff.role_words import say_yours
from portal.storage.door.members import Invited
from portal.web import guards, members, sso
from portal.web.forms import Form, UpTo
from portal.web.limits import limit
from portal.web.pages import page
from portal.words import gettext
from portal.words import lazy_gettext as _l

bp = Blueprint("staff_joining", __name__)
LINK = "/staff/<controller>/join/<token>"


class JoinForm(Form):
    """How the invited is called, and their password, twice."""

    name = StringField(_l("Your name"), validators=[UpTo(200)])
    password = PasswordField(_l("Password"))
    again = PasswordField(_l("The password once more"))


@bp.get(LINK)
@guards.anyone
@guards.before_opening
def show(token: str) -> Response:
    """Who invites whom, and the ways to join."""
    try:
        who = _invited(token)
    except LinkDead:
        return _dead()
    return _shown(token, who, JoinForm(formdata=None, data={"name": who.name}))


@bp.post(LINK)
@guards.anyone
@limit("60 per hour")
@guards.before_opening
def join(token: str) -> Response:
    """Become a member: with an account made now, or with the one that this browser is signed in with."""
    form = JoinForm()
    try:
        who = _invited(token)
        if who.has_account:
            return _join_as(token, who, form)
        if not form.validate() or not _is_same(form):
            return _shown(token, who, form, 422)
        team.join(guards.store(), guards.controller().id, token, form.name.data or "", form.password.data or "")
    except LinkDead:
        return _dead()
    except Conflict as fault:
        return redirect(members.queue_path() if fault.code == "already_staff" else request.path, 303)
    except Invalid as fault:
        blame(form, fault, "password")
        return _shown(token, who, form, 422)
    return redirect(url_for("accounts.sign_in_form", next=members.queue_path(), joined=1), 303)


def _join_as(token: str, who: Invited, form: JoinForm) -> Response:
    signed_in = members.member()
    if signed_in is None or not _is_theirs(signed_in, who):
        form.form_errors.append(gettext("Sign in with the account of this address first"))
        return _shown(token, who, form, 422)
    try:
        team.join_as(guards.store(), guards.controller().id, token, signed_in.staff_id)
    except Refused:
        form.form_errors.append(gettext("Sign in with the account of this address first"))
        return _shown(token, who, form, 422)
    return redirect(members.queue_path(), 303)


def _is_theirs(signed_in: Member, who: Invited) -> bool:
    """Whether somebody who is signed in is the invited; who came by another company's provider is its guest alone."""
    came = signed_in.came_by
    return signed_in.email == who.email and (came is None or came.controller_id == guards.controller().id)


def _invited(token: str) -> Invited:
    who = team.invited(guards.store(), guards.controller().id, token)
    members.speak(who.language)
    return who


def _is_same(form: JoinForm) -> bool:
    if form.password.data == form.again.data:
        return True
    form.again.errors = [*form.again.errors, code_words.say_error("passwords_differ")]
    return False


def _shown(token: str, who: Invited, form: JoinForm, status: int = 200) -> Response:
    signed_in = members.member()
    told: dict[str, Any] = {
        "who": who,
        "form": form,
        "role": team_words.say_role(who.role.value),
        "means": _means(who),
        "token": token,
        "is_theirs": signed_in is not None and _is_theirs(signed_in, who),
        "other": signed_in.email if signed_in is not None and not _is_theirs(signed_in, who) else "",
        "least": team.LEAST_PASSWORD,
        "sign_in": url_for("accounts.sign_in_form", next=request.path),
        "sso": sso.offered(guards.controller().slug),
    }
    return page("staff/join.html", status=status, page_error=status == 422, **told)


def _means(who: Invited) -> str:
    """What the role may, and of what."""
    told = team_words.hints()[who.role.value]
    return told if who.categories is None else f"{told} {say_yours(guards.register(), who.categories)}"


def _dead() -> Response:
    return page("staff/join_dead.html", status=410, sign_in=url_for("accounts.sign_in_form", next=members.queue_path()))
