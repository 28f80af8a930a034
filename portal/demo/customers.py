"""The record shop's customer database, as an ordinary web developer built it in 2009.

Invented people with Finnish and Finland-Swedish names, their orders, invoices, consents and
staff's notes, in SQLite with Finnish table and column names. One seed and one day give one
and the same database. It has what such databases have: null parts of names, phones in six
formats, mail addresses in capitals or with spaces around, Finnish dates in old rows and
ISO dates in new ones, counter sales that hang on nobody.

The cast below is always there with the data described at each constant; nobody else bears
their names or addresses, and `UNKNOWN_EMAIL` is nowhere in the register.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from portal.demo import people
from portal.demo.databases import Rows, make_database, sqlite_settings

CUSTOMERS = 2000
DEFAULT_SEED = 2009
BOOKKEEPING_YEARS = 6
UNKNOWN_EMAIL = "nobody@example.org"
MAPPING_FILE = Path(__file__).with_name("digelius_customers.toml")


@dataclass(frozen=True, slots=True)
class Customer:
    """One row of asiakkaat; `contacts` are the further rows of yhteystiedot as (S or P, value)."""

    number: int
    first: str | None
    last: str | None
    email: str | None = None
    phone: str | None = None
    street: str | None = None
    postcode: str | None = None
    town: str | None = None
    language: str = "fi"
    company: str | None = None
    contacts: tuple[tuple[str, str], ...] = ()
    bans: tuple[int, int, int, int] | None = (0, 0, 0, 0)
    consents: Mapping[str, str] = field(default_factory=dict)


YES_TO_BOTH = {"UK": "K", "PM": "K"}

AINO = Customer(
    1412, "Aino", "Virtanen", "aino.virtanen@example.org", "040 510 2233", "Vaasankatu 14 A 9", "00500", "Helsinki",
    consents={"UK": "K", "PM": "E"},
)  # fmt: skip
"""The plain access: four orders with invoices on both sides of the bookkeeping term, one note of her own."""

MIKKO_OF_TAMPERE = Customer(
    1688, "Mikko", "Korhonen", "mikko.korhonen@example.org", "+358 44 320 1188", "Satakunnankatu 22 B 31", "33210",
    "Tampere", consents={"UK": "K"},
)  # fmt: skip
"""One of two namesakes."""

MIKKO_OF_OULU = Customer(
    2233, "Mikko", "Korhonen", "m.korhonen@example.com", "050-4417720", "Kirkkokatu 9 C 18", "90100", "Oulu",
)  # fmt: skip
"""The other namesake: another address, another mailbox."""

SARI = Customer(
    1901, "Sari", "Lehtonen", "lehtoset@example.org", "045 672 0091", "Puistokatu 5", "20100", "Turku",
    consents={"UK": "K", "PM": "K"},
)  # fmt: skip
"""Half of a couple with one mailbox."""

TIMO = Customer(
    1902, "Timo", "Lehtonen", " Lehtoset@Example.org ", "0456720092", "Puistokatu 5", "20100", "Turku",
    consents={"UK": "E"},
)  # fmt: skip
"""The other half; staff typed the address in capitals and with spaces."""

ASA = Customer(
    2044, "Åsa", "Öhman", None, None, "Rådhusgatan 11", "65100", "Vaasa", language="sv",
    contacts=(("S", "asa.ohman@example.org"), ("S", "Asa@Example.net"), ("P", "+358 (0)50 388 4521")),
    consents={"UK": "K"},
)  # fmt: skip
"""One customer under two addresses and a phone, all in yhteystiedot; a note on another customer names her."""

VAINO = Customer(1007, None, "Hämäläinen", "VAINO.HAMALAINEN@EXAMPLE.ORG", "040-123 4567", bans=None)
"""Väinö, an old row of 2009 with gaps: no given name, no postal address, no row of prohibitions."""

LIISA = Customer(
    2310, "Liisa", "Mäkelä", "liisa.makela@example.org", "0400 712 334", "Yliopistonkatu 30 A 4", "40100", "Jyväskylä",
    consents=YES_TO_BOTH,
)  # fmt: skip
"""The marketing objection: no prohibition yet, consents to newsletter and telemarketing, one match."""

PETRI = Customer(
    1150, "Petri", "Nieminen", "petri.nieminen@example.com", "+358 40 555 0142", "Teollisuustie 4", "04300", "Tuusula",
    company="Kellarin Kiekko Oy", consents={"UK": "K"},
)  # fmt: skip
"""A company's buyer with 320 orders."""

