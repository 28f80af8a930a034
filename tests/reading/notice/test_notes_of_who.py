"""Members of a list that hold a question, a single kind as the subject, and what is added and then kept."""

import pytest

from tests.reading.notice.reading import printed

FI = "# Tietosuojaseloste\n\n## Rekisterinpitäjä\n\nMallilan Verstas Oy, Verstastie 2, 33100 Tampere\n\n"
FI_END = "\n\n## Oikeutesi\n\nSinulla on oikeus tarkastaa tietosi ja pyytää niiden poistamista.\n"
SV = "# Integritetspolicy\n\n## Personuppgiftsansvarig\n\nMallila Verkstad AB, Verkstadsgatan 2, 111 22 Stockholm\n\n"
SV_END = "\n\n## Dina rättigheter\n\nDu får se vad vi har om dig.\n"
EN = "# Privacy notice\n\n## Controller\n\nMallila Workshop Ltd, Workshop Road 2, Dublin\n\n"
EN_END = "\n\n## Your rights\n\nYou may see what we hold.\n"


def data_of(text: str) -> list[str]:
    return [value for register in printed(text.encode(), "a.md")["registers"] for value in register["data_categories"]]


@pytest.mark.parametrize(
    ("section", "wanted"),
    [
        (
            "## Rekisterin tietosisältö\n\nRekisteriin tallennetaan seuraavat: nimi, osoite, kieli, varaukset ja "
            "tieto siitä kuka niitä on lukenut.",
            ["nimi", "osoite", "kieli", "varaukset", "tieto siitä kuka niitä on lukenut"],
        ),
        (
            "## Tiedot\n\nNimi, sähköposti, tieto siitä milloin viimeksi kävit, maksut.",
            ["Nimi", "sähköposti", "tieto siitä milloin viimeksi kävit", "maksut"],
        ),
        (
            "## Mitä tietoa kerätään\n\nSivulla näkyy vain tietoja, jotka museot ovat julkaisseet: teoksen tekijä, "
            "teoksen nimi, museo sekä linkki lähteeseen.",
            ["teoksen tekijä", "teoksen nimi", "museo", "linkki lähteeseen"],
        ),
        ("## Lokit\n\nKävijöiden IP-osoitteet tallentuvat lokiin.", ["IP-osoitteet"]),
        ("## Virheet\n\nJos jokin menee vikaan, lokiin voi tallentua käyttäjätunnisteesi.", ["käyttäjätunnisteesi"]),
        (
            "## Palaute\n\nKun lähetät palautteen, lomakkeeseen kirjoittamasi teksti välitetään ylläpitäjälle.",
            ["lomakkeeseen kirjoittamasi teksti"],
        ),
        ("## Profiili\n\nJos lisäät lempinimen tai profiilikuvan, ne tallennetaan.", ["lempinimen", "profiilikuvan"]),
    ],
)
def test_it_reads_them_in_finnish(section: str, wanted: list[str]) -> None:
    assert data_of(FI + section + FI_END) == wanted


def test_it_takes_the_aim_behind_data_for_none() -> None:
    section = "## Oikeusperusteet\n\nTietojasi käsitellään tilauksen ja maksun hoitamiseksi."
    assert data_of(FI + section + FI_END) == []


def test_it_reads_them_in_swedish() -> None:
    section = "## Profil\n\nOm du lägger till ett smeknamn eller en profilbild sparas de i ditt konto."
    assert data_of(SV + section + SV_END) == ["smeknamn", "profilbild"]


def test_it_reads_them_in_english() -> None:
    section = "## Profile\n\nIf you add a nickname or a profile picture, they are stored in your account."
    assert data_of(EN + section + EN_END) == ["nickname", "profile picture"]


def test_it_reads_what_stands_before_examples_in_a_list_without_a_verb() -> None:
    section = "## Data\n\nThe register holds: name, address, phone number, such as a mobile, language."
    assert data_of(EN + section + EN_END)[:2] == ["name", "address"]
