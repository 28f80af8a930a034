"""The controller's own words for messages to persons: whole messages and passages, in each of its languages."""

from collections.abc import Mapping

from sqlalchemy import select

from portal import words
from portal.domain import may
from portal.domain.errors import Conflict, Invalid, NotFound
from portal.domain.roles import Viewer
from portal.papers.message_places import mistaken
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.work import Work, work

KINDS = ("whole", "passage")
LONGEST_TITLE = 80
LONGEST_TEXT = 8000
MOST = 100


def save(
    store: Store,
    viewer: Viewer,
    template_id: str,
    number: int,
    kind: str,
    typed: Mapping[str, tuple[str, str]],
) -> str:
    """Put a template in force, or write a new one where `template_id` is empty; `typed` is (title, text) by language.

    `number` is the version that was changed. Returns its id.

    Raises:
        NotFound: there is none, or none any more. Refused: `may_not`.
        Conflict: `template_changed`, somebody saved it meanwhile.
        Invalid: `empty`, `too_long`, `template_place_unknown`, `too_many_templates` (field `text_LANGUAGE` or
            `title_LANGUAGE`).
    """
    body = _read(typed)
    if kind not in KINDS:
        raise NotFound("not_found")
    with work(store, viewer) as w:
        may.demand(may.may_handle(w.viewer))
        if template_id:
            row = _row(w, template_id, number)
            if row.kind == kind and row.body == body:
                return row.id
        else:
            if len(w.session.scalars(select(t.MessageTemplate.id).where(_LIVING)).all()) >= MOST:
                raise Invalid("too_many_templates", field=f"title_{next(iter(body))}", most=MOST)
            row = t.MessageTemplate(id=t.new_id(), controller_id=w.viewer.controller_id, number=0)
            w.session.add(row)
        row.kind, row.body, row.number = kind, body, row.number + 1
        row.actor, row.changed_at = w.viewer.actor, w.now
        w.happened("template_saved", template=row.id, number=row.number)
        return row.id


def remove(store: Store, viewer: Viewer, template_id: str, number: int) -> None:
    """Take a template away; what was written with it stays as it went.

    Raises:
        NotFound, Refused, Conflict: as `save`.
    """
    with work(store, viewer) as w:
        may.demand(may.may_handle(w.viewer))
        row = _row(w, template_id, number)
        row.removed_at = w.now
        w.happened("template_removed", template=row.id, number=row.number)


_LIVING = t.MessageTemplate.removed_at.is_(None)


def _row(w: Work, template_id: str, number: int) -> t.MessageTemplate:
    asked = select(t.MessageTemplate).where(t.MessageTemplate.id == template_id, _LIVING).with_for_update()
    row = w.session.scalars(asked).one_or_none()
    if row is None:
        raise NotFound("not_found")
    if row.number != number:
        raise Conflict("template_changed")
    return row


def _read(typed: Mapping[str, tuple[str, str]]) -> dict[str, dict[str, str]]:
    """What is kept: the languages in which something was written, title and text both."""
    body: dict[str, dict[str, str]] = {}
    for code, (title, text) in typed.items():
        plain = text.replace("\r\n", "\n").replace("\x00", "").strip()
        named = " ".join(title.replace("\x00", "").split())
        if code not in words.LANGUAGES or not (plain or named):
            continue
        for field, said, most in (("title", named, LONGEST_TITLE), ("text", plain, LONGEST_TEXT)):
            if not said:
                raise Invalid("empty", field=f"{field}_{code}")
            if len(said) > most:
                raise Invalid("too_long", field=f"{field}_{code}", most=most)
        if wrong := mistaken(plain):
            raise Invalid("template_place_unknown", field=f"text_{code}", name=wrong)
        body[code] = {"title": named, "text": plain}
    if not body:
        raise Invalid("empty", field=f"text_{next(iter(typed), 'en')}")
    return body
