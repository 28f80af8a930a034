"""A message as a record: its text in plain words, who wrote it, and by what it speaks of the person."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from portal.domain.lifecycle import Match
from portal.systems.contract import Field, Record
from portal.systems.free_text import other_mailboxes, spoken
from portal.systems.matching import Wanted
from portal.systems.slack.api import Json, list_of, text_of

TS = re.compile(r"\d{1,12}\.\d{1,9}")
CHANNEL = re.compile(r"[CGD][A-Z0-9]{2,30}")
USER = re.compile(r"[UW][A-Z0-9]{2,30}")
_KEY = re.compile(rf"({CHANNEL.pattern}):({TS.pattern})(?::({TS.pattern}))?")
_LINK = re.compile(r"<([^<>]{0,4000})>")
_MARKS = re.compile(r"[*~`]")
_THREAD = re.compile(r"[?&]thread_ts=(\d{1,12}\.\d{1,9})")
_SAID = frozenset({"text", "fallback", "pretext", "title", "value", "url", "author_name", "footer", "name"})
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Own:
    """An account that is, or may be, the person's."""

    user: str
    match: Match
    matched_by: tuple[str, ...]
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message stands: `thread` is the one that it answers in, empty where it answers nobody."""

    channel: str
    ts: str
    thread: str = ""

    @property
    def key(self) -> str:
        """What finds it again."""
        return ":".join(part for part in (self.channel, self.ts, self.thread) if part)


def place_of(key: str) -> Place | None:
    """The place that a key names; None where it is no key of ours."""
    parts = _KEY.fullmatch(key)
    return Place(parts[1], parts[2], parts[3] or "") if parts else None


def placed(message: Json, channel: str) -> Place | None:
    """Where a message of an answer stands; None where the answer does not say it."""
    ts = text_of(message.get("ts"))
    if not TS.fullmatch(ts) or not CHANNEL.fullmatch(channel):
        return None
    linked = _THREAD.search(text_of(message.get("permalink")))
    thread = text_of(message.get("thread_ts")) or (linked[1] if linked else "")
    return Place(channel, ts, thread if TS.fullmatch(thread) and thread != ts else "")


def plain(text: str, pad: str = "") -> str:
    """Slack's markup as people read it: links by their words, mentions as @ID, entities resolved.

    `pad` goes round every link, for marks of emphasis may stand right beside one.
    """
    return html.unescape(_LINK.sub(lambda found: pad + _linked(found[1]) + pad, text))


def _linked(inside: str) -> str:
    target, _, label = inside.partition("|")
    if target.startswith(("@", "#", "!")):
        return target if target.startswith("@") or not label else label
    bare = target.removeprefix("mailto:").removeprefix("tel:")
    return bare if label in {"", bare} else f"{label} ({bare})"


def words_of(message: Json) -> str:
    """All that a message says, its attachments and blocks too: what is compared."""
    parts = [text_of(message.get("text")), *_within(message.get("attachments"), 0), *_within(message.get("blocks"), 0)]
    return "\n".join(_MARKS.sub(" ", plain(part, " ")) for part in dict.fromkeys(parts) if part)


def _within(value: Any, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value:
            yield from _within(each, depth + 1)
    elif isinstance(value, dict):
        for name, each in value.items():
            if name in _SAID and isinstance(each, str):
                yield each
            elif name == "user_id" and isinstance(each, str):
                yield f"<@{each}>"
            else:
                yield from _within(each, depth + 1)


def shown(message: Json) -> str:
    """What staff and the person read of it."""
    said = text_of(message.get("text"))
    rest = [] if said else [*_within(message.get("attachments"), 0), *_within(message.get("blocks"), 0)]
    return plain(said) or "\n".join(dict.fromkeys(plain(part) for part in rest))


def own_of(message: Json, own: Mapping[str, Own]) -> Own | None:
    """Whose of the person's accounts wrote it; a bot that writes in somebody's name is not they."""
    return own.get(text_of(message.get("user"))) if not message.get("bot_id") else None


def speaks(message: Json, want: Wanted, own: Mapping[str, Own]) -> tuple[str, ...]:
    """By what another's message speaks of the person: their identifiers, or a mention of their own account."""
    words = words_of(message)
    found = spoken(words, want)
    mentioned = any(f"@{user}" in words.split() for user, each in own.items() if each.match is Match.EXACT)
    return found or (("name",) if mentioned else ())


def record(
    message: Json, place: Place, where: str, category: str, want: Wanted, own: Mapping[str, Own]
) -> Record | None:
    """The record of a message: the person's own, one that speaks of them, or None."""
    whose = own_of(message, own)
    matched = whose.matched_by if whose else speaks(message, want, own)
    if not matched:
        return None
    body = shown(message)
    author = text_of(message.get("username")) or text_of(message.get("user"))
    day = _time(place.ts)
    said = {
        "text": body,
        "sent": day.isoformat(timespec="seconds") if day else "",
        "channel": where or place.channel,
        "author": author,
        "attachments": ", ".join(text_of(each.get("name")) for each in list_of(message.get("files"))),
        "link": text_of(message.get("permalink")),
    }
    others = (*other_mailboxes(body, want), *_people(body, own), *(() if whose or not author else (author,)))
    return Record(
        kind="message", key=place.key, owner=whose.user if whose else "", category=category,
        match=whose.match if whose else Match.MENTION, matched_by=matched,
        fields=tuple(Field(name, name, value) for name, value in said.items() if value),
        subject=whose.subject if whose else "", dated=day.date().isoformat() if day else "", others=others,
    )  # fmt: skip


def _people(text: str, own: Mapping[str, Own]) -> list[str]:
    found = dict.fromkeys(re.findall(rf"@{USER.pattern}\b", text))
    return [each for each in found if each[1:] not in own]


def day_of(seconds: int) -> str:
    """The day of a stamp, YYYY-MM-DD; empty for none."""
    found = _time(str(seconds)) if seconds else None
    return found.date().isoformat() if found else ""


def _time(ts: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(ts.partition(".")[0]), UTC)
    except (OverflowError, ValueError, OSError):
        return None


def is_gone(message: Json) -> bool:
    """Whether only the place of a deleted message is left, since others answered to it."""
    return text_of(message.get("subtype")) == "tombstone"
