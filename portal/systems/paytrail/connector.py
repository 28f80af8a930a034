"""Paytrail: credentials that are checked, payments that are looked up by an id somebody gives, and nothing more.

Its API has no search and no erasure. So a search always tells a gap, and the step goes on to a person, who
asks Paytrail by letter. A payment looked up bears no name: whose it is rests on the id alone.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from uuid import uuid4

from portal.domain.lifecycle import Capability, Match
from portal.domain.register import Text
from portal.domain.roles import UNSORTED
from portal.systems.contract import (
    AuthLost,
    Field,
    Identifiers,
    Meaning,
    Page,
    Permanent,
    Record,
    RetryLater,
    SystemFault,
)
from portal.systems.partial import Partial
from portal.systems.paytrail.signing import ALGORITHM, is_signed, signature
from portal.systems.wire import STRICT, Outgoing
from portal.systems.wire_http import OPERATION_SECONDS, Reply, opened

BASE = "https://services.paytrail.com"
KIND = "payment"
GAP = "no_search:payment"
MOST_IDS = 20
OK, FORBIDDEN, NOT_FOUND = 200, 403, 404
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIELDS = (
    ("transactionId", Text("Tapahtumatunnus", "Transaktions-id", "Transaction id")),
    ("status", Text("Tila", "Status", "State")),
    ("amount", Text("Summa sentteinä", "Belopp i cent", "Amount in cents")),
    ("currency", Text("Valuutta", "Valuta", "Currency")),
    ("reference", Text("Viite", "Referens", "Reference")),
    ("stamp", Text("Kaupan tunniste", "Butikens märke", "The shop's stamp")),
    ("provider", Text("Maksutapa", "Betalningssätt", "Way of payment")),
    ("createdAt", Text("Luotu", "Skapad", "Made")),
    ("paidAt", Text("Maksettu", "Betald", "Paid")),
    ("filingCode", Text("Arkistointitunnus", "Arkiveringskod", "Filing code")),
)


def connect(settings: Mapping[str, str], outgoing: Outgoing = STRICT) -> "Paytrail":
    """A connector from its settings `account`, `secret` and perhaps `category`."""
    return Paytrail(
        settings["account"].strip(), settings["secret"].strip(), settings.get("category") or UNSORTED, outgoing
    )


class Paytrail(Partial):
    """One merchant at Paytrail (`contract.Connector`); `seconds` bounds every operation."""

    def __init__(
        self,
        account: str,
        secret: str,
        category: str = UNSORTED,
        outgoing: Outgoing = STRICT,
        *,
        base: str = BASE,
        seconds: float = OPERATION_SECONDS,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.seconds = seconds
        self._account = account
        self._secret = secret
        self._category = category
        self._outgoing = outgoing
        self._base = base
        self._clock = clock

    def __repr__(self) -> str:
        """Without the secret."""
        return "Paytrail()"

    def capabilities(self) -> Mapping[str, Mapping[Capability, str]]:
        """All of it is a person's, by letter to the processor."""
        manual = (Capability.FIND, Capability.EXPORT, Capability.RECTIFY, Capability.ERASE, Capability.RESTRICT)
        return {
            KIND: {
                **dict.fromkeys(manual, "manual"),
                Capability.SUPPRESS: "none",
                Capability.VERIFY: "none",
            }
        }

    def glossary(self) -> Sequence[Meaning]:
        """The fields of a payment that is looked up."""
        label = Text("Maksu", "Betalning", "Payment")
        return tuple(Meaning(KIND, name, name, self._category, said, kind_label=label) for name, said in _FIELDS)

    def check(self) -> Sequence[str]:
        """Whether Paytrail takes our signature, by asking which ways of payment the merchant has."""
        try:
            if self._get("/merchants/payment-providers").status != OK:
                return ("request_refused",)
        except SystemFault as fault:
            return (fault.code,)
        return ()

    def find(self, identifiers: Identifiers, cursor: str | None) -> Page:
        """The payments whose transaction ids the person gave as their numbers; and always the gap."""
        told = (each.strip().lower() for each in identifiers.customer_numbers)
        ids = sorted({each for each in told if _ID.fullmatch(each)})[:MOST_IDS]
        found = [each for number in ids for each in self._payment(number)]
        return Page(tuple(found), None, (GAP,), len(found))

    def held(self, owner: str) -> Iterator[Record]:
        """The payment that an owner is; Permanent("no_search") for anybody else."""
        what, _, number = owner.partition(":")
        if what != KIND or not _ID.fullmatch(number):
            raise Permanent("no_search")
        return iter(tuple(self._payment(number)))

    def _payment(self, number: str) -> Iterator[Record]:
        reply = self._get(f"/payments/{number}", number)
        if reply.status == NOT_FOUND:
            return
        row = reply.json() if reply.status == OK else None
        if not isinstance(row, dict) or row.get("transactionId") != number:
            raise RetryLater("not_json", 300)
        day = _DAY.match(str(row.get("createdAt", "")))
        values = {name: value for name, value in row.items() if isinstance(value, str | int | float | bool)}
        yield Record(
            kind=KIND,
            key=number,
            owner=f"{KIND}:{number}",
            category=self._category,
            match=Match.PROBABLE,
            matched_by=("customer_number",),
            fields=tuple(Field(name, name, values.get(name)) for name, _label in _FIELDS),
            dated=day.group() if day else "",
        )

    def _get(self, path: str, number: str = "") -> Reply:
        """A signed question and its answer; Permanent("answer_unreadable") where Paytrail did not sign it."""
        if not self._account.isascii() or not self._account.isdigit():
            raise AuthLost("access_refused")
        headers = {
            "checkout-account": self._account,
            "checkout-algorithm": ALGORITHM,
            "checkout-method": "GET",
            "checkout-nonce": str(uuid4()),
            "checkout-timestamp": self._clock().strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            **({"checkout-transaction-id": number} if number else {}),
        }
        signed = {**headers, "signature": signature(self._secret, headers)}
        with opened(self._outgoing, self._base, headers=signed, seconds=self.seconds) as web:
            reply = web.call("GET", path)
        if reply.status == FORBIDDEN:
            raise AuthLost("scope_missing")
        if reply.status == OK and not is_signed(self._secret, reply.headers, reply.body):
            raise Permanent("answer_unreadable")
        return reply
