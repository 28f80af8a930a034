"""A WooCommerce shop: searched, corrected, erased and verified through its REST API (wc/v3).

Every write sets a state, so that a retry is one effect without keeping its `op_id`.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager

from portal.domain.lifecycle import Capability, Match
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
from portal.systems.matching import judge, wanted
from portal.systems.partial import Partial
from portal.systems.wire import STRICT, Outgoing
from portal.systems.wire_http import OPERATION_SECONDS
from portal.systems.woocommerce.api import Incomplete, Key, Shop, talk
from portal.systems.woocommerce.census import census
from portal.systems.woocommerce.erase import Erasure
from portal.systems.woocommerce.fields import KINDS, parts_of
from portal.systems.woocommerce.mapping import ShopMapping, read_mapping
from portal.systems.woocommerce.owners import owner_of
from portal.systems.woocommerce.search import Search
from portal.systems.woocommerce.writes import Correction, forbid, forbidden

LONG = 5.0
NOBODY = Identifiers(proven_email="")
_FREE = {"order", "order_note", "refund", "review"}


def connect(settings: Mapping[str, str], outgoing: Outgoing = STRICT) -> "WooCommerce":
    """A connector from its settings `url`, `key`, `secret`, `mapping` (TOML, may be empty) and `country`."""
    key = Key(settings["url"], settings["key"], settings["secret"])
    key.base()
    return WooCommerce(key, read_mapping(settings.get("mapping") or ""), settings["country"], outgoing)


class WooCommerce(Partial):
    """One shop (`contract.Connector`); `seconds` bounds an operation, `LONG` times that one on a whole person."""

    def __init__(
        self,
        key: Key,
        mapping: ShopMapping,
        country: str,
        outgoing: Outgoing = STRICT,
        *,
        seconds: float = OPERATION_SECONDS,
    ) -> None:
        self.seconds = seconds
        self._key = key
        self._mapping = mapping
        self._country = country
        self._outgoing = outgoing

    def __repr__(self) -> str:
        """Without the key."""
        return "WooCommerce()"

    def capabilities(self) -> Mapping[str, Mapping[Capability, str]]:
        """Free texts are released, changed or erased only after a look; what the API cannot write, a person does."""
        return {kind: self._capabilities(kind) for kind in KINDS}

    def glossary(self) -> Sequence[Meaning]:
        """Every field that is read."""
        return tuple(
            Meaning(
                kind,
                part.name,
                part.column,
                self._mapping.category(part.group),
                part.label,
                kind_label=label,
                free_text=part.free_text,
                writable=part.writable,
            )
            for kind, label in KINDS.items()
            for part in parts_of(kind, self._mapping)
        )

    def check(self) -> Sequence[str]:
        """Which lists cannot be read: `code:place`, or the code alone where nothing can."""
        wrong: list[str] = []
        try:
            with self._talk() as shop:
                for path, place in (("/customers", "account"), ("/orders", "order"), ("/products/reviews", "review")):
                    try:
                        shop.some(path, {}, 1, 1, 0)
                    except Incomplete as fault:
                        wrong.append(f"{fault.code}:{place}")
                    except Permanent as fault:
                        wrong.append(f"{fault.code}:{place}")
        except SystemFault as fault:
            return (*wrong, fault.code)
        return tuple(wrong)

    def find(self, identifiers: Identifiers, cursor: str | None) -> Page:
        """The next records of whoever matches: accounts, their orders, guest orders, reviews."""
        with self._talk() as shop:
            return self._search(shop, identifiers).page(cursor)

    def held(self, owner: str) -> Iterator[Record]:
        """Read whole at once: one person's orders are few."""
        with self._talk(LONG) as shop:
            return iter(tuple(self._search(shop, NOBODY).of_owner(owner)))

    def census(self, cursor: str | None) -> OwnersPage:
        """The next accounts. Guests are named in their orders alone, which no import brings back by itself."""
        with self._talk() as shop:
            return census(shop, self._country, cursor)

    def channels(self) -> Sequence[str]:
        """The channels that the mapping can forbid beside an account."""
        return self._mapping.channels()

    def suppress(
        self, identifiers: Identifiers, owner: str, channels: Sequence[str], op_id: str, *, chosen: bool = False
    ) -> Effect:
        """Write the mapped keys beside the owner's account. A guest has no account: Permanent("channel_unmapped")."""
        with self._talk() as shop:
            number = self._confirmed(shop, identifiers, owner, channels, chosen=chosen)
            changed = forbid(shop, self._mapping, number, channels)
            return Effect(changed, {"account": changed} if changed else {}, already=not changed)

    def suppressed(
        self, identifiers: Identifiers, owner: str, channels: Sequence[str], *, chosen: bool = False
    ) -> bool:
        """Whether every mapped key says no, read again."""
        with self._talk() as shop:
            number = self._confirmed(shop, identifiers, owner, channels, chosen=chosen)
            return forbidden(shop, self._mapping, number, channels)

    def rectify(self, changes: Sequence[Change], op_id: str) -> Effect:
        """Write the changes, one request for each record; all are checked before the first is written."""
        with self._talk() as shop:
            counts = Correction(shop, self._mapping).write(changes)
            return Effect(sum(counts.values()), counts, already=not counts)

    def rectified(self, changes: Sequence[Change]) -> bool:
        """Whether every field holds its new value, read again."""
        with self._talk() as shop:
            return Correction(shop, self._mapping).stands(changes)

    def preview(self, targets: Sequence[Target]) -> Effect:
        """What `erase` would do; nothing is written."""
        with self._talk(LONG) as shop:
            return Erasure(shop, self._mapping).plan(targets).effect()

    def erase(self, targets: Sequence[Target], op_id: str) -> Effect:
        """Delete notes, reviews and accounts, and take the person out of orders; all is checked before the first write.

        Permanent("rest_by_hand") when that is done and something is left that the API cannot write: IP
        addresses and browsers of orders, reasons of refunds, downloads.
        """
        with self._talk(LONG) as shop:
            plan = Erasure(shop, self._mapping).plan(targets)
            plan.carry_out(shop)
            if plan.by_hand:
                raise Permanent("rest_by_hand")
            return plan.effect()

    def erased(self, targets: Sequence[Target]) -> bool:
        """Whether nothing is left to erase, by machine or by hand, read again."""
        with self._talk(LONG) as shop:
            plan = Erasure(shop, self._mapping).plan(targets)
            return not plan.acts and not plan.by_hand

    def lasts(self, kind: str, key: str) -> bool:
        """WooCommerce numbers all once."""
        return True

    def _talk(self, times: float = 1.0) -> AbstractContextManager[Shop]:
        return talk(self._outgoing, self._key, self.seconds * times)

    def _search(self, shop: Shop, identifiers: Identifiers) -> Search:
        return Search(shop, self._mapping, wanted(identifiers, self._country))

    def _confirmed(
        self, shop: Shop, identifiers: Identifiers, owner: str, channels: Sequence[str], *, chosen: bool
    ) -> int:
        """The owner's account, found again as the one that has the address."""
        if not channels or set(channels) - set(self.channels()):
            raise Permanent("channel_unmapped")
        number = owner_of(owner).number
        if not number:
            raise Permanent("channel_unmapped")
        search = self._search(shop, identifiers)
        evidence, _rows, complete = search.accounts()
        match = judge(evidence, search.want, complete).get(owner)
        if match is Match.EXACT or (chosen and match is Match.PROBABLE):
            return number
        raise Conflict("several_owners" if match is Match.PROBABLE else "owner_changed")

    def _capabilities(self, kind: str) -> dict[Capability, str]:
        seen = "review" if kind in _FREE or any(part.free_text for part in parts_of(kind, self._mapping)) else "auto"
        writable = any(part.writable for part in parts_of(kind, self._mapping))
        rules = self._mapping.erase
        rule = {"account": rules.account, "order": rules.order, "order_note": rules.note, "review": rules.review}.get(
            kind
        )
        done = {
            Capability.SUPPRESS: "auto" if kind == "account" and self.channels() else "none",
            Capability.RECTIFY: seen if writable else "manual",
            Capability.ERASE: {"keep": "none", "manual": "manual", None: "manual"}.get(rule, seen),
            Capability.RESTRICT: "manual",
        }
        verified = any(how in {"auto", "review"} for how in done.values())
        return {
            Capability.FIND: seen,
            Capability.EXPORT: seen,
            **done,
            Capability.VERIFY: "auto" if verified else "none",
        }
