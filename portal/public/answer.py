"""The answer: shown and downloaded after a fresh code of ten minutes."""

from flask import Blueprint, Response
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.errors import Invalid, NotFound
from portal.journey import answering, identity
from portal.public import forms
from portal.public.ask import blamed
from portal.storage.door import person as person_door
from portal.web import guards
from portal.web.downloads import attached, attached_letter
from portal.web.limits import limit
from portal.web.pages import invalid, page

bp = Blueprint("answer", __name__)


@bp.get("/<controller>/requests/<reference>/code")
@guards.requester("proven")
def code_form(reference: str) -> AnyResponse:
    """Ask for a code, or type the one that came; whoever has no mailbox has a letter."""
    case = person_door.case_page(guards.store(), guards.person())
    if not case.requester["email"]:
        return guards.redirect_to("letter.show", reference=reference)
    return page("public/code.html", form=forms.CodeForm(), case=case)


@bp.post("/<controller>/requests/<reference>/code/mail")
@limit("30 per hour")
@guards.requester("proven")
def mail_code(reference: str) -> AnyResponse:
    """Mail a fresh code to the proven address."""
    identity.ask_code(guards.store(), guards.person(), reference, guards.browser(), guards.register())
    return guards.redirect_to("answer.code_form", reference=reference)


@bp.post("/<controller>/requests/<reference>/code")
@limit("60 per hour")
@guards.requester("proven")
def show_code(reference: str) -> AnyResponse:
    """The code opens the answer in this browser for ten minutes."""
    form = forms.CodeForm()
    case = person_door.case_page(guards.store(), guards.person())
    if not form.validate_on_submit():
        return invalid("public/code.html", form=form, case=case)
    try:
        outcome = identity.show_code(guards.store(), guards.person(), reference, guards.browser(), form.code.data or "")
        if outcome.shown is not identity.Shown.PROVEN:
            raise Invalid("wrong_code" if outcome.shown is identity.Shown.WRONG_CODE else "code_old", field="code")
    except Invalid as error:
        return invalid("public/code.html", form=blamed(form, error, "code"), case=case)
    return guards.redirect_to("answer.show", reference=reference)


@bp.get("/<controller>/requests/<reference>/answer")
@guards.requester("fresh")
def show(reference: str) -> AnyResponse:
    """The letters and, until it expires, the package."""
    case = person_door.case_page(guards.store(), guards.person())
    if not case.letters:
        raise NotFound("not_found")
    answering.seen(guards.store(), guards.person(), reference, "answer_viewed")
    bodies = [(letter, Markup(letter.html)) for letter in case.letters]  # noqa: S704  # composed by our own templates
    return page("public/answer.html", case=case, letters=bodies)


@bp.get("/<controller>/requests/<reference>/answer/package.zip")
@guards.requester("fresh")
def package(reference: str) -> Response:
    """The package."""
    line, pieces = person_door.package(guards.store(), guards.person())
    answering.seen(guards.store(), guards.person(), reference, "answer_downloaded")
    return attached(pieces, f"{guards.controller().slug}-{reference}.zip", line.size)


@bp.get("/<controller>/requests/<reference>/answer/<letter_id>.pdf")
@guards.requester("fresh")
def letter_pdf(reference: str, letter_id: str) -> Response:
    """One letter as PDF."""
    case = person_door.case_page(guards.store(), guards.person())
    letter = next((one for one in case.letters if one.id == letter_id), None)
    if letter is None:
        raise NotFound("not_found")
    answering.seen(guards.store(), guards.person(), reference, "answer_viewed")
    return attached_letter(letter.html, reference, letter.kind)
