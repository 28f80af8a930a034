"""The page of a link that `portal setup` made: who the company is, and whose account is its owner's."""

from typing import Any

from flask import Blueprint, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response
from wtforms import EmailField, PasswordField, SelectField, SelectMultipleField, StringField

from portal import code_words, facts, words
from portal.domain.errors import Conflict, Invalid, LinkDead
from portal.office import setting_up, team
from portal.office.setting_up import Company, Owner
from portal.staff.case_view import blame
from portal.web import guards, members
from portal.web.forms import Form, UpTo
from portal.web.limits import limit
from portal.web.pages import page
from portal.words import gettext, language
from portal.words import lazy_gettext as _l

bp = Blueprint("staff_founding", __name__)
LINK = "/staff/setup/<token>"


class FoundingForm(Form):
    """A company, and the account of its owner where nobody is signed in."""

    legal_name = StringField(_l("Legal name of the company"), validators=[UpTo(setting_up.LONGEST_NAME)])
    trade_name = StringField(_l("Name that customers know"), validators=[UpTo(setting_up.LONGEST_NAME)])
    slug = StringField(_l("Its place in addresses"), validators=[UpTo(60)])
    country = SelectField(_l("Country"), validate_choice=False)
    languages = SelectMultipleField(_l("Languages of your customers"), validate_choice=False)
    name = StringField(_l("Your name"), validators=[UpTo(setting_up.LONGEST_NAME)])
    email = EmailField(_l("Your email address"), validators=[UpTo(320)])
    password = PasswordField(_l("Password"))
    again = PasswordField(_l("The password once more"))


@bp.get(LINK)
@guards.anyone
def show(token: str) -> Response:
    """What is asked of a new company; nothing changes."""
    try:
        setting_up.look(guards.store(), token)
    except LinkDead:
        return _dead()
    return _shown(token, FoundingForm(formdata=None, data={"country": "FI", "languages": [language()]}))


@bp.post(LINK)
@guards.anyone
@limit("60 per hour")
def found(token: str) -> Response:
    """Make the company, sign its owner in, and go on to its notice."""
    form = FoundingForm()
    who = members.member()
    if not form.validate() or not (who or _is_same(form)):
        return _shown(token, form, 422)
    if who is not None and who.came_by is not None:
        form.form_errors.append(gettext("You came by a company's single sign-on. Sign out first."))
        return _shown(token, form, 422)
    try:
        slug = setting_up.found(guards.store(), token, _company(form), _owner(form), language())
    except LinkDead:
        return _dead()
    except Conflict:
        form.email.errors = [gettext("There is an account with this address already. Sign in with it first.")]
        return _shown(token, form, 422)
    except Invalid as fault:
        _blame(form, fault)
        return _shown(token, form, 422)
    if who is None:
        members.begin(form.email.data or "", form.password.data or "")
    return redirect(f"/staff/{slug}/setup", 303)


def _company(form: FoundingForm) -> Company:
    return Company(
        form.legal_name.data or "", form.trade_name.data or "", form.slug.data or "", form.country.data or "",
        form.languages.data or (),
    )  # fmt: skip


def _owner(form: FoundingForm) -> Owner:
    who = members.member()
    if who is not None:
        return Owner(staff_id=who.staff_id)
    return Owner(form.email.data or "", form.name.data or "", form.password.data or "")


def _blame(form: FoundingForm, fault: Invalid) -> None:
    """At the field; where the address is taken, with one that is to be had in the field."""
    if fault.code == "slug_taken" and (free := fault.details.get("free")):
        form.slug.data = free
    blame(form, fault, "legal_name")


def _is_same(form: FoundingForm) -> bool:
    if form.password.data == form.again.data:
        return True
    form.again.errors = [*form.again.errors, code_words.say_error("passwords_differ")]
    return False


def _shown(token: str, form: FoundingForm, status: int = 200) -> Response:
    who = members.member()
    form.country.choices = sorted(((code, words.territory(code)) for code in facts.COUNTRIES), key=lambda one: one[1])
    form.languages.choices = list(words.LANGUAGE_NAMES.items())
    told: dict[str, Any] = {
        "form": form,
        "signed_in_as": who.email if who else "",
        "least": team.LEAST_PASSWORD,
        "base": guards.settings().base_url,
        "sign_in": url_for("accounts.sign_in_form", next=url_for("staff_founding.show", token=token)),
    }
    return page("staff/founding.html", status=status, page_error=status == 422, **told)


def _dead() -> Response:
    return page("staff/founding_dead.html", status=410, sign_in=url_for("accounts.sign_in_form"))
