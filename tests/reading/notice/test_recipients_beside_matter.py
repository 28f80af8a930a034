"""Names that stand like a service's where nobody gets data, and those that a list names with one who does."""

import pytest

from tests.reading.notice.beginnings import ADDRESSED as TOP
from tests.reading.notice.reading import read, register

ONLY = [
    ("fi", "## Palvelu\n\nKirjoitat kehotteen ja viet sen itse valitsemaasi tekoälyyn (esim. ChatGPT, "
     "Claude).\n", set()),
    ("fi", "## Tietojen luovutus\n\nKun kopioit tekstin ja liität sen palveluun (ChatGPT, Gemini), sen ehdot "
     "pätevät.\n",
     set()),
    ("sv", "## Delning\n\nNär du exporterar listan till ett verktyg (Notion, Trello) gäller dess villkor.\n", set()),
    ("en", "## Sharing\n\nYou may send the file to an assistant of your own choice (ChatGPT, Claude, "
     "Gemini).\n", set()),
    ("fi", "## Luovutukset\n\nLuvut haetaan julkisista tietolähteistä (Tilastokeskus, Eurostat).\n", set()),
    ("en", "## Disclosure\n\nFigures are taken from open data sources (Eurostat, Kuurastat).\n", set()),
    ("fi", "## Palvelin\n\nJos sivustoon liitetään myöhemmin Cloudflare-palveluja, kerromme siitä tässä.\n", set()),
    ("en", "## Hosting\n\nIf we should in the future use services of Cloudflare, we will say so here.\n", set()),
    ("sv", "## Appen\n\nPolicyn följer Google Plays krav på appar som behandlar uppgifter.\n", set()),
    ("sv", "## Säkerhet\n\nVi använder Role Based Access Control i databasen som lagrar uppgifter.\n", set()),
    ("en", "## Storage\n\nWe use AsyncStorage and SecureStore to store data on the device.\n", set()),
    ("fi", "## Vastaanottajat\n\n- Backend-, tietokanta- ja lokipalvelujen tarjoajat\n- Supabase: tietokanta\n",
     {"Supabase"}),
    ("sv", "## Mottagare\n\nListan förs med stöd av Vårt berättigade intresse och Bokföringslagen.\n", set()),
    ("fi", "## Alihankkijat\n\n| Alihankkija | Rooli | Sijainti |\n|---|---|---|\n| Supabase Inc. | Tietokanta | EU |\n"
     "| Vercel Inc. | Palvelin | EU |\n", {"Supabase Inc.", "Vercel Inc."}),
    ("en", "## Statistics\n\nVisits are counted in Matomo (run on our own server) to improve the site.\n", set()),
    ("fi", "## Vastaanottajat\n\n- Apple, Google, Expo, Kuurabase ja muut alustat, kun kirjaudut niiden kautta\n",
     {"Apple", "Google", "Expo", "Kuurabase"}),
    ("sv", "## Mottagare\n\nListan sparas i olika tjänster, exempelvis lagets Google Drive eller Kuurbox.\n",
     {"Google Drive", "Kuurbox"}),
    ("en", "## Recipients\n\nDetails go to others where needed. These may include: Google, Kuuraply, eLouhi, "
     "insurers.\n",
     {"Google", "Kuuraply", "eLouhi"}),
    ("sv", "## Mottagare\n\n- Fraktbolag — för leverans (t.ex. PostNord, DHL, Kuurfrakt eller liknande). Bara "
     "namn delas.\n",
     {"PostNord", "DHL", "Kuurfrakt"}),
    ("sv", "## Mottagare\n\n- Annonspartners (som Kuurbid och nätverken bakom det) för att visa annonser.\n",
     {"Kuurbid"}),
    ("sv", "## Nyhetsbrev\n\nBrevet skickas med Kuurmail, som är den tjänst jag har för utskick.\n", {"Kuurmail"}),
    ("en", "## The app\n\nThe app is making use of Kuuralytics to collect and store usage data.\n",
     {"Kuuralytics"}),
    ("fi", "## Kenelle tietoja annetaan\n\nKäytämme Stripea ja Resendiä. Emme käytä Google Analyticsia.\n",
     {"Stripe", "Resend"}),
    ("fi", "## Tekoäly\n\nVoit kopioida vastauksen ChatGPT:hen. Tekstit laaditaan OpenAI:n rajapinnalla.\n",
     {"OpenAI"}),
    ("en", "## Third parties\n\nPayments go through Stripe. You can export a copy to Dropbox if you like.\n",
     {"Stripe"}),
    ("sv", "## Tjänster\n\nAppen använder Firebase för inloggning, RevenueCat för köp samt Kuurlytics för statistik.\n",
     {"Firebase", "RevenueCat", "Kuurlytics"}),
    ("fi", "## Tietojen siirto\n\nSovellus hakee sään Ilmakuura-rajapinnasta ja lähettää sille koordinaatit.\n",
     {"Ilmakuura"}),
    ("en", "## Services we use\n\nThese services collect data:\n\n- Vercel Analytics: visits\n- Google Analytics: use\n"
     "- Expo Updates: errors\n", {"Vercel Analytics", "Google Analytics", "Expo Updates"}),
    ("sv", "## Modell\n\nTexter skickas till OpenAI för vår assistent Kuur.\n", {"OpenAI"}),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "names"), ONLY, ids=range(len(ONLY)))
def test_it_names_who_gets_data_alone(language, text, names) -> None:
    assert set(register(read(TOP[language] + text))["recipients"]) == names
