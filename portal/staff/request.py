"""One request: its facts, its way, the one next step, its systems, the thread and the notes."""

from datetime import datetime
from typing import Any, cast

from flask import Blueprint, Response, abort, request
from werkzeug.wrappers import Response as AnyResponse
from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from portal.deadline_words import explain
from portal.domain.errors import Conflict, Invalid, NotFound
from portal.domain.lifecycle import OUTLIVING, Capability, Right, Status, StepState
from portal.domain.may import (
    may_configure,
    may_do_steps,
    may_handle,
    may_judge,
    may_make_dossier,
    may_read_all,
    may_release,
    may_see_queue,
)
from portal.domain.next_act import WAITING_STEPS, Act, NextAct, WaitingSteps, next_act
from portal.domain.register import System
from portal.domain.roles import UNSORTED
from portal.journey import steps
from portal.staff import beside, case_files, case_words, guiding, together, writing
from portal.staff.case_view import VersionedForm, at, back_to, blame, changed, context, load, over, versions
from portal.storage.door import case as door
from portal.storage.door import processors as processors_door
from portal.storage.door.case import CasePage, MessageLine, StepLine
from portal.storage.door.opening import one_look
from portal.storage.door.writing import DraftLine
from portal.web import guards, members
from portal.web.downloads import attached
from portal.web.forms import UpTo
from portal.web.pages import page
from portal.words import gettext, language, say
from portal.words import lazy_gettext as _l

bp = Blueprint("staff_request", __name__)
HOME = "/staff/<controller>/requests/<reference>"
POLL_ENDS = 286
_LONGEST_TEXT = 20_000
_OUTCOMES = {
    Capability.FIND: (
        ("found", _l("Found something")),
        ("nothing", _l("Searched everything, nothing found")),
        ("cannot", _l("It could not be searched")),
    ),
    Capability.SUPPRESS: (
        ("done", _l("The prohibition is written")),
        ("nothing", _l("The person is not there")),
        ("cannot", _l("It could not be done")),
    ),
    Capability.RECTIFY: (
        ("done", _l("It is corrected")),
        ("nothing", _l("It does not stand there")),
        ("cannot", _l("It could not be done")),
    ),
    Capability.ERASE: (
        ("done", _l("It is erased")),
        ("nothing", _l("It is not there any more")),
        ("cannot", _l("It could not be done")),
    ),
    Capability.RESTRICT: (
        ("done", _l("It is done")),
        ("nothing", _l("The person is not there")),
        ("cannot", _l("It could not be done")),
    ),
}


class StepForm(VersionedForm):
    """What came of a step; a text for each category that may be found there."""

    outcome = RadioField(
        _l("What came of it?"), validate_choice=False, validators=[InputRequired(_l("Choose what came of it"))]
    )
    note = TextAreaField(_l("Note"), validators=[Optional(), UpTo(steps.LONGEST_NOTE)])


class OwnerForm(VersionedForm):
    """Which customer it is."""

    owner = RadioField(_l("Who is it?"), validate_choice=False, validators=[InputRequired(_l("Choose one"))])


class AgainForm(VersionedForm):
    """Let the machine try once more."""

    outcome = StringField(validators=[Optional()])


@bp.get(HOME)
@members.staff_page()
@guards.polled("live-case")
def show(reference: str) -> AnyResponse:
    """The request as it stands, or its living part where htmx asks for it; what is left of one whose file went."""
    with one_look():
        try:
            case = load(reference)
        except NotFound:
            return case_files.left_of(reference)
        answer = page_of(case, asked=writing.question(request.args.get("ask", ""), case.language))
    if guards.is_fragment() and request.args.get("poll") and not case.moves:
        answer.status_code = POLL_ENDS
    return answer


@bp.get(f"{HOME}/files/<upload_id>")
@members.staff_page(may_read_all)
def file(reference: str, upload_id: str) -> Response:
    """A file of the thread, always as an attachment."""
    line, pieces = door.attachment(guards.store(), members.viewer(), reference, upload_id)
    return attached(pieces, line.name, line.size)


@bp.get(f"{HOME}/steps/<step_id>")
@members.staff_page(may_see_queue)
def step(reference: str, step_id: str) -> AnyResponse:
    """One system: what to do there, and what came of it."""
    return _step_page(reference, step_id)


