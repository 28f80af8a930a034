"""Who it is: what was seen so far, the code of the mailed link, and what staff see later."""

from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from portal.domain.errors import Conflict, Invalid
from portal.domain.ladder import AT_COUNTER, Rung
from portal.domain.lifecycle import Status
from portal.domain.may import may_handle
from portal.journey import counter
from portal.staff.case_view import VersionedForm, back_to, blame, changed, context, load, versions
from portal.staff.enter import SeenForm
from portal.storage.door import counter as door
from portal.storage.door.case import CasePage
from portal.web import guards, members
from portal.web.pages import invalid, page

bp = Blueprint("staff_identity", __name__)
HERE = "/staff/<controller>/requests/<reference>/identity"
_LATER = tuple(rung for rung in AT_COUNTER if rung is not Rung.NONE)


class VouchForm(VersionedForm, SeenForm):
    """What was seen, of the request as it stood."""


class AgainForm(VersionedForm):
    """Mail the link once more."""


@bp.get(HERE)
@members.staff_page(may_handle)
def show(reference: str) -> Response:
    """What was seen, and the code that the person needs."""
    case = load(reference)
    return page("staff/identity.html", **_told(case, VouchForm(formdata=None, data=versions(case))))


@bp.post(HERE)
@members.staff_page(may_handle)
def vouch(reference: str) -> Response:
    """Staff saw who it is: the search begins."""
    form = VouchForm()
    if form.validate():
        try:
            seen = Rung(form.rung.data) if form.rung.data in set(_LATER) else Rung.NONE
            counter.vouch(
                guards.store(), members.viewer(), reference, form.version.data or 0, seen, form.note.data or "",
                guards.register(),
            )  # fmt: skip
            return back_to("staff_request.show", reference)
        except Conflict as fault:
            return changed(reference, form, fault)
        except Invalid as fault:
            blame(form, fault, "rung")
    return invalid("staff/identity.html", **_told(load(reference), form))


@bp.post(f"{HERE}/mail")
@members.staff_page(may_handle)
def mail_again(reference: str) -> Response:
    """Mail the link once more."""
    form = AgainForm()
    if not form.validate():
        return back_to("staff_identity.show", reference)
    try:
        counter.mail_again(guards.store(), members.viewer(), reference, form.version.data or 0, guards.register())
    except Conflict as fault:
        return changed(reference, form, fault)
    return back_to("staff_identity.show", reference)


def _told(case: CasePage, form: VouchForm) -> dict[str, Any]:
    form.offer_rungs(_LATER)
    link = door.link(guards.store(), members.viewer(), case.reference)
    return {
        **context(case),
        "form": form,
        "link": link,
        "again_form": AgainForm(formdata=None, data=versions(case)),
        "may_mail": link is not None and not link.used and case.status is not Status.CLOSED,
        "may_vouch": case.status is Status.UNCONFIRMED and case.asked_at is not None,
    }
