"""Legal bases in lists of reasons and beside conditions, rights that are given, and the day of a notice."""

import pytest

from tests.reading.notice.reading import read, register

FI, SV, EN = (
    "Tietosuojaseloste\n\nRekisterinpitäjä\n\nMalli Oy\n\n",
    "Integritetspolicy\n\nPersonuppgiftsansvarig\n\nModell AB\n\n",
    "Privacy notice\n\nData controller\n\nModel Ltd\n\n",
)
LISTED = [
    (
        EN + "Why do we have this data?\n\nWe process your data because:\n"
        "• We have a legal obligation to weigh it;\n• We have a legitimate interest in planning our work.\n",
        ["c", "f"],
    ),
    (
        EN + "Lawful basis for using your data\n\nWe handle the data:\n• for our legitimate interests, as a mill.\n"
        "• when you consent.\n",
        ["a", "f"],
    ),
    (
        EN + "On what legal grounds do we use your data?\n\nTypical examples include:\n"
        "• where you have given us your consent to do so;\n"
        "• the steps are necessary for a contract with you (e.g. where you hire a boat);\n"
        "• to protect your vital interests (e.g. if you fall ill with us).\n",
        ["a", "b", "d"],
    ),
    (EN + "Data we keep\n\nWe collect data when you:\n• sign a contract;\n• give your consent to a photograph.\n", []),
    (EN + "Who gets the data?\n\nWe share your data when:\n• you consent;\n• there is a legal obligation.\n", []),
    (
        SV + "Varför vi har uppgifterna\n\nVi behandlar dina uppgifter eftersom:\n"
        "• vi har ett avtal med dig;\n• det finns en rättslig skyldighet.\n",
        ["b", "c"],
    ),
    (
        FI + "Miksi tietoja on\n\nKäsittelemme tietojasi, koska:\n"
        "• meillä on kanssasi sopimus;\n• meillä on siihen oikeutettu etu.\n",
        ["b", "f"],
    ),
    (
        FI + "# Henkilötietojen käsittelyn oikeusperuste\n\n## Tietojen keräämisen tarkoitus\n\n"
        "a) Sopimus- tai muu asiallinen suhde\n\nb) Varausten lakisääteinen valvonta\n\n"
        "c) Suostumukseen perustuva tallentaminen\n",
        ["a", "b", "c"],
    ),
    (
        FI + "# Henkilötietoryhmät ja käsittelyn oikeusperusteet\n\n"
        "Asiakasrekisteriin kerätään seuraavat henkilötiedot: nimi, osoite.\n\n"
        "Tietoja tarvitaan palvelun toteuttamiseksi ja lakisääteisten velvoitteiden täyttämiseksi eikä palvelua voida "
        "toteuttaa ilman näiden tietojen antamista asiakkaalta meille.\n",
        ["c"],
    ),
    (
        EN + "The reasons we have to keep gardeners' data are:\n\n- Our agreement to lend a plot is a contract.\n"
        "- We have a legitimate interest in it.\n",
        ["b", "f"],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), LISTED)
def test_it_reads_the_grounds_of_a_list_of_reasons(text, wanted) -> None:
    assert register(read(text, "notice.md"))["legal_bases"] == wanted


