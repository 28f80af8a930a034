"""Who answers and whom to ask, as small houses write it: with titles, labels, laws and ids in pieces beside names."""

import pytest

from tests.reading.notice.reading import printed

FI = "# Tietosuojaseloste\n\n"
SV = "# Integritetspolicy\n\n"
EN = "# Privacy policy\n\n"
OF_FI = "\n\n## Rekisterinpitäjä\n\nMalli Oy"
OF_SV = "\n\n## Personuppgiftsansvarig\n\nMallen AB"
OF_EN = "\n\n## Controller\n\nModel Ltd"
WHO_FI = f"{FI}## Rekisterinpitäjä\n\n"


def _read(text: str) -> dict:
    return printed(text.encode(), "a.md")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"{FI}Tehty 3.2.2019. Viimeksi korjattu 14.11.2021.{OF_FI}", "2021-11-14"),
        (f"{FI}Pvm: 18.03 .2019{OF_FI}", "2019-03-18"),
        (f"{SV}Uppdaterad 4.2 2021.{OF_SV}", "2021-02-04"),
        (f"{EN}Last updated: 30 April 2026\nEffective from: 1 May 2026{OF_EN}", "2026-04-30"),
        (f"{EN}Ready May 21st, 2018. Latest change 12.09.2022.{OF_EN}", "2022-09-12"),
        (f"{SV}Ring 0480-03 om det brådskar.{OF_SV}", None),
        (f"{SV}GDPR är en förordning. Den kom den 25 maj 2018.{OF_SV}", None),
    ],
)
def test_it_reads_the_day_on_which_a_notice_was_changed(text: str, day: str | None) -> None:
    assert _read(text)["updated"] == day


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Vi sparar namn och telefon.\n\nSalong Exempel, 680923-1472, inneh. Eva Exempel", "680923-1472"),
        ("## Personuppgiftsansvarig\n\nMallen AB, org nr 55 70 86-6631, Kalmar", "557086-6631"),
        ("Föreningen anlitar Siffersmedjan (org.nr 559057-1526) för bokföringen.", None),
    ],
)
def test_it_reads_the_number_of_whoever_answers(text: str, number: str | None) -> None:
    assert _read(SV + text)["controller"]["business_id"] == number


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{WHO_FI}Mallikylä ry\n\n## Yhteyshenkilö\n\nKyläasiamies Tuomo Mallinen", "Tuomo Mallinen"),
        (
            f"{WHO_FI}Mallikylä ry\n\n## Yhteyshenkilö\n\nSeuran sihteeri Tuomo Mallinen Sähköposti s@malli.example",
            "Tuomo Mallinen",
        ),
        (
            f"{WHO_FI}Malli Oy\n\n## Kuka hoitaa rekisteriasioita\n\nMalli Oy\nCamilla Mallinen\nKatu",
            "Camilla Mallinen",
        ),
        (
            f"{SV}Malls Konstfond rf är registeransvarig. Kontaktperson är ombudsman Fredrika Mall, se nedan.",
            "Fredrika Mall",
        ),
        (f"{EN}Model Boats Ltd runs the boats. Our DPO (Data Protection Officer) is Anna Model.", "Anna Model"),
        (
            f"{EN}## Controller and contact person\n\nT:mi Mallisilta\nBusiness ID: 2163196-0\nJorma Mallinen\nKatu 9",
            "Jorma Mallinen",
        ),
    ],
)
def test_it_reads_whom_to_ask_beside_what_they_are(text: str, name: str) -> None:
    assert _read(text)["contact"]["name"] == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{SV}Personuppgiftsansvarig är:\nUthyrarna AB med organisationsnummer 556939-0544", "Uthyrarna AB"),
        (f"{WHO_FI}Euroopan unionin tietosuoja-asetus\n\nNuohous Malli Oy, Y-tunnus 2601951-9", "Nuohous Malli Oy"),
        (f"{WHO_FI}Osuuskunnan nimi Leikki Malli osk\nY-tunnus: 3145609-4", "Leikki Malli osk"),
        (f"{WHO_FI}Selosteen rekistereistä vastaa Isännöinti Malli Oy. Taloyhtiöiden omista", "Isännöinti Malli Oy"),
        (
            f"{SV}## Personuppgiftsansvarig\n\nMallstugans öppna ateljé, Gränd 2, 000 90 Lillholm, svarar för det.",
            "Mallstugans öppna ateljé",
        ),
        (f"{SV}När du går med i Mallstadens Seniorkör skriver vi upp dig.", "Mallstadens Seniorkör"),
        (f"{SV}För att Borrarna i Mallby skall kunna komma skriver vi upp er.", "Borrarna i Mallby"),
        (f"{SV}Ansvarig: Mallögat i Flen AB 0157-555 22", "Mallögat i Flen AB"),
        (f"{SV}Vi sparar namn och telefon.\n\nVänliga hälsningar Ottilia Mall, Malls Bokbinderi", "Malls Bokbinderi"),
        (f"{SV}Vi sparar namn och telefon. Mallvikens Camping & Bad, inneh. Rolf Mall", "Mallvikens Camping & Bad"),
        (
            f"{SV}Jag sparar namn och mejl om dig när du bokar tid. Det är bara jag som läser. Ring mig om du undrar."
            "\n\nMalena Mall, leg. dietist",
            "Malena Mall",
        ),
        (f"{FI}Kirjaamme nimen.\n\nAntero Mallinen  \nHalkoliike Halko-Antero, Kihniö", "Halkoliike Halko-Antero"),
        (f"{EN}We store names of buyers.\n\nPerhoverstas Malli Tmi\n\nInari, Finland", "Perhoverstas Malli Tmi"),
        (f"{FI}Rekisterinpitäjänä on Kauppa Mallia pyörittävä Malli ry, josta puhutaan.", "Malli ry"),
        (f"{SV}Mallvikens Båtsällskap (MBS) och de leverantörer vi anlitar, Hamnia och Strömkoll, har register."
         "\n\nHamnia har medlemslistan.", "Mallvikens Båtsällskap"),
        (f"{SV}För uppgifterna ansvarar följande två bolag:\n\nMalla AB, Org.nr. 556681-4363", "Malla AB"),
    ],
)  # fmt: skip
def test_it_reads_who_answers_without_what_stands_beside(text: str, name: str) -> None:
    assert _read(text)["controller"]["name"] == name


