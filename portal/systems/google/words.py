"""What every field of Google Workspace means, in three languages."""

from collections.abc import Mapping, Sequence

from portal.domain.register import Text
from portal.systems.contract import Meaning
from portal.systems.google.contacts import WRITABLE
from portal.systems.google.settings import KINDS

_MAILBOX = {"mailbox": Text(fi="Tili, jossa se on", sv="Konto där den finns", en="Account that it lies in")}
_CONTACT = {
    "name": Text(fi="Nimi", sv="Namn", en="Name"),
    "given_name": Text(fi="Etunimi", sv="Förnamn", en="First name"),
    "family_name": Text(fi="Sukunimi", sv="Efternamn", en="Last name"),
    "nickname": Text(fi="Lempinimi", sv="Smeknamn", en="Nickname"),
    "email": Text(fi="Sähköpostiosoite", sv="E-postadress", en="Email address"),
    "phone": Text(fi="Puhelinnumero", sv="Telefonnummer", en="Phone number"),
    "organization": Text(fi="Organisaatio", sv="Organisation", en="Organisation"),
    "address": Text(fi="Osoite", sv="Adress", en="Address"),
    "birthday": Text(fi="Syntymäpäivä", sv="Födelsedag", en="Birthday"),
    "notes": Text(fi="Muistiinpanot", sv="Anteckningar", en="Notes"),
    "relations": Text(fi="Läheiset", sv="Närstående", en="Relations"),
    "links": Text(fi="Linkit", sv="Länkar", en="Links"),
    "own_fields": Text(fi="Omat kentät", sv="Egna fält", en="Custom fields"),
    **_MAILBOX,
}
_LABELS = {
    "contact": _CONTACT,
    "other_contact": _CONTACT,
    "mail": {
        "subject": Text(fi="Aihe", sv="Ämne", en="Subject"),
        "from": Text(fi="Lähettäjä", sv="Avsändare", en="From"),
        "to": Text(fi="Vastaanottaja", sv="Mottagare", en="To"),
        "cc": Text(fi="Kopio", sv="Kopia", en="Cc"),
        "bcc": Text(fi="Piilokopio", sv="Dold kopia", en="Bcc"),
        "sent": Text(fi="Lähetetty", sv="Skickat", en="Sent"),
        "text": Text(fi="Viesti", sv="Meddelande", en="Message"),
        "attachments": Text(fi="Liitteet", sv="Bilagor", en="Attachments"),
        "not_compared": Text(
            fi="Vain Gmailin haku löysi; liitteitä tai tekstin loppua ei verrattu",
            sv="Hittades bara av Gmails sökning; bilagorna eller slutet av texten jämfördes inte",
            en="Found by Gmail's search alone; attachments or the end of the text were not compared",
        ),
        **_MAILBOX,
    },
    "file": {
        "name": Text(fi="Tiedoston nimi", sv="Filens namn", en="File name"),
        "description": Text(fi="Kuvaus", sv="Beskrivning", en="Description"),
        "type": Text(fi="Tyyppi", sv="Typ", en="Type"),
        "owners": Text(fi="Omistajat", sv="Ägare", en="Owners"),
        "shared_with": Text(fi="Jaettu näille", sv="Delad med", en="Shared with"),
        "created": Text(fi="Luotu", sv="Skapad", en="Created"),
        "changed": Text(fi="Muutettu", sv="Ändrad", en="Changed"),
        "link": Text(fi="Osoite", sv="Adress", en="Address"),
        "not_compared": Text(
            fi="Vain Driven haku löysi; tekstiä ei verrattu",
            sv="Hittades bara av Drives sökning; texten jämfördes inte",
            en="Found by Drive's search alone; the text was not compared",
        ),
        **_MAILBOX,
    },
}
_FREE = {
    "notes", "relations", "own_fields", "subject", "from", "to", "cc", "bcc", "text", "attachments", "description",
    "owners", "shared_with",
}  # fmt: skip


def meanings(categories: Mapping[str, str], *, writes: bool) -> Sequence[Meaning]:
    """Every field, under the categories of the settings."""
    return tuple(
        Meaning(
            kind, name, name, categories[kind], label, kind_label=KINDS[kind],
            free_text=name in _FREE or (kind, name) == ("file", "name"),
            writable=writes and kind == "contact" and name in WRITABLE,
        )
        for kind, fields in _LABELS.items()
        for name, label in fields.items()
    )  # fmt: skip
