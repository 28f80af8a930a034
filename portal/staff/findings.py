"""The review: what was found, by category and system, with a verdict for each record."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response
from wtforms import HiddenField, SelectField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from portal.domain.errors import Conflict, Invalid, Refused
from portal.domain.lifecycle import Ground, Status, Verdict
from portal.domain.may import may_handle, may_judge, may_release, may_see_queue
from portal.domain.review import FINDING_GROUNDS
from portal.journey import review
from portal.staff import case_words
from portal.staff.case_view import VersionedForm, at, back_to, blame, changed, context, load, over, versions
from portal.staff.request import HOME
from portal.storage.door import findings as door
from portal.storage.door.case import CasePage
from portal.web import guards, members
from portal.web.downloads import attached
from portal.web.forms import UpTo
from portal.web.pages import page
from portal.words import lazy_gettext as _l

bp = Blueprint("staff_findings", __name__)


class JudgeForm(VersionedForm):
    """A verdict for the chosen records."""

    finding = SelectMultipleField(_l("Records"), validate_choice=False, validators=[Optional()])
    verdict = HiddenField(validators=[InputRequired(_l("Choose what to do"))])
    ground = SelectField(_l("Why it is withheld"), validate_choice=False, validators=[Optional()])
    note = TextAreaField(_l("What the person is told beside it"), validators=[Optional(), UpTo(review.LONGEST_NOTE)])
    masked = SelectMultipleField(_l("Leave out"), coerce=int, validate_choice=False, validators=[Optional()])
    hidden = SelectMultipleField(_l("Leave out these words"), validate_choice=False, validators=[Optional()])
    hidden_more = TextAreaField(_l("Other words to leave out"), validators=[Optional(), UpTo(review.LONGEST_NOTE)])


class OwnerForm(VersionedForm):
    """One press about one customer."""

    system = HiddenField(validators=[InputRequired()])
    owner = HiddenField(validators=[InputRequired()])
    is_person = HiddenField(validators=[InputRequired()])


@bp.get(f"{HOME}/findings")
@members.staff_page(may_see_queue)
def show(reference: str) -> Response:
    """Everything found; or the page of one group."""
    return _shown(load(reference), _judge_form(None))


@bp.get(f"{HOME}/findings/<finding_id>")
@members.staff_page(may_see_queue)
def original(reference: str, finding_id: str) -> Response:
    """One record as it was found, and the verdict on it or on parts of it."""
    return _original(load(reference), finding_id, None)


@bp.get(f"{HOME}/findings/<finding_id>/document")
@members.staff_page(may_see_queue)
def document(reference: str, finding_id: str) -> Response:
    """The mail or file that a record was read from, always as an attachment."""
    line, pieces = door.original(guards.store(), members.viewer(), reference, finding_id)
    return attached(pieces, line.name.rpartition("/")[2], line.size)


@bp.post(f"{HOME}/findings/judge")
@members.staff_page(may_judge)
def judge(reference: str) -> Response:
    """A verdict for the chosen records."""
    form = _judge_form()
    if form.validate():
        try:
            _judge(reference, form, [])
            return _back(reference)
        except Conflict as fault:
            return changed(reference, form, fault)
        except Invalid as fault:
            blame(form, fault, "finding")
    return _shown(load(reference), form, 422)


@bp.post(f"{HOME}/findings/<finding_id>")
@members.staff_page(may_judge)
def judge_one(reference: str, finding_id: str) -> Response:
    """A verdict for one record, whole or with parts left out."""
    form = _judge_form()
    if form.validate():
        try:
            form.finding.data = [finding_id]
            hidden = [*(form.hidden.data or []), *(form.hidden_more.data or "").splitlines()]
            _judge(reference, form, form.masked.data or [], hidden)
            return _back(reference)
        except Conflict as fault:
            return changed(reference, form, fault)
        except Invalid as fault:
            blame(form, fault, "verdict")
    return _original(load(reference), finding_id, form, 422)


@bp.post(f"{HOME}/findings/exact")
@members.staff_page(may_release)
def include_exact(reference: str) -> Response:
    """Take in all that is surely this person's."""
    form = VersionedForm()
    if not form.validate():
        return _shown(load(reference), _judge_form(None), 422)
    try:
        done = review.include_exact(guards.store(), members.viewer(), reference, form.version.data or 0)
    except Conflict as fault:
        return changed(reference, form, fault)
    return back_to("staff_findings.show", reference, taken=str(done.taken))


@bp.post(f"{HOME}/findings/owner")
@members.staff_page(may_handle)
def judge_owner(reference: str) -> Response:
    """Say of one customer that it is the person, or somebody else."""
    form = OwnerForm()
    if not form.validate():
        return _shown(load(reference), _judge_form(None), 422)
    try:
        review.judge_owner(
            guards.store(), members.viewer(), reference, form.version.data or 0, form.system.data or "",
            form.owner.data or "", is_person=form.is_person.data == "yes",
        )  # fmt: skip
    except Conflict as fault:
        return changed(reference, form, fault)
    return back_to("staff_findings.show", reference)