CAST = (AINO, MIKKO_OF_TAMPERE, MIKKO_OF_OULU, SARI, TIMO, ASA, VAINO, LIISA, PETRI)
PETRIS_ORDERS = 320
_FIRST_NUMBER = 1001
_OPENED = date(2009, 3, 2)
_NEW_SHOP = date(2014, 9, 1)


_COMPANIES = (
    "Levykahvila Urapiste",
    "Kaiun Baari",
    "Studio Pohjakerros",
    "Radio Saunalahti",
    "Musiikkikirjasto Sointu",
)
_FORMS = ("Oy", "Ky", "Tmi", "ry")
_ARTISTS = (
    "Kuutamokone", "Rautalammen Rytmikerho", "Saaristosähkö", "Yölinja 53", "Trio Hirvonharju", "Helmi Halla",
    "Pajukko Kvartetti", "Sumuorkesteri", "Nordkustens Blås", "Kaarnalaiva", "Tyyne ja Telineet", "Malmgatan Five",
    "Joutsenen Varjo", "Ilmari Oja Ensemble", "Ruskea Huone", "Elektroninen Eläintarha",
)  # fmt: skip
_ALBUMS = (
    "Hiljainen satama", "Viimeinen raitiovaunu", "Under norra ljuset", "Talvikaupunki", "Seitsemän saunaa",
    "Kaiku kertaa kaksi", "Mustikkametsä", "Nattfärjan", "Lumi sulaa sivulta", "Elävänä Vallilassa",
    "Improvisaatioita ikkunalla", "Kellarinauhat", "Radiohiljaisuus", "Aamu ennen postia", "Västanvind",
    "Pitkä kesäkuu",
)  # fmt: skip
_FORMATS = (("LP", 2890), ("2LP", 3990), ("CD", 1690), ("7", 990), ("MC", 1290))
_NOTES = (
    "Kysyi ennakkotilauksesta, luvattiin soittaa kun levy tulee.",
    "Palautti naarmuisen kappaleen, hyvitys tehty.",
    "Toivoo postituksen noutopisteeseen, ei kotiin.",
    "Vill ha fakturan på svenska.",
    "Soitti toimitusajasta, hoidettu.",
)
_NOTES_ON_OTHERS = (
    "{name} nouti paketin tämän asiakkaan puolesta.",
    "Samassa osoitteessa asuu myös {name}, laskut eivät saa mennä sekaisin.",
    "Lahjakortin osti {name}.",
)
_STAFF = ("JK", "MR", "kesä")

