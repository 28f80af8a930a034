"""The team: who is a member, who is invited, and what whoever is in charge does about it."""

from collections.abc import Callable, Collection
from typing import Any

from flask import Blueprint, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response
from wtforms import EmailField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal import code_words, words
from portal.domain import stood
from portal.domain.errors import Conflict, Invalid, NotFound, PortalError, Refused
from portal.domain.may import may_manage_staff
from portal.domain.roles import Role
from portal.domain.team import MemberLine
from portal.office import team
from portal.staff import team_words
from portal.staff.settings_view import StoodForm, meanwhile
from portal.storage.door import members as door
from portal.web import guards, members, stepup
from portal.web.forms import PressForm, UpTo
from portal.web.pages import page
from portal.words import lazy_gettext as _l

bp = Blueprint("staff_team", __name__)
HOME = "/staff/<controller>/team"
ONE = f"{HOME}/members/<staff_id>"
INVITED = f"{HOME}/invitations/<invitation_id>"
_LANGUAGES = [SelectChoice(code, name) for code, name in words.LANGUAGE_NAMES.items()]


class RoleForm(StoodForm):
    """What a member is; the categories count for the role with a limit, the registers for every one that sees some."""

    role = RadioField(_l("Role"), validate_choice=False, validators=[InputRequired(_l("Choose a role"))])
    categories = SelectMultipleField(_l("Categories"), validate_choice=False)
    registers = SelectMultipleField(_l("Registers"), validate_choice=False)


class InviteForm(RoleForm):
    """Who is to join, as what, and in which language they are written to."""

    email = EmailField(_l("Email address"), validators=[InputRequired(_l("Write the address")), UpTo(320)])
    name = StringField(_l("Name"), validators=[InputRequired(_l("Write the name")), UpTo(200)])
    language = SelectField(_l("Language"), choices=_LANGUAGES, validate_choice=False)


@bp.get(HOME)
@members.staff_page(may_manage_staff)
@guards.before_opening
def show() -> Response:
    """Who is a member, who is invited, and who was a member once."""
    store = guards.store()
    found = door.team(store, members.viewer())
    told: dict[str, Any] = {
        "here": [one for one in found.members if one.ended_at is None],
        "gone": [one for one in found.members if one.ended_at is not None],
        "invitations": found.invitations,
        "said": team_words,
        "now": store.now(),
        "press": PressForm(formdata=None),
        "base": members.queue_path(),
    }
    return page("staff/team.html", **told)


@bp.get(f"{HOME}/invite")
@members.staff_page(may_manage_staff)
@guards.before_opening
def invite_form() -> Response:
    """Whom to invite."""
    own = guards.register().controller.languages
    typed = {"role": Role.HANDLER.value, "language": own[0], "categories": [], "registers": []}
    return _inviting(_filled(InviteForm(formdata=None, data=typed)))


@bp.post(f"{HOME}/invite")
@members.staff_page(may_manage_staff)
@stepup.shown_lately()
@guards.before_opening
def invite() -> Response:
    """Mail them a link."""
    form = _filled(InviteForm())
    if not form.validate():
        return _inviting(form, 422)
    typed = (form.email.data or "", form.name.data or "", form.role.data or "")
    try:
        limits = (_limit(form), form.language.data or "", _registers(form) or ())
        team.invite(guards.store(), members.viewer(), *typed, *limits)
    except (Invalid, Conflict) as fault:
        _blame(form, fault, "email")
        return _inviting(form, 422)
    return redirect(url_for("staff_team.show"), 303)


@bp.post(f"{INVITED}/again")
@members.staff_page(may_manage_staff)
@stepup.shown_lately()
@guards.before_opening
def send_again(invitation_id: str) -> Response:
    """A new link; the old one is dead."""
    return _pressed(lambda: team.send_again(guards.store(), members.viewer(), invitation_id))


@bp.post(f"{INVITED}/take-back")
@members.staff_page(may_manage_staff)
@guards.before_opening
def take_back(invitation_id: str) -> Response:
    """The link is dead."""
    return _pressed(lambda: team.take_back(guards.store(), members.viewer(), invitation_id))


@bp.get(ONE)
@members.staff_page(may_manage_staff)
@guards.before_opening
def member(staff_id: str) -> Response:
    """One member: role, categories, and the end of the membership."""
    line = _line(staff_id)
    return _one(line, _filled(RoleForm(formdata=None, data=_as_it_is(line))))


