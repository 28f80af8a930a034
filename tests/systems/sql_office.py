"""A small customer register in a database of any kind, as the conformance suite's other side."""

import socket
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.engine import make_url

from portal.systems.sql.connector import SqlConnector, connect
from portal.systems.wire import Outgoing
from tests.own_engine import own_engine
from tests.register_dump import dump
from tests.systems.conformance import Planted
from tests.systems.imap.proxy import Proxy
from tests.systems.near_misses import NearMiss

TABLES = (
    "CREATE TABLE people (id INTEGER PRIMARY KEY, name VARCHAR(60), email VARCHAR(90), phone VARCHAR(40),"
    " customer VARCHAR(20), town VARCHAR(40))",
    "CREATE TABLE orders (id INTEGER PRIMARY KEY, person INTEGER REFERENCES people (id), title VARCHAR(40))",
    "CREATE TABLE notes (id INTEGER PRIMARY KEY, person INTEGER REFERENCES people (id), body VARCHAR(200))",
    "CREATE TABLE bans (person INTEGER PRIMARY KEY REFERENCES people (id), direct INTEGER NOT NULL)",
)
WHOSE = {"people": "id", "orders": "person", "notes": "person", "bans": "person"}
MAPPING = """
zone = "Europe/Helsinki"
display = ["name"]
beside = ["town"]
[[tables]]
kind = "person"
table = "people"
key = ["id"]
label = LABEL
erase = "delete"
identifying = [
    { what = "name", column = "name" }, { what = "email", column = "email" }, { what = "phone", column = "phone" },
    { what = "customer_number", column = "customer" },
]
columns = [
    { column = "name", name = "name", category = "contact", label = LABEL },
    { column = "email", name = "email", category = "contact", label = LABEL },
    { column = "phone", name = "phone", category = "contact", label = LABEL },
    { column = "customer", name = "customer", category = "contact", label = LABEL },
    { column = "town", name = "town", category = "contact", label = LABEL },
]
[[tables]]
kind = "order"
table = "orders"
key = ["id"]
parent = "person"
link = ["person"]
label = LABEL
erase = "delete"
columns = [{ column = "title", name = "title", category = "orders", label = LABEL }]
[[tables]]
kind = "note"
table = "notes"
key = ["id"]
parent = "person"
link = ["person"]
label = LABEL
erase = "delete"
columns = [{ column = "body", name = "body", category = "orders", label = LABEL, free_text = true }]
[[tables]]
kind = "ban"
table = "bans"
key = ["person"]
parent = "person"
link = ["person"]
label = LABEL
erase = "delete"
columns = [{ column = "direct", name = "direct", category = "contact", label = LABEL }]
prohibitions = [{ channels = ["direct"], column = "direct", value = 1 }]
""".replace("LABEL", '{ fi = "x", sv = "x", en = "x" }')
HERE = Outgoing(("127.0.0.1", tempfile.gettempdir()))


class SqlOffice:
    """The register at `url`; `through` gives its address by a wire that breaks, where one is laid."""

    def __init__(self, url: str, breaks: frozenset[str], proxy: Proxy | None = None, address: str = "") -> None:
        self.breaks = breaks
        self._url, self._proxy, self._address = url, proxy, address or url
        self._engine = own_engine(url)
        self._count = 0
        self._run(*TABLES)

    def close(self) -> None:
        """Leave nothing open."""
        if self._proxy is not None:
            self._proxy.close()

    def connector(self) -> SqlConnector:
        """A connector over the wire."""
        return connect({"url": self._address, "mapping": MAPPING, "country": "FI", "seconds": "8"}, HERE)

    def plant(self, person: Planted) -> None:
        """A person with an order and a note."""
        number = self._person(person.name, person.email, person.phone, person.customer_number)
        self._run(
            f"INSERT INTO orders VALUES ({number}, {number}, 'Levy'), ({number + 500}, {number}, 'Toinen')",
            f"INSERT INTO notes VALUES ({number}, {number}, 'Rings twice')",
        )

    def plant_near_miss(self, miss: NearMiss) -> bool:
        """A row with the trait."""
        self._person(miss.name, miss.email, miss.phone, miss.customer_number)
        return True

    def state(self) -> Mapping[str, Any]:
        """Every row of every table."""
        return dump(self._url)

    def of_others(self) -> Mapping[str, Any]:
        """Every row that is not Anna's."""
        with self._engine.connect() as connection:
            found: dict[str, Any] = {}
            for table, column in WHOSE.items():
                rows = connection.execute(text(f"SELECT * FROM {table}")).mappings().all()
                found[table] = sorted(str(dict(row)) for row in rows if row[column] not in self._anna)
            return found

    @contextmanager
    def broken(self, how: str) -> Iterator[None]:
        """The wire, or a database that another program holds."""
        if self._proxy is None:
            with self._held(how):
                yield
            return
        self._proxy.how = how
        try:
            yield
        finally:
            self._proxy.how = ""

    @contextmanager
    def _held(self, how: str) -> Iterator[None]:
        """SQLite: another program holds the file (`busy`), or it is gone from its share (`away`), or no database."""
        path = Path(str(make_url(self._url).database))
        if how == "busy":
            with self._engine.connect() as connection:
                connection.exec_driver_sql("BEGIN EXCLUSIVE")
                yield
                connection.rollback()
            return
        aside = path.with_suffix(".aside")
        path.rename(aside)
        if how == "html":
            path.write_text("<!doctype html><title>Please wait</title>")
        try:
            yield
        finally:
            aside.replace(path)

    _anna: frozenset[int] = frozenset()

    def _person(self, name: str, email: str, phone: str, customer: str) -> int:
        self._count += 1
        if customer == "10023":
            self._anna = self._anna | {self._count}
        values = {"id": self._count, "name": name, "email": email, "phone": phone, "customer": customer}
        with self._engine.begin() as connection:
            connection.execute(
                text("INSERT INTO people VALUES (:id, :name, :email, :phone, :customer, 'Turku')"), values
            )
        return self._count

    def _run(self, *statements: str) -> None:
        with self._engine.begin() as connection:
            for statement in statements:
                connection.execute(text(statement))


def to_socket(path: str) -> Callable[[], socket.socket]:
    """The way to a server that listens at a socket in the file system."""

    def reach() -> socket.socket:
        made = socket.socket(socket.AF_UNIX)
        made.connect(path)
        return made

    return reach
