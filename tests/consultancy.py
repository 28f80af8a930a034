"""The second company in a test: its register, its two databases, its worker, and the two who work there."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from portal.demo import thewind_customers as demo
from portal.demo.mailbox import DemoMailbox
from portal.demo.thewind_customers import Contact
from portal.domain.lifecycle import Right
from portal.domain.register import Register
from portal.domain.roles import Role, Viewer, machine
from portal.journey import steps
from portal.office import connections
from portal.reading.toml import shipped_register
from portal.storage.database import Store
from portal.storage.door import case as door
from portal.storage.house import ControllerFacts
from portal.worker.outside import Outside
from tests import factories
from tests.factories import Clock, MadeRequest
from tests.house import House, settings_for
from tests.remembered import once


@dataclass
class Firm:
    """The consultancy at work; `owner` is the person in charge, `billing` the billing person."""

    house: House
    register: Register
    mailing_file: Path
    owner: Viewer
    billing: Viewer

    def receive(self, who: Contact, *rights: Right) -> MadeRequest:
        """A request whose machine steps have ended."""
        if not self.house.is_plain:
            return self._receive(who, rights)
        return once(self.house.store, "received", (self.house.shop, who, rights), lambda: self._receive(who, rights))

    def _receive(self, who: Contact, rights: Sequence[Right]) -> MadeRequest:
        made = factories.make_request(
            self.house.store, self.house.shop, *rights, email=who.email, name=who.name, register=self.register
        )
        self.house.work()
        return made

    def finish(self, request: MadeRequest, viewer: Viewer, outcome: str = "nothing", *but: str) -> list[str]:
        """Say what came of every step that waits for this viewer, `but` for some systems; the systems done."""
        done = []
        for step in door.case_page(self.house.store, viewer, request.reference).steps:
            if step.state == "by_hand" and step.system not in but:
                version = door.case_page(self.house.store, viewer, request.reference).version
                steps.complete_by_hand(self.house.store, viewer, request.reference, version, step.id, outcome, "")
                done.append(step.system)
        return done


def _connect(store: Store, facts: ControllerFacts, customers: Path, mailing: Path) -> None:
    demo.make_customers(customers, today=factories.today())
    demo.make_mailing_list(mailing, today=factories.today())
    for system, settings in (
        ("customer_database", demo.customer_settings(customers)),
        ("email_register", demo.mailing_settings(mailing)),
    ):
        connections.set_connection(store, machine(facts.id), system, "sql", settings)


def make_firm(store: Store, folder: Path, clock: Clock, mailbox: DemoMailbox) -> Firm:
    """The consultancy as the demo has it, on the tests' first day."""
    register = shipped_register("thewind")
    facts = factories.make_controller(store, register=register)
    customers, mailing = folder / "customers.sqlite3", folder / "mailing.sqlite3"
    once(store, "databases", (facts.id, str(folder)), lambda: _connect(store, facts, customers, mailing))
    outside = Outside(store, settings_for(store.folder, store.database.url, mailbox.port), Event())
    return Firm(
        house=House(store, facts, customers, mailbox, clock, outside),
        register=register,
        mailing_file=mailing,
        owner=factories.make_staff(store, facts),
        billing=factories.make_staff(store, facts, Role.SCOPED, ["billing", "collection"]),
    )
