"""The queue: what waits, sorted by what is due, found as one types."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from flask import Blueprint, request, session
from flask_wtf import FlaskForm
from werkzeug.utils import redirect
from werkzeug.wrappers import Response
from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length

from portal import words
from portal.code_words import say_term
from portal.domain.lifecycle import OPEN_STATUSES
from portal.domain.may import (
    may_configure,
    may_enter,
    may_handle,
    may_manage,
    may_read_all,
    may_see_queue,
)
from portal.domain.queue_query import Show, control, parse
from portal.journey import handling, nudging
from portal.journey.handling import Result
from portal.staff import clock, house, queue_filters, queue_views, queue_words
from portal.staff.queue_filters import base
from portal.staff.role_words import say_role
from portal.storage.door import connections as connections_door
from portal.storage.door import queue as door
from portal.storage.door import returned as returned_door
from portal.storage.door import team as team_door
from portal.storage.door import writing as writing_door
from portal.storage.door.opening import one_look
from portal.storage.door.queue import Filters, QueueRow
from portal.storage.door.writing import MentionLine
from portal.web import guards, members
from portal.web.pages import htmx, page
from portal.words import gettext, say_date
from portal.words import lazy_gettext as _l

bp = Blueprint("queue", __name__)
BLOCKS = ("results", "counts")


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One request as the queue says it."""

    reference: str
    href: str
    who: str
    rights: str
    stand: str
    due: date
    target: date | None
    received_at: datetime
    answered: str
    is_open: bool
    act: tuple[str, str, str]
    act_by: str
    act_late: bool
    assignee: str
    flags: tuple[tuple[str, str, str], ...]


class CloseForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF carries no types
    """Which unconfirmed requests to close, and why."""

    reference = SelectMultipleField(
        _l("Requests"), validate_choice=False, validators=[InputRequired(_l("Choose at least one request"))]
    )
    reason = StringField(
        _l("Why they are closed"),
        validators=[
            InputRequired(_l("Write the reason")),
            Length(max=handling.LONGEST_REASON, message=_l("Write the reason in fewer words")),
        ],
    )


@dataclass(frozen=True, slots=True)
class _Team:
    """Who may have requests in hand, by id; `several` where there is anybody to give one to."""

    names: Mapping[str, str] = field(default_factory=dict)
    handlers: Sequence[team_door.Handler] = ()

    @property
    def several(self) -> bool:
        return len(self.names) > 1

    @property
    def may_assign(self) -> bool:
        return self.several and may_handle(members.viewer())

    def filled(self, form: "AssignForm | None") -> "AssignForm":
        made = form or AssignForm(formdata=None, data={"staff": members.viewer().staff_id})
        made.staff.choices = [
            *((one.staff_id, queue_words.say_handler(one)) for one in self.handlers),
            ("", gettext("Nobody")),
        ]
        return made


class AssignForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF carries no types
    """Which requests go into whose hand."""

    reference = SelectMultipleField(
        _l("Requests"), validate_choice=False, validators=[InputRequired(_l("Choose at least one request"))]
    )
    staff = SelectField(_l("Give the chosen ones to"), validate_choice=False)


@bp.get("/staff/<controller>/requests")
@members.staff_page(may_enter)
@guards.polled("counts")
def requests() -> Response:
    """The queue, or the block of it that is asked for anew; the form's own address becomes that of its query.

    Whoever has the settings alone is told so.
    """
    if not may_see_queue(members.viewer()):
        return page("staff/no_requests.html", role=say_role(members.viewer(), guards.register()))
    if "was" in request.args and not (guards.is_fragment() and htmx.target in BLOCKS):
        asked = queue_filters.asked(request.args)
        if not asked.fault:
            return redirect(queue_filters.explicit_href(asked.query), 303)
    with one_look():
        if not request.query_string and (begun := queue_views.first()):
            return redirect(begun, 303)
        return _queue()


