"""A Slack workspace of ours, stateful, behind Slack's own description: what does not fit it is a fault of the test."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from portal.systems.contract import Connector
from portal.systems.slack.config import Config, read_config
from portal.systems.slack.connector import SlackConnector
from tests.systems.conformance import Planted
from tests.systems.loopback import TRANSPORT, Answered, Asked, Loopback
from tests.systems.near_misses import NearMiss
from tests.systems.slack import description

BOT, USER = "xoxb-canary-bot", "xoxp-canary-user"
ADMIN = "UADMIN0001"
SCOPES = {
    BOT: {"users:read", "users:read.email", "users.profile:read"},
    USER: {
        "search:read", "channels:history", "channels:read", "files:read", "users.profile:write", "chat:write",
        "files:write",
    },
}  # fmt: skip
Json = dict[str, Any]


class Said(Exception):
    """An error of Slack's."""

    def __init__(self, error: str, **more: Any) -> None:
        super().__init__(error)
        self.body = {"ok": False, "error": error, **more}


@dataclass
class File:
    info: Json
    body: bytes


class Workspace:
    """The workspace and its server."""

    breaks = TRANSPORT | {"unauthorised", "scope"}

    def __init__(self, **settings: str) -> None:
        self.settings = settings
        self.users: dict[str, Json] = {}
        self.channels = {"C00000001": "general", "C00000002": "sales"}
        self.messages: dict[tuple[str, str], Json] = {}
        self.files: dict[str, File] = {}
        self.scopes = {token: set(scopes) for token, scopes in SCOPES.items()}
        self.faults: list[str] = []
        self.undeletable: set[str] = set()
        self.limit = 1000
        self.admin = True
        self.override: dict[str, Callable[[dict[str, str]], Json]] = {}
        self._serial = 0
        self._made: list[SlackConnector] = []
        self.server = Loopback(self._answer)

    # What Conformance asks of a counterpart.

    def config(self, **more: str) -> Config:
        given = {
            "bot_token": BOT, "user_token": USER, "country": "FI", "private": "covered",
            "address": f"{self.server.url}/api", "categories": 'account = "contact"\nmessage = "messages"',
        }  # fmt: skip
        return read_config({**given, **self.settings, **more})

    def connector(self, **more: str) -> SlackConnector:
        made = SlackConnector(self.config(**more), self.server.outgoing, seconds=30.0)
        self._made.append(made)
        return made

    def plant(self, person: Planted) -> None:
        user = self.add_user(person.email, person.name, person.phone)
        self.say(user, "Moi, laitan tarjouksen huomenna.")
        thread = self.say(ADMIN, "Onko kellään aikaa?", channel="C00000002")
        self.say(user, "Minulla on.", channel="C00000002", thread=thread)
        self.say(ADMIN, f"Soita: <mailto:{person.email}|{person.email}>, {person.phone}")
        self.add_file(user, b"%PDF-1.7 " + person.email.encode() + b"x" * 100_000, "application/pdf")

    def plant_near_miss(self, miss: NearMiss) -> bool:
        if miss.email or miss.phone or miss.name:
            user = self.add_user(
                miss.email or f"other{self._serial}@example.net", miss.name or "Other Person", miss.phone
            )
            self.say(user, "Hei vaan.")
        self.say(ADMIN, f"Katso {miss.email or miss.phone or miss.name or miss.customer_number} ennen kokousta")
        if miss.email:
            self.say(ADMIN, f"<mailto:{miss.email}|{miss.email}>")
        return True

    def state(self) -> Mapping[str, Any]:
        found: dict[str, Any] = {f"user {key}": json.dumps(user) for key, user in self.users.items()}
        found |= {f"message {key}": json.dumps(each) for key, each in self.messages.items()}
        return found | {f"file {key}": (json.dumps(each.info), each.body) for key, each in self.files.items()}

    def of_others(self) -> Mapping[str, Any]:
        annas = {key for key, user in self.users.items() if user["profile"]["email"] == "anna.virtanen@example.org"}
        return {
            key: value for key, value in self.state().items()
            if not any(user in f"{key} {value}" for user in annas)
        }  # fmt: skip

    @contextmanager
    def broken(self, how: str) -> Iterator[None]:
        before = [(each, each.seconds) for each in self._made]
        if how in {"hang", "drip"}:
            for each in self._made:
                each.seconds = 0.4
        scopes = self.scopes
        if how == "scope":
            self.scopes = {token: set() for token in scopes}
        with self.server.broken(how):
            yield
        self.scopes = scopes
        for each, seconds in before:
            each.seconds = seconds

    # What is put there.

    def add_user(self, email: str, name: str, phone: str = "", **more: Any) -> str:
        self._serial += 1
        key = f"U{self._serial:08d}"
        profile = {
            "email": email, "real_name": name, "real_name_normalized": name, "display_name": name.split()[0].lower(),
            "display_name_normalized": name.split()[0].lower(), "phone": phone, "title": "Myyjä", "avatar_hash": "a1",
            "status_text": "", "status_emoji": "",
            "fields": {"Xf01": {"value": "Tiimi A", "alt": ""}},
        }  # fmt: skip
        self.users[key] = {
            "id": key, "team_id": "T00000001", "name": f"handle{self._serial}", "deleted": False, "is_bot": False,
            "tz": "Europe/Helsinki", "updated": 1_700_000_000, "profile": profile, **more,
        }  # fmt: skip
        return key

    def say(self, user: str, text: str, channel: str = "C00000001", thread: str = "", **more: Any) -> str:
        self._serial += 1
        ts = f"{1_700_000_000 + self._serial}.{self._serial:06d}"
        message = {"type": "message", "user": user, "text": text, "ts": ts, **more}
        if thread:
            message |= {"thread_ts": thread, "parent_user_id": ADMIN}
            parent = self.messages[channel, thread]
            parent |= {"thread_ts": thread, "reply_count": parent.get("reply_count", 0) + 1}
        self.messages[channel, ts] = message
        return ts

    def add_file(self, user: str, body: bytes, mimetype: str, **more: Any) -> str:
        self._serial += 1
        key = f"F{self._serial:09d}"
        info = {
            "id": key, "user": user, "name": "tarjous.pdf", "title": "Tarjous", "mimetype": mimetype, "size": len(body),
            "created": 1_700_000_000, "mode": "hosted", "is_external": False, "channels": ["C00000001"],
            "url_private": f"{self.server.url}/files-pri/{key}", "permalink": f"{self.server.url}/p/{key}",
            "pjpeg": "https://files.example.net/x.jpg", **more,
        }  # fmt: skip
        self.files[key] = File(info, body)
        return key

    # The server.

    def _answer(self, asked: Asked) -> Answered:
        token = asked.headers.get("authorization", "").removeprefix("Bearer ")
        if asked.path.startswith("/files-pri/"):
            return self._file(asked.path.rsplit("/", 1)[1], token)
        method = asked.path.removeprefix("/api/")
        query, form = dict(asked.query), dict(parse_qsl(asked.body.decode(), keep_blank_values=True))
        try:
            said = self._said(method, asked.method, token, query, form)
        except Said as error:
            said = error.body
        faults = description.faults_of_answer(method, asked.method, said) if not self.override.get(method) else []
        self.faults += faults
        scopes = ",".join(sorted(self.scopes.get(token, ())))
        return Answered(200, json.dumps(said).encode(), {"Content-Type": "application/json", "X-OAuth-Scopes": scopes})

    def _said(self, method: str, verb: str, token: str, query: dict[str, str], form: dict[str, str]) -> Json:
        faults = description.faults_of_request(method, verb, query, form)
        if faults:
            self.faults += faults
            raise Said("invalid_arg_name")
        if self.server.how == "unauthorised" or token not in self.scopes:
            raise Said("invalid_auth")
        if lacking := description.missing_scope(method, verb, frozenset(self.scopes[token])):
            raise Said("missing_scope", needed=lacking, provided=",".join(sorted(self.scopes[token])))
        if method == "search.messages" and token == BOT:
            raise Said("not_allowed_token_type")
        if method in self.override:
            return self.override[method]({**query, **form})
        handler: Callable[[dict[str, str]], Json] = getattr(self, "do_" + method.replace(".", "_"))
        return {"ok": True, **handler({**query, **form})}

    def _file(self, key: str, token: str) -> Answered:
        if "files:read" not in self.scopes.get(token, ()):
            return Answered(200, b"<!DOCTYPE html><html>Sign in</html>", {"Content-Type": "text/html"})
        if key == "login":
            return Answered(302, b"", {"Location": "https://evil.example/"})
        file = self.files.get(key)
        return Answered(200, file.body, {"Content-Type": file.info["mimetype"]}) if file else Answered(404, b"")

    def do_auth_test(self, given: dict[str, str]) -> Json:
        return {"url": "https://x.slack.com/", "team": "x", "user": "x", "team_id": "T00000001", "user_id": ADMIN}

    def do_users_lookupByEmail(self, given: dict[str, str]) -> Json:  # noqa: N802
        for user in self.users.values():
            if user["profile"]["email"].lower() == given["email"].lower() and not user["deleted"]:
                return {"user": user}
        raise Said("users_not_found")

    def do_users_list(self, given: dict[str, str]) -> Json:
        chosen, onward = self._slice(list(self.users.values()), given)
        return {"members": chosen, "cache_ts": 1_700_000_000, "response_metadata": {"next_cursor": onward}}

    def _slice(self, rows: list[Json], given: dict[str, str]) -> tuple[list[Json], str]:
        start, size = int(given.get("cursor", "at0")[2:]), min(int(given.get("limit", 100)), self.limit)
        return rows[start : start + size], f"at{start + size}" if start + size < len(rows) else ""

    def do_users_info(self, given: dict[str, str]) -> Json:
        if given["user"] not in self.users:
            raise Said("user_not_found")
        user = self.users[given["user"]]
        profile = {key: value for key, value in user["profile"].items() if key != "fields"}
        return {"user": {**user, "profile": {**profile, "fields": None}}}

    def do_users_profile_get(self, given: dict[str, str]) -> Json:
        return {"profile": self.users[given["user"]]["profile"]}

    def do_users_profile_set(self, given: dict[str, str]) -> Json:
        if not self.admin:
            raise Said("not_admin")
        profile = self.users[given["user"]]["profile"]
        profile |= json.loads(given["profile"])
        return {"profile": profile, "username": self.users[given["user"]]["name"]}

    def do_search_messages(self, given: dict[str, str]) -> Json:
        """By substring, as loosely as any search may be."""
        query = given["query"]
        if whose := re.fullmatch(r"from:<@(\w+)>", query):
            hits = [(place, each) for place, each in self.messages.items() if each["user"] == whose[1]]
        else:
            needle = query.strip('"').lower()
            hits = [(place, each) for place, each in self.messages.items() if needle in each["text"].lower()]
        page, count = int(given.get("page", 1)), min(int(given.get("count", 20)), 100, self.limit)
        chosen = hits[(page - 1) * count : page * count]
        pages = -(-len(hits) // count)
        matches = [
            {
                **{name: each[name] for name in ("type", "user", "text", "ts") if name in each},
                "channel": {"id": channel, "name": self.channels[channel]}, "username": "handle",
                "permalink": self._permalink(channel, each),
            }
            for (channel, _ts), each in chosen
        ]  # fmt: skip
        paging = {"count": count, "page": page, "pages": pages, "total": len(hits)}
        return {"query": query, "messages": {"matches": matches, "paging": paging, "total": len(hits)}}

    def _permalink(self, channel: str, message: Json) -> str:
        link = f"https://x.slack.com/archives/{channel}/p{message['ts'].replace('.', '')}"
        thread = message.get("thread_ts")
        return f"{link}?thread_ts={thread}&cid={channel}" if thread and thread != message["ts"] else link

    def do_conversations_list(self, given: dict[str, str]) -> Json:
        rows = [_conversation(key, name) for key, name in self.channels.items()]
        chosen, onward = self._slice(rows, given)
        return {"channels": chosen, "response_metadata": {"next_cursor": onward}}

    def do_conversations_history(self, given: dict[str, str]) -> Json:
        if given["channel"] not in self.channels:
            raise Said("channel_not_found")
        rows = [
            each for (channel, ts), each in self.messages.items()
            if channel == given["channel"] and each.get("thread_ts", ts) == ts and _within(ts, given)
        ]  # fmt: skip
        return self._messages(rows, given)

    def do_conversations_replies(self, given: dict[str, str]) -> Json:
        if given["channel"] not in self.channels:
            raise Said("channel_not_found")
        if (given["channel"], given["ts"]) not in self.messages:
            raise Said("thread_not_found")
        rows = [
            each for (channel, ts), each in self.messages.items()
            if channel == given["channel"] and each.get("thread_ts", ts) == given["ts"]
            and (ts == given["ts"] or _within(ts, given))
        ]  # fmt: skip
        return self._messages([{"reply_count": 0, "subscribed": False, **each} for each in rows], given)

    def _messages(self, rows: list[Json], given: dict[str, str]) -> Json:
        chosen, onward = self._slice(rows, given)
        return {"messages": chosen, "has_more": bool(onward), "response_metadata": {"next_cursor": onward}}

    def do_chat_delete(self, given: dict[str, str]) -> Json:
        place = given["channel"], given["ts"]
        if place not in self.messages:
            raise Said("message_not_found")
        if given["ts"] in self.undeletable:
            raise Said("cant_delete_message")
        if self.messages[place].get("reply_count"):
            self.messages[place] |= {"subtype": "tombstone", "user": "USLACKBOT", "text": "This message was deleted."}
        else:
            del self.messages[place]
        return {"channel": given["channel"], "ts": given["ts"]}

    def do_files_list(self, given: dict[str, str]) -> Json:
        rows = [each.info for each in self.files.values() if each.info["user"] == given["user"]]
        page, count = int(given.get("page", 1)), min(int(given.get("count", 100)), self.limit)
        paging = {"count": count, "page": page, "pages": -(-len(rows) // count), "total": len(rows)}
        return {"files": rows[(page - 1) * count : page * count], "paging": paging}

    def do_files_info(self, given: dict[str, str]) -> Json:
        if given["file"] not in self.files:
            raise Said("file_not_found")
        return {"file": self.files[given["file"]].info, "comments": []}

    def do_files_delete(self, given: dict[str, str]) -> Json:
        if given["file"] not in self.files:
            raise Said("file_not_found")
        del self.files[given["file"]]
        return {}


def _within(ts: str, given: dict[str, str]) -> bool:
    return float(given.get("oldest", 0)) <= float(ts) <= float(given.get("latest", 9e12))


def _conversation(key: str, name: str) -> Json:
    said = {"creator": ADMIN, "last_set": 0, "value": ""}
    flags = ("archived", "general", "mpim", "group", "org_shared", "im", "shared", "private")
    return {
        "id": key, "name": name, "name_normalized": name, "created": 1, "creator": ADMIN, "is_channel": True,
        "topic": said, "purpose": said, **{f"is_{flag}": False for flag in flags},
    }  # fmt: skip


def told(connector: Connector) -> list[str]:
    """What its check says."""
    return list(connector.check())
