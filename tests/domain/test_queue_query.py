"""The queue's filter language: what it reads, what it refuses, and that it says the same again."""

import random
from datetime import date

import pytest

from portal.domain.lifecycle import Channel, Right, Status
from portal.domain.queue_query import (
    CONTROLS,
    KEYS,
    Bound,
    Due,
    Hand,
    Query,
    QueryFault,
    Show,
    control,
    due_span,
    parse,
    received_span,
    with_controls,
)

TODAY = date(2026, 11, 28)


def test_it_reads_every_key() -> None:
    found = parse(
        "status:all RIGHT:erasure due<7d assignee:me received>2026-01-01 is:overdue is:extended channel:letter"
    )
    assert found == Query(
        Show.ALL, None, Right.ERASURE, Due.OVERDUE, Hand.MINE, Channel.LETTER, True,
        (Bound("<", 7),), (Bound(">", date(2026, 1, 1)),),
    )  # fmt: skip
    assert parse("aino status:review virtanen") == Query(stage=Status.REVIEW, words="aino virtanen")
    assert parse('"due<7d" 12:30 Äiti:ö <img a"b') == Query(words='due<7d 12:30 Äiti:ö <img a"b')


@pytest.mark.parametrize(
    ("typed", "code", "allowed"),
    [
        ("colour:red", "key", tuple(KEYS)),
        ("aino state:open", "key", tuple(KEYS)),
        ("right:erase", "value", tuple(right.value for right in Right)),
        ("right<erasure", "value", tuple(right.value for right in Right)),
        ("status:", "value", KEYS["status"]),
        ("due<soon", "day", KEYS["due"]),
        ("due<0099-01-01", "day", KEYS["due"]),
        ("received:2026-13-01", "day", KEYS["received"]),
        ("received<99999d", "day", KEYS["received"]),
        ("received<20260101", "day", KEYS["received"]),
    ],
)
def test_it_names_what_it_allows(typed: str, code: str, allowed: tuple[str, ...]) -> None:
    with pytest.raises(QueryFault) as caught:
        parse(typed)
    assert (caught.value.code, caught.value.allowed) == (code, allowed)
    assert caught.value.term in typed


def test_it_says_again_what_it_read() -> None:
    chance = random.Random(28)
    parts = [
        "aino",
        '"right:x"',
        "due<7d",
        "due>=2026-01-31",
        "received<30d",
        "received:2026-05-05",
        "is:extended",
        "a:b",
    ]
    parts += [f"{key}:{value}" for key in ("status", "right", "assignee", "is", "channel") for value in KEYS[key]]
    for _ in range(500):
        typed = " ".join(chance.choices(parts, k=chance.randrange(7)))
        found = parse(typed)
        assert parse(found.text) == found
        assert parse(found.text).text == found.text
    assert Query().text == ""


def test_it_counts_days_forward_for_what_is_due_and_back_for_what_came() -> None:
    assert due_span(parse("due<7d"), TODAY) == (None, date(2026, 12, 5))
    assert due_span(parse("due>=0d due<=2026-12-24"), TODAY) == (TODAY, date(2026, 12, 25))
    assert due_span(parse("due:2026-12-24"), TODAY) == (date(2026, 12, 24), date(2026, 12, 25))
    assert received_span(parse("received<7d"), TODAY) == (date(2026, 11, 22), None)
    assert received_span(parse("received>=7d"), TODAY) == (None, date(2026, 11, 22))
    assert received_span(parse("received>2026-01-01"), TODAY) == (date(2026, 1, 2), None)
    assert due_span(parse("due<9999d due>2999-12-31"), TODAY)[0] == date(3000, 1, 1)


def test_it_lets_a_moved_control_change_the_text_and_no_other() -> None:
    was = parse("right:access aino")
    shown = {name: control(was, name) for name in CONTROLS}
    assert with_controls(parse("right:erasure aino"), was, shown).text == "right:erasure aino"
    moved = with_controls(was, was, {**shown, "show": "review", "hand": "me", "right": ""})
    assert moved.text == "status:review assignee:me aino"
    assert with_controls(moved, moved, {"show": "all"}).text == "status:all assignee:me aino"
    assert with_controls(was, Query(), {"show": "x", "due": "extended", "hand": "mine"}).text == (
        "right:access assignee:me aino"
    )
