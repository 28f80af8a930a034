"""The case page: where it stands, by when, what was searched, the thread, and the way out."""

from typing import Any, BinaryIO, cast
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, g, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.code_words import say_step, say_telling
from portal.deadline_words import explain
from portal.domain.errors import Invalid
from portal.domain.lifecycle import Resolution, Right
from portal.domain.rights import ALL
from portal.domain.roles import UNSORTED
from portal.journey import correspondence, fees, handling, identity, telling
from portal.public import forms, outcome_words
from portal.public.ask import blamed
from portal.rights_words import say_reason
from portal.storage.door import identity as identity_door
from portal.storage.door import person as person_door
from portal.storage.door.outcome import RulingLine
from portal.storage.door.telling import TellingLine
from portal.web import guards
from portal.web.downloads import attached
from portal.web.limits import limit
from portal.web.pages import invalid, page
from portal.words import gettext, language

bp = Blueprint("case", __name__)


@bp.get("/<controller>/requests/<reference>")
@guards.requester("proven")
def show(reference: str) -> AnyResponse:
    """The request as it stands."""
    case = person_door.case_page(guards.store(), guards.person())
    return page("public/case.html", _asked_block(), **_context(case, forms.MessageForm()))


@bp.post("/<controller>/requests/<reference>/messages")
@limit("60 per hour")
@guards.requester("proven")
def write(reference: str) -> AnyResponse:
    """A message to the company, with files."""
    form = forms.MessageForm()
    valid = form.validate_on_submit()
    if valid:
        given = [file for file in request.files.getlist("files") if file.filename]
        sent = [(file.filename or "", cast(BinaryIO, file.stream)) for file in given]
        try:
            correspondence.write(
                guards.store(), guards.person(), reference, form.text.data or "", sent,
                guards.settings().upload_limit_bytes,
            )  # fmt: skip
        except Invalid as error:
            blamed(form, error, "text")
            valid = False
    if not valid:
        case = person_door.case_page(guards.store(), guards.person())
        return invalid("public/case.html", **_context(case, form))
    return guards.redirect_to("case.show", reference=reference)


@bp.post("/<controller>/requests/<reference>/statement")
@limit("20 per hour")
@guards.requester("proven")
def state(reference: str) -> AnyResponse:
    """The person's own account where a correction was refused (Art 16)."""
    form = forms.StatementForm()
    valid = form.validate_on_submit()
    if valid:
        try:
            correspondence.state_disagreement(guards.store(), guards.person(), reference, form.statement.data or "")
        except Invalid as error:
            blamed(form, error, "statement")
            valid = False
    if not valid:
        case = person_door.case_page(guards.store(), guards.person())
        return invalid("public/case.html", **_context(case, forms.MessageForm(formdata=None), form))
    return guards.redirect_to("case.show", reference=reference, _anchor="thread")


@bp.post("/<controller>/requests/<reference>/fee")
@limit("20 per hour")
@guards.requester("proven")
def agree(reference: str) -> AnyResponse:
    """Agree to the fee that was announced (Art 12(5))."""
    if not forms.AgreeForm().validate_on_submit():
        case = person_door.case_page(guards.store(), guards.person())
        return invalid("public/case.html", **_context(case, forms.MessageForm(formdata=None)))
    fees.agree(guards.store(), guards.person(), reference)
    return guards.redirect_to("case.show", reference=reference)


@bp.post("/<controller>/requests/<reference>/recipients")
@limit("20 per hour")
@guards.requester("proven")
def ask_whom(reference: str) -> AnyResponse:
    """Ask whom we told of what was changed (Art 19); the page answers from now on."""
    if not forms.AskWhomForm().validate_on_submit():
        case = person_door.case_page(guards.store(), guards.person())
        return invalid("public/case.html", **_context(case, forms.MessageForm(formdata=None)))
    telling.ask(guards.store(), guards.person(), reference)
    return guards.redirect_to("case.show", reference=reference, _anchor="told")