@bp.post("/staff/<controller>/requests/assign")
@members.staff_page(may_handle)
def assign() -> Response:
    """Give the chosen requests to somebody; each has an outcome of its own."""
    form = AssignForm()
    if not form.validate():
        return _queue(form, 422)
    references, staff = list(dict.fromkeys(form.reference.data or [])), form.staff.data or None
    if len(references) > 1 and not request.form.get("sure"):
        return _sure("/assign", references, staff)
    return _after("assigned", handling.assign_several(guards.store(), members.viewer(), references, staff))


@bp.post("/staff/<controller>/requests/remind")
@members.staff_page(may_handle)
def remind() -> Response:
    """Mail those who are to look at the chosen requests; each has an outcome of its own."""
    form = AssignForm()
    if not form.validate():
        return _queue(form, 422)
    references = list(dict.fromkeys(form.reference.data or []))
    if not request.form.get("sure"):
        return _sure("/remind", references, None)
    return _after("reminded", nudging.remind_several(guards.store(), members.viewer(), references))


def _sure(act: str, references: list[str], staff: str | None) -> Response:
    """What is about to happen to how many requests, before it does."""
    handlers = {one.staff_id: one for one in team_door.handlers(guards.store(), members.viewer())}
    asked = queue_filters.asked(request.args)
    return page(
        "staff/queue_sure.html",
        act=act,
        references=references[: door.PAGE],
        staff=staff or "",
        to=handlers.get(staff or ""),
        back=asked.href(after=asked.after) if asked.is_filtered or asked.after else f"{base()}?q=status:open",
        post_href=asked.href(act, after=asked.after),
    )


def _after(name: str, results: Sequence[Result]) -> Response:
    """Back to the queue with the number, or to the reasons of those that stayed as they were."""
    left = [result for result in results if not result.done]
    if left:
        return _queue(AssignForm(formdata=None), 409, left=left, done={name: len(results) - len(left)})
    asked = queue_filters.asked(request.args)
    return redirect(asked.href(after=asked.after, **{name: str(len(results))}), 303)


def _queue(
    form: AssignForm | None = None,
    status: int = 200,
    left: Sequence[Result] = (),
    done: Mapping[str, int] = MappingProxyType({}),
) -> Response:
    asked = queue_filters.asked(request.args)
    target = htmx.target if guards.is_fragment() else None
    block = target if target in BLOCKS else None
    found, team = None, _Team()
    filters = asked.filters
    if block == "counts":
        counts = door.counts(guards.store(), members.viewer(), guards.today())
    else:
        counts, found, handlers = door.look(guards.store(), members.viewer(), filters, guards.today())
        team = _Team({one.staff_id: one.name for one in handlers}, handlers)
    views, chosen = queue_views.shown(asked.query) if block is None else ([], None)
    if chosen is not None and session.get("keys", True) != chosen.shortcuts:
        session["keys"] = chosen.shortcuts
    answer = page(
        "staff/queue.html",
        block,
        status=422 if asked.fault else status,
        page_error=status == 422 or bool(asked.fault),
        counts=counts,
        say_count=queue_words.say_count,
        asked=asked,
        control=control,
        trigger=(htmx.trigger_name or "") if block is not None else None,
        rows=_shown(found.rows, team) if found and not asked.fault else [],
        next_href=asked.href(after=found.next) if found and found.next else None,
        base=base(),
        link=_link,
        choices=queue_words.choices(shows_hands=team.may_assign, shows_channels=may_read_all(members.viewer())),
        may_close=may_handle(members.viewer()),
        role=() if may_handle(members.viewer()) else say_role(members.viewer(), guards.register()),
        may_read_all=may_read_all(members.viewer()),
        house_links=house.links(),
        ill=_ill_systems() if block is None and may_configure(members.viewer()) else [],
        to_me=_to_me() if block is None else (),
        returned_to=_returned_to() if block is None and may_manage(members.viewer()) else [],
        team=team,
        form=team.filled(form),
        left=[(result.reference, queue_words.say_left(result.code)) for result in left],
        assigned=done.get("assigned") or _told("assigned"),
        reminded=done.get("reminded") or _told("reminded"),
        all_chosen="all" in request.args,
        all_href=asked.href(after=asked.after, all="1"),
        remind_href=asked.href("/remind", after=asked.after),
        views=views,
        keep_href=asked.href("/views"),
        csv_href=asked.href("/list.csv"),
        assign_href=asked.href("/assign", after=asked.after),
    )
    if block == "results":
        answer.headers["HX-Push-Url"] = asked.typed_href() if asked.fault else queue_filters.explicit_href(asked.query)
    return answer


