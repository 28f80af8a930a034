"""What a connection to a Slack workspace is set up with."""

from portal.domain.register import Text
from portal.systems.kinds import Kind, Setting
from portal.systems.sorting import COUNTRY, categories_setting

ADDRESS = "https://slack.com/api"
KINDS = {
    "account": Text(fi="Slack-tili", sv="Slackkonto", en="Slack account"),
    "message": Text(fi="Slack-viesti", sv="Slackmeddelande", en="Slack message"),
    "file": Text(fi="Slack-tiedosto", sv="Slackfil", en="Slack file"),
}

KIND = Kind(
    name=Text(fi="Slack", sv="Slack", en="Slack"),
    needs=Text(
        fi="Oma sisäinen sovellus (api.slack.com/apps, Create New App), asennettuna työtilaan. Bot Token Scopes: "
        "users:read, users:read.email, users.profile:read. User Token Scopes: search:read, channels:history, "
        "groups:history, im:history, mpim:history, channels:read, groups:read, im:read, mpim:read, files:read sekä "
        "jos portaali korjaa ja poistaa, users.profile:write, chat:write ja files:write. Asentajan on oltava "
        "ylläpitäjä, joka on mukana niissä yksityisissä kanavissa, joista haetaan.",
        sv="En egen intern app (api.slack.com/apps, Create New App) som är installerad i arbetsytan. Bot Token Scopes: "
        "users:read, users:read.email, users.profile:read. User Token Scopes: search:read, channels:history, "
        "groups:history, im:history, mpim:history, channels:read, groups:read, im:read, mpim:read, files:read samt, "
        "om portalen rättar och raderar, users.profile:write, chat:write och files:write. Den som installerar ska vara "
        "administratör och med i de privata kanaler som ska genomsökas.",
        en="An internal app of your own (api.slack.com/apps, Create New App), installed in the workspace. Bot Token "
        "Scopes: users:read, users:read.email, users.profile:read. User Token Scopes: search:read, channels:history, "
        "groups:history, im:history, mpim:history, channels:read, groups:read, im:read, mpim:read, files:read and, "
        "if the portal corrects and erases, users.profile:write, chat:write and files:write. Whoever installs it has "
        "to be an administrator who is in the private channels that are to be searched.",
    ),
    settings=(
        Setting(
            "bot_token",
            Text(fi="Bottitunnus", sv="Bottoken", en="Bot token"),
            Text(
                fi="Sovelluksen sivulla OAuth & Permissions: Bot User OAuth Token (xoxb-…).",
                sv="På appens sida OAuth & Permissions: Bot User OAuth Token (xoxb-…).",
                en="On the app's page OAuth & Permissions: Bot User OAuth Token (xoxb-…).",
            ),
            shape="secret",
        ),
        Setting(
            "user_token",
            Text(fi="Käyttäjätunnus", sv="Användartoken", en="User token"),
            Text(
                fi="Samalla sivulla: User OAuth Token (xoxp-…). Ilman sitä viestejä ei voi hakea eikä mitään korjata "
                "tai poistaa.",
                sv="På samma sida: User OAuth Token (xoxp-…). Utan den går det inte att söka i meddelanden, rätta "
                "eller radera.",
                en="On the same page: User OAuth Token (xoxp-…). Without it messages cannot be searched, and nothing "
                "can be corrected or erased.",
            ),
            shape="secret",
            required=False,
        ),
        Setting(
            "messages",
            Text(fi="Miten viestit haetaan", sv="Hur meddelanden genomsöks", en="How messages are searched"),
            Text(
                fi="Slackin haku on nopea mutta löytää vain kokonaisia sanoja. Kanavien lukeminen kestää suuressa "
                "työtilassa tunteja.",
                sv="Slacks sökning är snabb men hittar bara hela ord. Att läsa kanalerna tar timmar i en stor "
                "arbetsyta.",
                en="Slack's search is fast but finds whole words only. Reading the channels takes hours in a large "
                "workspace.",
            ),
            shape="choice",
            default="search",
            choices=(
                ("search", Text(fi="Slackin haulla", sv="Med Slacks sökning", en="By Slack's search")),
                ("history", Text(fi="Lukemalla kanavat", sv="Genom att läsa kanalerna", en="By reading the channels")),
            ),
        ),
        Setting(
            "private",
            Text(
                fi="Muiden yksityiset keskustelut",
                sv="Andras privata samtal",
                en="Other people's private conversations",
            ),
            Text(
                fi="Tunnus näkee julkiset kanavat ja ne yksityiset keskustelut, joissa sen omistaja on. Jos muissa voi "
                "olla henkilötietoja, haku merkitään vajaaksi, jotta ihminen katsoo ne.",
                sv="Token ser de offentliga kanalerna och de privata samtal där dess ägare är med. Om det kan finnas "
                "personuppgifter i andra märks sökningen som ofullständig, så att en människa ser efter.",
                en="The token sees the public channels, and the private conversations that its owner is in. Where "
                "others may hold personal data, the search is marked incomplete, so that a person looks there.",
            ),
            shape="choice",
            default="unseen",
            choices=(
                (
                    "unseen",
                    Text(fi="Niissä voi olla tietoja", sv="Där kan finnas uppgifter", en="They may hold personal data"),
                ),
                (
                    "covered",
                    Text(
                        fi="Tunnus näkee kaikki, joissa tietoja on",
                        sv="Token ser alla där uppgifter finns",
                        en="The token sees all that hold personal data",
                    ),
                ),
            ),
        ),
        COUNTRY,
        categories_setting(KINDS),
        Setting(
            "address",
            Text(fi="Rajapinnan osoite", sv="Gränssnittets adress", en="Address of the interface"),
            Text(
                fi=f"{ADDRESS}, ellei työtila ole GovSlackissa.",
                sv=f"{ADDRESS}, om arbetsytan inte finns i GovSlack.",
                en=f"{ADDRESS}, unless the workspace is in GovSlack.",
            ),
            required=False,
            default=ADDRESS,
        ),
    ),
    factory="portal.systems.slack.connector:connect",
    a_second=0.33,
    at_once=1,
)
"""Tier 2 of Slack's rate limits (20 calls a minute), which users.list, search.messages and conversations.list have."""
