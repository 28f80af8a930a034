"""The registers as they stand: in force, ahead and as a draft; their versions, and what differs between any two."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, request, url_for
from flask import Response as FileResponse
from werkzeug.wrappers import Response

from portal.domain.errors import NotFound
from portal.domain.may import may_edit_registers, may_publish_registers, may_read_registers
from portal.papers.register_changes import tell
from portal.reading.toml import draft_from_json, write_register
from portal.staff import register_standing as standing
from portal.staff import register_view as view
from portal.staff.register_form import StandForm
from portal.storage.door import registers as door
from portal.storage.door.registers import RegisterLine
from portal.web import guards, members
from portal.web.downloads import attached
from portal.web.pages import page
from portal.words import gettext, say

bp = Blueprint("staff_registers", __name__)
HOME = "/staff/<controller>/registers"
ONE = f"{HOME}/<register_key>"
DRAFT = "draft"


@bp.get(HOME)
@members.staff_page(may_read_registers)
def show() -> Response:
    """Every register: what is in force, since when, by whom, and whether a draft is open."""
    lines = [one for one in door.registers(guards.store(), members.viewer()) if one.versions or one.draft]
    rows = []
    for line in lines:
        here = standing.load(line.register_key)
        rows.append(
            (standing.name(here.document, line.register_key), url_for(".register", register_key=here.key), line)
        )
    return page("staff/registers.html", rows=rows, base=_base())


@bp.get(ONE)
@members.staff_page(may_read_registers)
def register(register_key: str) -> Response:
    """A register part by part: the draft where one is open, else the newest version."""
    return shown(register_key)


@bp.get(f"{ONE}/versions/<int(max=99999):number>")
@members.staff_page(may_read_registers)
def version(register_key: str, number: int) -> Response:
    """A version as it was published, and what it changed."""
    store, viewer = guards.store(), members.viewer()
    line = door.register(store, viewer, register_key)
    document = standing.version(register_key, number)
    before = [one.number for one in line.versions if one.number < number]
    told: dict[str, Any] = {
        **_context(line, document),
        "line": line,
        "version": next(one for one in line.versions if one.number == number),
        "blocks": view.blocks(document),
        "told": tell(standing.version(register_key, before[0]), document) if before else None,
        "before": before[0] if before else 0,
    }
    return page("staff/register_version.html", **told)


@bp.get(f"{ONE}/differences")
@members.staff_page(may_read_registers)
def differences(register_key: str) -> Response:
    """What one state of a register says otherwise than another: any two versions, or the draft."""
    line = door.register(guards.store(), members.viewer(), register_key)
    choices = _states(line)
    newest = choices[0][0]
    held = str(line.in_force.number) if line.in_force else choices[-1][0]
    old, new = _asked("old", choices, held), _asked("new", choices, newest)
    documents = [_document(register_key, line, one) for one in (old, new)]
    told: dict[str, Any] = {
        **_context(line, documents[1]),
        "choices": choices,
        "old": old,
        "new": new,
        "told": tell(*documents),
    }
    return page("staff/register_differences.html", "told", **told)


@bp.get(f"{ONE}/versions/<int(max=99999):number>.toml")
@members.staff_page(may_read_registers)
def version_toml(register_key: str, number: int) -> FileResponse:
    """A version as the file that it could be made from."""
    return _file(standing.version(register_key, number), f"{register_key}-{number}")


@bp.get(f"{ONE}/draft.toml")
@members.staff_page(may_read_registers)
def draft_toml(register_key: str) -> FileResponse:
    """The draft as such a file."""
    draft = door.draft_of(guards.store(), members.viewer(), register_key)
    if draft is None:
        raise NotFound("not_found")
    return _file(draft.document, f"{register_key}-draft")


def shown(register_key: str, status: int = 200, **more: Any) -> Response:
    """The page of a register; `more` says what came of a press."""
    here, viewer = standing.load(register_key), members.viewer()
    line, document = here.line, here.document
    in_force = standing.version(register_key, line.in_force.number) if line.in_force else None
    began = standing.version(register_key, line.draft.base) if line.draft and line.draft.base else None
    newer = line.newest > line.draft.base if line.draft else False
    told: dict[str, Any] = {
        **_context(line, document),
        "line": line,
        "blocks": view.blocks(document),
        "lacks": view.lacks(document),
        "changes": len(tell(in_force, document)) if in_force is not None and line.draft else 0,
        "newer": tell(began, standing.version(register_key, line.newest)) if newer and began is not None else (),
        "is_newer": newer,
        "may_edit": may_edit_registers(viewer),
        "may_publish": may_publish_registers(viewer),
        "press": StandForm(formdata=None, data=here.stand()),
        **_edits(line.register_key),
        "meanwhile": None,
        "fault": "",
        **more,
    }
    return page("staff/register.html", status=status, page_error=status >= 400, **told)


def _edits(key: str) -> dict[str, Callable[..., str]]:
    """Where each part of the register is written."""
    draft = "staff_register_draft"
    hrefs: dict[str, Callable[..., str]] = {
        name: lambda section, item_key, to=endpoint: standing.href(to, key, section=section, item_key=item_key)
        for name, endpoint in {
            "item_href": f"{draft}.item_form", "remove_href": f"{draft}.remove_form", "move_href": f"{draft}.move",
        }.items()
    }  # fmt: skip
    hrefs["section_href"] = lambda section: standing.href(f"{draft}.section_form", key, section=section)
    hrefs["add_href"] = lambda section: standing.href(f"{draft}.add_form", key, section=section)
    return hrefs


def _context(line: RegisterLine, document: standing.Document) -> dict[str, Any]:
    key = line.register_key
    return {
        "name": standing.name(document, key),
        "key": key,
        "list_href": url_for("staff_registers.show"),
        "at": lambda endpoint, **places: standing.href(endpoint, key, **places),
        "states": _states(line),
    }


def _states(line: RegisterLine) -> list[tuple[str, str]]:
    """What can be compared, the newest first."""
    found = [(DRAFT, gettext("The draft"))] if line.draft else []
    return found + [(str(one.number), say("Version %(number)s", number=one.number)) for one in line.versions]


def _asked(name: str, choices: list[tuple[str, str]], otherwise: str) -> str:
    asked = request.args.get(name, otherwise)
    if asked not in {value for value, _said in choices}:
        raise NotFound("not_found")
    return asked


def _document(register_key: str, line: RegisterLine, state: str) -> standing.Document:
    if state == DRAFT and line.draft is not None:
        return standing.normal(line.draft.document)
    return standing.version(register_key, int(state))


def _file(document: standing.Document, name: str) -> FileResponse:
    content = write_register(draft_from_json(document)).encode()
    return attached(iter((content,)), f"{guards.controller().slug}-{name}.toml", len(content))


def _base() -> str:
    return f"/staff/{guards.controller().slug}/requests"
