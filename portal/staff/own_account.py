"""One's own account: name, language, password, second factors, and the browsers that are signed in."""

from typing import Any

from flask import Blueprint, request, session, url_for
from markupsafe import Markup
from werkzeug.utils import redirect
from werkzeug.wrappers import Response
from wtforms import HiddenField, PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal import words
from portal.domain.errors import Conflict, Invalid, TooMany
from portal.domain.members import Member, MemberAt, SignedInBrowser
from portal.office import factors, passkeys
from portal.office.accounts import LEAST_PASSWORD
from portal.office.factors import Added
from portal.staff.second import CHALLENGE, site
from portal.web import guards, members, stepup
from portal.web.forms import Form, UpTo
from portal.web.pages import page
from portal.words import gettext, say
from portal.words import lazy_gettext as _l

bp = Blueprint("staff_account", __name__)
HOME = members.ACCOUNT_PATH
_LANGUAGES = [SelectChoice(code, name) for code, name in words.LANGUAGE_NAMES.items()]


class PersonForm(Form):
    """How one is named and spoken to."""

    name = StringField(_l("Name"), validators=[InputRequired(_l("Write your name")), UpTo(200)])
    language = SelectField(_l("Language"), choices=_LANGUAGES)


class PasswordForm(Form):
    """The old password, and the new one."""

    old = PasswordField(_l("Your password now"), validators=[InputRequired(_l("Write your password"))])
    new = PasswordField(_l("New password"), validators=[InputRequired(_l("Write a new password"))])


class AppForm(Form):
    """A name for the app, its secret as the page carries it, and a code that the app shows."""

    name = StringField(_l("Name of the app or device"), validators=[UpTo(factors.LONGEST_NAME)])
    code = StringField(_l("Code that the app shows"), validators=[InputRequired(_l("Write the code"))])
    sealed = HiddenField(validators=[InputRequired()])


class NameForm(Form):
    """What a factor is called."""

    name = StringField(_l("Name"), validators=[InputRequired(_l("Write a name")), UpTo(factors.LONGEST_NAME)])


@bp.get(HOME)
@members.members_page
def show() -> Response:
    """All of it."""
    return _shown(_who())


@bp.post(f"{HOME}/person")
@members.members_page
def person() -> Response:
    """Another name or language."""
    who, form = _who(), PersonForm()
    if not form.validate():
        return _shown(who, form, 422)
    factors.change_name(guards.store(), who, form.name.data or "", form.language.data)
    session["language"] = form.language.data
    return _back("person")


@bp.get(f"{HOME}/password")
@members.members_page
def password_form() -> Response:
    """The page that asks for the old password and a new one."""
    return _password(PasswordForm(formdata=None))


@bp.post(f"{HOME}/password")
@members.members_page
@stepup.shown_lately(lambda: _who().has_factor)
def password() -> Response:
    """Another password; the other browsers are signed out."""
    form = PasswordForm()
    if not form.validate():
        return _password(form, 422)
    try:
        factors.change_password(guards.store(), _who(), form.old.data or "", form.new.data or "")
    except Invalid as fault:
        said = {
            "password_old": gettext("That is not your password. Try again."),
            "password_length": say("Use at least %(least)s characters", least=LEAST_PASSWORD),
        }
        form[fault.field if fault.field == "old" else "new"].errors = [said[fault.code]]
        return _password(form, 422)
    except TooMany:
        form.form_errors.append(gettext("Too many tries. Wait a few minutes and try again."))
        return _password(form, 429)
    return _back("password")


@bp.get(f"{HOME}/app")
@members.members_page
@stepup.shown_lately()
def app_form() -> Response:
    """A new secret, as a picture and as text, and the form for a code of it."""
    who = _who()
    sealed = factors.seal_secret(guards.store(), who, factors.new_secret())
    return _app(who, AppForm(formdata=None, data={"sealed": sealed}))


