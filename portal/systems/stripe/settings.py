"""What a connection to Stripe is set up with."""

from portal.domain.register import Text
from portal.systems.kinds import Kind, Setting
from portal.systems.sorting import COUNTRY

GROUPS = (
    ("customer", Text(fi="Asiakas", sv="Kund", en="Customer")),
    ("address", Text(fi="Osoitteet", sv="Adresser", en="Addresses")),
    ("metadata", Text(fi="Omat lisätiedot", sv="Egna uppgifter", en="Metadata of your own")),
    ("payment_method", Text(fi="Maksutapa", sv="Betalningssätt", en="Payment method")),
    ("payment", Text(fi="Maksutapahtuma", sv="Betalning", en="Payment")),
    ("charge", Text(fi="Veloitus", sv="Debitering", en="Charge")),
    ("invoice", Text(fi="Lasku", sv="Faktura", en="Invoice")),
    ("subscription", Text(fi="Kestotilaus", sv="Prenumeration", en="Subscription")),
    ("checkout", Text(fi="Checkout-istunto", sv="Checkout-session", en="Checkout session")),
)

KIND = Kind(
    name=Text(fi="Stripe-maksut", sv="Stripe-betalningar", en="Stripe payments"),
    needs=Text(
        fi=(
            "Rajoitettu avain: luku asiakkaille, maksuille, maksutavoille, laskuille, tilauksille ja "
            "Checkout-istunnoille; kirjoitus asiakkaille, jos portaali korjaa ja poistaa. Maksujen tiedot poistaa "
            "ihminen."
        ),
        sv=(
            "En begränsad nyckel: läsrätt till kunder, betalningar, betalningsmetoder, fakturor, prenumerationer och "
            "Checkout-sessioner; skrivrätt till kunder om portalen får rätta och radera. Uppgifter i betalningar "
            "raderar en människa."
        ),
        en=(
            "A restricted key: read for customers, payments, payment methods, invoices, subscriptions and Checkout "
            "sessions; write for customers if the portal corrects and erases. A person removes the data of payments."
        ),
    ),
    settings=(
        Setting(
            "key",
            Text(fi="Rajoitettu avain", sv="Begränsad nyckel", en="Restricted key"),
            Text(
                fi="Stripessä: Kehittäjät > API-avaimet > Luo rajoitettu avain. Alkaa rk_live_",
                sv="I Stripe: Utvecklare > API-nycklar > Skapa begränsad nyckel. Börjar med rk_live_",
                en="In Stripe: Developers > API keys > Create restricted key. It begins with rk_live_",
            ),
            shape="secret",
        ),
        Setting(
            "guests",
            Text(
                fi="Maksuja myös ilman Stripen asiakasta",
                sv="Betalningar även utan kund i Stripe",
                en="Payments without a Stripe customer too",
            ),
            Text(
                fi="Checkoutin ulkopuolella tehtyjä maksuja ilman asiakasta ei voi hakea rajapinnasta. Jos niitä on, "
                "ihminen hakee ne Stripen hallintanäkymästä.",
                sv="Betalningar som gjorts utanför Checkout utan kund kan inte sökas via gränssnittet. Om det finns "
                "sådana söker en människa dem i Stripes kontrollpanel.",
                en="Payments without a customer that were made outside Checkout cannot be searched through the API. "
                "Where there are such, a person searches for them in Stripe's Dashboard.",
            ),
            shape="yes_no",
            required=False,
            default="yes",
        ),
        Setting(
            "mapping",
            Text(fi="Tietoryhmät ja poisto", sv="Uppgiftskategorier och radering", en="Data categories and erasure"),
            Text(
                fi='Mitä poisto tekee asiakkaalle (TOML): [erase] ja customer = "delete", "keep" tai "manual". '
                "Tyhjänä asiakas poistetaan.",
                sv='Vad en radering gör med en kund (TOML): [erase] och customer = "delete", "keep" eller '
                '"manual". Tomt raderar kunden.',
                en='What an erasure does with a customer (TOML): [erase] and customer = "delete", "keep" or '
                '"manual". Empty deletes the customer.',
            ),
            shape="categories",
            required=False,
            parts=GROUPS,
            under="categories",
        ),
        COUNTRY,
    ),
    factory="portal.systems.stripe.connector:connect",
    a_second=20.0,
    at_once=4,
)