@bp.get("/<controller>/requests/<reference>/files/<upload_id>")
@guards.requester("proven")
def file(reference: str, upload_id: str) -> Response:
    """A file of the thread, always as an attachment."""
    line, pieces = person_door.attachment(guards.store(), guards.person(), upload_id)
    return attached(pieces, line.name, line.size)


@bp.get("/<controller>/requests/<reference>/withdraw")
@guards.requester("proven")
def withdraw_form(reference: str) -> AnyResponse:
    """What withdrawing means, before it happens."""
    case = person_door.case_page(guards.store(), guards.person())
    return page("public/withdraw.html", form=forms.WithdrawForm(), case=case)


@bp.post("/<controller>/requests/<reference>/withdraw")
@guards.requester("proven")
def withdraw(reference: str) -> AnyResponse:
    """Withdraw the request; what was suppressed stays so."""
    handling.withdraw(guards.store(), guards.person(), reference)
    return guards.redirect_to("case.show", reference=reference)


@bp.post("/<controller>/requests/<reference>/leave")
@guards.requester("proven")
def leave(reference: str) -> AnyResponse:
    """Forget the request in this browser."""
    identity.leave(guards.store(), guards.person(), reference, guards.browser())
    return guards.redirect_to("ask.return_form", reference=reference)


def _asked_block() -> str:
    return "live" if request.headers.get("HX-Target") == "live-case" else "main"


def _context(
    case: person_door.CasePage, form: forms.MessageForm, statement: forms.StatementForm | None = None
) -> dict[str, Any]:
    may_state = case.outcome.may_state and case.resolution is not Resolution.WITHDRAWN
    tellings = [one for one in case.tellings if not one.cancelled] if case.asked_whom else []
    return {
        "case": case,
        "form": form,
        "statement": (statement or forms.StatementForm(formdata=None)) if may_state else None,
        "letters_title": outcome_words.letters_title(case),
        "say_answer": outcome_words.say_answer,
        "say_doing": outcome_words.say_doing,
        "decided_title": outcome_words.decided_title,
        "day_of": lambda moment: moment.astimezone(ZoneInfo(guards.controller().time_zone)).date(),
        "say_reason": say_reason,
        "rulings_of": lambda right: sorted(case.outcome.of(right), key=_place),
        "subject_of": _subject,
        "system_of": _system,
        "explanation": explain(case.deadline),
        "say_step": say_step,
        "say_telling": say_telling,
        "tellings": tellings,
        "told_more": any(one.names or one.why for one in tellings),
        "category_of": _told_category,
        "files_of": lambda message: [
            {
                "name": line.name,
                "size": line.size,
                "href": url_for("case.file", reference=case.reference, upload_id=line.id),
            }
            for line in message.files
        ],
        "inquiry": identity_door.asked_of(guards.store(), guards.person()) if case.is_open else None,
        "fresh": g.grant.is_fresh(guards.store().now()),
    }


def _place(ruling: RulingLine) -> int:
    """Corrections as they were asked; data and purposes as the notice has them."""
    if ruling.subject.isdigit():
        return int(ruling.subject)
    register = guards.register()
    known = [one.key for one in (register.purposes if ruling.right is Right.OBJECTION else register.categories)]
    return known.index(ruling.subject) if ruling.subject in known else len(known)


def _subject(ruling: RulingLine) -> str:
    """What a decision is about: a kind of data, or a purpose."""
    register = guards.register()
    if ruling.subject == ALL and ruling.right is not Right.OBJECTION:
        return gettext("Everything asked")
    if ruling.right is Right.OBJECTION:
        known = {one.key: one.name for one in register.purposes}
        return known[ruling.subject].in_language(language()) if ruling.subject in known else gettext("Everything asked")
    if ruling.category in ("", UNSORTED) or not register.has(ruling.category):
        return gettext("Something else")
    return register.category(ruling.category).name.in_language(language())


def _told_category(one: TellingLine, key: str) -> str:
    """A data category as it was called when the request came."""
    return one.called[key].in_language(language()) if key in one.called else gettext("Something else")


def _system(key: str) -> str:
    """A system's name; one that a later register no longer has is told by its key."""
    known = {one.key: one.name for one in guards.register().systems}
    return known[key].in_language(language()) if key in known else key
