"""The queue: one page of a controller's requests, its counts, and its search.

Nothing is read through: the queue's index and the search marks' key are in the order of
the pages, so that a page costs what it shows. Dates are the safe ones (`domain.deadlines`).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    ScalarSelect,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    exists,
    false,
    func,
    or_,
    select,
    tuple_,
    union,
)
from sqlalchemy.orm import aliased

from portal.domain import persons
from portal.domain.errors import Damaged
from portal.domain.fees import FeeState
from portal.domain.lifecycle import OUTLIVING, Capability, Channel, Resolution, Right, Status, StepState
from portal.domain.next_act import WAITING_STEPS, NextAct, WaitingSteps, next_act
from portal.domain.queue_query import Due, Hand, Show
from portal.domain.roles import Viewer
from portal.keys import ring as keys
from portal.storage import tables as t
from portal.storage import team
from portal.storage.database import Store
from portal.storage.door.opening import Door, door
from portal.storage.door.team import Handler, handlers_of
from portal.storage.scope import Limit, has_part, limit_of
from portal.storage.statements import constant

PAGE = 25
SLICE = 200
"""So many requests of a list are opened at a time."""
MOST_COUNTED = 1000
"""Beyond it a count says that there are more: a trend is read up to here, and counting ends."""
MOST_LED = 1000
"""So many steps that wait lead to their requests; where there are more, the requests are read by date."""
SOON = timedelta(days=7)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
LONGEST_TIME = timedelta(days=120)
"""No request has more time than this: three months, and the days that its last one rolls over (Art 12(3))."""
_R = t.SubjectRequest
_SHOWN = (
    _R.id, _R.reference, _R.group, _R.safe, _R.received_at, _R.rights, _R.status, _R.resolution, _R.answered_at,
    _R.assignee_id, _R.asked_at, _R.to_post, _R.extended_at, _R.channel, _R.sealed, t.DataKey.wrapped, _R.undo_until,
    _R.second_after,
)  # fmt: skip
"""The columns that a page shows, those of its order, and the key that opens them."""
_SHOWING = select(*_SHOWN).outerjoin(
    t.DataKey, and_(t.DataKey.request_id == _R.id, t.DataKey.purpose == constant("request"))
)
_Found = Row[*tuple[Any, ...]]
_BY_DATE = (_R.safe, _R.received_at, _R.reference)
_REFERENCE_LETTERS = 12
_WAITS = t.Step.state.in_([constant(state) for state in WAITING_STEPS])
_OUTLIVES = or_(t.Step.right == constant(Right.MARKETING), t.Step.capability.in_([constant(one) for one in OUTLIVING]))
"""What goes on after a request is closed."""
_OPEN = _R.group == constant("open")


GROUPS = {
    Show.OPEN: ("open",),
    Show.RELEASE: ("open",),
    Show.UNCONFIRMED: ("unconfirmed",),
    Show.CLOSED: ("closed",),
    Show.ALL: ("open", "unconfirmed", "closed"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the queue was asked for; `after` is a place that an earlier page gave."""

    show: Show = Show.OPEN
    right: Right | None = None
    due: Due = Due.ANY
    search: str = ""
    after: str = ""
    hand: Hand = Hand.ANYONE
    stage: Status | None = None
    channel: Channel | None = None
    extended: bool = False
    due_from: date | None = None
    due_before: date | None = None
    received_from: datetime | None = None
    received_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One request of the queue. `who` is empty where it may not be read any more; `assignee_id` has it in hand."""

    reference: str
    who: str
    rights: tuple[Right, ...]
    status: Status
    resolution: Resolution | None
    due: date
    received_at: datetime
    answered_at: datetime | None
    assignee_id: str | None
    extended: bool
    next: NextAct
    flags: tuple[str, ...] = ()
    """What a person has to look at: `represents`, `protected`, `wrote` (their last message has no answer), `repeated`
    (there is another of the same mailbox).

    None for viewers with a limit.
    """
    channel: Channel | None = None
    """How it came; None for viewers with a limit, too."""


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Up to 25 requests, and the place after them where there are more."""

    rows: tuple[QueueRow, ...]
    next: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What waits, at most `MOST_COUNTED` and one; unconfirmed requests are in none of the numbers but their own."""

    open: int
    overdue: int
    soon: int
    waiting: int
    release: int
    unconfirmed: int
    unconfirmed_due: date | None
    ever: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """A place in the order: in a group, after a safe date and what breaks its ties."""

    group: str
    safe: date
    ties: tuple[str, ...]

    @classmethod
    def read(cls, text: str) -> "_Place | None":
        """A place as a link carries it; None for anything else."""
        group, _, rest = text.partition("~")
        day, *ties = rest.split("~")
        try:
            return cls(group, date.fromisoformat(day), tuple(ties))
        except ValueError:
            return None

    def __str__(self) -> str:
        return "~".join([self.group, self.safe.isoformat(), *self.ties])


def look(store: Store, viewer: Viewer, filters: Filters, today: date) -> tuple[Counts, QueuePage, tuple[Handler, ...]]:
    """All that the queue's page shows at once: its counts, a page of it, and who may have its requests in hand."""
    with door(store, viewer) as d:
        return _counts(d, today), _page(d, filters, today), handlers_of(d)


