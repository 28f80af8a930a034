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