_SCHEMA = """
CREATE TABLE asiakkaat (
    asiakasnro INTEGER PRIMARY KEY, tyyppi INTEGER, etunimi VARCHAR(60), sukunimi VARCHAR(60), yritys VARCHAR(120),
    sahkoposti VARCHAR(120), puhelin VARCHAR(40), katuosoite VARCHAR(120), postinro CHAR(5), toimipaikka VARCHAR(60),
    kieli CHAR(2), luotu DATE, muutettu DATETIME, kasittely_rajoitettu INTEGER NOT NULL DEFAULT 0);
CREATE TABLE yhteystiedot (
    id INTEGER PRIMARY KEY, asiakasnro INTEGER REFERENCES asiakkaat, laji CHAR(1), arvo VARCHAR(120));
CREATE TABLE tilaukset (
    tilausnro INTEGER PRIMARY KEY, asiakasnro INTEGER REFERENCES asiakkaat, pvm DATE, tila INTEGER,
    toimitustapa CHAR(2), summa_snt INTEGER, lisatieto TEXT);
CREATE TABLE tilausrivit (
    id INTEGER PRIMARY KEY, tilausnro INTEGER REFERENCES tilaukset, artisti VARCHAR(80), nimi VARCHAR(80),
    formaatti VARCHAR(4), kpl INTEGER, hinta_snt INTEGER);
CREATE TABLE laskut (
    laskunro INTEGER PRIMARY KEY, asiakasnro INTEGER REFERENCES asiakkaat, tilausnro INTEGER REFERENCES tilaukset,
    laskupvm DATE, erapvm DATE, summa_snt INTEGER, tila CHAR(1), tositenro VARCHAR(12));
CREATE TABLE suostumukset (
    id INTEGER PRIMARY KEY, asiakasnro INTEGER REFERENCES asiakkaat, laji CHAR(2), lupa CHAR(1), kirjattu DATE);
CREATE TABLE markkinointikiellot (
    asiakasnro INTEGER PRIMARY KEY REFERENCES asiakkaat, suoramainonta INTEGER DEFAULT 0, etamyynti INTEGER DEFAULT 0,
    muu_suoramarkkinointi INTEGER DEFAULT 0, tutkimus INTEGER DEFAULT 0, muutettu DATETIME);
CREATE TABLE muistiinpanot (
    id INTEGER PRIMARY KEY, asiakasnro INTEGER REFERENCES asiakkaat, pvm DATE, kirjaaja VARCHAR(10), teksti TEXT);
CREATE INDEX tilaukset_asiakas ON tilaukset (asiakasnro);
CREATE INDEX rivit_tilaus ON tilausrivit (tilausnro);
CREATE INDEX laskut_asiakas ON laskut (asiakasnro);
"""


def connection_settings(path: Path) -> dict[str, str]:
    """What the SQL connector needs to know of the register in the file `path`."""
    return sqlite_settings(path, MAPPING_FILE)


def make_customers(path: Path, *, today: date, seed: int = DEFAULT_SEED) -> None:
    """Write the register to a new file; it appears whole or not at all. FileExistsError if it is there."""
    shop = _Shop(random.Random(seed), today)  # noqa: S311 (invented people, not secrets)
    make_database(path, _SCHEMA, shop.filled())


def cast_orders(today: date) -> dict[int, tuple[date, ...]]:
    """The days on which the cast ordered, by customer number; invoices carry the same days."""
    beyond, within = today.year - BOOKKEEPING_YEARS - 3, today.year - BOOKKEEPING_YEARS
    days: dict[int, tuple[date, ...]] = {
        AINO.number: (
            date(beyond, 5, 14),
            date(within, 11, 27),
            date(today.year - 2, 2, 9),
            today - timedelta(days=40),
        ),
        MIKKO_OF_TAMPERE.number: (date(today.year - 4, 8, 3), today - timedelta(days=200)),
        MIKKO_OF_OULU.number: (date(today.year - 1, 1, 19),),
        SARI.number: (date(today.year - 3, 12, 4), today - timedelta(days=90)),
        TIMO.number: (date(today.year - 5, 6, 21),),
        ASA.number: (date(beyond, 9, 30), date(today.year - 1, 10, 10)),
        VAINO.number: (date(2009, 6, 12),),
        LIISA.number: (date(today.year - 1, 3, 8),),
        PETRI.number: tuple(today - timedelta(days=14 * turn + 3) for turn in range(PETRIS_ORDERS)),
    }
    return {number: tuple(sorted(ordered)) for number, ordered in days.items()}


