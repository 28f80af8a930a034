"""A register from draft to version: written together, put in force now or on a day, taken back before that day.

    revision = save_draft(store, viewer, "customers", document, 0)      # begins one
    revision = save_draft(store, viewer, "customers", document, revision)
    publish_draft(store, viewer, "customers", revision)                  # or valid_from=some later moment

A document is what `reading.toml.register_to_json` gives. A draft may be unfinished (`reading.unfinished` says where),
what is published is not. `storage.door.registers.draft_of` reads the draft.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, select

from portal import facts
from portal.domain import may, register_guard
from portal.domain.errors import Conflict, Invalid, NotFound, Refused
from portal.domain.register import Register
from portal.domain.register_changes import merged
from portal.domain.register_edit import tidied
from portal.domain.roles import Viewer, ViewerKind, machine
from portal.reading.toml import LONGEST_TARGET_DAYS, draft_from_json, gaps, register_from_json, register_to_json
from portal.reading.unfinished import unfinished
from portal.storage import house
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.house import ControllerFacts
from portal.storage.in_force import document_if_any
from portal.storage.register_uses import held
from portal.storage.work import Work, canonical, work

KEPT_REVISIONS = 60
"""So many states of a draft are kept: a page that is older is still told what changed since."""
LONGEST_AHEAD = timedelta(days=400)


def found_controller(store: Store, register: Register) -> ControllerFacts:
    """Write the register's controller, or bring it up to date."""
    return house.found(store, _facts(register))


def _facts(register: Register) -> ControllerFacts:
    controller = register.controller
    return ControllerFacts(
        id="", slug=controller.slug, legal_name=controller.legal_name, trade_name=controller.trade_name,
        country=controller.country, region=controller.region, time_zone=controller.time_zone,
        languages=controller.languages, domains=(), accent=controller.accent,
    )  # fmt: skip


def publish(store: Store, viewer: Viewer, register_key: str, document: dict[str, Any]) -> int:
    """Publish a document as the register's next version; the same document again changes nothing.

    Returns the number of the version in force. A draft that is open stays, and is told of it when it is published.

    Raises:
        Refused: `version_ahead`, a version waits for its day and would take this one's place.
    """
    with work(store, viewer) as w:
        newest = _newest(w, register_key)
        if newest is not None and canonical(newest.document) == canonical(document):
            return newest.number
        return _put(w, register_key, document, w.now)


# ---- drafts ----------------------------------------------------------------------------------------------


def save_draft(
    store: Store,
    viewer: Viewer,
    register_key: str,
    document: Mapping[str, Any],
    revision: int,
    base: int | None = None,
) -> int:
    """Keep a document as the register's draft, and begin one where none is open.

    `revision` is the newest one that whoever saves has seen, open or not; 0 where there never was a draft. Where none
    is open, `base` is the number of the version that the document was made from; without it the newest one. What is
    not finished yet is kept as it is. Returns the revision that stands then; what changes nothing makes none.

    Raises:
        Refused: `may_not`. Conflict: `draft_changed`, somebody saved, published or put away meanwhile.
        Invalid: `register_invalid`, no document at all: a type, a key or a reference is wrong. `register_other`: it is
            another register's, or another controller's.
    """
    read = draft_from_json(document)
    kept = register_to_json(read)
    with work(store, viewer) as w:
        _demand(w, may.may_edit_registers(w.viewer))
        slug = w.session.scalars(select(t.Controller.slug).where(t.Controller.id == w.viewer.controller_id)).one()
        if read.key != register_key or read.controller.slug != slug:
            raise Invalid("register_other", field="key" if read.key != register_key else "controller.slug")
        last = _last(w, register_key)
        _demand_seen(w, register_key, last, revision, base)
        if last is not None and last.state == "open" and canonical(last.document) == canonical(kept):
            return last.revision
        begun = last.base if last is not None and last.state == "open" else _number(w, register_key)
        return _keep(w, "register_draft_saved", register_key, kept, begun, last)


def put_draft_away(store: Store, viewer: Viewer, register_key: str, revision: int) -> int:
    """End a draft without publishing it; its last state can be taken up again.

    Raises:
        Refused: `may_not`. NotFound: none is open. Conflict: `draft_changed`.
    """
    with work(store, viewer) as w:
        _demand(w, may.may_edit_registers(w.viewer))
        draft = _open(w, register_key, revision)
        return _keep(w, "register_draft_put_away", register_key, draft.document, draft.base, draft, "put_away")


