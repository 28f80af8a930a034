"""A register from draft to force: what is looked at before, the day, and what can be taken back."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint
from werkzeug.utils import redirect
from werkzeug.wrappers import Response
from wtforms import BooleanField, IntegerField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import HiddenInput

from portal import code_words
from portal.domain.errors import Conflict, Invalid, NotFound, Refused
from portal.domain.may import may_edit_registers, may_publish_registers
from portal.domain.register_guard import Objection
from portal.office import registers as office
from portal.papers.register_changes import tell
from portal.staff import register_standing as standing
from portal.staff import register_view as view
from portal.staff.case_view import blame
from portal.staff.register_form import StandForm, in_a_column
from portal.staff.registers import ONE, shown
from portal.storage.database import Store
from portal.storage.door import registers as door
from portal.web import guards, members, stepup
from portal.web.forms import Day
from portal.web.pages import page
from portal.words import lazy_gettext as _l

bp = Blueprint("staff_register_publishing", __name__)


class PublishForm(StandForm):
    """From when it holds, and that whoever publishes knows what it takes."""

    when = RadioField(
        _l("From when does it hold?"),
        choices=[SelectChoice("now", _l("At once")), SelectChoice("day", _l("From a day on"))],
        validators=[InputRequired(_l("Choose one"))],
    )
    day = Day(_l("The day"), validators=[Optional()])
    dated = BooleanField(_l("The notice bears that day"))
    sure = BooleanField(_l("I know what this version takes away"))


class NumberForm(StandForm):
    """A press about one version."""

    number = IntegerField(widget=HiddenInput(), validators=[InputRequired()], filters=[in_a_column])


@bp.get(f"{ONE}/publish")
@members.staff_page(may_publish_registers)
def publish_form(register_key: str) -> Response:
    """What the draft changes, what it lacks and what it takes, before it is put in force."""
    here = standing.load(register_key)
    return _publishing(here, _form(here))


@bp.post(f"{ONE}/publish")
@members.staff_page(may_publish_registers)
@stepup.shown_lately()
def publish(register_key: str) -> Response:
    """Put it in force, now or on its day."""
    here, form = standing.load(register_key), PublishForm()
    valid = form.validate()
    if form.when.data == "day" and not form.day.data and not form.day.errors:
        form.day.errors = [code_words.say_error("register_day")]
    if not valid or form.errors:
        return _publishing(here, form, 422)
    day = form.day.data if form.when.data == "day" else None
    held_from = datetime.combine(day, time(), ZoneInfo(guards.controller().time_zone)) if day else None
    updated = (day or guards.today()).isoformat() if form.dated.data else None
    try:
        office.publish_draft(
            guards.store(), members.viewer(), register_key, form.revision.data or 0, held_from, updated=updated,
            sure=bool(form.sure.data),
        )  # fmt: skip
    except Conflict:
        return _publishing(standing.load(register_key), form, 409)
    except Refused as fault:
        form.form_errors.append(code_words.say_error(fault.code))
        return _publishing(here, form, 422)
    except Invalid as fault:
        if fault.code == "register_unfinished":
            form.form_errors.append(code_words.say_error(fault.code))
        else:
            blame(form, Invalid(fault.code, field={"valid_from": "day"}.get(fault.field, fault.field)), "day")
        return _publishing(here, form, 422)
    return _back(register_key)


@bp.get(f"{ONE}/put-away")
@members.staff_page(may_edit_registers)
def put_away_form(register_key: str) -> Response:
    """What is lost to sight with the draft."""
    return _putting_away(standing.load(register_key))


@bp.post(f"{ONE}/put-away")
@members.staff_page(may_edit_registers)
def put_away(register_key: str) -> Response:
    """End the draft; it can be taken up again until the next one is begun."""
    here, form = standing.load(register_key), StandForm()
    if not form.validate():
        return _putting_away(here, 422)
    try:
        office.put_draft_away(guards.store(), members.viewer(), register_key, form.revision.data or 0)
    except Conflict:
        return _putting_away(standing.load(register_key), 409)
    if not here.line.versions:
        return redirect(standing.href("staff_registers.show", register_key).partition("?")[0], 303)
    return _back(register_key)


@bp.post(f"{ONE}/take-up")
@members.staff_page(may_edit_registers)
def take_up(register_key: str) -> Response:
    """The draft again that was put away last."""
    return _pressed(register_key, office.take_draft_up)


@bp.post(f"{ONE}/bring-in")
@members.staff_page(may_edit_registers)
def bring_in(register_key: str) -> Response:
    """Put into the draft what was published since it was begun."""
    return _pressed(register_key, office.bring_in)


@bp.post(f"{ONE}/take-back")
@members.staff_page(may_publish_registers)
@stepup.shown_lately()
def take_back(register_key: str) -> Response:
    """Take a version back whose day has not come."""
    form = NumberForm()
    if form.validate():
        try:
            office.take_back(guards.store(), members.viewer(), register_key, form.number.data or 0)
        except Refused as fault:
            return shown(register_key, 409, fault=code_words.say_error(fault.code))
    return _back(register_key)


def _pressed(register_key: str, act: Callable[[Store, Any, str, int], int]) -> Response:
    form = StandForm()
    if form.validate():
        try:
            act(guards.store(), members.viewer(), register_key, form.revision.data or 0)
        except Conflict:
            return shown(register_key, 409, fault=code_words.say_error("draft_changed"))
    return _back(register_key)


def _form(here: standing.Standing) -> PublishForm:
    return PublishForm(formdata=None, data={**here.stand(), "when": "now", "dated": True})


def _publishing(here: standing.Standing, form: PublishForm, status: int = 200) -> Response:
    line, document, draft = here.line, here.document, here.line.draft
    if draft is None:
        return shown(here.key, status) if status != 200 else _back(here.key)
    before = standing.version(here.key, line.in_force.number) if line.in_force else None
    changed = None
    if status == 409:
        seen = standing.seen(here, form)
        changed = standing.meanwhile(here, form, seen, seen)
        form.revision.data, form.base.data = here.stand().values()
        form.sure.data = False
    found = door.objections(guards.store(), members.viewer(), before, document)
    context: dict[str, Any] = {
        "name": standing.name(document, here.key),
        "form": form,
        "told": tell(before, document) if before is not None else None,
        "lacks": view.lacks(document),
        "refusing": [_say(one, before, document) for one in found if one.refuses],
        "asking": [_say(one, before, document) for one in found if not one.refuses],
        "ahead": line.ahead,
        "is_newer": line.newest > draft.base,
        "newest": line.newest,
        "in_force": line.in_force,
        "meanwhile": changed,
        "bears": _bears(document),
        "back_href": standing.href("staff_registers.register", here.key),
        "section_href": lambda lack: standing.href("staff_registers.register", here.key, _anchor=lack.anchor),
    }
    return page("staff/register_publish.html", status=status, page_error=status >= 400, **context)


def _say(one: Objection, before: Any, document: Any) -> str:
    return view.say_objection(one, before or document, document)


def _bears(document: standing.Document) -> date | None:
    """The day that the notice bears now."""
    try:
        return date.fromisoformat(document["updated"])
    except ValueError:
        return None


def _putting_away(here: standing.Standing, status: int = 200) -> Response:
    if here.line.draft is None:
        raise NotFound("not_found")
    line = here.line
    before = standing.version(here.key, line.in_force.number) if line.in_force else None
    context: dict[str, Any] = {
        "name": standing.name(here.document, here.key),
        "form": StandForm(formdata=None, data=here.stand()),
        "told": tell(before, here.document) if before is not None else None,
        "changed": status == 409,
        "back_href": standing.href("staff_registers.register", here.key),
    }
    return page("staff/register_put_away.html", status=status, page_error=status >= 400, **context)


def _back(register_key: str) -> Response:
    return redirect(standing.href("staff_registers.register", register_key), 303)
