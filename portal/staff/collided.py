"""A collision that no view took: on a request's page the one answer to it, elsewhere the page of its status."""

from flask import Blueprint, g, request
from werkzeug.wrappers import Response

from portal.domain.errors import Conflict
from portal.staff.case_view import changed
from portal.web import problems

bp = Blueprint("staff_collided", __name__)


@bp.app_errorhandler(Conflict)
def collided(fault: Conflict) -> Response:
    """Say what changed, where a member of staff pressed something on a request's page."""
    reference = str((request.view_args or {}).get("reference", ""))
    if reference and "viewer" in g and request.path.startswith("/staff/") and request.method == "POST":
        return changed(reference, None, fault)
    return problems.said(fault)
