"""Beside the queue: what its filters and keys are."""

from flask import Blueprint
from werkzeug.wrappers import Response

from portal.domain.queue_query import KEYS
from portal.staff import queue_words
from portal.staff.queue_filters import base
from portal.web import members
from portal.web.pages import page

bp = Blueprint("queue_more", __name__)


@bp.get("/staff/<controller>/requests/help")
@members.staff_page()
def help_sheet() -> Response:
    """The filters of the queue, each with what may stand after it."""
    return page(
        "staff/queue_help.html",
        base=base(),
        filters=[(key, said, KEYS[key.rstrip(":")]) for key, said in queue_words.KEY_HELP],
    )
