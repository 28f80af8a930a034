"""A small register under whatever names a test gives it, and the mapping that describes it."""

import json
import random
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, insert
from sqlalchemy.dialects.mysql import VARCHAR

from portal.systems.sql.connector import SqlConnector, connect
from portal.systems.wire import Outgoing
from tests.own_engine import own_engine

HERE = Outgoing(("127.0.0.1", tempfile.gettempdir()))
"""What the tests' connections may reach: the servers that the tests start."""
LETTERS = String().with_variant(VARCHAR(190), "mysql")
ROLES = (
    "people", "number", "first", "last", "email", "phone", "town",
    "contacts", "contact_id", "contact_of", "contact_kind", "contact_value",
    "orders", "order_id", "order_of", "order_title",
    "lines", "line_id", "line_of", "line_title",
    "bans", "ban_of", "ban_direct", "ban_calls", "ban_stamp",
    "consents", "consent_id", "consent_of", "consent_kind", "consent_answer",
    "notes", "note_id", "note_of", "note_text",
)  # fmt: skip
_WORDS = (
    "select", "Order", "group by", 'he said "no"', "it's", "Sähköposti", "名前", "a%b", "%(x)s", "user", "back`tick",
    "semi;colon--", "br[ack]et", "tab\tbed", "dot.ted", "co:lon", ":bound", "per%%cent", "smile🙂", "NULL",
    "a (b)", "Ab\\c",
)  # fmt: skip


def plain_names() -> dict[str, str]:
    """Every role under its own name."""
    return {role: role for role in ROLES}


def random_names(seed: int) -> dict[str, str]:
    """Names with spaces, quotes, reserved words and other alphabets; no two alike."""
    chance = random.Random(seed)
    words = chance.sample(_WORDS * 2, len(ROLES))
    return {role: f"{word}{number}" for number, (role, word) in enumerate(zip(ROLES, words, strict=True))} | {
        "people": chance.choice(("select", "user", 'my "people"', "Ihmisiä; DROP TABLE x")),
        "email": chance.choice(("from", "e-mail address", "where", "E'Mail%s")),
    }


def _text(english: str) -> str:
    return f'{{ fi = "{english}", sv = "{english}", en = "{english}" }}'


@dataclass(frozen=True)
class Shop:
    """The register at `url`, its tables by role, and how to connect to it."""

    url: str
    names: Mapping[str, str]
    tables: Mapping[str, Table]

    def add(self, role: str, **values: object) -> None:
        """A row, its columns by role."""
        with own_engine(self.url).begin() as connection:
            connection.execute(
                insert(self.tables[role]).values({self.names[key]: value for key, value in values.items()})
            )

    def person(
        self, number: int, first: str | None, last: str | None, email: str | None, phone: str | None = None
    ) -> None:
        """A row of the person table."""
        self.add("people", number=number, first=first, last=last, email=email, phone=phone, town="Turku")

    def mapping(self) -> str:
        """The mapping as TOML."""
        return _mapping(self.names)

    def connector(self, **settings: str) -> SqlConnector:
        """A connector as the registry would make it."""
        return connect({"url": self.url, "mapping": self.mapping(), "country": "FI", **settings}, HERE)