@bp.post(f"{HOME}/app")
@members.members_page
@stepup.shown_lately()
def app() -> Response:
    """Add an app that has shown a code."""
    who, form = _who(), AppForm()
    secret = factors.unseal_secret(guards.store(), who, form.sealed.data or "")
    if not form.validate():
        return _app(who, form, 422)
    name = (form.name.data or "").strip() or gettext("Authenticator app")
    try:
        return _added(factors.add_app(guards.store(), who, name, secret, form.code.data or ""))
    except Invalid as fault:
        said = gettext("This code does not fit. Check the clock of the device, and take the code that it shows now.")
        form[fault.field].errors = [said if fault.code == "code_wrong" else gettext("Write a shorter name")]
    except Conflict:
        form.form_errors.append(gettext("There are too many already. Remove one first."))
    return _app(who, form, 422)


@bp.post(f"{HOME}/passkeys/challenge")
@members.members_page
@stepup.shown_lately()
def passkey_challenge() -> Response:
    """What the browser asks its authenticator to make, as JSON."""
    session[CHALLENGE], asked = passkeys.ask_to_make(guards.store(), site(), _who())
    return Response(asked, mimetype="application/json")


@bp.post(f"{HOME}/passkeys")
@members.members_page
@stepup.shown_lately()
def passkey() -> Response:
    """Add the passkey that was made."""
    who, name = _who(), request.form.get("name", "").strip() or gettext("Passkey")
    answer = request.form.get("passkey", "")
    try:
        return _added(passkeys.make(guards.store(), site(), who, session.pop(CHALLENGE, ""), answer, name))
    except Invalid:
        said = gettext("The passkey could not be added. Try again.")
    except Conflict:
        said = gettext("There are too many already. Remove one first.")
    form = NameForm(formdata=None, data={"name": name})
    form.form_errors.append(said)
    return _passkey(form, 422)


@bp.get(f"{HOME}/passkeys")
@members.members_page
@stepup.shown_lately()
def passkey_form() -> Response:
    """The page on which a passkey is made; that takes a script, as browsers have it."""
    return _passkey(NameForm(formdata=None))


@bp.get(f"{HOME}/factors/<factor_id>")
@members.members_page
def factor(factor_id: str) -> Response:
    """One second factor: its name, and taking it away."""
    return _factor(factor_id)


@bp.post(f"{HOME}/factors/<factor_id>")
@members.members_page
@stepup.shown_lately()
def rename(factor_id: str) -> Response:
    """Another name for it."""
    form = NameForm()
    if not form.validate():
        return _factor(factor_id, form, 422)
    try:
        factors.rename(guards.store(), _who(), factor_id, form.name.data or "")
    except Invalid:
        form.name.errors = [gettext("Write a shorter name")]
        return _factor(factor_id, form, 422)
    return _back("factors")


@bp.post(f"{HOME}/factors/<factor_id>/remove")
@members.members_page
@stepup.shown_lately()
def remove(factor_id: str) -> Response:
    """Take it away; the last one stays where a company needs one."""
    try:
        factors.remove(guards.store(), _who(), factor_id)
    except Conflict:
        form = _name_form(factor_id)
        form.form_errors.append(gettext("A company of yours needs a second factor. Add another one first."))
        return _factor(factor_id, form, 409)
    return _back("factors")


@bp.post(f"{HOME}/codes")
@members.members_page
@stepup.shown_lately()
def codes() -> Response:
    """Ten new recovery codes, shown this once."""
    try:
        return _codes(factors.renew_codes(guards.store(), _who()))
    except Conflict:
        return _back("factors")


@bp.post(f"{HOME}/browsers/end")
@members.members_page
def end_browser() -> Response:
    """Sign one browser out."""
    factors.end_browser(guards.store(), _who(), request.form.get("browser", ""))
    return _back("browsers")


@bp.post(f"{HOME}/browsers/end-others")
@members.members_page
def end_others() -> Response:
    """Sign out everywhere else."""
    factors.end_other_browsers(guards.store(), _who())
    return _back("browsers")


@bp.get(stepup.PATH)
@members.anybodys_page
def show_again() -> Response:
    """The page that asks who is at the keys, before a page that is secret; it leads a guest to their provider.

    With what they had typed they come back to it.
    """
    return stepup.show(_who(), members.safe_next(request.args.get("next", "")), request.args.get("kept", ""))


@bp.post(stepup.PATH)
@members.members_page
def shown_again() -> Response:
    """On to where one was going."""
    return stepup.take(_who(), members.safe_next(request.form.get("next", "")))


