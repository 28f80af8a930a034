"""Who answers, as companies of the rest of Europe tell it in English."""

import pytest

from tests.reading.notice.reading import read

REST = "\n\n2. What data we process\n\nWe process your name and e-mail address when you write to us.\n"


@pytest.mark.parametrize(
    ("begins", "name"),
    [
        (
            "1. Name and seat of the controller\n\nThe controller in the meaning that the General Data Protection "
            "Regulation gives it is:\n\nLindqvist Keramik GmbH\nHauptstraße 4\n24103 Kiel",
            "Lindqvist Keramik GmbH",
        ),
        ("Operator of the website: Café Sonne e.U., owner Lena Berger, Marktplatz 2, Salzburg", "Café Sonne e.U."),
        ("The entity responsible for the data processing is\nLena Berger\nMarktplatz 2\n5020 Salzburg", "Lena Berger"),
        (
            "The administrator of your personal data is Kowalski i Synowie sp. z o.o. with its seat in Kraków.",
            "Kowalski i Synowie sp. z o.o.",
        ),
        (
            'The party responsible for processing ("Controller") is Verein Offene Werkstatt, Gasse 5, Vienna.',
            "Verein Offene Werkstatt",
        ),
        (
            "Legal notice\n\nPublisher: SARL Le Moulin, with a capital of 5,000 euros, 4 rue Haute, 69001 Lyon",
            "SARL Le Moulin",
        ),
        (
            "Information according to § 5 TMG\n\nMax Beispiel\nBeispiel IT Consulting\nRing 5\n20095 Hamburg",
            "Max Beispiel",
        ),
        ("The data controller is Foundation for Open Maps, registered in Utrecht.", "Foundation for Open Maps"),
        ("Reach the controller, Hanna Lund (Lund Foto), at hanna@lundfoto.example.", "Hanna Lund"),
        (
            "Hillside Cottages is a small business run by Mary and Tom Byrne. For the purposes of the GDPR, Mary Byrne "
            "is the data controller.",
            "Mary Byrne",
        ),
    ],
)
def test_the_controller_is_read(begins: str, name: str) -> None:
    assert read(f"Privacy policy\n\n{begins}{REST}")["controller"]["name"] == name


def test_a_court_is_no_controller() -> None:
    said = read(
        f"Privacy policy\n\nThis studio is run by Atemweg Yoga GmbH, Berlin.{REST}\n\nImprint\n\nManaging director: Jo "
        "Adler\nDistrict court Charlottenburg, HRB 1234\n"
    )
    assert said["controller"]["name"] == "Atemweg Yoga GmbH"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ansvarig för dina uppgifter är Kalle Berg Måleri, enskild firma.", "Kalle Berg Måleri"),
        ("Företagsnamn: Norrsken Yoga\nOrganisationsnummer: 559900-0857\nAdress: Storgatan 5", "Norrsken Yoga"),
        ("Tandläkarna vid Torget AB är ansvariga för behandlingen.", "Tandläkarna vid Torget AB"),
        (
            "Denna policy gäller för bageriet. Personuppgiftsansvarig: Solros Bröd & Kaffe Aktiebolag",
            "Solros Bröd & Kaffe Aktiebolag",
        ),
    ],
)
def test_the_controller_is_read_in_swedish(text: str, name: str) -> None:
    said = read(f"Integritetspolicy\n\n{text}\n\nPersonuppgifter\n\nVi sparar namn och adress.\n")
    assert said["controller"]["name"] == name
