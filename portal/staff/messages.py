"""Writing to the person and to colleagues: a draft that is kept, looked at as the person will see it, then sent."""

from typing import Any

from flask import Blueprint, request
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse
from wtforms import HiddenField
from wtforms.validators import InputRequired, Optional

from portal import words
from portal.domain.errors import Conflict, Invalid, NotFound
from portal.domain.may import may_handle, may_see_unsorted
from portal.journey import correspondence, drafting, mentioning
from portal.office import introduction
from portal.staff import writing
from portal.staff.case_view import at, back_to, blame, context, load
from portal.staff.request import HOME, page_of
from portal.staff.writing import MessageForm, NoteForm, fill
from portal.storage.door import writing as door
from portal.storage.door.case import CasePage
from portal.storage.door.writing import DraftLine
from portal.web import guards, members
from portal.web.forms import Form
from portal.web.pages import page

bp = Blueprint("staff_messages", __name__)


class SendForm(Form):
    """The press that sends what was looked at."""

    digest = HiddenField(validators=[InputRequired()])


@bp.post(f"{HOME}/messages")
@members.staff_page(may_handle)
def write(reference: str) -> AnyResponse:
    """Keep the message and look at it as the person will see it; nothing is sent yet."""
    form = MessageForm()
    if form.validate():
        kept = _kept(reference, form)
        return back_to("staff_messages.preview", reference) if kept is None else kept
    return page_of(load(reference), form, status=422)


@bp.post(f"{HOME}/messages/draft")
@members.staff_page(may_handle)
def keep(reference: str) -> AnyResponse:
    """Keep what is typed so far; where htmx asks, say only that it is kept."""
    form = _loosely()
    if guards.is_fragment():
        state = "kept"
        try:
            _keep(reference, form, [])
        except Conflict:
            state = "changed"
        except Invalid:
            state = "too_long"
        return page("staff/message.html", "kept", state=state, kept_at=guards.store().now())
    kept = _kept(reference, form)
    return back_to("staff_request.show", reference, _anchor="write") if kept is None else kept


@bp.post(f"{HOME}/messages/insert")
@members.staff_page(may_handle)
def insert(reference: str) -> AnyResponse:
    """Put a template behind what is typed, in the person's language; its places are filled when it is looked at."""
    form, case = _loosely(), load(reference)
    if form.template.data:
        found = door.template(guards.store(), members.viewer(), form.template.data)
        if case.language not in found.texts:
            raise NotFound("not_found")
        typed = (form.text.data or "").rstrip()
        form.text.data = "\n\n".join(part for part in (typed, found.texts[case.language]) if part)
    kept = _kept(reference, form)
    return back_to("staff_request.show", reference, _anchor="write") if kept is None else kept


@bp.get(f"{HOME}/messages/preview")
@members.staff_page(may_handle)
def preview(reference: str) -> AnyResponse:
    """The message as the person will see it, in their language, and what their mail says."""
    return _previewed(load(reference))


@bp.post(f"{HOME}/messages/send")
@members.staff_page(may_handle)
def send(reference: str) -> AnyResponse:
    """Send what was looked at."""
    form, case = SendForm(), load(reference)
    if not form.validate():
        return _previewed(case, 422)
    try:
        drafting.send(
            guards.store(), members.viewer(), reference, form.digest.data or "", lambda text: fill(case, text)
        )
    except Conflict:
        return _previewed(case, 409)
    except Invalid as fault:
        return _refused(case, fault)
    return back_to("staff_request.show", reference, _anchor="thread")


@bp.post(f"{HOME}/messages/forget")
@members.staff_page(may_handle)
def forget(reference: str) -> AnyResponse:
    """Throw the draft away."""
    drafting.throw_away(guards.store(), members.viewer(), reference)
    return back_to("staff_request.show", reference, _anchor="thread")


@bp.post(f"{HOME}/messages/files/<upload_id>/remove")
@members.staff_page(may_handle)
def take_off(reference: str, upload_id: str) -> AnyResponse:
    """A file does not go along."""
    drafting.take_off(guards.store(), members.viewer(), reference, upload_id)
    return back_to("staff_messages.preview", reference)


