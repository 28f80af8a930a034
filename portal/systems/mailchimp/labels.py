"""What Mailchimp's fields mean, in three languages. A merge field is called as its audience calls it."""

from typing import NamedTuple

from portal.domain.register import Text


class Label(NamedTuple):
    """A field of a kind: where it stands in the row (`location.country_code`), and what it is."""

    path: str
    label: Text
    free_text: bool = False
    writable: bool = False


KIND_LABELS = {
    "member": Text(fi="Postituslistan yhteystieto", sv="Kontakt på en e-postlista", en="Contact of an audience"),
    "note": Text(fi="Muistiinpano yhteystiedosta", sv="Anteckning om kontakten", en="Note on the contact"),
    "activity": Text(fi="Toiminta", sv="Aktivitet", en="Activity"),
    "event": Text(fi="Tapahtumat", sv="Händelser", en="Events"),
    "customer": Text(fi="Verkkokaupan asiakas", sv="Webbutikens kund", en="Customer of a shop"),
    "order": Text(fi="Tilaus", sv="Beställning", en="Order"),
    "cart": Text(fi="Ostoskori", sv="Kundvagn", en="Cart"),
}

STATUS = {
    "subscribed": Text(fi="tilaaja", sv="prenumerant", en="subscribed"),
    "unsubscribed": Text(fi="tilaus peruttu", sv="avslutad", en="unsubscribed"),
    "cleaned": Text(fi="poistettu jakelusta, osoite ei toimi", sv="bortrensad, adressen fungerar inte", en="cleaned"),
    "pending": Text(fi="odottaa vahvistusta", sv="väntar på bekräftelse", en="pending"),
    "transactional": Text(fi="asiakas, ei tilaa", sv="kund, prenumererar inte", en="customer, not subscribed"),
    "archived": Text(fi="arkistoitu", sv="arkiverad", en="archived"),
}

_NAME = Text(fi="Nimi", sv="Namn", en="Name")
_ADDRESS = Text(fi="Sähköpostiosoite", sv="E-postadress", en="E-mail address")
_FIRST = Text(fi="Etunimi", sv="Förnamn", en="Given name")
_LAST = Text(fi="Sukunimi", sv="Efternamn", en="Family name")
_CREATED = Text(fi="Luotu", sv="Skapad", en="Created")
_UPDATED = Text(fi="Muutettu", sv="Ändrad", en="Changed")
_STORE = Text(fi="Kauppa", sv="Butik", en="Shop")
_LIST = Text(fi="Lista", sv="Lista", en="Audience")
_ENTRIES = Text(fi="Merkinnät", sv="Poster", en="Entries")
_CURRENCY = Text(fi="Valuutta", sv="Valuta", en="Currency")
_TOTAL = Text(fi="Summa", sv="Summa", en="Total")
_CONTENTS = Text(fi="Sisältö", sv="Innehåll", en="Contents")
_CAMPAIGN = Text(fi="Kampanja", sv="Kampanj", en="Campaign")
_POSTAL = {
    "address1": Text(fi="Katuosoite", sv="Gatuadress", en="Street address"),
    "address2": Text(fi="Katuosoitteen jatko", sv="Gatuadress, fortsättning", en="Street address, continued"),
    "city": Text(fi="Postitoimipaikka", sv="Postort", en="Town"),
    "province": Text(fi="Maakunta", sv="Region", en="Region"),
    "postal_code": Text(fi="Postinumero", sv="Postnummer", en="Postal code"),
    "country": Text(fi="Maa", sv="Land", en="Country"),
    "phone": Text(fi="Puhelin", sv="Telefon", en="Telephone"),
    "name": _NAME,
    "company": Text(fi="Yritys", sv="Företag", en="Company"),
}


