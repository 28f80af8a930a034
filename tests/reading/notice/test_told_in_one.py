"""Kinds of data that a turn of English names by itself, and lists of which each item says why or what it is."""

import pytest

from tests.reading.notice.reading import read, register

EN = (
    "# Privacy notice\n\n## Data controller\n\nModel Ltd, 2 Quay Road, Bristol\n\n## What we collect\n\n"
    "We collect your name and your berth number.\n\n"
)
TURNS = [
    ("## Sync\n\nOn its first start the app creates and uses a tide identifier.\n", ["tide identifier"], []),
    ("## Club\n\nWe assign you a random oar number.\n", ["random oar number"], []),
    ("## Shop\n\nThe till derives the approximate country from the connection.\n", ["approximate country"], []),
    ("## Map\n\nWith your permission, the chart may use your exact or coarse location to find a quay.\n",
     ["exact or coarse location"], []),
    ("## Map\n\nThe chart does not use your exact location.\n", [], ["location"]),
    ("## Lists\n\nThe host compiles statistics on matters such as pages visited, downloads and screen size.\n",
     ["pages visited", "downloads", "screen size"], []),
    ("## Lists\n\nUmbrella keeps simple visitor statistics — page views and referrers, without a trace of you.\n",
     ["page views", "referrers"], ["trace"]),
    ("## Lists\n\nThe port prints general statistics about the number of boats, their page views and visits.\n",
     [], ["boats", "page views"]),
    ("## Jars\n\nCookies hold information including visitors' preferences and the pages that you opened.\n",
     ["visitors' preferences", "the pages that you opened"], []),
    ("## Papers\n\nSome of these papers contain phone numbers, postal addresses and photos of sails.\n",
     ["phone numbers", "postal addresses", "photos of sails"], []),
    ("## Papers\n\nThese reports do not contain phone numbers, postal addresses or photos.\n", [], ["phone", "photos"]),
    ("## Host\n\nThe host necessarily sees the calling IP address in order to hand over the page.\n",
     ["calling IP address"], []),
    ("## Letter\n\nFor our letter we require a valid e-mail address as well as information that allows us to verify "
     "that you own the box and like our letter.\n",
     ["valid e-mail address", "information that allows us to verify that you own the box"], []),
    ("## Use\n\nWe use the data to mend our boats, send relevant information, process transactions, and offer help.\n",
     [], ["transactions", "offer help"]),
    ("## Duty\n\nTo keep our word we must process the information you give us. If you think we hold such information "
     "on a child, tell us.\n", [], ["information you give us", "such information", "tell us"]),
    ("## Login\n\nIf a harbour pass is used, we receive a stable key number and your email address from that "
     "provider.\n",
     ["stable key number", "email address"], ["from that provider"]),
    ("## Drafts\n\nWe store a short pier token (for an hour) and a renewal token in your phone's locked storage "
     "(Safe).\n",
     ["short pier token (for an hour)", "renewal token"], ["locked storage"]),
    ("## Letters\n\nFor the letter we process your first name and postal address based on your consent.\n",
     ["first name", "postal address"], ["based on"]),
    ("## Sailors\n\nWe note the sail number, the crew list (if any), and — once you join a race — the class of "
     "boat you "
     "sail.\n", [], ["once you join"]),
]  # fmt: skip


def _kinds(text: str) -> list[str]:
    return list(register(read(text, "notice.md"))["data_categories"])


@pytest.mark.parametrize(("text", "wanted", "never"), TURNS)
def test_it_reads_what_a_turn_names(text, wanted, never) -> None:
    said = _kinds(EN + text)

    for one in wanted:
        assert any(one in value for value in said), (one, said)
    for one in never:
        assert not any(one in value for value in said), (one, said)


LISTS = [
    ("# Privacy notice\n\n## Data we store\n\n### Account\n\n- Email (mandatory) – needed to sign in and to get news\n"
     "- Display name – visible to other sailors\n- Rank — whether you are a guest, a mate, or a skipper. It counts.\n\n"
     "### Other\n\nWhen you write to us, we store your message.\n",
     ["Email (mandatory)", "Display name", "Rank", "message"]),
    ("# Privacy notice\n\n## Data we store\n\n- Player name: The name you choose for the league.\n"
     "- Session token (random): Generated at sign-in, kept for an hour.\n- Time of last visit: Shown to your crew.\n",
     ["Player name", "Session token (random)", "Time of last visit"]),
    ("# Privacy notice\n\n## Data we store\n\nWe store what follows:\n\n- IP address\n  - Necessary for the chart.\n"
     "  - May also be used for mending.\n- Device model\n  - May be used for drawing.\n",
     ["IP address", "Device model"]),
    ("# Privacy notice\n\n## Data we store\n\nWe receive:\n\n- Payment status, so that we can open the gate.\n"
     "- An order token that we only use to match the payment.\n", ["Payment status", "An order token"]),
    ("# Integritetspolicy\n\n## Vilka uppgifter vi samlar in\n\n- Visningsnamn: Ett namn som du väljer för "
     "topplistan.\n"
     "- Push-token: Används för att skicka påminnelser.\n- Tidszon: Sparas så att klockan går rätt.\n",
     ["Visningsnamn", "Push-token", "Tidszon"]),
    ("# Integritetspolicy\n\n## Vilka uppgifter vi samlar in\n\nVi får:\n\n- Betalningsstatus, så att vi kan öppna "
     "grinden.\n- Leveransadress baserat på ditt samtycke.\n", ["Betalningsstatus", "Leveransadress"]),
    ("# Tietosuojaseloste\n\n## Mitä tietoja keräämme\n\n- Nimimerkki (pakollinen) – näkyy muille soutajille\n"
     "- Laitetunniste – luodaan ensimmäisellä soudulla\n- Salasanan tiiviste – tallennetaan kirjautumista varten\n",
     ["Nimimerkki (pakollinen)", "Laitetunniste", "Salasanan tiiviste"]),
    ("# Tietosuojaseloste\n\n## Mitä tietoja keräämme\n\nSaamme:\n\n- Maksun tila, jotta voimme avata portin.\n"
     "- Toimitusosoite suostumuksesi perusteella.\n", ["Maksun tila", "Toimitusosoite"]),
    ("# Privacy notice\n\n## Recipients\n\n### Gull Post\n\n- Basis of use: Forwarding of mail\n"
     "- Personal data collected: Server names, sender addresses, subject lines\n- Personal data usage: Mending\n"
     "- Storage duration: 7 days\n", ["Server names", "sender addresses", "subject lines"]),
    ("# Privacy notice\n\n## The data we collect and why\n\n- Information we collect directly from you: Some rooms "
     "require your name, email address, and boat number.\n- Information we collect automatically: We may automatically "
     "collect the following information on your stay including the length of time you row and your movement on the "
     "water.\n",
     ["name", "email address", "boat number", "the length of time you row", "movement on the water"]),
    ("# Privacy notice\n\n## Log files\n\nThe information we collect includes IP addresses, date and time stamp, "
     "and the "
     "number of oars.\n", ["IP addresses", "date and time stamp", "the number of oars"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), LISTS)
def test_it_reads_the_kind_and_not_what_is_said_of_it(text, wanted) -> None:
    assert _kinds(text) == wanted
