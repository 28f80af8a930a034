"""Every field of wc/v3 that is read: whose group it is in, what it is called, and what an erasure leaves of it.

The names are those of the REST API's schemas (WooCommerce 11.0.1). What an erasure writes follows
WooCommerce's own eraser (`WC_Privacy_Erasers::remove_order_personal_data`): a word where a text was,
an address of nobody where an address was, nothing where a country, a state or a number was. It leaves
a masked IP address; the REST API can write neither that nor the browser's name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from portal.domain.register import Text
from portal.systems.woocommerce.mapping import ShopMapping

Row = Mapping[str, Any]
Scalar = str | int | float | bool | None
Blanking = Literal["text", "empty", "email", "zero"]
NOBODY = "deleted@site.invalid"
"""The address that WordPress's own eraser writes."""
LONGEST = 500
_DELETED = "[deleted]"


@dataclass(frozen=True, slots=True)
class Part:
    """One field. `column` is its dotted place in the answer, or `meta:KEY`. Without a `blanking` it stays."""

    name: str
    column: str
    group: str
    label: Text
    free_text: bool = False
    writable: bool = False
    blanking: Blanking | None = None


def _part(column: str, group: str, fi: str, sv: str, en: str, **more: Any) -> Part:
    return Part(column.replace(".", "_"), column, group, Text(fi, sv, en), **more)


_ADDRESS: tuple[tuple[str, str, str, str, Blanking], ...] = (
    ("first_name", "etunimi", "förnamn", "given name", "text"),
    ("last_name", "sukunimi", "efternamn", "family name", "text"),
    ("company", "yritys", "företag", "company", "text"),
    ("address_1", "katuosoite", "gatuadress", "street address", "text"),
    ("address_2", "osoitteen toinen rivi", "adressens andra rad", "second line of the address", "text"),
    ("city", "paikkakunta", "ort", "town", "text"),
    ("state", "alue", "region", "region", "empty"),
    ("postcode", "postinumero", "postnummer", "postal code", "text"),
    ("country", "maa", "land", "country", "empty"),
    ("email", "sähköposti", "e-post", "email", "email"),
    ("phone", "puhelin", "telefon", "telephone", "empty"),
)
_OF = {"billing": ("Laskutus", "Fakturering", "Billing"), "shipping": ("Toimitus", "Leverans", "Delivery")}


def _address(group: str, *without: str) -> tuple[Part, ...]:
    fi, sv, en = _OF[group]
    return tuple(
        _part(
            f"{group}.{key}", group, f"{fi}: {of_fi}", f"{sv}: {of_sv}", f"{en}: {of_en}", writable=True, blanking=how
        )
        for key, of_fi, of_sv, of_en, how in _ADDRESS
        if key not in without
    )


_ACCOUNT = (
    _part("id", "account", "Asiakastunnus", "Kundnummer", "Customer id"),
    _part("email", "account", "Sähköposti", "E-post", "Email", writable=True),
    _part("first_name", "account", "Etunimi", "Förnamn", "Given name", writable=True),
    _part("last_name", "account", "Sukunimi", "Efternamn", "Family name", writable=True),
    _part("username", "account", "Käyttäjätunnus", "Användarnamn", "User name"),
    _part("role", "account", "Rooli", "Roll", "Role"),
    _part("date_created", "account", "Tili luotu", "Konto skapat", "Account made"),
    *_address("billing"),
    *_address("shipping", "email"),
)
_ORDER = (
    _part("number", "order", "Tilausnumero", "Beställningsnummer", "Order number"),
    _part("status", "order", "Tila", "Status", "State"),
    _part("date_created", "order", "Tilattu", "Beställd", "Ordered"),
    _part("items", "order", "Tuotteet", "Produkter", "Products"),
    _part("coupons", "order", "Kupongit", "Kuponger", "Coupons"),
    _part("delivery", "order", "Toimitustapa", "Leveranssätt", "Way of delivery"),
    _part("total", "order", "Summa", "Summa", "Total"),
    _part("currency", "order", "Valuutta", "Valuta", "Currency"),
    _part("date_completed", "order", "Valmis", "Slutförd", "Completed"),
    _part("customer_id", "billing", "Asiakastunnus", "Kundnummer", "Customer id", blanking="zero"),
    *_address("billing"),
    *_address("shipping", "email", "phone"),
    _part("shipping.phone", "shipping", "Toimitus: puhelin", "Leverans: telefon", "Delivery: telephone",
          writable=False, blanking="empty"),
    _part("customer_note", "message", "Asiakkaan viesti", "Kundens meddelande", "The customer's message",
          free_text=True, writable=True, blanking="empty"),
    _part("payment_method_title", "payment", "Maksutapa", "Betalningssätt", "Way of payment"),
    _part("date_paid", "payment", "Maksettu", "Betald", "Paid"),
    _part("transaction_id", "payment", "Maksutapahtuman tunnus", "Transaktionens id", "Transaction id",
          blanking="empty"),
)  # fmt: skip
_DEVICE = (
    _part("customer_ip_address", "device", "IP-osoite", "IP-adress", "IP address"),
    _part("customer_user_agent", "device", "Selain", "Webbläsare", "Browser"),
)
_NOTE = (
    _part("note", "note", "Tilauksen muistiinpano", "Anteckning om beställningen", "Note on the order", free_text=True),
    _part("date_created", "note", "Kirjattu", "Antecknad", "Written"),
    _part("customer_note", "note", "Lähetetty asiakkaalle", "Skickad till kunden", "Sent to the customer"),
)
_REFUND = (
    _part("reason", "refund", "Hyvityksen syy", "Orsak till återbetalning", "Reason of the refund", free_text=True),
    _part("total", "refund", "Hyvitetty summa", "Återbetald summa", "Amount refunded"),
    _part("order_number", "refund", "Tilausnumero", "Beställningsnummer", "Order number"),
)
_DOWNLOAD = (
    _part("product_name", "download", "Tuote", "Produkt", "Product"),
    _part("download_name", "download", "Tiedosto", "Fil", "File"),
    _part("order_id", "download", "Tilauksen tunnus", "Beställningens id", "Order id"),
    _part("downloads_remaining", "download", "Latauksia jäljellä", "Nedladdningar kvar", "Downloads left"),
    _part("access_expires", "download", "Ladattavissa asti", "Kan laddas ner till", "Can be downloaded until"),
)
_REVIEW = (
    _part("reviewer", "review", "Arvostelijan nimi", "Recensentens namn", "Name of the reviewer", writable=True),
    _part("reviewer_email", "review", "Arvostelijan sähköposti", "Recensentens e-post", "Email of the reviewer"),
    _part("review", "review", "Arvostelu", "Recension", "Review", free_text=True, writable=True),
    _part("rating", "review", "Arvosana", "Betyg", "Rating"),
    _part("product_name", "review", "Tuote", "Produkt", "Product"),
    _part("date_created", "review", "Kirjoitettu", "Skriven", "Written"),
    _part("status", "review", "Tila", "Status", "State"),
)
_PARTS = {
    "account": _ACCOUNT, "order": _ORDER, "order_device": _DEVICE, "order_note": _NOTE, "refund": _REFUND,
    "download": _DOWNLOAD, "review": _REVIEW,
}  # fmt: skip
KINDS: Mapping[str, Text] = {
    "account": Text("Asiakastili", "Kundkonto", "Customer account"),
    "order": Text("Tilaus", "Beställning", "Order"),
    "order_device": Text("Tilauksen laite", "Beställningens enhet", "Device of an order"),
    "order_note": Text("Tilauksen muistiinpano", "Anteckning om en beställning", "Note on an order"),
    "refund": Text("Hyvitys", "Återbetalning", "Refund"),
    "download": Text("Lataus", "Nedladdning", "Download"),
    "review": Text("Tuotearvostelu", "Produktrecension", "Product review"),
}
MENTIONED = frozenset({
    "email", "first_name", "last_name", "billing.first_name", "billing.last_name", "billing.city", "number",
})  # fmt: skip
"""By what staff tell namesakes apart."""


