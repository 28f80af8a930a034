"""What the tests of worker and journey look at: the rows, the customer register, the mails."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import select

from portal.demo.mailbox import DemoMailbox
from portal.domain.roles import machine
from portal.settings import Settings
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.house import ControllerFacts
from portal.storage.sealing import Vault
from portal.worker import loop
from portal.worker.outside import Outside
from tests.factories import Clock, MadeRequest


def settings_for(folder: Path, url: str, smtp_port: int) -> Settings:
    """Demo settings with a mail server at `smtp_port`; no variable and no file of this machine is read."""
    return _settings(folder, url, smtp_port).model_copy()


@lru_cache(maxsize=64)
def _settings(folder: Path, url: str, smtp_port: int) -> Settings:
    return Settings(
        _env_file=None,  # type: ignore[call-arg]  # pydantic-settings takes it
        demo=True, data_dir=folder, database_url=url, demo_smtp_port=smtp_port,
        base_url="http://portal.example.org", mail_from="portal@example.org",
    )  # fmt: skip


@dataclass
class House:
    """A whole installation in a test."""

    store: Store
    shop: ControllerFacts
    register_file: Path
    mailbox: DemoMailbox
    clock: Clock
    outside: Outside

    def work(self) -> int:
        """Let the worker do all that is ready."""
        return loop.work_off(self.outside)

    @property
    def is_plain(self) -> bool:
        """Whether mails and systems are reached as ever: no fault is due, nothing stands in for anything."""
        settings = settings_for(self.store.folder, self.store.database.url, self.mailbox.port)
        at_the_door, stop = self.mailbox._handler, self.outside.stop
        takes_mail = self.mailbox._controller is not None and not at_the_door.faults and not at_the_door._tries
        return takes_mail and not stop.is_set() and self.outside == Outside(self.store, settings, stop)

    def rows(self, table: type[Any], request: MadeRequest) -> list[Any]:
        with self.store.database.reading(machine(self.shop.id)) as session:
            return list(session.scalars(select(table).where(table.request_id == request.id)))

    def unsealed(self, row: Any) -> dict[str, Any]:
        with self.store.database.reading(machine(self.shop.id)) as session:
            vault = Vault(session, self.store.ring)
            return vault.unseal(vault.of_request(row.request_id), row)

    def request(self, request: MadeRequest) -> t.SubjectRequest:
        with self.store.database.reading(machine(self.shop.id)) as session:
            return session.scalars(select(t.SubjectRequest).where(t.SubjectRequest.id == request.id)).one()

    def step(self, request: MadeRequest, system: str = "customer_register", right: str = "") -> t.Step:
        found: list[t.Step] = [
            one for one in self.rows(t.Step, request) if one.system == system and right in ("", one.right)
        ]
        (only,) = found
        return only

    def kinds(self, request: MadeRequest) -> list[str]:
        """The kinds of the request's events, in order."""
        return [one.kind for one in sorted(self.rows(t.Event, request), key=lambda one: one.number)]

    def connection(self, system: str) -> t.Connection:
        with self.store.database.reading(machine(self.shop.id)) as session:
            return session.scalars(select(t.Connection).where(t.Connection.system == system)).one()

    def jobs(self) -> Sequence[t.Job]:
        with self.store.database.looking() as session:
            return session.scalars(select(t.Job).order_by(t.Job.created_at)).all()

    def bans(self, customer: int) -> tuple[int, ...] | None:
        """The prohibitions of a customer as they stand in the shop's own database."""
        return bans_in(self.register_file, customer)


def bans_in(path: Path, customer: int) -> tuple[int, ...] | None:
    query = (
        "SELECT suoramainonta, etamyynti, muu_suoramarkkinointi, tutkimus FROM markkinointikiellot WHERE asiakasnro=?"
    )
    with closing(sqlite3.connect(path)) as connection:
        row = connection.execute(query, [customer]).fetchone()
    return tuple(row) if row else None
