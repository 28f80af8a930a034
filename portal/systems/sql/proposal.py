"""A mapping proposed from a schema alone: which table holds people, what hangs on them, and what each column may be.

The names of columns are read in Finnish, Swedish and English, whole words or abbreviations as people write them
(sposti, puh, enamn, cust_no). It is a proposal: whoever knows the register looks at every line of it.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from portal.domain.register import Text
from portal.domain.roles import UNSORTED
from portal.systems.sql.mapping import Identifies, Identifying, MappedColumn, MappedTable, SqlMapping


@dataclass(frozen=True, slots=True)
class _Meaning:
    """A kind of column: the names it goes by, its label, its possible categories, what it identifies by."""

    names: tuple[str, ...]
    label: Text
    categories: tuple[str, ...]
    what: Identifies | None = None


_MEANINGS = (
    _Meaning(
        ("email", "emailaddress", "mail", "mailaddress", "sposti", "sahkoposti", "sahkopostiosoite", "epost",
         "epostadress", "eposti", "meili"),
        Text("Sähköposti", "E-post", "Email"), ("email", "contact", "contacts"), "email",
    ),
    _Meaning(
        ("phone", "phonenumber", "phoneno", "telephone", "tel", "telno", "mobile", "mobilephone", "cell", "puh",
         "puhelin", "puhelinnumero", "puhelinnro", "matkapuhelin", "matkapuh", "gsm", "telefon", "telefonnummer",
         "telefonnr", "mobil", "mobilnummer"),
        Text("Puhelin", "Telefon", "Telephone"), ("phone", "contact", "contacts"), "phone",
    ),
    _Meaning(
        ("firstname", "givenname", "forename", "fname", "etunimi", "etunimet", "kutsumanimi", "fornamn", "tilltalsnamn",
         "enimi", "fnamn"),
        Text("Etunimi", "Förnamn", "First name"), ("name", "names", "identity"), "first_name",
    ),
    _Meaning(
        ("lastname", "surname", "familyname", "lname", "sukunimi", "snimi", "efternamn", "slaktnamn", "enamn"),
        Text("Sukunimi", "Efternamn", "Last name"), ("name", "names", "identity"), "last_name",
    ),
    _Meaning(
        ("name", "fullname", "customername", "displayname", "nimi", "asiakkaannimi", "asiakasnimi", "namn", "kundnamn",
         "kokonimi"),
        Text("Nimi", "Namn", "Name"), ("name", "names", "identity"), "name",
    ),
    _Meaning(
        ("customerno", "customernumber", "customernr", "custno", "customerid", "custid", "clientno", "memberno",
         "membernumber", "asiakasnro", "asiakasnumero", "asiakasno", "asiakasid", "asnro", "jasennumero", "jasennro",
         "kundnr", "kundnummer", "kundid", "medlemsnummer", "medlemsnr"),
        Text("Asiakasnumero", "Kundnummer", "Customer number"), ("customer_number", "name", "identity"),
        "customer_number",
    ),
    _Meaning(
        ("address", "streetaddress", "street", "postaladdress", "osoite", "katuosoite", "lahiosoite", "postiosoite",
         "katu", "adress", "gatuadress", "gata", "postadress", "address1", "address2", "osoite1", "osoite2"),
        Text("Osoite", "Adress", "Address"), ("postal_address", "address", "addresses"),
    ),
    _Meaning(
        ("zip", "zipcode", "postcode", "postalcode", "postinumero", "postinro", "postino", "postnummer", "postnr"),
        Text("Postinumero", "Postnummer", "Postal code"), ("postal_address", "address", "addresses"),
    ),
    _Meaning(
        ("city", "town", "postoffice", "kaupunki", "postitoimipaikka", "ptp", "kunta", "paikkakunta", "ort", "stad",
         "postort"),
        Text("Kaupunki", "Ort", "Town"), ("postal_address", "address", "addresses"),
    ),
    _Meaning(
        ("country", "countrycode", "maa", "maakoodi", "land", "landskod"),
        Text("Maa", "Land", "Country"), ("postal_address", "address", "addresses"),
    ),
    _Meaning(
        ("birthday", "birthdate", "dateofbirth", "dob", "born", "syntymaaika", "syntymapaiva", "synt", "syntaika",
         "fodelsedatum", "fodelsedag", "fodd"),
        Text("Syntymäaika", "Födelsedatum", "Date of birth"), ("birth_date", "date_of_birth", "name", "identity"),
    ),
    _Meaning(
        ("ssn", "hetu", "henkilotunnus", "personnummer", "personbeteckning", "personalid"),
        Text("Henkilötunnus", "Personbeteckning", "Personal identity code"), ("identity", "personal_id", "name"),
    ),
    _Meaning(
        ("note", "notes", "comment", "comments", "remark", "remarks", "memo", "description", "message", "freetext",
         "muistiinpano", "muistiinpanot", "huomautus", "huomautukset", "kommentti", "lisatieto", "lisatiedot",
         "kuvaus", "viesti", "selite", "anteckning", "anteckningar", "kommentar", "anmarkning", "meddelande",
         "beskrivning"),
        Text("Muistiinpano", "Anteckning", "Note"), (UNSORTED,),
    ),
    _Meaning(
        ("ip", "ipaddress", "ipaddr", "iposoite", "ipadress", "useragent", "cookie", "sessionid"),
        Text("Tekninen tunniste", "Teknisk identifierare", "Technical identifier"), ("technical", "cookies", "logs"),
    ),
)  # fmt: skip
_NOTE = _MEANINGS[12]
_TEXTUAL = re.compile(r"^(?:long|medium|tiny)?(?:text|clob)|^n?text", re.I)
_PARTS = re.compile(r"[^a-z0-9]+")


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return _PARTS.sub("", "".join(letter for letter in plain if not unicodedata.combining(letter)))


def _words(name: str) -> list[str]:
    spaced = re.sub(r"(?<=[a-zåäö0-9])(?=[A-ZÅÄÖ])", "_", name)
    return [folded for part in re.split(r"[^0-9A-Za-zÀ-ÿ]+", spaced) if (folded := _folded(part))]


def _meaning(name: str) -> _Meaning | None:
    """What a column of this name may be: by the whole name, else by its last words, else by its first ones."""
    words = _words(name)
    tries = ["".join(words), *("".join(words[start:]) for start in range(1, len(words)))]
    tries += ["".join(words[:end]) for end in range(len(words) - 1, 0, -1)]
    for text in tries:
        for one in _MEANINGS:
            if text in one.names:
                return one
    return None


def person_table(tables: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The table with one row for each person: it has an address of e-mail, names, a key, and others point at it."""
    pointed = [(link["schema"], link["table"]) for table in tables for link in table["links"]]

    def weight(table: Mapping[str, Any]) -> int:
        found = {meant.what for one in table["columns"] if (meant := _meaning(one["name"])) and meant.what}
        named = len(found & {"first_name", "last_name", "name"})
        others = pointed.count((table["schema"], table["name"]))
        own = sum(1 for link in table["links"] if (link["schema"], link["table"]) != (table["schema"], table["name"]))
        return (8 * ("email" in found) + 3 * min(named, 2) + 2 * min(others, 4) - 2 * own) if table["key"] else -99

    best = max(tables, key=weight, default=None)
    return best if best is not None and weight(best) > 0 else None


