"""What Swedish notices of small bodies put down, under whatever heading, and what they only speak of."""

import pytest

from portal.reading.notice.opening import open_text
from portal.reading.notice.reader import read_notice
from portal.reading.notice.telling import notice_values


def _kinds(text: str, name: str = "notice.md") -> list[str]:
    said = notice_values(read_notice(open_text(text, name)))["registers"]
    return [one for register in said for one in register["data_categories"]]


_ABOVE = "# Integritet i roddklubben\n\nVi är en liten klubb som ror på sjön och det här är vår text om uppgifter.\n\n"


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("## Så går det till\n\nI båtboken antecknas namn, båtplats och vattentid.", ["namn", "båtplats", "vattentid"]),
        ("## Tävling\n\nPå startlistan finns startnummer, klubb och årgång.", ["startnummer", "klubb", "årgång"]),
        ("## Sms\n\nMan knappar in sitt mobilnummer och telefonen bekräftar.", ["mobilnummer"]),
        (
            "## Webben\n\nServern håller reda på dina sidvisningar och klick.",
            ["sidvisningar", "klick"],
        ),
        ("## Bild\n\nLjudinspelningar skickas till vår server i Umeå.", ["Ljudinspelningar"]),
        (
            "## Tabell\n\nTabellen rodd: båtnamn, rutter, snittfart",
            ["båtnamn", "rutter", "snittfart"],
        ),
        (
            "## Städning\n\nFör att kunna städa i ert båthus:\n\n- båthusets adress\n- portkod\n- önskade dagar\n",
            ["båthusets adress", "portkod", "önskade dagar"],
        ),
    ],
)
def test_it_reads_what_is_put_down_under_whatever_heading(said: str, kinds: list[str]):
    assert _kinds(_ABOVE + said) == kinds


@pytest.mark.parametrize(
    "said",
    [
        "## Så går det till\n\nVi antecknar aldrig namn, adress eller telefonnummer.",
        "## Konto\n\nDu behöver inte ange namn eller e-postadress.",
        "## Kakor\n\nEn kaka sparar språk och tidszon i webbläsaren.",
        "## Regler\n\nStyrelsen behandlar personuppgifter i enlighet med tillämplig lagstiftning.",
    ],
)
def test_it_reads_nothing_of_what_is_denied_or_only_spoken_of(said: str):
    assert _kinds(_ABOVE + said) == []


def test_it_reads_no_export_below_a_colon():
    assert _kinds(_ABOVE + "## Export\n\nI exportfilen ligger:\n\n- skapad tid\n- version\n- antal poster\n") == []
