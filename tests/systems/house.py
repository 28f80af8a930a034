"""A register with every kind of column and constraint, in plain SQL that SQLite and PostgreSQL both take."""

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from portal.systems.sql.connector import SqlConnector, connect
from tests.own_engine import own_engine
from tests.register_dump import changes, dump
from tests.systems.shop import HERE

KEYS = {"people": "id", "orders": "id", "lines": "id", "notes": "id", "loyalty": "id", "bans": "person"}
TABLES = (
    "CREATE TABLE people (id INTEGER PRIMARY KEY, name VARCHAR(20), email VARCHAR(40) NOT NULL UNIQUE, born DATE,"
    " score NUMERIC(6, 2), visits INTEGER NOT NULL DEFAULT 0, active BOOLEAN, seen TIMESTAMP, town CHAR(8),"
    " secret VARCHAR(20), changed VARCHAR(20), flag INTEGER)",
    "CREATE TABLE orders (id INTEGER PRIMARY KEY, person INTEGER REFERENCES people (id) ON DELETE CASCADE, day DATE,"
    " title VARCHAR(40))",
    "CREATE TABLE lines (id INTEGER PRIMARY KEY, order_id INTEGER, title VARCHAR(40) NOT NULL,"
    " pieces INTEGER NOT NULL)",
    "CREATE TABLE notes (id INTEGER PRIMARY KEY, person INTEGER REFERENCES people (id), body TEXT, told VARCHAR(20))",
    "CREATE TABLE bans (person INTEGER PRIMARY KEY REFERENCES people (id), direct INTEGER NOT NULL)",
    "CREATE TABLE loyalty (id INTEGER PRIMARY KEY, person INTEGER REFERENCES people (id) ON DELETE CASCADE,"
    " points INTEGER)",
)
ROWS = (
    "INSERT INTO people VALUES (1, 'Aino', 'aino@example.org', '1984-03-02', 12.5, 3, TRUE, '2026-01-02 03:04:05',"
    " 'Turku', 'unmapped', '2009', 0)",
    "INSERT INTO people VALUES (2, 'Eero', 'eero@example.org', NULL, NULL, 0, NULL, NULL, NULL, 'unmapped', '2009', 0)",
    "INSERT INTO orders VALUES (10, 1, '2020-05-06', 'Levy'), (11, 1, '2026-05-06', 'Toinen'), (20, 2, NULL, 'Eeron')",
    "INSERT INTO lines VALUES (100, 10, 'LP', 1), (101, 10, 'CD', 2), (110, 11, 'LP', 1), (200, 20, 'MC', 9)",
    "INSERT INTO notes VALUES (1, 1, 'Soitti.', 'kept'), (2, 2, 'Kysyi.', 'kept')",
)
MAPPING = """
zone = "Europe/Helsinki"
display = ["name"]
[[tables]]
kind = "person"
table = "people"
key = ["id"]
erase = "delete"
restriction = { column = "flag", value = 1, free = 0 }
updated = { column = "changed", write = true, format = "%Y" }
label = LABEL
identifying = [{ column = "email", what = "email" }, { column = "name", what = "name" }]
columns = [
    { column = "id", name = "number", category = "name", label = LABEL },
    { column = "name", name = "name", category = "name", label = LABEL },
    { column = "born", name = "born", category = "name", label = LABEL },
    { column = "email", name = "email", category = "email", label = LABEL },
    { column = "score", name = "score", category = "habits", label = LABEL },
    { column = "visits", name = "visits", category = "habits", label = LABEL, blank = -1 },
    { column = "active", name = "active", category = "habits", label = LABEL },
    { column = "seen", name = "seen", category = "habits", label = LABEL, writable = false },
    { column = "town", name = "town", category = "address", label = LABEL },
]
[[tables]]
kind = "order"
table = "orders"
key = ["id"]
parent = "person"
link = ["person"]
dated = "day"
erase = "delete"
label = LABEL
columns = [
    { column = "day", name = "day", category = "orders", label = LABEL },
    { column = "title", name = "title", category = "orders", label = LABEL },
]
[[tables]]
kind = "line"
table = "lines"
key = ["id"]
parent = "order"
link = ["order_id"]
erase = "delete"
label = LABEL
columns = [
    { column = "title", name = "title", category = "orders", label = LABEL },
    { column = "pieces", name = "pieces", category = "amounts", label = LABEL },
]
[[tables]]
kind = "note"
table = "notes"
key = ["id"]
parent = "person"
link = ["person"]
erase = "anonymise"
label = LABEL
columns = [{ column = "body", name = "body", category = "unsorted", label = LABEL, free_text = true }]
[[tables]]
kind = "ban"
table = "bans"
key = ["person"]
parent = "person"
link = ["person"]
erase = "keep"
label = LABEL
columns = [{ column = "direct", name = "direct", category = "bans", label = LABEL }]
prohibitions = [{ channels = ["direct"], column = "direct", value = 1 }]
""".replace("LABEL", '{ fi = "x", sv = "x", en = "x" }')


@dataclass(frozen=True)
class House:
    """The register at `url` and what describes it."""

    url: str
    mapping: str = MAPPING

    def connector(self, **settings: str) -> SqlConnector:
        """A connector as the registry would make it."""
        return connect({"url": self.url, "mapping": self.mapping, "country": "FI", **settings}, HERE)

    def mapped(self, old: str, new: str) -> "House":
        """The same register under another mapping."""
        assert old in self.mapping
        return House(self.url, self.mapping.replace(old, new))

    def run(self, *statements: str) -> None:
        """Whatever somebody else does in the database."""
        with own_engine(self.url).begin() as connection:
            for statement in statements:
                connection.execute(text(self._spoken(statement)))

    def _spoken(self, statement: str) -> str:
        """MariaDB keeps a word for itself that is a table of ours."""
        return re.sub(r"\blines\b", "`lines`", statement) if self.url.startswith("mysql") else statement

    def dump(self) -> dict[str, list[dict[str, Any]]]:
        """Everything in it."""
        return dump(self.url)

    def changes(self, before: dict[str, list[dict[str, Any]]]) -> set[tuple[str, object, str]]:
        """The cells that differ from `before`."""
        return changes(before, self.dump(), KEYS)


def make_house(url: str) -> House:
    """Two people with orders, lines and notes; nothing in loyalty, which is not mapped."""
    house = House(url)
    own_engine(url).connect().close()
    house.run(*TABLES, *ROWS)
    return house