@bp.post(f"{HOME}/steps/<step_id>")
@members.staff_page(may_do_steps)
def finish_step(reference: str, step_id: str) -> AnyResponse:
    """Say what came of a step."""
    line = _step_line(load(reference), step_id)
    form = _step_form(line, None)
    if form.validate():
        try:
            steps.complete_by_hand(
                guards.store(), members.viewer(), reference, form.version.data or 0, step_id,
                form.outcome.data or "", form.note.data or "", _found(form, line),
            )  # fmt: skip
            return _after_step(reference)
        except Conflict as fault:
            return changed(reference, form, fault)
        except Invalid as fault:
            blame(form, fault, "outcome")
    return _step_page(reference, step_id, form, 422)


def _after_step(reference: str) -> AnyResponse:
    """To the next step that waits for staff where that was pressed, else to the request."""
    waiting = _waiting(load(reference), StepState.BY_HAND) if request.form.get("then") == "next" else []
    if not waiting:
        return back_to("staff_request.show", reference)
    return back_to("staff_request.step", reference, step_id=_first(waiting).id)


@bp.post(f"{HOME}/steps/<step_id>/owner")
@members.staff_page(may_handle)
def choose_owner(reference: str, step_id: str) -> AnyResponse:
    """Say which of several customers it is."""
    form = _owner_form(load(reference).step(step_id), None)
    if not form.validate():
        return _step_page(reference, step_id, owner_form=form, status=422)
    owner = "" if form.owner.data == _NOBODY else form.owner.data or ""
    try:
        steps.choose_owner(guards.store(), members.viewer(), reference, form.version.data or 0, step_id, owner)
    except Conflict as fault:
        return changed(reference, form, fault)
    except Invalid as fault:
        blame(form, fault, "owner")
        return _step_page(reference, step_id, owner_form=form, status=422)
    return back_to("staff_request.show", reference, _anchor="steps")


@bp.post(f"{HOME}/steps/<step_id>/again")
@members.staff_page(may_handle)
def run_again(reference: str, step_id: str) -> AnyResponse:
    """Let the machine try once more."""
    form = AgainForm()
    if not form.validate():
        abort(400)
    try:
        steps.run_again(guards.store(), members.viewer(), reference, form.version.data or 0, step_id)
    except Conflict as fault:
        return changed(reference, form, fault)
    return back_to("staff_request.show", reference, _anchor="steps")


_NOBODY = "nobody"


def page_of(
    case: CasePage,
    message: writing.MessageForm | None = None,
    note: writing.NoteForm | None = None,
    status: int = 200,
    asked: str = "",
    other: DraftLine | None = None,
) -> AnyResponse:
    """The request's page: with a form that was refused (422), or one whose draft went on elsewhere as `other` (409)."""
    viewer = members.viewer()
    facts, written = beside.facts(case), writing.facts(case, message, note, asked)
    act = _next(case, facts["fee_since"])
    told: dict[str, Any] = {
        **context(case),
        **facts,
        **case_files.facts(case),
        **written,
        **guiding.facts(case, act, first=written["first"]),
        **together.facts(case),
        "guidance": case_words.guidance(case, act.act),
        "other": other,
        "act": act,
        "next_href": _href(case, act),
        "next_label": _label(act.act),
        "explanation": explain(case.deadline),
        "next_where": _where(case, act),
        "unanswered": _unanswered([one for one in case.messages if one.kind in {"person", "staff"}]),
        "stages": _leading(case),
        "asks": [right for right in case.rights if right not in {Right.ACCESS, Right.PORTABILITY, Right.MARKETING}],
        "step_tables": _step_tables(case),
        "thread": [one for one in case.messages if one.kind != "note"],
        "notes": [one for one in case.messages if one.kind == "note"],
        "file_href": lambda one: at("staff_request.file", case.reference, upload_id=one.id),
        "look_href": lambda one: at("staff_file_looks.show", case.reference, upload_id=one.id),
        "timeline_href": at("staff_timeline.show", case.reference),
        "step_href": lambda one: _step_href(case, one),
        "tellings": case_words.tellings(case),
        "told_href": at("staff_telling.letter", case.reference) if may_handle(viewer) and _is_over(case) else "",
        "held_href": _held_href(case),
        "held_label": _label(Act.WAIT_UNDO),
        "dossier_href": at("staff_dossier.show", case.reference) if may_make_dossier(viewer) else "",
        "poll_href": at("staff_request.show", case.reference, poll="1"),
    }
    if status != 200:
        return page("staff/request.html", status=status, page_error=True, **told)
    return page("staff/request.html", "live" if request.args.get("poll") else None, **told)


