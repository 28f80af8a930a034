"""Several registers under the same headings: what is told of one by its name is that one's alone."""

import pytest

from tests.reading.notice.reading import read, register

FI = """# Tietosuojaseloste

## Rekisterinpitäjä
Kaurapuoti Oy, Vaskitie 3, 90100 Oulu

## Rekisterien nimet
a) Asiakasrekisteri
b) Verkkokaupan tilausrekisteri

## Käsittelyn tarkoitus ja oikeusperuste
Asiakasrekisterin tietoja käsitellään asiakassuhteen hoitamiseen suostumuksen perusteella. Tilausrekisterin tietoja
käsitellään tilausten toimittamiseen sopimuksen perusteella.

## Rekisterien tietosisältö
{contents}

## Tietojen säilytysaika
Asiakastiedot poistetaan kolmen vuoden kuluttua viimeisestä ostosta. Tilaustiedot säilytetään kuusi vuotta.

## Tietojen luovutukset
Kirjanpidon hoitaa Tilitoimisto Sumu Oy.
"""
HIS, ITS = ("nimi", "osoite", "puhelinnumero"), ("tilatut tuotteet", "toimitusosoite", "maksutapa")
BULLETS = ["\n\n- " + "\n- ".join(each) for each in (HIS, ITS)]
ROWS = f"Asiakasrekisteri: {', '.join(HIS)}.\n\nTilausrekisteri: {', '.join(ITS)}."
LISTS = f"Asiakasrekisteri:{BULLETS[0]}\n\nTilausrekisteri:{BULLETS[1]}"
HEADS = f"### Asiakasrekisteri{BULLETS[0]}\n\n### Tilausrekisteri{BULLETS[1]}"


@pytest.mark.parametrize("contents", [ROWS, LISTS, HEADS], ids=["rows", "lists", "headings"])
def test_it_gives_each_register_its_own(contents: str) -> None:
    said = read(FI.format(contents=contents), "notice.md")
    assert [one["name"] for one in said["registers"]] == ["Asiakasrekisteri", "Verkkokaupan tilausrekisteri"]
    assert [one["data_categories"] for one in said["registers"]] == [[*HIS], [*ITS]]
    assert [one["legal_bases"] for one in said["registers"]] == [["a"], ["b"]]
    assert [one["retention"] for one in said["registers"]] == [
        "Asiakastiedot poistetaan kolmen vuoden kuluttua viimeisestä ostosta.",
        "Tilaustiedot säilytetään kuusi vuotta.",
    ]


def test_it_repeats_what_is_told_of_all() -> None:
    said = read(FI.format(contents="Nimi, osoite ja puhelinnumero."), "notice.md")
    assert register(said)["data_categories"] == register(said, 1)["data_categories"]
    assert [one["recipients"] for one in said["registers"]] == [["Tilitoimisto Sumu Oy"]] * 2


@pytest.mark.parametrize(("names", "one", "other", "name"), [
    pytest.param("Kundregister och medlemsregister", "Kundregistret: namn, telefon och adress.",
                 "Medlemsregistret: födelsedatum, medlemsnummer och avgift.", "Registrets namn", id="sv"),
    pytest.param("Customer register and booking register", "The customer register: name, phone and address.",
                 "Booking register: date of birth, member number and fee.", "Name of the register", id="en"),
])  # fmt: skip
def test_it_knows_a_register_by_its_own_word(names: str, one: str, other: str, name: str) -> None:
    heads = {"Registrets namn": ("Personuppgiftsansvarig", "Uppgifter som behandlas"),
             "Name of the register": ("Controller", "Personal data that we process")}[name]  # fmt: skip
    text = f"# GDPR\n\n## {heads[0]}\nHavre AB\n\n## {name}\n{names}\n\n## {heads[1]}\n{one}\n\n{other}\n"
    said = read(text, "notice.md")
    assert [len(each["data_categories"]) for each in said["registers"]] == [3, 3]
    assert set(register(said)["data_categories"]).isdisjoint(register(said, 1)["data_categories"])


def test_it_leaves_registers_of_one_word_together() -> None:
    text = FI.replace("Verkkokaupan tilausrekisteri", "Verkkokaupan asiakasrekisteri")
    said = read(text.format(contents="Asiakasrekisteri: nimi, osoite ja puhelinnumero."), "notice.md")
    assert len(said["registers"]) == 2
    assert register(said)["data_categories"] == register(said, 1)["data_categories"]


def test_it_reads_no_more_registers_than_a_company_has() -> None:
    names = "".join(f"- Osasto{number}rekisteri\n" for number in range(60))
    said = read(
        f"# Tietosuojaseloste\n\n## Rekisterien nimet\n\n{names}\n## Oikeutesi\n\nVoit tarkastaa tietosi.\n", "n.md"
    )
    assert len(said["registers"]) == 25
    assert said["registers"][24]["name"] == "Osasto24rekisteri"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "## Customer register\n\nWe keep name and address for 2 years.\n\n## Newsletter register\n\n"
            "We keep your e-mail address until you leave.\n",
            ["Customer register", "Newsletter register"],
        ),
        (
            "## Behandlingar\n\n### Kunder\n\n**Uppgifter:** namn\n**Ändamål:** leverans\n**Lagring:** 2 år\n\n"
            "### Anställda\n\n**Uppgifter:** namn, lön\n**Ändamål:** lön\n**Lagring:** 7 år\n",
            ["Kunder", "Anställda"],
        ),
        (
            "## Rekisterit\n\nMeillä on kaksi rekisteriä: asiakasrekisteri ja markkinointirekisteri.\n\n## Tiedot\n\n"
            "Nimi ja osoite.\n",
            ["asiakasrekisteri", "markkinointirekisteri"],
        ),
        ("## Leverantörsregister\n\nVi sparar namn och telefonnummer i 2 år.\n", ["Leverantörsregister"]),
    ],
)
def test_headings_that_name_registers_part_them_whatever_stands_below(text: str, names: list[str | None]) -> None:
    said = read("# Notice\n\n## Controller\n\nStone Ltd, 4 High Street, Leeds\n\n" + text, "notice.md")

    assert [one["name"] for one in said["registers"]] == names


def test_one_name_that_lists_several_stands_for_all_of_them() -> None:
    name = "Tilan asiakasrekisteri, juhlavieraiden rekisteri sekä verkkokaupan rekisteri"
    text = f"# Tietosuojaseloste\n\n## Rekisterinpitäjä\n\nMallila Oy\n\n## Rekisterin nimi\n\n{name}\n\n"
    said = read(text + "## Tietosisältö\n\nNimi, osoite ja allergiat.\n", "notice.md")
    assert [one["name"] for one in said["registers"]] == [name]
