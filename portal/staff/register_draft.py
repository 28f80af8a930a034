"""The draft of a register, written part by part: forms, items added, moved, taken out, and a whole file brought in."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, request
from werkzeug.utils import redirect
from werkzeug.wrappers import Response
from wtforms import FileField, TextAreaField

from portal.domain.errors import Conflict, Invalid, NotFound
from portal.domain.may import may_edit_registers, may_read_registers
from portal.domain.register_changes import LISTS
from portal.domain.register_edit import item, moved, naming, tidied, with_item, without
from portal.office import registers as office
from portal.papers import register_fields as fields
from portal.papers.register_fields import SECTIONS
from portal.reading.toml import DraftRead, Fault, draft_from_json, read_draft, register_to_json, write_register
from portal.staff import register_form as forms
from portal.staff import register_standing as standing
from portal.staff import register_view as view
from portal.staff.register_form import Part, StandForm
from portal.staff.register_standing import Document, Standing
from portal.staff.registers import ONE, shown
from portal.storage.door import registers as door
from portal.web import guards, members
from portal.web.pages import page
from portal.words import gettext
from portal.words import lazy_gettext as _l

bp = Blueprint("staff_register_draft", __name__)
EDIT = f"{ONE}/edit/<section>"
ITEM = f"{ONE}/items/<section>/<item_key>"
PUTS_BACK = "puts_back"
LONGEST_FILE = 400_000
"""Characters of a register's file: some forty times a whole one."""


class TomlForm(StandForm):
    """A whole register as a file, or as its text."""

    file = FileField(_l("The file"))
    text = TextAreaField(_l("Or its text"))


# ---- one part ----------------------------------------------------------------------------------------------


@bp.get(EDIT)
@members.staff_page(may_edit_registers)
def section_form(register_key: str, section: str) -> Response:
    """What is edited together, with what stands there."""
    return _part(standing.load(register_key), _section(section))


@bp.post(EDIT)
@members.staff_page(may_edit_registers)
def save_section(register_key: str, section: str) -> Response:
    """Keep it in the draft."""
    return _saved(standing.load(register_key), _section(section))


@bp.get(f"{EDIT}/add")
@members.staff_page(may_edit_registers)
def add_form(register_key: str, section: str) -> Response:
    """A new purpose, category, recipient, ..."""
    return _part(standing.load(register_key), _list(section))


@bp.post(f"{EDIT}/add")
@members.staff_page(may_edit_registers)
def add(register_key: str, section: str) -> Response:
    """Keep it in the draft, under a key of its own."""
    return _saved(standing.load(register_key), _list(section))


@bp.get(ITEM)
@members.staff_page(may_edit_registers)
def item_form(register_key: str, section: str, item_key: str) -> Response:
    """One item of a list."""
    here = standing.load(register_key)
    item(here.document, _list(section), item_key)
    return _part(here, section, item_key)


@bp.post(ITEM)
@members.staff_page(may_edit_registers)
def save_item(register_key: str, section: str, item_key: str) -> Response:
    """Keep it in the draft."""
    return _saved(standing.load(register_key), _list(section), item_key)


@bp.get(f"{ITEM}/remove")
@members.staff_page(may_edit_registers)
def remove_form(register_key: str, section: str, item_key: str) -> Response:
    """What goes with it."""
    return _removing(standing.load(register_key), _list(section), item_key)


@bp.post(f"{ITEM}/remove")
@members.staff_page(may_edit_registers)
def remove(register_key: str, section: str, item_key: str) -> Response:
    """Take it out of the draft, and out of all that names it."""
    here, form = standing.load(register_key), StandForm()
    item(here.document, _list(section), item_key)
    if not form.validate():
        return _removing(here, section, item_key, 422)
    try:
        _keep(here, without(here.document, section, item_key), form)
    except Conflict:
        return _removing(standing.load(register_key), section, item_key, 409)
    return _back(register_key, section)


@bp.post(f"{ITEM}/move")
@members.staff_page(may_edit_registers)
def move(register_key: str, section: str, item_key: str) -> Response:
    """Put it one place up or down."""
    form, by = StandForm(), {"up": -1, "down": 1}.get(request.form.get("to", ""), 0)
    here = standing.load(register_key)
    item(here.document, _list(section), item_key)
    if form.validate():
        try:
            _keep(here, moved(here.document, section, item_key, by), form)
        except Conflict:
            return shown(register_key, 409, meanwhile=_since(here, form))
    return _back(register_key, f"{section}-{item_key}")