TELLS = "\n\nTallennamme nimen ja puhelinnumeron. Tiedot säilytetään vuoden."


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            f"{WHO_FI}Malli osk\n\n## Rekisterin nimi\n\nMallin perherekisteri\n\nMallin kumppanirekisteri{TELLS}",
            ["Mallin perherekisteri", "Mallin kumppanirekisteri"],
        ),
        (f"{FI}Meillä on kaksi rekisteriä: avainrekisteri ja työrekisteri.{TELLS}", ["avainrekisteri", "työrekisteri"]),
        (f"{FI}Henkilörekisterin\nnimi\n\nHuoltotilaukset\n{TELLS}", ["Huoltotilaukset"]),
        (f"{SV}De barn som går hos oss skrivs in i vårt barnregister. Vi sparar namn.", ["barnregister"]),
        (f"{SV}Uppgifterna finns i jägarmatrikeln. Jägarmatrikeln sköts av sekreteraren.", ["jägarmatrikeln"]),
        (f"{SV}Uppgifter lämnas till inkomstregistret och till inkomstregistret igen.", [None]),
        (f"{SV}Fonden för ett register över residens. I det finns namn.", ["register över residens"]),
        (f"{SV}## Registrets namn\n\nMalls kundregister enligt personuppgiftslagen.", ["Malls kundregister"]),
        ("# Regler för nyckelregistret\n\nI nyckelregistret finns namn och telefon.", ["nyckelregistret"]),
        (f"{EN}Company: Model Ltd\n\nRegister of Buyers\n\nWe handle names of buyers.", ["Register of Buyers"]),
    ],
)  # fmt: skip
def test_it_reads_the_names_of_registers_that_no_heading_asks_for(text: str, names: list[str | None]) -> None:
    assert [one["name"] for one in _read(text)["registers"]] == names


def test_it_bears_one_line_longer_than_a_signature() -> None:
    text = "We store names. " + "they are kept in our list and used for letters " * 20 + "\n \n"
    assert printed(text.encode(), "a.txt")["controller"]["name"] is None


def test_it_takes_no_swedish_name_for_what_a_finnish_title_is_about() -> None:
    text = "## Personuppgifter\n\nSjöfamiljen behandlar namn och e-postadress när du bokar en tur.\n"
    assert _read(f"# Integritetspolicy Sjöfamiljen\n\n{text}")["controller"]["name"] == "Sjöfamiljen"
