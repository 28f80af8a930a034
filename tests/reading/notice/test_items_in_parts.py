"""Items that list kinds of data, rows with numbers, cells of several lines, and what stands around a kind."""

import pytest

from tests.reading.notice.beginnings import NUMBERED as HEAD
from tests.reading.notice.reading import read


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "fi",
            "2. Henkilötiedot\n\na) Etunimi, sukunimi, osoite, puhelinnumero\n\nb) Yrityksen nimi, osoite, tilaukset\n",
            ["Etunimi", "sukunimi", "osoite", "puhelinnumero", "Yrityksen nimi", "tilaukset"],
        ),
        (
            "sv",
            "2. Personuppgifter\n\n- Namn, adress, e-post\n- Kontaktuppgifter, såsom postnummer, ort\n",
            ["Namn", "adress", "e-post", "Kontaktuppgifter, såsom postnummer, ort"],
        ),
        (
            "sv",
            "2. Personuppgifter\n\nKontaktuppgifter (t.ex. namn, telefon) och bokningsuppgifter (t.ex. tid, tjänst).",
            ["Kontaktuppgifter (t.ex. namn, telefon)", "bokningsuppgifter (t.ex. tid, tjänst)"],
        ),
        ("sv", "2. Personuppgifter\n\nVi sparar ditt namn, din adress, din e-post etc.", ["namn", "adress", "e-post"]),
        ("sv", "2. Betalning\n\nBetalningsuppgifter hanteras av en bank, en växlare och ett kortbolag.", []),
        (
            "sv",
            "2. Formulär\n\nNär du beställer lämnar du uppgifter som namn, telefonnummer och adress.",
            ["namn", "telefonnummer", "adress"],
        ),
        (
            "sv",
            "2. Besök\n\nVi tar emot information från din dator, inklusive din IP-adress, uppgifter om programvara och "
            "hårdvara och den begärda sidan.",
            ["IP-adress", "uppgifter om programvara", "hårdvara", "den begärda sidan"],
        ),
        (
            "fi",
            "2. Yhteydenpito\n\nVoimme käyttää yhteydenpitoon sähköisiä palveluita kuten tekstiviestit, sähköposti, "
            "pikaviestit.",
            [],
        ),
        ("fi", "2. Palvelin\n\nPalvelimen loki (mm. IP-osoite, aikaleima) tallentuu.", ["IP-osoite", "aikaleima"]),
    ],
)
def test_it_is_read(language: str, text: str, wanted: list[str]) -> None:
    assert read(HEAD[language] + text)["registers"][0]["data_categories"] == wanted


def test_a_row_keeps_its_number_as_a_cell_and_a_cell_its_lines() -> None:
    said = read(
        HEAD["sv"] + "| # | Ändamål | Kategorier av personuppgifter | Laglig grund |\n|:--|:--|:--|:--|\n"
        "| 1. | Avtal | Ditt namn <br/><br/>Telefonnummer för din verksamhet | Avtal |\n"
        "| 2. | Svar | Din mejl | Samtycke |\n",
        "notice.md",
    )

    assert said["registers"][0]["data_categories"] == ["namn", "Telefonnummer för din verksamhet", "Din mejl"]
    assert said["registers"][0]["legal_bases"] == ["a", "b"]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("sv", "2. Personuppgifter\n\n• Namn • Adress • Telefonnummer\n", ["Namn", "Adress", "Telefonnummer"]),
        (
            "sv",
            "2. Vilka uppgifter behandlar vi?\n\n- Om du köper: namn, adress\n- Om du frågar: telefonnummer, e-post\n",
            ["namn", "adress", "telefonnummer", "e-post"],
        ),
        (
            "fi",
            "2. Näin käytämme tietojasi\n\nTilauksessa käytämme nimeäsi ja osoitettasi.",
            ["nimeäsi", "osoitettasi"],
        ),
        ("fi", "2. Käsittelymme\n\n- Asiakkaat: Käsittelemme nimeä ja osoitetta.\n", ["nimeä", "osoitetta"]),
    ],
)
def test_items_are_told_apart(language: str, text: str, wanted: list[str]) -> None:
    assert read(HEAD[language] + text)["registers"][0]["data_categories"] == wanted


def test_signs_that_part_a_line_of_links_are_no_bullets() -> None:
    said = read(HEAD["sv"] + "2. Personuppgifter\n\n- Namn\n- Adress\n\nStart • Om oss • Kontakt\n")

    assert said["registers"][0]["data_categories"] == ["Namn", "Adress"]


def test_only_the_first_row_of_a_table_is_its_head() -> None:
    rows = "".join(
        f"<tr><td>{what}</td><td>{when}</td></tr>"
        for what, when in (("Name", "On ordering"), ("Phone number", "For questions"), ("E-mail", "For the newsletter"))
    )

    said = read(
        f"<html><body><h2>Controller</h2><p>Stone Ltd., 4 Main Street, Cork</p>"
        f"<h2>What data do we collect?</h2><table>{rows}</table></body></html>",
        "notice.html",
    )

    assert said["registers"][0]["data_categories"] == ["Name", "Phone number", "E-mail"]


@pytest.mark.parametrize(
    "text",
    [
        "## Insamling\n\n- När du skapar konto: namn, adress\n- När du kontaktar oss: telefonnummer, e-post\n",
        "## Insamling\n\nVi samlar in uppgifter när du:\n\n- skapar ett konto\n- handlar\n\n"
        "Uppgifterna är namn, adress, telefonnummer och e-post.\n",
        "## Uppgifter\n\nVi sparar: namn; adress; telefonnummer; e-post.\n",
        "| Vad | Vilka uppgifter | Varför |\n|---|---|---|\n| Köp | namn<br>adress | Leverans |\n"
        "| Frågor | telefonnummer<br>e-post | Svar |\n",
        "## Uppgifter\n\nDet gäller namn, adress, telefonnummer och e-post.\n",
        '## Uppgifter\n\nVi behandlar namn, adress, telefonnummer och e-post (nedan "Uppgifterna").\n',
        "## Personuppgifter\n\n* Kunder\n    * namn\n    * adress\n* Leverantörer\n    * telefonnummer\n    * e-post\n",
        "## Behandlingar\n\n### Leverans\n\n- **Ändamål:** leverera\n- **Uppgifter:** namn, adress\n"
        "- **Rättslig grund:** avtal\n\n### Support\n\n- **Ändamål:** svara\n- **Uppgifter:** telefonnummer, e-post\n"
        "- **Rättslig grund:** berättigat intresse\n",
    ],
)
def test_a_page_says_the_same_in_many_layouts(text: str) -> None:
    head = "# Integritetspolicy\n\n## Personuppgiftsansvarig\n\nSten AB, Storgatan 4, Kalmar\n\n"

    said = read(head + text + "\n\n## Dina rättigheter\n\nDu kan begära registerutdrag.\n", "notice.md")

    assert said["registers"][0]["data_categories"] == ["namn", "adress", "telefonnummer", "e-post"]