def _held_href(case: CasePage) -> str:
    """Where what is to be erased waits; empty where nothing does, or not for this viewer."""
    waits = case.status is Status.CARRYING_OUT and (case.undo_until is not None or case.second_after is not None)
    return at("staff_safeguards.erasure", case.reference) if waits and may_read_all(members.viewer()) else ""


def _step_tables(case: CasePage) -> list[tuple[str, str, str, list[StepLine]]]:
    """The steps by what they are for: title, key, what is counted, and the lines."""
    tables = [
        (gettext("Prohibitions of marketing"), "marketing", gettext("Changed"), Capability.SUPPRESS),
        (gettext("Where it is searched"), "access", gettext("Found"), Capability.FIND),
    ]
    found = [
        (title, key, counted, [one for one in case.steps if one.capability is capability])
        for title, key, counted, capability in tables
    ]
    found.append((gettext("What is carried out"), "carried", gettext("Changed"), case_words.carried_out(case)))
    return [table for table in found if table[3]]


def _next(case: CasePage, fee_since: datetime | None) -> NextAct:
    found: dict[StepState, WaitingSteps] = {}
    for state in WAITING_STEPS:
        waiting = _waiting(case, state)
        if waiting:
            found[state] = _added_up(waiting)
    told, asked = _to_tell(case), [one for one in _waits(case, StepState.BY_HAND) if _is_at_processor(one)]
    return next_act(
        case.status, case.asked_at is not None, found, None if case.limited else case.to_post,
        _added_up(told) if told else None, fee_since, _added_up(asked) if asked else None, case.undo_until,
        case.second_after,
    )  # fmt: skip


def _added_up(waiting: list[StepLine]) -> WaitingSteps:
    days = [one.due for one in waiting if one.due]
    return WaitingSteps(len(waiting), min(days) if days else None)


def _waiting(case: CasePage, state: StepState) -> list[StepLine]:
    """The steps that wait for staff."""
    return [one for one in _waits(case, state) if not _is_at_processor(one)]


def _first(waiting: list[StepLine]) -> StepLine:
    """The one that is due first."""
    return min(waiting, key=lambda one: (one.due is None, one.due, one.system))


def _is_at_processor(line: StepLine) -> bool:
    """Whether the processor was asked by letter, and has time still."""
    return line.asked_at is not None and line.due is not None and line.due >= guards.today()


def _waits(case: CasePage, state: StepState) -> list[StepLine]:
    steps = [one for one in case.steps if one.state is state and one.telling is None]
    return [one for one in steps if case.status is not Status.CLOSED or _outlives(one)]


def _to_tell(case: CasePage) -> list[StepLine]:
    """The recipients who have to be told still; no answer and no withdrawal ends that."""
    return [one for one in case_words.tellings(case) if one.state is StepState.BY_HAND]


def _outlives(line: StepLine) -> bool:
    """Whether it is still to be done in a closed request: prohibitions, and what was decided."""
    return line.right is Right.MARKETING or line.capability in OUTLIVING


def _href(case: CasePage, act: NextAct) -> str:
    """Where the next step is done; empty where staff wait, and for whoever does not do it."""
    if not may_do_steps(members.viewer()):
        return _reviewers_href(case, act)
    states = {wanted: state for state, wanted in WAITING_STEPS.items()}
    waiting = _to_tell(case) if act.act is Act.TELL else _waiting(case, states[act.act]) if act.act in states else []
    if waiting:
        return _step_href(case, _first(waiting))
    if act.act is Act.REVIEW:
        return at("staff_findings.show", case.reference)
    if case.limited:
        return ""
    if act.act is Act.DECIDE:
        return at("staff_decision.show", case.reference)
    if act.act is Act.RELEASE and case.prepared is not None:
        return at("staff_decision.release_page", case.reference)
    if act.act is Act.WAIT_FEE and may_release(members.viewer()):
        return at("staff_unfounded.show", case.reference)
    if act.act is Act.POST:
        return at("staff_post.show", case.reference)
    if act.act in {Act.SECOND, Act.WAIT_UNDO}:
        return at("staff_safeguards.erasure", case.reference)
    return at("staff_identity.show", case.reference) if act.act is Act.JUDGE_UNCONFIRMED else ""


