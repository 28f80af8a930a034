"""A press on a request that came too late and that no view took: the one answer to it; elsewhere the status's page."""

from flask import Blueprint, g, request
from werkzeug.wrappers import Response

from portal.domain.errors import Conflict, NotFound, PortalError, Refused
from portal.staff import collision
from portal.staff.case_view import changed, context, load
from portal.web import problems

bp = Blueprint("staff_collided", __name__)
_NOT_THEIRS = frozenset({"may_not", "no_longer_staff", "sso_guest"})
"""Refusals that say who may press at all, whatever the request does."""


@bp.app_errorhandler(Conflict)
def collided(fault: Conflict) -> Response:
    """Say what changed, where a member of staff pressed something on a request's page."""
    reference = _pressed_on()
    return changed(reference, None, fault) if reference else problems.said(fault)


@bp.app_errorhandler(Refused)
def too_late(fault: Refused) -> Response:
    """It is not the time for that any more: say what happened meanwhile, and keep what was typed."""
    versioned = fault.code == "order" and "version" in request.form
    return problems.said(fault) if fault.code in _NOT_THEIRS else _kept(fault, 403, anyway=versioned)


@bp.app_errorhandler(NotFound)
def gone(fault: NotFound) -> Response:
    """A step or a letter of the request is there no more: the same, as long as the request itself is."""
    return _kept(fault, 404)


def _kept(fault: PortalError, status: int, *, anyway: bool = False) -> Response:
    """The page with what was typed; that of the status where nothing was, unless `anyway`, or on another page."""
    reference = _pressed_on()
    if not reference or not (anyway or collision.has_typed()):
        return problems.said(fault)
    try:
        case = load(reference)
    except NotFound:
        return problems.said(fault)
    return collision.answer(context(case), None, fault.code, status)


def _pressed_on() -> str:
    """The request on whose page a member of staff pressed something; empty elsewhere."""
    of_staff = "viewer" in g and request.path.startswith("/staff/") and request.method == "POST"
    return str((request.view_args or {}).get("reference", "")) if of_staff else ""
