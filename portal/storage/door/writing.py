"""What staff read beside a request's thread: their own draft, the templates, and notes that speak to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import bindparam, func, select

from portal.domain import may
from portal.domain.errors import NotFound
from portal.domain.roles import Viewer
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door.opening import Door, door
from portal.storage.door.person import FileLine
from portal.storage.door.rows import Names, of_request, request_row
from portal.storage.door.team import Handler, readers_of

MOST_MENTIONS = 20


@dataclass(frozen=True, slots=True)
class DraftLine:
    """The viewer's own draft; `number` is 0 where there is none."""

    text: str = field(default="", repr=False)
    number: int = 0
    changed_at: datetime | None = None
    files: tuple[FileLine, ...] = ()


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A template as it is: by language its `title` and its `text`; a language may be missing."""

    id: str
    kind: str
    number: int
    titles: Mapping[str, str]
    texts: Mapping[str, str]
    changed_at: datetime | None
    name: str

    def title(self, *languages: str) -> str:
        """Its title in the first of these languages that it has, else in any."""
        return next((self.titles[one] for one in (*languages, *self.titles) if self.titles.get(one)), "")


@dataclass(frozen=True, slots=True)
class Desk:
    """What stands beside the thread of one request for one of the staff.

    `first` where nobody here has answered a request yet, and the viewer has not put the first steps away.
    `readers` are the colleagues to whom a note may speak, `to_me` the ids of the notes that speak to the viewer and
    that they have not seen, `mentions` the names by note.
    """

    draft: DraftLine
    templates: tuple[TemplateLine, ...]
    readers: tuple[Handler, ...]
    mentions: Mapping[str, tuple[str, ...]]
    to_me: frozenset[str]
    first: bool


@dataclass(frozen=True, slots=True)
class MentionLine:
    """A note that speaks to the viewer: of which request, by whom, since when."""

    reference: str
    name: str
    at: datetime


_DRAFT = of_request(t.Draft).where(t.Draft.staff_id == bindparam("staff"))
_FILES = of_request(t.DraftFile, by=[t.DraftFile.at, t.DraftFile.id]).where(t.DraftFile.draft_id == bindparam("draft"))
_TEMPLATES = (
    select(t.MessageTemplate)
    .where(t.MessageTemplate.removed_at.is_(None))
    .order_by(t.MessageTemplate.kind.desc(), t.MessageTemplate.id)
    .execution_options(kept=True)
)
_MENTIONS = of_request(t.Mention, t.Mention.message_id, t.Mention.staff_id, t.Mention.seen_at)


def desk_of(store: Store, viewer: Viewer, reference: str) -> Desk:
    """What stands beside the thread; `NotFound` as the request's page."""
    with door(store, viewer) as d:
        row = request_row(d, reference)
        readers = tuple(one for one in readers_of(d) if one.staff_id != viewer.staff_id)
        mentions: dict[str, tuple[str, ...]] = {}
        to_me = set()
        if readers:
            known = {one.staff_id: one.name for one in readers}
            for message_id, staff_id, seen_at in d.session.execute(_MENTIONS, {"request": row.id}):
                if staff_id == viewer.staff_id and seen_at is None and may.may_be_spoken_to(viewer):
                    to_me.add(message_id)
                if name := known.get(staff_id):
                    mentions[message_id] = (*mentions.get(message_id, ()), name)
        return Desk(_draft(d, row), _templates(d), readers, mentions, frozenset(to_me), _first(d))


def draft_of(store: Store, viewer: Viewer, reference: str) -> DraftLine:
    """The viewer's own draft; `NotFound` as the request's page."""
    with door(store, viewer) as d:
        return _draft(d, request_row(d, reference))


_ENDED = select(t.SubjectRequest.id).where(
    t.SubjectRequest.controller_id == t.Membership.controller_id, t.SubjectRequest.group == "closed"
)
_INTRODUCED = (
    select(t.Membership.introduced_at, _ENDED.exists())
    .where(t.Membership.staff_id == bindparam("staff"))
    .execution_options(kept=True)
)


def _first(d: Door) -> bool:
    """Whether the controller has brought no request to its end, and the viewer knows the first steps not yet."""
    found = d.session.execute(_INTRODUCED, {"staff": d.viewer.staff_id}).one_or_none()
    return found is not None and found[0] is None and not found[1]


def _draft(d: Door, row: t.SubjectRequest) -> DraftLine:
    found = d.session.scalars(_DRAFT, {"request": row.id, "staff": d.viewer.staff_id}).one_or_none()
    if found is None:
        return DraftLine()
    files = d.session.scalars(_FILES, {"request": row.id, "draft": found.id}).all()
    lines = tuple(FileLine(one.id, d.unseal(one)["name"], one.size, one.media_type) for one in files)
    return DraftLine(d.unseal(found)["text"], found.number, found.changed_at, lines)


def templates(store: Store, viewer: Viewer) -> tuple[TemplateLine, ...]:
    """The controller's templates, whole messages first."""
    with door(store, viewer) as d:
        return _templates(d)


def template(store: Store, viewer: Viewer, template_id: str) -> TemplateLine:
    """One of them; `NotFound` where there is none, or none any more."""
    for found in templates(store, viewer):
        if found.id == template_id:
            return found
    raise NotFound("not_found")


def _templates(d: Door) -> tuple[TemplateLine, ...]:
    rows = d.session.scalars(_TEMPLATES).all()
    names = Names(d).read(row.actor for row in rows)
    found = [
        TemplateLine(
            row.id, row.kind, row.number, {code: one["title"] for code, one in row.body.items()},
            {code: one["text"] for code, one in row.body.items()}, row.changed_at, names(row.actor),
        )
        for row in rows
    ]  # fmt: skip
    return tuple(found)


_UNSEEN = (
    select(t.Mention.request_id, func.max(t.Mention.at).label("at"))
    .where(
        t.Mention.controller_id == bindparam("controller"), t.Mention.staff_id == bindparam("staff"),
        t.Mention.seen_at.is_(None),
    )
    .group_by(t.Mention.request_id)
    .order_by(func.max(t.Mention.at).desc())
    .limit(MOST_MENTIONS)
    .execution_options(kept=True)
)  # fmt: skip
"""Built once, since every page of the queue asks."""


def waiting(store: Store, viewer: Viewer) -> tuple[MentionLine, ...]:
    """The notes that speak to the viewer and that they have not seen, the newest of each request, the latest first.

    None for whoever could not say that they have.
    """
    if not may.may_be_spoken_to(viewer):
        return ()
    with door(store, viewer) as d:
        asked = d.session.execute(_UNSEEN, {"controller": viewer.controller_id, "staff": viewer.staff_id}).all()
        if not asked:
            return ()
        by_request = {row.request_id: row.at for row in asked}
        found = d.session.execute(
            select(t.SubjectRequest.reference, t.Mention.request_id, t.Mention.at, t.Message.author)
            .join(t.Mention, t.Mention.request_id == t.SubjectRequest.id)
            .join(t.Message, t.Message.id == t.Mention.message_id)
            .where(
                t.Mention.request_id.in_(sorted(by_request)), t.Mention.staff_id == viewer.staff_id,
                t.Mention.seen_at.is_(None),
            )
        ).all()  # fmt: skip
        names = Names(d).read(row.author for row in found)
        newest = {row.request_id: row for row in sorted(found, key=lambda row: row.at)}
        lines = (MentionLine(row.reference, names(row.author), row.at) for row in newest.values())
        return tuple(sorted(lines, key=lambda line: line.at, reverse=True))
