"""Who is it? What is asked of the person on a recorded doubt (Art 12(6)), the code by post, and what came of it."""

from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint
from flask import Response as FlaskResponse
from werkzeug.wrappers import Response
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from portal.domain.errors import Conflict, Invalid
from portal.domain.ladder import Doubt, Means
from portal.domain.lifecycle import OPEN_STATUSES, Status
from portal.domain.may import may_handle
from portal.domain.register import Register
from portal.journey import inquiring
from portal.journey.inquiring import Question
from portal.papers import post
from portal.papers.letter_values import Asked, NotIdentifiable
from portal.papers.letters import Letter
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
from portal.staff.letter_view import digest, head, written
from portal.staff.request import HOME
from portal.storage.door import identity as door
from portal.storage.door.case import CasePage
from portal.storage.door.identity import IdentityPage, InquiryLine
from portal.web import guards, members
from portal.web.downloads import attached
from portal.web.forms import Day, UpTo
from portal.web.pages import page
from portal.words import lazy_gettext as _l

bp = Blueprint("staff_inquiry", __name__)
HERE = f"{HOME}/identity"


class AskForm(VersionedForm):
    """The doubt, and what is asked; the press under the letter carries its digest."""

    doubt = RadioField(_l("Why do you doubt?"), validate_choice=False, validators=[InputRequired(_l("Choose why"))])
    why = TextAreaField(
        _l("The doubt in your words"),
        validators=[InputRequired(_l("Write the reason")), UpTo(inquiring.LONGEST_WORDS)],
    )
    means = RadioField(
        _l("What do you ask for?"), validate_choice=False, validators=[InputRequired(_l("Choose what to ask for"))]
    )
    contact = TextAreaField(
        _l("The number or the address on file"), validators=[Optional(), UpTo(inquiring.LONGEST_CONTACT)]
    )
    question = TextAreaField(_l("The question"), validators=[Optional(), UpTo(inquiring.LONGEST_WORDS)])
    compared = StringField(
        _l("What the copy is compared with"), validators=[Optional(), UpTo(inquiring.LONGEST_CONTACT)]
    )
    digest = HiddenField()


class OutcomeForm(VersionedForm):
    """What came of it; with a digest, the press under the letter that ends the request."""

    outcome = RadioField(
        _l("What came of it?"), validate_choice=False, validators=[InputRequired(_l("Choose what came of it"))]
    )
    note = TextAreaField(_l("Note on that"), validators=[Optional(), UpTo(inquiring.LONGEST_WORDS)])
    day = Day(_l("Day of the answer"), validators=[Optional()])
    digest = HiddenField()


class PostedForm(VersionedForm):
    """The letter with the code went."""

    day = Day(_l("Posted or handed over on"), validators=[InputRequired(_l("Write the day it went"))])


@bp.get(f"{HERE}/ask")
@members.staff_page(may_handle)
def ask_form(reference: str) -> Response:
    """The doubt, and what to ask."""
    case = load(reference)
    return _asking(case, AskForm(formdata=None, data=versions(case)))


@bp.post(f"{HERE}/ask")
@members.staff_page(may_handle)
def ask(reference: str) -> Response:
    """The letter as it would go; with the press under it, it goes."""
    form, case = AskForm(), load(reference)
    if not form.validate():
        return _asking(case, form, status=422)
    register = register_of(reference)
    try:
        question = inquiring.checked(_question(form), register, protected=page_of(case, register).protected)
        letter = _letter(case, question)
        if form.digest.data != digest(letter):
            return _asking(case, form, letter, status=409 if form.digest.data else 200)
        inquiring.ask(
            guards.store(), members.viewer(), reference, form.version.data or 0, question, letter, register
        )  # fmt: skip
    except Conflict as fault:
        return changed(reference, form, fault)
    except Invalid as fault:
        blame(form, fault, "why")
        return _asking(case, form, status=422)
    return back_to("staff_inquiry.sheet" if question.means is Means.POST_CODE else "staff_identity.show", reference)


@bp.get(f"{HERE}/outcome")
@members.staff_page(may_handle)
def outcome_form(reference: str) -> Response:
    """What came of the question."""
    case = load(reference)
    return _outcome(case, OutcomeForm(formdata=None, data=versions(case)))


@bp.post(f"{HERE}/outcome")
@members.staff_page(may_handle)
def settle(reference: str) -> Response:
    """Enough, not enough, or dropped; what ends the request shows its letter first."""
    form, case = OutcomeForm(), load(reference)
    register = register_of(reference)
    question = page_of(case, register).open
    if question is None:
        return over(case, form)
    if not form.validate():
        return _outcome(case, form, status=422)
    try:
        letter = None
        if form.outcome.data == "not_enough":
            letter = _ending(case, question, inquiring.checked_reasons(form.note.data or ""))
            if form.digest.data != digest(letter):
                return _outcome(case, form, letter, status=409 if form.digest.data else 200)
        inquiring.settle(
            guards.store(), members.viewer(), reference, form.version.data or 0, form.outcome.data or "",
            form.note.data or "", register, form.day.data, letter,
        )  # fmt: skip
    except Conflict as fault:
        return changed(reference, form, fault)
    except Invalid as fault:
        blame(form, fault, "note")
        return _outcome(case, form, status=422)
    return back_to("staff_identity.show", reference)