_CAST_NOTES = (
    (AINO, "Toivoo paketin naapurille Eero Salonen, jos ei ole kotona."),
    (MIKKO_OF_TAMPERE, "Huom. samanniminen asiakas Oulussa, tarkista aina asiakasnumero."),
    (SARI, "Timo Lehtonen maksoi laskun."),
    (PETRI, "Åsa Öhman kysyi samaa painosta, varattu hänelle yksi."),
    (LIISA, "Soitettu uutuuksista, kiinnostunut jazzista."),
)


class _Shop:
    """Fills the tables, everything drawn from one source of chance."""

    def __init__(self, chance: random.Random, today: date) -> None:
        self._chance = chance
        self._today = today
        self._cast = {member.number: member for member in CAST}
        self._names = {(member.first or "Väinö", member.last) for member in CAST}
        self._order = 100_000
        self._invoice = 500_000
        self._rows = Rows()

    def filled(self) -> Rows:
        """Customers in the order of their numbers, then what hangs on them, then counter sales."""
        numbers = range(_FIRST_NUMBER, _FIRST_NUMBER + CUSTOMERS)
        everybody = [self._cast.get(number) or self._somebody(number) for number in numbers]
        ordered = cast_orders(self._today)
        for customer in everybody:
            created = self._created(customer.number)
            self._write(customer, created)
            for day in ordered.get(customer.number) or self._days(created):
                self._sell(customer.number, day)
        for _ in range(25):
            self._sell(None, self._between(_OPENED))
        self._notes(everybody)
        return self._rows

    def _created(self, number: int) -> date:
        """Numbers were given in order since the shop opened."""
        if number in self._cast:
            first = cast_orders(self._today)[number][0]
            return min(first, date(2009, 6, 12)) if number == VAINO.number else first
        span = (self._today - _OPENED).days
        return _OPENED + timedelta(days=span * (number - _FIRST_NUMBER) // CUSTOMERS)

    def _between(self, start: date) -> date:
        return start + timedelta(days=self._chance.randrange((self._today - start).days + 1))

    def _somebody(self, number: int) -> Customer:
        first, last = self._name()
        postcode, town = self._chance.choice(people.TOWNS)
        old = self._created(number) < _NEW_SHOP
        email = None if self._chance.random() < (0.2 if old else 0.02) else self._email(first, last, number)
        swedish = any(letter in last for letter in "Åå") or last.endswith(("ström", "qvist", "holm", "blom", "man"))
        company = f"{self._chance.choice(_COMPANIES)} {self._chance.choice(_FORMS)}"
        gap = old and self._chance.random() < 0.15
        return Customer(
            number,
            None if gap and self._chance.random() < 0.5 else first,
            last,
            email,
            people.phone(self._chance) if self._chance.random() < 0.85 else None,
            None if gap else f"{self._chance.choice(people.STREETS)} {self._chance.randint(1, 98)}",
            None if gap else postcode,
            None if gap else town,
            "sv" if swedish else "fi",
            company if self._chance.random() < 0.06 else None,
            self._more_contacts(first, last, number),
            None if gap else self._bans(),
            self._consents(),
        )

    def _name(self) -> tuple[str, str]:
        while True:
            first, last = self._chance.choice(people.FIRST), self._chance.choice(people.LAST)
            if (first.partition("-")[0], last) not in self._names:
                return first, last

    def _email(self, first: str, last: str, number: int) -> str:
        address = people.email(self._chance, first, last, str(number))
        oddity = self._chance.random()
        if oddity < 0.06:
            return address.title()
        return f" {address} " if oddity < 0.09 else address

    def _more_contacts(self, first: str, last: str, number: int) -> tuple[tuple[str, str], ...]:
        contacts = []
        if self._chance.random() < 0.08:
            contacts.append(("S", self._email(last, first, number)))
        if self._chance.random() < 0.08:
            contacts.append(("P", people.phone(self._chance)))
        return tuple(contacts)

    def _bans(self) -> tuple[int, int, int, int]:
        direct, selling, other, research = (int(self._chance.random() < share) for share in (0.1, 0.12, 0.08, 0.05))
        return direct, selling, other, research

    def _consents(self) -> dict[str, str]:
        return {
            kind: "K" if self._chance.random() < yes else "E"
            for kind, yes in (("UK", 0.7), ("PM", 0.3))
            if self._chance.random() < 0.6
        }

    def _written(self, day: date) -> str:
        """As the shop's software of that day wrote dates."""
        return day.isoformat() if day >= _NEW_SHOP else f"{day.day}.{day.month}.{day.year}"

    def _write(self, customer: Customer, created: date) -> None:
        number, since = customer.number, self._written(created)
        self._rows.add(
            "asiakkaat", number, 2 if customer.company else 1, customer.first, customer.last, customer.company,
            customer.email, customer.phone, customer.street, customer.postcode, customer.town, customer.language,
            since, f"{created.isoformat()} 12:00:00" if created >= _NEW_SHOP else None, 0,
        )  # fmt: skip
        for kind, value in customer.contacts:
            self._rows.add("yhteystiedot", self._rows.next("yhteystiedot"), number, kind, value)
        for kind, answer in customer.consents.items():
            self._rows.add("suostumukset", self._rows.next("suostumukset"), number, kind, answer, since)
        if customer.bans is not None:
            self._rows.add("markkinointikiellot", number, *customer.bans, f"{created.isoformat()} 12:00:00")

    def _days(self, created: date) -> Sequence[date]:
        count = self._chance.choices((0, 1, 2, 3, 5, 8), (10, 35, 25, 15, 10, 5))[0]
        return sorted(self._between(created) for _ in range(count))

    def _sell(self, number: int | None, day: date) -> None:
        """An order with its lines, and the invoice whose voucher bookkeeping keeps."""
        self._order += 1
        total = 0
        for _ in range(self._chance.choice((1, 1, 2, 3))):
            form, price = self._chance.choice(_FORMATS)
            artist, album = self._chance.choice(_ARTISTS), self._chance.choice(_ALBUMS)
            self._rows.add("tilausrivit", self._rows.next("tilausrivit"), self._order, artist, album, form, 1, price)
            total += price
        state = self._chance.choices((2, 3, 9), (94, 3, 3))[0] if number not in self._cast else 2
        way = "NO" if number is None else self._chance.choice(("PO", "PO", "NO"))
        self._rows.add("tilaukset", self._order, number, self._written(day), state, way, total, None)
        if state == 9:  # noqa: PLR2004 (cancelled, as the mapping says)
            return
        self._invoice += 1
        due, voucher = self._written(day + timedelta(days=14)), f"{day.year}-{self._invoice % 100_000:05}"
        self._rows.add("laskut", self._invoice, number, self._order, self._written(day), due, total, "M", voucher)

    def _notes(self, everybody: Sequence[Customer]) -> None:
        for customer, text in _CAST_NOTES:
            self._note(customer.number, text)
        others = [customer for customer in everybody if customer.number not in self._cast and customer.first]
        for customer in self._chance.sample(others, 180):
            self._note(customer.number, self._chance.choice(_NOTES))
        for customer, other in self._pairs(others, 40):
            text = self._chance.choice(_NOTES_ON_OTHERS).format(name=f"{other.first} {other.last}")
            self._note(customer.number, text)

    def _pairs(self, others: Sequence[Customer], count: int) -> Iterable[tuple[Customer, Customer]]:
        drawn = self._chance.sample(others, 2 * count)
        return zip(drawn[:count], drawn[count:], strict=True)

    def _note(self, number: int, text: str) -> None:
        day = self._written(self._between(self._created(number)))
        self._rows.add(
            "muistiinpanot", self._rows.next("muistiinpanot"), number, day, self._chance.choice(_STAFF), text
        )
