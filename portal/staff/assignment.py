"""Assignment: a request goes into somebody's hand, or from one hand into another with a note."""

from flask import Blueprint
from werkzeug.wrappers import Response

from portal.domain.errors import Conflict, Invalid
from portal.domain.may import may_handle
from portal.journey import handling
from portal.staff.case_view import back_to, blame, changed, context, load
from portal.staff.in_hand import HandForm, facts
from portal.staff.request import HOME
from portal.web import guards, members
from portal.web.pages import page

bp = Blueprint("staff_assignment", __name__)


@bp.get(f"{HOME}/assignee")
@members.staff_page(may_handle)
def show(reference: str) -> Response:
    """Who has the request in hand."""
    return _shown(reference)


@bp.post(f"{HOME}/assignee")
@members.staff_page(may_handle)
def give(reference: str) -> Response:
    """Give it to somebody; a note makes it a hand-over."""
    form = HandForm()
    if form.validate():
        staff, note, version = form.staff.data or "", form.note.data or "", form.version.data or 0
        try:
            if note.strip():
                handling.hand_over(guards.store(), members.viewer(), reference, version, staff, note)
            else:
                handling.assign(guards.store(), members.viewer(), reference, version, staff or None)
            return back_to("staff_request.show", reference, _anchor="hand")
        except Conflict as fault:
            return changed(reference, form, fault)
        except Invalid as fault:
            blame(form, fault, "staff")
    return _shown(reference, form, 422)


def _shown(reference: str, form: HandForm | None = None, status: int = 200) -> Response:
    case = load(reference)
    return page("staff/assignee.html", status=status, page_error=status == 422, **context(case), **facts(case, form))
