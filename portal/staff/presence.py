"""Who else has a request open, asked for every ten seconds; and that it changed since this page was made."""

from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from portal.code_words import say_event
from portal.journey import looking_on
from portal.staff import case_words
from portal.staff.case_view import at, context, load
from portal.staff.request import HOME, POLL_ENDS
from portal.storage.door import presence as door
from portal.storage.door.presence import Around
from portal.web import guards, members
from portal.web.pages import page

bp = Blueprint("staff_presence", __name__)


@bp.get(f"{HOME}/presence")
@members.staff_page()
@guards.polled("here")
def show(reference: str) -> Response:
    """Who else looks; with one member of staff nothing, and it is not asked again."""
    found = door.around(guards.store(), members.viewer(), reference)
    if not found.alone:
        looking_on.beat(guards.store(), members.viewer(), found.request_id)
    asked = request.args.get("version", "")
    version = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else found.version
    told: dict[str, Any] = {
        "alone": found.alone,
        "names": found.names,
        "moved": not found.alone and found.version > version,
        "last": _said(found),
        "poll_href": at("staff_presence.show", reference, poll="1", version=str(version)),
        "fresh_href": at("staff_request.show", reference),
    }
    if not guards.is_fragment():
        told = {**context(load(reference)), **told, "here_href": ""}
    answer = page("staff/presence.html", "here", **told)
    if guards.is_fragment() and found.alone:
        answer.status_code = POLL_ENDS
    return answer


def _said(found: Around) -> tuple[str, str] | None:
    """What happened last, and who did it."""
    if found.last is None:
        return None
    return say_event(found.last.kind), case_words.say_who(found.last.name, found.last.actor)
