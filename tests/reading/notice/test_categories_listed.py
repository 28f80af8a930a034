"""Kinds of data in prose and lists, and sentences that only look like a list of them."""

import pytest

from tests.reading.notice.beginnings import PLAIN as TOP
from tests.reading.notice.reading import read, register

LISTED = [
    ("sv", "Vilka uppgifter behandlas?\n\nNär du hör av dig till oss kan namn, telefonnummer och adress behandlas.\n",
     ["namn", "telefonnummer", "adress"]),
    ("fi", "Mitä tietoja keräämme?\n\nKeräämme tietoja, joita annat esimerkiksi varatessasi, ostoksen yhteydessä: "
     "nimi, sähköpostiosoite ja viestisi.\n", ["nimi", "sähköpostiosoite", "viestisi"]),
    ("fi", "Mitä tietoja keräämme?\n\nLaite säilyttää antamasi tiedot (osoite, laitetyyppi, puhelinnumero) itse.\n",
     ["osoite", "laitetyyppi", "puhelinnumero"]),
    ("sv", "Insamling av personuppgifter\n\nVi samlar in följande typer av personuppgifter:\n• Namn och adress\n"
     "• Uppgifter om hälsa\n", ["Namn", "adress", "Uppgifter om hälsa"]),
    ("fi", "Kerättävät tiedot\n\n• Rekisterissä on näitä tietoja:\n• Asiakkaan nimi\n• Asiakkaan osoite\n",
     ["Asiakkaan nimi", "Asiakkaan osoite"]),
    ("fi", "Kerättävät tiedot\n\n• Palautteet: Keräämme palautetta kursseista. Luemme sen kaiken.\n• Kuvat\n",
     ["Palautteet", "Kuvat"]),
    ("fi", "Kerättävät tiedot\n\n• Nimi\n• Muut tiedot verkkosivujen käytöstä (" + "käynnin aika, sivu, " * 12
     + "selain)\n", ["Nimi", "Muut tiedot verkkosivujen käytöstä"]),
    ("sv", "Vilka uppgifter samlar vi in?\n\nVid bokning sparas:\n• Namn\n• Telefonnummer\n\nUppgifterna används för "
     "att:\n• Bekräfta bokningar\n• Svara på frågor om avtal\n", ["Namn", "Telefonnummer"]),
    ("en", "What we collect\n\nWhen you join a class, we collect your name, email address and age, to contact you, "
     "calculate prices and plan the room.\n", ["name", "email address", "age"]),
    ("fi", "Mitä tietoja keräämme?\n\nKeräämme vain tiedot, jotka annat lomakkeella, puhelimessa tai postitse: nimi, "
     "sähköposti, yrityksen tiedot sekä viesti, toive ja liite.\n",
     ["nimi", "sähköposti", "yrityksen tiedot", "viesti", "toive", "liite"]),
    ("sv", "Vilka uppgifter behandlar vi?\n\nSå går det till\n\nNär du ringer registreras uppgifter, exempelvis namn, "
     "telefonnummer och ärendets art. Det behövs för avtalet.\n\nAnställning\n\nVi kan behandla uppgifter som "
     "exempelvis ansökan, betyg och referenser.\n",
     ["namn", "telefonnummer", "ärendets art", "ansökan", "betyg", "referenser"]),
    ("sv", "Vilka uppgifter samlar vi in?\n\n• Namn\n• Direkt på webbplatsen: inga personuppgifter\n• Telefon\n",
     ["Namn", "Telefon"]),
    ("sv", "Vilka uppgifter behandlar vi?\n\nNär du använder tjänsten, inklusive men inte begränsat till:\n• Namn\n"
     "• Tekniska uppgifter – t.ex. IP-adress\n", ["Namn", "Tekniska uppgifter – t.ex. IP-adress"]),
    ("en", "Information we collect\n\n• Personal data: we do not require you to give any\n• Usage data: pages, time\n",
     ["Usage data: pages, time"]),
    ("fi", "Tietolähteet\n\nSinulta.\n\nPALVELIMEN LOKIT\n\nPalvelimet voivat kerätä itsestään teknisiä tietoja "
     "kuten IP-osoitteen, selaintyypin ja käyttöjärjestelmän.\n",
     ["IP-osoitteen", "selaintyypin", "käyttöjärjestelmän"]),
    ("sv", "Vilka uppgifter samlar vi in?\n\n• Chatt: om du skriver i den, eller frågar något, loggas det – "
     "tillsammans med tiden – en dag\n• Namn\n",
     ["Chatt", "Namn"]),
]  # fmt: skip
UNDER = [
    ("notice.md", "sv", "## 2. Vilka uppgifter behandlar vi?\n\n### 2.1 När vi är personuppgiftsansvarig\n\n"
     "Vi behandlar följande uppgifter:\n\n- Fakturering: namn, fakturahistorik\n- Säkerhetsloggar: tidstämplar\n\n"
     "### 2.2 Cookies\n\nTill dessa uppgifter hör och i dem ingår: IP-adress, webbläsare och besökstid.\n\n"
     "## 3. Lagring\n\nEtt år.\n",
     ["Fakturering: namn, fakturahistorik", "Säkerhetsloggar: tidstämplar", "IP-adress", "webbläsare", "besökstid"]),
    ("notice.md", "en", "## Customer accounts\n\nYour account may contain:\n\n- Contact details\n- Customer number\n"
     "- Order history\n\n## Payments\n\nOur grounds contain:\n\n- Consent of the customer\n- An agreement\n",
     ["Contact details", "Customer number", "Order history"]),
    ("notice.html", "sv", "<h2>Vilka uppgifter?</h2><table><tr><td>Kategori</td><td>Exempel</td><td>Gäller</td></tr>"
     "<tr><td>Kontaktuppgifter</td><td>Namn, telefon</td><td>Alla</td></tr></table>",
     ["Kontaktuppgifter"]),
]  # fmt: skip
NO_LIST = [
    ("sv", "Inledning\n\nHär står hur biblioteket samlar in, använder och skyddar uppgifter, och vad det betyder.\n"),
    ("fi", "Mitä tietoja keräämme?\n\nNäitä tietoja käytetään siihen, että voimme kertoa tarjouksesta.\n"),
    ("en", "What data do we collect?\n\nWe collect information about customers who visit our website.\n"),
    (
        "sv",
        "Vilka uppgifter behandlar vi?\n\nVi behandlar uppgifter om följande personer:\n• Kunder\n• Kontaktpersoner\n",
    ),
    ("fi", "Mitä tietoja keräämme?\n\nKeräämme henkilötietoja kahdella tavalla.\n"),
    ("fi", "Missä tiedot ovat?\n\nTiedot tallentuvat laitteesi omaan muistiin, sovelluksen tallennustilaan.\n"),
    ("en", "Permissions\n\nThe app may ask for and store:\n• Camera: to take a photo\n• Voice: to record a message\n"),
]


@pytest.mark.parametrize(("language", "text", "wanted"), LISTED)
def test_it_reads_what_is_listed(language, text, wanted) -> None:
    assert register(read(TOP[language] + text))["data_categories"] == wanted


@pytest.mark.parametrize(("name", "language", "text", "wanted"), UNDER)
def test_it_reads_what_is_listed_under_other_headings(name, language, text, wanted) -> None:
    top = TOP[language] if name.endswith(".md") else "<h1>Integritetspolicy</h1><p>Modell AB</p>"
    assert register(read(top + text, name))["data_categories"] == wanted


@pytest.mark.parametrize(("language", "text"), NO_LIST)
def test_it_reads_nothing_where_nothing_is_listed(language, text) -> None:
    assert register(read(TOP[language] + text))["data_categories"] == []
