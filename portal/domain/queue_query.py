"""The queue's filter language: one line of text that is the same thing as the form's controls.

`status:open right:erasure due<7d assignee:me aino`: terms of a key, a sign and a value; bare words are searched
for, and so is what stands in quotation marks. Keys and values are stable, whatever language is spoken. `parse` and
`Query.text` are each other's inverse.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from enum import StrEnum

from portal.domain.lifecycle import Channel, Right, Status

LONGEST_QUERY = 300
"""Characters of a query; what is longer is cut off before it is read."""
_TOKEN = re.compile(r'"[^"]*"|\S+')
_TERM = re.compile(r"([A-Za-z]{2,20})(<=|>=|:|<|>)(.*)", re.DOTALL)
_DAYS = re.compile(r"(\d{1,4})d")
_FIRST_YEAR, _LAST_YEAR = 1900, 2999


class Show(StrEnum):
    """Which requests the queue shows."""

    OPEN = "open"
    WAITING = "waiting"
    RELEASE = "release"
    UNCONFIRMED = "unconfirmed"
    CLOSED = "closed"
    ALL = "all"


class Due(StrEnum):
    """Which dates the queue shows."""

    ANY = ""
    OVERDUE = "overdue"
    SOON = "soon"


class Hand(StrEnum):
    """In whose hands the requests are that the queue shows."""

    ANYONE = ""
    MINE = "me"
    NOBODY = "nobody"


STAGES = {
    Status.CONFIRMED: Show.OPEN,
    Status.SEARCHING: Show.OPEN,
    Status.REVIEW: Show.OPEN,
    Status.DECISION: Show.OPEN,
    Status.CARRYING_OUT: Show.OPEN,
    Status.ANSWERED: Show.CLOSED,
}
"""The stages that can be asked for alone, and the part of the queue in which they stand."""
EXTENDED = "extended"
KEYS = {
    "status": (*(show.value for show in Show), *(stage.value for stage in STAGES)),
    "right": tuple(right.value for right in Right),
    "due": ("<7d", ">=2026-01-31"),
    "received": ("<7d", ">=2026-01-31"),
    "assignee": (Hand.MINE.value, Hand.NOBODY.value),
    "is": (Due.OVERDUE.value, Due.SOON.value, EXTENDED),
    "channel": tuple(channel.value for channel in Channel),
}
"""Every key, and what may stand after it; for days an example of each form."""


class QueryFault(ValueError):
    """A term that cannot be read.

    `code` is `key` (an unknown one), `value` (not one of `allowed`) or `day`; `term` is what was typed.
    """

    def __init__(self, code: str, term: str, allowed: tuple[str, ...], key: str = "") -> None:
        super().__init__(code)
        self.code, self.term, self.allowed, self.key = code, term, allowed, key


@dataclass(frozen=True, slots=True)
class Bound:
    """One comparison with a day: `sign` is `<`, `<=`, `>`, `>=` or `:`; `day` a date, or a number of days.

    Days are counted from today: forward for what is due, back for what was received.
    """

    sign: str
    day: date | int

    def __str__(self) -> str:
        """As it is typed."""
        return f"{self.sign}{f'{self.day}d' if isinstance(self.day, int) else self.day.isoformat()}"


@dataclass(frozen=True, slots=True)
class Query:
    """What the queue was asked for. The default is what it shows as it opens."""

    show: Show = Show.OPEN
    stage: Status | None = None
    right: Right | None = None
    due: Due = Due.ANY
    hand: Hand = Hand.ANYONE
    channel: Channel | None = None
    extended: bool = False
    due_days: tuple[Bound, ...] = ()
    received: tuple[Bound, ...] = ()
    words: str = ""

    @property
    def status(self) -> str:
        """The value of `status:`."""
        return self.stage.value if self.stage else self.show.value

    @property
    def text(self) -> str:
        """The query as it is typed; empty for the default."""
        status = "" if self.status == Show.OPEN else self.status
        named = {
            "status": status, "right": self.right, "is": self.due.value, "assignee": self.hand.value,
            "channel": self.channel,
        }  # fmt: skip
        terms = [f"{key}:{value}" for key, value in named.items() if value]
        terms += [f"is:{EXTENDED}"] if self.extended else []
        terms += [f"due{bound}" for bound in self.due_days] + [f"received{bound}" for bound in self.received]
        return " ".join([*terms, *([_quoted(self.words)] if self.words else [])])

    def without_words(self) -> "Query":
        """The filters alone: what may be kept, or counted, without a person's name in it."""
        return replace(self, words="")


def _quoted(words: str) -> str:
    """Words as they are typed; in quotation marks where one of them would be read as a term."""
    return " ".join(f'"{word}"' if _TERM.fullmatch(word) else word for word in words.split())


