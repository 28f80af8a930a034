"""The record of processing activities (Art 30(1) GDPR) of the register in force: page, workbook, tagged PDF."""

from dataclasses import replace

from flask import Blueprint
from werkzeug.wrappers import Response

from portal import words
from portal.domain.errors import NotFound
from portal.domain.may import may_read_registers
from portal.papers import pdf, record, workbook
from portal.papers.record import Record
from portal.storage.door import public as public_door
from portal.web import guards, members
from portal.web.downloads import attached
from portal.web.pages import page
from portal.words import gettext, say_date

bp = Blueprint("staff_record", __name__)
HOME = "/staff/<controller>/record"


@bp.get(HOME)
@members.staff_page(may_read_registers)
def show() -> Response:
    """The record on a page, with what is missing in it on top."""
    unsaid = gettext(record.UNSAID)
    return page("staff/record.html", record=_made(), unsaid=unsaid, home=f"/staff/{guards.controller().slug}/record")


@bp.get(f"{HOME}/record.xlsx")
@members.staff_page(may_read_registers)
def book() -> Response:
    """The same as a workbook, a sheet for each item of the article."""
    made, today = _made(), guards.today()
    about = [
        *made.about,
        (gettext("Made on"), say_date(today, "long")),
        *((gettext("Missing"), one) for one in made.missing),
    ]
    sheets = [replace(one, title=one.title.partition(" (")[0]) for one in made.sheets]
    content = workbook.write(made.title, about, sheets, today)
    return attached(iter((content,)), f"{guards.controller().slug}-record-{today.isoformat()}.xlsx", len(content))


@bp.get(f"{HOME}/record.pdf")
@members.staff_page(may_read_registers)
def paper() -> Response:
    """The same on paper, for the authority."""
    register, today = guards.register(), guards.today()
    html = record.article(register, _made(), today, words.language())
    content = pdf.make(html, register.controller.trade_name or register.controller.legal_name)
    return attached(iter((content,)), f"{guards.controller().slug}-record-{today.isoformat()}.pdf", len(content))


def _made() -> Record:
    held = public_door.notice_history(guards.store(), guards.controller().id).in_force
    if held is None:
        raise NotFound("not_found")
    return record.record(guards.register(), held.version, words.language())
