"""What a connection to a mailbox is set up with."""

from dataclasses import replace

from portal.domain.register import Text
from portal.systems.kinds import Kind, Setting
from portal.systems.sorting import COUNTRY, ONE_CATEGORY

KIND = Kind(
    name=Text(fi="Sähköpostilaatikko (IMAP)", sv="E-postlåda (IMAP)", en="Mailbox (IMAP)"),
    needs=Text(
        fi=(
            "IMAP-yhteys päälle laatikkoon. Salasana (Googlessa ja muualla, missä on kaksivaiheinen kirjautuminen, "
            "sovellussalasana) tai oma sovellus Googlessa tai Microsoftissa: sen tunnus, salaisuus ja lupa laatikkoon."
        ),
        sv=(
            "IMAP ska vara påslaget för lådan. Ett lösenord (ett applösenord där tvåstegsverifiering används) eller "
            "en egen app hos Google eller Microsoft: dess id, hemlighet och tillstånd till lådan."
        ),
        en=(
            "IMAP switched on for the mailbox. A password (an app password where two-step verification is used), or "
            "an app of your own at Google or Microsoft: its id, its secret and its consent to the mailbox."
        ),
    ),
    settings=(
        Setting(
            "host",
            Text(fi="Palvelin", sv="Server", en="Server"),
            Text(
                fi="Google: imap.gmail.com. Microsoft 365: outlook.office365.com. Muut: postipalvelun ohjeista.",
                sv="Google: imap.gmail.com. Microsoft 365: outlook.office365.com. Andra: se e-posttjänstens hjälp.",
                en="Google: imap.gmail.com. Microsoft 365: outlook.office365.com. Others: see the mail service's help.",
            ),
        ),
        Setting(
            "port",
            Text(fi="Portti", sv="Port", en="Port"),
            Text(
                fi="993, kun yhteys on alusta asti salattu; STARTTLS käyttää porttia 143.",
                sv="993 när förbindelsen är krypterad från början; STARTTLS använder port 143.",
                en="993 where the connection is encrypted from the start; STARTTLS uses port 143.",
            ),
            shape="number",
            required=False,
        ),
        Setting(
            "security",
            Text(fi="Salaus", sv="Kryptering", en="Encryption"),
            Text(
                fi="Ilman salausta vain palvelimelle, jonka ylläpitäjä on erikseen sallinut.",
                sv="Utan kryptering bara till en server som driftansvarig särskilt har tillåtit.",
                en="Without encryption only to a server that the operator has expressly allowed.",
            ),
            shape="choice",
            default="tls",
            choices=(
                ("tls", Text(fi="TLS", sv="TLS", en="TLS")),
                ("starttls", Text(fi="STARTTLS", sv="STARTTLS", en="STARTTLS")),
                ("none", Text(fi="Ei salausta", sv="Ingen kryptering", en="None")),
            ),
            required=False,
        ),
        Setting(
            "username",
            Text(fi="Käyttäjätunnus", sv="Användarnamn", en="User name"),
            Text(
                fi="Tavallisesti laatikon koko osoite.",
                sv="Vanligen lådans hela adress.",
                en="Usually the mailbox's whole address.",
            ),
        ),
        Setting(
            "sign_in",
            Text(fi="Kirjautuminen", sv="Inloggning", en="Sign-in"),
            shape="choice",
            default="password",
            choices=(
                ("password", Text(fi="Salasana", sv="Lösenord", en="Password")),
                ("google", Text(fi="Google (OAuth 2.0)", sv="Google (OAuth 2.0)", en="Google (OAuth 2.0)")),
                ("microsoft", Text(fi="Microsoft (OAuth 2.0)", sv="Microsoft (OAuth 2.0)", en="Microsoft (OAuth 2.0)")),
            ),
            required=False,
        ),
        Setting(
            "password",
            Text(fi="Salasana", sv="Lösenord", en="Password"),
            Text(
                fi="Google: Google-tili > Tietoturva > Sovellussalasanat.",
                sv="Google: Google-konto > Säkerhet > Applösenord.",
                en="Google: Google Account > Security > App passwords.",
            ),
            shape="secret",
            required=False,
        ),
        Setting(
            "tenant",
            Text(fi="Microsoftin vuokraaja", sv="Microsoft-klient (tenant)", en="Microsoft tenant"),
            Text(
                fi="Entra-hallintakeskus > Yleiskatsaus > Vuokraajan tunnus.",
                sv="Administrationscentret för Entra > Översikt > Klient-id (tenant-id).",
                en="Entra admin center > Overview > Tenant ID.",
            ),
            required=False,
        ),
        Setting(
            "client_id",
            Text(fi="Sovelluksen tunnus", sv="Appens id", en="Client ID"),
            Text(
                fi=(
                    "Google: Cloud Console > APIs & Services > Credentials > OAuth client ID. "
                    "Microsoft: Entra > Sovellusten rekisteröinnit > Sovelluksen (asiakkaan) tunnus."
                ),
                sv=(
                    "Google: Cloud Console > APIs & Services > Credentials > OAuth client ID. "
                    "Microsoft: Entra > Appregistreringar > Program-id (klient-id)."
                ),
                en=(
                    "Google: Cloud Console > APIs & Services > Credentials > OAuth client ID. "
                    "Microsoft: Entra > App registrations > Application (client) ID."
                ),
            ),
            required=False,
        ),
        Setting(
            "client_secret",
            Text(fi="Sovelluksen salaisuus", sv="Appens hemlighet", en="Client secret"),
            Text(
                fi=("Google: samalla sivulla. Microsoft: Sertifikaatit ja salaisuudet; merkitse päättymispäivä."),
                sv="Google: på samma sida. Microsoft: Certifikat och hemligheter; notera när den upphör.",
                en="Google: on the same page. Microsoft: Certificates & secrets; note the day on which it expires.",
            ),
            shape="secret",
            required=False,
        ),
        Setting(
            "refresh_token",
            Text(fi="Päivitystunnus", sv="Uppdateringstoken", en="Refresh token"),
            Text(
                fi=(
                    "Google: luvasta scopeen https://mail.google.com/. Microsoft: jätä tyhjäksi, kun sovelluksella on "
                    "lupa IMAP.AccessAsApp; muuten luvasta scopeihin IMAP.AccessAsUser.All ja offline_access."
                ),
                sv=(
                    "Google: från samtycket till https://mail.google.com/. Microsoft: lämna tomt när appen har "
                    "behörigheten IMAP.AccessAsApp; annars från IMAP.AccessAsUser.All och offline_access."
                ),
                en=(
                    "Google: from the consent to https://mail.google.com/. Microsoft: leave it empty where the app has "
                    "the permission IMAP.AccessAsApp; else from IMAP.AccessAsUser.All and offline_access."
                ),
            ),
            shape="secret",
            required=False,
        ),
        Setting(
            "token_url",
            Text(fi="Tunnusten osoite", sv="Adress för token", en="Token address"),
            Text(
                fi="Vain kansallisia pilvipalveluja varten; tyhjä on Googlen tai Microsoftin oma.",
                sv="Bara för nationella moln; tomt betyder Googles eller Microsofts egen.",
                en="For national clouds only; empty is Google's or Microsoft's own.",
            ),
            required=False,
        ),
        Setting(
            "own",
            Text(fi="Omat osoitteet", sv="Egna adresser", en="Your own addresses"),
            Text(
                fi="Yrityksen omat osoitteet tai @verkkotunnus, välilyönnein: ne eivät ole muita ihmisiä.",
                sv="Företagets egna adresser eller @domän, med mellanslag: de är inte andra personer.",
                en="The company's own addresses, or @domain, with spaces: they are not other people.",
            ),
            shape="text",
            required=False,
        ),
        ONE_CATEGORY,
        Setting(
            "erase",
            Text(fi="Viestien poistaminen", sv="Radering av meddelanden", en="Erasing mails"),
            Text(
                fi="Roskakorin tyhjentää postipalvelu omalla ajallaan, Google ja Microsoft tavallisesti 30 päivässä.",
                sv="Papperskorgen töms av e-posttjänsten, hos Google och Microsoft vanligen inom 30 dagar.",
                en="The mail service empties the trash in its own time, Google and Microsoft usually within 30 days.",
            ),
            shape="choice",
            default="trash",
            choices=(
                ("trash", Text(fi="Siirretään roskakoriin", sv="Flyttas till papperskorgen", en="Moved to the trash")),
                ("delete", Text(fi="Poistetaan pysyvästi", sv="Raderas permanent", en="Deleted for good")),
            ),
            required=False,
        ),
        Setting(
            "trash",
            Text(fi="Roskakorin nimi", sv="Papperskorgens namn", en="Name of the trash"),
            Text(
                fi="Vain jos palvelin ei itse kerro, mikä kansio on roskakori.",
                sv="Bara om servern inte själv säger vilken mapp som är papperskorg.",
                en="Only where the server does not say itself which folder is the trash.",
            ),
            required=False,
        ),
        replace(COUNTRY, required=False),
        Setting(
            "seconds",
            Text(fi="Aikaraja sekunteina", sv="Tidsgräns i sekunder", en="Time limit in seconds"),
            shape="number",
            required=False,
            default="120",
        ),
    ),
    factory="portal.systems.imap.connector:connect",
    at_once=2,
)
