"""How a company's single sign-on is set up: its provider, and which of its groups is what here."""

from typing import Any

from flask import Blueprint, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response
from wtforms import BooleanField, PasswordField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from portal import words
from portal.domain import stood
from portal.domain.errors import Conflict, Invalid
from portal.domain.may import may_manage_staff
from portal.domain.roles import Role
from portal.domain.sign_on import Place, SetUp
from portal.office import sso as office
from portal.staff import sso_words, team_words
from portal.staff.settings_view import StoodForm, meanwhile
from portal.web import guards, members, sso, stepup
from portal.web.forms import UpTo
from portal.web.pages import page
from portal.words import gettext
from portal.words import lazy_gettext as _l

bp = Blueprint("staff_sign_on", __name__)
HOME = "/staff/<controller>/sign-on"
OWN, SHARED = "own", "shared"


class SignOnForm(StoodForm):
    """The provider, and the table of groups as text: a line for each."""

    whose = RadioField(_l("Provider"), validate_choice=False, default=OWN)
    name = StringField(_l("Name on the button"), validators=[UpTo(60)])
    issuer = StringField(_l("Issuer"), validators=[UpTo(500)])
    client_id = StringField(_l("Client id"), validators=[UpTo(200)])
    client_secret = PasswordField(_l("Client secret"), validators=[UpTo(500)])
    scopes = StringField(_l("Further scopes"), validators=[UpTo(150)])
    groups_claim = StringField(_l("Claim that holds the groups"), validators=[UpTo(100)])
    places = TextAreaField(_l("Groups and what they are here"), validators=[UpTo(20_000)])
    domains = StringField(_l("Domains of your addresses"), validators=[UpTo(500)])
    passwords = BooleanField(_l("Who comes this way may sign in with a password too"))


@bp.get(HOME)
@members.staff_page(may_manage_staff)
@guards.before_opening
def form() -> Response:
    """The settings as they stand."""
    at = office.set_up(guards.store(), guards.controller().id)
    return _shown(_filled(SignOnForm(formdata=None, data={**_typed(at), "stood": _stood(at)})), at)


@bp.post(HOME)
@members.staff_page(may_manage_staff)
@stepup.shown_lately()
@guards.before_opening
def save() -> Response:
    """Look whether the provider can be used, and let staff come by it."""
    typed, at = _filled(SignOnForm()), office.set_up(guards.store(), guards.controller().id)
    if not typed.validate():
        return _shown(typed, at, 422)
    try:
        new = office.check(guards.store(), members.viewer(), _read(typed))
        if new.own and (fault := sso.fault_of(new.issuer)):
            raise Invalid(fault, field="issuer")
        office.save(guards.store(), members.viewer(), new, typed.stood.data or "")
    except Conflict:
        return _shown(typed, office.set_up(guards.store(), guards.controller().id), 409)
    except Invalid as fault:
        field = getattr(typed, fault.field or "issuer")
        field.errors = [*field.errors, sso_words.complain(fault.code, **fault.details)]
        return _shown(typed, at, 422)
    return redirect(url_for("staff_sign_on.form"), 303)


@bp.post(f"{HOME}/remove")
@members.staff_page(may_manage_staff)
@stepup.shown_lately()
@guards.before_opening
def remove() -> Response:
    """Nobody comes this way any more."""
    form, at = StoodForm(), office.set_up(guards.store(), guards.controller().id)
    if form.validate():
        try:
            office.remove(guards.store(), members.viewer(), form.stood.data or "")
        except Conflict:
            return _shown(_filled(SignOnForm(formdata=None, data=_typed(at))), at, 409)
    return redirect(url_for("staff_sign_on.form"), 303)


def _filled(typed: Any) -> Any:
    shared = guards.settings().sso_name or gettext("The installation's provider")
    typed.whose.choices = [
        SelectChoice(SHARED, shared),
        SelectChoice(OWN, gettext("A provider of our own")),
    ]
    return typed


def _typed(at: SetUp | None) -> dict[str, Any]:
    if at is None:
        shared = sso.installed_provider() is not None
        name = guards.settings().sso_name if shared else ""
        return {"whose": SHARED if shared else OWN, "groups_claim": "groups", "passwords": True, "name": name}
    return {
        "whose": OWN if at.own else SHARED,
        "name": at.name,
        "issuer": at.issuer,
        "client_id": at.client_id,
        "scopes": at.scopes,
        "groups_claim": at.groups_claim,
        "places": "\n".join(_line(one) for one in at.places),
        "domains": ", ".join(at.domains),
        "passwords": at.passwords,
    }


def _stood(at: SetUp | None) -> str:
    return stood.digest(at and at.seen)


def _line(place: Place) -> str:
    limit = f": {', '.join(place.categories)}" if place.categories is not None else ""
    registers = f" @ {', '.join(place.registers)}" if place.registers is not None else ""
    return f"{place.group} = {place.role.value}{limit}{registers}"


def _read(typed: SignOnForm) -> SetUp:
    """The settings that were typed; `Invalid` with the field that cannot be read."""
    own = typed.whose.data != SHARED or sso.installed_provider() is None
    domains = [one.strip().removeprefix("@") for one in (typed.domains.data or "").split(",") if one.strip()]
    return SetUp(
        own=own,
        name=typed.name.data or "",
        issuer=(typed.issuer.data or "").strip() if own else "",
        client_id=(typed.client_id.data or "").strip() if own else "",
        secret=(typed.client_secret.data or "").strip() if own else "",
        scopes=" ".join((typed.scopes.data or "").split()),
        groups_claim=(typed.groups_claim.data or "").strip() or "groups",
        places=office.places_of([_read_line(one) for one in (typed.places.data or "").splitlines() if one.strip()]),
        domains=tuple(domains),
        passwords=bool(typed.passwords.data),
    )


def _read_line(line: str) -> tuple[str, str, list[str], list[str]]:
    group, equals, what = line.rpartition("=")
    what, at, registers = what.partition("@")
    role, _colon, limit = what.partition(":")
    parts = _keys(registers)
    if not equals or not group.strip() or not role.strip() or (at and not parts):
        raise Invalid("sso_line", field="places", given=line.strip()[:80])
    return group.strip(), role.strip(), _keys(limit), parts


def _keys(typed: str) -> list[str]:
    return [one.strip() for one in typed.split(",") if one.strip()]


def _shown(typed: SignOnForm, at: SetUp | None, status: int = 200) -> Response:
    language, register = words.language(), guards.register()
    told: dict[str, Any] = {
        "form": typed,
        "at": at,
        "has_shared": sso.installed_provider() is not None,
        "has_secret": bool(at and at.secret),
        "redirect_uri": sso.redirect_uri(),
        "sign_out_uri": sso.sign_out_uri(),
        "roles": [(one.value, team_words.say_role(one.value)) for one in Role],
        "categories": [(one.key, one.name.in_language(language)) for one in register.categories],
        "registers": [(one.key, one.name.in_language(language)) for one in register.parts if register.parts[1:]],
        "said": team_words,
        "base": members.queue_path(),
    }
    if status == 409:
        told["meanwhile"] = meanwhile(typed, _stood(at), _typed(at), {"sign_on_set", "sign_on_removed"})
    return page("staff/sign_on.html", status=status, page_error=status != 200, **told)