def parse(text: str) -> Query:
    """Read a query; of a key that is given twice the last one holds, days are all kept.

    Raises:
        QueryFault: the first term that cannot be read.
    """
    found = Query()
    words: list[str] = []
    for token in _TOKEN.findall(text[:LONGEST_QUERY]):
        if term := _TERM.fullmatch(token):
            found = _with_term(found, token, term[1].lower(), term[2], term[3])
        else:
            words += token.strip('"').split()
    return replace(found, words=" ".join(words))


def _with_term(query: Query, token: str, key: str, sign: str, value: str) -> Query:
    if key not in KEYS:
        raise QueryFault("key", token, tuple(KEYS))
    if key == "due":
        return replace(query, due_days=(*query.due_days, _bound(token, key, sign, value)))
    if key == "received":
        return replace(query, received=(*query.received, _bound(token, key, sign, value)))
    changes = _NAMED[key](value.lower()) if sign == ":" and value.lower() in KEYS[key] else None
    if changes is None:
        raise QueryFault("value", token, KEYS[key], key)
    return replace(query, **changes)  # type: ignore[arg-type]  # each key's own fields


def _status(value: str) -> dict[str, object]:
    if value in set(Show):
        return {"show": Show(value), "stage": None}
    return {"show": STAGES[Status(value)], "stage": Status(value)}


_NAMED: Mapping[str, Callable[[str], dict[str, object]]] = {
    "status": _status,
    "right": lambda value: {"right": Right(value)},
    "assignee": lambda value: {"hand": Hand(value)},
    "is": lambda value: {"extended": True} if value == EXTENDED else {"due": Due(value)},
    "channel": lambda value: {"channel": Channel(value)},
}


def _bound(token: str, key: str, sign: str, value: str) -> Bound:
    if days := _DAYS.fullmatch(value.lower()):
        return Bound(sign, int(days[1]))
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise QueryFault("day", token, KEYS[key], key) from None
    if not (len(value) == 10 and _FIRST_YEAR <= day.year <= _LAST_YEAR):
        raise QueryFault("day", token, KEYS[key], key)
    return Bound(sign, day)


def due_span(query: Query, today: date) -> tuple[date | None, date | None]:
    """The first day that is asked for, and the first one after them; None where it is open."""
    return _span([(bound.sign, _forward(bound, today)) for bound in query.due_days])


def received_span(query: Query, today: date) -> tuple[date | None, date | None]:
    """The same of the days of receipt: `<7d` is fewer than seven days ago, `<2026-01-31` before that day."""
    return _span([_back(bound, today) for bound in query.received])


def _forward(bound: Bound, today: date) -> date:
    return today + timedelta(days=bound.day) if isinstance(bound.day, int) else bound.day


def _back(bound: Bound, today: date) -> tuple[str, date]:
    if isinstance(bound.day, int):
        turned = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
        return turned.get(bound.sign, bound.sign), today - timedelta(days=bound.day)
    return bound.sign, bound.day


def _span(days: list[tuple[str, date]]) -> tuple[date | None, date | None]:
    next_day = timedelta(days=1)
    firsts = [day if sign != ">" else day + next_day for sign, day in days if sign in {">", ">=", ":"}]
    ends = [day if sign == "<" else day + next_day for sign, day in days if sign in {"<", "<=", ":"}]
    return max(firsts, default=None), min(ends, default=None)


CONTROLS = ("show", "right", "due", "hand", "channel")
"""The form's controls beside the text, by name."""


def control(query: Query, name: str) -> str:
    """The value that a control has for a query."""
    return {
        "show": query.status,
        "right": query.right or "",
        "due": query.due.value,
        "hand": query.hand.value,
        "channel": query.channel or "",
    }[name]


def with_controls(query: Query, was: Query, chosen: Mapping[str, str]) -> Query:
    """`query` with those controls that were moved since the page showed `was`; else what is typed holds."""
    for name in CONTROLS:
        value = chosen.get(name, "")
        if name in chosen and value != control(was, name):
            query = _moved(query, name, value)
    return query


def _moved(query: Query, name: str, value: str) -> Query:
    key = {"show": "status", "due": "is", "hand": "assignee"}.get(name, name)
    if name == "hand" and value == "mine":
        value = Hand.MINE.value
    if value in KEYS[key] and value != EXTENDED:
        return replace(query, **_NAMED[key](value))  # type: ignore[arg-type]  # each key's own fields
    if value:
        return query
    unset = {one.name: one.default for one in fields(Query)}
    names = {"show": ("show", "stage")}.get(name, (name,))
    return replace(query, **{one: unset[one] for one in names})  # type: ignore[arg-type]
