"""Stripe: customers searched, corrected, deleted and verified; what they paid is left to a person to redact."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager

from portal.domain.lifecycle import Capability
from portal.systems.contract import Change, Effect, Identifiers, Meaning, Page, Permanent, Record, SystemFault, Target
from portal.systems.matching import wanted
from portal.systems.partial import Partial
from portal.systems.stripe.api import BASE, Account, talk
from portal.systems.stripe.fields import KINDS, parts_of
from portal.systems.stripe.mapping import PayMapping, read_mapping
from portal.systems.stripe.search import HANGING, Search
from portal.systems.stripe.writes import Correction, Erasure
from portal.systems.wire import STRICT, Outgoing
from portal.systems.wire_http import OPERATION_SECONDS

_NOBODY = Identifiers(proven_email="")


def connect(settings: Mapping[str, str], outgoing: Outgoing = STRICT) -> "Stripe":
    """A connector from its settings `key`, `guests` (yes, no), `mapping` (TOML, may be empty) and `country`."""
    mapping = read_mapping(settings.get("mapping") or "")
    guests = (settings.get("guests") or "yes") != "no"
    return Stripe(settings["key"].strip(), mapping, settings["country"], outgoing, guests=guests)


class Stripe(Partial):
    """One Stripe account (`contract.Connector`); `seconds` bounds every operation."""

    def __init__(
        self,
        key: str,
        mapping: PayMapping,
        country: str,
        outgoing: Outgoing = STRICT,
        *,
        guests: bool = True,
        base: str = BASE,
        seconds: float = OPERATION_SECONDS,
    ) -> None:
        self.seconds = seconds
        self._key = key
        self._mapping = mapping
        self._country = country
        self._outgoing = outgoing
        self._guests = guests
        self._base = base

    def __repr__(self) -> str:
        """Without the key."""
        return "Stripe()"

    def capabilities(self) -> Mapping[str, Mapping[Capability, str]]:
        """Descriptions and metadata are the company's own words: they are released after a look."""
        erase = {"delete": "review", "keep": "none", "manual": "manual"}[self._mapping.erase.customer]
        return {
            kind: {
                Capability.FIND: "review",
                Capability.EXPORT: "review",
                Capability.RECTIFY: "review" if kind == "customer" else "manual",
                Capability.ERASE: erase if kind == "customer" else "manual",
                Capability.RESTRICT: "manual",
                Capability.SUPPRESS: "none",
                Capability.VERIFY: "auto" if kind == "customer" else "none",
            }
            for kind in KINDS
        }

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
            for part in parts_of(kind)
        )

    def check(self) -> Sequence[str]:
        """Which lists cannot be read: `code:place`, or the code alone where nothing can."""
        paths = {kind: path for kind, (path, _params) in HANGING.items() if "{}" not in path}
        wrong: list[str] = []
        try:
            with self._talk() as account:
                for kind, path in {"customer": "/v1/customers", **paths}.items():
                    try:
                        account.look(path)
                    except Permanent as fault:
                        wrong.append(f"{fault.code}:{kind}")
        except SystemFault as fault:
            return (*wrong, fault.code)
        return tuple(wrong)

    def find(self, identifiers: Identifiers, cursor: str | None) -> Page:
        """The next objects of whoever matches: customers, and what hangs on them; Checkouts of an address."""
        with self._talk() as account:
            return self._search(account, identifiers).page(cursor)

    def held(self, owner: str) -> Iterator[Record]:
        """Read whole at once: one person's payments are few."""
        with self._talk() as account:
            return iter(tuple(self._search(account, _NOBODY).of_owner(owner)))

    def rectify(self, changes: Sequence[Change], op_id: str) -> Effect:
        """Write the changes to customers; invoices and payments keep the words of their day."""
        with self._talk() as account:
            counts = Correction(account).write(changes, op_id)
            return Effect(sum(counts.values()), counts, already=not counts)

    def rectified(self, changes: Sequence[Change]) -> bool:
        """Whether every field holds its new value, read again."""
        with self._talk() as account:
            return Correction(account).stands(changes)

    def preview(self, targets: Sequence[Target]) -> Effect:
        """What `erase` would do; nothing is written."""
        with self._talk() as account:
            return Erasure(account, self._mapping).plan(targets).effect()

    def erase(self, targets: Sequence[Target], op_id: str) -> Effect:
        """Delete customers, or blank those of whom a part stays; all is checked before the first write.

        Permanent("rest_by_hand") when that is done and payments, invoices or the like still name the person.
        """
        with self._talk() as account:
            plan = Erasure(account, self._mapping).plan(targets)
            plan.carry_out(account, op_id)
            if plan.by_hand:
                raise Permanent("rest_by_hand")
            return plan.effect()

    def erased(self, targets: Sequence[Target]) -> bool:
        """Whether nothing is left to erase, by machine or by hand, read again."""
        with self._talk() as account:
            plan = Erasure(account, self._mapping).plan(targets)
            return not plan.deleted and not plan.blanked and not plan.by_hand

    def lasts(self, kind: str, key: str) -> bool:
        """Stripe numbers all once."""
        return True

    def _talk(self) -> AbstractContextManager[Account]:
        return talk(self._outgoing, self._key, self._base, self.seconds)

    def _search(self, account: Account, identifiers: Identifiers) -> Search:
        want = wanted(identifiers, self._country)
        return Search(account, self._mapping, want, identifiers, guests=self._guests)