def take_draft_up(store: Store, viewer: Viewer, register_key: str, revision: int) -> int:
    """Open the draft again that was put away last.

    Raises:
        Refused: `may_not`. NotFound: none was put away. Conflict: `draft_changed`.
    """
    with work(store, viewer) as w:
        _demand(w, may.may_edit_registers(w.viewer))
        last = _last(w, register_key)
        if last is None or last.state != "put_away":
            raise NotFound("not_found") if last is None or last.revision == revision else Conflict("draft_changed")
        return _keep(w, "register_draft_saved", register_key, last.document, last.base, last)


def bring_in(store: Store, viewer: Viewer, register_key: str, revision: int) -> int:
    """Put into a draft what was published since it was begun; where both changed the same, the draft stands.

    Raises:
        Refused: `may_not`. NotFound: none is open. Conflict: `draft_changed`.
    """
    with work(store, viewer) as w:
        _demand(w, may.may_edit_registers(w.viewer))
        draft, newest = _open(w, register_key, revision), _newest(w, register_key)
        if newest is None or newest.number == draft.base:
            return draft.revision
        begun = _version(w, register_key, draft.base)
        before = register_to_json(draft_from_json(begun.document)) if begun is not None else draft.document
        now = register_to_json(draft_from_json(newest.document))
        put_together = tidied(merged(before, draft.document, now).document)
        kept = register_to_json(draft_from_json(put_together))
        return _keep(w, "register_draft_saved", register_key, kept, newest.number, draft)


# ---- the company ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Company:
    """What a controller sets of itself: its look, its languages, its calendar, its hosts."""

    trade_name: str
    accent: str
    languages: tuple[str, ...]
    country: str
    region: str
    time_zone: str
    answer_within_days: int
    domains: tuple[str, ...]


def keep_company(store: Store, viewer: Viewer, company: Company) -> None:
    """Set it: what the register tells of the controller becomes its next version; its hosts are the house's.

    Raises:
        Refused: `may_not`; `version_ahead`, a version waits for its day.
        Invalid: `company_name`, `not_a_colour`, `languages_missing`, `language_unsaid` (with `language`; the register
            does not say everything in it), `unknown_country`, `unknown_region`, `unknown_zone`, `within_a_month`,
            `domain_form`, `domain_taken` (both with `given`).
    """
    wanted = _checked_company(company)
    others = {name for one in house.controllers(store) if one.id != viewer.controller_id for name in one.domains}
    for name in wanted.domains:
        if name in others:
            raise Invalid("domain_taken", field="domains", given=name)
    with work(store, viewer) as w:
        _demand(w, may.may_manage(w.viewer))
        document = document_if_any(w.session, w.now)
        before = house.domains_of(w.session, viewer.controller_id)
        changed = (
            house.set_domains(w.session, viewer.controller_id, wanted.domains) if before != wanted.domains else False
        )
        if document is None:
            held = replace(_facts_at(w), **_of_controller(wanted))
            changed = house.bring_up_to_date(w.session, viewer.controller_id, held) or changed
        else:
            now = {**document["controller"], **_in_document(wanted)}
            _demand_said(document, wanted.languages)
            if canonical(now) != canonical(document["controller"]):
                _put(w, document["key"], register_to_json(register_from_json({**document, "controller": now})), w.now)
                changed = True
        if changed:
            w.happened("company_changed", domains=list(wanted.domains))


def _facts_at(w: Work) -> ControllerFacts:
    return house.facts_of(w.session.scalars(select(t.Controller)).one())


def _of_controller(company: Company) -> dict[str, Any]:
    return {
        "trade_name": company.trade_name, "accent": company.accent, "languages": company.languages,
        "country": company.country, "region": company.region, "time_zone": company.time_zone,
    }  # fmt: skip


def _in_document(company: Company) -> dict[str, Any]:
    days = {"answer_within_days": company.answer_within_days}
    return {**_of_controller(company), "languages": list(company.languages), **days}


def _demand_said(document: Mapping[str, Any], languages: Sequence[str]) -> None:
    """A language is added once the register says everything in it."""
    held = document["controller"]["languages"]
    blank = gaps(register_from_json(document))
    for code in languages:
        if code not in held and any(path.endswith(f".{code}") for path in blank):
            raise Invalid("language_unsaid", field="languages", language=code)