@bp.post(f"{HOME}/findings/finish")
@members.staff_page(may_handle)
def finish(reference: str) -> Response:
    """Every record has its verdict: on to the decision."""
    form = VersionedForm()
    if not form.validate():
        return _shown(load(reference), _judge_form(None), 422)
    try:
        review.finish_review(guards.store(), members.viewer(), reference, form.version.data or 0)
    except Conflict as fault:
        return changed(reference, form, fault)
    except Refused as fault:
        if fault.code == "findings_open":
            return _shown(load(reference), _judge_form(None), 409, refused=fault.code)
        raise
    target = "staff_decision.show" if may_release(members.viewer()) else "staff_request.show"
    return back_to(target, reference)


def _judge(reference: str, form: JudgeForm, masked: list[int], hidden: Sequence[str] = ()) -> None:
    verdict, ground = form.verdict.data or "", form.ground.data or ""
    if not load(reference).copies:
        verdict, ground = _told_apart(verdict)
    review.judge(
        guards.store(), members.viewer(), reference, form.version.data or 0, form.finding.data or [],
        verdict, ground, form.note.data or "", *((masked, hidden) if verdict == Verdict.MASKED.value else ((), ())),
    )  # fmt: skip


def _told_apart(verdict: str) -> tuple[str, str]:
    """Where no copy is given a record is the person's or it is not: there is nothing to mask, and one ground."""
    if verdict == Verdict.MASKED.value:
        raise Invalid("verdict_unknown", field="verdict")
    return verdict, Ground.NOT_THIS_PERSON.value if verdict == Verdict.WITHHELD.value else ""


def _back(reference: str) -> Response:
    """To where the press was made: the open ones alone, or the page of one group."""
    return back_to("staff_findings.show", reference, **_place())


def _place() -> dict[str, str]:
    return {name: request.args[name] for name in ("show", "category", "system", "after") if request.args.get(name)}


def _judge_form(case: CasePage | None = None) -> JudgeForm:
    form = JudgeForm() if request.method == "POST" else JudgeForm(formdata=None, data=versions(case) if case else None)
    form.ground.choices = [
        SelectChoice("", _l("Choose a ground")),
        *(SelectChoice(one.value, case_words.say_ground(one)) for one in FINDING_GROUNDS),
    ]
    return form


def _shown(case: CasePage, form: JudgeForm, status: int = 200, refused: str = "") -> Response:
    place = _place()
    found = door.findings_page(
        guards.store(), members.viewer(), case.reference, place.get("category", ""), place.get("system", ""),
        place.get("after", ""), only_open=place.get("show") == "open",
    )  # fmt: skip
    reviewable = case.status in review.REVIEWABLE and may_judge(members.viewer())
    if status == 422 and not reviewable:
        return over(case, form)
    told: dict[str, Any] = {
        **context(case),
        "found": found,
        "form": form,
        "place": place,
        "press": VersionedForm(formdata=None, data=versions(case)),
        "owner_form": lambda: OwnerForm(formdata=None, data=versions(case)),
        "versions": versions(case),
        "may_judge": reviewable,
        "may_exact": reviewable and may_release(members.viewer()) and found.sure and not place,
        "may_choose": reviewable and may_handle(members.viewer()),
        "may_finish": case.status is Status.REVIEW and may_handle(members.viewer()) and not case.open_findings,
        "all_chosen": place.get("show") == "open" and "all" in request.args,
        "taken": _number(request.args.get("taken", "")),
        "refused": refused,
        "href": lambda **more: at("staff_findings.show", case.reference, **more),
        "original_href": lambda one: at("staff_findings.original", case.reference, finding_id=one.id),
    }
    return page("staff/findings.html", status=status, page_error=status >= 400, **told)


def _original(case: CasePage, finding_id: str, form: JudgeForm | None, status: int = 200) -> Response:
    line = door.finding(guards.store(), members.viewer(), case.reference, finding_id)
    reviewable = case.status in review.REVIEWABLE and may_judge(members.viewer())
    if form is not None and not reviewable:
        return over(case, form)
    if form is None:
        form = _judge_form(case)
        form.ground.data, form.note.data = line.ground or "", line.note
        form.masked.data = [one.place for one in line.fields if one.masked]
        form.hidden.data = list(line.hidden if line.judged_at else line.proposed)
        form.hidden_more.data = "\n".join(one for one in line.hidden if one not in line.proposed)
    form.hidden.choices = [SelectChoice(word, word) for word in line.proposed]
    told: dict[str, Any] = {
        **context(case),
        "line": line,
        "form": form,
        "versions": versions(case),
        "may_judge": reviewable,
        "mask_grounds": [one.value for one in FINDING_GROUNDS if one is not Ground.NOT_THIS_PERSON],
    }
    return page("staff/finding.html", status=status, page_error=status == 422, **told)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else -1
