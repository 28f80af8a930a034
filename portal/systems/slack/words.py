"""What every field of Slack means, in three languages."""

from collections.abc import Mapping, Sequence

from portal.domain.register import Text
from portal.systems.contract import Meaning
from portal.systems.slack.people import WRITABLE
from portal.systems.slack.settings import KINDS

_LABELS = {
    "account": {
        "real_name": Text(fi="Nimi", sv="Namn", en="Name"),
        "display_name": Text(fi="Näyttönimi", sv="Visningsnamn", en="Display name"),
        "title": Text(fi="Nimike", sv="Titel", en="Title"),
        "phone": Text(fi="Puhelinnumero", sv="Telefonnummer", en="Phone number"),
        "pronouns": Text(fi="Pronominit", sv="Pronomen", en="Pronouns"),
        "email": Text(fi="Sähköpostiosoite", sv="E-postadress", en="Email address"),
        "first_name": Text(fi="Etunimi", sv="Förnamn", en="First name"),
        "last_name": Text(fi="Sukunimi", sv="Efternamn", en="Last name"),
        "status_text": Text(fi="Tila", sv="Status", en="Status"),
        "skype": Text(fi="Skype-nimi", sv="Skypenamn", en="Skype name"),
        "username": Text(fi="Käyttäjätunnus", sv="Användarnamn", en="Username"),
        "time_zone": Text(fi="Aikavyöhyke", sv="Tidszon", en="Time zone"),
        "updated": Text(fi="Muutettu", sv="Ändrat", en="Changed"),
        "own_fields": Text(fi="Työtilan omat kentät", sv="Arbetsytans egna fält", en="The workspace's own fields"),
        "deactivated": Text(fi="Poistettu käytöstä", sv="Avaktiverat", en="Deactivated"),
    },
    "message": {
        "text": Text(fi="Viesti", sv="Meddelande", en="Message"),
        "sent": Text(fi="Lähetetty", sv="Skickat", en="Sent"),
        "channel": Text(fi="Kanava", sv="Kanal", en="Channel"),
        "author": Text(fi="Kirjoittaja", sv="Skribent", en="Author"),
        "attachments": Text(fi="Liitteet", sv="Bilagor", en="Attachments"),
        "link": Text(fi="Osoite", sv="Adress", en="Address"),
    },
    "file": {
        "name": Text(fi="Tiedoston nimi", sv="Filens namn", en="File name"),
        "title": Text(fi="Otsikko", sv="Rubrik", en="Title"),
        "type": Text(fi="Tyyppi", sv="Typ", en="Type"),
        "uploaded": Text(fi="Ladattu", sv="Uppladdad", en="Uploaded"),
        "preview": Text(fi="Alku", sv="Början", en="Beginning"),
        "link": Text(fi="Osoite", sv="Adress", en="Address"),
    },
}
_FREE = {
    ("account", "own_fields"), ("account", "status_text"), ("message", "text"), ("message", "attachments"),
    ("message", "channel"), ("file", "name"), ("file", "title"), ("file", "preview"),
}  # fmt: skip


def meanings(categories: Mapping[str, str]) -> Sequence[Meaning]:
    """Every field, under the categories of the settings."""
    return tuple(
        Meaning(
            kind, name, name, categories[kind], label, kind_label=KINDS[kind], free_text=(kind, name) in _FREE,
            writable=kind == "account" and name in WRITABLE,
        )
        for kind, fields in _LABELS.items()
        for name, label in fields.items()
    )  # fmt: skip
