"""The application itself in a test, and a browser that reads its pages. Import the fixtures into a conftest."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from werkzeug.test import TestResponse

from portal.app import create_app
from portal.office import accounts
from portal.settings import Settings
from portal.storage.database import Store
from portal.storage.house import ControllerFacts
from tests import factories
from tests.factories import Clock
from tests.remembered import once

ORIGIN = "http://portal.example.org"
SANNA = "sanna.salo@example.org"
PASSWORD = "kävelykatu ja kolme lokkia"
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
_STOOD = re.compile(r'name="stood"[^>]*value="([^"]+)"')


class Browser:
    """A browser with its cookies: it posts the form token of the page that it looked at last, and what stood there."""

    def __init__(self, app: Flask, language: str = "en", address: str = "192.0.2.1", origin: str = ORIGIN) -> None:
        self.client, self._origin = app.test_client(), origin
        self.token = self.stood = ""
        self._environ = {"REMOTE_ADDR": address, "HTTP_ACCEPT_LANGUAGE": language}

    def get(self, path: str, **headers: str) -> TestResponse:
        answer = self.client.get(path, base_url=self._origin, headers=headers, environ_base=self._environ)
        return self._looked_at(answer)

    def post(self, path: str, **fields: Any) -> TestResponse:
        data = {"csrf_token": self.token, **({"stood": self.stood} if self.stood else {}), **fields}
        answer = self.client.post(path, base_url=self._origin, data=data, environ_base=self._environ)
        return self._looked_at(answer)

    def sign_in(self, email: str = SANNA, password: str = PASSWORD, **fields: str) -> TestResponse:
        self.get("/staff/login")
        return self.post("/staff/login", email=email, password=password, **fields)

    def come_in(self, store: Store) -> None:
        """Sign in; where somebody did so before in such a house, with the cookies of then."""
        cookies, self.token = once(store, "signed in", (SANNA,), self._signed_in)
        self.client._cookies = dict(cookies)

    def _signed_in(self) -> tuple[dict[Any, Any], str]:
        assert self.sign_in().status_code == 303
        return dict(self.client._cookies or {}), self.token

    def sign_out(self) -> TestResponse:
        return self.post("/staff/logout")

    @property
    def session(self) -> dict[str, Any]:
        with self.client.session_transaction(base_url=ORIGIN) as session:
            return dict(session)

    def _looked_at(self, answer: TestResponse) -> TestResponse:
        if not (answer.mimetype or "").startswith("text/"):
            return answer
        if found := _TOKEN.search(answer.text):
            self.token = unescape(found[1])
        if answer.status_code not in {302, 303}:
            self.stood = found[1] if (found := _STOOD.search(answer.text)) else ""
        return answer


def words_of(answer: TestResponse) -> str:
    """What a page says, without its tags; where a word may break it is whole."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text.replace("<wbr>", ""))).split())


@pytest.fixture(autouse=True)
def quick_hasher() -> Iterator[None]:
    """The real argon2 with little memory: the suite signs in some hundred times."""
    with pytest.MonkeyPatch.context() as all_along:
        all_along.setattr(accounts, "hasher", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
        accounts._nobodys_hash.cache_clear()
        yield
    accounts._nobodys_hash.cache_clear()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(request: pytest.FixtureRequest, migrated_url_of_one: str, tmp_path: Path, clock: Clock) -> Iterator[Store]:
    with factories.own_store(request, migrated_url_of_one, tmp_path, clock) as made:
        yield made


@pytest.fixture
def shop(store: Store) -> ControllerFacts:
    return factories.make_controller(store)


@pytest.fixture
def app(store: Store, shop: ControllerFacts, tmp_path: Path) -> Flask:
    settings = Settings(
        _env_file=None, demo=True, data_dir=tmp_path, database_url=store.database.url, base_url=ORIGIN,
        mail_from="portal@example.org",
    )  # fmt: skip
    return create_app(settings, store)


@pytest.fixture
def sanna(store: Store, shop: ControllerFacts) -> str:
    """The owner of the shop's register; the id of her account."""
    given = (SANNA, "Sanna Salo", PASSWORD, shop.slug, "owner", "fi")
    return once(store, "account", given, lambda: accounts.add_staff(store, *given))
