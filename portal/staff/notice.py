"""The notice as it is published: its addresses, the lines for the company's own site, its versions, and Art 15(1)."""

from dataclasses import dataclass
from html import escape

from flask import Blueprint, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from portal import words
from portal.domain.errors import NotFound
from portal.domain.may import may_read_registers
from portal.domain.notice_history import History
from portal.papers.register_texts import render_access_text
from portal.storage.door import public as public_door
from portal.web import guards, members
from portal.web.pages import page
from portal.words import gettext

bp = Blueprint("staff_notice", __name__)
HOME = "/staff/<controller>/notice"
FRAME_HEIGHT = 900


@dataclass(frozen=True, slots=True)
class PublishedPage:
    """The notice in one language: its whole address, and the lines that show it in a frame."""

    code: str
    name: str
    page: str
    snippet: str


@bp.get(HOME)
@members.staff_page(may_read_registers)
def show() -> Response:
    """Where the notice stands, and its versions: those that lie ahead too."""
    history = _history()
    return page(
        "staff/notice.html", versions=history.held, ahead=history.ahead,
        pages=[_published(code) for code in guards.controller().languages],
        anyone=_address("notice.show"), data=_address("notice.as_json"), links=_links(),
    )  # fmt: skip


@bp.get(f"{HOME}/answer")
@members.staff_page(may_read_registers)
def answer() -> Response:
    """What an answer of access says beside the copy, of all data of a version, in one language."""
    history, code = _history(), request.args.get("text") or words.language()
    held = history.at(request.args["version"]) if "version" in request.args else history.in_force
    if held is None or code not in words.LANGUAGES:
        raise NotFound("not_found")
    html = render_access_text(guards.register_at(held.version.id), code)
    return page(
        "staff/access_text.html", body=Markup(html), held=held, versions=history.held, code=code,  # noqa: S704  # our own template, escaped there
        languages=[(one, words.LANGUAGE_NAMES[one]) for one in words.LANGUAGES], here=url_for("staff_notice.answer"),
    )  # fmt: skip


def _history() -> History:
    return public_door.notice_history(guards.store(), guards.controller().id)


def _published(code: str) -> PublishedPage:
    with words.using(code):
        title = f"{gettext('Privacy notice')} – {guards.register().controller.trade_name}"
    whole, frame = _address("notice.in_language", code=code), _address("notice.embed", code=code)
    return PublishedPage(
        code, words.LANGUAGE_NAMES[code], whole,
        f'<iframe src="{frame}" title="{escape(title)}" width="100%" height="{FRAME_HEIGHT}" loading="lazy"></iframe>\n'
        f'<p><a href="{whole}" hreflang="{code}">{escape(title)}</a></p>',
    )  # fmt: skip


def _address(endpoint: str, **values: str) -> str:
    return f"{guards.home()}{url_for(endpoint, **values)}"  # type: ignore[arg-type]  # places of the path alone


def _links() -> list[tuple[str, str, str]]:
    return [
        (
            gettext("Record of processing activities"), url_for("staff_record.show"),
            gettext("What Article 30(1) GDPR wants on paper, as page, PDF and XLSX, with what is still missing."),
        ),
        (
            gettext("What is used where"), url_for("staff_map.show"),
            gettext("Which data lies in which system, for what, and who receives it."),
        ),
        (
            gettext("What an answer says"), url_for("staff_notice.answer"),
            gettext("The text that goes with every copy of somebody's data."),
        ),
    ]  # fmt: skip
