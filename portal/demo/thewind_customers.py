"""The consultancy's two databases: its customers, as a table program of an office built them, and its mailing list.

Invented people at invented companies. One seed and one day give one and the same two files.
The cast below is always there with the data described at each constant; nobody else bears
their names or addresses.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from portal.demo import people
from portal.demo.databases import Rows, make_database, sqlite_settings

CONTACTS = 60
MAILING_CONTACTS = 200
DEFAULT_SEED = 2016
_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody at a client company, or on the mailing list alone."""

    name: str
    email: str
    company: str
    phone: str = ""
    language: str = "fi"


HANNA = Contact("Hanna Kivelä", "hanna.kivela@example.org", "Saimaan Sahatuote Oy", "040 664 1210")
"""In both registers: a customer with assignments and paid invoices, and one row of the mailing list."""

JOEL = Contact("Joel Aaltonen", "joel.aaltonen@example.com", "Kajo Valaistus Oy")
"""On the mailing list alone, in one row."""

RAUNO = Contact("Rauno Vuorela", "rauno.vuorela@example.net", "Vuorelan Konepaja Ky", "+358 50 711 3094")
"""A customer whose invoice went to collection; a letter of collection speaks of his wife."""

MARIT = Contact("Marit Sundqvist", "marit.sundqvist@example.org", "Skärgårdens Trafik Ab", "0457 331 8802", "sv")
"""A customer with an unpaid invoice that is not late yet."""

SIRPA = Contact("Sirpa Tolonen", "toimisto@example.net", "Tilitoimisto Tolonen Oy")
"""On the mailing list under her office's address."""

KAISU = Contact("Kaisu Tolonen", "toimisto@example.net", "Tilitoimisto Tolonen Oy")
"""On the mailing list under the same address as Sirpa."""

CUSTOMERS = (HANNA, RAUNO, MARIT)
SUBSCRIBERS = (HANNA, JOEL, SIRPA, KAISU)
_FIRST_CONTACT, _FIRST_INVOICE, _DAYS_RATE = 101, 2016_000, 1_240
_CAST_NAMES = {one.name for one in (*CUSTOMERS, *SUBSCRIBERS)}
_COMPANIES = tuple(
    f"{name} {form}"
    for name, form in (
        ("Järvenrannan Leipomo", "Oy"), ("Metsolan Taimisto", "Ky"), ("Aurora Fysioterapia", "Oy"),
        ("Keskisuomen Kuljetus", "Oy"), ("Päijänteen Risteilyt", "Oy"), ("Kirjakauppa Kulma", "Ky"),
        ("Harjun Hotelli", "Oy"), ("Laukaan Lasi", "Oy"), ("Bygg och Betong", "Ab"), ("Muuramen Musiikkiopisto", "ry"),
        ("Äänekosken Arkkitehdit", "Oy"), ("Korpilahden Käsityö", "Osk"),
    )
)  # fmt: skip
_ROLES = ("toimitusjohtaja", "markkinointipäällikkö", "viestintäpäällikkö", "hallintojohtaja", None)
_WORK = (
    "Strategiatyöpaja", "Viestintäsuunnitelma", "Verkkosivujen uudistus", "Esihenkilövalmennus", "Brändikartoitus",
    "Vuosikertomuksen teksti", "Asiakastyytyväisyyskysely",
)  # fmt: skip
_TALKS = (
    ("S", "Lähetetty tarjous, vastausta odotetaan."),
    ("P", "Soitettu aikataulusta, siirtyy viikolla."),
    ("T", "Tapaaminen toimistolla, muistio arkistossa."),
    ("S", "Kiitti raportista, pyytää jatkoehdotuksen."),
)
_LISTS = ("M", "V", "T")

_CUSTOMER_SCHEMA = """
CREATE TABLE Yhteyshenkilo (
    HenkiloID INTEGER PRIMARY KEY, Nimi VARCHAR(80), Yritys VARCHAR(80), Tehtava VARCHAR(60), Sposti VARCHAR(80),
    Puhelin VARCHAR(30), Katuosoite VARCHAR(80), Postinumero CHAR(5), Postitoimipaikka VARCHAR(40), Kieli CHAR(2),
    Lisatty DATE, Rajoitettu INTEGER DEFAULT 0, Lisatieto TEXT);
CREATE TABLE Toimeksianto (
    TyoID INTEGER PRIMARY KEY, HenkiloID INTEGER REFERENCES Yhteyshenkilo, Otsikko VARCHAR(80), Alkoi DATE,
    Paattyi DATE, Tila INTEGER);
CREATE TABLE Yhteydenpito (
    ID INTEGER PRIMARY KEY, HenkiloID INTEGER REFERENCES Yhteyshenkilo, Pvm DATE, Tapa CHAR(1), Asia TEXT);
CREATE TABLE Lasku (
    LaskuNro INTEGER PRIMARY KEY, HenkiloID INTEGER REFERENCES Yhteyshenkilo, TyoID INTEGER REFERENCES Toimeksianto,
    Laskupvm DATE, Erapvm DATE, Summa VARCHAR(12), Maksettu DATE, Tosite VARCHAR(12));
CREATE TABLE Perinta (
    ID INTEGER PRIMARY KEY, LaskuNro INTEGER REFERENCES Lasku, Vaihe INTEGER, Pvm DATE, Avoinna VARCHAR(12),
    Huomautus TEXT);
"""
_MAILING_SCHEMA = """
CREATE TABLE postituslista (
    rivi INTEGER PRIMARY KEY, osoite VARCHAR(80), nimi VARCHAR(80), yritys VARCHAR(80), lista CHAR(1),
    mukana_alkaen DATE, tauolla INTEGER DEFAULT 0);
"""


