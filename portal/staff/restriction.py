"""Restriction: what is frozen since when and why, the announcement of its end, and the end (Art 18)."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint
from werkzeug.wrappers import Response
from wtforms import TextAreaField
from wtforms.validators import InputRequired

from portal.domain.errors import Conflict, Invalid
from portal.domain.lifecycle import Status
from portal.domain.may import may_handle
from portal.domain.wishes import RestrictionGround
from portal.journey import restriction
from portal.papers.letter_values import Lifting
from portal.papers.letters import Letter
from portal.rights_words import say_restriction_ground
from portal.staff.case_view import VersionedForm, at, back_to, blame, changed, context, load, versions
from portal.staff.letter_view import SendForm, digest, envelope, head, written
from portal.staff.request import HOME
from portal.storage.door import restrictions as door
from portal.storage.door.case import CasePage
from portal.storage.door.restrictions import Frozen
from portal.web import guards, members
from portal.web.downloads import attached_letter
from portal.web.forms import Day, UpTo
from portal.web.pages import page
from portal.words import lazy_gettext as _l

bp = Blueprint("staff_restriction", __name__)


class AnnounceForm(VersionedForm):
    """Why the restriction ends, as the person will read it, and on which day."""

    reason = TextAreaField(
        _l("Why it ends"), validators=[InputRequired(_l("Write the reason")), UpTo(restriction.LONGEST_REASON)]
    )
    lifts = Day(_l("Used again from"), validators=[InputRequired(_l("Choose a day"))])


class SendAnnouncementForm(SendForm):
    """The press under the letter."""

    reason = TextAreaField(validators=[InputRequired()])
    lifts = Day("", validators=[InputRequired()])


class LiftForm(VersionedForm):
    """The press that ends it."""


@bp.get(f"{HOME}/restriction")
@members.staff_page(may_handle)
def show(reference: str) -> Response:
    """What is frozen, and what may be done about it now."""
    return _shown(load(reference))


@bp.post(f"{HOME}/restriction")
@members.staff_page(may_handle)
def preview(reference: str) -> Response:
    """The letter that announces the end, as it would go; nothing is written yet."""
    form, case = AnnounceForm(), load(reference)
    if not form.validate():
        return _shown(case, form, status=422)
    return _preview(case, form)


@bp.post(f"{HOME}/restriction/letter.pdf")
@members.staff_page(may_handle)
def as_pdf(reference: str) -> Response:
    """The letter as it would go, as PDF."""
    form, case = AnnounceForm(), load(reference)
    frozen = _frozen(case)
    if not form.validate() or _stage(case, frozen) != "announce":
        return _shown(case, form, status=422)
    try:
        letter = _letter(
            case, frozen, restriction.checked_reason(form.reason.data or ""), _checked_day(form.lifts.data)
        )
    except Invalid as fault:
        blame(form, fault, "reason")
        return _shown(case, form, status=422)
    return attached_letter(letter.html, reference, letter.kind.value, envelope(case))


@bp.post(f"{HOME}/restriction/announce")
@members.staff_page(may_handle)
def announce(reference: str) -> Response:
    """Announce the end with the letter that was read."""
    form, case = SendAnnouncementForm(), load(reference)
    typed = {**versions(case), "reason": form.reason.data or "", "lifts": form.lifts.data}
    again = AnnounceForm(formdata=None, data=typed)
    frozen = _frozen(case)
    if not form.validate() or _stage(case, frozen) != "announce":
        return _shown(case, again, status=422)
    try:
        lifts = form.lifts.data
        letter = _letter(case, frozen, restriction.checked_reason(form.reason.data or ""), lifts)
        if digest(letter) != form.digest.data:
            return _preview(case, again, status=409)
        restriction.announce(
            guards.store(), members.viewer(), reference, form.version.data or 0, form.reason.data or "", lifts, letter
        )
    except Conflict as fault:
        return changed(reference, form, fault)
    except Invalid as fault:
        blame(again, fault, "reason")
        return _shown(case, again, status=422)
    return back_to("staff_restriction.show", reference)


@bp.post(f"{HOME}/restriction/lift")
@members.staff_page(may_handle)
def lift(reference: str) -> Response:
    """End it, from the announced day on."""
    form, case = LiftForm(), load(reference)
    if not form.validate() or _stage(case, _frozen(case)) != "lift":
        return _shown(case, status=422)
    try:
        restriction.lift(guards.store(), members.viewer(), reference, form.version.data or 0)
    except Conflict as fault:
        return changed(reference, form, fault)
    return back_to("staff_restriction.show", reference)


def _preview(case: CasePage, form: AnnounceForm, status: int = 200) -> Response:
    frozen = _frozen(case)
    if _stage(case, frozen) != "announce":
        return _shown(case, form, status=422)
    try:
        reason = restriction.checked_reason(form.reason.data or "")
        lifts = _checked_day(form.lifts.data)
    except Invalid as fault:
        blame(form, fault, "reason")
        return _shown(case, form, status=422)
    letter = _letter(case, frozen, reason, lifts)
    carried = {
        "version": form.version.data, "seen": form.seen.data, "reason": reason, "lifts": lifts,
        "digest": digest(letter),
    }  # fmt: skip
    return _shown(case, form, status, letter, SendAnnouncementForm(formdata=None, data=carried))


def _checked_day(lifts: date) -> date:
    if lifts < restriction.first_day(guards.today()):
        raise Invalid("lifts_soon", field="lifts", least=restriction.NOTICE_DAYS)
    return lifts


def _letter(case: CasePage, frozen: tuple[Frozen, ...], reason: str, lifts: date) -> Letter:
    standing = [one for one in frozen if one.lifted_at is None]
    known = {system.key: system.name for system in guards.register().systems}
    values = Lifting(
        head=head(case),
        received=case.deadline.received_local_date,
        since=_day(min(one.since for one in standing)),
        lifts=lifts,
        reason=reason,
        systems=tuple(known.get(one.system, one.system) for one in standing),
        objected=all(one.ground is RestrictionGround.OBJECTION for one in standing),
    )
    return written(case, values)


def _day(moment: datetime) -> date:
    """The day at the controller's place."""
    return moment.astimezone(ZoneInfo(guards.controller().time_zone)).date()


