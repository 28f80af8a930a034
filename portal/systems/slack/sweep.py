"""Where messages and files are looked for: Slack's search, or every channel; then the files of the person's accounts.

Each step is one page of Slack's and gives the state from which the next one goes on. Every page counts, so
that a list that never ends ends as a gap.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from time import monotonic
from typing import Any

from portal.domain.lifecycle import Match
from portal.systems.contract import AuthLost, Document, Field, Permanent, Record, RetryLater
from portal.systems.matching import Wanted
from portal.systems.slack import messages
from portal.systems.slack.api import Json, Refused, Slack, dict_of, int_of, list_of, text_of
from portal.systems.slack.config import Config
from portal.systems.slack.messages import CHANNEL, TS, USER, Own

HITS_A_PAGE = 100
MARKS = 20_000
SEARCH_PAGES = 100
"""Slack gives no more than a hundred pages of one search."""
CHANNEL_PAGES = 500
HISTORY_PAGES = 5000
FILE_PAGES = 500
A_PAGE = 200
CALLS = 12
SECONDS = 10.0
State = dict[str, Any]


@dataclass(slots=True)
class Found:
    """What one step came to."""

    records: list[Record] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    searched: int = 0


@dataclass(frozen=True, slots=True)
class Sweep:
    """One person's messages and files in one workspace."""

    slack: Slack
    config: Config
    want: Wanted
    phrases: Sequence[str]
    own: Mapping[str, Own]

    # Slack's own search.

    def queries(self) -> list[str]:
        """What is searched for: what their accounts wrote, mentions of those, and every phrase."""
        users = [user for user, each in self.own.items() if each.match is not Match.MENTION]
        theirs = [f"from:<@{user}>" for user in users]
        return [*theirs, *(f"<@{user}>" for user in users), *(f'"{each}"' for each in self.phrases)]

    def search(self, state: State, queries: Sequence[str]) -> tuple[Found, State | None]:
        """One page of one query. `seen` keeps marks of what a later query may find again."""
        number, page, seen = int(state.get("q", 0)), int(state.get("p", 1)), set(state.get("seen", ()))
        found = Found()
        if number >= len(queries):
            return found, None
        if not self.slack.tokens.user:
            return Found(gaps=["scope_missing:search:read"]), None
        try:
            told = self.slack.read(
                "search.messages", self.slack.tokens.user, query=queries[number], count=HITS_A_PAGE, page=page,
                sort="timestamp", sort_dir="asc", highlight=False,
            )  # fmt: skip
        except (AuthLost, Permanent) as fault:
            return Found(gaps=[_gap(fault, "search.messages")]), None
        hits = dict_of(told.get("messages"))
        matches = list_of(hits.get("matches"))
        found.searched = len(matches)
        for each in matches:
            channel = dict_of(each.get("channel"))
            record = self._message(each, text_of(channel.get("id")), text_of(channel.get("name")))
            if record is None or (mark := _mark(record.key)) in seen:
                continue
            found.records.append(record)
            if not record.owner or messages.speaks(each, self.want, self.own):
                seen.add(mark)
        pages = int_of(dict_of(hits.get("paging")).get("pages"))
        if pages > page >= SEARCH_PAGES:
            found.gaps.append("list_too_long:search.messages")
        onward = page + 1 if page < min(pages, SEARCH_PAGES) else 0
        if len(seen) > MARKS:
            found.gaps.append("list_too_long:search.messages")
            return found, None
        after = {"q": number, "p": onward} if onward else {"q": number + 1, "p": 1}
        return found, {**after, "seen": sorted(seen)} if after["q"] < len(queries) else None

    def _message(self, message: Json, channel: str, name: str) -> Record | None:
        place = messages.placed(message, channel)
        if place is None or messages.is_gone(message):
            return None
        return messages.record(message, place, name, self.config.categories["message"], self.want, self._speakers())

    def _speakers(self) -> Mapping[str, Own]:
        """A namesake's messages are not shown: only their account is, by which staff tell people apart."""
        return {user: each for user, each in self.own.items() if each.match is not Match.MENTION}

    # Every channel, message by message.

    def walk(self, state: State) -> tuple[Found, State | None]:
        """Some pages of the channels' history and threads; what was read before Slack asked us to wait is kept."""
        found, until = Found(), monotonic() + SECONDS
        current: State | None = state
        for call in range(CALLS):
            if current is None or monotonic() > until:
                break
            try:
                current = self._walk_on(current, found)
            except RetryLater:
                if not call:
                    raise
                break
        return found, current

    def _walk_on(self, state: State, found: Found) -> State | None:
        if state.get("threads"):
            return self._thread(state, found)
        if state.get("channels"):
            return self._history(state, found)
        return self._channels(state, found)

    def _channels(self, state: State, found: Found) -> State | None:
        pages, cursor = int(state.get("lists", 0)), state.get("next", "")
        if pages and not cursor:
            return None
        if pages >= CHANNEL_PAGES:
            found.gaps.append("list_too_long:conversations.list")
            return None
        sent = {"cursor": cursor} if cursor else {}
        try:
            told = self.slack.read(
                "conversations.list", self.slack.tokens.reading, types="public_channel,private_channel,mpim,im",
                limit=A_PAGE, exclude_archived=False, **sent,
            )  # fmt: skip
        except (AuthLost, Permanent) as fault:
            found.gaps.append(_gap(fault, "conversations.list"))
            return None
        channels = [
            [text_of(each.get("id")), text_of(each.get("name"))[:80]]
            for each in list_of(told.get("channels"))
            if CHANNEL.fullmatch(text_of(each.get("id")))
        ]
        return {"lists": pages + 1, "next": _next(told), "channels": channels}

    def _history(self, state: State, found: Found) -> State:
        (channel, name), *rest = state["channels"]
        told = self._read(found, "conversations.history", channel, name, state)
        if told is None:
            return {**_without(state), "channels": rest}
        threads = []
        for each in list_of(told.get("messages")):
            thread = text_of(each.get("thread_ts"))
            if int_of(each.get("reply_count")) and TS.fullmatch(text_of(each.get("ts"))):
                threads.append(text_of(each.get("ts")))
            if not thread or thread == text_of(each.get("ts")):
                self._take(found, each, channel, name)
        if told.get("is_limited") is True:
            found.gaps.append(f"not_searched:{_called(name)}")
        here = {"threads": threads, "of": [channel, name]}
        return self._onward(
            {**state, **here}, "h", _next(told), found, lambda kept: {**_without(kept), "channels": rest, **here}
        )

    def _thread(self, state: State, found: Found) -> State:
        thread, *rest = state["threads"]
        channel, name = state["of"]
        told = self._read(found, "conversations.replies", channel, name, state, ts=thread)
        if told is None:
            return {**_without(state, "r", "rn"), "threads": rest}
        for each in list_of(told.get("messages")):
            if text_of(each.get("ts")) != thread:
                self._take(found, {"thread_ts": thread, **each}, channel, name)
        return self._onward(state, "r", _next(told), found, lambda kept: {**_without(kept, "r", "rn"), "threads": rest})

    def _take(self, found: Found, message: Json, channel: str, name: str) -> None:
        found.searched += 1
        record = self._message(message, channel, name)
        if record is not None:
            found.records.append(record)

    def _read(self, found: Found, method: str, channel: str, name: str, state: State, **more: str) -> Json | None:
        cursor = state.get("r" if method.endswith("replies") else "h", "")
        if cursor:
            more["cursor"] = cursor
        try:
            return self.slack.read(method, self.slack.tokens.reading, channel=channel, limit=A_PAGE, **more)
        except (AuthLost, Permanent) as fault:
            if isinstance(fault, Refused) and fault.error == "thread_not_found":
                return None
            found.gaps.append(_gap(fault, _called(name)))
            return None

    def _onward(self, state: State, which: str, cursor: str, found: Found, done: Any) -> State:
        """The same list's next page, or what comes after it."""
        pages = int(state.get(f"{which}n", 0)) + 1
        if cursor and pages < HISTORY_PAGES:
            return {**state, which: cursor, f"{which}n": pages}
        if cursor:
            found.gaps.append(f"list_too_long:{_called(state['of'][1])}")
        after: State = done(state)
        return after

    # The files of their accounts.

    def files(self, state: State) -> tuple[Found, State | None]:
        """One page of the files of one account."""
        users = sorted(user for user, each in self.own.items() if each.match is not Match.MENTION)
        number, page = int(state.get("i", 0)), int(state.get("p", 1))
        if number >= len(users):
            return Found(), None
        own = self.own[users[number]]
        try:
            told = self.slack.read(
                "files.list", self.slack.tokens.reading, user=own.user, count=str(HITS_A_PAGE), page=str(page),
                show_files_hidden_by_limit=True,
            )  # fmt: skip
        except (AuthLost, Permanent) as fault:
            return Found(gaps=[_gap(fault, "files.list")]), None
        listed = list_of(told.get("files"))
        found = Found(searched=len(listed))
        for each in listed:
            if text_of(each.get("user")) == own.user and not file_is_gone(each):
                found.records.append(file_record(each, own, self.config.categories["file"]))
        if any(text_of(each.get("mode")) == "hidden_by_limit" for each in listed):
            found.gaps.append("not_searched:files.list")
        pages = int_of(dict_of(told.get("paging")).get("pages"))
        if pages > page >= FILE_PAGES:
            found.gaps.append("list_too_long:files.list")
        after = {"i": number, "p": page + 1} if page < min(pages, FILE_PAGES) else {"i": number + 1, "p": 1}
        return found, after if after["i"] < len(users) else None


