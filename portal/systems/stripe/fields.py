"""What is read of Stripe's objects, as its API reference names it: of a card its brand and last four digits alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from portal.domain.register import Text
from portal.systems.stripe.mapping import PayMapping

Row = Mapping[str, Any]
Scalar = str | int | float | bool | None
REDACTED = "redacted"
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Part:
    """One field. `column` is its dotted place. `personal`: an erasure has to take it out of what stays."""

    name: str
    column: str
    group: str
    label: Text
    free_text: bool = False
    writable: bool = False
    personal: bool = False


def _part(column: str, group: str, fi: str, sv: str, en: str, **more: Any) -> Part:
    return Part(column.replace(".", "_"), column, group, Text(fi, sv, en), **more)


def _person(place: str, group: str, *keys: str, **more: Any) -> tuple[Part, ...]:
    known = {
        "name": ("Nimi", "Namn", "Name"),
        "email": ("Sähköposti", "E-post", "Email"),
        "phone": ("Puhelin", "Telefon", "Telephone"),
    }
    return tuple(_part(f"{place}{key}", group, *known[key], personal=True, **more) for key in keys)


_LINES = (
    ("line1", "Katuosoite", "Gatuadress", "Street address"),
    ("line2", "Osoitteen toinen rivi", "Adressens andra rad", "Second line of the address"),
    ("postal_code", "Postinumero", "Postnummer", "Postal code"),
    ("city", "Paikkakunta", "Ort", "Town"),
    ("state", "Alue", "Region", "Region"),
    ("country", "Maa", "Land", "Country"),
)


def _address(place: str, group: str, before: Text, **more: Any) -> tuple[Part, ...]:
    return tuple(
        _part(
            f"{place}.{key}",
            group,
            f"{before.fi}: {fi.lower()}",
            f"{before.sv}: {sv.lower()}",
            f"{before.en}: {en.lower()}",
            personal=True,
            **more,
        )
        for key, fi, sv, en in _LINES
    )


_OWN = Text("Osoite", "Adress", "Address")
_SENT = Text("Toimitus", "Leverans", "Delivery")
_BILLED = Text("Laskutus", "Fakturering", "Billing")


def _money(group: str, amount: str) -> tuple[Part, ...]:
    return (
        _part(amount, group, "Summa pienimpinä yksikköinä", "Belopp i minsta enhet", "Amount in the smallest unit"),
        _part("currency", group, "Valuutta", "Valuta", "Currency"),
        _part("status", group, "Tila", "Status", "State"),
        _part("created", group, "Aika", "Tid", "Time"),
    )


def _said(group: str, column: str = "description") -> Part:
    return _part(column, group, "Kuvaus", "Beskrivning", "Description", free_text=True, personal=True)


def _noted(group: str) -> Part:
    return _part("metadata", group, "Lisätiedot", "Metadata", "Metadata", free_text=True, personal=True)


_PARTS: Mapping[str, tuple[Part, ...]] = {
    "customer": (
        _part("id", "customer", "Asiakastunnus", "Kundnummer", "Customer id"),
        *_person("", "customer", "name", "email", "phone", writable=True),
        _part("created", "customer", "Luotu", "Skapad", "Made"),
        _part("balance", "customer", "Saldo pienimpinä yksikköinä", "Saldo i minsta enhet",
              "Balance in the smallest unit"),
        *_address("address", "address", _OWN, writable=True),
        *_person("shipping.", "address", "name", "phone"),
        *_address("shipping.address", "address", _SENT),
        _part("description", "metadata", "Kuvaus", "Beskrivning", "Description", free_text=True, writable=True,
              personal=True),
        _noted("metadata"),
    ),
    "payment_method": (
        _part("type", "payment_method", "Maksutapa", "Betalningssätt", "Way of payment"),
        _part("card.brand", "payment_method", "Kortin merkki", "Kortets märke", "Brand of the card"),
        _part("card.last4", "payment_method", "Kortin neljä viimeistä numeroa", "Kortets fyra sista siffror",
              "Last four digits of the card", personal=True),
        _part("created", "payment_method", "Lisätty", "Tillagt", "Added"),
        *_person("billing_details.", "payment_method", "name", "email", "phone"),
        *_address("billing_details.address", "payment_method", _BILLED),
    ),
    "payment": (
        *_money("payment", "amount"),
        _part("receipt_email", "payment", "Kuitin sähköposti", "Kvittots e-post", "Email of the receipt",
              personal=True),
        _said("payment"),
        *_person("shipping.", "payment", "name", "phone"),
        *_address("shipping.address", "payment", _SENT),
        _noted("payment"),
    ),
    "charge": (
        *_money("charge", "amount"),
        _part("amount_refunded", "charge", "Hyvitetty", "Återbetalt", "Refunded"),
        *_person("billing_details.", "charge", "name", "email", "phone"),
        *_address("billing_details.address", "charge", _BILLED),
        _part("payment_method_details.card.brand", "charge", "Kortin merkki", "Kortets märke", "Brand of the card"),
        _part("payment_method_details.card.last4", "charge", "Kortin neljä viimeistä numeroa",
              "Kortets fyra sista siffror", "Last four digits of the card", personal=True),
        _said("charge"),
        _noted("charge"),
    ),
    "invoice": (
        _part("number", "invoice", "Laskun numero", "Fakturanummer", "Invoice number"),
        *_money("invoice", "total"),
        *_person("customer_", "invoice", "name", "email", "phone"),
        *_address("customer_address", "invoice", _BILLED),
        _said("invoice"),
        _noted("invoice"),
    ),
    "subscription": (
        _part("status", "subscription", "Tila", "Status", "State"),
        _part("created", "subscription", "Alkoi", "Började", "Began"),
        _part("canceled_at", "subscription", "Peruttu", "Uppsagd", "Cancelled"),
        _said("subscription"),
        _part("cancellation_details.comment", "subscription", "Perumisen syy", "Orsak till uppsägningen",
              "Why it was cancelled", free_text=True, personal=True),
        _noted("subscription"),
    ),
    "checkout": (
        *_money("checkout", "amount_total"),
        *_person("customer_details.", "checkout", "name", "email", "phone"),
        *_address("customer_details.address", "checkout", _BILLED),
        _noted("checkout"),
    ),
}  # fmt: skip
KINDS: Mapping[str, Text] = {
    "customer": Text("Asiakas", "Kund", "Customer"),
    "payment_method": Text("Tallennettu maksutapa", "Sparat betalningssätt", "Saved way of payment"),
    "payment": Text("Maksuaikomus", "Betalningsavsikt", "Payment intent"),
    "charge": Text("Maksu", "Betalning", "Payment"),
    "invoice": Text("Lasku", "Faktura", "Invoice"),
    "subscription": Text("Kestotilaus", "Prenumeration", "Subscription"),
    "checkout": Text("Kassaistunto", "Kassasession", "Checkout session"),
}
MENTIONED = frozenset({"id", "name", "email", "address.city"})
"""By what staff tell namesakes apart."""
_TIMES = frozenset({"created", "canceled_at"})


def parts_of(kind: str) -> tuple[Part, ...]:
    """The fields of a kind; none for an unknown kind."""
    return _PARTS.get(kind, ())


def value_of(row: Row, column: str) -> Scalar:
    """What stands there, as a record can hold it; times are in UTC."""
    found: Any = row
    for name in column.split("."):
        found = found.get(name) if isinstance(found, dict) else None
    if column == "metadata":
        return "; ".join(_notes(found)) or None
    if column in _TIMES:
        return time_of(found)
    return found if isinstance(found, str | int | float | bool) else None


def said(row: Row, column: str) -> str:
    """What stands there as text to compare by, no longer than an address or a name is."""
    found = value_of(row, column)
    return "" if found is None else str(found)[:LONGEST]


def _notes(found: Any) -> Iterator[str]:
    for key, value in found.items() if isinstance(found, dict) else ():
        yield f"{key}: {value}"


def time_of(found: Any) -> str | None:
    """A time of Stripe's, in seconds since 1970, as ISO 8601."""
    if not isinstance(found, int) or isinstance(found, bool) or not 0 < found < 1 << 34:
        return None
    return datetime.fromtimestamp(found, UTC).isoformat()


def is_blank(value: Scalar) -> bool:
    """Whether there is nothing of a person: Stripe's redaction leaves a word in brackets."""
    text = "" if value is None else str(value).strip()
    return not text or text.casefold().strip("[]") == REDACTED


def names_somebody(kind: str, row: Row) -> bool:
    """Whether an object still speaks of a person."""
    return any(part.personal and not is_blank(value_of(row, part.column)) for part in parts_of(kind))


def groups_of(mapping: PayMapping, kind: str) -> frozenset[str]:
    """The data categories of a kind."""
    return frozenset(mapping.category(part.group) for part in parts_of(kind))
