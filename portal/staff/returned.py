"""Whose erased records are in their system again, in the hands of the register's owner: erased once more, or left."""

from flask import Blueprint, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from portal import words
from portal.domain.errors import NotFound, Refused
from portal.domain.may import may_manage
from portal.domain.roles import UNSORTED
from portal.office import returned
from portal.staff import fault_words
from portal.storage.door import connections as connections_door
from portal.storage.door import returned as door
from portal.storage.door.returned import ReturnedLine
from portal.web import guards, members, stepup
from portal.web.forms import PressForm
from portal.web.pages import page
from portal.words import gettext

bp = Blueprint("staff_returned", __name__)
HOME = "/staff/<controller>/connections/<system>/returned"


@bp.get(HOME)
@members.staff_page(may_manage)
def show(system: str) -> Response:
    """Everybody who is back, and when the system was last looked through."""
    return _shown(system)


@bp.post(HOME)
@members.staff_page(may_manage)
def look(system: str) -> Response:
    """Have the worker look through it now."""
    _line(system)
    if not PressForm().validate():
        return _shown(system, 422)
    returned.look_now(guards.store(), members.viewer(), system)
    return redirect(_href("show", system, looking="1"), 303)


@bp.post(f"{HOME}/<returned_id>/erase")
@members.staff_page(may_manage)
@stepup.shown_lately()
def erase(system: str, returned_id: str) -> Response:
    """Have the worker erase what is back."""
    _line(system)
    if not PressForm().validate():
        return _shown(system, 422)
    try:
        returned.erase_again(guards.store(), members.viewer(), system, returned_id)
    except Refused as error:
        if error.code != "restricted":
            raise
        return _shown(system, 409, gettext(fault_words.say_fault("restricted")))
    return redirect(_href("show", system), 303)


@bp.post(f"{HOME}/<returned_id>/leave")
@members.staff_page(may_manage)
def leave(system: str, returned_id: str) -> Response:
    """Let stay what is back: the person came again of their own will."""
    _line(system)
    if not PressForm().validate():
        return _shown(system, 422)
    returned.leave(guards.store(), members.viewer(), system, returned_id)
    return redirect(_href("show", system), 303)


def _shown(system: str, status: int = 200, reason: str = "") -> Response:
    line = _line(system)
    place = next((one for one in guards.register().systems if one.key == system), None)
    form = PressForm(formdata=None)
    form.form_errors = [reason] if reason else []
    return page(
        "staff/returned.html",
        "came",
        status=status,
        page_error=bool(reason) or status == 422,
        form=form,
        name=place.name.in_language(words.language()) if place else system,
        line=line,
        look_fault=_say_look(line.look_fault),
        is_looking=bool(request.args.get("looking")) and line.looked_at is None and line.look_fault is None,
        rows=[_row(system, one) for one in door.lines(guards.store(), members.viewer(), system)],
        look_href=_href("look", system),
        poll_href=_href("show", system, looking=request.args.get("looking")),
        back_href=url_for("staff_connections.system", controller=guards.controller().slug, system=system),
    )


def _row(system: str, line: ReturnedLine) -> dict[str, object]:
    names = {one.key: one.name.in_language(words.language()) for one in guards.register().categories}
    names[UNSORTED] = gettext("For staff to sort")
    return {
        "line": line,
        "what": [(names.get(key, key), number) for key, number in line.categories.items()],
        "fault": fault_words.say_fault(line.fault) if line.fault else "",
        "erase_href": _href("erase", system, returned_id=line.id),
        "leave_href": _href("leave", system, returned_id=line.id),
    }


def _say_look(fault: str | None) -> str:
    if fault == "not_possible":
        return gettext("The portal cannot look through this kind of system by itself.")
    return fault_words.say_fault(fault) if fault else ""


def _line(system: str) -> connections_door.ConnectionLine:
    line = connections_door.lines(guards.store(), members.viewer()).get(system)
    if line is None:
        raise NotFound("not_found")
    return line


def _href(name: str, system: str, returned_id: str | None = None, looking: str | None = None) -> str:
    slug = guards.controller().slug
    return url_for(f"staff_returned.{name}", controller=slug, system=system, returned_id=returned_id, looking=looking)