def _postal(under: str, prefix: Text, *parts: str) -> tuple[Label, ...]:
    def joined(part: Text) -> Text:
        return Text(fi=f"{prefix.fi}: {part.fi}", sv=f"{prefix.sv}: {part.sv}", en=f"{prefix.en}: {part.en}")

    return tuple(Label(f"{under}.{part}", joined(_POSTAL[part])) for part in parts)


_DELIVERY = Text(fi="Toimitus", sv="Leverans", en="Delivery")
_BILLING = Text(fi="Laskutus", sv="Fakturering", en="Billing")
_WHERE = ("address1", "address2", "city", "province", "postal_code", "country")

FIELDS: dict[str, tuple[Label, ...]] = {
    "member": (
        Label("list_name", _LIST),
        Label("email_address", _ADDRESS, writable=True),
        Label("full_name", _NAME),
        Label("status", Text(fi="Tilauksen tila", sv="Prenumerationens status", en="Status of the subscription")),
        Label("unsubscribe_reason", Text(fi="Perumisen syy", sv="Skäl till avslut", en="Reason for leaving"), True),
        Label("tags", Text(fi="Tunnisteet", sv="Taggar", en="Tags")),
        Label("interests", Text(fi="Kiinnostuksen kohteet", sv="Intressen", en="Interests")),
        Label("marketing_permissions", Text(fi="Suostumukset", sv="Samtycken", en="Consents")),
        Label("email_type", Text(fi="Viestin muoto", sv="Meddelandets format", en="Format of mail")),
        Label("language", Text(fi="Kieli", sv="Språk", en="Language")),
        Label("vip", Text(fi="VIP-merkintä", sv="VIP-märkning", en="Marked as VIP")),
        Label("member_rating", Text(fi="Aktiivisuus (1-5)", sv="Aktivitet (1-5)", en="Activity (1-5)")),
        Label("stats.avg_open_rate", Text(fi="Avattujen osuus", sv="Andel öppnade", en="Share opened")),
        Label("stats.avg_click_rate", Text(fi="Klikattujen osuus", sv="Andel klickade", en="Share clicked")),
        Label("stats.ecommerce_data.total_revenue", Text(fi="Ostot yhteensä", sv="Köp totalt", en="Purchases in all")),
        Label("stats.ecommerce_data.number_of_orders", Text(fi="Tilauksia", sv="Beställningar", en="Orders")),
        Label("stats.ecommerce_data.currency_code", _CURRENCY),
        Label("source", Text(fi="Mistä tiedot tulivat", sv="Varifrån uppgifterna kom", en="Where the data came from")),
        Label("ip_signup", Text(fi="IP-osoite ilmoittautuessa", sv="IP-adress vid anmälan", en="IP at sign-up")),
        Label("timestamp_signup", Text(fi="Ilmoittautui", sv="Anmälde sig", en="Signed up")),
        Label("ip_opt", Text(fi="IP-osoite vahvistaessa", sv="IP-adress vid bekräftelsen", en="IP at opt-in")),
        Label("timestamp_opt", Text(fi="Vahvisti", sv="Bekräftade", en="Opted in")),
        Label("last_changed", _UPDATED),
        Label("email_client", Text(fi="Sähköpostiohjelma", sv="E-postprogram", en="Mail program")),
        Label("location.country_code", Text(fi="Sijainnin maa", sv="Platsens land", en="Country of the location")),
        Label("location.region", Text(fi="Sijainnin alue", sv="Platsens region", en="Region of the location")),
        Label("location.timezone", Text(fi="Aikavyöhyke", sv="Tidszon", en="Time zone")),
        Label("location.latitude", Text(fi="Leveysaste", sv="Latitud", en="Latitude")),
        Label("location.longitude", Text(fi="Pituusaste", sv="Longitud", en="Longitude")),
        Label("sms_phone_number", Text(fi="Tekstiviestinumero", sv="Nummer för sms", en="Number for text messages")),
        Label("sms_subscription_status", Text(fi="Tekstiviestien tila", sv="Status för sms", en="Status of texts")),
        Label("sms_subscription_last_updated", Text(fi="Tekstiviestit muutettu", sv="Sms ändrat", en="Texts changed")),
        Label(
            "consents_to_one_to_one_messaging",
            Text(fi="Sallii henkilökohtaiset viestit", sv="Tillåter personliga meddelanden", en="Allows 1:1 messages"),
        ),
        Label("unique_email_id", Text(fi="Osoitteen tunniste", sv="Adressens id", en="Id of the address")),
        Label("contact_id", Text(fi="Yhteystiedon tunniste", sv="Kontaktens id", en="Id of the contact")),
    ),
    "note": (
        Label("note", Text(fi="Muistiinpano", sv="Anteckning", en="Note"), True),
        Label("created_at", _CREATED),
        Label("updated_at", _UPDATED),
        Label("created_by", Text(fi="Kirjoittaja", sv="Skribent", en="Written by"), True),
    ),
    "activity": (Label("entries", _ENTRIES, True),),
    "event": (Label("entries", _ENTRIES, True),),
    "customer": (
        Label("store_name", _STORE),
        Label("id", Text(fi="Asiakasnumero", sv="Kundnummer", en="Customer number")),
        Label("email_address", _ADDRESS),
        Label("first_name", _FIRST),
        Label("last_name", _LAST),
        Label("company", _POSTAL["company"]),
        Label("opt_in_status", Text(fi="Salli markkinoinnin", sv="Tillät marknadsföring", en="Opted in")),
        Label("orders_count", Text(fi="Tilauksia", sv="Beställningar", en="Orders")),
        Label("total_spent", Text(fi="Ostot yhteensä", sv="Köp totalt", en="Purchases in all")),
        Label("sms_phone_number", Text(fi="Tekstiviestinumero", sv="Nummer för sms", en="Number for text messages")),
        Label("created_at", _CREATED),
        Label("updated_at", _UPDATED),
        *_postal("address", Text(fi="Osoite", sv="Adress", en="Address"), *_WHERE),
    ),
    "order": (
        Label("store_name", _STORE),
        Label("id", Text(fi="Tilausnumero", sv="Beställningsnummer", en="Order number")),
        Label("processed_at_foreign", Text(fi="Tilattu", sv="Beställd", en="Ordered")),
        Label("updated_at_foreign", _UPDATED),
        Label("cancelled_at_foreign", Text(fi="Peruttu", sv="Avbeställd", en="Cancelled")),
        Label("financial_status", Text(fi="Maksun tila", sv="Betalningens status", en="State of the payment")),
        Label("fulfillment_status", Text(fi="Toimituksen tila", sv="Leveransens status", en="State of the delivery")),
        Label("order_total", _TOTAL),
        Label("currency_code", _CURRENCY),
        Label("lines", _CONTENTS),
        Label("promos", Text(fi="Alennuskoodit", sv="Rabattkoder", en="Promotion codes")),
        Label("campaign_id", _CAMPAIGN),
        Label("landing_site", Text(fi="Saapumissivu", sv="Landningssida", en="Landing page")),
        Label("tracking_number", Text(fi="Seurantatunnus", sv="Spårningsnummer", en="Tracking number")),
        *_postal("shipping_address", _DELIVERY, "name", "company", *_WHERE, "phone"),
        *_postal("billing_address", _BILLING, "name", "company", *_WHERE, "phone"),
    ),
    "cart": (
        Label("store_name", _STORE),
        Label("id", Text(fi="Korin tunniste", sv="Kundvagnens id", en="Id of the cart")),
        Label("created_at", _CREATED),
        Label("updated_at", _UPDATED),
        Label("order_total", _TOTAL),
        Label("currency_code", _CURRENCY),
        Label("lines", _CONTENTS),
        Label("campaign_id", _CAMPAIGN),
    ),
}  # fmt: skip
