"""Pages at many requests: each beside a bare view that reads the same rows and gives as many bytes."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from html import unescape
from itertools import count
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, Engine, event, select

from portal.app import create_app
from portal.domain.lifecycle import Right
from portal.journey import identity, intake
from portal.keys.ring import fingerprint
from portal.office import accounts
from portal.settings import Settings
from portal.storage import tables as t
from portal.storage import tallying
from portal.storage.database import Store
from portal.storage.house import ControllerFacts
from tests import factories
from tests.bench.many import Crowd
from tests.bench.measure import Figure, timed, timed_beside

ORIGIN = "http://portal.example.org"
CLERK, PASSWORD = "owner@example.org", "kävelykatu ja kolme lokkia"
ROUNDS = 200
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
Tell = Callable[[str], None]


class Portal:
    """The application on one store, with a clerk signed in."""

    def __init__(self, store: Store, folder: Path, name: str) -> None:
        self.store, self.name = store, name
        self.shop: ControllerFacts = factories.make_controller(store)
        accounts.add_staff(store, CLERK, "Demo Owner", PASSWORD, self.shop.slug, "owner", "en")
        settings = Settings(
            _env_file=None,  # type: ignore[call-arg]  # pydantic-settings takes it
            demo=True, data_dir=folder, database_url=store.database.url, base_url=ORIGIN,
            mail_from="portal@example.org",
        )  # fmt: skip
        self.app = create_app(settings, store)
        self.clerk = self.app.test_client()
        self._networks = count(1)
        page = self._get(self.clerk, "/staff/login")
        self._post(self.clerk, "/staff/login", token_of(page), email=CLERK, password=PASSWORD)

    def intake(self) -> None:
        """A person's way in: the start page, the press that writes the request, and the page after it."""
        number = next(self._networks)
        client = self.app.test_client()
        address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        page = self._get(client, "/digelius/", address)
        answer = self._post(
            client, "/digelius/requests/new", token_of(page), address, rights="access",
            email=f"bench.{number}@example.org",
        )  # fmt: skip
        self._get(client, answer, address)

    def page(self, path: str) -> Callable[[], str]:
        """A clerk's page."""
        return lambda: self._get(self.clerk, f"/staff/digelius{path}")

    def own_page(self) -> Callable[[], str]:
        """A person's request page, in a browser that may see it."""
        secret, register = "a browser's secret", factories.make_register(self.shop.slug)
        made = intake.receive(
            self.store, self.shop.id, factories.version_of(self.store, self.shop), register, [Right.ACCESS],
            "aino.virtanen@example.org", "en", fingerprint(secret),
        )  # fmt: skip
        request = factories.MadeRequest(made.request_id, made.reference, self.shop.id)
        proof = factories.proof_of(self.store, request)
        identity.confirm(self.store, self.shop.id, request.id, proof, fingerprint(secret), "", register)
        intake.keep_answers(self.store, request.person, request.reference, {"name": "Aino Virtanen"})
        intake.send(self.store, request.person, request.reference, register)
        client = self.app.test_client()
        with client.session_transaction(base_url=ORIGIN) as session:
            session["browser"] = secret
        return lambda: self._get(client, f"/digelius/requests/{request.reference}")

    def _get(self, client: FlaskClient, path: str, address: str = "192.0.2.1") -> str:
        answer = client.get(path, base_url=ORIGIN, environ_base={"REMOTE_ADDR": address})
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")
        return answer.text

    def _post(self, client: FlaskClient, path: str, token: str, address: str = "192.0.2.1", **fields: str) -> str:
        data = {"csrf_token": token, **fields}
        answer = client.post(path, base_url=ORIGIN, data=data, environ_base={"REMOTE_ADDR": address})
        if answer.status_code != 303:
            raise RuntimeError(f"{path} answered {answer.status_code}")
        return answer.location.removeprefix(ORIGIN)


def token_of(page: str) -> str:
    """The form token of a page."""
    found = _TOKEN.search(page)
    if found is None:
        raise RuntimeError("a page without a form")
    return unescape(found[1])


@contextmanager
def selects_of(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    """Every SELECT that is asked meanwhile, with its values."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, _many: bool) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            asked.append((statement, values))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


def bare(engine: Engine, selects: Sequence[tuple[str, Any]], size: int) -> Callable[[], object]:
    """A Flask view that asks the page's own SELECTs as text and gives `size` bytes: the page cannot be quicker."""
    app = Flask("bare")
    body = "x" * size

    @app.get("/")
    def view() -> str:
        with engine.connect() as connection:
            for statement, values in selects:
                connection.exec_driver_sql(statement, values).fetchall()
        return body

    client = app.test_client()
    return lambda: client.get("/").text


def measure(portal: Portal, crowd: Crowd, size: int, tell: Tell) -> Iterator[Figure]:
    """The figures of each page with so many requests."""
    engine = portal.store.database.engine
    tell(f"counting {size:,}")
    while tallying.count_waiting(portal.store, portal.shop.id):
        continue
    reference = crowd.references[size // 2]
    for what, call in (
        ("queue", portal.page("/requests")),
        ("search", portal.page("/requests?q=korhonen")),
        ("request page", portal.page(f"/requests/{reference}")),
        ("reports", portal.page("/reports")),
        ("case page", portal.own_page()),
    ):
        tell(f"{what} at {size:,}")
        call()
        with selects_of(engine) as selects:
            page = call()
        (p50, p95), (_half, floor) = timed_beside(call, bare(engine, selects, len(page.encode())), ROUNDS)
        yield Figure(portal.name, what, size, p50, p95, floor)
    tell(f"intake at {size:,}")
    p50, p95 = timed(portal.intake, ROUNDS)
    _half, commit = timed(lambda: _durable(engine), ROUNDS)
    yield Figure(portal.name, "intake", size, p50, p95, commit)


def _durable(engine: Engine) -> None:
    """One row, committed so that it stays."""
    with engine.execution_options(writes=True).begin() as connection:
        _count(connection)


def _count(connection: Connection) -> None:
    key = t.new_id()
    connection.execute(
        t.LimitCount.__table__.insert(),  # type: ignore[attr-defined]  # a Table
        {"key": f"bench:{key}", "count": 1, "expires_at": factories.MONDAY},
    )
    connection.execute(select(t.LimitCount.count).where(t.LimitCount.key == f"bench:{key}"))
