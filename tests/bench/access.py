"""An access request from the press that sends it to the written answer, with the worker's whole part."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Event

from portal.demo import customers
from portal.demo.mailbox import DemoMailbox
from portal.domain.lifecycle import Right
from portal.journey import decision, review
from portal.storage.database import Store
from portal.worker.outside import Outside
from tests import factories
from tests.bench.measure import Figure, once
from tests.bench.pages import Tell
from tests.cases import Desk
from tests.house import House, settings_for

MANY = 10_000


def measure(store: Store, name: str, folder: Path, tell: Tell) -> Iterator[Figure]:
    """An ordinary customer among 2,000, and one with 10,000 order rows; beside reading those rows from the file."""
    register = factories.make_customers(folder / "register.sqlite3")
    _give_orders(register, customers.LIISA.number, MANY)
    shop = factories.make_controller(store, "digelius")
    factories.connect_customers(store, shop, register)
    with DemoMailbox(folder / "mail") as mailbox:
        settings = settings_for(folder, store.database.url, mailbox.port)
        house = House(store, shop, register, mailbox, factories.Clock(), Outside(store, settings, Event()))
        desk = Desk(house, factories.make_staff(store, shop))
        for whom, rows in ((customers.SARI, 2_000), (customers.LIISA, MANY)):
            what = f"access, {'2,000 customers' if rows < MANY else '10,000 order rows'}"
            tell(what)
            walk = _Walk(desk, str(whom.email), f"{whom.first} {whom.last}")
            found, written = once(walk.search), once(walk.answer)
            floor = once(partial(_read, register, whom.number))
            yield Figure(name, f"{what}: found", rows, found, found, floor)
            yield Figure(name, f"{what}: answered", rows, written, written, floor)


class _Walk:
    """One request, from the press that sends it to the answer that waits for its release."""

    def __init__(self, desk: Desk, email: str, name: str) -> None:
        self._desk, self._email, self._name = desk, email, name
        self._request: factories.MadeRequest | None = None

    def search(self) -> None:
        """Ask, and let the worker find."""
        house = self._desk.house
        self._request = factories.make_request(
            house.store, house.shop, Right.ACCESS, email=self._email, name=self._name
        )
        house.work()

    def answer(self) -> None:
        """Everything after: judging, deciding, the letter and the package."""
        desk, request = self._desk, self._request
        assert request is not None
        desk.finish_steps(request)
        desk.judge_all(request)
        review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
        digest = desk.decision(request).digest
        decision.decide(desk.house.store, desk.staff, request.reference, desk.version(request), digest)
        desk.house.work()
        assert desk.case(request).status == "answering"


def _read(register: Path, number: int) -> None:
    with closing(sqlite3.connect(register)) as connection:
        for query in (
            "SELECT * FROM asiakkaat WHERE asiakasnro=?",
            "SELECT * FROM tilaukset WHERE asiakasnro=?",
            "SELECT r.* FROM tilausrivit r JOIN tilaukset t USING (tilausnro) WHERE t.asiakasnro=?",
            "SELECT * FROM laskut WHERE asiakasnro=?",
        ):
            connection.execute(query, [number]).fetchall()


def _give_orders(register: Path, number: int, rows: int) -> None:
    with closing(sqlite3.connect(register)) as connection:
        connection.executemany(
            "INSERT INTO tilaukset (tilausnro, asiakasnro, pvm, tila, summa_snt) VALUES (?, ?, ?, 2, 990)",
            ((9_000_000 + row, number, "2025-05-05") for row in range(rows)),
        )
        connection.commit()
