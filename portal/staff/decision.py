"""The decision over what was judged, and the gate where the answer is released."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, request
from flask import Response as FlaskResponse
from markupsafe import Markup
from werkzeug.wrappers import Response
from wtforms import BooleanField, HiddenField, TextAreaField
from wtforms.validators import InputRequired

from portal.domain.errors import Conflict, Invalid
from portal.domain.lifecycle import Right, Status
from portal.domain.may import may_read_all, may_release
from portal.domain.register import Register
from portal.domain.rulings import Ruling
from portal.journey import answering, decision, looking, previewing, review
from portal.papers.letters import Letter, LetterKind, missing_elements, required_because
from portal.staff import gate_words, identity_words, ruling_words, safeguards_words
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
from portal.staff.inquiries import page_of
from portal.staff.request import HOME, POLL_ENDS
from portal.staff.ruling_form import DecideForm, chosen, decide_form
from portal.staff.ruling_words import Consequences
from portal.staff.safeguards_words import ApproveForm
from portal.storage.door import case as door
from portal.storage.door import fees as fee_door
from portal.storage.door.case import CasePage, LetterLine, PackageLine
from portal.storage.door.decision import DecisionPage, decision_page
from portal.storage.door.findings import findings_page
from portal.web import guards, members, stepup
from portal.web.downloads import attached
from portal.web.forms import UpTo
from portal.web.pages import page
from portal.words import gettext, ngettext, say
from portal.words import lazy_gettext as _l

bp = Blueprint("staff_decision", __name__)
_PRESSES = frozenset({"csrf_token", "sure", "back"})


class ReleaseForm(VersionedForm):
    """The press that gives the answer."""

    digest = HiddenField(validators=[InputRequired()])


class LookedForm(VersionedForm):
    """That a person looked at what the machine could not decide."""

    digest = HiddenField(validators=[InputRequired()])
    looked = BooleanField(
        _l("I looked at each of them: nothing that was left out stands there"),
        validators=[InputRequired(_l("Look at them, and tick this once you have"))],
    )
    reason_looked = TextAreaField(
        _l("What you looked at, and why it may go"),
        validators=[InputRequired(_l("Write the reason")), UpTo(looking.LONGEST_REASON)],
    )


class ReopenForm(VersionedForm):
    """Back to the review."""

    reason = TextAreaField(
        _l("Why it is taken back"), validators=[InputRequired(_l("Write the reason")), UpTo(review.LONGEST_NOTE)]
    )


@bp.get(f"{HOME}/decision")
@members.staff_page(may_read_all)
@guards.polled("preview")
def show(reference: str) -> Response:
    """What is proposed, right by right; or how the counting of an erasure stands, where htmx asks for it."""
    return _shown(load(reference))


@bp.post(f"{HOME}/decision")
@members.staff_page(may_release)
@stepup.shown_lately(lambda: "sure" in request.form)
def decide(reference: str) -> Response:
    """Decide as shown or as chosen; an erasure shows first, on a page of its own, what it does."""
    case = load(reference)
    register = register_of(reference)
    plan = _plan(case, register)
    form = decide_form(plan.rulings, [one.cell for one in plan.cells], plan.grounds)
    if form.back.data:
        form.digest.data = plan.digest
        return _shown(case, form)
    if form.digest.data != plan.digest:
        return changed(reference, form, Conflict("plan_changed"))
    valid, found = form.validate(), chosen(form, plan.rulings, ruling_words.namer(register))
    if not valid or found.rulings is None:
        return _shown(case, form, status=422)
    after = ruling_words.consequences(plan, found.rulings)
    if any(one.erased for one in found.rulings) and (after.counting or not form.sure.data):
        if after.counting:
            previewing.count_again(guards.store(), members.viewer(), reference)
        return _consequences(case, plan, register, found.rulings, after)
    try:
        decision.decide(
            guards.store(), members.viewer(), reference, form.version.data or 0, plan.digest, form.note.data or "",
            found.choices,
        )  # fmt: skip
    except Conflict as fault:
        return changed(reference, form, fault)
    return back_to("staff_request.show", reference)


@bp.get(f"{HOME}/release")
@members.staff_page(may_read_all)
def release_page(reference: str) -> Response:
    """The letter, the package, and what to check before they go."""
    return released(load(reference))


@bp.post(f"{HOME}/release")
@members.staff_page(may_release)
@stepup.shown_lately()
def release(reference: str) -> Response:
    """Give the answer to the person."""
    form = ReleaseForm()
    if not form.validate():
        return released(load(reference), 422)
    try:
        answering.release(guards.store(), members.viewer(), reference, form.version.data or 0, form.digest.data or "")
    except Conflict as fault:
        return changed(reference, form, fault)
    return back_to("staff_request.show", reference)


@bp.post(f"{HOME}/release/looked")
@members.staff_page(may_release)
def looked(reference: str) -> Response:
    """Say that somebody looked at what the machine could not decide about the package."""
    form = LookedForm()
    if form.validate():
        try:
            looking.confirm(
                guards.store(), members.viewer(), reference, form.version.data or 0, form.digest.data or "",
                form.reason_looked.data or "",
            )  # fmt: skip
            return back_to("staff_decision.release_page", reference)
        except Conflict as fault:
            return changed(reference, form, fault)
        except Invalid as fault:
            blame(form, fault, "reason_looked")
    return released(load(reference), 422, looked=form)


@bp.get(f"{HOME}/release/package.zip")
@members.staff_page(may_read_all)
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
    return released(case, 422, reopening=form) if case.prepared else _shown(case, reopening=form, status=422)


def _shown(
    case: CasePage, form: DecideForm | None = None, reopening: ReopenForm | None = None, status: int = 200
) -> Response:
    register = register_of(case.reference)
    plan = _plan(case, register)
    proposed, decides = case.status is Status.DECISION, may_release(members.viewer())
    reopens = case.status in {Status.DECISION, Status.ANSWERING} and decides
    if (form and not proposed) or (reopening and not reopens):
        return over(case, form or reopening)
    rulings = plan.rulings if proposed else plan.decided_rulings
    cells = [one.cell for one in plan.cells]
    after = ruling_words.consequences(plan, rulings)
    told: dict[str, Any] = {
        **context(case),
        "plan": plan,
        "access": Right.ACCESS in case.rights,
        "sections": ruling_words.sections(rulings, plan, register),
        "after": after,
        "form": form
        or decide_form(
            plan.rulings, cells, plan.grounds, {**versions(case), "digest": plan.digest}, plan.wishes.reason
        ),
        "fee": fee_door.fee_of(guards.store(), members.viewer(), case.reference),
        "unfounded_href": at("staff_unfounded.show", case.reference),
        "late": guards.today() > case.deadline.first_month_safe,
        "weighed": ruling_words.say_balance,
        "ask_href": at("staff_request.show", case.reference, ask="situation", _anchor="thread"),
        "reopening": reopening or ReopenForm(formdata=None, data=versions(case)),
        "may_decide": proposed and decides,
        "may_reopen": reopens,
        "poll_href": at("staff_decision.show", case.reference, poll="1"),
    }
    polled = request.args.get("poll")
    answer = page("staff/decision.html", "preview" if polled else None, status, page_error=status == 422, **told)
    if guards.is_fragment() and polled and not after.counting:
        answer.status_code = POLL_ENDS
    return answer


def _consequences(
    case: CasePage, plan: DecisionPage, register: Register, rulings: Sequence[Ruling], after: Consequences
) -> Response:
    """What deciding erases, in numbers, and everything that was chosen, to be sent again by the press."""
    told: dict[str, Any] = {
        **context(case),
        "after": after,
        "sections": ruling_words.sections(rulings, plan, register),
        "kept": [pair for pair in request.form.items(multi=True) if pair[0] not in _PRESSES],
        "waits": safeguards_words.say_wait(case),
    }
    return page("staff/consequences.html", **told)


def released(
    case: CasePage,
    status: int = 200,
    approving: ApproveForm | None = None,
    looked: LookedForm | None = None,
    reopening: ReopenForm | None = None,
) -> Response:
    """The page on which an answer is released, with a form that was refused; what has no form there now is kept too."""
    letters, typed = case.prepared_letters, approving or looked or reopening
    if not letters:
        return over(case, typed) if typed else back_to("staff_request.show", case.reference)
    plan = _plan(case, register_of(case.reference))
    identity = page_of(case, register_of(case.reference))
    second = safeguards_words.of_release(case.reference, plan.answer_digest)
    checks = _checks(case, plan, letters, identity_words.checks(identity)) + ([second.check] if second else [])
    package = case.package if case.package and not case.package.released_at else None
    gate = gate_words.shown(package.gate, package.manifest_digest) if package else None
    if (looked and not (gate and gate.awaits)) or (approving and not (second and second.may_approve)):
        return over(case, typed)
    told: dict[str, Any] = {
        **context(case),
        "gate": gate,
        "looking": looked or _to_look(case, package),
        "second": second,
        "approving": approving or ApproveForm(formdata=None, data={**versions(case), "digest": plan.answer_digest}),
        "letters": letters,
        "bodies": [Markup(letter.html) for letter in letters],  # noqa: S704  # composed by our own templates
        "checks": checks,
        "known": identity.standing.is_enough,
        "passes": all(check["tone"] != "bad" for check in checks) and not (gate and gate.awaits),
        "form": ReleaseForm(formdata=None, data={**versions(case), "digest": plan.answer_digest}),
        "reopening": reopening or ReopenForm(formdata=None, data=versions(case)),
        "available_days": answering.AVAILABLE_DAYS,
        "may_release": may_release(members.viewer()),
    }
    return page("staff/release.html", status=status, page_error=status == 422, **told)


def _to_look(case: CasePage, package: PackageLine | None) -> LookedForm:
    digest = package.manifest_digest if package else ""
    return LookedForm(formdata=None, data={**versions(case), "digest": digest})


def _plan(case: CasePage, register: Register) -> DecisionPage:
    return decision_page(guards.store(), members.viewer(), case.reference, register)


def _checks(
    case: CasePage, plan: DecisionPage, letters: Sequence[LetterLine], identity: Sequence[dict[str, str]]
) -> list[dict[str, str]]:
    """What the gate asks: searched, judged, known who asks, the right recipient, whole letters."""
    checks = [_searched(plan), _judged(plan), *identity, _recipient(case), _whole(letters)]
    if case.package and not case.package.released_at and not case.package.manifest_digest:
        checks.append(_check(gettext("The package holds the edited letter"), "bad", gettext("Not yet"), ""))
    if case.package and not case.package.released_at:
        checks.append(gate_words.check(case.package.gate, case.package.manifest_digest))
    return checks


def _searched(plan: DecisionPage) -> dict[str, str]:
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
    found = findings_page(guards.store(), members.viewer(), case.reference)
    if any(owner.differs and owner.total > owner.withheld for owner in found.owners):
        return _check(
            label, "warn", gettext("Check the name"),
            say("Something is given from a customer whose name is another than %(name)s.", name=case.name or address),
        )  # fmt: skip
    return _check(label, "good", gettext("Confirmed"), _addressee(case))


def _addressee(case: CasePage) -> str:
    """Name and mailbox; where there is no mailbox, what stands on the envelope."""
    if address := str(case.requester.get("email", "")):
        return f"{case.name} <{address}>" if case.name else address
    address = "" if case.requester.get("protected") else str(case.requester.get("postal_address", ""))
    return ", ".join([case.name, *address.splitlines()])


def _whole(letters: Sequence[LetterLine]) -> dict[str, str]:
    label = gettext("The letter says all that the law wants")
    missing = [(LetterKind(one.kind), code) for one in letters for code in missing_elements(_written(one))]
    if missing:
        return _check(label, "bad", gettext("No"), "; ".join(required_because(code, kind) for kind, code in missing))
    many = sum(len(letter.required) for letter in letters)
    return _check(
        label,
        "good",
        gettext("Yes"),
        ngettext("%(num)s element checked", "%(num)s elements checked", many) % {"num": many},
    )


def _written(letter: LetterLine) -> Letter:
    return Letter(LetterKind(letter.kind), letter.language, letter.title, Markup(letter.html), letter.required)  # noqa: S704  # composed by our own templates


def _check(label: str, tone: str, state: str, note: str) -> dict[str, str]:
    return {"label": label, "tone": tone, "state": state, "note": note}