def _reviewers_href(case: CasePage, act: NextAct) -> str:
    """Where whoever does no steps reads what is to be erased or given; the second person also what was found."""
    if act.act is Act.REVIEW and may_judge(members.viewer()):
        return at("staff_findings.show", case.reference)
    if act.act in {Act.SECOND, Act.WAIT_UNDO}:
        return _held_href(case)
    reads = act.act is Act.RELEASE and case.prepared is not None and may_read_all(members.viewer())
    return at("staff_decision.release_page", case.reference) if reads else ""


def _where(case: CasePage, act: NextAct) -> str:
    """In which system the next step is done, where several wait."""
    states = {wanted: state for state, wanted in WAITING_STEPS.items()}
    if act.act not in states or not may_do_steps(members.viewer()):
        return ""
    first = _first(_waiting(case, states[act.act]))
    return case_words.say_place(guards.register(), first)


def _unanswered(said: list[MessageLine]) -> MessageLine | None:
    """The person's last message, where nobody has written to them since."""
    return said[-1] if said and said[-1].kind == "person" and may_handle(members.viewer()) else None


def _leading(case: CasePage) -> list[dict[str, str]]:
    """The way of the request; what was decided is one press away."""
    found = case_words.stages(case)
    for stage in found if may_read_all(members.viewer()) else ():
        if stage["key"] == Status.DECISION and stage["state"] == "done":
            stage["href"] = at("staff_decision.show", case.reference)
    return found


def _is_over(case: CasePage) -> bool:
    return case.status in {Status.ANSWERED, Status.CLOSED}


def _step_href(case: CasePage, line: StepLine) -> str:
    endpoint = "staff_request.step" if line.telling is None else "staff_telling.show"
    return at(endpoint, case.reference, step_id=line.id)


def _label(act: Act) -> str:
    """What the link to the next step says; a reviewer reads what others release or take back."""
    if not may_do_steps(members.viewer()):
        read = {Act.RELEASE: gettext("Read the answer"), Act.WAIT_UNDO: gettext("Look at what is erased")}
        if act in read:
            return read[act]
    return {
        Act.CHOOSE: gettext("Choose the customer"),
        Act.MEND: gettext("Look at the system"),
        Act.BY_HAND: gettext("Open the first step"),
        Act.TELL: gettext("Tell the first one"),
        Act.REVIEW: gettext("Review what was found"),
        Act.DECIDE: gettext("Open the decision"),
        Act.WAIT_FEE: gettext("The fee, and what comes next"),
        Act.RELEASE: gettext("Read and release"),
        Act.JUDGE_UNCONFIRMED: gettext("Say what you know"),
        Act.POST: gettext("Print and post"),
        Act.SECOND: gettext("Look at what is erased"),
        Act.WAIT_UNDO: gettext("Look at it, or take it back"),
    }.get(act, "")


def _step_page(
    reference: str,
    step_id: str,
    form: StepForm | None = None,
    status: int = 200,
    owner_form: OwnerForm | None = None,
) -> AnyResponse:
    case = load(reference)
    line = _step_line(case, step_id)
    if form is not None and not _may_do(case, line):
        return over(case, form)
    told: dict[str, Any] = {
        **context(case),
        "step": line,
        "system": _system(line),
        "there": [key for key in _categories(line) if key != UNSORTED],
        "form": form or _step_form(line, case),
        "owner_form": owner_form or _owner_form(line, case),
        "again_form": AgainForm(formdata=None, data=versions(case)),
        "letter_form": VersionedForm(formdata=None, data=versions(case)),
        "held_href": _held_href(case),
        "held_label": _label(Act.WAIT_UNDO),
        "asks": _asks(case, line),
        "instructions": _instructions(line),
        "frozen_elsewhere": beside.frozen_elsewhere(case, line),
        "may_do": _may_do(case, line),
        "connection_href": guiding.connection_href(line),
        "others_wait": any(one.id != line.id for one in _waiting(case, StepState.BY_HAND)),
        "may_choose": line.state is StepState.CHOICE and may_handle(members.viewer()),
        "may_again": line.performer == "machine"
        and line.state in {StepState.FAILED, StepState.INCOMPLETE}
        and may_handle(members.viewer())
        and (line.capability is not Capability.FIND or case.status in {Status.SEARCHING, Status.REVIEW}),
    }
    return page("staff/step.html", status=status, page_error=status == 422, **told)


