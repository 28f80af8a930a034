"""Lines and columns that stand beside kinds of data and are none: when it is given, of what, how long it is kept."""

import pytest

from tests.reading.notice.reading import read
from tests.reading.notice.test_items_in_parts import HEAD


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "fi",
            "2. Mitä tietoja käsittelemme\n\nTarjouspyyntö\n\nLomakkeelta saamme nimen, puhelinnumeron ja kunnan.\n\n"
            "Ajanvaraus\n\nVarauksesta saamme toiveen, päivämäärän ja puhelimen.\n\n"
            "Työhakemus\n\nHakijalta saamme ansioluettelon, palkkatoiveen ja todistukset.\n",
            "nimen puhelinnumeron kunnan päivämäärän ansioluettelon palkkatoiveen todistukset",
        ),
        (
            "sv",
            "2. Vilka uppgifter samlar vi in\n\nOffertförfrågan\n\nVi sparar namn, telefonnummer och ort i registret."
            "\n\nBokning av tid\n\nVi sparar namn, datum och behandling när du bokar.\n\n"
            "Jobbansökan\n\nVi sparar namn, betyg och personligt brev när du söker.\n",
            "namn telefonnummer ort datum behandling betyg",
        ),
    ],
)
def test_a_line_above_a_list_names_no_kind(language: str, text: str, wanted: str) -> None:
    kinds = read(HEAD[language] + text)["registers"][0]["data_categories"]

    assert set(wanted.split()) <= set(kinds)
    assert not {"Tarjouspyyntö", "Ajanvaraus", "Työhakemus", "Offertförfrågan", "Bokning av tid", "Jobbansökan"} & set(
        kinds
    )


@pytest.mark.parametrize("head", ["Datatyp", "Uppgiftstyp", "Informationskategori", "Datakategori"])
def test_a_table_of_kinds_is_read_and_not_the_one_of_times(head: str) -> None:
    said = read(
        "# Integritetspolicy\n\n## Personuppgiftsansvarig\n\nSten AB, Storgatan 4, Kalmar\n\n## Vilka uppgifter?\n\n"
        f"| {head} | Beskrivning | Källa |\n|---|---|---|\n| Båtinformation | Längd och bredd. | Du |\n"
        "| Bryggdata | Plats och djup. | Du |\n\n## Hur länge sparar vi dina uppgifter?\n\n"
        "| Typ av uppgift | Lagringstid |\n|---|---|\n| Köansökningar | 1 år |\n| Räkenskapsinformation | 7 år |\n",
        "notice.md",
    )

    assert said["registers"][0]["data_categories"] == ["Båtinformation", "Bryggdata"]
    assert "7 år" in said["registers"][0]["retention"]


def test_times_of_data_name_it_where_nothing_else_does() -> None:
    said = read(
        "# Integritetspolicy\n\n## Personuppgiftsansvarig\n\nSten AB, Storgatan 4, Kalmar\n\n## Lagring\n\n"
        "| Typ av uppgift | Lagringstid |\n|---|---|\n| Namn | 1 år |\n| Betalningsuppgifter | 7 år |\n",
        "notice.md",
    )

    assert said["registers"][0]["data_categories"] == ["Namn", "Betalningsuppgifter"]
