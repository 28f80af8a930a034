"""Data that is sent on or used, behind dashed labels, and where it is only taken where it is needed."""

import pytest

from tests.reading.notice.beginnings import ADDRESSED as HEAD
from tests.reading.notice.reading import read


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "en",
            "## Payment\n\nYour name, e-mail address and order number are transmitted to our bank.",
            ["name", "e-mail address", "order number"],
        ),
        (
            "sv",
            "## Betalning\n\nDitt namn, din e-postadress och ordernummer skickas till vår bank.",
            ["namn", "e-postadress", "ordernummer"],
        ),
        ("en", "## Surveys\n\nWe may use your email address to ask how you liked the hotel.", ["email address"]),
        ("sv", "## Enkäter\n\nVi använder din e-postadress för att fråga vad du tyckte.", ["e-postadress"]),
        (
            "en",
            "## Support\n\nIf you write to us we process your name, the content of your request and, where needed, the "
            "photos you attach.",
            ["name", "the content of your request", "the photos you attach"],
        ),
        (
            "en",
            "## Data we collect\n\n**Profile data** – your name, photo and city.\n\n"
            "**Ride data** – distance, duration, route and average speed.\n",
            ["name", "photo", "city", "distance", "duration", "route", "average speed"],
        ),
        (
            "sv",
            "## Uppgifter vi samlar in\n\n- **När du bokar:** vi ber om ditt namn, telefonnummer och antal gäster.\n"
            "- **När du betalar:** vi får ditt kortnummer, beloppet och datum för betalningen.\n",
            ["namn", "telefonnummer", "antal gäster", "kortnummer", "beloppet", "datum för betalningen"],
        ),
        (
            "fi",
            "## Tiedot, joita keräämme\n\n- **Kun varaat:** kysymme nimesi, puhelinnumerosi ja vieraiden määrän.\n"
            "- **Kun maksat:** saamme kortin numeron, summan ja maksuajan.\n",
            ["nimesi", "puhelinnumerosi", "vieraiden määrän", "kortin numeron", "summan", "maksuajan"],
        ),
        (
            "sv",
            "## Vilka uppgifter samlar vi in?\n\n### När du besöker oss\n\nSidan loggar IP-adress, tid och webbläsare.",
            ["IP-adress", "tid", "webbläsare"],
        ),
        (
            "en",
            "## What data do we collect?\n\n### When you visit\n\nThe page logs the IP address, time and browser type.",
            ["the IP address", "time", "browser type"],
        ),
        (
            "en",
            "## Chat\n\nYour messages, your IP address and, if you give it, your e-mail address are stored.",
            ["messages", "IP address", "e-mail address"],
        ),
        (
            "en",
            "## Which data we process\n\nWe process, among others, your contact details, order history and complaints.",
            ["contact details", "order history", "complaints"],
        ),
        (
            "sv",
            "## Konto\n\nFör att skapa ett konto krävs användarnamn, e-postadress och lösenord.",
            ["användarnamn", "e-postadress", "lösenord"],
        ),
        (
            "fi",
            "## Tili\n\nTilin luominen edellyttää nimeä, sähköpostiosoitetta ja salasanaa.",
            ["nimeä", "sähköpostiosoitetta", "salasanaa"],
        ),
    ],
)
def test_it_reads_the_data(language: str, text: str, wanted: list[str]) -> None:
    assert read(HEAD[language] + text, name="notice.md")["registers"][0]["data_categories"] == wanted
