"""The doctor: is all there that the portal needs, from the settings to each system it asks? Nothing is changed."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event
from typing import Any, Literal

from sqlalchemy.exc import SQLAlchemyError

from portal.domain.coverage import uncovered
from portal.domain.errors import Damaged, Misconfigured, PortalError
from portal.office import connections
from portal.reading.toml import register_from_json
from portal.settings import Settings
from portal.storage import house, jobs
from portal.storage.database import Store
from portal.storage.door import public
from portal.storage.house import ControllerFacts
from portal.storage.opening import open_store
from portal.systems import post_out
from portal.systems.contract import SystemFault
from portal.systems.wire import unreadable
from portal.worker import trial
from portal.worker.envelopes import smtp_settings
from portal.worker.outside import Outside

LAG = timedelta(minutes=2)
"""A job that nobody takes for so long means that no worker works, or too few."""
SILENCE = timedelta(hours=2)
"""The timetable writes a job every hour: whoever finished none for longer is not there."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, and what it is like: a code, and the values of its sentence."""

    area: Literal["settings", "database", "keys", "mail", "worker", "connection", "notice"]
    is_well: bool
    code: str
    details: Mapping[str, Any] = field(default_factory=dict)


def examine(settings: Settings) -> Iterator[Finding]:
    """Look at everything, one thing after another; what cannot be looked at without another ends there."""
    yield from _settings(settings)
    yield from _mail(settings)
    try:
        store = open_store(settings)
    except Misconfigured:
        return  # the settings have said so
    with closing(store.database):
        yield from _store(settings, store)


def _settings(settings: Settings) -> Iterator[Finding]:
    wrong = []
    try:
        settings.require_safe()
    except Misconfigured as error:
        wrong.append(Finding("settings", False, "unsafe", {"reason": str(error)}))
    if left := unreadable(settings.outbound_allow):
        wrong.append(Finding("settings", False, "allow_unreadable", {"given": ", ".join(left)}))
    if missing := set(settings.connectors) - set(connections.kinds_on_offer(settings.connectors)):
        wrong.append(Finding("settings", False, "connector_missing", {"given": ", ".join(sorted(missing))}))
    yield from wrong or [Finding("settings", True, "safe")]


def _mail(settings: Settings) -> Iterator[Finding]:
    where = {"host": settings.smtp_host, "port": settings.smtp_port}
    try:
        post_out.greet(smtp_settings(settings), settings.mail_from)
    except SystemFault as fault:
        yield Finding("mail", False, fault.code, where)
    else:
        yield Finding("mail", True, "answers", where)


def _store(settings: Settings, store: Store) -> Iterator[Finding]:
    try:
        if not store.database.has_schema():
            yield Finding("database", False, "schema_missing")
            return
        if not store.database.is_newest():
            yield Finding("database", False, "schema_other")
            return
        yield Finding("database", True, "answers")
        closed = house.closed_keys(store)
        yield Finding("keys", not closed, "closed" if closed else "open", {"given": ", ".join(closed)})
        yield from _worker(store)
        for controller in house.controllers(store):
            yield from _controller(settings, store, controller)
    except (SQLAlchemyError, OSError) as error:
        yield Finding("database", False, "away", {"reason": type(error).__name__})


def _worker(store: Store) -> Iterator[Finding]:
    pulse, now = jobs.pulse(store), store.now()
    waits = now - pulse.waits_since if pulse.waits_since else timedelta()
    told = {
        "seconds": round(waits.total_seconds()),
        "waits_since": pulse.waits_since.isoformat() if pulse.waits_since else None,
        "done_at": pulse.done_at.isoformat() if pulse.done_at else None,
    }
    if waits > LAG:
        yield Finding("worker", False, "behind", told)
    elif pulse.done_at is None or now - pulse.done_at > SILENCE:
        yield Finding("worker", False, "silent", told)
    else:
        yield Finding("worker", True, "works", told)


def _controller(settings: Settings, store: Store, controller: ControllerFacts) -> Iterator[Finding]:
    place = {"controller": controller.slug}
    facts, version_id = public.controller_with_version(store, controller.slug)
    if version_id is None:
        yield Finding("notice", True, "not_open", place)
        return
    try:
        register = register_from_json(public.register_version(store, facts.id, version_id).document)
        kept = connections.to_check(store, controller.id)
    except Damaged as error:
        yield Finding("keys", False, error.code, place)
        return
    except PortalError as error:
        yield Finding("notice", False, error.code, place)
        return
    outside = Outside(store, settings, Event())
    for system, one in kept.items():
        codes = trial.checked(one.connector, one.settings, outside.made)
        at = {**place, "system": system, "connector": one.connector}
        if one.paused_at is not None:
            yield Finding("connection", False, "paused", {**at, "since": one.paused_at.isoformat()})
        for code in codes:
            yield Finding("connection", False, code, at)
        if not codes and one.paused_at is None:
            yield Finding("connection", True, "works", at)
    left = uncovered(register)
    for recipient in left.recipients:
        yield Finding("notice", False, "recipient_uncovered", {**place, "given": recipient.key, "kind": recipient.kind})
    for category in left.categories:
        yield Finding("notice", False, "category_uncovered", {**place, "given": category.key})
    if left.is_empty:
        yield Finding("notice", True, "covered", place)
