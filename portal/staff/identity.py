"""Who it is: what was seen so far, the code of the mailed link, and what staff see later."""

from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response
from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired, Optional

from portal.domain.errors import Conflict, Invalid
from portal.domain.ladder import AT_COUNTER, Rung
from portal.domain.lifecycle import BEFORE_DECISION, OPEN_STATUSES, Status
from portal.domain.may import may_handle, may_manage, may_release
from portal.journey import counter, inquiring
from portal.staff import identity_words
from portal.staff.case_view import (
    VersionedForm,
    at,
    back_to,
    blame,
    changed,
    context,
    load,
    over,
    register_of,
    versions,
)
from portal.staff.enter import SeenForm
from portal.staff.inquiries import page_of
from portal.storage.door import counter as door
from portal.storage.door.case import CasePage
from portal.web import guards, members
from portal.web.forms import Form, UpTo
from portal.web.pages import invalid, page
from portal.words import lazy_gettext as _l

bp = Blueprint("staff_identity", __name__)
HERE = "/staff/<controller>/requests/<reference>/identity"
_LATER = tuple(rung for rung in AT_COUNTER if rung is not Rung.NONE)


class VouchForm(VersionedForm, SeenForm):
    """What was seen, of the request as it stood."""


class AgainForm(VersionedForm):
    """Mail the link once more."""


class JudgeForm(VersionedForm):
    """Why what is there is enough."""

    note = TextAreaField(
        _l("Why what was shown is enough"),
        id="judged-note",
        validators=[InputRequired(_l("Write the reason")), UpTo(inquiring.LONGEST_WORDS)],
    )


class AuthorityForm(VersionedForm):
    """By what they may ask for another."""

    note = TextAreaField(
        _l("What was shown, and who saw it"),
        id="authority-note",
        validators=[InputRequired(_l("Write what was shown")), UpTo(inquiring.LONGEST_WORDS)],
    )


class ProtectForm(VersionedForm):
    """The mark of a protected address."""

    on = HiddenField(validators=[Optional()])


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
    return _refused(_told(load(reference), form), form, "may_vouch")


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


@bp.post(f"{HERE}/judgement")
@members.staff_page(may_release)
def judge(reference: str) -> Response:
    """Record why what was shown is enough."""
    form = JudgeForm()
    if form.validate():
        try:
            inquiring.judge(
                guards.store(), members.viewer(), reference, form.version.data or 0, form.note.data or ""
            )  # fmt: skip
            return back_to("staff_identity.show", reference)
        except Conflict as fault:
            return changed(reference, form, fault)
        except Invalid as fault:
            blame(form, fault, "note")
    return _refused(_told(load(reference), judging=form), form, "may_judge")


@bp.post(f"{HERE}/authority")
@members.staff_page(may_handle)
def show_authority(reference: str) -> Response:
    """Record that whoever asks for another may."""
    form = AuthorityForm()
    if form.validate():
        try:
            inquiring.show_authority(
                guards.store(), members.viewer(), reference, form.version.data or 0, form.note.data or ""
            )  # fmt: skip
            return back_to("staff_identity.show", reference)
        except Conflict as fault:
            return changed(reference, form, fault)
        except Invalid as fault:
            blame(form, fault, "note")
    return _refused(_told(load(reference), authority=form), form, "may_show")


@bp.post(f"{HERE}/protection")
@members.staff_page(may_handle)
def protect(reference: str) -> Response:
    """Mark a protected address, or take the mark off."""
    form = ProtectForm()
    if form.validate():
        try:
            inquiring.protect(
                guards.store(), members.viewer(), reference, form.version.data or 0, register_of(reference),
                on=bool(form.on.data),
            )  # fmt: skip
        except Conflict as fault:
            return changed(reference, form, fault)
    return back_to("staff_identity.show", reference)


def _refused(told: dict[str, Any], form: Form, still: str) -> Response:
    """The page with a form that was refused, where what it is for can `still` be done."""
    return invalid("staff/identity.html", **told) if told[still] else over(told["case"], form)


def _told(
    case: CasePage,
    form: VouchForm | None = None,
    judging: JudgeForm | None = None,
    authority: AuthorityForm | None = None,
) -> dict[str, Any]:
    form = form or VouchForm(formdata=None, data=versions(case))
    form.offer_rungs(_LATER)
    link = door.link(guards.store(), members.viewer(), case.reference)
    return {
        **context(case),
        **_standing(case, judging, authority),
        "form": form,
        "link": link,
        "again_form": AgainForm(formdata=None, data=versions(case)),
        "may_mail": link is not None and not link.used and case.status is not Status.CLOSED,
        "may_vouch": case.status is Status.UNCONFIRMED and case.asked_at is not None,
    }


def _standing(case: CasePage, judging: JudgeForm | None, authority: AuthorityForm | None) -> dict[str, Any]:
    """Where the identity stands, what is missing, and what can be done about it."""
    found = page_of(case, register_of(case.reference))
    is_open = case.status in OPEN_STATUSES and case.status is not Status.UNCONFIRMED
    return {
        "identity": found,
        "checks": identity_words.checks(found, judged=case.status not in BEFORE_DECISION),
        "saying": identity_words,
        "judging": judging or JudgeForm(formdata=None, data=versions(case)),
        "authority": authority or AuthorityForm(formdata=None, data=versions(case)),
        "protecting": ProtectForm(formdata=None, data=versions(case)),
        "may_ask": is_open and found.open is None,
        "may_judge": is_open and found.open is None and not found.standing.is_reached and may_release(members.viewer()),
        "may_show": is_open and found.standing.authority_missing,
        "may_protect": not found.protected or may_manage(members.viewer()),
        "copy_href": lambda one: at("staff_inquiry.copy", case.reference, upload_id=one.id),
    }
