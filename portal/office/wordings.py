"""The controller's own words for its letters: every change is a version of its own, by an owner, and none is lost."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, func, select

from portal import words
from portal.domain import may
from portal.domain.errors import Conflict, NotFound
from portal.domain.roles import Viewer
from portal.domain.wording import STANDARD, Wording, from_json
from portal.papers import own_words
from portal.papers.letters import LetterKind
from portal.storage import tables as t
from portal.storage import wordings
from portal.storage.database import Store
from portal.storage.work import Work, canonical, work


def save(store: Store, viewer: Viewer, kind: str, language: str, base: int, typed: Mapping[str, str]) -> int:
    """Put what was typed in force; `base` is the version that it was made from, 0 for none.

    Returns the number of the version in force; what changes nothing makes none.

    Raises:
        NotFound: no such letter. Refused: `may_not`. Conflict: `wording_changed`, somebody saved another meanwhile.
        Invalid: the first of the faults that `own_words.read` finds.
    """
    _demand_letter(kind, language)
    read = own_words.read(kind, language, typed)
    for fault in read.faults:
        raise fault
    with work(store, viewer) as w:
        return _put(w, kind, language, base, read.wording)


def back_to_standard(store: Store, viewer: Viewer, kind: str, language: str, base: int) -> int:
    """The standard words again, as a version of its own.

    Raises:
        NotFound, Refused, Conflict: as `save`.
    """
    _demand_letter(kind, language)
    with work(store, viewer) as w:
        return _put(w, kind, language, base, STANDARD)


def take_up(store: Store, viewer: Viewer, kind: str, language: str, base: int, number: int) -> int:
    """An older version again, as a new one.

    Raises:
        NotFound: no such letter or version. Refused, Conflict: as `save`.
    """
    _demand_letter(kind, language)
    with work(store, viewer) as w:
        body = w.session.scalars(
            select(t.LetterWording.body).where(*_of(kind, language), t.LetterWording.number == number)
        ).one_or_none()
        if body is None:
            raise NotFound("not_found")
        return _put(w, kind, language, base, from_json(number, body), taken_from=number)


def _demand_letter(kind: str, language: str) -> None:
    if kind not in set(LetterKind) or language not in words.LANGUAGES:
        raise NotFound("not_found")


def _put(w: Work, kind: str, language: str, base: int, wording: Wording, taken_from: int = 0) -> int:
    """Write the next version. The controller's chain is locked by what it says, so that two never get one number."""
    may.demand(may.may_configure(w.viewer))
    own = wordings.in_force(w.session, language).get(kind, STANDARD)
    if own.number == base and canonical(own.to_json()) == canonical(wording.to_json()):
        return base
    w.happened(
        "wording_saved", letter_kind=kind, language=language, number=base + 1, standard=wording.is_standard,
        taken_from=taken_from,
    )  # fmt: skip
    last = w.session.scalar(select(func.max(t.LetterWording.number)).where(*_of(kind, language))) or 0
    if last != base:
        raise Conflict("wording_changed")
    w.session.add(
        t.LetterWording(
            controller_id=w.viewer.controller_id, kind=kind, language=language, number=base + 1,
            body=wording.to_json(), is_standard=wording.is_standard, actor=w.viewer.actor, at=w.now,
        )
    )  # fmt: skip
    return base + 1


def _of(kind: str, language: str) -> tuple[ColumnElement[bool], ...]:
    return t.LetterWording.language == language, t.LetterWording.kind == kind