@bp.post(f"{HOME}/notes")
@members.staff_page(may_handle)
def note(reference: str) -> AnyResponse:
    """A note that only staff see; whom it speaks to is mailed that it waits."""
    form = NoteForm()
    if form.validate():
        desk = door.desk_of(guards.store(), members.viewer(), reference)
        text = form.text.data or ""
        named = writing.speaks_to(text, form.mentioned.data or [], desk.readers)
        try:
            correspondence.note(guards.store(), members.viewer(), reference, text, named)
            return back_to("staff_request.show", reference, _anchor="notes")
        except Invalid as fault:
            blame(form, fault, "text")
    return page_of(load(reference), note=form, status=422)


@bp.post(f"{HOME}/notes/seen")
@members.staff_page(may_see_unsorted)
def seen(reference: str) -> AnyResponse:
    """The notes that speak to the viewer have been read."""
    mentioning.seen(guards.store(), members.viewer(), reference)
    return back_to("staff_request.show", reference, _anchor="notes")


@bp.post(f"{HOME}/introduced")
@members.staff_page(may_handle)
def introduced(reference: str) -> AnyResponse:
    """The first steps are known: they are put away, on every request."""
    load(reference)
    introduction.put_away(guards.store(), members.viewer())
    return back_to("staff_request.show", reference)


def _loosely() -> MessageForm:
    """The form of a draft, which may be empty still."""
    form = MessageForm()
    form.text.validators = [Optional()]
    return form


def _keep(reference: str, form: MessageForm, files: list[tuple[str, Any]]) -> None:
    drafting.keep(
        guards.store(), members.viewer(), reference, form.text.data or "", form.number.data or 0,
        (form.window.data or "")[:40], files, guards.settings().upload_limit_bytes,
    )  # fmt: skip


def _kept(reference: str, form: MessageForm) -> AnyResponse | None:
    """None where it is kept; else the page that says why not, with what was typed in its form."""
    files = [(file.filename or "", file.stream) for file in request.files.getlist("files") if file.filename]
    try:
        _keep(reference, form, files)
        return None
    except Conflict:
        newest = door.draft_of(guards.store(), members.viewer(), reference)
        form.number.data = newest.number
        return page_of(load(reference), form, status=409, other=newest)
    except Invalid as fault:
        blame(form, fault, "text")
        return page_of(load(reference), form, status=422)


def _previewed(case: CasePage, status: int = 200) -> AnyResponse:
    draft = door.draft_of(guards.store(), members.viewer(), case.reference)
    said = fill(case, draft.text)
    if not said.text.strip():
        return back_to("staff_request.show", case.reference, _anchor="write")
    digest = drafting.digest_of(said.text, [one.id for one in draft.files])
    return page(
        "staff/message.html",
        status=status,
        page_error=status in {409, 422},
        shown=_seen(case, draft, said.text),
        missing=said.missing,
        changed=status == 409,
        form=SendForm(formdata=None, data={"digest": digest}),
        draft=draft,
        state="",
        act=lambda name, **places: at(f"staff_messages.{name}", case.reference, **places),
        **context(case),
    )


def _seen(case: CasePage, draft: DraftLine, text: str) -> Markup:
    """The message as the person's own page draws it, in their language."""
    message = {
        "mine": False,
        "author": guards.register().controller.trade_name or guards.register().controller.legal_name,
        "at": guards.store().now(),
        "text": text,
        "files": [{"name": one.name, "size": one.size, "href": ""} for one in draft.files],
    }
    zone = guards.controller().time_zone
    return Markup(words.render("staff/_seen.html", case.language, zone, message=message))  # noqa: S704  # our own template, what was typed escaped


def _refused(case: CasePage, fault: Invalid) -> AnyResponse:
    """Back to the form, with what is wrong at its field."""
    form = writing.message_form(door.draft_of(guards.store(), members.viewer(), case.reference))
    blame(form, fault, "text")
    return page_of(case, form, status=422)