def counts(store: Store, viewer: Viewer, today: date) -> Counts:
    """What waits at this controller; a number above `MOST_COUNTED` says that there are more."""
    with door(store, viewer) as d:
        return _counts(d, today)


def _counts(d: Door, today: date) -> Counts:
    days = {"today": today, "soon": today + SOON}
    found = d.session.execute(_counting(limit_of(d.viewer), MOST_COUNTED), days).one()
    return Counts(**{**found._mapping, "ever": found.ever is not None})


@lru_cache(maxsize=128)
def _counting(limit: Limit | None, most: int) -> Select[*tuple[Any, ...]]:
    """Every count in one statement, built once for each limit."""
    mine = has_part(limit)
    today, soon = bindparam("today", type_=_R.safe.type), bindparam("soon", type_=_R.safe.type)

    def number(group: str, *criteria: ColumnElement[bool]) -> ScalarSelect[int]:
        return _capped(select(_R.reference).where(_R.group == constant(group), *mine, *criteria), most)

    columns: dict[str, ScalarSelect[Any]] = {
        "open": number("open"),
        "overdue": number("open", _R.safe < today),
        "soon": number("open", _R.safe >= today, _R.safe <= soon),
        "waiting": _capped(select(_R.id).where(waited_for(most, today)), most),
        "release": number("open", _R.status == constant(Status.ANSWERING)),
        "unconfirmed": number("unconfirmed"),
        "unconfirmed_due": (
            select(_R.safe)
            .where(_R.group == constant("unconfirmed"), *mine)
            .order_by(_R.safe)
            .limit(1)
            .scalar_subquery()
        ),
        "ever": select(_R.id).where(*mine).limit(1).scalar_subquery(),
    }
    return select(*(one.label(name) for name, one in columns.items())).execution_options(kept=True)


def _capped(statement: Select[*tuple[Any, ...]], most: int) -> ScalarSelect[int]:
    """How many rows there are; beyond the most that are counted nothing is read."""
    some = statement.limit(most + 1).subquery()
    return select(func.count()).select_from(some).scalar_subquery()


def waited_for(most: int, today: Any) -> ColumnElement[bool]:
    """Requests with a step that waits for staff, open or answered already; one that is asked for waits once it is late.

    The steps lead to them, state by state in the order of the index, so that reading ends at the most.
    """
    by_state = (
        select(t.Step.request_id)
        .where(t.Step.state == constant(state), *([_is_ours(today)] if state is StepState.BY_HAND else []))
        .group_by(t.Step.request_id)
        .limit(most + 1)
        for state in WAITING_STEPS
    )
    ids = union(*(select(one.subquery().c.request_id) for one in by_state))
    return and_(_R.id.in_(ids), _still(today))


def _is_ours(today: Any) -> ColumnElement[bool]:
    """Whether a step waits for staff rather than for a processor, who was asked and has time still."""
    return or_(t.Step.asked_at.is_(None), t.Step.due < today)