@bp.get(f"{HERE}/letter")
@members.staff_page(may_handle)
def sheet(reference: str) -> Response:
    """The letter with the code, ready to be printed for the address on file."""
    case = load(reference)
    return _sheet(case, PostedForm(formdata=None, data={**versions(case), "day": guards.today()}))


@bp.post(f"{HERE}/letter")
@members.staff_page(may_handle)
def posted(reference: str) -> Response:
    """The letter went; its code works from now on."""
    form = PostedForm()
    if form.validate():
        try:
            inquiring.posted(
                guards.store(), members.viewer(), reference, form.version.data or 0, form.day.data,
                register_of(reference),
            )  # fmt: skip
            return back_to("staff_identity.show", reference)
        except Conflict as fault:
            return changed(reference, form, fault)
        except Invalid as fault:
            blame(form, fault, "day")
    return _sheet(load(reference), form, status=422)


@bp.get(f"{HERE}/copies/<upload_id>")
@members.staff_page(may_handle)
def copy(reference: str, upload_id: str) -> FlaskResponse:
    """A copy that the person sent, always as an attachment; it goes with the decision."""
    line, pieces = door.copy(guards.store(), members.viewer(), reference, upload_id)
    return attached(pieces, line.name, line.size)


def page_of(case: CasePage, register: Register) -> IdentityPage:
    """Where the identity stands."""
    return door.identity_page(guards.store(), members.viewer(), case.reference, register)


def _question(form: AskForm) -> Question:
    if form.doubt.data not in set(Doubt):
        raise Invalid("choose_doubt", field="doubt")
    if form.means.data not in set(Means):
        raise Invalid("means_unfit", field="means")
    return Question(
        Doubt(form.doubt.data), Means(form.means.data), form.why.data or "", form.question.data or "",
        form.contact.data or "", form.compared.data or "",
    )  # fmt: skip


def _letter(case: CasePage, question: Question) -> Letter:
    values = Asked(
        head=head(case),
        received=case.deadline.received_local_date,
        asked=case.rights,
        doubt=question.doubt,
        means=question.means,
        why=question.why,
        due=case.due,
        question=question.question,
        compared=question.compared,
    )
    return written(case, values)


def _ending(case: CasePage, asked: InquiryLine, reasons: str) -> Letter:
    zone = ZoneInfo(guards.register().controller.time_zone)
    values = NotIdentifiable(
        head=head(case),
        received=case.deadline.received_local_date,
        asked=case.rights,
        doubt=asked.doubt,
        means=asked.means,
        inquired=asked.asked_at.astimezone(zone).date(),
        reasons=reasons,
    )
    return written(case, values)


def _asking(case: CasePage, form: AskForm, letter: Letter | None = None, status: int = 200) -> Response:
    register = register_of(case.reference)
    found = page_of(case, register)
    offered = identity_words.offered(register, protected=found.protected)
    form.doubt.choices = [(one.value, identity_words.say(identity_words.DOUBTS[one])) for one in Doubt]
    form.means.choices = [(one.value, identity_words.say(identity_words.MEANS[one])) for one in offered]
    form.digest.data = digest(letter) if letter else ""
    told: dict[str, Any] = {
        **context(case),
        "form": form,
        "letter": letter,
        "way": _in_the_way(case, found),
        "hints": identity_words.hints(),
        "pairs": [
            (name, form[name].data or "") for name in ("doubt", "why", "means", "contact", "question", "compared")
        ],
        "copies": register.identity.document_copies,
    }
    return page("staff/ask.html", status=status, page_error=status == 422, **told)


def _in_the_way(case: CasePage, found: IdentityPage) -> str:
    """Why nothing can be asked now, as a code; empty where it can."""
    if case.status not in OPEN_STATUSES:
        return "closed"
    if case.status is Status.UNCONFIRMED:
        return "unconfirmed"
    return "asked" if found.open else ""


def _outcome(case: CasePage, form: OutcomeForm, letter: Letter | None = None, status: int = 200) -> Response:
    found = page_of(case, register_of(case.reference))
    form.outcome.choices = [(code, identity_words.say(text)) for code, text in identity_words.CHOICES.items()]
    form.digest.data = digest(letter) if letter else ""
    told: dict[str, Any] = {
        **context(case),
        "form": form,
        "letter": letter,
        "identity": found,
        "saying": identity_words,
        "copy_href": lambda one: at("staff_inquiry.copy", case.reference, upload_id=one.id),
    }
    return page("staff/asked.html", status=status, page_error=status == 422, **told)


def _sheet(case: CasePage, form: PostedForm, status: int = 200) -> Response:
    found = page_of(case, register_of(case.reference))
    asked = found.open if found.open and found.open.means is Means.POST_CODE and not found.protected else None
    controller = guards.register().controller
    home = guards.home_of(str(case.requester.get("host", "")))
    told: dict[str, Any] = {
        **context(case),
        "form": form,
        "asked": asked,
        "protected": found.protected,
        "letter": post.code_sheet(
            post.CodeSheet(
                controller=controller,
                reference=case.reference,
                written=guards.today(),
                recipient=case.name,
                address=tuple(asked.contact.splitlines()),
                code=asked.code,
                days=inquiring.POST_CODE_DAYS,
                page=f"{home}/{guards.controller().slug}/requests/{case.reference}/identity",
            ),
            case.language,
        )
        if asked and asked.code
        else None,
    }
    return page("staff/code_letter.html", status=status, page_error=status == 422, **told)