@bp.post(f"{stepup.PATH}/challenge")
@members.members_page
def show_challenge() -> Response:
    """What the browser asks its authenticator to show again, as JSON."""
    session[CHALLENGE], asked = passkeys.ask_to_show(guards.store(), site(), _who())
    return Response(asked, mimetype="application/json")


# ---- pages -----------------------------------------------------------------------------------------------


def _who() -> Member:
    who = members.member()
    assert who is not None, "the guard let a stranger in"
    return who


def _back(anchor: str) -> Response:
    return redirect(url_for("staff_account.show", _anchor=anchor, **_for()), 303)


def _for() -> dict[str, Any]:
    """The company that sent them here for a second factor, to be carried along."""
    asked = request.args.get("for", "")
    return {"for": asked} if _company(asked) else {}


def _company(slug: str) -> MemberAt | None:
    return next((at for at in _who().memberships if at.slug == slug), None)


def _shown(who: Member, form: PersonForm | None = None, status: int = 200) -> Response:
    store, here = guards.store(), members.network()
    company = _company(request.args.get("for", ""))
    wanting = [at for at in who.memberships if at.needs_factor]
    return page(
        "staff/account.html",
        status=status,
        page_error=status != 200,
        who=who,
        form=form or PersonForm(formdata=None, data={"name": who.name, "language": who.language}),
        company=company,
        wanting=wanting,
        going=_for(),
        factors=factors.factors(store, who),
        codes_left=factors.codes_left(store, who),
        passkeys=passkeys.site_of(guards.settings().staff_base_url) is not None,
        browsers=[_browser(one, who, here) for one in factors.browsers(store, who)],
    )


def _browser(one: SignedInBrowser, who: Member, here: str) -> dict[str, Any]:
    known = [one.said[part] for part in ("browser", "system") if part in one.said]
    network = one.said.get("network")
    place = gettext("from this network") if network == here else gettext("from another network")
    return {
        "id": one.id,
        "what": ", ".join(known) or gettext("An unknown browser"),
        "place": place if network else gettext("from an unknown network"),
        "since": one.created_at,
        "used": one.seen_at,
        "this": one.id == who.session,
    }


def _password(form: PasswordForm, status: int = 200) -> Response:
    return page("staff/password.html", status=status, page_error=status != 200, form=form, least=LEAST_PASSWORD)


def _app(who: Member, form: AppForm, status: int = 200) -> Response:
    secret = factors.unseal_secret(guards.store(), who, form.sealed.data or "")
    address = factors.address_of(secret, who.email, site_name())
    return page(
        "staff/factor_app.html",
        status=status,
        page_error=status != 200,
        form=form,
        going=_for(),
        secret=" ".join(secret[place : place + 4] for place in range(0, len(secret), 4)),
        picture=Markup(factors.picture_of(address)),  # noqa: S704  # made by a library of numbers alone
    )


def site_name() -> str:
    """Under what an app lists the account: the one company, or the portal of several."""
    memberships = _who().memberships
    return memberships[0].trade_name if len(memberships) == 1 else gettext("Data portal")


def _passkey(form: NameForm, status: int = 200) -> Response:
    return page("staff/factor_passkey.html", status=status, page_error=status != 200, form=form, going=_for())


def _added(added: Added) -> Response:
    return _codes(added.codes) if added.codes else _back("factors")


def _codes(codes: tuple[str, ...]) -> Response:
    company = _company(request.args.get("for", ""))
    return page("staff/recovery_codes.html", codes=codes, company=company)


def _name_form(factor_id: str) -> NameForm:
    found = [one for one in factors.factors(guards.store(), _who()) if one.id == factor_id]
    return NameForm(formdata=None, data={"name": found[0].name if found else ""})


def _factor(factor_id: str, form: NameForm | None = None, status: int = 200) -> Response:
    who = _who()
    every = factors.factors(guards.store(), who)
    one = factors.one_of(every, factor_id)
    last = len(every) == 1
    return page(
        "staff/factor.html",
        status=status,
        page_error=status != 200,
        one=one,
        form=form or NameForm(formdata=None, data={"name": one.name}),
        last=last,
        needed=[at.trade_name for at in who.memberships if at.needs_factor] if last else [],
    )