def file_is_gone(file: Json) -> bool:
    """Whether only its place is left."""
    return text_of(file.get("mode")) == "tombstone" or file.get("is_tombstoned") is True


def file_record(file: Json, own: Own, category: str) -> Record:
    """A file that the account uploaded."""
    name = text_of(file.get("name")) or text_of(file.get("title")) or text_of(file.get("id"))
    day = messages.day_of(int_of(file.get("created")))
    said = {
        "name": name,
        "title": text_of(file.get("title")),
        "type": text_of(file.get("pretty_type")) or text_of(file.get("mimetype")),
        "uploaded": day,
        "preview": text_of(file.get("preview"))[:2000],
        "link": text_of(file.get("permalink")),
    }
    size = int_of(file.get("size"))
    stored = text_of(file.get("mode")) not in {"external", "hidden_by_limit"} and file.get("is_external") is not True
    document = Document(name, text_of(file.get("mimetype")) or "application/octet-stream", size or None)
    return Record(
        kind="file", key=text_of(file.get("id")), owner=own.user, category=category, match=own.match,
        matched_by=own.matched_by, fields=tuple(Field(key, key, value) for key, value in said.items() if value),
        subject=own.subject, dated=day, document=document if stored and text_of(file.get("url_private")) else None,
    )  # fmt: skip


def own_from(listed: Iterable[Sequence[Any]]) -> dict[str, Own]:
    """The accounts as a cursor keeps them."""
    return {one[0]: Own(one[0], Match(one[1]), tuple(one[2]), one[3]) for one in listed if USER.fullmatch(str(one[0]))}


def _called(name: str) -> str:
    """A channel as its members know it; a direct message has no name."""
    return f"#{name}" if name else "private"


def _gap(fault: AuthLost | Permanent, place: str) -> str:
    """What could not be searched; a token that is not valid at all is no gap."""
    if isinstance(fault, AuthLost):
        if not fault.code.startswith("scope_missing"):
            raise fault
        return fault.code
    if not isinstance(fault, Refused) and fault.code != "access_refused":
        raise fault
    return f"not_searched:{place}"


def _next(told: Json) -> str:
    return text_of(dict_of(told.get("response_metadata")).get("next_cursor"))


def _without(state: State, *names: str) -> State:
    return {key: value for key, value in state.items() if key not in (names or ("h", "hn", "r", "rn", "threads", "of"))}


def _mark(key: str) -> str:
    return sha256(key.encode()).hexdigest()[:12]
