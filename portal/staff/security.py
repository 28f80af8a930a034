"""What a company asks of how its staff sign in: the owner's page."""

from dataclasses import asdict
from datetime import timedelta

from flask import Blueprint, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response
from wtforms import BooleanField, SelectField
from wtforms.fields.choices import SelectChoice

from portal import code_words
from portal.domain import stood
from portal.domain.errors import Conflict
from portal.domain.may import may_manage
from portal.domain.members import Security
from portal.office import factors
from portal.staff.settings_view import StoodForm, meanwhile
from portal.storage.door import security as door
from portal.web import guards, members, stepup
from portal.web.pages import page
from portal.words import lazy_gettext as _l
from portal.words import ngettext

bp = Blueprint("staff_security", __name__)
HERE = "/staff/<controller>/security"


class SecurityForm(StoodForm):
    """A second factor of all, and how long a session idles and lives."""

    needs_factor = BooleanField(_l("Everybody who works here needs a second factor"))
    idle_minutes = SelectField(_l("A browser that is not used is signed out after"), coerce=int)
    session_hours = SelectField(_l("Everybody signs in again after"), coerce=int)


@bp.get(HERE)
@members.staff_page(may_manage)
@guards.before_opening
def show() -> Response:
    """What holds, who lacks a factor, and what happened to the accounts."""
    return _shown()


@bp.post(HERE)
@members.staff_page(may_manage)
@stepup.shown_lately()
@guards.before_opening
def save() -> Response:
    """Ask for it of everybody, from their next click on."""
    form = _choices(SecurityForm())
    if not form.validate():
        return _shown(form, 422)
    wanted = Security(bool(form.needs_factor.data), form.idle_minutes.data, form.session_hours.data)
    try:
        factors.set_security(guards.store(), members.viewer(), wanted, form.stood.data or "")
    except Conflict:
        return _shown(form, 409)
    return redirect(url_for("staff_security.show"), 303)


def _shown(form: SecurityForm | None = None, status: int = 200) -> Response:
    found = door.security_page(guards.store(), members.viewer())
    if form is None:
        data = {**asdict(found.security), "stood": stood.digest(found.security)}
        form = _choices(SecurityForm(formdata=None, data=data))
    now = (stood.digest(found.security), asdict(found.security))
    return page(
        "staff/security.html",
        status=status,
        page_error=status != 200,
        form=form,
        found=found,
        meanwhile=meanwhile(form, *now, {"security_set"}) if status == 409 else None,
        say_event=code_words.say_event,
        base=url_for("queue.requests"),
    )


def _choices(form: SecurityForm) -> SecurityForm:
    form.idle_minutes.choices = [SelectChoice(one, said_time(timedelta(minutes=one))) for one in factors.IDLE_MINUTES]
    form.session_hours.choices = [SelectChoice(one, said_time(timedelta(hours=one))) for one in factors.SESSION_HOURS]
    return form


def said_time(length: timedelta) -> str:
    """Minutes under an hour, hours up to a day, then days."""
    minutes = int(length.total_seconds()) // 60
    if minutes < 60:
        return ngettext("%(num)s minute", "%(num)s minutes", minutes) % {"num": minutes}
    if minutes <= 24 * 60:
        return ngettext("%(num)s hour", "%(num)s hours", minutes // 60) % {"num": minutes // 60}
    return ngettext("%(num)s day", "%(num)s days", minutes // 1440) % {"num": minutes // 1440}
