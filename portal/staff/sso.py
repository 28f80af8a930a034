"""Coming in by a company's own identity provider: from the sign-in page there and back, and out when that says so."""

from flask import Blueprint, jsonify, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response
from wtforms import EmailField, HiddenField

from portal import code_words
from portal.domain.errors import Invalid, LinkDead, Refused
from portal.office import sso as office
from portal.staff import sso_words
from portal.web import guards, members, sso
from portal.web.forms import Form
from portal.web.limits import limit
from portal.web.outside import csrf
from portal.web.pages import page
from portal.web.sso import ProviderTrouble
from portal.words import gettext
from portal.words import lazy_gettext as _l

bp = Blueprint("staff_sso", __name__)
FIND = "/staff/sso"


class FindForm(Form):
    """Whose provider is meant, by the domain of one's address."""

    email = EmailField(_l("Email address at work"))
    next = HiddenField()


@bp.get(FIND)
@guards.anyone
def find_form() -> Response:
    """Which company's account."""
    form = FindForm(formdata=None, next=members.safe_next(request.args.get("next", "")))
    return page("staff/sso_find.html", form=form, offers=[])


@bp.post(FIND)
@guards.anyone
@limit("60 per hour")
def find() -> Response:
    """To the sign-in page of the company whose domain it is: a form's own answer may lead to no other site (CSP)."""
    form = FindForm()
    form.next.data = to = members.safe_next(form.next.data or "")
    try:
        offers = office.offers_to(guards.store(), form.email.data or "")
    except Invalid as fault:
        form.email.errors = [code_words.say_error(fault.code, **fault.details)]
        return page("staff/sso_find.html", status=422, page_error=True, form=form, offers=[])
    if not offers:
        form.email.errors = [gettext("No company here takes addresses of this domain. Sign in with your password")]
        return page("staff/sso_find.html", status=422, page_error=True, form=form, offers=[])
    if len(offers) > 1:
        return page("staff/sso_find.html", form=form, offers=offers)
    return redirect(url_for("accounts.sign_in_form", at=offers[0].slug, next=to or None), 303)


@bp.get("/staff/<controller>/sso/begin")
@guards.anyone
@guards.before_opening
def begin() -> Response:
    """To the provider; nothing is written but this browser's own cookie."""
    to = members.safe_next(request.args.get("next", "")) or members.queue_path()
    try:
        shows = request.args.get("shows") == "1"
        return redirect(sso.begin(to, request.args.get("invitation", "")[:300], shows=shows), 303)
    except ProviderTrouble as fault:
        return _trouble(fault.code, 503 if fault.away else 422)
    except LinkDead as fault:
        return _trouble(fault.code, 410)


@bp.get("/staff/<controller>/sso/back")
@guards.anyone
@guards.before_opening
def back() -> Response:
    """Back from the provider: a session, or words that say why not."""
    try:
        came = sso.finish()
    except ProviderTrouble as fault:
        return _trouble(fault.code, 503 if fault.away else 422)
    except Refused as fault:
        return _trouble(fault.code, 403)
    except LinkDead as fault:
        return _trouble(fault.code, 410)
    members.carry(came.secret)
    return redirect(came.next, 303)


@bp.post("/staff/<controller>/sso/logout")
@guards.anyone
@limit("300 per hour")
def signed_out() -> Response:
    """The provider itself says who has signed out there (OpenID Connect Back-Channel Logout 1.0, section 2.5)."""
    try:
        sso.sign_out(request.form.get("logout_token", ""))
    except (ProviderTrouble, LinkDead) as fault:
        answer = jsonify(error="invalid_request", error_description=f"The logout token is not taken: {fault.code}")
        answer.status_code = 400
        return answer
    return Response(status=200)


csrf.exempt(f"{__name__}.{signed_out.__name__}")  # a provider has no form; what it signed is asked for instead


def _trouble(code: str, status: int) -> Response:
    offer = sso.offered(guards.controller().slug)
    sign_in = url_for("accounts.sign_in_form", at=guards.controller().slug)
    return page(
        "staff/sso_trouble.html",
        status=status,
        page_error=True,
        why=sso_words.say(code),
        name=offer.name if offer else "",
        sign_in=sign_in,
    )