def _still(today: Any) -> ColumnElement[bool]:
    outliving = exists().where(t.Step.request_id == _R.id, _WAITS, _OUTLIVES, _is_ours(today))
    return or_(_R.status != constant(Status.CLOSED), outliving)


def _has_waiting(today: Any) -> ColumnElement[bool]:
    return and_(exists().where(t.Step.request_id == _R.id, _WAITS, _is_ours(today)), _still(today))


@lru_cache(maxsize=2)
def _leading(most: int) -> Select[*tuple[Any, ...]]:
    """How many steps wait, counted state by state in the order of the index, and no further than `most` of each."""
    counts = [
        _capped(select(t.Step.request_id).where(t.Step.state == constant(state)), most) for state in WAITING_STEPS
    ]
    return select(*counts).execution_options(kept=True)


def page(store: Store, viewer: Viewer, filters: Filters, today: date) -> QueuePage:
    """One page of the queue, by safe date, then as received; what is closed, the latest first."""
    with door(store, viewer) as d:
        return _page(d, filters, today)


def slices(store: Store, viewer: Viewer, filters: Filters, today: date) -> Iterator[tuple[QueueRow, ...]]:
    """Everything that the filters show, in slices, each through a door of its own; no limit but the viewer's."""
    while True:
        with door(store, viewer) as d:
            found = _page(d, filters, today, SLICE)
        yield found.rows
        if not found.next:
            return
        filters = replace(filters, after=found.next)


def _page(d: Door, filters: Filters, today: date, size: int = PAGE) -> QueuePage:
    if (one := _by_reference(d, filters.search)) is not None:
        return QueuePage(_shown(d, [one], today), "")
    marks = _marks(d, filters.search)
    place = _Place.read(filters.after)
    if filters.show is Show.WAITING:
        found = _waiting_ones(d, filters, marks, place, today, size + 1)
    else:
        found = _of_groups(d, filters, marks, place, today, size + 1)
    after = ""
    if len(found) > size:
        after = str(_place_of(found[size - 1], by_marks=bool(marks) and filters.show is not Show.WAITING))
    return QueuePage(_shown(d, found[:size], today), after)


def _of_groups(
    d: Door, filters: Filters, marks: list[bytes], place: _Place | None, today: date, most: int
) -> list[_Found]:
    groups = GROUPS[filters.show]
    if place is not None and place.group in groups:
        groups = groups[groups.index(place.group) :]
    found: list[_Found] = []
    for group in groups:
        if (room := most - len(found)) > 0:
            here = place if place is not None and place.group == group else None
            read = _by_marks if marks else _by_date
            found += read(d, filters, marks, group, here, today, room)
    return found


def _by_date(
    d: Door, filters: Filters, marks: list[bytes], group: str, place: _Place | None, today: date, room: int
) -> Sequence[_Found]:
    if filters == _AS_IT_OPENS and d.viewer.categories is None and place is None:
        return d.session.execute(_OPENING, {"room": room}).all()
    statement = _SHOWING.where(_R.group == group, *_dates(_R.safe, filters, today), *_kinds(d, filters))
    statement = statement.where(*has_part(limit_of(d.viewer)))
    return d.session.execute(_ordered(statement, _BY_DATE, group, place, room)).all()


_AS_IT_OPENS = Filters()
_OPENING = _SHOWING.where(_OPEN).order_by(*_BY_DATE).limit(bindparam("room")).execution_options(kept=True)
"""The first page, without a filter and a limit: built once, since it is asked for most."""


