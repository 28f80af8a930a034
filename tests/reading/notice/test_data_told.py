"""Kinds of data wherever a notice says that they are taken: in prose, under any heading, in lists without a lead."""

import pytest

from tests.reading.notice.beginnings import MARKED as TOP
from tests.reading.notice.reading import read, register

OWN = {
    "fi": "## Mitä tietoja keräämme?\n\n- Jäsennumero\n- Jäsenmaksut\n\n",
    "sv": "## Vilka uppgifter behandlar vi?\n\n- Medlemsnummer\n- Medlemsavgifter\n\n",
    "en": "## What data do we collect?\n\n- Member number\n- Membership fees paid\n\n",
}
OWN_VALUES = {
    "fi": ["Jäsennumero", "Jäsenmaksut"],
    "sv": ["Medlemsnummer", "Medlemsavgifter"],
    "en": ["Member number", "Membership fees paid"],
}
ELSEWHERE = [
    ("sv", "## Våra kunder\n\nDe uppgifter vi har om dig är namn, personnummer, adress samt köphistorik.\n",
     ["namn", "personnummer", "adress", "köphistorik"]),
    ("en", "## Paying by card\n\nThe bank takes it. We see only the last four digits of your card and the amount.\n",
     ["the last four digits of your card", "the amount"]),
    ("fi", "## Lomake\n\nLomakkeella kysytään nimi, sähköposti ja puhelinnumero.\n",
     ["nimi", "sähköposti", "puhelinnumero"]),
    ("fi", "## Varaukset\n\nKun varaat ajan, tallennamme nimesi ja puhelinnumerosi, jotta voimme soittaa.\n",
     ["nimesi", "puhelinnumerosi"]),
    ("fi", "## Asiakkaat\n\nNimi, osoite ja tilaushistoria tallennetaan asiakasrekisteriin.\n",
     ["Nimi", "osoite", "tilaushistoria"]),
    ("fi", "## Kilpailut\n\nIlmoittautumisen yhteydessä pyydetään lapsen nimi, ikä ja huoltajan yhteystiedot.\n",
     ["lapsen nimi", "ikä", "huoltajan yhteystiedot"]),
    ("fi", "## Palvelin\n\nLokitiedot (esimerkiksi IP-osoite, käytetty selain ja kellonaika) tallentuvat.\n",
     ["IP-osoite", "käytetty selain", "kellonaika"]),
    ("sv", "## Formulär\n\nOm du skriver till oss behandlas det du lämnar, till exempel namn och e-postadress.\n",
     ["namn", "e-postadress"]),
    ("sv", "## Beställningar\n\nVid beställning sparas ditt namn, din adress och dina orderuppgifter.\n",
     ["namn", "adress", "orderuppgifter"]),
    ("en", "## Form\n\nIf you fill in the form, we ask for your name and email address in case we have questions.\n",
     ["name", "email address"]),
    ("en", "## Newsletter\n\nWe store the email address and the date of subscription.\n",
     ["the email address", "the date of subscription"]),
    ("sv", "## Bokning\n\n- Namn\n- Telefonnummer\n- Önskad tid\n\n## Lagringstid\n\nEtt år.\n",
     ["Namn", "Telefonnummer", "Önskad tid"]),
]  # fmt: skip
ELSEWHERE_NONE = [
    ("fi", "## Toiminta\n\nKäsittelemme jäsentemme ja jäseniksi hakevien henkilötietoja.\n"),
    (
        "fi",
        "## Palvelin\n\nKeräämme teknistä tietoa sivuvierailuista ja kävijämääristä palvelun kehittämistä varten.\n",
    ),
    ("fi", "## Tilat\n\nTarjoamme:\n\n- Saunatilat\n- Kokoustilat\n- Ruokailut\n"),
    ("fi", "## Toistamme\n\nNäistä tallennetaan vain jäsennumero ja jäsenmaksut.\n"),
    ("sv", "## Om webbplatsen\n\nWebbplatsen innehåller allmän information om plattformen och dess projekt.\n"),
    (
        "sv",
        "## Kontakt\n\n- E-post: kund@modell.example\n- Telefon: 040 123 4567\n- Adress: Gatan 1, 00100 Helsingfors\n",
    ),
    (
        "en",
        "## Care\n\nWe also record information about your health if a rope slips, and asking first is too slow.\n",
    ),
    (
        "en",
        "## How do I contact you?\n\nPlease use the following details:\n\n- Email address: me@model.example\n"
        "- Telephone number: 01632 960842\n",
    ),
    ("fi", "## Tilisi\n\n- Ostoskori\n- Toimitustiedot\n- Tilaushistoria\n"),
    ("sv", "## Ombud\n\n- Frakten — får namn, adress och kontaktuppgifter för att leverera\n- Kassan\n"),
    ("fi", "## Tekoäly\n\nLataamasi todistus tai tilinpäätös lähetetään mallin luettavaksi.\n"),
    ("en", "## Sharing\n\nWe share your name, address and order details with the carrier.\n"),
]
IN_SECTION = [
    ("sv", "## Insamling av personuppgifter\n\nVi samlar in följande typer av personuppgifter:\n\n"
     "- Användarinformation såsom namn, e-postadress och profil\n- Meddelanden\n",
     ["Användarinformation såsom namn, e-postadress och profil", "Meddelanden"]),
    ("fi", "## Mitä tietoja keräämme?\n\n- Nimi ja osoite\n- Sovellus tekee kyselyn meille, jotta se toimii.\n",
     ["Nimi", "osoite"]),
    ("fi", "## Mitä tietoja keräämme?\n\nKeräämme tietoja\n- asiakkaistamme, jotta voimme laskuttaa\n\n"
     "Keräämme seuraavia tietoja:\n- Nimi\n- Laskutustiedot\n", ["Nimi", "Laskutustiedot"]),
    ("fi", "## Mitä tietoja keräämme?\n\n- Nimi\n- Palaute: käsittelemme viestisi. Sitä ei yhdistetä muuhun.\n\n"
     "Lokitiedot (esimerkiksi IP-osoite, kellonaika ja selain) tallentuvat palvelimelle.\n",
     ["Nimi", "Palaute", "IP-osoite", "kellonaika", "selain"]),
    ("en", "## Information we collect\n\na) Order form\n\nWe record your name and email in case a jar runs out.\n",
     ["name", "email"]),
    ("en", "## Information we collect\n\n- genetic data;\n- health; and\n- sex life.\n",
     ["genetic data", "health", "sex life"]),
    ("en", "## Information we collect\n\n- Your name\n- You visit our clinic, or you call us\n", ["Your name"]),
    ("sv", "## Vilka uppgifter samlar vi in?\n\nUppgifter av olika slag samlas in beroende på vad du hyr:\n\n"
     "- Namn\n- Ort\n", ["Namn", "Ort"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), ELSEWHERE)
def test_it_reads_what_is_taken_under_other_headings(language, text, wanted) -> None:
    assert register(read(TOP[language] + text, "notice.md"))["data_categories"] == wanted


@pytest.mark.parametrize(("language", "text", "wanted"), ELSEWHERE)
def test_it_reads_what_is_taken_beside_a_section_on_data(language, text, wanted) -> None:
    said = register(read(TOP[language] + OWN[language] + text, "notice.md"))

    assert said["data_categories"] == OWN_VALUES[language] + wanted


@pytest.mark.parametrize(("language", "text"), ELSEWHERE_NONE)
def test_it_takes_nothing_else_for_data(language, text) -> None:
    said = register(read(TOP[language] + OWN[language] + text, "notice.md"))

    assert said["data_categories"] == OWN_VALUES[language]


@pytest.mark.parametrize(("language", "text", "wanted"), IN_SECTION)
def test_it_parts_kinds_from_sentences_in_a_section_on_data(language, text, wanted) -> None:
    assert register(read(TOP[language] + text, "notice.md"))["data_categories"] == wanted


def test_a_heading_may_lead_to_the_list_itself() -> None:
    lead = "<h1>Tietosuojaseloste</h1><h2>Voimme käsitellä seuraavia tietoja sinusta:</h2>"
    text = f"{lead}<ul><li>Nimi</li><li>Ikä</li></ul>"

    assert register(read(text, "notice.html"))["data_categories"] == ["Nimi", "Ikä"]
