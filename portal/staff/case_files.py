"""Case files that go: which ones soon, holding one back with its reason, and what is left of one that went."""

from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response
from wtforms import TextAreaField
from wtforms.validators import InputRequired

from portal.domain.case_files import LONGEST_REASON, SOON_DAYS, Wait
from portal.domain.errors import Conflict, Invalid
from portal.domain.may import may_handle, may_manage, may_read_all
from portal.domain.roles import Viewer
from portal.journey import purging
from portal.staff import case_words
from portal.staff.case_view import VersionedForm, at, back_to, blame, changed, context, load, versions
from portal.storage.door import case_files as door
from portal.storage.door.case import CasePage
from portal.web import guards, members
from portal.web.forms import UpTo
from portal.web.pages import page
from portal.words import gettext
from portal.words import lazy_gettext as _l
from portal.words import marked as _

bp = Blueprint("staff_case_files", __name__)
HOME = "/staff/<controller>/requests/<reference>"
WAITS = {
    Wait.HOLD: _("Held back"),
    Wait.KEPT: _("Waits: a law keeps some of the data, which is erased on its day"),
    Wait.FROZEN: _("Waits: some of the data is frozen"),
}


class HoldForm(VersionedForm):
    """Why a file is held back."""

    reason = TextAreaField(
        _l("Why it is held back"), validators=[InputRequired(_l("Write the reason")), UpTo(LONGEST_REASON)]
    )


class ReleaseForm(VersionedForm):
    """The press that lets the file go on its day."""


def may_hold(viewer: Viewer) -> bool:
    """The owner, who sees the whole file."""
    return may_manage(viewer) and may_handle(viewer)


@bp.get("/staff/<controller>/case-files")
@members.staff_page(may_read_all)
def show() -> Response:
    """The files that go within 30 days, with how much is in each."""
    controller = guards.register().controller
    files = door.going_soon(
        guards.store(), members.viewer(), controller.time_zone, controller.case_years, guards.today()
    )
    return page(
        "staff/case_files.html",
        files=files,
        going=sum(one.file.wait is None for one in files),
        years=controller.case_years,
        days=SOON_DAYS,
        say_wait=say_wait,
        base=members.queue_path(),
    )


@bp.get(f"{HOME}/hold")
@members.staff_page(may_hold)
def hold_form(reference: str) -> Response:
    """Hold one file back, or let it go again."""
    return _hold_page(load(reference))


@bp.post(f"{HOME}/hold")
@members.staff_page(may_hold)
def hold(reference: str) -> Response:
    """Hold it back."""
    form, case = HoldForm(), load(reference)
    if not form.validate():
        return _hold_page(case, form, 422)
    try:
        purging.hold(guards.store(), members.viewer(), reference, form.version.data or 0, form.reason.data or "")
    except Conflict as fault:
        return changed(reference, form, fault)
    except Invalid as fault:
        blame(form, fault, "reason")
        return _hold_page(case, form, 422)
    return back_to("staff_request.show", reference)


@bp.post(f"{HOME}/hold/release")
@members.staff_page(may_hold)
def release(reference: str) -> Response:
    """Let it go on its day again."""
    form = ReleaseForm()
    if not form.validate():
        return _hold_page(load(reference), status=422)
    try:
        purging.release_hold(guards.store(), members.viewer(), reference, form.version.data or 0)
    except Conflict as fault:
        return changed(reference, form, fault)
    return back_to("staff_request.show", reference)


def standing(case: CasePage) -> door.Standing | None:
    """When the file of a request that ended goes."""
    if case.is_open:
        return None
    controller = guards.register().controller
    return door.standing(
        guards.store(), members.viewer(), case.reference, controller.time_zone, controller.case_years, guards.today()
    )


def facts(case: CasePage) -> dict[str, Any]:
    """For the request's page: the day on which its file goes, and where the owner holds it back."""
    found = standing(case)
    return {
        "standing": found,
        "say_wait": say_wait,
        "hold_href": at("staff_case_files.hold_form", case.reference) if found and may_hold(members.viewer()) else "",
    }


def left_of(reference: str) -> Response:
    """The page of a request whose file went; `NotFound` for any other."""
    left = door.purged(guards.store(), members.viewer(), reference)
    return page("staff/purged.html", left=left, words=case_words, base=members.queue_path())


def say_wait(wait: Wait) -> str:
    """Why a file stays beyond its day."""
    return gettext(WAITS[wait])


def _hold_page(case: CasePage, form: HoldForm | None = None, status: int = 200) -> Response:
    return page(
        "staff/hold.html",
        status=status,
        page_error=status == 422,
        form=form or HoldForm(formdata=None, data=versions(case)),
        release_form=ReleaseForm(formdata=None, data=versions(case)),
        standing=standing(case),
        say_wait=say_wait,
        hold_action=at("staff_case_files.hold", case.reference),
        release_action=at("staff_case_files.release", case.reference),
        **context(case),
    )