def _by_marks(
    d: Door, filters: Filters, marks: list[bytes], group: str, place: _Place | None, today: date, room: int
) -> Sequence[_Found]:
    """The requests that every mark leads to, read in the order of the first mark's key."""
    first, *others = marks
    m = t.SearchMark
    statement = select(m.safe, m.request_id).where(m.mark == first, m.group == group, *_dates(m.safe, filters, today))
    for mark in others:
        other = aliased(t.SearchMark)
        statement = statement.where(
            exists().where(
                other.controller_id == m.controller_id, other.mark == mark, other.group == m.group,
                other.safe == m.safe, other.request_id == m.request_id,
            )
        )  # fmt: skip
    if kinds := _kinds(d, filters):
        statement = statement.join(_R, and_(_R.controller_id == m.controller_id, _R.id == m.request_id)).where(*kinds)
    statement = statement.where(*has_part(limit_of(d.viewer), m.request_id)).distinct()
    pairs = d.session.execute(_ordered(statement, (m.safe, m.request_id), group, place, room)).all()
    ids = [pair[1] for pair in pairs]
    rows = {row.id: row for row in d.session.execute(_BY_IDS, {"ids": ids})} if ids else {}
    return [rows[found] for found in ids if found in rows]


_BY_IDS = _SHOWING.where(_R.id.in_(bindparam("ids", expanding=True))).execution_options(kept=True)


def _waiting_ones(
    d: Door, filters: Filters, marks: list[bytes], place: _Place | None, today: date, room: int
) -> Sequence[_Found]:
    """What waits stands among the open ones; few steps lead to their requests, many are met soon on the way by date."""
    few = sum(d.session.execute(_leading(MOST_LED)).one()) <= MOST_LED
    waits = waited_for(MOST_LED, today) if few else and_(_OPEN, _has_waiting(today))
    statement = _SHOWING.where(waits, *_dates(_R.safe, filters, today), *_kinds(d, filters))
    for mark in marks:
        m = aliased(t.SearchMark)
        statement = statement.where(exists().where(m.request_id == _R.id, m.mark == mark))
    return d.session.execute(_ordered(statement, _BY_DATE, "open", place, room)).all()


_IS_TELLING = t.Step.capability == constant(Capability.NOTIFY)
_AT_PROCESSOR = and_(t.Step.asked_at.is_not(None), t.Step.due >= bindparam("today", type_=_R.safe.type))
_WAITING_STEPS = (
    select(t.Step.request_id, t.Step.state, _IS_TELLING, _AT_PROCESSOR, func.count(), func.min(t.Step.due))
    .join(_R, and_(_R.controller_id == t.Step.controller_id, _R.id == t.Step.request_id))
    .where(_WAITS, or_(_R.status != constant(Status.CLOSED), _OUTLIVES))
    .where(t.Step.request_id.in_(bindparam("ids", expanding=True)))
    .group_by(t.Step.request_id, t.Step.state, _IS_TELLING, _AT_PROCESSOR)
    .execution_options(kept=True)
)
"""Steps that wait for staff; a closed request waits for its prohibitions, and for what was decided, alone."""


_UNANSWERED_FEES = (
    select(t.Fee.request_id, t.Fee.announced_at)
    .where(t.Fee.state == constant(FeeState.ANNOUNCED))
    .where(t.Fee.request_id.in_(bindparam("ids", expanding=True)))
    .execution_options(kept=True)
)
"""Fees that wait for the person's answer."""
_WRITTEN = {kind: func.max(case((t.Message.kind == constant(kind), t.Message.at))) for kind in ("person", "staff")}
_LAST_WRITTEN = (
    select(t.Message.request_id, _WRITTEN["person"].label("by_person"), _WRITTEN["staff"].label("by_staff"))
    .where(t.Message.request_id.in_(bindparam("ids", expanding=True)))
    .group_by(t.Message.request_id)
    .execution_options(kept=True)
)
"""When each side wrote last; notes are of neither."""


def _ordered(
    statement: Select[*tuple[Any, ...]], key: tuple[Any, ...], group: str, place: _Place | None, room: int
) -> Select[*tuple[Any, ...]]:
    backwards = group == "closed"
    if place is not None and (values := _values(place, len(key))):
        statement = statement.where(tuple_(*key) < values if backwards else tuple_(*key) > values)
    return statement.order_by(*(column.desc() if backwards else column for column in key)).limit(room)


