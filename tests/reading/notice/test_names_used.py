"""Recipients that a sentence, a list or a bracket names, and names of what gets no data."""

import pytest

from tests.reading.notice.reading import read, register

TOP = {
    "fi": "Tietosuojaseloste\n\nRekisterinpitäjä\n\nMalli Oy\nasiakas@malli.fi\n\n",
    "sv": "Integritetspolicy\n\nPersonuppgiftsansvarig\n\nModell AB\nkund@modell.se\n\n",
    "en": "Privacy notice\n\nData controller\n\nModel Ltd\nhello@model.com\n\n",
}
NAMED = [
    ("fi", "Tietojen suojaus\n\nLaskutus hoidetaan Netvisorissa ja sivusto on tehty Wixillä.\n", ["Netvisor", "Wix"]),
    ("fi", "Käsittelyn tarkoitus\n\nKäytämme maksujen käsittelyyn Kukkaroxia.\n", ["Kukkarox"]),
    ("fi", "Tietojen luovutukset\n\nSeuraavat toimijat käsittelevät tietojasi: Google, Kynä Oy sekä sen tytäryhtiö "
     "Sulka Inc, PilviApp ja perintätoimisto.\n", ["Google", "Kynä Oy", "Sulka Inc", "PilviApp"]),
    ("fi", "Käsittelijät\n\n1. Käytämme Kynä Oy:n toimittamaa järjestelmää.\n2. Käytämme Zoomia.\n",
     ["Kynä Oy", "Zoom"]),
    ("fi", "Tietoturva\n\nTietokantoihin kuuluvat alla olevat järjestelmät:\n• Supabase – tietokanta.\n• Kirjuri – "
     "laskutus.\n• Tukka & GitHub – julkaisu.\n", ["Supabase", "Kirjuri", "Tukka", "GitHub"]),
    ("fi", "Tietojen luovutukset\n\nPalvelimia tarjoavat Google ja Kynä Oy.\n", ["Google", "Kynä Oy"]),
    ("fi", "Mitä tietoja keräämme\n\nGoogle AdSense voi kerätä tietoja kuvien valitsemiseen.\n", ["Google AdSense"]),
    ("fi", "Käsittelyn tarkoitus\n\nMaksut hoidetaan Applen App Storen kautta.\n", ["App Store"]),
    ("sv", "Mottagare\n\n• Molntuss Cloud / Supabase — databas\n• Brevo — utskick\n",
     ["Molntuss Cloud", "Supabase", "Brevo"]),
    ("sv", "Ändamål\n\nBetalningar hanteras av KlickPay och uppgifterna lagras på Googles servrar.\n",
     ["KlickPay", "Google"]),
    ("sv", "Mottagare\n\nVi använder Kassabok (medlemskap) och Stripe (betalning).\n", ["Kassabok", "Stripe"]),
    ("en", "Purposes\n\nThe form data is sent to us by mail. The provider is Formula Inc., 1 Broad Street.\n",
     ["Formula Inc."]),
    ("fi", "Tietojen siirto\n\nSijainti lähetetään kolmansien osapuolten rajapintoihin (Reittiö, KKL, Piste) "
     "aikojen hakemiseksi.\n", ["Reittiö", "KKL", "Piste"]),
    ("fi", "Tietojen luovutus\n\nTietoja käsittelevät:\n• Blender (palvelin) — USA\n• Resend (posti) — USA\n• Kokki / "
     "RPL (ravinto) — Suomi\n• Isännöitsijä — avaimet\n", ["Blender", "Resend", "RPL"]),
    ("sv", "Tredje part\n\nVi delar uppgifter med:\n• Meta (Instagram)\n• Metas integritetspolicy\n• Klarna\n• Klarnas "
     "Integritetspolicy\n", ["Meta", "Klarna"]),
    ("en", "Processors\n\n• Stripe: payments\n• Resend / SendGrid: mail\n", ["Stripe", "Resend", "SendGrid"]),
]  # fmt: skip
NOBODY = [
    ("fi", "Tietoturva\n\nKoululla on käytössä Opinnon tietotekniikan keskus, jossa tiedot ovat.\n"),
    ("fi", "Tietojen suojaus\n\nTiedot tallennetaan SQLite-tietokantaan ja niitä säilytetään Lohjalla.\n"),
    ("fi", "Käsittelyn tarkoitus\n\nMalliApp-palvelu käsittelee tietoja, ja malli.fi käyttää lomaketta.\n"),
    ("fi", "Tietolähteet\n\nTietoja saadaan LinkedInin kautta ja käyttämästäsi Google-haun palvelusta.\n"),
    ("fi", "Käsittelyn tarkoitus\n\nTietoja säilytetään niin kauan kuin Hintavahti on käytössä.\n"),
    ("sv", "Ändamål\n\nUppgifterna lagras i Falköping och behandlas av Modell.\n"),
    ("en", "Security\n\nThe data is kept safely by the Leader until the end of the event.\n"),
    ("en", "Links\n\nRead more in the privacy policy of Google.\n"),
    ("fi", "Seuraa meitä\n\n• Facebook – kuulumisia\n• Instagram – kuvia\n"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), NAMED)
def test_it_reads_names_that_are_used_for_data(language, text, wanted) -> None:
    assert sorted(register(read(TOP[language] + text))["recipients"]) == sorted(wanted)


@pytest.mark.parametrize(("language", "text"), NOBODY)
def test_it_reads_no_names_of_what_gets_no_data(language, text) -> None:
    assert register(read(TOP[language] + text))["recipients"] == []
