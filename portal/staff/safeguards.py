"""The safeguards of a controller, and the page on which an erasure waits: begin it, take it back, approve it."""

from dataclasses import asdict
from typing import Any

from flask import Blueprint
from werkzeug.utils import redirect
from werkzeug.wrappers import Response
from wtforms import BooleanField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.domain import stood
from portal.domain.errors import Conflict, Invalid
from portal.domain.lifecycle import Status
from portal.domain.may import may_manage, may_read_all, may_release, may_review
from portal.domain.plan import SECOND, UNDO
from portal.domain.safeguards import UNDO_HOURS
from portal.journey import safeguards
from portal.office import safeguards as office
from portal.staff.case_view import VersionedForm, at, back_to, blame, changed, context, load, over, versions
from portal.staff.decision import released
from portal.staff.request import HOME
from portal.staff.safeguards_words import ApproveForm
from portal.staff.settings_view import StoodForm, meanwhile
from portal.storage.door import safeguards as door
from portal.web import guards, members, stepup
from portal.web.forms import UpTo
from portal.web.pages import page
from portal.words import gettext, ngettext
from portal.words import lazy_gettext as _l

bp = Blueprint("staff_safeguards", __name__)
SETTINGS = "/staff/<controller>/safeguards"


class SettingsForm(StoodForm):
    """What an owner sets."""

    undo_hours = RadioField(
        _l("How long can an erasure be taken back?"),
        coerce=int,
        validate_choice=False,
        validators=[InputRequired(_l("Choose how long"))],
    )
    second_person = BooleanField(_l("A second person looks before anything is erased or given"))


class BackForm(VersionedForm):
    """Take the decision back."""

    reason = TextAreaField(
        _l("Why it is taken back"), validators=[InputRequired(_l("Write the reason")), UpTo(safeguards.LONGEST_NOTE)]
    )


@bp.get(SETTINGS)
@members.staff_page(may_manage)
def settings() -> Response:
    """What stands against haste here."""
    kept = door.settings(guards.store(), members.viewer())
    return _settings(SettingsForm(formdata=None, data={**asdict(kept), "stood": stood.digest(kept)}))


@bp.post(SETTINGS)
@members.staff_page(may_manage)
@stepup.shown_lately()
def save() -> Response:
    """Set it for what is decided from now on."""
    form = SettingsForm()
    if form.validate():
        try:
            office.keep(
                guards.store(), members.viewer(), form.undo_hours.data, second_person=bool(form.second_person.data),
                stood=form.stood.data or "",
            )  # fmt: skip
            return redirect(members.queue_path(), 303)
        except Conflict:
            return _settings(form, 409)
        except Invalid as fault:
            blame(form, fault, "undo_hours")
    return _settings(form, 422)


@bp.get(f"{HOME}/erasure")
@members.staff_page(may_read_all)
def erasure(reference: str) -> Response:
    """What is to be erased and waits: until when, and for whom."""
    return _erasure(reference)


@bp.post(f"{HOME}/erasure/now")
@members.staff_page(may_release)
@stepup.shown_lately()
def begin_now(reference: str) -> Response:
    """Let it begin without waiting any longer."""
    form = VersionedForm()
    if not form.validate():
        return _erasure(reference, status=422)
    try:
        safeguards.begin_now(guards.store(), members.viewer(), reference, form.version.data or 0)
    except Conflict as fault:
        return changed(reference, form, fault)
    return back_to("staff_request.show", reference)


@bp.post(f"{HOME}/erasure/back")
@members.staff_page(may_release)
def take_back(reference: str) -> Response:
    """Take the decision back; it is decided anew."""
    form = BackForm()
    if form.validate():
        try:
            safeguards.take_back(
                guards.store(), members.viewer(), reference, form.version.data or 0, form.reason.data or ""
            )
            return back_to("staff_decision.show", reference)
        except Conflict as fault:
            return changed(reference, form, fault)
        except Invalid as fault:
            blame(form, fault, "reason")
    return _erasure(reference, back=form, status=422)


@bp.post(f"{HOME}/erasure/approve")
@members.staff_page(may_review)
@stepup.shown_lately()
def approve_erasure(reference: str) -> Response:
    """Say, as the second person, that it may be erased."""
    form = ApproveForm()
    if form.validate():
        try:
            safeguards.approve_erasure(
                guards.store(), members.viewer(), reference, form.version.data or 0, form.digest.data or "",
                form.note.data or "",
            )  # fmt: skip
            return back_to("staff_request.show", reference)
        except Conflict as fault:
            return changed(reference, form, fault)
    return _erasure(reference, approving=form, status=422)


@bp.post(f"{HOME}/release/approve")
@members.staff_page(may_review)
@stepup.shown_lately()
def approve_release(reference: str) -> Response:
    """Say, as the second person, that the answer may go."""
    form = ApproveForm()
    if not form.validate():
        return released(load(reference), 422, form)
    try:
        safeguards.approve_release(
            guards.store(), members.viewer(), reference, form.version.data or 0, form.digest.data or "",
            form.note.data or "",
        )  # fmt: skip
    except Conflict as fault:
        return changed(reference, form, fault)
    return back_to("staff_decision.release_page", reference)


def say_hours(hours: int) -> str:
    """How long, in days where they are whole."""
    if not hours:
        return gettext("Not at all: it begins at once")
    if hours % 24:
        return ngettext("%(num)s hour", "%(num)s hours", hours) % {"num": hours}
    return ngettext("%(num)s day", "%(num)s days", hours // 24) % {"num": hours // 24}


def _settings(form: SettingsForm, status: int = 200) -> Response:
    form.undo_hours.choices = [SelectChoice(hours, say_hours(hours)) for hours in UNDO_HOURS]
    several = door.seconds(guards.store(), members.viewer()) > 1
    told: dict[str, Any] = {"form": form, "several": several, "base": members.queue_path()}
    if status == 409:
        kept = door.settings(guards.store(), members.viewer())
        told["meanwhile"] = meanwhile(form, stood.digest(kept), asdict(kept), {"safeguards_changed"})
    return page("staff/safeguards.html", status=status, page_error=status != 200, **told)


def _erasure(
    reference: str, *, back: BackForm | None = None, approving: ApproveForm | None = None, status: int = 200
) -> Response:
    case, viewer = load(reference), members.viewer()
    waiting = [one for one in case.steps if {UNDO, SECOND} & set(one.awaits)]
    if case.status is not Status.CARRYING_OUT or not waiting:
        return over(case, back or approving) if back or approving else back_to("staff_request.show", reference)
    found = door.standing(guards.store(), viewer, reference)
    told: dict[str, Any] = {
        **context(case),
        "waiting": waiting,
        "decided_by": found.decided_by,
        "until": case.undo_until,
        "second": case.second_after is not None,
        "may_release": may_release(viewer),
        "may_review": may_review(viewer),
        "may_approve": case.second_after not in {None, viewer.actor},
        "now_form": VersionedForm(formdata=None, data=versions(case)),
        "back": back or BackForm(formdata=None, data=versions(case)),
        "approving": approving or ApproveForm(formdata=None, data={**versions(case), "digest": found.digest}),
        "decision_href": at("staff_decision.show", reference),
    }
    return page("staff/erasure.html", status=status, page_error=status == 422, **told)
