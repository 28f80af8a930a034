"""One Slack workspace (`contract.Connector`): searched by account and text, written as far as Slack lets us.

`find` goes through the members, then the messages, then the files; its cursor says how far it came.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from portal.domain.lifecycle import Capability, Match
from portal.systems.contract import (
    Change,
    Effect,
    Identifiers,
    Learned,
    Meaning,
    Page,
    Permanent,
    Record,
    SystemFault,
    Target,
)
from portal.systems.free_text import phrases
from portal.systems.matching import wanted
from portal.systems.partial import Partial, erasure, portions
from portal.systems.slack import people, words
from portal.systems.slack.api import Slack, text_of, workspace
from portal.systems.slack.config import Config, read_config
from portal.systems.slack.messages import USER, Own
from portal.systems.slack.sweep import Found, State, Sweep, own_from
from portal.systems.slack.writes import Writing, file_of
from portal.systems.wire import STRICT, Outgoing
from portal.systems.wire_http import OPERATION_SECONDS

MEMBER_PAGES = 500
PORTION = 15
"""So many records are looked at and deleted in one operation, at Slack's pace."""
_BOT_SCOPES = ("users:read", "users:read.email", "users.profile:read")
_USER_SCOPES = ("files:read",)
_HISTORY_SCOPES = ("channels:history", "channels:read")
_NOBODY = Identifiers(proven_email="")


def connect(settings: Mapping[str, str], outgoing: Outgoing = STRICT) -> "SlackConnector":
    """A connector from the settings of `KIND`."""
    return SlackConnector(read_config(settings), outgoing)


