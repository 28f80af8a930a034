"""The public privacy notice, made from the register in force."""

from flask import Blueprint
from markupsafe import Markup
from werkzeug.wrappers import Response

from portal import words
from portal.papers.register_texts import render_notice
from portal.web import guards
from portal.web.pages import page

bp = Blueprint("notice", __name__)


@bp.get("/<controller>/notice")
@guards.admits("visitor")
def show() -> Response:
    """The notice in the reader's language."""
    body = Markup(render_notice(guards.register(), words.language()))  # noqa: S704  # our own template, escaped there
    return page("public/notice.html", body=body)
