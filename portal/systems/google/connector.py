"""One Google Workspace (`contract.Connector`): account by account, service by service, hit by hit.

The cursor says which accounts are left and how far the current one is searched. An address is an owner, in
whichever account its records lie; a contact without one is its own owner.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

from portal.domain.lifecycle import Capability, Match
from portal.systems.contract import (
    Change,
    Effect,
    Identifiers,
    Meaning,
    Page,
    Permanent,
    Record,
    SystemFault,
    Target,
)
from portal.systems.free_text import phrases
from portal.systems.google import contacts, drive, mail, words
from portal.systems.google.api import (
    ACCOUNTS,
    CONTACTS,
    DRIVE,
    MAIL,
    Google,
    Hosts,
    NoAccount,
    Refused,
    Service,
    entered,
    list_of,
    text_of,
)
from portal.systems.google.config import Config, read_config
from portal.systems.google.found import ACCOUNT, Found, owner_parts
from portal.systems.google.settings import KINDS
from portal.systems.google.writes import Writing, account_of
from portal.systems.matching import Wanted, fold, wanted
from portal.systems.partial import NOT_POSSIBLE, Partial, erasure, portions
from portal.systems.wire import STRICT, Outgoing
from portal.systems.wire_http import OPERATION_SECONDS

ACCOUNT_PAGES = 1000
ACCOUNTS_A_PAGE = 100
PORTION = 100
"""So many records are looked at and removed in one operation."""
State = dict[str, Any]
_PAGES = {MAIL.name: mail.PAGES, DRIVE.name: drive.PAGES}


def connect(settings: Mapping[str, str], outgoing: Outgoing = STRICT) -> "GoogleConnector":
    """A connector from the settings of `KIND`."""
    return GoogleConnector(read_config(settings), outgoing)


class GoogleConnector(Partial):
    """One domain, through its service account."""

    def __init__(
        self, config: Config, outgoing: Outgoing, *, hosts: Hosts | None = None, seconds: float = OPERATION_SECONDS
    ) -> None:
        """`seconds` bounds every operation."""
        self._config = config
        self._outgoing = outgoing
        self._hosts = hosts or Hosts()
        self.seconds = seconds

    def capabilities(self) -> Mapping[str, Mapping[Capability, str]]:
        """Mail, files and notes speak of others, so all is looked at; what Google gathered itself it alone removes."""
        writes = "review" if self._config.writes else "manual"
        told: dict[str, Mapping[Capability, str]] = {}
        for kind in KINDS:
            erased = "manual" if kind == "other_contact" else writes
            told[kind] = {
                Capability.FIND: "review", Capability.EXPORT: "review", Capability.SUPPRESS: "none",
                Capability.ERASE: erased, Capability.RECTIFY: writes if kind == "contact" else "manual",
                Capability.RESTRICT: "manual", Capability.VERIFY: "auto" if erased == "review" else "none",
            }  # fmt: skip
        return told

    def glossary(self) -> Sequence[Meaning]:
        """Every field of the four kinds."""
        return words.meanings(self._config.categories, writes=self._config.writes)

    def check(self) -> Sequence[str]:
        """Whether each service lets us in, with the first account."""
        found = []
        try:
            with self._google() as google:
                account = (self._config.accounts or tuple(self._listed(google, "")[0]) or (self._config.admin,))[0]
                for service in self._config.services:
                    try:
                        self._knock(google, service, account)
                    except NoAccount:
                        found.append(f"not_searched:{account}")
                    except Refused:
                        found.append(f"not_searched:{service.name}")
        except SystemFault as fault:
            return (fault.code,)
        return tuple(dict.fromkeys(found))

    def _knock(self, google: Google, service: Service, account: str) -> None:
        hosts = self._hosts
        if service is CONTACTS:
            google.read(CONTACTS, account, f"{hosts.people}/v1/people:searchContacts", query="", readMask="names")
            google.read(CONTACTS, account, f"{hosts.people}/v1/otherContacts:search", query="", readMask="names")
        elif service is MAIL:
            google.read(MAIL, account, f"{hosts.gmail}/gmail/v1/users/{account}/profile")
        else:
            google.read(DRIVE, account, f"{hosts.drive}/drive/v3/about", fields="user")

    def find(self, identifiers: Identifiers, cursor: str | None) -> Page:
        """The next page of one service of one account."""
        want = wanted(identifiers, self._config.country)
        with self._google() as google:
            state: State = json.loads(cursor) if cursor is not None else self._start()
            found = Found()
            if self._refill(google, state, found):
                found = self._step(google, state, want, phrases(identifiers, want))
            elif cursor is None and not found.gaps:
                found.gaps.append("not_searched:accounts")
            onward = self._refill(google, state, found)
        return Page(
            tuple(found.records), json.dumps(state) if onward else None, tuple(dict.fromkeys(found.gaps)),
            found.searched, tuple(dict.fromkeys(found.learned)),
        )  # fmt: skip

    def _start(self) -> State:
        """`more` is the token of the next accounts, null where there are none."""
        accounts = list(self._config.accounts)
        more = None if accounts else ""
        return {"left": accounts, "more": more, "pages": 0, "service": 0, "token": "", "n": 0, "seen": []}

    def _refill(self, google: Google, state: State, found: Found) -> bool:
        """Whether any account is left, after the state went on to the next where one is done."""
        if state["left"] and state["service"] >= len(self._config.services):
            state |= {"left": state["left"][1:], "service": 0, "token": "", "n": 0}
        while not state["left"] and state["more"] is not None:
            if state["pages"] >= ACCOUNT_PAGES:
                found.gaps.append("list_too_long:accounts")
                state["more"] = None
                break
            state["left"], onward, odd = self._listed(google, state["more"])
            state |= {"more": onward or None, "pages": state["pages"] + 1}
            found.gaps += ["not_searched:accounts"] if odd else []
        return bool(state["left"])

    def _listed(self, google: Google, token: str) -> tuple[list[str], str, bool]:
        """Some accounts of the domain, the token of the next, and whether one has no address that we can use."""
        more = {"pageToken": token} if token else {}
        told = google.read(
            ACCOUNTS, self._config.admin, f"{self._hosts.admin}/admin/directory/v1/users", customer="my_customer",
            maxResults=ACCOUNTS_A_PAGE, projection="basic", **more,
        )  # fmt: skip
        listed = [text_of(each.get("primaryEmail")) for each in list_of(told.get("users"))]
        accounts = [fold(each) for each in listed if ACCOUNT.fullmatch(each)]
        return accounts, text_of(told.get("nextPageToken")), len(accounts) < len(listed)

    def _step(self, google: Google, state: State, want: Wanted, listed: Sequence[str]) -> Found:
        """One page of one service, after which `state` says what comes next; an account we cannot enter is a gap."""
        account, service = state["left"][0], self._config.services[state["service"]]
        token, state["token"] = state["token"], ""
        try:
            found, onward = self._searched(google, service, account, want, listed, token, state)
        except NoAccount:
            state["service"] = len(self._config.services)
            return Found(gaps=[f"not_searched:{account}"])
        except Refused:
            found, onward = Found(gaps=[f"not_searched:{account}"]), ""
        state["n"] += 1
        if onward and onward != token and state["n"] < _PAGES[service.name]:
            state["token"] = onward
            return found
        if onward:
            found.gaps.append(f"list_too_long:{account}")
        state["service"], state["n"] = state["service"] + 1, 0
        return found

    def _searched(
        self, google: Google, service: Service, account: str, want: Wanted, listed: Sequence[str], token: str,
        state: State,
    ) -> tuple[Found, str]:  # fmt: skip
        categories = self._config.categories
        if service is CONTACTS:
            return contacts.search(google, account, want, listed, categories), ""
        if service is MAIL:
            return mail.search(google, account, want, listed, categories, token, trash=self._config.for_good)
        seen = set(state["seen"])
        found, onward = drive.search(google, account, want, listed, categories, token, seen)
        state["seen"] = sorted(seen)
        return found, onward

    def held(self, owner: str) -> Iterator[Record]:
        """What carries an address, in every account; or the one contact that is its own owner."""
        kind, value = owner_parts(owner)
        if kind == "contact":
            yield from self._held_contact(value)
        if kind != "address" or "@" not in value:
            return
        cursor: str | None = None
        while True:
            page = self.find(Identifiers(proven_email=value), cursor)
            if page.gaps:
                raise Permanent(page.gaps[0][:80])
            yield from (each for each in page.records if each.owner == owner)
            if page.cursor is None:
                return
            cursor = page.cursor

    def _held_contact(self, key: str) -> Iterator[Record]:
        with self._google() as google:
            found = contacts.read_again(google, key)
        if found is not None:
            account, person = found
            kind = "contact" if contacts.OWN.fullmatch(text_of(person.get("resourceName"))) else "other_contact"
            nobody = wanted(Identifiers(proven_email=""), self._config.country)
            yield contacts.record(person, kind, account, self._config.categories, Match.PROBABLE, ("name",), nobody)

    def export(self, kind: str, key: str) -> Iterator[bytes]:
        """A mail as .eml; a file as it is, or as Google exports its own kinds."""
        account, name = account_of(key)
        if kind not in {"mail", "file"}:
            raise Permanent("no_document")
        if not ACCOUNT.fullmatch(account):
            raise Permanent("record_gone")
        with self._google() as google:
            yield from (mail if kind == "mail" else drive).original(google, account, name)

    def rectify(self, changes: Sequence[Change], op_id: str) -> Effect:
        """Fields of contacts; every write carries the etag of what was looked at."""
        with self._writing() as google:
            return Writing(google, self._config.for_good).rectify(changes)

    def rectified(self, changes: Sequence[Change]) -> bool:
        """Whether every field holds its new value, read again."""
        with self._google() as google:
            return Writing(google, self._config.for_good).rectified(changes)

    def preview(self, targets: Sequence[Target]) -> Effect:
        """How many of the targets are there and may be removed."""
        counts = Counter[str]()
        for portion in portions(targets, PORTION):
            with self._google() as google:
                counts += Writing(google, self._config.for_good).preview(portion)
        return erasure(counts, refused=False)

    def erase(self, targets: Sequence[Target], op_id: str) -> Effect:
        """Delete contacts, put mail and files into the trash (mail for good where the settings say so)."""
        counts, refused = Counter[str](), False
        for portion in portions(targets, PORTION):
            with self._writing() as google:
                done, left = Writing(google, self._config.for_good).erase(portion)
            counts, refused = counts + done, refused or left
        return erasure(counts, refused)

    def erased(self, targets: Sequence[Target]) -> bool:
        """Whether none is left but in the trash, read again where it lay."""
        for portion in portions(targets, PORTION):
            with self._google() as google:
                if not Writing(google, self._config.for_good).erased(portion):
                    return False
        return True

    def lasts(self, kind: str, key: str) -> bool:
        """Google numbers mails and files once; contacts that are joined get another name."""
        return kind in {"mail", "file"}

    def _writing(self) -> AbstractContextManager[Google]:
        if not self._config.writes:
            raise Permanent(NOT_POSSIBLE)
        return self._google()

    def _google(self) -> AbstractContextManager[Google]:
        return entered(
            self._outgoing, self._config.key, self._hosts, writes=self._config.writes, deletes=self._config.for_good,
            seconds=self.seconds,
        )  # fmt: skip