def _section(section: str) -> str:
    if section not in SECTIONS or section in LISTS:
        raise NotFound("not_found")
    return section


def _list(section: str) -> str:
    if section not in LISTS:
        raise NotFound("not_found")
    return section


def _part(
    here: Standing,
    section: str,
    key: str = "",
    form: Any = None,
    status: int = 200,
    told: Mapping[str, Any] | None = None,
) -> Response:
    part = forms.part_of(here.document, section, key)
    if form is None:
        form = forms.made(part, here.document)
        form.revision.data, form.base.data = here.stand().values()
    theirs = told["theirs"] if told else {}
    title = fields.subject((section, key), here.document) if key else _title(section)
    context: dict[str, Any] = {
        "name": standing.name(here.document, here.key),
        "title": title,
        "hint": gettext(SECTIONS[section].hint) if SECTIONS[section].hint else "",
        "form": form,
        "controls": forms.controls(part, form, theirs),
        "uses": forms.use_controls(part, form, here.document, theirs),
        "back_href": _href(here.key, f"{section}-{key}" if key else section),
        "remove_href": standing.href(".remove_form", here.key, section=section, item_key=key) if key else "",
        "meanwhile": told["meanwhile"] if told else None,
        "gone": bool(told and told["gone"]),
    }
    return page("staff/register_part.html", status=status, page_error=status >= 400, **context)


def _title(section: str) -> str:
    return gettext(SECTIONS[section].add or SECTIONS[section].title)


def _saved(here: Standing, section: str, key: str = "") -> Response:
    part = forms.part_of(here.document, section, key)
    form = forms.made(part, here.document, request.form, _sent_texts())
    valid = form.validate()
    is_stale = (form.revision.data or 0, form.base.data or 0) != tuple(here.stand().values())
    if is_stale:
        return _collided(here, part, form)
    if key and not _has(here.document, part):
        if PUTS_BACK not in request.form:
            raise NotFound("not_found")
        here = _put_back(here, part)
    if not valid:
        return _part(here, section, key, form, 422)
    document, made = forms.applied(part, form, here.document, _taken(here))
    try:
        _keep(here, forms.settled(document), form)
    except Conflict:
        return _collided(standing.load(here.key), part, form)
    except Invalid as fault:
        form.form_errors.append(view.said_rule(str(fault.details.get("rule", fault.code)), fault.field))
        return _part(here, section, key, form, 422)
    return _back(here.key, f"{section}-{made}" if made else section)


def _sent_texts() -> int:
    """How many texts of a list were sent at most."""
    numbers = [name.split("-")[1] for name in request.form if name.count("-") == 2]
    return max((int(one) for one in numbers if one.isascii() and one.isdigit() and len(one) < 4), default=-1) + 1


def _keep(here: Standing, document: Document, form: StandForm) -> int:
    return office.save_draft(
        guards.store(), members.viewer(), here.key, document, form.revision.data or 0, base=form.base.data or 0
    )


def _taken(here: Standing) -> list[str]:
    """The keys that a version ever had: none of them comes to mean something else."""
    found: list[str] = []
    for line in here.line.versions:
        document = standing.version(here.key, line.number)
        found += [one["key"] for name in LISTS for one in document[name]]
    return found


def _collided(here: Standing, part: Part, form: Any) -> Response:
    """409: what changed since the page was opened, and the form with both people's words; one press goes on."""
    before = standing.seen(here, form)
    known = not part.key or _has(before, part)
    mine, _key = forms.applied(part, form, before, ()) if known else (before, "")
    since = standing.meanwhile(here, form, before, forms.settled(mine))
    both, gone = since.both.document, bool(part.key) and not _has(here.document, part)
    if part.key and not _has(both, part):
        both = with_item(both, part.section, item(mine, part.section, part.key))
    now = forms.part_of(both, part.section, part.key)
    shown_form = forms.made(now, both) if part.key or not SECTIONS[part.section].one else form
    shown_form.revision.data, shown_form.base.data = here.stand().values()
    told = {"meanwhile": since, "theirs": forms.clashing(part, since.both.clashes, since.theirs), "gone": gone}
    return _part(Standing(here.line, both), part.section, part.key, shown_form, 409, told)


def _put_back(here: Standing, part: Part) -> Standing:
    """The register with an item that was taken out while somebody wrote in it, as the newest version has it."""
    newest = standing.version(here.key, here.line.newest) if here.line.newest else here.document
    held = item(newest, part.section, part.key) if _has(newest, part) else forms.blank(part.section)
    return Standing(here.line, tidied(with_item(here.document, part.section, {**held, "key": part.key})))