def _asks(case: CasePage, line: StepLine) -> dict[str, Any]:
    """How the processor of a step is asked by letter: its address, what came of it, and what may be pressed."""
    if line.performer != "processor":
        return {}
    viewer = members.viewer()
    contact = processors_door.contacts(guards.store(), viewer).get(line.system)
    open_still = _may_do(case, line) and may_handle(viewer)
    return {
        "contact": contact,
        "line": line.ask,
        "said": case_words.say_ask(line.ask) if line.ask else "",
        "may_send": open_still and contact is not None and line.ask is not None,
        "may_withdraw": open_still and line.ask is not None and line.ask.living,
        "may_set": may_configure(viewer),
        "by_owner": bool(case.requester.get("protected") and line.tasks and line.ask is None),
    }


def _step_line(case: CasePage, step_id: str) -> StepLine:
    """A step in a system; a recipient who is told has a page of its own."""
    line = case.step(step_id)
    if line.telling is not None:
        raise NotFound("not_found")
    return line


def _may_do(case: CasePage, line: StepLine) -> bool:
    """Whether staff may say its outcome now."""
    ended = {StepState.DONE, StepState.INCOMPLETE, StepState.CANCELLED, StepState.CHOICE}
    over = case.status is Status.CLOSED and not _outlives(line)
    still = line.state not in ended and not line.awaits and case.status is not Status.UNCONFIRMED and not over
    return still and may_do_steps(members.viewer())


def _system(line: StepLine) -> System | None:
    return next((one for one in guards.register().systems if one.key == line.system), None)


def _instructions(line: StepLine) -> str:
    system = _system(line)
    if line.purposes:
        names = ", ".join(case_words.say_purpose(guards.register(), key) for key in line.purposes)
        return say(
            "Stop using the data above for: %(purposes)s. Take it off lists and out of tools that use it for that."
            " What is kept for another purpose stays where it is.",
            purposes=names,
        )
    text = system.instructions.get(line.capability.value) if system else None
    told = text.in_language(language()) if text else ""
    if line.lifts and told:
        return say("The restriction has ended: undo what was done for it. That was: %(told)s", told=told)
    return told


def _categories(line: StepLine) -> list[str]:
    """The categories that may lie in the step's system, and what is not sorted: those that are the viewer's."""
    system, who = _system(line), members.viewer()
    return [key for key in (*(system.categories if system else ()), UNSORTED) if who.reaches(line.system, key)]


def _step_form(line: StepLine, case: CasePage | None) -> StepForm:
    """The form of this very step; filled from what was sent where no `case` is given."""
    texts = {}
    if line.capability is Capability.FIND:
        for key in _categories(line):
            said = case_words.say_category(guards.register(), key)
            texts[f"found_{key}"] = TextAreaField(said, validators=[Optional(), UpTo(_LONGEST_TEXT)])
    made = cast(type[StepForm], type("StepFormOf", (StepForm,), texts))
    form = made() if case is None else made(formdata=None, data=versions(case))
    form.outcome.choices = [SelectChoice(code, str(label)) for code, label in _OUTCOMES.get(line.capability, ())]
    return form


def _owner_form(line: StepLine, case: CasePage | None) -> OwnerForm:
    form = OwnerForm() if case is None else OwnerForm(formdata=None, data=versions(case))
    form.owner.choices = [
        *(SelectChoice(one.owner, one.subject or one.owner) for one in line.candidates),
        SelectChoice(_NOBODY, gettext("None of them")),
    ]
    return form


def _found(form: StepForm, line: StepLine) -> list[tuple[str, str]]:
    """What was typed, a record for each paragraph between empty lines."""
    if form.outcome.data != "found":
        return []
    pairs = []
    for key in _categories(line) if line.capability is Capability.FIND else []:
        text = (form[f"found_{key}"].data or "").replace("\r\n", "\n")
        pairs += [(key, part) for part in text.split("\n\n") if part.strip()]
    return pairs