def propose(
    schema: Mapping[str, Any], categories: Collection[str], extra: Iterable[tuple[str, str]] = (), zone: str = "UTC"
) -> SqlMapping | None:
    """A mapping of the person table and of all that hangs on it by foreign keys; None where no table holds people.

    `categories` are those of the register; `extra` are further tables (schema, name) that the owner named.
    """
    tables = [one for one in schema["tables"] if one["key"]]
    person = person_table(tables)
    if person is None:
        return None
    made = [_table(person, None, (), (), "person", categories)]
    places = {(person["schema"], person["name"]): made[0]}
    wanted = set(extra)
    grown = True
    while grown:
        grown = False
        for one in tables:
            place = (one["schema"], one["name"])
            link = None if place in places else _link(one, places)
            if link is None:
                continue
            parent = places[link["schema"], link["table"]]
            kind = _kind(one["name"], {each.kind for each in made})
            made.append(_table(one, parent.kind, link["columns"], link["referred"], kind, categories))
            places[place] = made[-1]
            grown = True
    left = [one for one in tables if (one["schema"], one["name"]) in wanted - set(places)]
    for one in left:
        kind = _kind(one["name"], {each.kind for each in made})
        made.append(_table(one, "person", (), (), kind, categories))
    return _whole(tuple(made), zone)