def _frozen(case: CasePage) -> tuple[Frozen, ...]:
    return door.of_request(guards.store(), members.viewer(), case.reference)


def _stage(case: CasePage, frozen: tuple[Frozen, ...]) -> str:
    """What comes next: `none`, `lifted`, `decide` (first), `announce`, `wait` (for the day), `lift`."""
    standing = [one for one in frozen if one.lifted_at is None]
    if not standing:
        return "lifted" if frozen else "none"
    days = [one.lifts_at for one in standing if one.lifts_at is not None]
    if days:
        return "wait" if guards.store().now() < max(days) else "lift"
    return "announce" if case.status in {Status.ANSWERED, Status.CLOSED} else "decide"


def _shown(
    case: CasePage,
    form: AnnounceForm | None = None,
    status: int = 200,
    letter: Letter | None = None,
    press: SendAnnouncementForm | None = None,
) -> Response:
    frozen = _frozen(case)
    days = [one.lifts_at for one in frozen if one.lifted_at is None and one.lifts_at is not None]
    told: dict[str, Any] = {
        **context(case),
        "frozen": frozen,
        "stage": _stage(case, frozen),
        "say_ground": say_restriction_ground,
        "form": form or AnnounceForm(formdata=None, data={**versions(case), "lifts": _default_day()}),
        "first_day": _default_day(),
        "notice_days": restriction.NOTICE_DAYS,
        "lifts": _day(max(days)) if days else None,
        "letter": letter,
        "press": press,
        "pdf_href": at("staff_restriction.as_pdf", case.reference),
        "lift_form": LiftForm(formdata=None, data=versions(case)),
        "restriction_href": at("staff_restriction.show", case.reference),
        "announce_href": at("staff_restriction.announce", case.reference),
        "lift_href": at("staff_restriction.lift", case.reference),
    }
    return page("staff/restriction.html", status=status, page_error=status == 422, **told)


def _default_day() -> date:
    return restriction.first_day(guards.today())
