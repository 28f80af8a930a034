"""A customer register that nobody has seen before: tables, columns, people and keys drawn by a seed.

It stands beside the demo's own register and is mapped to the same data categories, so whatever
the portal does there it has to do here. Names of tables and columns have spaces, quotes, reserved
words and letters of other alphabets; keys are numbers, texts or pairs; some columns may not be
empty, some foreign keys cascade and some are not declared at all.

    seed = draw_seed()
    register = make(tmp_path / "customers.sqlite3", seed, date(2026, 11, 23))
    connector = registry.connect("sql", register.settings())
    somebody = register.people[0]
"""

import json
import random
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Engine,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    String,
    Table,
    insert,
)

from tests.own_engine import own_engine

PEOPLE = 40
BOOKKEEPING_YEARS = 6
CHANNELS = ("direct_advertising", "distance_selling", "other_direct_marketing", "research")
_WORDS = (
    "select", "Order", "group by", 'he said "no"', "it's", "Sähköposti", "名前", "a%b", "%(x)s", "user", "back`tick",
    "semi;colon--", "br[ack]et", "tab\tbed", "dot.ted", "co:lon", ":bound", "per%%cent", "smile🙂", "NULL", "a (b)",
    "Ab\\c", "Ñandú", "Ελλάδα", "имя", "from where", "x' OR '1'='1", "DROP TABLE", "primary", "${var}", "{{ }}",
)  # fmt: skip
_FIRST = (
    "Aada", "Onni", "Linnéa", "Björn", "Zoë", "Łukasz", "Søren", "Anna-Liisa", "Jean-Noël", "Ýmir", "Иван", "さくら",
    "Rosa", "Åke", "Töölö", "D'Arcy", "Nguyễn", "María José",
)  # fmt: skip
_LAST = (
    "Virtanen", "O'Brien", "von Ström", "Peña", "Müller", "Świątek", "Ångström", "Sukunimi; DROP TABLE x", "Salo",
    'de "la" Cruz', "Hämäläinen", "Öhman", "50% Off", "Back\\slash", "<b>Bold</b>", "Tammi", "山田", "Nyström",
)  # fmt: skip
_STREETS = ("Hämeentie", "Rue de l'Été", "Storgatan", "Ågatan", "Main St.", "Ratakatu")
_TOWNS = ("Helsinki", "Åbo", "Pietarsaari", "Québec", "Ivalo")


@dataclass(frozen=True, slots=True)
class Somebody:
    """One customer: `owner` is the key as the connector says it; the days are those of orders and of invoices.

    The last one's address is `protected`, as the register itself says.
    """

    owner: str
    email: str
    name: str
    phone: str
    company: str
    orders: tuple[date, ...]
    invoices: tuple[date, ...]
    notes: int
    protected: bool = False


@dataclass(frozen=True, slots=True)
class RandomRegister:
    """The register at `url`, its `mapping` (TOML) and everybody in it.

    `tables` and `columns` give the real names by role (`people`, `orders`, `lines`, `invoices`,
    `bans`, `notes`; `people.email`), `keys` the key columns of each real table, for
    `register_dump.changes`. `customer_goes` is whether the mapping lets the person's row be deleted.
    """

    seed: int
    url: str
    mapping: str
    people: tuple[Somebody, ...]
    tables: Mapping[str, str]
    columns: Mapping[str, str]
    keys: Mapping[str, tuple[str, ...]]
    customer_goes: bool

    def settings(self) -> dict[str, str]:
        """What the SQL connector needs to know of it."""
        return {"url": self.url, "mapping": self.mapping, "country": "FI"}

    def person(self, email: str) -> Somebody:
        """Whoever has this address; KeyError where nobody has."""
        for each in self.people:
            if each.email == email:
                return each
        raise KeyError(email)


def draw_seed() -> int:
    """A new seed for this run, printed so that the run can be had again."""
    seed = secrets.randbelow(2**31)
    print(f"random register: seed {seed}")  # noqa: T201 (a failing run shows it)
    return seed


def make(url_or_path: str | Path, seed: int, today: date) -> RandomRegister:
    """Create the tables in an empty database and fill them; a path becomes a SQLite file.

    The first three people have orders and invoices on both sides of the bookkeeping term
    (`BOOKKEEPING_YEARS`), the fourth none at all; addresses are everybody's own.
    """
    url = url_or_path if isinstance(url_or_path, str) else f"sqlite:///{url_or_path.absolute()}"
    draft = _Draft(random.Random(seed))
    engine = own_engine(url)
    draft.held.create_all(engine)
    people = tuple(draft.fill(engine, today))
    return RandomRegister(
        seed=seed,
        url=url,
        mapping=draft.mapping(),
        people=people,
        tables={role: each.name for role, each in draft.tables.items()},
        columns=dict(draft.names),
        keys={each.name: tuple(column.name for column in each.primary_key) for each in draft.tables.values()},
        customer_goes=draft.customer_erase == "delete",
    )


