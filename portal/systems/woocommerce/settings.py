"""What a connection to a WooCommerce shop is set up with."""

from portal.domain.register import Text
from portal.systems.kinds import Kind, Setting
from portal.systems.sorting import COUNTRY

GROUPS = (
    ("account", Text(fi="Asiakastili", sv="Kundkonto", en="Account")),
    ("billing", Text(fi="Laskutustiedot", sv="Faktureringsuppgifter", en="Billing details")),
    ("shipping", Text(fi="Toimitustiedot", sv="Leveransuppgifter", en="Shipping details")),
    ("order", Text(fi="Tilaus", sv="Beställning", en="Order")),
    ("message", Text(fi="Asiakkaan viesti tilauksessa", sv="Kundens meddelande i beställningen",
                     en="Customer's message in an order")),
    ("payment", Text(fi="Maksu", sv="Betalning", en="Payment")),
    ("device", Text(fi="Laite ja IP-osoite", sv="Enhet och IP-adress", en="Device and IP address")),
    ("note", Text(fi="Tilauksen muistiinpano", sv="Anteckning om beställningen", en="Note on an order")),
    ("refund", Text(fi="Hyvitys", sv="Återbetalning", en="Refund")),
    ("download", Text(fi="Lataukset", sv="Nedladdningar", en="Downloads")),
    ("review", Text(fi="Tuotearvio", sv="Produktrecension", en="Review of a product")),
)  # fmt: skip

KIND = Kind(
    name=Text(fi="WooCommerce-verkkokauppa", sv="WooCommerce-webbutik", en="WooCommerce shop"),
    needs=Text(
        fi=(
            "REST-rajapinnan avain (luku ja kirjoitus) myymäläpäällikölle tai ylläpitäjälle. Osoite alkaa https, "
            "ja WordPressin osoiterakenne on muu kuin Tavallinen. Tilausten IP-osoitteet poistaa ihminen."
        ),
        sv=(
            "En nyckel till REST-gränssnittet (läsa och skriva) för en butikschef eller administratör. Adressen "
            "börjar med https och WordPress permalänkar är något annat än Enkel. En människa raderar beställningarnas "
            "IP-adresser."
        ),
        en=(
            "A key of the REST API (read and write) of a shop manager or an administrator. The address begins with "
            "https, and WordPress's permalinks are other than Plain. A person removes the IP addresses of orders."
        ),
    ),
    settings=(
        Setting(
            "url",
            Text(fi="Kaupan osoite", sv="Butikens adress", en="Address of the shop"),
            Text(
                fi="WordPressissä: Asetukset > Yleinen > WordPress-osoite. Esimerkiksi https://kauppa.example",
                sv="I WordPress: Inställningar > Allmänt > WordPress-adress. Till exempel https://butik.example",
                en="In WordPress: Settings > General > WordPress Address. For example https://shop.example",
            ),
        ),
        Setting(
            "key",
            Text(fi="Asiakasavain", sv="Konsumentnyckel", en="Consumer key"),
            Text(
                fi="WooCommerce > Asetukset > Lisäasetukset > REST API > Lisää avain. Alkaa ck_",
                sv="WooCommerce > Inställningar > Avancerat > REST-API > Lägg till nyckel. Börjar med ck_",
                en="WooCommerce > Settings > Advanced > REST API > Add key. It begins with ck_",
            ),
            shape="secret",
        ),
        Setting(
            "secret",
            Text(fi="Asiakassalaisuus", sv="Konsumenthemlighet", en="Consumer secret"),
            Text(
                fi="Näytetään kerran, kun avain luodaan. Alkaa cs_",
                sv="Visas en gång, när nyckeln skapas. Börjar med cs_",
                en="Shown once, when the key is made. It begins with cs_",
            ),
            shape="secret",
        ),
        Setting(
            "mapping",
            Text(fi="Tietoryhmät ja poisto", sv="Uppgiftskategorier och radering", en="Data categories and erasure"),
            Text(
                fi="Mitä poisto tekee [erase], laajennusten kentät [[meta]] ja mihin markkinointikielto kirjoitetaan "
                "[[prohibitions]] (TOML). Saa olla tyhjä.",
                sv="Vad en radering gör [erase], fält från tillägg [[meta]] och var ett marknadsföringsförbud skrivs "
                "[[prohibitions]] (TOML). Får vara tomt.",
                en="What an erasure does [erase], fields of extensions [[meta]], and where a prohibition of marketing "
                "is written [[prohibitions]] (TOML). May be empty.",
            ),
            shape="categories",
            required=False,
            parts=GROUPS,
            under="categories",
        ),
        COUNTRY,
    ),
    factory="portal.systems.woocommerce.connector:connect",
    a_second=5.0,
    at_once=2,
)