class SlackConnector(Partial):
    """One workspace, through the app's two tokens."""

    def __init__(self, config: Config, outgoing: Outgoing, *, seconds: float = OPERATION_SECONDS) -> None:
        """`seconds` bounds every operation."""
        self._config = config
        self._outgoing = outgoing
        self.seconds = seconds

    def capabilities(self) -> Mapping[str, Mapping[Capability, str]]:
        """Chat speaks of others, so everything of it is looked at; an account is closed by an administrator."""
        seen = {Capability.FIND: "review", Capability.EXPORT: "review", Capability.SUPPRESS: "none"}
        deletable = {
            **seen, Capability.ERASE: "review", Capability.RECTIFY: "manual", Capability.RESTRICT: "manual",
            Capability.VERIFY: "auto",
        }  # fmt: skip
        account = {**seen, Capability.ERASE: "manual", Capability.RECTIFY: "auto", Capability.RESTRICT: "manual"}
        account |= {Capability.FIND: "auto", Capability.EXPORT: "auto", Capability.VERIFY: "auto"}
        return {"account": account, "message": deletable, "file": dict(deletable)}

    def glossary(self) -> Sequence[Meaning]:
        """Every field of the three kinds."""
        return words.meanings(self._config.categories)

    def check(self) -> Sequence[str]:
        """Whether both tokens are valid and may do what a search needs."""
        try:
            with self._slack() as slack:
                missing = self._missing(slack)
        except SystemFault as fault:
            return (fault.code,)
        return tuple(f"scope_missing:{scope}" for scope in missing)

    def _missing(self, slack: Slack) -> list[str]:
        bot = slack.scopes(slack.tokens.bot)
        missing = [scope for scope in _BOT_SCOPES if scope not in bot]
        if not slack.tokens.user:
            return [*missing, "search:read"]
        asked = (*_USER_SCOPES, *(_HISTORY_SCOPES if self._config.history else ("search:read",)))
        user = slack.scopes(slack.tokens.user)
        return [*missing, *(scope for scope in asked if scope not in user)]

    def find(self, identifiers: Identifiers, cursor: str | None) -> Page:
        """The next page of members, messages or files."""
        state = _state(cursor)
        with self._slack() as slack:
            if state["stage"] == "members":
                return self._members(slack, identifiers, state)
            own = own_from(state["own"])
            sweep = self._sweep(slack, identifiers, own)
            if state["stage"] == "messages":
                found, after = self._messages(sweep, state["at"])
                return _page(
                    found, {**state, "at": after} if after is not None else {**state, "stage": "files", "at": {}}
                )
            found, after = sweep.files(state["at"])
            if after is None and not self._config.covered:
                found.gaps.append("not_searched:private")
            return _page(found, {**state, "at": after} if after is not None else None)

    def _members(self, slack: Slack, identifiers: Identifiers, state: State) -> Page:
        """One page of the members; after the last of them the accounts that match."""
        want = wanted(identifiers, self._config.country)
        ids: dict[str, int] = {} if state["c"] else dict.fromkeys(people.looked_up(slack, want), 0)
        ids = {**dict(state["ids"]), **ids}
        found, searched, onward = people.listed(slack, want, state["c"])
        for user, rank in found:
            ids[user] = min(rank, ids.get(user, rank))
        ids = people.foremost(ids)
        pages = state["n"] + 1
        if onward and onward != state["c"] and pages < MEMBER_PAGES:
            kept = {"stage": "members", "c": onward, "n": pages, "ids": sorted(ids.items())}
            return Page((), json.dumps(kept), (), searched)
        gaps = ["list_too_long:users.list"] if onward else []
        return self._accounts(slack, identifiers, ids, gaps, searched)

    def _accounts(
        self, slack: Slack, identifiers: Identifiers, ids: Mapping[str, int], gaps: list[str], searched: int
    ) -> Page:
        want = wanted(identifiers, self._config.country)
        chosen, lacking = people.chosen(ids)
        gaps += lacking
        users = [user for each in chosen if (user := people.account(slack, each)) is not None]
        complete = "list_too_long:users.list" not in gaps and people.is_whole(ids)
        own = people.judged(users, want, complete)
        records, learned = [], list[Learned]()
        for user in users:
            whose = own.get(text_of(user.get("id")))
            if whose is None:
                continue
            full, missing = (user, ()) if whose.match is Match.MENTION else people.with_own_fields(slack, user)
            gaps += [gap for gap in missing if gap not in gaps]
            records.append(people.record(full, whose, self._config.categories["account"]))
            learned += people.learned(user, want) if whose.match is Match.EXACT else []
        kept = [[each.user, each.match.value, list(each.matched_by), each.subject] for each in own.values()]
        state = {"stage": "messages", "own": kept, "at": {}}
        return Page(tuple(records), json.dumps(state), tuple(gaps), searched, tuple(learned))

    def _messages(self, sweep: Sweep, at: State) -> tuple[Found, State | None]:
        return sweep.walk(at) if self._config.history else sweep.search(at, sweep.queries())

    def _sweep(self, slack: Slack, identifiers: Identifiers, own: Mapping[str, Own]) -> Sweep:
        want = wanted(identifiers, self._config.country)
        return Sweep(slack, self._config, want, phrases(identifiers, want), own)

    def held(self, owner: str) -> Iterator[Record]:
        """Their account, all that it wrote and all that it uploaded."""
        if not USER.fullmatch(owner):
            return
        with self._slack() as slack:
            user = people.account(slack, owner)
            if user is None:
                return
            own = Own(owner, Match.EXACT, ("email",), people.subject_of(user))
            full, gaps = people.with_own_fields(slack, user)
        _refuse(gaps)
        yield people.record(full, own, self._config.categories["account"])
        for files in (False, True):
            at: State | None = {}
            while at is not None:
                with self._slack() as slack:
                    found, at = self._of_owner(slack, own, at, files=files)
                _refuse(found.gaps)
                yield from (each for each in found.records if each.owner == owner)

    def _of_owner(self, slack: Slack, own: Own, at: State, *, files: bool) -> tuple[Found, State | None]:
        """One page of what an account wrote, or uploaded; an operation of its own, for there may be many."""
        sweep = self._sweep(slack, _NOBODY, {own.user: own})
        if files:
            return sweep.files(at)
        return sweep.walk(at) if self._config.history else sweep.search(at, [f"from:<@{own.user}>"])

    def export(self, kind: str, key: str) -> Iterator[bytes]:
        """The bytes of a file."""
        if kind != "file":
            raise Permanent("no_document")
        with self._slack() as slack:
            found = file_of(slack, key)
            if found is None:
                raise Permanent("record_gone")
            url = text_of(found.get("url_private_download")) or text_of(found.get("url_private"))
            if not url or found.get("is_external") is True:
                raise Permanent("no_document")
            size = found.get("size")
            is_page = any(part in text_of(found.get("mimetype")) for part in ("html", "vnd.slack"))
            yield from slack.download(url, is_page=is_page, size=size if isinstance(size, int) else 0)

    def rectify(self, changes: Sequence[Change], op_id: str) -> Effect:
        """Fields of an account, by an administrator of a paid workspace; else Permanent("not_possible")."""
        with self._slack() as slack:
            return Writing(slack).rectify(changes)

    def rectified(self, changes: Sequence[Change]) -> bool:
        """Whether every field holds its new value, read again."""
        with self._slack() as slack:
            return Writing(slack).rectified(changes)

    def preview(self, targets: Sequence[Target]) -> Effect:
        """How many messages and files are there still; whether Slack lets us delete them shows only then."""
        counts = Counter[str]()
        for portion in portions(targets, PORTION):
            with self._slack() as slack:
                counts += Writing(slack).preview(portion)
        return erasure(counts, refused=False)

    def erase(self, targets: Sequence[Target], op_id: str) -> Effect:
        """Delete messages and files, as far as the user of the token may; the rest is a person's."""
        counts, refused = Counter[str](), False
        for portion in portions(targets, PORTION):
            with self._slack() as slack:
                done, left = Writing(slack).erase(portion)
            counts, refused = counts + done, refused or left
        return erasure(counts, refused)

    def erased(self, targets: Sequence[Target]) -> bool:
        """Whether none is left, read again where it stood."""
        for portion in portions(targets, PORTION):
            with self._slack() as slack:
                if not Writing(slack).erased(portion):
                    return False
        return True

    def lasts(self, kind: str, key: str) -> bool:
        """Slack numbers all once, and says where a channel is not seen any more."""
        return True

    def _slack(self) -> Any:
        return workspace(self._outgoing, self._config.tokens, self._config.address, self.seconds)


def _state(cursor: str | None) -> State:
    kept: State = json.loads(cursor) if cursor else {"stage": "members", "c": "", "n": 0, "ids": []}
    return kept


def _page(found: Found, state: State | None) -> Page:
    cursor = json.dumps(state) if state is not None else None
    return Page(tuple(found.records), cursor, tuple(dict.fromkeys(found.gaps)), found.searched)


def _refuse(gaps: Sequence[str]) -> None:
    if gaps:
        raise Permanent(gaps[0][:80])