def _has(document: Document, part: Part) -> bool:
    """Whether a document has the item of a part."""
    return any(one["key"] == part.key for one in document[part.section])


def _since(here: Standing, form: StandForm) -> standing.Meanwhile:
    before = standing.seen(here, form)
    return standing.meanwhile(here, form, before, before)


def _removing(here: Standing, section: str, key: str, status: int = 200) -> Response:
    item(here.document, section, key)
    form = StandForm(formdata=None, data=here.stand())
    in_force = here.line.in_force
    held = standing.version(here.key, in_force.number) if in_force else None
    left = without(here.document, section, key)
    before = {(one.code, one.name, one.key) for one in _objections(held, here.document)}
    new = [one for one in _objections(held, left) if (one.code, one.name, one.key) not in before]
    context: dict[str, Any] = {
        "name": standing.name(here.document, here.key),
        "title": fields.subject((section, key), here.document),
        "named_by": [fields.subject(path, here.document) for path in naming(here.document, section, key)],
        "objections": [view.say_objection(one, held or here.document, here.document) for one in new],
        "form": form,
        "changed": status == 409,
        "back_href": _href(here.key, f"{section}-{key}"),
    }
    return page("staff/register_remove.html", status=status, page_error=status >= 400, **context)


def _objections(old: Document | None, new: Document) -> tuple[Any, ...]:
    return door.objections(guards.store(), members.viewer(), old, new)


def _href(register_key: str, place: str = "") -> str:
    return standing.href("staff_registers.register", register_key, _anchor=place or None)


def _back(register_key: str, place: str = "") -> Response:
    return redirect(_href(register_key, place), 303)


# ---- a whole file ------------------------------------------------------------------------------------------


@bp.get(f"{ONE}/toml")
@members.staff_page(may_read_registers)
def toml_form(register_key: str) -> Response:
    """The register as text: to take along, and to bring back."""
    here = standing.load(register_key)
    form = TomlForm(formdata=None, data={**here.stand(), "text": write_register(draft_from_json(here.document))})
    return _toml(here, form)


@bp.post(f"{ONE}/toml")
@members.staff_page(may_edit_registers)
def bring(register_key: str) -> Response:
    """Make it the draft, or name each place that is wrong; what was brought stands in the page."""
    here, form = standing.load(register_key), TomlForm()
    text = _brought(form)
    form.text.data = text
    if not form.validate():
        return _toml(here, form, 422)
    read = _read(text, here)
    if read.register is None:
        return _toml(here, form, 422, read.faults)
    try:
        _keep(here, register_to_json(read.register), form)
    except Conflict:
        before = standing.seen(here, form)
        since = standing.meanwhile(here, form, before, register_to_json(read.register))
        form.revision.data, form.base.data = here.stand().values()
        return _toml(here, form, 409, meanwhile=since)
    return _back(register_key)


def _brought(form: TomlForm) -> str:
    given = request.files.get("file")
    if given is not None and given.filename:
        return given.stream.read().decode("utf-8", "replace").removeprefix("\ufeff")
    return (form.text.data or "").replace("\r\n", "\n")


def _read(text: str, here: Standing) -> DraftRead:
    if len(text) > LONGEST_FILE:
        return DraftRead(None, (Fault("", "too_long"),))
    read = read_draft(text)
    if read.register is None:
        return read
    slug = guards.controller().slug
    faults = [Fault("key", "register_other")] if read.register.key != here.key else []
    if read.register.controller.slug != slug:
        faults.append(Fault("controller.slug", "register_other"))
    return DraftRead(None, tuple(faults)) if faults else read


def _toml(
    here: Standing,
    form: TomlForm,
    status: int = 200,
    faults: tuple[Fault, ...] = (),
    meanwhile: standing.Meanwhile | None = None,
) -> Response:
    context: dict[str, Any] = {
        "name": standing.name(here.document, here.key),
        "form": form,
        "faults": view.say_faults(faults),
        "meanwhile": meanwhile,
        "may_edit": may_edit_registers(members.viewer()),
        "back_href": _href(here.key),
        "file_href": standing.href("staff_registers.draft_toml", here.key)
        if here.line.draft
        else standing.href("staff_registers.version_toml", here.key, number=here.line.newest),
        "is_draft": here.line.draft is not None,
    }
    return page("staff/register_toml.html", status=status, page_error=status >= 400, **context)
