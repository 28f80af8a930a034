"""What an item lists behind a label with a bracket, or behind a general noun after a label, is its members."""

import pytest

from tests.reading.notice.reading import read, register

_NOTICE = (
    "# Privacy notice\n\nController: Bramble Oy\n\n## What we collect\n\n{}\n- Orders: shoe size, delivery place\n"
)


@pytest.mark.parametrize(
    ("item", "kinds"),
    [
        (
            "- Advertisers (side ads): firm name, contact email, website link and your uploaded logo",
            ["firm name", "contact email", "website link", "your uploaded logo"],
        ),
        ("- Contact form (on our site): name, email and your message", ["name", "email", "your message"]),
        (
            "- Server logs: standard data such as IP address, browser version and login times, kept by our host",
            ["IP address", "browser version", "login times"],
        ),
    ],
)
def test_it_parts_what_such_an_item_lists(item: str, kinds: list[str]) -> None:
    said = register(read(_NOTICE.format(item), "notice.md"))["data_categories"]

    assert [one.removeprefix("your ") for one in said[: len(kinds)]] == [one.removeprefix("your ") for one in kinds]