SAID = [
    (FI + "Käsittelyn peruste\n\nPeruste on sopimus (tietosuoja-asetus, 6 artikla 1 kohta b alakohta).\n", ["b"]),
    (FI + "Käyttö\n\nKäsittelyn peruste voi olla perusteltu etu hoitaa asiakassuhdetta.\n", ["f"]),
    (SV + "Rättslig grund\n\nUppgifterna behövs för att uppfylla skyldigheter enligt dataskyddsreglerna.\n", ["c"]),
    (EN + "Use\n\nThe lawful basis for it may be that you have consented to our use of the data.\n", ["a"]),
    (EN + "Use\n\nWe may lend the data if the board deems it necessary for our legitimate interests.\n", ["f"]),
    (EN + "Use\n\nIf we rely on consent, we ask you first. Where we use a contract, we say so.\n", []),
    (EN + "Use\n\nWe may use photographs of you with your consent.\n", ["a"]),
    (SV + "Användning\n\nVi behandlar bilder på ett öppet sätt och med ditt samtycke.\n", ["a"]),
    (EN + "Legal bases\n\nYour consent, which you may withdraw, and our legitimate interests.\n", ["a", "f"]),
    (SV + "Rättslig grund\n\nDitt samtycke, som du alltid kan återkalla, och vårt avtal.\n", ["a", "b"]),
    (FI + "Oikeusperuste\n\nSuostumus, jonka voit perua milloin tahansa\n", ["a"]),
    (FI + "Oikeusperuste\n\nVoit perua suostumuksesi milloin tahansa.\n", []),
    (EN + "Legal basis\n\nIf you are a member, we use your data to perform our contract with you.\n", ["b"]),
    (SV + "Rättslig grund\n\nOm du är kund behandlar vi uppgifterna för att fullgöra avtalet.\n", ["b"]),
    (EN + "Legal basis\n\nWe use data where the law requires it or where you have given consent.\n", ["a", "c"]),
    (EN + "Legal basis\n\nIf you withdraw your consent, we delete the data.\n", []),
    (FI + "Oikeusperuste\n\nKäsittelemme tietoja, kun laki siihen velvoittaa.\n", ["c"]),
    (
        EN + "Lawful basis\n\nConsent: You said that we may send you letters.\n\n"
        "Legal obligation: the accounts are needed to comply with the law.\n",
        ["a", "c"],
    ),
    (EN + "Legal bases\n\nNewsletter: your consent\n\nOrders: a contract\n", ["a", "b"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), SAID)
def test_it_reads_a_basis_beside_what_it_depends_on(text, wanted) -> None:
    assert register(read(text))["legal_bases"] == wanted


def test_it_takes_nothing_from_below_a_box_that_is_not_ticked() -> None:
    text = (
        "Tietosuojaseloste\n\nRekisterinpitäjä\n\nMalli Oy\n\nKäsittelyn oikeusperuste\n\n"
        "☒ Rekisteröidyn suostumus\n- Miten suostumus pyydetään: lomakkeella\n\n"
        "☐ Rekisterinpitäjän oikeutetut edut\n- Mikä oikeutettu etu on kyseessä:\n"
    )
    assert register(read(text))["legal_bases"] == ["a"]


RIGHTS = [
    (
        EN + "Your rights\n\n- To erasure, if consent is withdrawn or there are no overriding legitimate interests.\n"
        "- To object, at any time.\n",
        ["erasure", "objection"],
    ),
    (
        FI + "Rekisteröidyn oikeudet\n\n# Oikeus siirtää tiedot järjestelmästä toiseen\n\nEi sovellu.\n\n"
        "# Oikeus poistaa tiedot\n\nPoistamme tiedot, jos rekisteröity peruuttaa suostumuksen "
        "eikä käsittelyyn ole muuta perustetta.\n",
        ["erasure"],
    ),
    (
        FI + "Rekisteröidyn oikeudet\n\n- Oikeus vastustaa käsittelyä: koskee markkinointia ja mittaamista.\n",
        ["objection"],
    ),
    (
        EN + "Your data\n\nMembers have the right to see the personal data of theirs that we hold. You can ask us "
        "to destroy it.\n\n"
        "Anyone has the right to raise a quarrel with the Information Commissioner.\n",
        ["access", "erasure", "complaint"],
    ),
    (
        SV
        + "Dina rättigheter\n\nDu kan:\n\n- Begära en sammanställning av uppgifterna\n- Begära att vi tar bort dem\n",
        ["access", "erasure"],
    ),
    (
        FI
        + "Tietosi\n\nAsiakkaalla on oikeus tarkastaa ja korjata tietonsa sekä oikeus tietojen poistamiseen, tietojen "
        "siirtämiseen ja käsittelyn rajoittamiseen.\n",
        ["access", "rectification", "erasure", "restriction", "portability"],
    ),
    (EN + "Marketing\n\nYou can tell us if you would prefer not to receive our newsletter.\n", ["marketing_objection"]),
]


@pytest.mark.parametrize(("text", "wanted"), RIGHTS)
def test_it_reads_the_rights_that_are_given(text, wanted) -> None:
    assert register(read(text, "notice.md"))["rights"] == wanted


DATES = [
    ("Privacy notice\n\nThis policy was created on 13 April 2022.\n", "2022-04-13"),
    ("PRIVACY NOTICE - MEMBERS MAY 2024\n\nData controller\n\nModel Ltd\n", "2024-05"),
    ("Privacy notice\n\nData controller\n\nModel Ltd, founded in May 2004\n", None),
]


@pytest.mark.parametrize(("text", "wanted"), DATES)
def test_it_reads_the_day_that_a_notice_was_made(text, wanted) -> None:
    assert read(text)["updated"] == wanted
