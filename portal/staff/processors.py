"""Processors who are asked by letter: where each is reached, for owners; letters sent again or taken back."""

from typing import Any

from flask import Blueprint, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response
from wtforms import EmailField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal import words
from portal.domain import stood
from portal.domain.errors import Conflict, Invalid, NotFound
from portal.domain.may import may_configure, may_handle, may_read_settings
from portal.domain.register import System
from portal.journey import asked
from portal.office import processors
from portal.staff.case_view import VersionedForm, back_to, blame, changed
from portal.staff.settings_view import StoodForm, meanwhile
from portal.storage.door import processors as door
from portal.web import guards, members
from portal.web.forms import UpTo
from portal.web.pages import page
from portal.words import lazy_gettext as _l

bp = Blueprint("staff_processors", __name__)
HOME = "/staff/<controller>/processors"
ONE = f"{HOME}/<system>"
STEP = "/staff/<controller>/requests/<reference>/steps/<step_id>/letter"


_LANGUAGES = [SelectChoice(code, name) for code, name in words.LANGUAGE_NAMES.items()]


class ContactForm(StoodForm):
    """Where the processor is asked."""

    email = EmailField(_l("Email address"), validators=[InputRequired(_l("Write the address")), UpTo(320)])
    language = SelectField(_l("Language"), choices=_LANGUAGES, validate_choice=False)


@bp.get(HOME)
@members.staff_page(may_read_settings)
def show() -> Response:
    """The systems that a processor runs, and where each is asked."""
    known = door.contacts(guards.store(), members.viewer())
    rows = [(one.name.in_language(words.language()), one, known.get(one.key)) for one in _systems()]
    base = members.queue_path()
    return page("staff/processors.html", rows=rows, base=base, may_configure=may_configure(members.viewer()))


@bp.get(ONE)
@members.staff_page(may_configure)
def edit_form(system: str) -> Response:
    """Where one of them is asked."""
    one = _system(system)
    return _shown(one, ContactForm(formdata=None, data=_as_it_is(system)))


@bp.post(ONE)
@members.staff_page(may_configure)
def save(system: str) -> Response:
    """Ask it there from now on."""
    one, form = _system(system), ContactForm()
    if not form.validate():
        return _shown(one, form, 422)
    try:
        email, language = form.email.data or "", form.language.data or ""
        processors.set_contact(guards.store(), members.viewer(), system, email, language, form.stood.data or "")
    except Conflict:
        return _shown(one, form, 409)
    except Invalid as fault:
        blame(form, fault, "email")
        return _shown(one, form, 422)
    return redirect(url_for("staff_processors.show"), 303)


@bp.post(f"{ONE}/remove")
@members.staff_page(may_configure)
def remove(system: str) -> Response:
    """Ask it by letter no more."""
    one, form = _system(system), StoodForm()
    shown = ContactForm(formdata=None, data={**_as_it_is(system), "stood": form.stood.data})
    if not form.validate():
        return _shown(one, shown, 422)
    try:
        processors.remove_contact(guards.store(), members.viewer(), system, form.stood.data or "")
    except Conflict:
        return _shown(one, shown, 409)
    return redirect(url_for("staff_processors.show"), 303)


@bp.post(f"{STEP}/again")
@members.staff_page(may_handle)
def send_again(reference: str, step_id: str) -> Response:
    """A new link to the processor; the old one is dead."""
    form = VersionedForm()
    if form.validate():
        try:
            asked.send_again(guards.store(), members.viewer(), reference, form.version.data or 0, step_id)
        except Conflict as fault:
            return changed(reference, form, fault)
    return back_to("staff_request.step", reference, step_id=step_id)


@bp.post(f"{STEP}/withdraw")
@members.staff_page(may_handle)
def withdraw(reference: str, step_id: str) -> Response:
    """The link is dead, and staff do the step."""
    form = VersionedForm()
    if form.validate():
        try:
            asked.withdraw(guards.store(), members.viewer(), reference, form.version.data or 0, step_id)
        except Conflict as fault:
            return changed(reference, form, fault)
    return back_to("staff_request.step", reference, step_id=step_id)


def _systems() -> list[System]:
    return [one for one in guards.register().systems if one.owner == "processor"]


def _system(key: str) -> System:
    found = next((one for one in _systems() if one.key == key), None)
    if found is None:
        raise NotFound("not_found")
    return found


def _as_it_is(system: str) -> dict[str, str]:
    """What the form shows of it, with the digest of that."""
    known = door.contacts(guards.store(), members.viewer()).get(system)
    own = guards.register().controller.languages
    return {
        "email": known.email if known else "",
        "language": known.language if known else own[0],
        "stood": stood.digest(known),
    }


def _shown(system: System, form: ContactForm, status: int = 200) -> Response:
    known = door.contacts(guards.store(), members.viewer()).get(system.key)
    register = guards.register()
    several = bool(system.other_recipients)
    names = [
        one.name.in_language(words.language())
        for one in register.recipients
        if one.key in {system.recipient, *system.other_recipients}
    ]
    told: dict[str, Any] = {
        "name": system.name.in_language(words.language()),
        "system": system,
        "form": form,
        "known": known,
        "names": names,
        "several": several,
    }
    if status == 409:
        kinds = {"processor_contact_set", "processor_contact_removed"}
        now = _as_it_is(system.key)
        told["meanwhile"] = meanwhile(form, now["stood"], now, kinds, system=system.key)
    return page("staff/processor.html", status=status, page_error=status != 200, **told)
