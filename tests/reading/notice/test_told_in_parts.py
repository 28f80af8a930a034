"""What English notices list behind titles with a full stop, in pairs, on an occasion, and what a program puts down."""

from __future__ import annotations

import pytest

from tests.reading.notice.reading import printed

_TOP = "# Privacy notice\n\n## Controller\n\nModel Workshop Ltd, Workshop Road 2, 33100 Tampere\n\n"


def _kinds(body: str) -> list[str]:
    read = printed(f"{_TOP}{body}\n\n## Your rights\n\nYou may ask for access and erasure.\n".encode(), "notice.md")
    return [one for register in read["registers"] for one in register["data_categories"]]


def _plain(kinds: list[str]) -> list[str]:
    return [one.removeprefix("your ").removeprefix("the ") for one in kinds]


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        pytest.param(
            "## What data we process\n\n- Name, phone number, vehicle and the nature of the fault.\n-"
            " Data that arises when we repair your car.",
            ["Name", "phone number", "vehicle", "the nature of the fault", "Data that arises when we repair your car"],
            id="an_article_begins_a_noun_of_its_own",
        ),
        pytest.param(
            "## Data we collect\n\n- Sign-in data: session tokens and provider tokens, IP address"
            " if you use Facebook.\n"
            "- Billing data: invoices and payments",
            [
                "Sign-in data: session tokens and provider tokens, IP address if you use Facebook",
                "Billing data: invoices and payments",
            ],
            id="a_clause_on_the_last_of_a_labelled_list_stays",
        ),
        pytest.param(
            "## Registers\n\n### Boat list\n\n- The boat list contains names and phone numbers,"
            " this to know whose it is."
            "\n\n### Mailing list\n\n- The mailing list contains email addresses, so that we can send the bulletin.",
            ["names", "phone numbers", "email addresses"],
            id="a_list_contains",
        ),
        pytest.param(
            "## Contact by email\n\nIf you write to us, any information you give (such as your"
            " email address and message)"
            " will be used only to answer you.",
            ["your email address", "message"],
            id="a_pair_in_brackets",
        ),
        pytest.param(
            "## Analytics\n\nWe use Plain Counter to collect basic, non-identifying data such as the country and the"
            " browser type.",
            ["country", "browser type"],
            id="used_to_collect_a_pair",
        ),
        pytest.param(
            "## Visits\n\nYour browser tells our host the usual things — your IP address, the page you asked for, your"
            " user-agent, and the time.",
            ["your IP address", "the page you asked for", "your user-agent", "the time"],
            id="behind_a_dash",
        ),
        pytest.param(
            "## What do we collect?\n\nWhen you fill in the cake form: your name, your email"
            " address if you give it, the"
            " kind of cake, your preferred day and whatever you write in your message. We collect nothing else.",
            ["your name", "your email address", "the kind of cake", "your preferred day"],
            id="on_an_occasion",
        ),
        pytest.param(
            "## Data the extension handles\n\nGatherer stores the selected folder, schedule,"
            " connected shops and last-run"
            " status.",
            ["selected folder", "schedule", "connected shops", "last-run status"],
            id="a_program_by_its_name_stores",
        ),
        pytest.param(
            "## Location\n\nThe game uses your approximate location to find other players.",
            ["approximate location"],
            id="a_place_is_used",
        ),
        pytest.param(
            "## Information we collect\n\n- Personal information such as name, email address and home address when you"
            " order\n- Order history",
            ["name", "email address", "home address", "Order history"],
            id="personal_information_names_what_is_behind_it",
        ),
        pytest.param(
            "## Data\n\nWhen you join an event, we receive the following data from you:\n\n- Nickname\n- Email\n"
            "- Whether the ticket was used or not",
            ["Nickname", "Email", "Whether the ticket was used or not"],
            id="whether_or_not_denies_nothing",
        ),
        pytest.param(
            "## How we store and use member data\n\nWe store member data, this includes contact"
            " details such as full names,"
            " email addresses, home address and telephone numbers.",
            ["full names", "email addresses", "home address", "telephone numbers"],
            id="how_it_is_stored",
        ),
    ],
)
def test_it_reads_each_kind(body: str, kinds: list[str]) -> None:
    assert [one for one in _plain(kinds) if one not in _plain(_kinds(body))] == []


def test_it_reads_what_stands_behind_titles_with_a_full_stop() -> None:
    paragraphs = (
        "<p><strong>Account data.</strong> When you sign in, we receive an opaque token and your name.</p>"
        "<p><strong>Training data.</strong> The app reads workouts, steps, sleep and heart rate from Apple Health.</p>"
        "<p><strong>Profile and chat data.</strong> Sign-up answers (age, goals), the messages you"
        " send your trainer, and"
        " the goals you log.</p>"
        "<p><strong>Device and crash data.</strong> Basic technical logs (version, model). They are"
        " used for repairs.</p>"
    )
    page = f"<html><body><h1>Privacy</h1><h2>1. What we collect</h2>{paragraphs}</body></html>"
    read = [one for register in printed(page.encode(), "a.html")["registers"] for one in register["data_categories"]]
    assert read[-8:] == [
        "workouts",
        "steps",
        "sleep",
        "heart rate",
        "Sign-up answers (age, goals)",
        "the messages you send your trainer",
        "the goals you log",
        "Basic technical logs (version, model)",
    ]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            "## Legal bases\n\n### Contract\n\nWe process data as necessary to provide the service, including:\n\n"
            "- account creation\n- photo storage\n- premium access",
            id="uses_below_a_basis",
        ),
        pytest.param(
            "## What we process and why\n\n- Bookings by the contact form (contract)\n- Running of the site (legitimate"
            " interests)\n- Statistics (consent)",
            id="uses_with_their_bases",
        ),
        pytest.param(
            "## In short\n\nApple handles payments; Counterly verifies your subscription state; Crashly receives"
            " anonymised crash reports.",
            id="somebody_acts",
        ),
        pytest.param(
            "## Collection of data\n\n- Any personal data that you give us will be treated with care.\n"
            "- The Act gives you the right to see, update or delete what we have stored of you.",
            id="what_holds_of_all_data",
        ),
        pytest.param(
            "## Deletion\n\nThe profile goes within a month unless tax law requires longer retention (up to 6 years for"
            " transaction-related data).",
            id="longer_retention",
        ),
    ],
)
def test_it_reads_no_data(body: str) -> None:
    assert _plain(_kinds(f"{body}\n\n## Data\n\nWe store your name and your city.")) == ["name", "city"]
