"""The letters of a request in the hands of staff: each as PDF, and in their own words before it goes."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, request
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired

from portal.domain.errors import Conflict, Invalid, NotFound
from portal.domain.may import may_read_all, may_release
from portal.journey import lettering
from portal.papers.letter_editing import LONGEST_TEXT, LONGEST_TITLE, Passage, passages
from portal.papers.letters import Letter, LetterKind, missing_elements, required_because
from portal.staff.case_view import VersionedForm, back_to, blame, changed, context, load, versions
from portal.staff.letter_view import envelope
from portal.staff.request import HOME
from portal.storage.door.case import CasePage, LetterLine
from portal.web import guards, members
from portal.web.downloads import attached_letter
from portal.web.forms import UpTo
from portal.web.pages import page
from portal.words import gettext, say
from portal.words import lazy_gettext as _l

bp = Blueprint("staff_letters", __name__)


class EditForm(VersionedForm):
    """A section of one's own; the letter's own texts are fields beside it."""

    digest = HiddenField(validators=[InputRequired()])
    title = StringField(_l("Its heading"), validators=[UpTo(LONGEST_TITLE)])
    own = TextAreaField(_l("Something of your own"), validators=[UpTo(LONGEST_TEXT)])


class UndoForm(VersionedForm):
    """Back to what was composed."""

    digest = HiddenField(validators=[InputRequired()])


@bp.get(f"{HOME}/letters/<letter_id>.pdf")
@members.staff_page(may_read_all)
def as_pdf(reference: str, letter_id: str) -> Response:
    """A letter that waits for its release or was given, as PDF."""
    case = load(reference)
    letter = next((one for one in case.letters if one.id == letter_id), None)
    if letter is None:
        raise NotFound("not_found")
    return attached_letter(letter.html, reference, letter.kind, envelope(case))


@bp.get(f"{HOME}/letters/<letter_id>/edit")
@members.staff_page(may_release)
def edit_form(reference: str, letter_id: str) -> AnyResponse:
    """The letter as texts; where it lacks what the law wants, that is said at the text."""
    case = load(reference)
    letter = _waiting(case, letter_id)
    form = _form(letter, {**versions(case), "digest": letter.digest})
    for code in missing_elements(_written(letter)):
        for passage in passages(letter.html, letter.language):
            if code in passage.codes:
                form[passage.key].errors = [_lacks(code, LetterKind(letter.kind))]
                break
    return _shown(case, letter, form)


@bp.post(f"{HOME}/letters/<letter_id>/edit")
@members.staff_page(may_release)
def edit(reference: str, letter_id: str) -> AnyResponse:
    """Keep the texts; a letter that lacks something is kept too, and cannot be released."""
    case = load(reference)
    letter = _waiting(case, letter_id)
    form = _form(letter)
    if request.form.get("again"):
        form.digest.data = letter.digest
        return _shown(case, letter, form)
    if form.digest.data != letter.digest:
        return changed(reference, form, Conflict("answer_changed"))
    if not form.validate():
        return _shown(case, letter, form, 422)
    texts = {one.key: form[one.key].data or "" for one in passages(letter.html, letter.language)}
    try:
        lettering.edit(
            guards.store(), members.viewer(), reference, form.version.data or 0, letter_id, letter.digest, texts,
            form.title.data or "", form.own.data or "",
        )  # fmt: skip
    except Conflict as fault:
        return changed(reference, form, fault)
    except Invalid as fault:
        blame(form, fault, "own")
        return _shown(case, letter, form, 422)
    whole = not missing_elements(_written(_waiting(load(reference), letter_id)))
    if whole:
        return back_to("staff_decision.release_page", reference)
    return back_to("staff_letters.edit_form", reference, letter_id=letter_id)


@bp.post(f"{HOME}/letters/<letter_id>/undo")
@members.staff_page(may_release)
def undo(reference: str, letter_id: str) -> AnyResponse:
    """The letter as it was composed."""
    form = UndoForm()
    if form.validate():
        try:
            lettering.undo(
                guards.store(), members.viewer(), reference, form.version.data or 0, letter_id, form.digest.data or ""
            )
        except Conflict as fault:
            return changed(reference, form, fault)
    return back_to("staff_decision.release_page", reference)


def _waiting(case: CasePage, letter_id: str) -> LetterLine:
    """A letter that waits for its release.

    Raises:
        NotFound: it does not, or is none of this request's.
    """
    letter = next((one for one in case.prepared_letters if one.id == letter_id), None)
    if letter is None:
        raise NotFound("not_found")
    return letter


def _form(letter: LetterLine, data: Mapping[str, Any] | None = None) -> EditForm:
    """The form with a field for each text of the letter."""
    found = passages(letter.html, letter.language)
    fields = {
        one.key: TextAreaField(_label(number, len(found), one), validators=[UpTo(LONGEST_TEXT)])
        for number, one in enumerate(found, 1)
    }
    made: type[EditForm] = type("EditForm", (EditForm,), fields)
    if data is None:
        return made(request.form)
    return made(formdata=None, data={**data, **{one.key: one.text for one in found}})


def _label(number: int, last: int, passage: Passage) -> str:
    place = gettext("At the end") if number == last > 1 else gettext("At the beginning")
    return say("%(number)s. %(title)s", number=number, title=passage.title or place)


def _lacks(code: str, kind: LetterKind) -> str:
    return say("The law wants this in the letter: %(element)s", element=required_because(code, kind))


def _written(letter: LetterLine) -> Letter:
    return Letter(LetterKind(letter.kind), letter.language, letter.title, Markup(letter.html), letter.required)  # noqa: S704  # composed by our own templates, what staff typed escaped


def _shown(case: CasePage, letter: LetterLine, form: EditForm, status: int = 200) -> AnyResponse:
    told: dict[str, Any] = {
        **context(case),
        "letter": letter,
        "form": form,
        "texts": [form[one.key] for one in passages(letter.html, letter.language)],
        "undo_form": UndoForm(formdata=None, data={**versions(case), "digest": letter.digest}),
    }
    return page("staff/letter_edit.html", status=status, page_error=bool(form.errors), **told)
