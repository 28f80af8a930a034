"""What the queue's address asks for: the typed query, the form's controls beside it, and what the door is given."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from portal.domain import persons
from portal.domain.queue_query import (
    CONTROLS,
    LONGEST_QUERY,
    Query,
    QueryFault,
    due_span,
    parse,
    received_span,
    with_controls,
)
from portal.staff import queue_words
from portal.storage.door.queue import Filters
from portal.web import guards, members


@dataclass(frozen=True, slots=True)
class Asked:
    """The query, the text that stands in its field, the place in the pages, and what is wrong with the text."""

    query: Query
    typed: str
    after: str = ""
    fault: str = ""

    @property
    def is_filtered(self) -> bool:
        """Whether it is anything but the queue as it opens."""
        return self.query != Query()

    @property
    def too_short(self) -> bool:
        """Whether there are words, and nothing of them can be searched for."""
        return bool(self.query.words.strip()) and not persons.query_marks(self.query.words)

    @property
    def words_text(self) -> str:
        """The searched words alone, as they are typed."""
        return Query(words=self.query.words).text

    @property
    def filters(self) -> Filters:
        """The same for the door."""
        return filters_of(self.query, guards.today(), guards.controller().time_zone, self.after)

    def typed_href(self) -> str:
        """The address of the text as it was typed, whether it can be read or not."""
        return f"{base()}?{urlencode({'q': self.typed})}"

    def href(self, path: str = "", **changes: str) -> str:
        """The address of this query, or of what stands at `path` below the queue."""
        return href(self.query, path, **changes)


def asked(given: Mapping[str, str]) -> Asked:
    """Read an address; a control that was moved since the page was drawn changes the text, else the text holds."""
    typed = given.get("q", "").replace("\x00", "")[:LONGEST_QUERY].strip()
    after = given.get("after", "")
    try:
        query = parse(typed)
    except QueryFault as fault:
        return Asked(Query(), typed, fault=queue_words.say_fault(fault))
    moved = with_controls(query, _was(given.get("was", "")), {name: given[name] for name in CONTROLS if name in given})
    return Asked(moved, typed if moved == query else moved.text, after)


def _was(text: str) -> Query:
    try:
        return parse(text)
    except QueryFault:
        return Query()


def filters_of(query: Query, today: date, zone: str, after: str = "") -> Filters:
    """What the door is given: days are moments at the controller's place."""
    due_from, due_before = due_span(query, today)
    received_from, received_before = received_span(query, today)
    return Filters(
        show=query.show,
        right=query.right,
        due=query.due,
        search=query.words,
        after=after,
        hand=query.hand,
        stage=query.stage,
        channel=query.channel,
        extended=query.extended,
        due_from=due_from,
        due_before=due_before,
        received_from=_morning(received_from, zone),
        received_before=_morning(received_before, zone),
    )


def _morning(day: date | None, zone: str) -> datetime | None:
    return datetime.combine(day, time(), ZoneInfo(zone)) if day else None


def href(query: Query, path: str = "", **changes: str) -> str:
    """The queue's address with this query; `path` is what stands below it."""
    wanted = {key: value for key, value in ({"q": query.text} | changes).items() if value}
    return f"{base()}{path}?{urlencode(wanted)}" if wanted else f"{base()}{path}"


def explicit_href(query: Query) -> str:
    """The same, which never begins with a saved view instead: what asks for nothing asks for the open requests."""
    return f"{base()}?{urlencode({'q': query.text or 'status:open'})}"


def base() -> str:
    """The queue's own address."""
    return members.queue_path()