def make_shop(url: str, names: Mapping[str, str]) -> Shop:
    """Create the empty tables."""
    held = MetaData()
    name = names.__getitem__
    people = Table(
        name("people"), held, Column(name("number"), Integer, primary_key=True, quote=True),
        *(Column(name(role), LETTERS, quote=True) for role in ("first", "last", "email", "phone", "town")), quote=True,
    )  # fmt: skip

    def child(role: str, key: str, link: str, parent: Column[Any], *others: Column[Any]) -> Table:
        columns = [Column(name(key), Integer, primary_key=True, quote=True)] if key != link else []
        linked: Column[Any] = Column(
            name(link), ForeignKey(parent), primary_key=key == link, nullable=key != link, quote=True
        )
        return Table(name(role), held, *columns, linked, *others, quote=True)

    text: Callable[[str], Column[Any]] = lambda role: Column(name(role), LETTERS, quote=True)  # noqa: E731 (short)
    person = people.c[name("number")]
    orders = child("orders", "order_id", "order_of", person, text("order_title"))
    tables = {
        "people": people,
        "contacts": child("contacts", "contact_id", "contact_of", person, text("contact_kind"), text("contact_value")),
        "orders": orders,
        "lines": child("lines", "line_id", "line_of", orders.c[name("order_id")], text("line_title")),
        "bans": child(
            "bans", "ban_of", "ban_of", person, Column(name("ban_direct"), Integer, quote=True),
            Column(name("ban_calls"), Integer, quote=True), text("ban_stamp"),
        ),
        "consents": child("consents", "consent_id", "consent_of", person, text("consent_kind"), text("consent_answer")),
        "notes": child("notes", "note_id", "note_of", person, text("note_text")),
    }  # fmt: skip
    held.create_all(own_engine(url))
    return Shop(url, names, tables)


def _mapping(names: Mapping[str, str]) -> str:
    def quoted(role: str) -> str:
        return json.dumps(names[role], ensure_ascii=False)

    def columns(*roles: tuple[str, str]) -> str:
        each = (
            f'{{ column = {quoted(role)}, name = "{role}", category = "{category}", label = {_text(role)}'
            f"{', free_text = true' if role == 'note_text' else ''} }}"
            for role, category in roles
        )
        return f"columns = [{', '.join(each)}]\n"

    def table(role: str, key: str, parent: str = "", link: str = "", kind: str = "") -> str:
        above = f'parent = "{parent}"\nlink = [{quoted(link)}]\n' if parent else ""
        head = f'[[tables]]\nkind = "{kind or role}"\ntable = {quoted(role)}\nkey = [{quoted(key)}]\n'
        return f"\n{head}{above}label = {_text(kind or role)}\n"

    def identifying(**roles: str) -> str:
        each = ", ".join(f'{{ column = {quoted(role)}, what = "{what}" }}' for role, what in roles.items())
        return f"identifying = [{each}]\n"

    def forbidding(*rules: tuple[str, str, str, str]) -> str:
        each = (
            f'{{ channels = ["{channel}"], column = {quoted(role)}, value = {value}, when_absent = "{absent}" }}'
            for channel, role, value, absent in rules
        )
        return f"prohibitions = [{', '.join(each)}]\n"

    return "".join(
        (
            f"display = [{quoted('first')}, {quoted('last')}]\nbeside = [{quoted('number')}]\n",
            table("people", "number"),
            identifying(
                email="email", phone="phone", number="customer_number", first="first_name", last="last_name"
            ),
            columns(
                ("number", "name"), ("first", "name"), ("last", "name"), ("email", "email"), ("phone", "phone"),
                ("town", "postal_address"),
            ),
            table("contacts", "contact_id", "people", "contact_of", kind="mail_contact"),
            f'where = {{ {quoted("contact_kind")} = "S" }}\n',
            identifying(contact_value="email"),
            columns(("contact_value", "email")),
            table("orders", "order_id", "people", "order_of"),
            columns(("order_id", "orders"), ("order_title", "orders")),
            table("lines", "line_id", "orders", "line_of"),
            columns(("line_title", "orders")),
            table("bans", "ban_of", "people", "ban_of"),
            f'updated = {{ column = {quoted("ban_stamp")}, write = true, format = "%Y" }}\n',
            columns(("ban_direct", "bans"), ("ban_calls", "bans")),
            forbidding(("direct", "ban_direct", "1", "insert"), ("calls", "ban_calls", "1", "insert")),
            table("consents", "consent_id", "people", "consent_of", kind="newsletter"),
            f'where = {{ {quoted("consent_kind")} = "N" }}\n',
            columns(("consent_answer", "bans")),
            forbidding(("direct", "consent_answer", '"E"', "prohibited")),
            table("notes", "note_id", "people", "note_of"),
            columns(("note_text", "unsorted")),
        )
    )  # fmt: skip
