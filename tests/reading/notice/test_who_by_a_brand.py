"""Who answers where only a brand or an app is named, and words beside a name that are none of it."""

import pytest

from tests.reading.notice.reading import read

FI = "\n\n## Kerättävät tiedot\n\n- nimi\n- puhelin\n"
SV = "\n\n## Uppgifter vi samlar in\n\n- namn\n- telefon\n"
EN = "\n\n## Data we collect\n\n- name\n- phone\n"

ANSWERS = [
    ("# Integritetspolicy\n\n## Personuppgiftsansvarig\n\nKuurklubben.se. Kontakt: hej@example.se." + SV,
     "Kuurklubben.se"),
    ("# Tietosuojaseloste\n\n## Rekisterinpitäjä\n\nKuurapeli.app on yksityishenkilön ylläpitämä verkkopalvelu." + FI,
     "Kuurapeli.app"),
    ("# Tietosuojaseloste\n\n## Rekisterinpitäjä ja yhteystiedot\n\nPalvelun tarjoaja:\n\nPalvelu: Vastauskone\n\n"
     "Yhteys: info@example.fi" + FI, "Vastauskone"),
    ("# Tietosuojaseloste\n\n## Yhteystiedot\n\nKuurala-palvelun ylläpito\n\nLomake sivuston alaosassa" + FI,
     "Kuurala-palvelun ylläpito"),
    ("This Privacy Policy explains how MEMO-App (\"we,\" \"us,\" or \"our\") protects personal information." + EN,
     "MEMO-App"),
    ("# Privacy Policy\n\nKuura Games, a division of Louhi Works, is committed to your privacy." + EN, "Kuura Games"),
    ("# KuuraGO Customer Privacy Notice\n\nThis notice says what to expect of us." + EN, "KuuraGO"),
    ("Integritetspolicy\n\nKuurvännerna är ett litet fanprojekt. Vi värnar om dig." + SV, "Kuurvännerna"),
    ("kuura notes\n\nPrivacy Policy\n\nYour notes stay with you." + EN + "\n\nCopyright © 2026 kuura notes. All rights "
     "reserved.\n", "kuura notes"),
    ("Tietosuoja & Turvallisuus\n\nTietosuojaseloste\n\nData on sinun." + FI, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), ANSWERS, ids=range(len(ANSWERS)))
def test_it_reads_who_answers(text, name) -> None:
    assert read(text)["controller"]["name"] == name


@pytest.mark.parametrize(("text", "name"), [
    ("# Seloste\n\n## Rekisterinpitäjä\n\nKilta ry\n\n## Yhteyshenkilö rekisteriä koskevissa "
     "asioissa\n\nTuulenna Videgård\n"
     "Kilta ry\nposti@example.org" + FI, "Tuulenna Videgård"),
    ("# Seloste\n\n## Rekisterinpitäjä\n\nKuura Oy\n\n## Yhteyshenkilö\n\nHarri "
     "mallinen\nharri.mallinen@example.org" + FI,
     "Harri mallinen"),
])  # fmt: skip
def test_it_reads_whom_to_ask(text, name) -> None:
    assert read(text)["contact"]["name"] == name


def test_it_takes_two_registers_told_of_as_one_for_one() -> None:
    text = (
        "# Seloste\n\n## Rekisterinpitäjä\n\nKuura Oy\n\n## Rekisterin nimi\n\nAsiakasrekisteri ja lomakkeen rekisteri"
    )
    text += "\n\n## Rekisterin tietosisältö\n\nRekisteriin tallennetaan vain se, mitä kerrot."
    assert [one["name"] for one in read(text + FI)["registers"]] == ["Asiakasrekisteri ja lomakkeen rekisteri"]


def test_it_takes_two_registers_of_which_nothing_speaks_as_of_one_for_two() -> None:
    text = "# Policy\n\n## Personuppgiftsansvarig\n\nKuur AB\n\n## Registrets namn\n\nKundregister och användarregister"
    assert [one["name"] for one in read(text + SV)["registers"]] == ["Kundregister", "användarregister"]
