"""Mailchimp Marketing through its API 3.0 (`contract.Connector`). `owner` is the address, in lower case."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager

from portal.domain.lifecycle import Capability
from portal.systems.contract import (
    Change,
    Conflict,
    Effect,
    Identifiers,
    Meaning,
    OwnersPage,
    Page,
    Permanent,
    Record,
    SystemFault,
    Target,
)
from portal.systems.mailchimp import erase, writes
from portal.systems.mailchimp.api import Api, reached, text_id
from portal.systems.mailchimp.records import ADDRESS_PARTS, MERGE, Making, glossary
from portal.systems.mailchimp.search import SECONDS, Search, addresses_of, census, is_address, lists_of
from portal.systems.mailchimp.settings import KINDS
from portal.systems.matching import fold, wanted
from portal.systems.partial import Partial
from portal.systems.sorting import categories
from portal.systems.wire import STRICT, Outgoing
from portal.systems.wire_http import OPERATION_SECONDS

_DATA_CENTRE = re.compile(r"[a-z]{2,4}[0-9]{1,4}")
_LOOKED_AT = frozenset({"member", "note", "activity", "event", "order"})
"""Free texts in them may speak of others, and an order may go to somebody else."""


def connect(settings: Mapping[str, str], outgoing: Outgoing = STRICT) -> "MailchimpConnector":
    """A connector from its settings; Permanent("settings_incomplete") where the key names no data centre."""
    key = settings["key"].strip()
    centre = key.rpartition("-")[2]
    address = settings.get("address", "").strip().rstrip("/")
    if not address and not _DATA_CENTRE.fullmatch(centre):
        raise Permanent("settings_incomplete")
    return MailchimpConnector(
        key,
        address or f"https://{centre}.api.mailchimp.com/3.0",
        outgoing,
        categories(settings.get("categories", ""), KINDS),
        settings["country"],
        channels=tuple(settings.get("channels", "email").split()),
        add_absent=settings.get("absent") == "add",
    )


class MailchimpConnector(Partial):
    """One Mailchimp account."""

    def __init__(
        self,
        key: str,
        address: str,
        outgoing: Outgoing,
        categories: Mapping[str, str],
        country: str,
        *,
        channels: tuple[str, ...] = (),
        add_absent: bool = False,
        seconds: float = OPERATION_SECONDS,
    ) -> None:
        """`categories` gives the data category of each kind; `seconds` bounds every operation."""
        self._key = key
        self._address = address
        self._outgoing = outgoing
        self._categories = categories
        self._country = country
        self._channels = channels
        self._add_absent = add_absent
        self._seconds = seconds

    def capabilities(self) -> Mapping[str, Mapping[Capability, str]]:
        """Contacts are corrected and stopped; what a shop sent is corrected in the shop."""
        return {kind: self._abilities(kind) for kind in KINDS}

    def _abilities(self, kind: str) -> dict[Capability, str]:
        seen = "review" if kind in _LOOKED_AT else "auto"
        own = kind == "member"
        return {
            Capability.FIND: seen,
            Capability.EXPORT: seen,
            Capability.RECTIFY: seen if own else "manual",
            Capability.ERASE: seen,
            Capability.RESTRICT: "manual",
            Capability.SUPPRESS: "auto" if own and self._channels else "none",
            Capability.VERIFY: "auto",
        }

    def check(self) -> Sequence[str]:
        """The fault of the first call that fails; a shop's data that may not be read is named as a gap."""
        try:
            with self._reached() as api:
                lists_of(api)
                try:
                    api.rows("stores", "ecommerce", "stores", count=1)
                except Permanent as fault:
                    return (f"{fault.code}:stores",)
        except SystemFault as fault:
            return (fault.code,)
        return ()

    def find(self, identifiers: Identifiers, cursor: str | None) -> Page:
        """Every audience and every shop, by each address; then those of the same name, as mentions."""
        making = self._making(identifiers)
        with self._reached() as api:
            return Search(api, making, seconds=min(SECONDS, self._seconds)).page(cursor)

    def held(self, owner: str) -> Iterator[Record]:
        """Read whole at once: it is one contact's."""
        with self._reached() as api:
            search = Search(api, self._making(Identifiers(proven_email=owner)), by_name=False)
            return iter(tuple(search.whole()))

    def census(self, cursor: str | None) -> OwnersPage:
        """The next contacts of the audiences, one audience after the other."""
        with self._reached() as api:
            return census(api, cursor)

    def glossary(self) -> Sequence[Meaning]:
        """Every field; what an audience calls its merge fields is asked of Mailchimp."""
        with self._reached() as api:
            return tuple(glossary(self._categories, _merge_fields(api)))

    def channels(self) -> Sequence[str]:
        """The register's channels that the settings name."""
        return self._channels

    def suppress(
        self, identifiers: Identifiers, owner: str, channels: Sequence[str], op_id: str, *, chosen: bool = False
    ) -> Effect:
        """Unsubscribe the address in every audience."""
        address = self._confirmed(identifiers, owner, channels, chosen=chosen)
        with self._reached() as api:
            return writes.unsubscribe(api, address, add=self._add_absent)

    def suppressed(
        self, identifiers: Identifiers, owner: str, channels: Sequence[str], *, chosen: bool = False
    ) -> bool:
        """Whether no audience sends anything to the address, read again."""
        address = self._confirmed(identifiers, owner, channels, chosen=chosen)
        with self._reached() as api:
            return writes.is_unsubscribed(api, address)

    def rectify(self, changes: Sequence[Change], op_id: str) -> Effect:
        """Merge fields and the address itself."""
        with self._reached() as api:
            return writes.rectify(api, changes)

    def rectified(self, changes: Sequence[Change]) -> bool:
        """Whether every field holds its new value, read again."""
        with self._reached() as api:
            return writes.rectified(api, changes)

    def preview(self, targets: Sequence[Target]) -> Effect:
        """What `erase` would delete now."""
        with self._reached() as api:
            return erase.preview(api, targets)

    def erase(self, targets: Sequence[Target], op_id: str) -> Effect:
        """Delete for good, as `erase` has it."""
        with self._reached() as api:
            return erase.erase(api, targets)

    def erased(self, targets: Sequence[Target]) -> bool:
        """Whether nothing of the targets is left, read again."""
        with self._reached() as api:
            return erase.erased(api, targets)

    def lasts(self, kind: str, key: str) -> bool:
        """Contacts are known by their address, which they may change, and what they did by its place in a list."""
        return kind in erase.BOUGHT

    def _reached(self) -> AbstractContextManager[Api]:
        return reached(self._outgoing, self._address, self._key, self._seconds)

    def _making(self, identifiers: Identifiers) -> Making:
        return Making(self._categories, wanted(identifiers, self._country))

    def _confirmed(self, identifiers: Identifiers, owner: str, channels: Sequence[str], *, chosen: bool) -> str:
        """The owner's address, which is the proven one, or one that was given where staff chose it."""
        if not channels or set(channels) - set(self._channels):
            raise Permanent("channel_unmapped")
        want = wanted(identifiers, self._country)
        address = fold(owner)
        if not is_address(address):
            raise Conflict("owner_changed")
        if address == want.proven or (chosen and address in addresses_of(want)):
            return address
        raise Conflict("several_owners" if address in want.others else "owner_changed")


def _merge_fields(api: Api) -> dict[str, str]:
    """What each merge field is called, by its path; a postal address by its parts."""
    found: dict[str, str] = {}
    for audience in lists_of(api):
        for each in api.all("merge_fields", "lists", text_id(audience), "merge-fields"):
            tag, name = text_id(each, "tag"), str(each.get("name") or each["tag"])
            parts = ADDRESS_PARTS if each.get("type") == "address" else ()
            for path, label in [(f".{part}", f"{name}: {part}") for part in parts] or [("", name)]:
                found.setdefault(f"{MERGE}.{tag}{path}", label)
    return found
