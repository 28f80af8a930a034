"""The decision over what was judged, and the gate where the answer is released."""

from typing import Any

from flask import Blueprint
from flask import Response as FlaskResponse
from markupsafe import Markup
from werkzeug.wrappers import Response
from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired, Optional

from portal.domain.errors import Conflict, Invalid
from portal.domain.lifecycle import Status
from portal.domain.may import may_release
from portal.journey import answering, decision, review
from portal.papers.letters import Letter, LetterKind, missing_elements, required_because
from portal.staff.case_view import VersionedForm, back_to, blame, changed, context, load, versions
from portal.staff.request import HOME
from portal.storage.door import case as door
from portal.storage.door.case import CasePage, DecisionPage, LetterLine
from portal.web import guards, members
from portal.web.downloads import attached
from portal.web.forms import UpTo
from portal.web.pages import page
from portal.words import gettext, ngettext, say
from portal.words import lazy_gettext as _l

bp = Blueprint("staff_decision", __name__)


class DecideForm(VersionedForm):
    """The press over a plan that was seen."""

    digest = HiddenField(validators=[InputRequired()])
    note = TextAreaField(_l("Note for the record"), validators=[Optional(), UpTo(decision.LONGEST_NOTE)])


class ReleaseForm(VersionedForm):
    """The press that gives the answer."""

    digest = HiddenField(validators=[InputRequired()])


class ReopenForm(VersionedForm):
    """Back to the review."""

    reason = TextAreaField(
        _l("Why it is taken back"), validators=[InputRequired(_l("Write the reason")), UpTo(review.LONGEST_NOTE)]
    )


@bp.get(f"{HOME}/decision")
@members.staff_page(may_release)
def show(reference: str) -> Response:
    """What follows from the review, category by category."""
    return _shown(load(reference))


@bp.post(f"{HOME}/decision")
@members.staff_page(may_release)
def decide(reference: str) -> Response:
    """Decide as shown; the answer is written next."""
    form = DecideForm()
    if form.validate():
        try:
            decision.decide(
                guards.store(), members.viewer(), reference, form.version.data or 0, form.digest.data or "",
                form.note.data or "",
            )  # fmt: skip
            return back_to("staff_request.show", reference)
        except Conflict as fault:
            return changed(reference, form, fault)
        except Invalid as fault:
            blame(form, fault, "note")
    return _shown(load(reference), form, status=422)


@bp.get(f"{HOME}/release")
@members.staff_page(may_release)
def release_page(reference: str) -> Response:
    """The letter, the package, and what to check before they go."""
    return _release(load(reference))


@bp.post(f"{HOME}/release")
@members.staff_page(may_release)
def release(reference: str) -> Response:
    """Give the answer to the person."""
    form = ReleaseForm()
    if not form.validate():
        return _release(load(reference), status=422)
    try:
        answering.release(guards.store(), members.viewer(), reference, form.version.data or 0, form.digest.data or "")
    except Conflict as fault:
        return changed(reference, form, fault)
    return back_to("staff_request.show", reference)


@bp.get(f"{HOME}/release/package.zip")
@members.staff_page(may_release)
def package(reference: str) -> FlaskResponse:
    """The package as the person will get it, before its release."""
    line, pieces = door.prepared_package(guards.store(), members.viewer(), reference)
    return attached(pieces, f"{guards.controller().slug}-{reference}.zip", line.size)


@bp.post(f"{HOME}/reopen")
@members.staff_page(may_release)
def reopen(reference: str) -> Response:
    """Back to the review; nothing was given yet."""
    form = ReopenForm()
    if form.validate():
        try:
            review.reopen(guards.store(), members.viewer(), reference, form.version.data or 0, form.reason.data or "")
            return back_to("staff_findings.show", reference)
        except Conflict as fault:
            return changed(reference, form, fault)
        except Invalid as fault:
            blame(form, fault, "reason")
    case = load(reference)
    return _release(case, form, 422) if case.prepared else _shown(case, reopening=form, status=422)


