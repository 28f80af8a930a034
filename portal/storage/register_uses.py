"""What names the keys of a controller's register: limits of its staff, connections, and open requests."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from portal.domain.lifecycle import FINISHED_STEPS, OPEN_STATUSES, StepState
from portal.domain.register_guard import Held
from portal.domain.roles import Viewer
from portal.storage import tables as t
from portal.storage.sealing import Vault

_OPEN_STEPS = tuple(state.value for state in StepState if state not in FINISHED_STEPS)
_OPEN = tuple(status.value for status in OPEN_STATUSES)


class Opened(Protocol):
    """A piece of work, or the door."""

    session: Session
    vault: Vault
    viewer: Viewer
    now: datetime


def held(work: Opened, gone: Mapping[str, Collection[str]]) -> Held:
    """Everything that names keys; open requests are counted for what is `gone`, of `categories` and `systems`."""
    session = work.session
    return Held(
        limits=_limits(session, work),
        connected=frozenset(session.scalars(select(t.Connection.system))),
        mapped=_mapped(work, gone.get("categories", ())),
        at_work=_at_work(work, gone),
    )


def _limits(session: Session, work: Opened) -> Mapping[tuple[str, str], int]:
    members = select(t.Membership.categories, t.Membership.registers).where(
        t.Membership.controller_id == work.viewer.controller_id, t.Membership.ended_at.is_(None)
    )
    invited = select(t.Invitation.categories, t.Invitation.registers).where(
        t.Invitation.used_at.is_(None), t.Invitation.ended_at.is_(None), t.Invitation.expires_at > work.now
    )
    rows = [*session.execute(members).all(), *session.execute(invited).all()]
    counted = Counter(place for row in rows for place in _places(row.categories, row.registers))
    signs = select(t.SignOn.places).where(t.SignOn.controller_id == work.viewer.controller_id)
    for places in session.scalars(signs):
        counted.update(place for one in places for place in _places(one.get("categories"), one.get("registers")))
    return counted


def _places(categories: Collection[str] | None, registers: Collection[str] | None) -> Iterator[tuple[str, str]]:
    yield from (("categories", key) for key in categories or ())
    yield from (("parts", key) for key in registers or ())


def _mapped(work: Opened, categories: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The systems whose connection's settings have a category's key in them, as a value of its own or in quotes."""
    if not categories:
        return {}
    key = work.vault.of_controller(work.viewer.controller_id, "controller")
    rows = work.session.scalars(select(t.Connection).order_by(t.Connection.system)).all()
    settings = {row.system: work.vault.unseal(key, row) for row in rows}
    found = {one: tuple(system for system, typed in settings.items() if _names(typed, one)) for one in categories}
    return {one: systems for one, systems in found.items() if systems}


def _names(settings: Mapping[str, Any], key: str) -> bool:
    values = [str(value) for value in settings.values()]
    return any(value == key or f'"{key}"' in value or f"'{key}'" in value for value in values)


def _at_work(work: Opened, gone: Mapping[str, Collection[str]]) -> dict[tuple[str, str], int]:
    """How many open requests have a step or a finding of what is gone; steps are read state by state."""
    there: dict[tuple[str, str], set[str]] = {}
    systems, categories = sorted(gone.get("systems", ())), sorted(gone.get("categories", ()))
    if systems or categories:
        lost = or_(t.Step.system.in_(systems), t.Step.category.in_(categories))
        columns = select(t.Step.system, t.Step.category, t.Step.request_id).where(lost)
        for state in _OPEN_STEPS:
            here = columns.where(t.Step.controller_id == work.viewer.controller_id, t.Step.state == state)
            for row in work.session.execute(here).all():
                there.setdefault(("systems", row.system), set()).add(row.request_id)
                there.setdefault(("categories", row.category), set()).add(row.request_id)
    if categories:
        findings = (
            select(t.Finding.category, t.Finding.request_id)
            .join(t.SubjectRequest, t.SubjectRequest.id == t.Finding.request_id)
            .where(t.Finding.category.in_(categories), t.SubjectRequest.status.in_(_OPEN))
            .distinct()
        )
        for category, request_id in work.session.execute(findings).all():
            there.setdefault(("categories", category), set()).add(request_id)
    return {place: len(requests) for place, requests in there.items() if place[1] in gone.get(place[0], ())}
