"""Where a search of the shop goes on, as a text that survives a restart, and what one page of it has gathered."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from portal.domain.lifecycle import Match
from portal.systems.contract import Learned, Permanent, Record
from portal.systems.woocommerce.records import Hit

Task = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a search goes on: whom it found, what is to be asked, and how far it is."""

    people: tuple[Hit, ...]
    tasks: tuple[Task, ...]
    sole: bool
    at: int = 0
    page: int = 1
    after: int = 0
    seen: tuple[int, ...] = ()

    def text(self) -> str:
        """The cursor as text."""
        return json.dumps(
            {
                "people": [[each.owner, each.match.value, list(each.matched_by)] for each in self.people],
                "tasks": [list(each) for each in self.tasks],
                "sole": self.sole,
                "at": [self.at, self.page, self.after],
                "seen": self.seen,
            }
        )

    @staticmethod
    def read(text: str) -> "Cursor":
        """The cursor in a text; Permanent("bad_cursor") where there is none."""
        try:
            body = json.loads(text)
            people = tuple(Hit(owner, Match(match), tuple(by)) for owner, match, by in body["people"])
            at, page, after = (int(each) for each in body["at"])
            seen = tuple(int(each) for each in body["seen"])
            tasks = tuple(tuple(each) for each in body["tasks"])
            return Cursor(people, tasks, bool(body["sole"]), at, page, after, seen)
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise Permanent("bad_cursor") from error


@dataclass(slots=True)
class Yield:
    """What a page has gathered so far."""

    records: list[Record] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    learned: list[Learned] = field(default_factory=list)
    searched: int = 0

    def take(self, made: Iterable[Record]) -> None:
        """Records of one row of the shop, which was looked at even where it gave none."""
        found = list(made)
        self.records += found
        self.searched += max(1, len({(each.kind, each.key) for each in found}))
