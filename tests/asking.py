"""A processor in a test: the telemarketing firm of the record shop, its mailbox, and the browser it answers in."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from io import BytesIO
from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.demo import mail_folder
from portal.demo.mail_folder import StoredMail
from portal.domain.roles import machine
from portal.journey.asked import Place
from portal.office import processors
from portal.storage import tables as t
from tests.cases import Desk
from tests.faces import Browser
from tests.factories import MadeRequest

FIRM = "soitto@firm.example.org"
SYSTEM = "telemarketing"


def set_firm(desk: Desk, email: str = FIRM, language: str = "en") -> None:
    """The owner of the register says where the telemarketing firm is asked; it is asked what waits."""
    desk.once("firm", (email, language), partial(_set_firm, desk, email, language))


def _set_firm(desk: Desk, email: str, language: str) -> None:
    processors.set_contact(desk.house.store, desk.staff, SYSTEM, email, language)
    desk.house.work()


def mails(desk: Desk, to: str = FIRM) -> list[StoredMail]:
    """What the firm has received, the oldest first."""
    found = mail_folder.read_all(desk.house.mailbox.folder)
    return [one for one in found if to in one.recipients]


def link_in(mail: StoredMail) -> str:
    """The path of the link in a mail to the firm."""
    found = re.search(r"http://portal\.example\.org(/\S+/asked/\S+)", mail.text)
    assert found, mail.text
    return found[1]


def asks(desk: Desk, request: MadeRequest) -> list[t.ProcessorAsk]:
    """The askings about a request, the oldest first."""
    return sorted(
        desk.house.rows(t.ProcessorAsk, request), key=lambda one: (one.created_at, one.ended_at is None, one.id)
    )


def letters(desk: Desk) -> list[t.ProcessorLetter]:
    """Every letter to a processor, the oldest first."""
    with desk.house.store.database.reading(machine(desk.house.shop.id)) as session:
        return list(session.scalars(select(t.ProcessorLetter).order_by(t.ProcessorLetter.created_at)))


def place_of(desk: Desk, request: MadeRequest, ask: t.ProcessorAsk) -> Place:
    """Where an asking is answered."""
    return Place(request.controller_id, ask.letter_id, ask.id, request.id, ask.step_id, request.reference)


@dataclass
class Firm:
    """Somebody at the firm with a browser."""

    app: Flask
    desk: Desk

    def __post_init__(self) -> None:
        self.browser = Browser(self.app, address="192.0.2.99")
        self.path = ""

    def opens(self, mail: StoredMail) -> TestResponse:
        """The link, the press, and the page that comes."""
        self.browser.get(link_in(mail))
        answer = self.browser.post(link_in(mail))
        assert answer.status_code == 303, answer.text
        return self.goes(answer.headers["Location"])

    def goes(self, path: str) -> TestResponse:
        """A page of the letter."""
        self.path = path
        return self.browser.get(path)

    def answers(self, outcome: str, **fields: Any) -> TestResponse:
        """The form of the page it is at."""
        return self.browser.post(self.path, outcome=outcome, **fields)


def file(name: str, content: bytes) -> tuple[BytesIO, str]:
    """A file as a browser sends it."""
    return BytesIO(content), name


def day(desk: Desk, days: int = 0) -> date:
    """A day at the shop, so many after today."""
    return desk.today + timedelta(days=days)