def _checked_company(company: Company) -> Company:
    name = " ".join(company.trade_name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Invalid("company_name", field="trade_name")
    accent = company.accent.strip().lower()
    if not COLOUR.fullmatch(accent):
        raise Invalid("not_a_colour", field="accent")
    languages = tuple(code for code in ("fi", "sv", "en") if code in company.languages)
    if not languages:
        raise Invalid("languages_missing", field="languages")
    country, region, zone = checked_place(company.country, company.region, company.time_zone)
    if not 0 <= company.answer_within_days <= LONGEST_TARGET_DAYS:
        raise Invalid("within_a_month", field="answer_within_days", most=LONGEST_TARGET_DAYS)
    domains = tuple(dict.fromkeys(one.strip().casefold().rstrip(".") for one in company.domains if one.strip()))
    for one in domains:
        if not _HOST.fullmatch(one) or len(one) > LONGEST_HOST:
            raise Invalid("domain_form", field="domains", given=one)
    return Company(name, accent, languages, country, region, zone, company.answer_within_days, domains)


def checked_place(country: str, region: str, zone: str) -> tuple[str, str, str]:
    """A country, its region and its time zone, as calendars have them. Raises `Invalid` at the field that is wrong."""
    for field, check in (
        ("country", lambda: facts.country_and_region(country)),
        ("region", lambda: facts.calendar_of(country, region.strip(), years=[datetime.now(UTC).year])),
        ("time_zone", lambda: facts.zone_of(country, zone.strip())),
    ):
        try:
            check()
        except Invalid as fault:
            raise Invalid(fault.code, field=field, **fault.details) from None
    code, _none = facts.country_and_region(country)
    return code, region.strip(), facts.zone_of(code, zone.strip())


COLOUR = re.compile(r"#[0-9a-f]{6}")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
LONGEST_NAME, LONGEST_HOST = 200, 253


# ---- in force --------------------------------------------------------------------------------------------


def publish_draft(
    store: Store,
    viewer: Viewer,
    register_key: str,
    revision: int,
    valid_from: datetime | None = None,
    *,
    updated: str | None = None,
    sure: bool = False,
) -> int:
    """Make a draft the register's next version, in force from `valid_from` on; None is now. Returns its number.

    `updated` is the day that the notice bears then, None leaves it. `sure` says that whoever publishes has read what
    the version takes from limits, connections and open requests (`storage.door.registers.objections`).

    Raises:
        Refused: `may_not`; `version_ahead`, another one waits for its day; `register_same`, it says what is published
            already; `register_held`, what would widen a limit or leave a connection behind.
        NotFound: none is open.
        Conflict: `draft_changed`; `version_changed`, one was published since the draft was begun.
        Invalid: `register_unfinished` (field is the place); `day_passed`, `day_far` (field `valid_from`); `not_sure`.
    """
    with work(store, viewer) as w:
        _demand(w, may.may_publish_registers(w.viewer))
        draft = _open(w, register_key, revision)
        newest = _newest(w, register_key)
        if (newest.number if newest is not None else 0) != draft.base:
            raise Conflict("version_changed")
        document = draft.document if updated is None else {**draft.document, "updated": updated}
        for one in unfinished(draft_from_json(document)):
            if one.stops:
                raise Invalid("register_unfinished", field=one.field, rule=one.rule)
        register_from_json(document)
        if newest is not None and _same(newest.document, document):
            raise Refused("register_same")
        if valid_from is not None and not w.now < valid_from <= w.now + LONGEST_AHEAD:
            raise Invalid("day_passed" if valid_from <= w.now else "day_far", field="valid_from")
        _demand_no_objection(w, document, sure=sure)
        number = _put(w, register_key, document, valid_from or w.now)
        _keep(w, "", register_key, document, number, draft, "published")
        return number


def take_back(store: Store, viewer: Viewer, register_key: str, number: int) -> None:
    """Take a version back whose day has not come: it is the draft again, where none was begun since.

    Raises:
        Refused: `may_not`; `version_holds`, its day has come. NotFound: there is none.
    """
    with work(store, viewer) as w:
        _demand(w, may.may_publish_registers(w.viewer))
        row = _version(w, register_key, number)
        if row is None:
            raise NotFound("not_found")
        if row.valid_from <= w.now:
            raise Refused("version_holds")
        w.happened("register_taken_back", register=register_key, number=number)
        document = dict(row.document)
        w.session.delete(row)
        w.session.flush()
        last, before = _last(w, register_key), _number(w, register_key)
        if last is not None and last.state == "open":
            last.base = before
        else:
            _keep(w, "", register_key, document, before, last)


def come_into_force(store: Store, controller_id: str) -> bool:
    """What every page says of a controller, as the version in force has it; whether anything was otherwise.

    For the worker, on the day of a version that was published ahead: readings go by its day anyway.
    """
    with work(store, machine(controller_id)) as w:
        document = document_if_any(w.session, w.now)
        if document is None or not house.bring_up_to_date(
            w.session, controller_id, _facts(register_from_json(document))
        ):
            return False
        w.happened("register_in_force", register=document["key"])
        return True


# ---- what they share -------------------------------------------------------------------------------------


def _demand(w: Work, allowed: bool) -> None:
    if w.viewer.kind is not ViewerKind.MACHINE:
        may.demand(allowed)


def _newest(w: Work, register_key: str) -> t.RegisterVersion | None:
    asked = select(t.RegisterVersion).where(t.RegisterVersion.register_key == register_key)
    return w.session.scalars(asked.order_by(t.RegisterVersion.number.desc()).limit(1)).one_or_none()


def _number(w: Work, register_key: str) -> int:
    """The number of the newest version, 0 where there is none."""
    newest = _newest(w, register_key)
    return newest.number if newest is not None else 0


def _version(w: Work, register_key: str, number: int) -> t.RegisterVersion | None:
    asked = select(t.RegisterVersion).where(t.RegisterVersion.register_key == register_key)
    return w.session.scalars(asked.where(t.RegisterVersion.number == number)).one_or_none()


def _last(w: Work, register_key: str) -> t.RegisterDraft | None:
    """The newest state of the draft, with the controller's stream locked, so that two never write one revision."""
    w.lock_stream()
    asked = select(t.RegisterDraft).where(t.RegisterDraft.register_key == register_key)
    newest = asked.order_by(t.RegisterDraft.revision.desc()).limit(1)
    return w.session.scalars(newest.execution_options(populate_existing=True)).one_or_none()


def _open(w: Work, register_key: str, revision: int) -> t.RegisterDraft:
    last = _last(w, register_key)
    if last is None or (last.state != "open" and last.revision == revision):
        raise NotFound("not_found")
    if last.state != "open" or last.revision != revision:
        raise Conflict("draft_changed")
    return last


def _demand_seen(w: Work, register_key: str, last: t.RegisterDraft | None, revision: int, base: int | None) -> None:
    if (last.revision if last is not None else 0) != revision:
        raise Conflict("draft_changed")
    is_begun = last is not None and last.state == "open"
    if not is_begun and base is not None and base != _number(w, register_key):
        raise Conflict("draft_changed")


def _keep(
    w: Work,
    said: str,
    register_key: str,
    document: Mapping[str, Any],
    base: int,
    last: t.RegisterDraft | None,
    state: str = "open",
) -> int:
    """Write the next state of the draft, and let the oldest ones go; a draft that ended keeps its last one alone."""
    revision = (last.revision if last is not None else 0) + 1
    if said:
        w.happened(said, register=register_key, revision=revision)
    w.session.add(
        t.RegisterDraft(
            controller_id=w.viewer.controller_id, register_key=register_key, revision=revision, base=base,
            document=dict(document), state=state, actor=w.viewer.actor, at=w.now,
        )
    )  # fmt: skip
    w.session.flush()
    oldest = revision - KEPT_REVISIONS if state == "open" else revision - 1
    w.session.execute(
        delete(t.RegisterDraft)
        .where(t.RegisterDraft.register_key == register_key, t.RegisterDraft.revision <= oldest)
        .execution_options(synchronize_session=False)
    )
    return revision


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two documents say the same, whichever version of the portal wrote them."""
    read = [register_to_json(draft_from_json(document)) for document in (one, other)]
    return canonical(read[0]) == canonical(read[1])


def _demand_no_objection(w: Work, document: Mapping[str, Any], *, sure: bool) -> None:
    before = document_if_any(w.session, w.now)
    found = register_guard.objections(before, document, held(w, register_guard.gone(before, document)))
    if register_guard.refusing(found):
        raise Refused("register_held")
    if found and not sure:
        raise Invalid("not_sure", field="sure")


def _put(w: Work, register_key: str, document: Mapping[str, Any], valid_from: datetime) -> int:
    """Write the next version. None comes before one that waits for its day: that one would take its place unseen."""
    ahead = select(t.RegisterVersion.id).where(t.RegisterVersion.valid_from > max(valid_from, w.now))
    if w.session.scalars(ahead).first() is not None:
        raise Refused("version_ahead")
    number = _number(w, register_key) + 1
    w.session.add(
        t.RegisterVersion(
            controller_id=w.viewer.controller_id, register_key=register_key, number=number, document=dict(document),
            valid_from=valid_from, actor=w.viewer.actor, published_at=w.now,
        )
    )  # fmt: skip
    w.happened("register_published", register=register_key, number=number, valid_from=valid_from.isoformat())
    if valid_from > w.now:
        w.later("prompt", "register.begin", due=valid_from)
    else:
        house.bring_up_to_date(w.session, w.viewer.controller_id, _facts(register_from_json(document)))
    return number
