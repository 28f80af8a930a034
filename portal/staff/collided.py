"""A collision that no view took: on a request's page the one answer to it, elsewhere the page of its status."""

from flask import Blueprint, g, request
from werkzeug.wrappers import Response

from portal.domain.errors import Conflict, Refused
from portal.staff import collision
from portal.staff.case_view import changed, context, load
from portal.web import problems

bp = Blueprint("staff_collided", __name__)


@bp.app_errorhandler(Conflict)
def collided(fault: Conflict) -> Response:
    """Say what changed, where a member of staff pressed something on a request's page."""
    reference = _pressed_on()
    return changed(reference, None, fault) if reference else problems.said(fault)


@bp.app_errorhandler(Refused)
def too_late(fault: Refused) -> Response:
    """It is not the time for that any more: say what happened meanwhile, and keep what was typed."""
    reference = _pressed_on()
    if fault.code != "order" or not reference or "version" not in request.form:
        return problems.said(fault)
    return collision.answer(context(load(reference)), None, fault.code, 403)


def _pressed_on() -> str:
    """The request on whose page a member of staff pressed something; empty elsewhere."""
    of_staff = "viewer" in g and request.path.startswith("/staff/") and request.method == "POST"
    return str((request.view_args or {}).get("reference", "")) if of_staff else ""