Kind = Literal["number", "text", "pair"]


@dataclass(slots=True)
class _Draft:
    """The drawn schema, its rows and its mapping."""

    chance: random.Random
    held: MetaData = field(default_factory=MetaData)
    tables: dict[str, Table] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    used: int = 0
    key_kind: Kind = "number"
    customer_erase: str = "delete"
    split_name: bool = True
    flag: tuple[Any, Any] = (1, 0)
    guard: tuple[Any, Any] = ("TK", None)

    def __post_init__(self) -> None:
        self.key_kind = self.chance.choice(("number", "text", "pair"))
        self.customer_erase = self.chance.choice(("delete", "anonymise"))
        self.split_name = self.chance.random() < 0.5
        self.flag = self.chance.choice(((1, 0), (True, False), ("K", "E")))
        self.guard = self.chance.choice(((1, 0), (True, None), ("TK", ""), ("it's", None)))
        self._people()
        self._children()

    # Names and tables.

    def name(self, role: str) -> str:
        """A name for this role, drawn when it is first asked for."""
        if role not in self.names:
            self.used += 1
            self.names[role] = f"{self.chance.choice(_WORDS)}{self.used}"
        return self.names[role]

    def _column(self, role: str, kind: Any, **options: Any) -> Column[Any]:
        return Column(self.name(role), kind, quote=True, **options)

    def _maybe_needed(self, role: str, length: int = 120) -> Column[Any]:
        return self._column(role, String(length), nullable=self.chance.random() < 0.6)

    def _key(self, role: str) -> list[Column[Any]]:
        kinds = {"number": (Integer,), "text": (String(40),), "pair": (String(12), Integer)}[self.key_kind]
        return [
            self._column(f"{role}{place}", kind, primary_key=True, autoincrement=False)
            for place, kind in enumerate(kinds)
        ]

    def _people(self) -> None:
        types: dict[type, Any] = {bool: Boolean(), int: Integer(), str: String(4)}
        unique = self.chance.random() < 0.4
        named = ("people.first", "people.last") if self.split_name else ("people.name",)
        self._table(
            "people",
            *self._key("people.key"),
            *(self._maybe_needed(role) for role in (*named, "people.company", "people.street", "people.town")),
            self._maybe_needed("people.phone", 60),
            self._column("people.email", String(160), nullable=not unique, unique=unique),
            self._column("people.flag", types[type(self.flag[0])], nullable=False),
            self._column("people.guard", types[type(self.guard[0])]),
            self._column("people.unmapped", String(40)),
        )

    def _children(self) -> None:
        self._child("orders", "people", self._key("orders.key"), "orders.date", "orders.title", "orders.cents")
        self._child("lines", "orders", self._key("lines.key"), "lines.title", "lines.cents")
        self._child("invoices", "people", self._key("invoices.key"), "invoices.date", "invoices.cents")
        self._child("notes", "people", self._key("notes.key"), "notes.date", "notes.text")
        bans = [self._column(f"bans.{channel}", Integer, nullable=False, server_default="0") for channel in CHANNELS]
        links = self._links("bans", "people", primary_key=True)
        self._table("bans", *links, *bans, *self._foreign(links, "people", "CASCADE"))

    def _child(self, role: str, parent: str, key: list[Column[Any]], *roles: str) -> None:
        kinds: dict[str, Any] = {"date": Date(), "cents": Integer(), "title": String(80), "text": String(400)}
        others = [
            self._column(each, kinds[each.rpartition(".")[2]], nullable=not each.endswith("cents")) for each in roles
        ]
        links = self._links(role, parent)
        if role == "invoices":
            pointing = self._links("invoices.order", "orders")
            declared = self.chance.choice((None, "SET NULL", "CASCADE"))
            foreign = [*self._foreign(links, parent, None), *self._foreign(pointing, "orders", declared)]
            self._table(role, *key, *links, *others, *pointing, *foreign)
            return
        self._table(role, *key, *links, *others, *self._foreign(links, parent, self.chance.choice((None, "CASCADE"))))

    def _links(self, role: str, parent: str, **options: Any) -> list[Column[Any]]:
        return [
            self._column(f"{role}.link{place}", column.type, **options)
            for place, column in enumerate(self.tables[parent].primary_key)
        ]

    def _foreign(self, links: Sequence[Column[Any]], parent: str, on_delete: str | None) -> list[ForeignKeyConstraint]:
        if self.chance.random() < 0.3:
            return []
        keys = list(self.tables[parent].primary_key)
        return [ForeignKeyConstraint([each.name for each in links], keys, ondelete=on_delete)]

    def _table(self, role: str, *parts: Any) -> None:
        self.tables[role] = Table(self.name(role), self.held, *parts, quote=True)

    # Rows.

    def fill(self, engine: Engine, today: date) -> Iterator[Somebody]:
        """Write everybody; the rows of one table at once."""
        everybody = [self._somebody(number, today) for number in range(1, PEOPLE + 1)]
        with engine.begin() as connection:
            for role, table in self.tables.items():
                connection.execute(insert(table), self.rows[role])
        yield from everybody

    def _key_values(self, letter: str, number: int) -> tuple[object, ...]:
        if self.key_kind == "number":
            return (number,)
        text = f"{letter}-{self.chance.choice(('å', chr(39), '%', '名', ' '))}{number}"
        return (text,) if self.key_kind == "text" else (text[:10], number)

    def _somebody(self, number: int, today: date) -> Somebody:
        chance = self.chance
        first, last = chance.choice(_FIRST), f"{chance.choice(_LAST)}"
        key = self._key_values("C", number)
        email, phone = f"kunde{number}@example.org", f"+35840{5_000_000 + number}"
        company = f"Firma {number} Oy" if chance.random() < 0.3 else ""
        named = {"people.first": first, "people.last": last} if self.split_name else {"people.name": f"{first} {last}"}
        self._add(
            "people",
            {f"people.key{place}": part for place, part in enumerate(key)},
            {
                **named, "people.company": company, "people.street": f"{chance.choice(_STREETS)} {number}",
                "people.town": chance.choice(_TOWNS), "people.phone": chance.choice((phone, f"0{phone[4:]}")),
                "people.email": chance.choice((email, f" {email.title()} ")), "people.flag": self.flag[1],
                "people.unmapped": "ours alone", "people.guard": self.guard[number != PEOPLE],
            },
        )  # fmt: skip
        days = self._days(number, today)
        invoiced = tuple(day for place, day in enumerate(days) if self._sell(key, day, number, place))
        notes = chance.randrange(3)
        for each in range(notes):
            held = {"notes.date": today - timedelta(days=each), "notes.text": "Soitti; kysyi levystä."}
            self._add("notes", self._parts("notes.key", "N", 10 * number + each), self._linked("notes", key), held)
        self._add("bans", self._linked("bans", key), {f"bans.{channel}": 0 for channel in CHANNELS})
        owner = str(key[0]) if len(key) == 1 else json.dumps([str(part) for part in key], ensure_ascii=False)
        return Somebody(owner, email, f"{first} {last}", phone, company, days, invoiced, notes, number == PEOPLE)

    def _days(self, number: int, today: date) -> tuple[date, ...]:
        if number <= 3:
            old = date(today.year - BOOKKEEPING_YEARS - 3, 5, 14)
            return (old, date(today.year - 2, 2, 9), today - timedelta(days=40 + number))
        if number == 4:
            return ()
        count = self.chance.randrange(4)
        return tuple(sorted(today - timedelta(days=self.chance.randrange(1, 4000)) for _ in range(count)))

    def _sell(self, whose: tuple[object, ...], day: date, number: int, place: int) -> bool:
        """An order with two lines; every order of the first three people has an invoice, of others most."""
        which = 100 * number + place
        order = self._parts("orders.key", "O", which)
        told = {"orders.date": day, "orders.title": f"Levy nro {which}", "orders.cents": 2500 + which}
        self._add("orders", order, self._linked("orders", whose), told)
        for line in range(2):
            own = self._parts("lines.key", "L", 10 * which + line)
            self._add(
                "lines", own, self._linked("lines", tuple(order.values())), {"lines.title": "LP", "lines.cents": 1}
            )
        if number > 3 and self.chance.random() < 0.2:
            return False
        held = {"invoices.date": day, "invoices.cents": 2500 + which}
        points = self._linked("invoices.order", tuple(order.values()))
        self._add("invoices", self._parts("invoices.key", "I", which), self._linked("invoices", whose), held, points)
        return True

    def _parts(self, role: str, letter: str, number: int) -> dict[str, object]:
        return {f"{role}{place}": part for place, part in enumerate(self._key_values(letter, number))}

    def _linked(self, role: str, key: tuple[object, ...]) -> dict[str, object]:
        return {f"{role}.link{place}": part for place, part in enumerate(key)}

    def _add(self, table: str, *parts: Mapping[str, object]) -> None:
        row = {self.names[role]: value for part in parts for role, value in part.items()}
        self.rows.setdefault(table, []).append(row)

    # The mapping.

    def mapping(self) -> str:
        """The TOML that describes all of it."""
        named = [("people.first", "first_name"), ("people.last", "last_name")]
        if not self.split_name:
            named = [("people.name", "name")]
        display = ", ".join(self._quoted(role) for role, _ in named)
        keyed = [f"people.key{place}" for place in range(len(self.tables["people"].primary_key))]
        numbers = [(keyed[-1], "customer_number")] if self.key_kind != "pair" else []
        identifying = [("people.email", "email"), ("people.phone", "phone"), *named, *numbers]
        value, free = (json.dumps(each) for each in self.flag)
        columns = [(role, "name") for role, _ in named]
        columns += [(role, "name") for role, _ in numbers]
        columns += [("people.company", "company"), ("people.email", "email"), ("people.phone", "phone")]
        columns += [("people.street", "postal_address"), ("people.town", "postal_address")]
        customer = (
            f'erase = "{self.customer_erase}"\n'
            f"restriction = {{ column = {self._quoted('people.flag')}, value = {value}, free = {free} }}\n"
            f"protection = {{ column = {self._quoted('people.guard')}, value = {json.dumps(self.guard[0])} }}\n"
            f"identifying = [{', '.join(self._identifying(*each) for each in identifying)}]\n"
        )
        bans = [(f"bans.{channel}", "marketing_bans") for channel in CHANNELS]
        forbid = ", ".join(
            f'{{ channels = ["{channel}"], column = {self._quoted(f"bans.{channel}")}, value = 1 }}'
            for channel in CHANNELS
        )
        gone = 'erase = "delete"\n'
        return "".join(
            (
                f'zone = "Europe/Helsinki"\ndisplay = [{display}]\nbeside = [{self._quoted("people.town")}]\n',
                self._mapped("customer", "people", "", customer, columns),
                self._mapped(
                    "order", "orders", "customer", self._dated("orders") + gone, self._all("orders", "orders")
                ),
                self._mapped("order_line", "lines", "order", gone, self._all("lines", "orders")),
                self._mapped(
                    "invoice", "invoices", "customer", self._dated("invoices") + gone, self._all("invoices", "billing")
                ),
                self._mapped("note", "notes", "customer", self._dated("notes") + gone, self._all("notes", "unsorted")),
                self._mapped("marketing_bans", "bans", "customer", 'erase = "keep"\n', bans),
                f"prohibitions = [{forbid}]\n",
            )
        )

    def _mapped(self, kind: str, role: str, parent: str, more: str, columns: Sequence[tuple[str, str]]) -> str:
        keys = ", ".join(json.dumps(column.name, ensure_ascii=False) for column in self.tables[role].primary_key)
        above = {"": "", "customer": "people", "order": "orders"}[parent]
        places = range(len(self.tables[above].primary_key)) if above else ()
        link = ", ".join(self._quoted(f"{role}.link{place}") for place in places)
        linked = f'parent = "{parent}"\nlink = [{link}]\n' if parent else ""
        each = ", ".join(self._column_text(role_of, category) for role_of, category in columns)
        return (
            f'\n[[tables]]\nkind = "{kind}"\ntable = {self._quoted(role)}\nkey = [{keys}]\n{linked}'
            f"label = {_text(kind)}\n{more}columns = [{each}]\n"
        )

    def _column_text(self, role: str, category: str) -> str:
        free = ", free_text = true" if role == "notes.text" else ""
        name = role.replace(".", "_")
        told = f'name = "{name}", category = "{category}", label = {_text(name)}{free}'
        return f"{{ column = {self._quoted(role)}, {told} }}"

    def _all(self, table: str, category: str) -> list[tuple[str, str]]:
        told = ("date", "title", "cents", "text")
        return [(f"{table}.{each}", category) for each in told if f"{table}.{each}" in self.names]

    def _identifying(self, role: str, what: str) -> str:
        return f'{{ column = {self._quoted(role)}, what = "{what}" }}'

    def _dated(self, table: str) -> str:
        return f"dated = {self._quoted(f'{table}.date')}\n"

    def _quoted(self, role: str) -> str:
        return json.dumps(self.names[role], ensure_ascii=False)


def _text(english: str) -> str:
    return f'{{ fi = "{english}", sv = "{english}", en = "{english}" }}'