def parts_of(kind: str, mapping: ShopMapping) -> tuple[Part, ...]:
    """The fields of a kind, those of extensions too; none for an unknown kind."""
    added = tuple(
        Part(each.name, f"meta:{each.key}", each.group, each.label, each.free_text, blanking="empty")
        for each in mapping.meta
        if each.kind == kind
    )
    return (*_PARTS.get(kind, ()), *added)


def value_of(row: Row, column: str) -> Scalar:
    """What stands there, as a record can hold it."""
    if column.startswith("meta:"):
        return _meta(row, column.removeprefix("meta:"))
    if column in _SUMMARIES:
        return "; ".join(_SUMMARIES[column](row)) or None
    outer, _, inner = column.partition(".")
    found = row.get(outer)
    if inner:
        found = found.get(inner) if isinstance(found, dict) else None
    return found if isinstance(found, str | int | float | bool) else None


def said(row: Row, column: str) -> str:
    """What stands there as text to compare by, no longer than an address or a name is."""
    found = value_of(row, column)
    return "" if found is None else str(found)[:LONGEST]


def _meta(row: Row, key: str) -> Scalar:
    for each in listed(row, "meta_data"):
        if each.get("key") == key and isinstance(each.get("value"), str | int | float | bool):
            return each["value"]  # type: ignore[no-any-return]
    return None


def listed(row: Row, key: str) -> list[Row]:
    """The rows within a row."""
    found = row.get(key)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _items(row: Row) -> Iterator[str]:
    for each in listed(row, "line_items"):
        yield f"{each.get('quantity', '')} × {each.get('name', '')} ({each.get('total', '')})"


def _coupons(row: Row) -> Iterator[str]:
    yield from (str(each.get("code", "")) for each in listed(row, "coupon_lines"))


def _delivery(row: Row) -> Iterator[str]:
    yield from (str(each.get("method_title", "")) for each in listed(row, "shipping_lines"))


_SUMMARIES = {"items": _items, "coupons": _coupons, "delivery": _delivery}


def is_blank(part: Part, value: Scalar, mapping: ShopMapping) -> bool:
    """Whether an erasure has nothing to take here, whoever emptied it: the portal, or WooCommerce's own eraser."""
    text = "" if value is None else str(value).strip()
    if text in {"", "0", mapping.blank, _DELETED} or text.casefold() == NOBODY:
        return True
    return part.column.endswith(".phone") and not any(letter in "123456789" for letter in text)


def blank_of(part: Part, mapping: ShopMapping) -> str | int:
    """What an erasure writes."""
    if part.blanking == "zero":
        return 0
    return {"text": mapping.blank, "email": NOBODY}.get(part.blanking or "", "")


def body_of(values: Mapping[str, Scalar]) -> dict[str, Any]:
    """What is sent to write these columns."""
    body: dict[str, Any] = {}
    for column, value in values.items():
        outer, _, inner = column.partition(".")
        if column.startswith("meta:"):
            body.setdefault("meta_data", []).append({"key": column.removeprefix("meta:"), "value": value})
        elif inner:
            body.setdefault(outer, {})[inner] = value
        else:
            body[outer] = value
    return body
