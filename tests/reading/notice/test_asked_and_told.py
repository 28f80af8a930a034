"""What a heading asks, what a list says of something else, and data that is the subject of a sentence."""

import pytest

from portal.reading.notice.fields.data import told_data
from tests.reading.notice.reading import read

EN = "# Privacy policy\n\n## Controller\n\nStone Ltd., 4 Main Street, Cork\n\n"
SV = "# Integritetspolicy\n\n## Personuppgiftsansvarig\n\nSten AB, Storgatan 4, Kalmar\n\n"
DATA = "## What data we collect\n\n- Name\n- Address\n\n"


def kinds(text: str) -> list[str]:
    return [one for register in read(text, "notice.md")["registers"] for one in register["data_categories"]]


def recipients(text: str) -> list[str]:
    return [one for register in read(text, "notice.md")["registers"] for one in register["recipients"]]


@pytest.mark.parametrize(
    "text",
    [
        "## Do we share the information we collect?\n\nWe engage others to host servers, store data and mail.",
        "## Is the information that we collect secure?\n\nWe have locked rooms, files and passwords.",
        "## What is personal data?\n\nThe law means names, financial information, health data and e-mail addresses.",
    ],
)
def test_a_heading_may_name_data_and_ask_of_something_else(text: str) -> None:
    assert kinds(EN + DATA + text) == ["Name", "Address"]


def test_labels_of_other_fields_are_no_data() -> None:
    listed = "## What data we collect\n\n- Name\n- Address\n- Legal basis: contract\n- Retention period: one year\n"
    assert kinds(EN + listed) == ["Name", "Address"]


def test_whose_data_it_is_heads_no_kind() -> None:
    text = (
        "## What data we collect\n\n### Museum visitors\n\nWe keep nothing of you.\n\n### Email communication\n\nWhen "
        "you ask, we store your email address and your message.\n\n### Workshop participants\n\nWe know no names.\n"
    )
    assert kinds(EN + text) == ["email address", "message"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{SV}## Ändamål\n\nDitt telefonnummer och din postadress behandlas för att blommorna ska komma fram.\n",
         ["telefonnummer", "postadress"]),
        (f"{EN}## Our shop\n\nYour delivery address and phone number are used by us for the delivery.\n",
         ["delivery address", "phone number"]),
        (f"{EN}## Our shop\n\nYour privacy is kept in mind.\n", []),
    ],
)  # fmt: skip
def test_data_is_the_subject_of_a_sentence(text: str, wanted: list[str]) -> None:
    assert kinds(text) == wanted


def test_several_verbs_in_a_row_are_no_data() -> None:
    text = "## Our partners\n\nThey may gather, weigh, and use parts of the information on this board.\n"
    assert kinds(EN + DATA + text) == ["Name", "Address"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The contact form uses Formlane to deliver messages.", ["Formlane"]),
        ("The map is drawn by StreetAtlas, and your device asks their servers for it.", ["StreetAtlas"]),
        ("We use services (site hosting: GitHub Pages; font services: Google Fonts) that log your IP address.",
         ["GitHub Pages", "Google Fonts"]),
    ],
)  # fmt: skip
def test_a_service_is_named_by_what_it_does(text: str, wanted: list[str]) -> None:
    assert recipients(f"{EN}## Our website\n\n{text}\n") == wanted


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("## Personuppgiftsansvarig\n\nBrf Ekorren 785945-2109\n", "Brf Ekorren"),
        ("## Personuppgiftsansvarig\n\nInbäddningar\n\n## Rättigheter\n\n## Personuppgiftsansvarig\n\nJan Sten\n\n"
         "Kontakt: jan@sten.example\n", "Jan Sten"),
    ],
)  # fmt: skip
def test_the_controller_is_a_name_alone(text: str, name: str) -> None:
    said = read(f"# Integritetspolicy\n\n{text}\n## Uppgifter\n\nVi sparar namn och adress.\n", "notice.md")
    assert said["controller"]["name"] == name


@pytest.mark.parametrize(
    "text",
    [
        "The app is available in the App Store and on Google Play.",
        "We host Google Fonts locally, so that no request leaves our site.",
    ],
)
def test_a_shop_for_apps_and_what_runs_at_home_get_no_data(text: str) -> None:
    assert recipients(f"{EN}## Our app\n\n{text}\n") == []


def test_a_business_id_may_have_a_blank() -> None:
    said = read(
        "# Tietosuojaseloste\n\n## Rekisterinpitäjä\n\nKivi Oy\n\nY-tunnus: 234 5678-0\n\n## Tiedot\n\nNimi, osoite\n",
        "n.md",
    )
    assert said["controller"]["business_id"] == "2345678-0"


def test_no_more_verbs_of_a_sentence_are_followed_than_it_may_mean(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(told_data, "members_of", lambda _scope, places: asked.append(places) or [])
    read(f"{EN}## Our shop\n\n{'We collect, and, or, we use ' * 100}\n", "notice.md")
    assert 0 < len(asked) < 40
