"""A section on data: what else is said in it of the data, lists without a verb, long items and tables in parts."""

import pytest

from tests.reading.notice.reading import read, register
from tests.reading.notice.test_data_pieces import HEAD

READ = [
    ("sv", "### När du öppnar sjökortet\n\nKortet loggar uppgifter som IP-adress, tidpunkt och webbläsartyp.\n\n"
     "- **Ändamål:** skötsel och mätning.\n- **Rättslig grund:** ett berättigat intresse (artikel 6.1 f).\n",
     ["IP-adress", "tidpunkt", "webbläsartyp"]),
    ("en", "- Screenshots: a picture of the page\n\n### What we do NOT collect\n\n"
     "- Browsing history: the app does not follow you\n- Form data: none of it\n",
     ["Screenshots: a picture of the page"]),
    ("sv", "- Formulär: namn och e-postadress\n- Cookies: vi använder inga spårningscookies. Bara tekniska.\n",
     ["Formulär: namn och e-postadress"]),
    ("sv", "- Namn\n- Betalningsuppgifter: hanteras av vår bank, vi lagrar inte kortnummer själva.\n",
     ["Namn", "Betalningsuppgifter"]),
    ("fi", "Jäsenten nimi- ja yhteystiedot, syntymävuosi, laskutustiedot (ml. maksuhistoria) sekä saatu palaute.\n\n"
     "Kulukorvauksia varten voidaan kerätä henkilötunnus ja tilin numero.\n",
     ["Jäsenten nimi- ja yhteystiedot", "syntymävuosi", "laskutustiedot (ml. maksuhistoria)", "saatu palaute",
      "henkilötunnus", "tilin numero"]),
    ("fi", "- Nimi\n- jäsenyyteen ja venepaikkaan liittyvät tiedot, kuten varatut nostot, niiden kellonaika, "
     "toive, sen hyväksyminen, laituri- tai telakkapaikan mitat ja hinta, moottoritiedot, varastomaksu, katsastajan "
     "tiedot sekä muut vastaavat tiedot\n",
     ["Nimi", "jäsenyyteen ja venepaikkaan liittyvät tiedot, kuten varatut nostot, niiden kellonaika, toive, "
      "sen hyväksyminen, laituri- tai telakkapaikan mitat ja hinta, moottoritiedot, varastomaksu, katsastajan "
      "tiedot sekä muut vastaavat tiedot"]),
    ("sv", "- Kajak: Om du hyr en behandlar vi de uppgifter du skriver (t.ex. namn och adress). De lagras inte länge.\n"
     "- Ort\n", ["namn", "adress", "Ort"]),
    ("en", "- If necessary, identity documents\n- Location information: with your consent, we may collect it\n",
     ["If necessary, identity documents", "Location information"]),
    ("fi", "Rekisteriin tallennetaan seuraavia henkilötietoja:\n\n## Perus- ja yhteystiedot\n\n"
     "- Nimi\n- Ikä\n- Pituus\n",
     ["Nimi", "Ikä", "Pituus"]),
    ("fi", "Henkilötietoihin kuuluu:\n\nPuhelinnumero, jota käytetään viestin lähettämiseen.\n\n"
     "Nimi, jonka avulla voimme puhutella asiakasta.\n",
     ["Puhelinnumero, jota käytetään viestin lähettämiseen", "Nimi, jonka avulla voimme puhutella asiakasta"]),
    ("en", "We collect data when you:\n\n- Fill out forms on our website\n- Apply for an account\n\n"
     "We collect:\n\n- Name and address\n- Account number\n", ["Name", "address", "Account number"]),
    ("sv", "- Namn\n- Ort\n\nVi behöver informationen av följande skäl:\n\n- Registerhållning\n"
     "- Utskick med information\n",
     ["Namn", "Ort"]),
]  # fmt: skip
CARDS = (
    "<h1>Integritetspolicy</h1><h2>Personuppgiftsansvarig</h2><p>Modell AB</p><h2>Vilka uppgifter samlar vi in?</h2>"
    "<h3>Uppgifter du lämnar</h3><table><tr><td>Kategori</td><td>Exempel</td><td>Gäller</td></tr>"
    "<tr><td>Kontaktuppgifter</td><td>Namn</td><td>Kunder</td></tr></table>"
    "<h3>Uppgifter vi samlar in själva</h3><table><tr><td>Kategori</td><td>Exempel</td></tr>"
    "<tr><td>Tekniska uppgifter</td><td>Adress</td></tr></table>"
)
TIMES = (
    "# Tietosuojaseloste\n\n## Rekisterin tietosisältö\n\n- Nimi\n- Istuntotunnisteet\n\n## Säilytysaika\n\n"
    "**Tekniset tiedot:**\n\n- Kirjautumiskoodit: 10 minuuttia\n- Istuntotunnisteet: 30 päivää\n- Loki: 2 vuotta\n"
)


@pytest.mark.parametrize(("language", "text", "wanted"), READ)
def test_it_reads_the_data_of_a_section_alone(language, text, wanted) -> None:
    assert register(read(HEAD[language] + text, "notice.md"))["data_categories"] == wanted


def test_it_reads_tables_in_parts_row_by_row() -> None:
    assert register(read(CARDS, "notice.html"))["data_categories"] == ["Kontaktuppgifter", "Tekniska uppgifter"]


def test_it_takes_no_times_of_retention_for_data() -> None:
    assert register(read(TIMES, "notice.md"))["data_categories"] == ["Nimi", "Istuntotunnisteet"]


def test_a_heading_may_say_what_is_not_taken() -> None:
    text = "## What we do not collect\n\n- Location data\n- Health data\n"

    assert register(read(f"{HEAD['en']}- Name\n\n{text}", "notice.md"))["data_categories"] == ["Name"]


LEADS = [
    ("sv", "## Hur samlar vi in uppgifter?\n\nInformationen vi samlar in för en kolonilott är:\n\n"
     "- Namn på odlaren\n- Födelseår\n- Gatuadress\n", ["Namn på odlaren", "Födelseår", "Gatuadress"]),
    ("sv", "## I registret sparas följande uppgifter:\n\n- Tidpunkten för festen\n- Värdens namn\n- Värdens adress\n\n"
     "Uppgifterna sparas ett år.\n", ["Tidpunkten för festen", "Värdens namn", "Värdens adress"]),
    ("en", "## Legal basis for using your data\n\nThe special categories of data which we may process relate to:\n\n"
     "- racial or ethnic origin\n- trade union membership\n- criminal convictions\n",
     ["racial or ethnic origin", "trade union membership", "criminal convictions"]),
    ("en", "## The categories of data we process\n\n- Health records\n- Names\n\n"
     "You have the following personal data rights:\n\n- The right of access\n- The right to be informed\n",
     ["Health records", "Names"]),
]  # fmt: skip
LEADS_NOWHERE = [
    ("en", "## Personal data\n\nA person is known by a name, an identification number or location data of that "
     "natural person.\n"),
    ("sv", "## Kontakt\n\nDu når oss med följande uppgifter:\n\n- [Företagsnamn]\n- [Adress]\n- [E-post]\n"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), LEADS)
def test_it_reads_what_a_lead_under_another_heading_names(language, text, wanted) -> None:
    head = HEAD[language].rpartition("## ")[0]
    assert register(read(head + text, "notice.md"))["data_categories"] == wanted


@pytest.mark.parametrize(("language", "text"), LEADS_NOWHERE)
def test_it_takes_no_definition_and_no_blank_form_for_data(language, text) -> None:
    head = HEAD[language].rpartition("## ")[0]
    assert register(read(head + text, "notice.md"))["data_categories"] == []
