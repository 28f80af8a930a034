"""What a connection to Mailchimp is set up with."""

from portal.domain.register import Text
from portal.systems.kinds import Kind, Setting
from portal.systems.mailchimp.labels import KIND_LABELS
from portal.systems.sorting import COUNTRY, categories_setting

KINDS = KIND_LABELS

KIND = Kind(
    name=Text(fi="Mailchimp", sv="Mailchimp", en="Mailchimp"),
    needs=Text(
        fi="API-avain käyttäjältä, jonka rooli on Admin tai Owner: Viewer ja Author eivät näe yhteystietoja, eikä "
        "Manager saa poistaa niitä pysyvästi. Pysyvä poisto pyyhkii Mailchimpistä myös tiedon siitä, että henkilö on "
        "kieltänyt markkinoinnin, ja estää lisäämästä osoitetta sinne uudelleen. Kielto jää portaalin estolistalle.",
        sv="En API-nyckel av en användare med rollen Admin eller Owner: Viewer och Author ser inga kontakter, och "
        "Manager får inte radera dem permanent. En permanent radering tar även bort uppgiften om att personen har "
        "förbjudit marknadsföring och hindrar att adressen läggs till där på nytt. Förbudet finns kvar på portalens "
        "spärrlista.",
        en="An API key of a user whose role is Admin or Owner: Viewer and Author see no contacts, and Manager may not "
        "delete them for good. Deleting for good also wipes from Mailchimp that the person objected to marketing, and "
        "keeps the address from being added there again. The objection stays on the portal's suppression list.",
    ),
    settings=(
        Setting(
            "key",
            Text(fi="API-avain", sv="API-nyckel", en="API key"),
            Text(
                fi="Mailchimpissä: Profile, Extras, API keys, Create A Key. Avain päättyy palvelinkeskukseen (-us21).",
                sv="I Mailchimp: Profile, Extras, API keys, Create A Key. Nyckeln slutar på datacentret (-us21).",
                en="In Mailchimp: Profile, Extras, API keys, Create A Key. The key ends in the data centre (-us21).",
            ),
            shape="secret",
        ),
        categories_setting(KINDS),
        COUNTRY,
        Setting(
            "channels",
            Text(fi="Kiellettävät kanavat", sv="Kanaler som spärras", en="Channels that are stopped"),
            Text(
                fi="Rekisterin kanavat, joiden kielto peruu tilauksen (väli niiden välissä). Tyhjä: ei mitään.",
                sv="Registrets kanaler vilkas förbud avslutar prenumerationen (mellanslag emellan). Tomt: inga.",
                en="The register's channels whose prohibition unsubscribes (spaces between them). Empty: none.",
            ),
            required=False,
            default="email",
        ),
        Setting(
            "absent",
            Text(
                fi="Listat, joilla henkilö ei ole",
                sv="Listor där personen inte finns",
                en="Audiences that the person is not in",
            ),
            Text(
                fi="Mitä kielto tekee muille listoille, kun henkilö on ainakin yhdellä.",
                sv="Vad ett förbud gör på de andra listorna när personen finns på minst en.",
                en="What a prohibition does in the other audiences where the person is in one at least.",
            ),
            shape="choice",
            required=False,
            default="leave",
            choices=(
                ("leave", Text(fi="Ei mitään", sv="Inget", en="Nothing")),
                (
                    "add",
                    Text(
                        fi="Lisää osoitteen tilansa peruneena",
                        sv="Lägger till adressen som avslutad",
                        en="Adds the address as unsubscribed",
                    ),
                ),
            ),
        ),
        Setting(
            "address",
            Text(fi="Rajapinnan osoite", sv="Gränssnittets adress", en="Address of the interface"),
            Text(
                fi="Tyhjä, ellei Mailchimpiin mennä oman yhdyskäytävän kautta: osoite luetaan avaimesta.",
                sv="Tomt, om inte Mailchimp nås genom en egen nätsluss: adressen läses ur nyckeln.",
                en="Empty, unless Mailchimp is reached through a gateway of your own: the key tells the address.",
            ),
            required=False,
        ),
    ),
    factory="portal.systems.mailchimp.connector:connect",
    a_second=10.0,
    at_once=5,
)