def _values(place: _Place, length: int) -> tuple[Any, ...]:
    """The place as the order's row value; nothing where the link was made for another order."""
    if length == len(place.ties) + 1 == 2:
        return (place.safe, place.ties[0])
    if length == len(place.ties) + 1 == 3:
        try:
            received = datetime.fromisoformat(place.ties[0])
            return (place.safe, received.astimezone(UTC), place.ties[1]) if received.tzinfo else ()
        except (ValueError, OverflowError):
            return ()
    return ()


def _place_of(row: _Found, by_marks: bool) -> _Place:
    ties = (row.id,) if by_marks else (row.received_at.isoformat(), row.reference)
    return _Place(row.group, row.safe, ties)


def narrowed(d: Door, statement: Select[*tuple[Any, ...]], filters: Filters, today: date) -> Select[*tuple[Any, ...]]:
    """A statement over requests with the filters' criteria and the viewer's limit; without words and order."""
    statement = statement.where(*_dates(_R.safe, filters, today), *_kinds(d, filters))
    return statement.where(*has_part(limit_of(d.viewer)))


def _dates(safe: Any, filters: Filters, today: date) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.due is Due.OVERDUE:
        found.append(safe < today)
    elif filters.due is Due.SOON:
        found += [safe >= today, safe <= today + SOON]
    if filters.due_from is not None:
        found.append(safe >= filters.due_from)
    if filters.due_before is not None:
        found.append(safe < filters.due_before)
    if filters.received_from is not None:
        found.append(safe >= filters.received_from.date() - DAY)
    if filters.received_before is not None:
        found.append(safe < filters.received_before.date() + LONGEST_TIME)
    return found


