"""One kind of data that a sentence says is taken, and lists led to in other words."""

import pytest

from tests.reading.notice.reading import read, register
from tests.reading.notice.test_data_told import OWN, OWN_VALUES, TOP

ALONE = [
    ("fi", "## Uutiskirje\n\nLomakkeella kerätään vain sähköpostiosoitteesi, jota käytetään kirjeisiin.\n",
     ["sähköpostiosoitteesi"]),
    ("sv", "## Nyhetsbrev\n\nNär du beställer katalogen sparas din e\u2011postadress hos leverantören Utskick.\n",
     ["e\u2011postadress"]),
    ("sv", "## Mejl\n\nOm du frågar kören sparas ditt meddelande i kassörens pärm, och ingen annan läser det.\n",
     ["meddelande"]),
    ("en", "## Newsletter\n\nWhen you sign up, we store your email address in our list.\n",
     ["email address"]),
    ("sv", "## Medlemmar\n\nPersonuppgifter (som t.ex. båtplats, namn och mobilnummer) som hyresgästen uppger sparas i "
     "hamnen.\n", ["båtplats", "namn", "mobilnummer"]),
    ("en", "## Log\n\nThe counter provides us with such details as reader card numbers, web browser and IP "
     "address.\n", ["reader card numbers", "web browser", "IP address"]),
    ("sv", "## Webbplatsen\n\nUppgifterna kan inkludera, men inte begränsas till, båtens namn och telefonnummer.\n",
     ["båtens namn", "telefonnummer"]),
    ("en", "## Order\n\nWhen ordering, you may be asked to enter your name, email address and phone number.\n",
     ["name", "email address", "phone number"]),
]  # fmt: skip
NONE = [
    ("fi", "## Uutiskirje\n\nEmme tallenna sähköpostiosoitettasi mihinkään.\n"),
    ("en", "## Sharing\n\nWe share with the carrier what we store: your email address goes to nobody else.\n"),
    ("en", "## Data\n\nYour name, address and messages are personal data.\n"),
    ("sv", "## Grunder\n\nVi behandlar uppgifter utifrån samtycke, avtal, berättigat intresse och bokföringslag.\n"),
    ("sv", "## Insamling\n\nVi samlar inte in uppgifter som identifierar dig (såsom namn, adress eller telefon).\n"),
]


@pytest.mark.parametrize(("language", "text", "wanted"), ALONE)
def test_it_reads_what_a_sentence_says_is_taken(language, text, wanted) -> None:
    said = register(read(TOP[language] + OWN[language] + text, "notice.md"))

    assert said["data_categories"] == OWN_VALUES[language] + wanted


@pytest.mark.parametrize(("language", "text"), NONE)
def test_it_reads_nothing_that_is_not_taken(language, text) -> None:
    said = register(read(TOP[language] + OWN[language] + text, "notice.md"))

    assert said["data_categories"] == OWN_VALUES[language]
