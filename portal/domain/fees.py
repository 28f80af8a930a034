"""A request that is manifestly unfounded or excessive, and the fee that may be asked (Art 12(5), 15(3)).

The controller bears the burden: it says which of the two, and by which facts. Money is counted in
hundredths of the currency of the controller's country.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from portal.domain.errors import Invalid
from portal.domain.lifecycle import Status

MOST_MONEY = 1_000_000
"""No part of a reasonable fee is as high as ten thousand."""
MOST_MINUTES = 60 * 200
MOST_COPIES = 10_000
LEAST_FACTS, LONGEST_FACTS = 20, 2000
LONGEST_PAYMENT = 500
_MONEY = re.compile(r"([0-9]{1,7})(?:[.,]([0-9]{1,2}))?")
_CURRENCIES = {
    "CZ": "CZK", "DK": "DKK", "HU": "HUF", "IS": "ISK", "LI": "CHF", "NO": "NOK", "PL": "PLN", "RO": "RON",
    "SE": "SEK",
}  # fmt: skip
BEFORE_IT_IS_DONE = frozenset({Status.CONFIRMED, Status.SEARCHING, Status.REVIEW, Status.DECISION})
"""Where a request may still be refused as a whole, or a fee be announced: nothing is carried out yet."""


class Burden(StrEnum):
    """What the controller has to demonstrate."""

    UNFOUNDED = "unfounded"
    EXCESSIVE = "excessive"
    FURTHER_COPY = "further_copy"


class FeeState(StrEnum):
    """Where a fee stands. Nothing is charged before it was announced and agreed to."""

    ANNOUNCED = "announced"
    AGREED = "agreed"
    PAID = "paid"
    WAIVED = "waived"


OPEN_FEES = frozenset({FeeState.ANNOUNCED, FeeState.AGREED})
"""While a fee stands so, the request is neither decided nor answered; its clock runs on."""
ARTICLES: Mapping[tuple[Burden, bool], str] = {
    (Burden.UNFOUNDED, True): "12(5)(a)",
    (Burden.EXCESSIVE, True): "12(5)(a)",
    (Burden.FURTHER_COPY, True): "15(3)",
    (Burden.UNFOUNDED, False): "12(5)(b)",
    (Burden.EXCESSIVE, False): "12(5)(b)",
}
"""Where a fee (True) or a refusal (False) stands; a further copy may cost something, but is not refused for it."""


@dataclass(frozen=True, slots=True)
class Calculation:
    """What a fee is made of: time at an hourly cost, copies, postage. Money in hundredths."""

    minutes: int = 0
    hourly: int = 0
    copies: int = 0
    per_copy: int = 0
    postage: int = 0

    @property
    def work(self) -> int:
        """What the time costs, rounded down."""
        return self.minutes * self.hourly // 60

    @property
    def copying(self) -> int:
        """What the copies cost."""
        return self.copies * self.per_copy

    @property
    def total(self) -> int:
        """The fee."""
        return self.work + self.copying + self.postage

    def check(self) -> None:
        """Raise `Invalid` where a part is out of range (`number_range`), or nothing is left to pay (`fee_nothing`)."""
        most = {"minutes": MOST_MINUTES, "copies": MOST_COPIES}
        for part in fields(self):
            if not 0 <= getattr(self, part.name) <= most.get(part.name, MOST_MONEY):
                raise Invalid("number_range", field=part.name)
        if self.total == 0:
            raise Invalid("fee_nothing", field="minutes")
        if self.total > MOST_MONEY:
            raise Invalid("number_range", field="minutes")

    def to_json(self) -> dict[str, int]:
        """As it is sealed."""
        return {part.name: getattr(self, part.name) for part in fields(self)}

    @staticmethod
    def from_json(stored: Mapping[str, int]) -> "Calculation":
        """Read again."""
        return Calculation(**stored)


def money(text: str, field: str) -> int:
    """An amount as people write it (`35`, `35,50`, `35.5`) in hundredths; empty is nothing.

    Raises:
        Invalid: `money`.
    """
    plain = "".join(text.split())
    if not plain:
        return 0
    found = _MONEY.fullmatch(plain)
    if found is None:
        raise Invalid("money", field=field)
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


def whole(text: str, field: str) -> int:
    """A whole number as people write it; empty is nothing.

    Raises:
        Invalid: `number`.
    """
    plain = "".join(text.split())
    if not plain:
        return 0
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 7):
        raise Invalid("number", field=field)
    return int(plain)


def currency(country: str) -> str:
    """The currency of a country of the EEA."""
    return _CURRENCIES.get(country, "EUR")


def checked_facts(facts: str) -> str:
    """What demonstrates it, as the person will read it.

    Raises:
        Invalid: `reasons_short`, `too_long` (field `facts`).
    """
    plain = facts.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(plain) < LEAST_FACTS:
        raise Invalid("reasons_short", field="facts", least=LEAST_FACTS)
    if len(plain) > LONGEST_FACTS:
        raise Invalid("too_long", field="facts", most=LONGEST_FACTS)
    return plain


def checked_payment(payment: str) -> str:
    """How the fee is paid, as the person will read it: an account and a reference, or a place.

    Raises:
        Invalid: `payment_missing`, `too_long` (field `payment`).
    """
    plain = payment.replace("\r\n", "\n").replace("\x00", "").strip()
    if not plain:
        raise Invalid("payment_missing", field="payment")
    if len(plain) > LONGEST_PAYMENT:
        raise Invalid("too_long", field="payment", most=LONGEST_PAYMENT)
    return plain
