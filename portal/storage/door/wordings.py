"""What staff read of the controller's own words for its letters: those in force, and every version there was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.domain.errors import NotFound
from portal.domain.roles import Viewer
from portal.domain.wording import STANDARD, Wording, from_json
from portal.storage import tables as t
from portal.storage import wordings
from portal.storage.database import Store
from portal.storage.door.opening import Door, door
from portal.storage.door.rows import Names


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version: of which letter, by whom and when; `is_standard` where it is the way back to the standard."""

    kind: str
    language: str
    number: int
    is_standard: bool
    at: datetime
    name: str


@dataclass(frozen=True, slots=True)
class Letters:
    """One kind of letter in one language: what is in force, and its versions, the newest first."""

    wording: Wording
    versions: tuple[VersionLine, ...]


def in_force(store: Store, viewer: Viewer, language: str) -> Mapping[str, Wording]:
    """The controller's own words in a language, by kind of letter."""
    with door(store, viewer) as d:
        return wordings.in_force(d.session, language)


def newest(store: Store, viewer: Viewer) -> tuple[VersionLine, ...]:
    """The version in force of each letter that has any."""
    with door(store, viewer) as d:
        rows = d.session.execute(select(*_COLUMNS).where(t.LetterWording.number == wordings.NEWEST)).all()
        return _lines(d, rows)


def letters(store: Store, viewer: Viewer, kind: str, language: str) -> Letters:
    """One kind of letter in one language."""
    with door(store, viewer) as d:
        of_it = (t.LetterWording.language == language, t.LetterWording.kind == kind)
        rows = d.session.execute(select(*_COLUMNS).where(*of_it).order_by(t.LetterWording.number.desc())).all()
        own = wordings.in_force(d.session, language).get(kind, STANDARD) if rows else STANDARD
        return Letters(own, _lines(d, rows))


def version(store: Store, viewer: Viewer, kind: str, language: str, number: int) -> tuple[Wording, VersionLine]:
    """A version as it was saved; `NotFound` where there was none of this number."""
    with door(store, viewer) as d:
        row = d.session.scalars(
            select(t.LetterWording).where(
                t.LetterWording.language == language, t.LetterWording.kind == kind, t.LetterWording.number == number
            )
        ).one_or_none()
        if row is None:
            raise NotFound("not_found")
        return from_json(row.number, row.body), _lines(d, [row])[0]


_COLUMNS = (
    t.LetterWording.kind, t.LetterWording.language, t.LetterWording.number, t.LetterWording.is_standard,
    t.LetterWording.at, t.LetterWording.actor,
)  # fmt: skip


def _lines(d: Door, rows: Sequence[Any]) -> tuple[VersionLine, ...]:
    names = Names(d).read(row.actor for row in rows)
    return tuple(
        VersionLine(row.kind, row.language, row.number, row.is_standard, row.at, names(row.actor)) for row in rows
    )