@bp.post(ONE)
@members.staff_page(may_manage_staff)
@stepup.shown_lately()
@guards.before_opening
def change(staff_id: str) -> Response:
    """Give them this role from their next page on."""
    line, form = _line(staff_id), _filled(RoleForm())
    if not form.validate():
        return _one(line, form, 422)
    try:
        limits = (_limit(form), _registers(form, line.registers or ()))
        team.change(guards.store(), members.viewer(), staff_id, form.role.data or "", *limits, form.stood.data or "")
    except Conflict:
        return _one(_line(staff_id), form, 409)
    except (Invalid, Refused) as fault:
        _blame(form, fault, "role")
        return _one(line, form, 422)
    return _away(staff_id)


@bp.post(f"{ONE}/end")
@members.staff_page(may_manage_staff)
@stepup.shown_lately()
@guards.before_opening
def end(staff_id: str) -> Response:
    """End the membership from their next page on."""
    line = _line(staff_id)
    form = _filled(RoleForm(formdata=None, data=_as_it_is(line)))
    if not PressForm().validate():
        return _one(line, form, 422)
    try:
        team.end(guards.store(), members.viewer(), staff_id)
    except Refused as fault:
        form.form_errors.append(code_words.say_error(fault.code))
        return _one(line, form, 422)
    return _away(staff_id)


def _away(staff_id: str) -> Response:
    """To the team; whoever changed what they are themselves may not see it any more."""
    own = staff_id == members.viewer().staff_id
    return redirect("/staff/" if own else url_for("staff_team.show"), 303)


def _filled(form: Any) -> Any:
    """The form with roles and categories to choose from and, where one notice is of several registers, those too."""
    register = guards.register()
    form.role.choices = [SelectChoice(one.value, team_words.say_role(one.value)) for one in Role]
    form.categories.choices = [
        SelectChoice(one.key, one.name.in_language(words.language())) for one in register.categories
    ]
    form.registers.choices = [
        SelectChoice(one.key, one.name.in_language(words.language())) for one in register.parts if register.parts[1:]
    ]
    return form


def _limit(form: RoleForm) -> list[str]:
    """The categories that were ticked; those ticked for another role are no mistake worth a word."""
    return list(form.categories.data or ()) if form.role.data == Role.SCOPED.value else []


def _registers(form: RoleForm, held: Collection[str] = ()) -> list[str] | None:
    """The registers that were ticked, none where that is all of them; None leaves the limit `held` as it is.

    So it stays where the page had none to choose from or did not ask, and where it names none that the notice still
    has: its ticks cannot show it, and whoever lifts it ticks them all.
    """
    known = {choice.value for choice in form.registers.choices or ()}
    if not known or not form.registers.raw_data:
        return None
    ticked = {key for key in form.registers.data or () if key}
    if not ticked and held and not known & set(held):
        return None
    return [] if ticked == known or form.role.data == Role.ADMINISTRATOR.value else sorted(ticked)


def _as_it_is(line: MemberLine) -> dict[str, Any]:
    return {
        "role": line.role.value, "categories": [*(line.categories or ())], "registers": [*(line.registers or ())],
        "stood": _stood(line),
    }  # fmt: skip


def _stood(line: MemberLine) -> str:
    return stood.digest(line.role, line.categories, line.registers)


def _line(staff_id: str) -> MemberLine:
    found = door.team(guards.store(), members.viewer())
    line = next((one for one in found.members if one.staff_id == staff_id and one.ended_at is None), None)
    if line is None:
        raise NotFound("not_found")
    return line


def _inviting(form: InviteForm, status: int = 200) -> Response:
    hints = team_words.hints()
    return page("staff/team_invite.html", status=status, page_error=status == 422, form=form, hints=hints)


def _one(line: MemberLine, form: RoleForm, status: int = 200) -> Response:
    own = line.staff_id == members.viewer().staff_id
    ticked = {choice.value for choice in form.registers.choices or ()} & set(line.registers or ())
    registers = "" if ticked else team_words.say_registers(guards.register(), line.registers)
    told: dict[str, Any] = {"line": line, "form": form, "own": own, "hints": team_words.hints(), "registers": registers}
    if status == 409:
        kinds = {"staff_added", "staff_joined", "staff_changed", "staff_placed"}
        told["meanwhile"] = meanwhile(form, _stood(line), _as_it_is(line), kinds, staff=line.staff_id)
    return page("staff/team_member.html", status=status, page_error=status != 200, **told)


def _pressed(act: Callable[[], None]) -> Response:
    if PressForm().validate():
        act()
    return redirect(url_for("staff_team.show"), 303)


def _blame(form: RoleForm, fault: PortalError, otherwise: str) -> None:
    named = getattr(fault, "field", "")
    at = form[named] if named in form else form[otherwise]
    at.errors = [*at.errors, code_words.say_error(fault.code, **fault.details)]