def _ill_systems() -> list[str]:
    """The systems whose connection needs its owner, by name: one line for all of them, not one for each request."""
    names = {one.key: one.name.in_language(words.language()) for one in guards.register().systems}
    found = connections_door.troubled(guards.store(), members.viewer())
    return [names.get(key, key) for key in found]


def _to_me() -> tuple[MentionLine, ...]:
    """The notes that speak to the viewer and that they have not seen."""
    return writing_door.waiting(guards.store(), members.viewer())


def _returned_to() -> list[str]:
    """The systems in which people are again whose data was erased, by name."""
    names = {one.key: one.name.in_language(words.language()) for one in guards.register().systems}
    return [names.get(key, key) for key in sorted(returned_door.count(guards.store(), members.viewer()))]


@bp.get("/staff/<controller>/requests/unconfirmed")
@members.staff_page(may_handle)
def unconfirmed() -> Response:
    """The requests whose mailbox was never shown, to close them."""
    return _unconfirmed(CloseForm(formdata=None), 200)


@bp.post("/staff/<controller>/requests/unconfirmed")
@members.staff_page(may_handle)
def close_unconfirmed() -> Response:
    """Close those that were chosen; what changed meanwhile is listed and stays."""
    form = CloseForm()
    if not form.validate():
        return _unconfirmed(form, 422)
    results = handling.close_unconfirmed(
        guards.store(), members.viewer(), form.reference.data or [], form.reason.data or ""
    )
    left = [result.reference for result in results if not result.done]
    if left:
        form.reference.data = []
        return _unconfirmed(form, 409, left=left)
    return redirect(f"{base()}/unconfirmed?closed={len(results)}", 303)


def _unconfirmed(form: CloseForm, status: int, left: list[str] | None = None) -> Response:
    filters = Filters(show=Show.UNCONFIRMED, after=request.args.get("after", ""))
    found = door.page(guards.store(), members.viewer(), filters, guards.today())
    return page(
        "staff/unconfirmed.html",
        status=status,
        form=form,
        rows=_shown(found.rows, _Team()),
        next_href=f"{base()}/unconfirmed?{urlencode({'after': found.next})}" if found.next else None,
        closed=_told("closed"),
        left=left or [],
        base=base(),
        page_error=status == 422,
    )


def _link(text: str) -> str:
    """The address of a query, for the links of the page."""
    return queue_filters.href(parse(text))


def _told(name: str) -> int:
    """How many were done by the press that led here."""
    said = request.args.get(name, "")
    return int(said) if said.isdecimal() and len(said) < 4 else 0


def _shown(rows: Sequence[QueueRow], team: _Team) -> list[ShownRow]:
    home, today, zone = base(), guards.today(), ZoneInfo(guards.controller().time_zone)
    return [_row(row, team, home, today, zone) for row in rows]


def _row(row: QueueRow, team: _Team, base: str, today: date, zone: ZoneInfo) -> ShownRow:
    return ShownRow(
        reference=row.reference,
        href=f"{base}/{row.reference}",
        who=row.who,
        rights=", ".join(say_term(right) for right in row.rights),
        stand=queue_words.say_stand(row),
        due=row.due,
        target=clock.own_target(row.received_at, row.due) if row.status in OPEN_STATUSES and not row.extended else None,
        received_at=row.received_at,
        answered=_day(row.answered_at, zone),
        is_open=row.status in OPEN_STATUSES,
        act=queue_words.say_act(row.next, row.status),
        act_by=queue_words.say_by(row.next.due),
        act_late=row.next.due is not None and row.next.due < today,
        assignee=team.names.get(row.assignee_id or "", ""),
        flags=tuple(queue_words.say_flag(flag) for flag in row.flags),
    )


def _day(moment: datetime | None, zone: ZoneInfo) -> str:
    """The day at the controller's place; empty without a moment."""
    return say_date(moment.astimezone(zone).date(), "medium") if moment else ""