def customer_settings(path: Path) -> dict[str, str]:
    """What the SQL connector needs to know of the customer database in the file `path`."""
    return sqlite_settings(path, _HERE / "thewind_customers.toml")


def mailing_settings(path: Path) -> dict[str, str]:
    """What the SQL connector needs to know of the e-mail register in the file `path`."""
    return sqlite_settings(path, _HERE / "thewind_mailing.toml")


def make_customers(path: Path, *, today: date, seed: int = DEFAULT_SEED) -> None:
    """Write the customer database to a new file. FileExistsError if it is there."""
    office = _Office(random.Random(seed), today)  # noqa: S311 (invented people, not secrets)
    make_database(path, _CUSTOMER_SCHEMA, office.filled())


def make_mailing_list(path: Path, *, today: date, seed: int = DEFAULT_SEED) -> None:
    """Write the e-mail register to a new file: the cast, every third customer, and others. FileExistsError likewise."""
    chance = random.Random(seed + 1)  # noqa: S311 (invented people, not secrets)
    customers = _Office(random.Random(seed), today).contacts  # noqa: S311 (invented people, not secrets)
    rows, listed = Rows(), [*SUBSCRIBERS, *customers[len(CUSTOMERS) :: 3]]
    listed += _others(chance, {one.name for one in customers}, MAILING_CONTACTS - len(listed))
    for number, one in enumerate(listed, start=1):
        since = today - timedelta(days=chance.randrange(30, 2_500))
        rows.add("postituslista", number, one.email, one.name, one.company, chance.choice(_LISTS), since.isoformat(), 0)
    make_database(path, _MAILING_SCHEMA, rows)


def _others(chance: random.Random, taken: set[str], count: int) -> Iterator[Contact]:
    """So many people whose names nobody of `taken` and nobody of the cast bears."""
    known = taken | _CAST_NAMES
    while count:
        first, last = chance.choice(people.FIRST), chance.choice(people.LAST)
        if (name := f"{first} {last}") not in known:
            known.add(name)
            count -= 1
            swedish = last.endswith(("ström", "qvist", "holm", "blom", "man"))
            yield Contact(
                name, people.email(chance, first, last), chance.choice(_COMPANIES), people.phone(chance),
                "sv" if swedish else "fi",
            )  # fmt: skip


class _Office:
    """Fills the customer database, everything drawn from one source of chance."""

    def __init__(self, chance: random.Random, today: date) -> None:
        self._chance = chance
        self._today = today
        self._rows = Rows()
        self.contacts: Sequence[Contact] = (*CUSTOMERS, *_others(chance, set(), CONTACTS - len(CUSTOMERS)))

    def filled(self) -> Rows:
        """The contacts, and what was done and written and billed for each."""
        for number, one in enumerate(self.contacts, start=_FIRST_CONTACT):
            self._meet(number, one)
            for days in self._ago(one):
                invoice, total = self._work(number, self._today - timedelta(days=days), paid=one not in (RAUNO, MARIT))
                if one is RAUNO:
                    self._collect(invoice, total)
        return self._rows

    def _ago(self, one: Contact) -> Sequence[int]:
        """How many days ago each of a contact's assignments was billed."""
        if one is HANNA:
            return (3_100, 900, 60)
        if one is RAUNO:
            return (150,)
        if one is MARIT:
            return (5,)
        return sorted((self._chance.randrange(30, 3_500) for _ in range(self._chance.randrange(3))), reverse=True)

    def _meet(self, number: int, one: Contact) -> None:
        postcode, town = self._chance.choice(people.TOWNS)
        street = f"{self._chance.choice(people.STREETS)} {self._chance.randint(1, 98)}"
        since = (self._today - timedelta(days=self._chance.randrange(3_200, 3_600))).isoformat()
        remark = "Muistettu joulukortilla ja kutsuttu asiakasiltaan." if one is HANNA else None
        self._rows.add(
            "Yhteyshenkilo", number, one.name, one.company, self._chance.choice(_ROLES), one.email, one.phone, street,
            postcode, town, one.language, since, 0, remark,
        )  # fmt: skip
        for _ in range(self._chance.randrange(1, 4)):
            way, matter = self._chance.choice(_TALKS)
            day = (self._today - timedelta(days=self._chance.randrange(10, 3_000))).isoformat()
            self._rows.add("Yhteydenpito", self._rows.next("Yhteydenpito"), number, day, way, matter)

    def _work(self, number: int, billed: date, *, paid: bool) -> tuple[int, str]:
        """An assignment with the invoice that ended it; the invoice's number and total."""
        work, invoice = self._rows.next("Toimeksianto"), _FIRST_INVOICE + self._rows.next("Lasku")
        begun, due = billed - timedelta(days=self._chance.randrange(10, 90)), billed + timedelta(days=14)
        total = f"{_DAYS_RATE * self._chance.randrange(1, 9)},00"
        self._rows.add(
            "Toimeksianto", work, number, self._chance.choice(_WORK), begun.isoformat(), billed.isoformat(), 2
        )
        self._rows.add(
            "Lasku", invoice, number, work, billed.isoformat(), due.isoformat(), total,
            due.isoformat() if paid else None, f"{billed.year}-{invoice % 1_000:03}",
        )  # fmt: skip
        return invoice, total

    def _collect(self, invoice: int, total: str) -> None:
        """A reminder, then collection, of an invoice that stays open."""
        for stage, days, remark in (
            (1, 110, None),
            (2, 80, "Maksusuunnitelmasta sovittiin puhelimessa vaimon, Tuula Vuorelan, kanssa."),
        ):
            day = (self._today - timedelta(days=days)).isoformat()
            self._rows.add("Perinta", self._rows.next("Perinta"), invoice, stage, day, total, remark)
