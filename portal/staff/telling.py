"""One recipient who has to be told of a change: what to say, to whom, and what came of it (Art 19)."""

from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, request
from werkzeug.wrappers import Response
from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from portal.code_words import say_how, say_telling
from portal.domain.errors import Conflict, Invalid, NotFound
from portal.domain.lifecycle import StepState
from portal.domain.may import may_do_steps, may_handle, may_see_queue
from portal.domain.telling import BY_STAFF, How, TellingOutcome, may_ask
from portal.journey import telling
from portal.papers.letter_values import Recipients, ToldRecipient
from portal.papers.letters import Letter
from portal.staff import case_words, telling_words
from portal.staff.case_view import VersionedForm, back_to, blame, changed, context, load, over, versions
from portal.staff.letter_view import SendForm, digest, head, written
from portal.staff.request import HOME
from portal.storage.door.case import CasePage, StepLine
from portal.web import guards, members
from portal.web.forms import Day, UpTo
from portal.web.pages import page
from portal.words import lazy_gettext as _l

bp = Blueprint("staff_telling", __name__)
HERE = f"{HOME}/tellings/<step_id>"
LETTER = f"{HOME}/tellings/letter"


class TellingForm(VersionedForm):
    """What came of it: when, how and to whom it was told, or why not."""

    outcome = RadioField(
        _l("What came of it?"), validate_choice=False, validators=[InputRequired(_l("Choose what came of it"))]
    )
    names = StringField(_l("Who was told, by name"), validators=[Optional(), UpTo(telling.LONGEST_NAMES)])
    on = Day(_l("Told on"), validators=[Optional()])
    how = RadioField(_l("How it was told"), validate_choice=False, validators=[Optional()])
    note = TextAreaField(_l("Note, or why it was not told"), validators=[Optional(), UpTo(telling.LONGEST_NOTE)])


@bp.get(HERE)
@members.staff_page(may_see_queue)
def show(reference: str, step_id: str) -> Response:
    """What to tell whom, with a text to copy."""
    case = load(reference)
    return _shown(case, _line(case, step_id))


@bp.post(HERE)
@members.staff_page(may_do_steps)
def finish(reference: str, step_id: str) -> Response:
    """Say what came of it."""
    form = _form(None)
    if form.validate():
        try:
            telling.record(
                guards.store(), members.viewer(), reference, form.version.data or 0, step_id, form.outcome.data or "",
                guards.register(), on=form.on.data, how=form.how.data or "", names=form.names.data or "",
                note=form.note.data or "",
            )  # fmt: skip
            return _after(reference)
        except Conflict as fault:
            return changed(reference, form, fault)
        except Invalid as fault:
            blame(form, fault, "outcome")
    case = load(reference)
    return _shown(case, _line(case, step_id), form, 422)


def _after(reference: str) -> Response:
    """To the next recipient who waits where that was pressed, else to the request."""
    waiting = _waiting(load(reference)) if request.form.get("then") == "next" else []
    if not waiting:
        return back_to("staff_request.show", reference, _anchor="steps-told")
    return back_to("staff_telling.show", reference, step_id=waiting[0].id)


def _waiting(case: CasePage) -> list[StepLine]:
    """The recipients who have to be told still, the first day first."""
    found = [one for one in case_words.tellings(case) if one.state is StepState.BY_HAND]
    return sorted(found, key=lambda one: (one.due is None, one.due, one.system))


@bp.get(LETTER)
@members.staff_page(may_handle)
def letter(reference: str) -> Response:
    """The letter that answers whom we told, as it would go."""
    return _letter_page(load(reference))


@bp.post(LETTER)
@members.staff_page(may_handle)
def send_letter(reference: str) -> Response:
    """Give the person the letter that was read."""
    form, case = SendForm(), load(reference)
    letter = _letter(case)
    if not form.validate() or form.digest.data != digest(letter):
        return _letter_page(case, 409)
    try:
        telling.answer_by_letter(guards.store(), members.viewer(), reference, form.version.data or 0, letter)
    except Conflict as fault:
        return changed(reference, form, fault)
    return back_to("staff_request.show", reference, _anchor="answers")


def _letter(case: CasePage) -> Letter:
    lines = [one.telling for one in case.steps if one.telling is not None and not one.telling.cancelled]
    zone = ZoneInfo(guards.controller().time_zone)
    told = tuple(ToldRecipient(one.name, one.news, one.outcome, one.day(zone), one.names, one.why) for one in lines)
    return written(case, Recipients(head(case), case.deadline.received_local_date, told))


def _letter_page(case: CasePage, status: int = 200) -> Response:
    letter = _letter(case)
    form = SendForm(formdata=None, data={**versions(case), "digest": digest(letter)})
    may_send = may_ask(case.status, case.rights, case.answered_at is not None, bool(case_words.tellings(case)))
    return page("staff/told.html", status=status, letter=letter, form=form, may_send=may_send, **context(case))


def _line(case: CasePage, step_id: str) -> StepLine:
    line = case.step(step_id)
    if line.telling is None:
        raise NotFound("not_found")
    return line


def _form(case: CasePage | None) -> TellingForm:
    made = TellingForm() if case is None else TellingForm(formdata=None, data={**versions(case), "on": guards.today()})
    made.outcome.choices = [SelectChoice(one.value, telling_words.say_choice(one)) for one in BY_STAFF]
    for field in (made.names, made.on, made.how, made.note):
        field.flags.optional = None  # One of the outcomes needs it; which, the domain says.
    made.how.choices = [SelectChoice(one.value, say_how(one)) for one in How]
    return made


def _shown(case: CasePage, line: StepLine, form: TellingForm | None = None, status: int = 200) -> Response:
    assert line.telling is not None
    may_do = line.state is StepState.BY_HAND and may_do_steps(members.viewer())
    if form is not None and not may_do:
        return over(case, form)
    told: dict[str, Any] = {
        **context(case),
        "step": line,
        "telling": line.telling,
        "said": say_telling(line.state.value, line.outcome),
        "what": telling_words.say_what(line.telling),
        "say_told_category": telling_words.say_told_category,
        "text": telling_words.text_to_copy(case, line.telling, guards.register()),
        "others_wait": any(one.id != line.id for one in _waiting(case)),
        "may_do": may_do,
        "form": form or _form(case),
        "not_told": line.outcome not in {None, TellingOutcome.TOLD.value, TellingOutcome.OWN_STEP.value},
    }
    return page("staff/telling.html", status=status, page_error=status == 422, **told)
