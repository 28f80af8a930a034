"""What staff read of the registers: versions, with who and since when, drafts, and what names their keys."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, select

from portal.domain import register_guard
from portal.domain.errors import NotFound
from portal.domain.register_guard import Objection
from portal.domain.roles import Viewer
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door.opening import Door, door
from portal.storage.door.rows import Names
from portal.storage.register_uses import held


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version: from when it holds, when it was published and by whom; no name where a command did it.

    `stands` is `in_force`, `ahead` where its day has not come, or `past`.
    """

    register_key: str
    number: int
    valid_from: datetime
    published_at: datetime
    name: str
    stands: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft of a register: its document as it was saved last, when and by whom.

    `revision` goes with the next `save_draft`; `base` is the number of the version that it was begun from, 0 for none.
    """

    register_key: str
    revision: int
    base: int
    document: dict[str, Any]
    at: datetime
    name: str


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A register: its versions, the newest first, the draft, and the draft that was put away last."""

    register_key: str
    versions: tuple[VersionLine, ...]
    draft: Draft | None
    put_away: Draft | None
    revision: int
    """The newest revision, whether a draft is open or not: what the next save has to know."""

    @property
    def in_force(self) -> VersionLine | None:
        """The version that holds now, where it is this register's."""
        return next((one for one in self.versions if one.stands == "in_force"), None)

    @property
    def ahead(self) -> VersionLine | None:
        """The version whose day comes."""
        return next((one for one in self.versions if one.stands == "ahead"), None)

    @property
    def newest(self) -> int:
        """The number of the newest version, 0 where there is none."""
        return self.versions[0].number if self.versions else 0


def registers(store: Store, viewer: Viewer) -> tuple[RegisterLine, ...]:
    """Every register that has a version or a draft, by its key."""
    with door(store, viewer) as d:
        versions, drafts = _versions(d), _drafts(d)
        keys = dict.fromkeys([one.register_key for one in versions] + [one.register_key for one in drafts])
        return tuple(_line(d, key, versions, drafts) for key in sorted(keys))


def register(store: Store, viewer: Viewer, register_key: str) -> RegisterLine:
    """One of them; `NotFound` where there is none of this key."""
    found = next((one for one in registers(store, viewer) if one.register_key == register_key), None)
    if found is None:
        raise NotFound("not_found")
    return found


def draft_of(store: Store, viewer: Viewer, register_key: str) -> Draft | None:
    """The draft that is open, None where none is."""
    with door(store, viewer) as d:
        rows = [one for one in _drafts(d, register_key) if one.state == "open"]
        return _draft(d, rows[0]) if rows else None


def version_document(store: Store, viewer: Viewer, register_key: str, number: int) -> dict[str, Any]:
    """What a version says; `NotFound` where there is none of this number."""
    with door(store, viewer) as d:
        asked = select(t.RegisterVersion.document).where(
            t.RegisterVersion.register_key == register_key, t.RegisterVersion.number == number
        )
        found: dict[str, Any] | None = d.session.scalars(asked).one_or_none()
        if found is None:
            raise NotFound("not_found")
        return found


def draft_at(store: Store, viewer: Viewer, register_key: str, revision: int) -> dict[str, Any] | None:
    """What a draft said at a revision; None where that is not kept any more, or never was."""
    with door(store, viewer) as d:
        asked = select(t.RegisterDraft.document).where(
            t.RegisterDraft.register_key == register_key, t.RegisterDraft.revision == revision
        )
        found: dict[str, Any] | None = d.session.scalars(asked).one_or_none()
        return found


def objections(
    store: Store, viewer: Viewer, old: Mapping[str, Any] | None, new: Mapping[str, Any]
) -> tuple[Objection, ...]:
    """What stands against putting `new` in force after `old`, by what hangs on the keys that go or come."""
    with door(store, viewer) as d:
        return register_guard.objections(old, new, held(d, register_guard.gone(old, new)))


def savers(store: Store, viewer: Viewer, register_key: str, after: int) -> tuple[tuple[str, datetime], ...]:
    """Who saved the draft after a revision, and when, the newest first; no name where a command did it."""
    with door(store, viewer) as d:
        columns = (t.RegisterDraft.actor, t.RegisterDraft.at)
        asked = select(*columns).where(t.RegisterDraft.register_key == register_key, t.RegisterDraft.revision > after)
        rows = d.session.execute(asked.order_by(t.RegisterDraft.revision.desc())).all()
        names = Names(d).read(row.actor for row in rows)
        return tuple((names(row.actor), row.at) for row in rows)


_VERSION = (
    t.RegisterVersion.register_key, t.RegisterVersion.number, t.RegisterVersion.valid_from,
    t.RegisterVersion.published_at, t.RegisterVersion.actor,
)  # fmt: skip


def _versions(d: Door) -> list[VersionLine]:
    """Every version of the controller; which one holds is decided among all of them, as it is for requests."""
    rows = d.session.execute(
        select(*_VERSION).order_by(t.RegisterVersion.valid_from.desc(), t.RegisterVersion.number.desc())
    ).all()
    names = Names(d).read(row.actor for row in rows if row.actor)
    ahead = sum(row.valid_from > d.now for row in rows)
    stands = ["ahead"] * ahead + ["in_force"] + ["past"] * len(rows)
    return [
        VersionLine(
            row.register_key, row.number, row.valid_from, row.published_at or row.valid_from, names(row.actor), stand
        )
        for row, stand in zip(rows, stands, strict=False)
    ]


def _drafts(d: Door, register_key: str = "") -> list[t.RegisterDraft]:
    """The newest state of each register's draft, or of one register's, open or not."""
    most = func.max(t.RegisterDraft.revision).label("most")
    newest = select(t.RegisterDraft.register_key, most).group_by(t.RegisterDraft.register_key).subquery()
    its_own = and_(newest.c.register_key == t.RegisterDraft.register_key, newest.c.most == t.RegisterDraft.revision)
    asked = select(t.RegisterDraft).join(newest, its_own)
    if register_key:
        asked = asked.where(t.RegisterDraft.register_key == register_key)
    return list(d.session.scalars(asked))


def _draft(d: Door, row: t.RegisterDraft) -> Draft:
    name = Names(d).read([row.actor])(row.actor)
    return Draft(row.register_key, row.revision, row.base, row.document, row.at, name)


def _line(d: Door, key: str, versions: Sequence[VersionLine], drafts: Sequence[t.RegisterDraft]) -> RegisterLine:
    own = next((one for one in drafts if one.register_key == key), None)
    draft = None if own is None else _draft(d, own)
    return RegisterLine(
        register_key=key,
        versions=tuple(one for one in versions if one.register_key == key),
        draft=draft if own is not None and own.state == "open" else None,
        put_away=draft if own is not None and own.state == "put_away" else None,
        revision=own.revision if own is not None else 0,
    )
