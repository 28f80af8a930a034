"""Recipients in lists without a colon above them, in brackets, with small letters, and who only looks like one."""

import pytest

from tests.reading.notice.beginnings import MARKED as TOP
from tests.reading.notice.reading import read, register

NAMED = [
    ("fi", "## Verkko\n\nSivusto käyttää seuraavia ulkopuolisia palveluita. Kaikki otetaan käyttöön luvalla.\n\n"
     "- **Google Analytics 4** ja Google Ads -seuranta (Irlanti). Tarkoitus: mittaus.\n"
     "- Microsoft Clarity (Irlanti). Tarkoitus: kartat.\n",
     {"Google Analytics 4", "Google Ads", "Microsoft Clarity"}),
    ("fi", "## Vastaanottajat\n\n- MobilePay maksuissa\n- OP Kevytmies laskutuksessa\n", {"MobilePay", "OP Kevytmies"}),
    ("en", "## Recipients\n\n- Stripe for payments\n- Buttondrop for letters\n", {"Stripe", "Buttondrop"}),
    ("fi", "## Luovutukset\n\nHintatietoja luovutetaan Alan Keskusliitto (AKL) ry:lle.\n",
     {"Alan Keskusliitto (AKL) ry"}),
    ("sv", "## Chatten\n\nDin text skickas till xKI, Inc. (USA) via deras API.\n", {"xKI, Inc."}),
    ("fi", "## Yhdistys\n\nYhdistys käyttää ulkopuolisia palveluntarjoajia, kuten:\n\n"
     "- jäsenrekisteri (OneDrive, Cloud-IDM)\n- posti (Mailgun)\n", {"OneDrive", "Cloud-IDM", "Mailgun"}),
    ("en", "## Care\n\nNotes are stored electronically with Nokkal practice management software.\n", {"Nokkal"}),
    ("fi", "## Vastaanottajat\n\n- Palvelimet: Kuura Online GmbH, Saksa\n", {"Kuura Online GmbH"}),
    ("fi", "## Tietojen luovutus\n\nJos käytät \"Lisää Google-kalenteriin\" -toimintoa, tiedot välitetään "
     "Googlelle.\n", {"Google"}),
    ("en", "## Recipients\n\nWe use payment providers (such as Dojoh) and storage (e.g., Google Cloud, "
     "DigitalOcean).\n", {"Dojoh", "Google Cloud", "DigitalOcean"}),
    ("en", "## Recipients\n\nWe use these subprocessors:\n\n- Cloudflare Inc. — servers and database services "
     "(Workers, D1)\n", {"Cloudflare Inc."}),
    ("en", "## Cookies\n\nWhat the cookie gathers is transmitted to and stored by Google on servers in Ireland.\n",
     {"Google"}),
    ("sv", "## Besök\n\nFör statistik över besök på webbplatsen använder jag Umami.\n", {"Umami"}),
    ("en", "## Files\n\n- We store copies. Storage facilities include: DropBox; GoogleDocs; University account.\n",
     {"DropBox", "GoogleDocs"}),
    ("fi", "## Kuka käsittelee tietoja\n\n- **Supabase** säilyttää tilit.\n- **Resend** lähettää viestit.\n"
     "- **Vercel** tarjoaa sivuston.\n", {"Supabase", "Resend", "Vercel"}),
    ("en", "## Recipients\n\n- Formula Ltd / Formula Inc. — forms\n- Letter Inc. (Realtime): mail\n",
     {"Formula Ltd", "Formula Inc.", "Letter Inc."}),
    ("fi", "## Osoitteet\n\nOsoitetiedot lähetetään Cloudflare-palvelun kautta Kuntalaitokselle.\n",
     {"Cloudflare", "Kuntalaitos"}),
    ("fi", "## Siirrot\n\nJos joku siirtää tietoja EU:n ulkopuolelle (esim. ElevenPuhe USA:han), käytämme "
     "lausekkeita.\n", {"ElevenPuhe"}),
    ("fi", "## Vastaanottajat\n\nKäytämme:\n\n- Google Forms\n- WhatsApp\n\n### WhatsApp-ryhmät\n\nRyhmä on vapaa.\n",
     {"Google Forms", "WhatsApp"}),
]  # fmt: skip
NOBODY = [
    ("en", "## Recipients\n\n- Emergency Situations: To protect others\n- Chain Transfers: In case of a sale\n"),
    ("en", "## Recipients\n\nWe tell foreign bodies, such as Embassies, and others, such as Chambers of Commerce.\n"),
    ("en", "## Cookies\n\nYou may set your browser by Google so that it stores no cookie.\n"),
    ("sv", "## Mottagare\n\n- Trafikverket — öppen information. Endast inläsning; inga personuppgifter delas till "
     "Trafikverket.\n"),
    ("en", "## Sharing\n\n- MODEL WILL NOT SELL DATA TO ANYBODY BY THEMSELVES RECEIVED BY US AS SUCH.\n"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), NAMED)
def test_it_reads_who_is_named(language, text, wanted) -> None:
    assert set(register(read(TOP[language] + text, "notice.md"))["recipients"]) == wanted


@pytest.mark.parametrize(("language", "text"), NOBODY)
def test_it_names_nobody_who_gets_nothing(language, text) -> None:
    assert register(read(TOP[language] + text, "notice.md"))["recipients"] == []
