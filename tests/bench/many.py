"""Many requests at once, as the use cases would have written them, sealed and marked: for measurements alone."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import Any

from sqlalchemy import Table, insert

from portal import facts
from portal.domain import events, persons
from portal.domain.deadlines import Deadline, local_date
from portal.domain.lifecycle import Capability, Resolution, Right, Status, StepState
from portal.domain.register import Register
from portal.domain.roles import Viewer, machine
from portal.keys import ring as keys
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.house import ControllerFacts
from portal.storage.sealing import Vault
from portal.storage.work import requester_words, stamp
from tests import factories

OPEN_SHARE = 0.1
"""Of ten requests one waits; the others were answered in the years before."""
SLICE = 10_000
_FIRST = ("Aino", "Eero", "Liisa", "Matti", "Sanna", "Ville", "Åsa", "Björn", "Kaisa", "Otto", "Helmi", "Ilmari")
_LAST = ("Korhonen", "Virtanen", "Mäkinen", "Nieminen", "Öhman", "Lindqvist", "Salo", "Heikkinen", "Ahonen", "Nurmi")
_EVENTS = ("request_received", "link_sent", "mailbox_proven", "request_sent", "search_finished")


class Crowd:
    """Fills one controller with requests."""

    def __init__(self, store: Store, controller: ControllerFacts, seed: int = 20_261_123) -> None:
        self.references: list[str] = []
        self.ids: list[str] = []
        self._store, self._controller = store, controller
        self._chance = random.Random(seed)
        self._register: Register = factories.make_register(controller.slug)
        self._deadlines: dict[date, Deadline] = {}
        self._version = factories.version_of(store, controller)
        with store.database.reading(machine(controller.id)) as session:
            self._marks = Vault(session, store.ring).of_controller(controller.id, "marks")

    def grow(self, to: int, tell: Callable[[int], None] = lambda done: None) -> None:
        """Write requests until there are so many."""
        while len(self.references) < to:
            rows: dict[type[t.Base], list[dict[str, Any]]] = {}
            for _ in range(min(SLICE, to - len(self.references))):
                for table, values in self._one(len(self.references)):
                    rows.setdefault(table, []).append(values)
            self._write(rows)
            tell(len(self.references))

    def _write(self, rows: dict[type[t.Base], list[dict[str, Any]]]) -> None:
        """In the order of the marks' key, so that a page of it is written once, and with no wait for the disk."""
        rows[t.SearchMark].sort(key=itemgetter("mark"))
        writing = self._store.database.engine.execution_options(writes=True)
        with writing.connect() as connection:
            if self._store.database.on_sqlite:
                connection.exec_driver_sql("COMMIT")
                connection.exec_driver_sql("PRAGMA synchronous=OFF")
                connection.exec_driver_sql("PRAGMA cache_size=-500000")
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            for table, values in rows.items():
                made = table.__table__
                assert isinstance(made, Table)
                connection.execute(insert(made), values)
            connection.commit()
            connection.invalidate()

    def _one(self, number: int) -> Iterator[tuple[type[t.Base], dict[str, Any]]]:
        store, controller = self._store, self._controller
        name = f"{self._chance.choice(_FIRST)} {self._chance.choice(_LAST)}"
        request_id, reference, key = t.new_id(), persons.new_reference(), store.ring.new_key()
        is_open = self._chance.random() < OPEN_SHARE
        age = self._chance.randrange(25) if is_open else self._chance.randrange(40, 1000)
        received = store.now() - timedelta(days=age, minutes=self._chance.randrange(1440))
        deadline = self._deadline(received)
        group = "open" if is_open else "closed"
        requester = {
            "name": name, "email": f"{persons.fold(name).replace(' ', '.')}{number}@example.org", "emails": [],
            "phones": [f"+35840{number:07}"], "phones_typed": [f"040{number:07}"], "customer_number": str(number),
        }  # fmt: skip
        self.references.append(reference)
        self.ids.append(request_id)
        yield t.DataKey, {
            "id": t.new_id(), "controller_id": controller.id, "request_id": request_id, "purpose": "request",
            "wrapped": store.ring.wrap(key, f"{request_id}:request"), "created_at": received, "destroyed_at": None,
        }  # fmt: skip
        links = list(_links(key, request_id, controller.id, stamp(received), received))
        yield t.SubjectRequest, {
            "id": request_id, "controller_id": controller.id, "reference": reference,
            "register_version_id": self._version, "rights": [Right.ACCESS.value], "channel": "web", "language": "fi",
            "received_at": received, "status": (Status.SEARCHING if is_open else Status.ANSWERED).value, "group": group,
            "resolution": None if is_open else Resolution.GRANTED.value, "version": 3, "deadline": deadline.to_json(),
            "due": deadline.due, "safe": deadline.safe, "confirmed_at": received, "asked_at": received,
            "answered_at": None if is_open else received + timedelta(days=1 + number % 29), "closed_at": None,
            "plan_digest": None, "findings": 0,
            "sealed": keys.seal_json(key, requester, f"SubjectRequest:{request_id}:"),
            "chain_number": len(links), "chain_digest": links[-1]["digest"], "chain_open": False,
            "extended_at": None, "assignee_id": None,
        }  # fmt: skip
        for word in sorted({keys.mark(self._marks, word) for word in requester_words(reference, requester)}):
            yield t.SearchMark, {
                "controller_id": controller.id, "mark": word, "group": group, "safe": deadline.safe,
                "request_id": request_id, "category": "unsorted",
            }  # fmt: skip
        for place, system in enumerate(self._register.systems, start=1):
            yield t.Step, self._step(request_id, received, place, system.key, is_open)
        for link in links:
            yield t.Event, link

    def _deadline(self, received: datetime) -> Deadline:
        """Counted once for each day of receipt."""
        where = self._register.controller
        day = local_date(received, where.time_zone)
        if day not in self._deadlines:
            self._deadlines[day] = facts.deadline_for(received, where.country, where.region, where.time_zone)
        return replace(self._deadlines[day], received=received)

    def _step(self, request_id: str, received: Any, place: int, system: str, is_open: bool) -> dict[str, Any]:
        waits = is_open and place > 1
        return {
            "id": t.new_id(), "controller_id": self._controller.id, "request_id": request_id, "category": "unsorted",
            "position": place, "system": system, "capability": Capability.FIND.value, "right": Right.ACCESS.value,
            "performer": "staff" if waits else "machine",
            "state": (StepState.BY_HAND if waits else StepState.DONE).value, "outcome": None if waits else "nothing",
            "fault": None, "due": (received + timedelta(days=7)).date() if waits else None, "searched": 0, "count": 0,
            "sealed": None, "started_at": received, "ended_at": None if waits else received, "verified_at": None,
        }  # fmt: skip


def _links(key: bytes, request_id: str, controller_id: str, at: str, moment: Any) -> Iterator[dict[str, Any]]:
    """A few chained events."""
    previous = events.GENESIS
    for number, kind in enumerate(_EVENTS, start=1):
        event_id = t.new_id()
        sealed = keys.seal_json(key, {}, f"Event:{event_id}:")
        body = events.body_digest(sealed)
        digest = events.link_digest(request_id, number, kind, at, "machine", body, previous)
        yield {
            "id": event_id, "controller_id": controller_id, "chain": request_id, "request_id": request_id,
            "number": number, "kind": kind, "at": moment, "actor": "machine", "sealed": sealed, "body_digest": body,
            "previous": previous, "digest": digest,
        }  # fmt: skip
        previous = digest


def owner_of(store: Store, controller: ControllerFacts) -> Viewer:
    """A viewer who sees everything of it."""
    return factories.make_staff(store, controller)
