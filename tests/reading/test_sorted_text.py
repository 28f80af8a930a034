"""Categories in lines of TOML: taken apart for a form and put together without a loss, else left as text."""

import tomllib

import pytest

from portal.reading.sorted_text import Sorted, put_together, taken_apart

PARTS = ("account", "message", "file")
SHOP = """blank = "[gone]"
[categories]   # by us
account = "identity"
message = "contact"
[erase]
account = "delete"
[[meta]]
kind = "order"
label = { fi = "a", sv = "b", en = "c" }
"""


def test_it_takes_lines_apart_and_puts_them_together() -> None:
    apart = taken_apart('message = "contact"\r\naccount = " identity "', PARTS)
    assert apart == Sorted({"message": "contact", "account": "identity"})
    text = put_together({"account": "identity", "message": "contact", "file": ""})
    assert text == 'account = "identity"\nmessage = "contact"'
    assert taken_apart("", PARTS) == Sorted({})
    assert put_together({"account": ""}) == ""


def test_it_keeps_what_else_a_text_says() -> None:
    apart = taken_apart(SHOP, PARTS, "categories")
    assert apart is not None
    assert apart.chosen == {"account": "identity", "message": "contact"}
    assert "[categories]" not in apart.rest
    again = put_together({**apart.chosen, "file": "contact"}, apart.rest, "categories")
    whole = tomllib.loads(SHOP)
    whole["categories"]["file"] = "contact"
    assert tomllib.loads(again) == whole
    assert taken_apart(again, PARTS, "categories") == Sorted({**apart.chosen, "file": "contact"}, apart.rest)


@pytest.mark.parametrize(
    "text",
    [
        "not toml",
        'unheard_of = "contact"',
        "account = 1",
        'account = ["contact"]',
        'account = "a"\naccount = "b"',
        "account.x = 'contact'",
    ],
)
def test_it_leaves_what_it_would_lose_as_text(text: str) -> None:
    assert taken_apart(text, PARTS) is None
    assert taken_apart(f"[categories]\n{text}", PARTS, "categories") is None


@pytest.mark.parametrize(
    "text",
    [
        'categories = { account = "identity" }',
        'categories.account = "identity"',
        'note = """\n[categories]\naccount = "other"\n"""\n[categories]\naccount = "identity"',
        '[categories]\naccount = """\n[erase]\n"""',
    ],
)
def test_it_leaves_what_is_written_in_another_way_as_text(text: str) -> None:
    assert taken_apart(text, PARTS, "categories") is None


def test_it_writes_whatever_a_key_holds_as_text_that_is_read_again() -> None:
    named = 'a"b\\c\nd'
    assert taken_apart(put_together({"account": named}), PARTS) == Sorted({"account": named})