def _link(table: Mapping[str, Any], places: Mapping[tuple[str, str], MappedTable]) -> Mapping[str, Any] | None:
    """The foreign key by which a table hangs on one that is mapped already, by that one's key."""
    for link in table["links"]:
        parent = places.get((link["schema"], link["table"]))
        if parent is not None and sorted(link["referred"]) == sorted(parent.key):
            return {**link, "columns": [link["columns"][link["referred"].index(key)] for key in parent.key]}
    return None


def _kind(name: str, taken: Collection[str]) -> str:
    base = "_".join(_words(name))[:40] or "table"
    kind, number = base, 2
    while kind in taken:
        kind, number = f"{base}_{number}", number + 1
    return kind


def _table(
    table: Mapping[str, Any],
    parent: str | None,
    link: Sequence[str],
    referred: Sequence[str],
    kind: str,
    categories: Collection[str],
) -> MappedTable:
    columns, identifying, taken = [], [], set[str]()
    for one in table["columns"]:
        meant, textual = _meaning(one["name"]), bool(_TEXTUAL.match(one["type"]))
        is_key = one["name"] in table["key"] or one["name"] in link
        if meant is None and is_key:
            continue
        name = _kind(one["name"], taken)
        taken.add(name)
        category = _category(meant if meant else (_NOTE if textual else None), table["name"], categories)
        free = textual or meant is _NOTE
        columns.append(MappedColumn(one["name"], name, category, label_of(one["name"]), free_text=free))
        if meant is not None and meant.what and not (parent and meant.what in {"customer_number", "name"}):
            identifying.append(Identifying(one["name"], meant.what))
    return MappedTable(
        kind=kind, table=table["name"], key=tuple(table["key"]), label=Text(*(_spoken(table["name"]),) * 3),
        columns=tuple(columns), schema=table["schema"], parent=parent or "", link=tuple(link),
        identifying=tuple(identifying),
    )  # fmt: skip


def label_of(column: str) -> Text:
    """What a column is called: as people call it, else by its own name."""
    meant = _meaning(column)
    return meant.label if meant is not None else Text(*(_spoken(column),) * 3)


def _spoken(name: str) -> str:
    """A name of a schema as one would write it: `order_rows` becomes Order rows."""
    spaced = re.sub(r"(?<=[a-zåäö0-9])(?=[A-ZÅÄÖ])", " ", name)
    text = re.sub(r"[_\W]+", " ", spaced).strip()
    return (text[:1].upper() + text[1:]) or name


def _category(meant: _Meaning | None, table: str, categories: Collection[str]) -> str:
    """The register's category with a fitting key: of the column, else of the table; else for staff to sort."""
    for key in meant.categories if meant else ():
        if key in categories or key == UNSORTED:
            return key
    words = _words(table)
    return next((key for key in categories if set(_words(key)) & set(words)), UNSORTED)


def _whole(tables: tuple[MappedTable, ...], zone: str) -> SqlMapping:
    return replace(SqlMapping(tables, display=("",), zone=zone), **shown_by(tables[0]))


def shown_by(person: MappedTable) -> dict[str, Any]:
    """By which columns of the person table staff see whom was found, and tell namesakes apart."""
    by_what = {one.what: one.column for one in person.identifying}
    named = [by_what[what] for what in ("first_name", "last_name") if what in by_what]
    named = named or [by_what[what] for what in ("name", "email") if what in by_what]
    beside = by_what.get("customer_number")
    return {"display": tuple(named or person.key), "beside": (beside,) if beside else person.key}
