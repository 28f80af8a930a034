"""Extension: both last days with their arithmetic, the reasons, and the letter before it goes (Art 12(3))."""

from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response
from wtforms import TextAreaField
from wtforms.validators import InputRequired

from portal import facts
from portal.deadline_words import explain
from portal.domain.deadlines import may_extend
from portal.domain.errors import Conflict, Invalid
from portal.domain.lifecycle import Status
from portal.domain.may import may_handle
from portal.journey import extension
from portal.papers.letter_values import Extension
from portal.papers.letters import Letter
from portal.staff.case_view import VersionedForm, at, back_to, blame, changed, context, load, versions
from portal.staff.letter_view import SendForm, digest, envelope, head, written
from portal.staff.request import HOME
from portal.storage.door.case import CasePage
from portal.web import guards, members
from portal.web.downloads import attached_letter
from portal.web.forms import UpTo
from portal.web.pages import page
from portal.words import lazy_gettext as _l

bp = Blueprint("staff_extension", __name__)


class ReasonsForm(VersionedForm):
    """Why more time is needed, as the person will read it."""

    reasons = TextAreaField(
        _l("Why more time is needed"),
        validators=[InputRequired(_l("Write the reason")), UpTo(extension.LONGEST_REASONS)],
    )


class ExtendForm(SendForm):
    """The press under the letter."""

    reasons = TextAreaField(validators=[InputRequired()])


@bp.get(f"{HOME}/extend")
@members.staff_page(may_handle)
def show(reference: str) -> Response:
    """Both last days, and the form; where it cannot be extended, what to do instead."""
    return _shown(load(reference))


@bp.post(f"{HOME}/extend")
@members.staff_page(may_handle)
def preview(reference: str) -> Response:
    """The letter as it would go; nothing is written yet."""
    form, case = ReasonsForm(), load(reference)
    if not form.validate():
        return _shown(case, form, status=422)
    return _preview(case, form)


@bp.post(f"{HOME}/extend/letter.pdf")
@members.staff_page(may_handle)
def as_pdf(reference: str) -> Response:
    """The letter as it would go, as PDF."""
    form, case = ReasonsForm(), load(reference)
    if not form.validate() or _stands_in_the_way(case):
        return _shown(case, form, status=422)
    try:
        letter = _letter(case, extension.checked_reasons(form.reasons.data or ""))
    except Invalid as fault:
        blame(form, fault, "reasons")
        return _shown(case, form, status=422)
    return attached_letter(letter.html, reference, letter.kind.value, envelope(case))


@bp.post(f"{HOME}/extend/send")
@members.staff_page(may_handle)
def send(reference: str) -> Response:
    """Extend the time, and send the letter that was read."""
    form, case = ExtendForm(), load(reference)
    reasons = ReasonsForm(formdata=None, data={**versions(case), "reasons": form.reasons.data or ""})
    if not form.validate():
        return _shown(case, reasons, status=422)
    if _stands_in_the_way(case):
        return _shown(case, reasons, status=422)
    try:
        letter = _letter(case, extension.checked_reasons(form.reasons.data or ""))
        if digest(letter) != form.digest.data:
            return _preview(case, reasons, status=409)
        extension.extend(
            guards.store(), members.viewer(), reference, form.version.data or 0, form.reasons.data or "", letter
        )
    except Conflict as fault:
        return changed(reference, form, fault)
    except Invalid as fault:
        blame(reasons, fault, "reasons")
        return _shown(case, reasons, status=422)
    return back_to("staff_request.show", reference)


def _preview(case: CasePage, form: ReasonsForm, status: int = 200) -> Response:
    if _stands_in_the_way(case):
        return _shown(case, form, status=422)
    try:
        reasons = extension.checked_reasons(form.reasons.data or "")
    except Invalid as fault:
        blame(form, fault, "reasons")
        return _shown(case, form, status=422)
    letter = _letter(case, reasons)
    carried = {"version": form.version.data, "seen": form.seen.data, "reasons": reasons, "digest": digest(letter)}
    return _shown(case, form, status=status, letter=letter, press=ExtendForm(formdata=None, data=carried))


def _letter(case: CasePage, reasons: str) -> Letter:
    values = Extension(
        head=head(case),
        received=case.deadline.received_local_date,
        asked=case.rights,
        former=case.deadline.due,
        due=facts.extended(case.deadline).due,
        reasons=reasons,
    )
    return written(case, values)


def _stands_in_the_way(case: CasePage) -> str:
    """Why the time cannot be extended now, as a code; empty where it can."""
    if not case.is_open:
        return "closed"
    if case.status is Status.UNCONFIRMED:
        return "unconfirmed"
    if case.deadline.extended:
        return "extended"
    return "" if may_extend(case.deadline, guards.store().now()) else "late"


def _shown(
    case: CasePage,
    form: ReasonsForm | None = None,
    status: int = 200,
    letter: Letter | None = None,
    press: ExtendForm | None = None,
) -> Response:
    former = facts.extended(case.deadline, by_further_months=False)
    new = facts.extended(case.deadline)
    told: dict[str, Any] = {
        **context(case),
        "form": form or ReasonsForm(formdata=None, data=versions(case)),
        "way": _stands_in_the_way(case),
        "former": former,
        "new": new,
        "explained": (explain(former), explain(new)),
        "letter": letter,
        "press": press,
        "pdf_href": at("staff_extension.as_pdf", case.reference),
        "send_href": at("staff_extension.send", case.reference),
        "extend_href": at("staff_extension.show", case.reference),
        "thread_href": at("staff_request.show", case.reference, _anchor="thread"),
    }
    return page("staff/extend.html", status=status, page_error=status == 422 and bool(form), **told)
