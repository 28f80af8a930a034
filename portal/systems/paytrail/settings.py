"""What a connection to Paytrail is set up with."""

from portal.domain.register import Text
from portal.systems.kinds import Kind, Setting
from portal.systems.sorting import ONE_CATEGORY

KIND = Kind(
    name=Text(fi="Paytrail-maksut", sv="Paytrail-betalningar", en="Paytrail payments"),
    needs=Text(
        fi=(
            "Paytrailin rajapinta ei hae henkilön nimellä eikä osoitteella eikä poista mitään: kysy maksutiedot "
            "Paytraililta kirjeellä. Yhteys kertoo, että tunnukset toimivat, ja hakee maksun, jonka tapahtumatunnuksen "
            "henkilö antaa."
        ),
        sv=(
            "Paytrails gränssnitt söker inte på en persons namn eller adress och raderar ingenting: fråga Paytrail om "
            "betalningarna med brev. Anslutningen visar att uppgifterna fungerar och hämtar en betalning vars "
            "transaktions-id personen anger."
        ),
        en=(
            "Paytrail's API does not search by a person's name or address and erases nothing: ask Paytrail for the "
            "payments by letter. The connection shows that the credentials work, and fetches a payment whose "
            "transaction id the person gives."
        ),
    ),
    settings=(
        Setting(
            "account",
            Text(fi="Kauppiastunnus", sv="Handlar-id", en="Merchant ID"),
            Text(
                fi="Paytrailin kauppiaspaneelissa: Asetukset > API-avaimet. Vain numeroita.",
                sv="I Paytrails handlarpanel: Inställningar > API-nycklar. Bara siffror.",
                en="In Paytrail's Merchant Panel: Settings > API keys. Digits alone.",
            ),
        ),
        Setting(
            "secret",
            Text(fi="Turva-avain", sv="Säkerhetsnyckel", en="Secret key"),
            Text(
                fi="Samalla sivulla kauppiastunnuksen vieressä.",
                sv="På samma sida, bredvid handlar-id.",
                en="On the same page, beside the merchant ID.",
            ),
            shape="secret",
        ),
        ONE_CATEGORY,
    ),
    factory="portal.systems.paytrail.connector:connect",
    a_second=5.0,
    at_once=2,
)
