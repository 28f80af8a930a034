"""Recipients in lists that a sentence leads to, and words in capitals that name none."""

import pytest

from tests.reading.notice.beginnings import PLAIN as TOP
from tests.reading.notice.reading import read, register

NAMED = [
    ("fi", "Palvelimet\n\nKäytämme seuraavia alihankkijoita:\n• Hetzner — palvelin\n• Kirjuri — posti\n",
     ["Hetzner", "Kirjuri"]),
    ("sv", "Drift\n\nAllt sköts av dessa leverantörer:\n• Hetzner (Finland): databas\n• Molnö (EU): utskick\n",
     ["Hetzner", "Molnö"]),
    ("fi", "Tietojen luovutukset\n\n• Vaasan kaupunki — vuokrasopimukset\n• Viranomaiset — lain niin vaatiessa\n",
     ["Vaasan kaupunki"]),
    ("en", "Who receives the data\n\n• Google Maps (Google LLC), if you open the map\n• Lomake Inc., for forms\n",
     ["Google Maps", "Lomake Inc."]),
    ("fi", "Siirrot EU:n ulkopuolelle\n\nPalvelut (esimerkiksi Lomake Inc. ja muut) voivat käsitellä tietoja "
     "EU:n ulkopuolella. Tiedot välitetään Lomake-palvelun kautta.\n", ["Lomake Inc."]),
    ("fi", "Tietojen luovutukset\n\nPalvelut, kuten Google Analytics ja Laskuri Ruutu, käsittelevät tietoja.\n",
     ["Laskuri Ruutu", "Google Analytics"]),
    ("fi", "Kolmannet osapuolet\n\nSivusto käyttää ulkopuolisia palveluita (Google Analytics ja Hakuri Console).\n",
     ["Hakuri Console", "Google Analytics"]),
    ("sv", "Mottagare\n\n• Supabase: databas\n• 77pling: sms\n• Stripe: betalning\n",
     ["Supabase", "77pling", "Stripe"]),
    ("sv", "Lagring och delning\n\nUppgifterna lagras på servrar hos Supabase (Irland) och behandlas inte längre än "
     "nödvändigt.\n", ["Supabase"]),
    ("en", "Purposes of use\n\nLetters are stored in Brevo and used to send mail, and messages are handled by "
     "Netlify Forms.\n", ["Brevo", "Netlify Forms"]),
    ("fi", "Käsittelyn tarkoitus\n\nKorttimaksut käsitellään Stripen kautta, emme tallenna korttitietoja.\n",
     ["Stripe"]),
    ("sv", "Mottagare\n\nVi lagrar inte korten själva, utan betalningen hanteras av Klarna.\n", ["Klarna"]),
    ("en", "Tracking cookies\n\nLaskuri Ltd acts as a data processor.\n", ["Laskuri Ltd"]),
    ("en", "Security\n\nWe securely store your data at Kuura Hosting Ltd, France.\n", ["Kuura Hosting Ltd"]),
    ("fi", "Vastaanottajat\n\nTietoja käsitellään Louhin-tietojärjestelmässä.\n", ["Louhin"]),
    ("sv", "Mottagare\n\nGoogle/Firebase tillhandahåller databasen.\n", ["Google", "Firebase"]),
    ("en", "Purposes\n\nWe share some of it with Kuura College, who acts as a data processor for us.\n",
     ["Kuura College"]),
]  # fmt: skip
NOBODY = [
    ("fi", "Tietojen luovutukset\n\nAsiakastietoja voidaan luovuttaa viranomaisille.\n"),
    ("fi", "Vastaanottajat\n\nPalvelut voivat käsitellä tietoja maissa, kuten Yhdysvalloissa.\n"),
    ("en", "Recipients\n\nData is processed by services (France).\n"),
    ("en", "Recipients\n\nWe share no data with anybody, and we never send any to Google.\n"),
    ("fi", "Käsittelyn tarkoitus\n\nTietoja ei tallenneta Googlen palvelimille, emmekä käytä Stripea.\n"),
    ("en", "Purposes\n\nThe data is stored so that you find us on Google.\n"),
    ("fi", "Vastaanottajat\n\nKeikkuri-palvelun maksut käsitellään kotona.\n"),
    ("en", "Recipients\n\nWe tell the Deputy Head (Finance) what the Records Act 1988 (Cth) asks of us.\n"),
    ("en", "Recipients\n\nData is processed as Rule 5 of the club says.\n"),
    ("sv", "Mottagare\n\nVi lär oss hur ni använder Väven och våra tjänster.\n"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), NAMED)
def test_it_reads_who_is_named(language, text, wanted) -> None:
    assert register(read(TOP[language] + text))["recipients"] == wanted


@pytest.mark.parametrize(("language", "text"), NOBODY)
def test_it_reads_nobody_where_nobody_is_named(language, text) -> None:
    assert register(read(TOP[language] + text))["recipients"] == []
