"""Beside the queue: its list as a file, and what its filters and keys are."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, request, session, stream_with_context
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from portal import words
from portal.code_words import say_term
from portal.domain.may import may_choose, may_read_all
from portal.domain.queue_query import KEYS
from portal.office import queues
from portal.papers import sheets
from portal.staff import queue_filters, queue_words
from portal.staff.queue_filters import base
from portal.storage.door import queue as door
from portal.storage.door import team as team_door
from portal.storage.door.queue import QueueRow
from portal.web import downloads, guards, members
from portal.web.pages import page
from portal.words import gettext
from portal.words import marked as _

bp = Blueprint("queue_more", __name__)


@bp.get("/staff/<controller>/requests/help")
@members.staff_page()
def help_sheet() -> Response:
    """The filters of the queue, each with what may stand after it."""
    return page(
        "staff/queue_help.html",
        base=base(),
        filters=[
            (key, said, KEYS[key.rstrip(":")])
            for key, said in queue_words.KEY_HELP
            if key != "channel:" or may_read_all(members.viewer())
        ],
        keys=queue_words.SHORTCUTS,
        keys_on=session.get("keys", True),
    )


@bp.post("/staff/<controller>/requests/keys")
@members.staff_page(may_choose)
def use_keys() -> Response:
    """Switch the single keys on or off for whoever is signed in."""
    on = request.form.get("on") == "1"
    queues.use_keys(guards.store(), members.viewer(), on)
    session["keys"] = on
    return redirect(f"{base()}/help#keys", 303)


_CAME_BY, _IN_HAND = _("Came by"), _("In hand")
_COLUMNS = (
    _("Reference"), _("Requester"), _("Right"), _("Stage"), _("Received"), _("Due"), _("Answered"), _CAME_BY,
    _("Next step"), _IN_HAND,
)  # fmt: skip


@bp.get("/staff/<controller>/requests/list.csv")
@members.staff_page()
def as_csv() -> Response:
    """What the filters show, as a file: opened slice by slice while it goes out. That it was taken is an event."""
    asked = queue_filters.asked(request.args)
    if asked.fault:
        return redirect(asked.typed_href(), 303)
    store, viewer, today = guards.store(), members.viewer(), guards.today()
    names = {one.staff_id: one.name for one in team_door.handlers(store, viewer)}
    queues.note_taken(store, viewer, asked.query)
    spoken, zone = words.language(), guards.controller().time_zone
    found = door.slices(store, viewer, asked.filters, today)

    def rows() -> Iterator[list[str]]:
        for some in found:
            with words.using(spoken, zone):
                said = [_cells(row, names, ZoneInfo(zone)) for row in some]
            yield from said

    left_out = {_CAME_BY} if not may_read_all(viewer) else set()
    left_out |= {_IN_HAND} if len(names) < 2 else set()
    places = [place for place, column in enumerate(_COLUMNS) if column not in left_out]
    header = [gettext(_COLUMNS[place]) for place in places]
    pieces = sheets.gathered(sheets.write_csv(header, ([row[place] for place in places] for row in rows())))
    return downloads.streamed(stream_with_context(pieces), f"{guards.controller().slug}-requests-{today}.csv")


def _cells(row: QueueRow, names: dict[str, str], zone: ZoneInfo) -> list[str]:
    return [
        row.reference,
        row.who,
        ", ".join(say_term(right) for right in row.rights),
        queue_words.say_stand(row),
        _day(row.received_at, zone),
        row.due.isoformat(),
        _day(row.answered_at, zone),
        gettext(queue_words.CHANNELS[row.channel]) if row.channel else "",
        queue_words.say_act(row.next, row.status)[0],
        names.get(row.assignee_id or "", ""),
    ]


def _day(moment: datetime | None, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).date().isoformat() if moment else ""
