"""The controller's templates of messages to persons, as staff write them: a title and a text by language."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response
from wtforms import IntegerField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import HiddenInput

from portal import words
from portal.domain.errors import Conflict, Invalid, NotFound
from portal.domain.may import may_handle
from portal.office import message_templates as office
from portal.papers.message_places import typed
from portal.staff.case_view import blame
from portal.storage.door import writing as door
from portal.storage.door.writing import TemplateLine
from portal.web import guards, members
from portal.web.forms import Form
from portal.web.pages import page
from portal.words import gettext
from portal.words import lazy_gettext as _l

bp = Blueprint("staff_message_templates", __name__)
HOME = "/staff/<controller>/message-templates"
NEW = TemplateLine("", "whole", 0, {}, {}, None, "")


class TemplateForm(Form):
    """What a template is for; a title and a text come with each language."""

    number = IntegerField(validators=[InputRequired()], widget=HiddenInput())
    kind = RadioField(
        _l("What sort of template is it?"),
        choices=[
            SelectChoice("whole", _l("A whole message")),
            SelectChoice("passage", _l("A passage to put in")),
        ],
        validators=[InputRequired(_l("Choose one"))],
    )


class RemoveForm(Form):
    """The press that takes a template away."""

    number = IntegerField(validators=[InputRequired()], widget=HiddenInput())


@bp.get(HOME)
@members.staff_page(may_handle)
def show() -> Response:
    """Every template, and in which languages it can be used."""
    lines = door.templates(guards.store(), members.viewer())
    return page(
        "staff/message_templates.html",
        lines=lines,
        codes=_codes(),
        says=lambda line: line.title(words.language(), *_codes()),
        edit=lambda line: url_for("staff_message_templates.edit_form", template_id=line.id),
        new_href=url_for("staff_message_templates.new_form"),
        base=members.queue_path(),
    )


@bp.get(f"{HOME}/new")
@members.staff_page(may_handle)
def new_form() -> Response:
    """A new one."""
    return _shown(NEW)


@bp.post(f"{HOME}/new")
@members.staff_page(may_handle)
def create() -> Response:
    """Keep a new one."""
    return _saved(NEW)


@bp.get(f"{HOME}/<template_id>")
@members.staff_page(may_handle)
def edit_form(template_id: str) -> Response:
    """One of them, to be changed."""
    return _shown(_line(template_id))


@bp.post(f"{HOME}/<template_id>")
@members.staff_page(may_handle)
def save(template_id: str) -> Response:
    """Keep what was changed; of one that was taken away meanwhile, what was typed, for a new one."""
    try:
        return _saved(_line(template_id))
    except NotFound:
        form = _form(None)
        if not any(form[f"{part}_{code}"].data for code in _codes() for part in ("title", "text")):
            raise
        return _shown(NEW, form, 404)


@bp.post(f"{HOME}/<template_id>/remove")
@members.staff_page(may_handle)
def remove(template_id: str) -> Response:
    """Take one away."""
    form, line = RemoveForm(), _line(template_id)
    if not form.validate():
        return _shown(line, status=422)
    try:
        office.remove(guards.store(), members.viewer(), template_id, form.number.data or 0)
    except Conflict:
        return _shown(_line(template_id), status=409)
    return redirect(url_for("staff_message_templates.show"), 303)


def _saved(line: TemplateLine) -> Response:
    form = _form(None)
    if not form.validate():
        return _shown(line, form, 422)
    said = {code: (form[f"title_{code}"].data or "", form[f"text_{code}"].data or "") for code in _codes()}
    try:
        office.save(
            guards.store(), members.viewer(), line.id, form.number.data or 0, form.kind.data or "", said
        )  # fmt: skip
    except Conflict:
        return _shown(_line(line.id), form, 409)
    except Invalid as fault:
        blame(form, fault, f"text_{_codes()[0]}")
        return _shown(line, form, 422)
    return redirect(url_for("staff_message_templates.show"), 303)


def _line(template_id: str) -> TemplateLine:
    return door.template(guards.store(), members.viewer(), template_id)


def _codes() -> tuple[str, ...]:
    """The controller's languages."""
    return guards.controller().languages


def _form(data: Mapping[str, Any] | None) -> TemplateForm:
    """The form with the fields of each language; filled from what was sent where there is no `data`."""
    fields: dict[str, Any] = {}
    for code in _codes():
        fields[f"title_{code}"] = StringField(_l("Title"), validators=[Optional()])
        fields[f"text_{code}"] = TextAreaField(_l("Text"), validators=[Optional()])
    made: type[TemplateForm] = type("TemplateFormOf", (TemplateForm,), fields)
    return made() if data is None else made(formdata=None, data=data)


def _shown(line: TemplateLine, form: TemplateForm | None = None, status: int = 200) -> Response:
    """The page; after a conflict what was typed stands in the form, and its next press puts it over the newer one.

    With 404 there is none any more, and the next press makes a new one.
    """
    kept: dict[str, Any] = {"number": line.number, "kind": line.kind}
    for code in _codes():
        kept |= {f"title_{code}": line.titles.get(code, ""), f"text_{code}": line.texts.get(code, "")}
    made = form or _form(kept)
    if status in {404, 409}:
        made.number.data = line.number
    return page(
        "staff/message_template.html",
        status=status,
        page_error=status in {404, 409, 422},
        line=line,
        form=made,
        languages=[
            (code, words.LANGUAGE_NAMES[code], made[f"title_{code}"], made[f"text_{code}"], typed(code))
            for code in _codes()
        ],
        changed=status == 409,
        save_href=url_for("staff_message_templates.new_form") if status == 404 else "",
        remove_form=RemoveForm(formdata=None, data={"number": line.number}),
        title=line.title(words.language(), *_codes()) or gettext("A new template"),
        list_href=url_for("staff_message_templates.show"),
        remove_href=url_for("staff_message_templates.remove", template_id=line.id) if line.id else "",
    )