def _kinds(d: Door, filters: Filters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.right is not None:
        found.append(cast(_R.rights, String).like(f'%"{filters.right.value}"%'))
    if filters.show is Show.RELEASE:
        found.append(_R.status == constant(Status.ANSWERING))
    if filters.stage is not None:
        found.append(_R.status == constant(filters.stage))
    if filters.channel is not None and d.viewer.categories is not None:
        found.append(false())
    elif filters.channel is not None:
        found.append(_R.channel == constant(filters.channel))
        found += [] if filters.channel is Channel.WEB else [_R.channel != constant(Channel.WEB)]
    if filters.extended:
        found.append(_R.extended_at.is_not(None))
    if filters.received_from is not None:
        found.append(_R.received_at >= filters.received_from)
    if filters.received_before is not None:
        found.append(_R.received_at < filters.received_before)
    if filters.hand is Hand.MINE:
        found.append(_R.assignee_id == d.viewer.staff_id)
    elif filters.hand is Hand.NOBODY:
        found.append(_of_nobody(d))
    return found


def _of_nobody(d: Door) -> ColumnElement[bool]:
    """In nobody's hand: never given to anybody, or to somebody who handles none any more."""
    former = team.former_handlers(d.session, d.viewer.controller_id)
    unassigned = _R.assignee_id.is_(None)
    return or_(unassigned, _R.assignee_id.in_(former)) if former else unassigned


def _by_reference(d: Door, typed: str) -> _Found | None:
    reference = persons.read_reference(typed)
    if sum(letter.isalnum() for letter in reference) != _REFERENCE_LETTERS:
        return None
    mine = has_part(limit_of(d.viewer))
    return d.session.execute(_SHOWING.where(_R.reference == reference, *mine)).one_or_none()


def _marks(d: Door, typed: str) -> list[bytes]:
    """The marks of what was typed; the longest word, which is the rarest, first."""
    found = sorted(persons.query_marks(typed), key=len, reverse=True)
    if not found:
        return []
    key = d.vault.of_controller(d.viewer.controller_id, "marks")
    return [keys.mark(key, word) for word in found]


_FLAGS = ("represents", "protected")


def _shown(d: Door, rows: Sequence[_Found], today: date) -> tuple[QueueRow, ...]:
    if not rows:
        return ()
    ids = [row.id for row in rows]
    waiting, tellings, asked = _steps_of(d, ids, today)
    asked_of = {row.id: _requester(d, row) for row in rows}
    repeated = _repeated(d, {row.id: asked_of[row.id] for row in rows if row.group == "open"})
    fees = {row.request_id: row.announced_at for row in d.session.execute(_UNANSWERED_FEES, {"ids": ids})}
    whole = d.viewer.categories is None
    written = d.session.execute(_LAST_WRITTEN, {"ids": ids}) if whole else ()
    wrote = {one.request_id for one in written if one.by_person and one.by_person > (one.by_staff or EPOCH)}
    return tuple(
        QueueRow(
            reference=row.reference,
            who=_who(requester, d),
            rights=tuple(Right(code) for code in row.rights),
            status=Status(row.status),
            resolution=Resolution(row.resolution) if row.resolution else None,
            due=row.safe,
            received_at=row.received_at,
            answered_at=row.answered_at,
            assignee_id=row.assignee_id,
            extended=row.extended_at is not None,
            next=next_act(
                Status(row.status),
                row.asked_at is not None,
                waiting.get(row.id, {}),
                row.to_post if whole else None,
                tellings.get(row.id),
                fees.get(row.id),
                asked.get(row.id),
                row.undo_until,
                row.second_after,
            ),
            flags=_flags_of(row.id, requester, wrote, repeated) if whole else (),
            channel=Channel(row.channel) if whole else None,
        )
        for row, requester in ((row, asked_of[row.id]) for row in rows)
    )


def _flags_of(
    request_id: str, requester: Mapping[str, Any], wrote: Collection[str], repeated: Collection[str]
) -> tuple[str, ...]:
    found = {"wrote": request_id in wrote, "repeated": request_id in repeated}
    return (*(name for name in _FLAGS if requester.get(name)), *(name for name, holds in found.items() if holds))


_SEVERAL = (
    select(t.SearchMark.mark)
    .where(t.SearchMark.mark.in_(bindparam("marks", expanding=True)))
    .group_by(t.SearchMark.mark)
    .having(func.min(t.SearchMark.request_id) != func.max(t.SearchMark.request_id))
    .execution_options(kept=True)
)
"""The marks of more than one request: built once, since every page of the queue asks."""


def _repeated(d: Door, requesters: Mapping[str, dict[str, Any]]) -> set[str]:
    """Those of whose mailbox there is another request, by the mark of the whole address; nothing within a limit."""
    addresses = {one: str(value.get("email", "")).casefold() for one, value in requesters.items()}
    wanted = sorted({address for address in addresses.values() if address})
    if not wanted or d.viewer.categories is not None:
        return set()
    key = d.vault.of_controller(d.viewer.controller_id, "marks")
    marked = {keys.mark(key, one): one for one in wanted}
    several = {marked[mark] for mark in d.session.scalars(_SEVERAL, {"marks": sorted(marked)})}
    return {one for one, address in addresses.items() if address in several}


_Waiting = dict[str, WaitingSteps]


def _steps_of(
    d: Door, ids: Sequence[str], today: date
) -> tuple[dict[str, dict[StepState, WaitingSteps]], _Waiting, _Waiting]:
    """The steps that wait, by request and state; apart from them the recipients to tell, and the processors asked."""
    found: dict[str, dict[StepState, WaitingSteps]] = {}
    told: _Waiting = {}
    asked: _Waiting = {}
    read = d.session.execute(_WAITING_STEPS, {"ids": ids, "today": today})
    for request_id, state, is_telling, at_processor, count, due in read:
        if is_telling:
            told[request_id] = WaitingSteps(count, due)
        elif at_processor:
            asked[request_id] = WaitingSteps(count, due)
        else:
            found.setdefault(request_id, {})[StepState(state)] = WaitingSteps(count, due)
    return found, told, asked


def _requester(d: Door, row: _Found) -> dict[str, Any]:
    """The sealed part; nothing of it where it may not be read any more."""
    try:
        d.vault.take(row.id, "request", row.wrapped)
        return d.vault.unseal_of(_R, d.vault.of_request(row.id), row)
    except Damaged:
        return {}


def _who(requester: dict[str, Any], d: Door) -> str:
    """The requester's name; the address where there is no name, for viewers without a limit."""
    name = str(requester.get("name", ""))
    return name or (str(requester.get("email", "")) if d.viewer.categories is None else "")
