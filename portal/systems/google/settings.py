"""What a connection to a Google Workspace is set up with."""

from portal.domain.register import Text
from portal.systems.kinds import Kind, Setting
from portal.systems.sorting import COUNTRY, categories_setting

KINDS = {
    "contact": Text(fi="Yhteystieto", sv="Kontakt", en="Contact"),
    "other_contact": Text(
        fi="Googlen keräämä yhteystieto", sv="Kontakt som Google samlat", en="Contact gathered by Google"
    ),
    "mail": Text(fi="Sähköpostiviesti", sv="E-postmeddelande", en="Email"),
    "file": Text(fi="Drive-tiedosto", sv="Drivefil", en="Drive file"),
}


def _service(key: str, fi: str, sv: str, en: str, scopes: str, reading: str) -> Setting:
    return Setting(
        key,
        Text(fi=fi, sv=sv, en=en),
        Text(
            fi=f"Käyttöoikeudet: {scopes} (vain lukuun: {reading}).",
            sv=f"Behörigheter: {scopes} (bara för läsning: {reading}).",
            en=f"Scopes: {scopes} (to read only: {reading}).",
        ),
        shape="yes_no",
        required=False,
        default="yes",
    )


KIND = Kind(
    name=Text(fi="Google Workspace", sv="Google Workspace", en="Google Workspace"),
    needs=Text(
        fi="Palvelutili, jolla on verkkotunnuksen laajuinen valtuutus. Google Cloud -konsolissa: ota käyttöön People "
        "API, Gmail API ja Google Drive API, luo palvelutili ja sille JSON-avain. Admin-konsolissa (admin.google.com): "
        "Turvallisuus > Pääsy- ja tietojenhallinta > API-asetukset > Verkkotunnuksen laajuisen valtuutuksen hallinta, "
        "lisää palvelutilin Client ID ja alla mainitut käyttöoikeudet.",
        sv="Ett tjänstekonto med domänomfattande delegering. I Google Cloud-konsolen: aktivera People API, Gmail API "
        "och Google Drive API, skapa ett tjänstekonto och en JSON-nyckel för det. I administratörskonsolen "
        "(admin.google.com): Säkerhet > Åtkomst- och datakontroll > API-kontroller > Hantera domänomfattande "
        "delegering, lägg till tjänstekontots Client ID och de behörigheter som nämns nedan.",
        en="A service account with domain-wide delegation. In the Google Cloud console: enable the People API, the "
        "Gmail API and the Google Drive API, make a service account and a JSON key for it. In the Admin console "
        "(admin.google.com): Security > Access and data control > API controls > Manage domain-wide delegation, add "
        "the service account's client ID and the scopes that are named below.",
    ),
    settings=(
        Setting(
            "key",
            Text(fi="Palvelutilin avain", sv="Tjänstekontots nyckel", en="The service account's key"),
            Text(
                fi="JSON-tiedosto kokonaan. Google Cloud -konsoli: IAM & Admin > Service Accounts > Keys.",
                sv="Hela JSON-filen. Google Cloud-konsolen: IAM & Admin > Service Accounts > Keys.",
                en="The whole JSON file. Google Cloud console: IAM & Admin > Service Accounts > Keys.",
            ),
            shape="text",
            secret=True,
        ),
        Setting(
            "accounts",
            Text(fi="Tilit, joista haetaan", sv="Konton som genomsöks", en="Accounts that are searched"),
            Text(
                fi="Sähköpostiosoitteet, yksi riville. Tähti (*) tarkoittaa kaikkia tilejä; silloin tarvitaan myös "
                "ylläpitäjä.",
                sv="E-postadresser, en per rad. En asterisk (*) betyder alla konton; då behövs också en administratör.",
                en="Email addresses, one a line. An asterisk (*) means every account; an administrator is needed then.",
            ),
            shape="text",
        ),
        Setting(
            "admin",
            Text(fi="Ylläpitäjä", sv="Administratör", en="Administrator"),
            Text(
                fi="Vain kun haetaan kaikista tileistä: ylläpitäjän osoite, jonka nimissä tilit luetellaan. Ota "
                "käyttöön Admin SDK API. Käyttöoikeus: admin.directory.user.readonly.",
                sv="Bara när alla konton genomsöks: adressen till den administratör i vars namn kontona räknas upp. "
                "Aktivera Admin SDK API. Behörighet: admin.directory.user.readonly.",
                en="Only where every account is searched: the address of an administrator in whose name the accounts "
                "are listed. Enable the Admin SDK API. Scope: admin.directory.user.readonly.",
            ),
            required=False,
        ),
        _service(
            "contacts",
            "Yhteystiedot",
            "Kontakter",
            "Contacts",
            "auth/contacts, auth/contacts.other.readonly",
            "auth/contacts.readonly, auth/contacts.other.readonly",
        ),
        _service("mail", "Sähköposti", "E-post", "Mail", "auth/gmail.modify", "auth/gmail.readonly"),
        _service("drive", "Drive", "Drive", "Drive", "auth/drive", "auth/drive.readonly"),
        Setting(
            "writes",
            Text(
                fi="Portaali korjaa ja poistaa", sv="Portalen rättar och raderar", en="The portal corrects and erases"
            ),
            Text(
                fi="Ei: portaali vain lukee, ja ihminen tekee muutokset.",
                sv="Nej: portalen läser bara, och en människa gör ändringarna.",
                en="No: the portal only reads, and a person makes the changes.",
            ),
            shape="yes_no",
            required=False,
            default="yes",
        ),
        Setting(
            "deletion",
            Text(fi="Poistettava sähköposti", sv="E-post som raderas", en="Mail that is erased"),
            Text(
                fi="Google tyhjentää roskakorin 30 päivän kuluttua. Lopullinen poisto vaatii käyttöoikeuden "
                "https://mail.google.com/, eikä sitä voi perua.",
                sv="Google tömmer papperskorgen efter 30 dagar. Att radera för gott kräver behörigheten "
                "https://mail.google.com/ och kan inte ångras.",
                en="Google empties the trash after 30 days. Deleting for good needs the scope "
                "https://mail.google.com/ and cannot be taken back.",
            ),
            shape="choice",
            required=False,
            default="trash",
            choices=(
                ("trash", Text(fi="Roskakoriin", sv="Till papperskorgen", en="Into the trash")),
                ("for_good", Text(fi="Heti lopullisesti", sv="Genast för gott", en="At once and for good")),
            ),
        ),
        COUNTRY,
        categories_setting(KINDS),
    ),
    factory="portal.systems.google.connector:connect",
    a_second=8.0,
    at_once=2,
)
"""Gmail takes some 50 reads a second and account; contacts take fewer, and say so by 429."""
