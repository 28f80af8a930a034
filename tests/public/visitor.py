"""Somebody who asks: the whole way from the start page to the receipt through the application itself."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from portal.domain.lifecycle import Right
from portal.domain.roles import Viewer, machine, person
from portal.domain.wishes import Wishes
from portal.keys import links
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.sealing import Vault
from tests import factories
from tests.faces import ORIGIN, Browser
from tests.factories import Clock

AINO = "aino.virtanen@example.org"


@pytest.fixture
def store(sqlite_template: Path, tmp_path: Path, clock: Clock) -> Iterator[Store]:
    """A store that is quick to make, for what does not differ between the two: import it over the other."""
    path = tmp_path / "portal.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    made = factories.make_store(f"sqlite:///{path}", tmp_path, clock)
    yield made
    made.database.close()


class Visitor(Browser):
    """A browser that walks the public pages, follows where it is sent, and counts."""

    def __init__(self, app: Flask, store: Store, slug: str = "digelius", language: str = "en") -> None:
        super().__init__(app, language)
        self.store, self.slug = store, slug
        self.reference = ""
        self.pages: list[str] = []
        self.presses = 0

    def opens(self, path: str) -> TestResponse:
        """A page of the company's, and every page that it leads on to."""
        answer = self.get(f"/{self.slug}{path}")
        while answer.status_code == 303:
            answer = self.get(answer.headers["Location"])
        self.pages.append(answer.request.path)
        return answer

    def sends(self, path: str, fields: dict[str, Any]) -> TestResponse:
        """A form, whose press is counted, and the page that comes of it."""
        self.presses += 1
        answer = self.post(f"/{self.slug}{path}", **fields)
        if answer.status_code != 303:
            self.pages.append(answer.request.path)
            return answer
        return self.opens(answer.headers["Location"].removeprefix(ORIGIN).removeprefix(f"/{self.slug}"))

    def home(self, page: str = "") -> str:
        """A page of the request."""
        return f"/requests/{self.reference}{page}"

    def asks(self, *rights: Right) -> TestResponse:
        """From the start page to the first question, or to the request's page where there is none."""
        self.opens("/")
        self.presses += len(rights)
        fields = MultiDict([("rights", right.value) for right in rights] + [("email", AINO)])
        waiting = self.sends("/requests/new", fields.to_dict(flat=False))
        found = re.search(r"/requests/([0-9A-Z-]{14})/mail", waiting.request.path)
        assert found, waiting.text
        self.reference = found[1]
        self.presses += 1
        self.opens(f"/confirm/{links.token(self.store.ring, self._proof(), 'confirm')}")
        return self.sends(self.pages[-1].removeprefix(f"/{self.slug}"), {})

    def answers(self) -> TestResponse:
        """The name, and nothing else that helps: to the details, or to the check."""
        self.sends(self.home("/about"), {"name": "Aino Virtanen"})
        return self.sends(self.home("/find"), {})

    def wishes(self) -> Wishes:
        """What the request, once sent, says of the details."""
        with self.store.database.reading(self.viewer) as session:
            row = session.scalars(select(t.SubjectRequest)).one()
            vault = Vault(session, self.store.ring)
            return Wishes.from_json(vault.unseal(vault.of_request(row.id), row)["wishes"])

    @property
    def viewer(self) -> Viewer:
        """The person of the request."""
        anyone = self._machine()
        with self.store.database.reading(anyone) as session:
            asked = t.SubjectRequest.reference == self.reference
            return person(anyone.controller_id, session.scalars(select(t.SubjectRequest.id).where(asked)).one())

    def _proof(self) -> str:
        with self.store.database.reading(self._machine()) as session:
            return session.scalars(select(t.Proof.id).order_by(t.Proof.created_at.desc(), t.Proof.id)).all()[0]

    def _machine(self) -> Viewer:
        with self.store.database.house() as session:
            return machine(session.scalars(select(t.Controller.id).where(t.Controller.slug == self.slug)).one())
