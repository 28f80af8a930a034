"""Lists of purposes and occasions that stand where data is told: no data, whatever leads to them."""

import pytest

from tests.reading.notice.reading import read, register


def _data(text: str) -> list[str]:
    return register(read(text))["data_categories"]


def _of(said: str) -> str:
    return f"Privacy notice\n\nTuulikello Ltd, Hanko\n\nWhat we collect\n\n{said}\n"


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        (
            "We gather details of you when:\n\n- Joining a course\n- Asking about our kilns\n"
            "- Subscribing to the clay letter\n\nThey may include:\n\n- Name\n- Phone number\n- Kiln size\n",
            ["Name", "Phone number", "Kiln size"],
        ),
        (
            "We store:\n\n- Name\n- Email address\n\nIt is used as follows:\n\n- Prevention of misuse\n"
            "- Fulfilment of orders from the shop\n- Answering what you ask\n",
            ["Name", "Email address"],
        ),
        (
            "We store:\n\n- Order history\n- Contact details\n- Billing address\n- Browsing history\n",
            ["Order history", "Contact details", "Billing address", "Browsing history"],
        ),
        (
            "We store:\n\n- Your name\n- Your phone number\n\nWe may:\n\n- Send you news of our kilns\n"
            "- Improve the workshop\n- Comply with the law on accounts\n",
            ["Your name", "Your phone number"],
        ),
    ],
)
def test_it_reads_no_act_as_data(said: str, kinds: list[str]) -> None:
    assert _data(_of(said)) == kinds


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("- Login details – your nickname and password\n- Boat length\n", ["nickname", "password", "Boat length"]),
        ("- Your name\n- Email – to send you the sail plan\n", ["Your name", "Email"]),
        (
            "- Your name,\n- your phone number,\n- and the boat you sail.\n",
            ["Your name", "your phone number", "the boat"],
        ),
        ("- Your name\n- Bank details and sums paid. We never keep card numbers\n", ["Your name", "Bank details"]),
        ("- Your name\n- IP address, for safety alone – not kept for long\n", ["Your name", "IP address"]),
    ],
)
def test_it_leaves_off_what_stands_around_a_kind(said: str, kinds: list[str]) -> None:
    read_kinds = _data(_of(f"We store:\n\n{said}"))
    assert len(read_kinds) == len(kinds)
    assert all(one.startswith(kind) for one, kind in zip(read_kinds, kinds, strict=True))


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("Hosting\n\nThe host keeps short logs of calls (such as IP address and browser type) for a week.", 2),
        ("Hosting\n\nBasic data of visits (e.g. IP address, device type, access time) may be recorded by our host.", 3),
        ("Hosting\n\nQuayhost writes several log files including your IP address.", 0),
        ("Hosting\n\nQuayhost records several log files including your IP address.", 1),
        ("Hosting\n\nNo data is gathered on browser type, server request time or IP address.", 0),
        ("Hosting\n\nThis gives us data such as the browser you use, your IP address and your operating system.", 3),
    ],
)
def test_it_reads_the_examples_of_what_is_taken(said: str, count: int) -> None:
    listed = _data(f"Privacy notice\n\nTuulikello Ltd, Hanko\n\n{said}\n\nYour rights\n\nYou may ask for access.\n")
    assert len(listed) == count


def test_it_reads_no_list_below_a_part_on_consent() -> None:
    text = (
        "# Privacy\n\nTuulikello Ltd, Hanko\n\n## What we collect\n\n- Name\n- Phone number\n\n"
        "## Legal bases\n\n### Agreed to\n\n- Newsletter emails\n- Location tracking\n- Photos on the site\n"
    )
    assert _data(text) == ["Name", "Phone number"]