def _shown(
    case: CasePage, form: DecideForm | None = None, reopening: ReopenForm | None = None, status: int = 200
) -> Response:
    plan = _plan(case)
    told: dict[str, Any] = {
        **context(case),
        "plan": plan,
        "form": form or DecideForm(formdata=None, data={**versions(case), "digest": plan.digest}),
        "reopening": reopening or ReopenForm(formdata=None, data=versions(case)),
        "may_decide": case.status is Status.DECISION,
        "may_reopen": case.status in {Status.DECISION, Status.ANSWERING},
    }
    return page("staff/decision.html", status=status, page_error=status == 422, **told)


def _release(case: CasePage, reopening: ReopenForm | None = None, status: int = 200) -> Response:
    letter = case.prepared
    if letter is None:
        return back_to("staff_request.show", case.reference)
    plan = _plan(case)
    checks = _checks(case, plan, letter)
    told: dict[str, Any] = {
        **context(case),
        "letter": letter,
        "body": Markup(letter.html),  # noqa: S704  # composed by our own templates
        "checks": checks,
        "passes": all(check["tone"] != "bad" for check in checks),
        "form": ReleaseForm(formdata=None, data={**versions(case), "digest": plan.answer_digest}),
        "reopening": reopening or ReopenForm(formdata=None, data=versions(case)),
        "available_days": answering.AVAILABLE_DAYS,
    }
    return page("staff/release.html", status=status, page_error=status == 422, **told)


def _plan(case: CasePage) -> DecisionPage:
    return door.decision_page(guards.store(), members.viewer(), case.reference, guards.register())


def _checks(case: CasePage, plan: DecisionPage, letter: LetterLine) -> list[dict[str, str]]:
    """What the gate asks: searched, judged, the right recipient, a whole letter."""
    return [_searched(case, plan), _judged(plan), _recipient(case), _whole(letter)]


def _searched(case: CasePage, plan: DecisionPage) -> dict[str, str]:
    label = gettext("The search is complete")
    if plan.unfinished:
        return _check(label, "bad", gettext("Not yet"), gettext("A system has no outcome yet."))
    if plan.incomplete:
        many = len(set(plan.incomplete))
        note = ngettext(
            "%(num)s system could not be searched completely. The letter names it.",
            "%(num)s systems could not be searched completely. The letter names them.",
            many,
        ) % {"num": many}
        return _check(label, "warn", gettext("With gaps"), note)
    return _check(label, "good", gettext("Yes"), "")


def _judged(plan: DecisionPage) -> dict[str, str]:
    label = gettext("Nothing is left open")
    if plan.open:
        return _check(label, "bad", gettext("No"), gettext("A record has no verdict."))
    return _check(label, "good", gettext("Yes"), "")


def _recipient(case: CasePage) -> dict[str, str]:
    label = gettext("It goes to the right person")
    address = str(case.requester.get("email", ""))
    if case.confirmed_at is None:
        return _check(label, "bad", gettext("Mailbox not confirmed"), address)
    found = door.findings_page(guards.store(), members.viewer(), case.reference)
    if any(owner.differs and owner.total > owner.withheld for owner in found.owners):
        return _check(
            label, "warn", gettext("Check the name"),
            say("Something is given from a customer whose name is another than %(name)s.", name=case.name or address),
        )  # fmt: skip
    return _check(label, "good", gettext("Confirmed"), f"{case.name} <{address}>" if case.name else address)


def _whole(letter: LetterLine) -> dict[str, str]:
    label = gettext("The letter says all that the law wants")
    written = Letter(LetterKind(letter.kind), letter.language, letter.title, Markup(letter.html), letter.required)  # noqa: S704  # composed by our own templates
    missing = missing_elements(written)
    if missing:
        return _check(label, "bad", gettext("No"), "; ".join(required_because(code) for code in missing))
    many = len(letter.required)
    return _check(
        label,
        "good",
        gettext("Yes"),
        ngettext("%(num)s element checked", "%(num)s elements checked", many) % {"num": many},
    )


def _check(label: str, tone: str, state: str, note: str) -> dict[str, str]:
    return {"label": label, "tone": tone, "state": state, "note": note}
